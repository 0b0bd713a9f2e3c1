"""Who can really send a form: published, accepting, and open to those who are to answer it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from automation.domain.groups import Person
from automation.domain.layout import FoundForm, Responder
from automation.jobs.settings_views import rules_of
from automation.jobs.setup import wording
from automation.jobs.setup.setup_context import SetupContext, SetupReport
from automation.jobs.setup.wording import FORM_NAMES
from automation.ports import Refused
from automation.workflow.known_people import everybody

#: The forms that staff fill; all others are for everybody.
STAFF_FORMS = ("officer", "survey_paper", "decisions")
#: Of these the one that others than officers fill, too.
_OF_ALL_STAFF = "decisions"
_CONSUMER = frozenset({"gmail.com", "googlemail.com"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who is to answer one form; the officers, or all of the staff, count for those of staff alone.

    Attributes:
        form: its name among the places.
        account: the address that the job acts as.
        officers: the addresses of those of the staff who fill it.
    """

    form: str
    account: str
    officers: frozenset[str]

    def lacking(self, there: Collection[Responder]) -> tuple[Responder, ...]:
        """Return who must be admitted yet: the domain for all who belong to it, others one by one."""
        if Responder.anyone() in there:
            return ()
        if self.form not in STAFF_FORMS:
            return (Responder.anyone(),)
        own = domain_of(self.account)
        left = [one for one in sorted(self.officers) if not _is_admitted(one, there)]
        inside = [one for one in left if domain_of(one) == own and own not in _CONSUMER]
        outside = [Responder("user", one) for one in left if one not in inside]
        return (*([Responder("domain", own)] if inside else []), *outside)

    def one_by_one(self, domain: str) -> tuple[Responder, ...]:
        """Return the officers of a domain that cannot be admitted as a whole."""
        return tuple(Responder("user", one) for one in sorted(self.officers) if domain_of(one) == domain)


def wanted(setup: SetupContext, form: str, account: str) -> Wanted:
    """Return who is to answer a form."""
    people: tuple[Person, ...] = tuple(setup.settings.office.service_officers)
    if form == _OF_ALL_STAFF:
        people = everybody(setup.settings.disposition.groups, rules_of(setup.settings))
    officers = frozenset(one.email.lower() for one in people if one.email)
    return Wanted(form=form, account=account, officers=officers - {account})


def domain_of(address: str) -> str:
    """Return what stands behind the @."""
    return address.rpartition("@")[2].lower()


def _is_admitted(address: str, there: Collection[Responder]) -> bool:
    return Responder("user", address) in there or Responder("domain", domain_of(address)) in there


def open_form(setup: SetupContext, form: str, id: str, found: FoundForm, account: str, report: SetupReport) -> None:
    """Publish a form and admit who is to answer it, then look whether it is so; what is not is named."""
    name = FORM_NAMES[form]
    if not found.published:
        try:
            setup.construction.publish(id)
        except Refused as error:
            report.problems.append(wording.not_published(form=name, fault=error))
        else:
            report.made.append(wording.published(name))
            found = setup.construction.form(id)
    whom = wanted(setup, form, account)
    if lacking := whom.lacking(setup.construction.responders(id)):
        _admit(setup, id, whom, lacking, report)
        lacking = whom.lacking(setup.construction.responders(id))
    if form not in STAFF_FORMS and (lacking or found.asks_to_sign_in):
        report.problems.append(wording.closed_to_outsiders(form=name, asks=found.asks_to_sign_in))


def _admit(setup: SetupContext, id: str, whom: Wanted, lacking: Collection[Responder], report: SetupReport) -> None:
    """Admit one after the other; of a domain that is refused as a whole, each officer."""
    name = FORM_NAMES[whom.form]
    refused: dict[str, list[Responder]] = {}
    for one in lacking:
        try:
            setup.construction.admit(id, one)
        except Refused as error:
            if one.kind == "domain":
                _admit(setup, id, whom, whom.one_by_one(one.address), report)
            else:
                refused.setdefault(str(error), []).append(one)
        else:
            report.made.append(wording.admitted(form=name, whom=wording.responder(one)))
    report.problems += [wording.not_admitted(form=name, whom=some, fault=fault) for fault, some in refused.items()]
