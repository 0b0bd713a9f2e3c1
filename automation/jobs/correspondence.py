"""What staff should know of a case, told as one digest a person.

Everything here is derived from where the case stands at this moment; what was told already is found in the journal.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from automation.domain.address import EmailAddress
from automation.domain.addresses import Addresses
from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentKind
from automation.domain.effects import EffectKey, SendMail
from automation.domain.groups import Person
from automation.domain.memory import Memory
from automation.domain.vocabulary import Role, Step
from automation.mail.values import (
    CaseReference,
    ChatToSend,
    DispositionAsked,
    DispositionToConfirm,
    DispositionTold,
    DraftReturned,
    DueSoon,
    Escalated,
    Item,
    LetterToSign,
    Matter,
    MeetingInvitation,
    NumberNeeded,
    Overdue,
    Task,
)
from automation.mail.wording import staff
from automation.settings.values import OfficeSettings
from automation.workflow.disposition import Assigned, group_named, routed
from automation.workflow.phase import Phase, letter_number
from automation.workflow.standing import Standing, people_for
from automation.workflow.surroundings import Surroundings
from automation.workflow.wording import STEP_NAMES

from .office_view import sender_of
from .paperwork import FOLDER
from .to_customer import chat_link

DIGEST = "kabar"
ROUTED_BY_TABLE = "tabel disposisi"


class View(Protocol):
    """What a digest needs to know of a case."""

    @property
    def case(self) -> Case:
        """The case."""

    @property
    def facts(self) -> StaffFacts:
        """Its facts."""

    @property
    def standing(self) -> Standing:
        """Where it stands."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One matter for one person; its key is told once and never again."""

    key: str
    person: Person
    item: Item


def notices_for(view: View, around: Surroundings, memory: Memory, settings: OfficeSettings) -> tuple[Notice, ...]:
    """Give what staff should know of a case and were not told yet; who has no address reads it in the workbook."""
    found = _notices(view, around, memory, settings)
    return tuple(
        notice
        for notice in found
        if notice.key not in memory.covered and EmailAddress.found_in(notice.person.email) is not None
    )


def digests(notices: Iterable[Notice], memory: Memory, settings: OfficeSettings, now: datetime) -> Iterator[SendMail]:
    """Give one mail to each person who has something new to know."""
    pending: dict[str, dict[str, Notice]] = defaultdict(dict)
    for notice in notices:
        pending[notice.person.email.strip().casefold()][notice.key] = notice
    link = Addresses(settings.google.base_address).workbook(memory.places.get("workbook", ""))
    for told in pending.values():
        person = next(iter(told.values())).person
        address = str(EmailAddress.parse(person.email))
        seal = hashlib.sha256("\n".join([address, *sorted(told)]).encode()).hexdigest()[:20]
        items = [notice.item for notice in told.values()]
        message = staff.digest(person, items, sender_of(settings), now, link)
        yield SendMail(
            EffectKey("kantor", DIGEST, seal), None, address, message.subject, message.body, (), tuple(told)
        )


_To = Callable[[Iterable[Person], str, Matter], Iterator[Notice]]


def _notices(view: View, around: Surroundings, memory: Memory, settings: OfficeSettings) -> Iterator[Notice]:
    case = view.case
    reference = _reference(case, memory, Addresses(settings.google.base_address))

    def to(people: Iterable[Person], what: str, matter: Matter) -> Iterator[Notice]:
        for person in people:
            yield Notice(f"{case.number}/{what}/{person.email}", person, Item(reference, matter))

    if chat := chat_link(view.case, view.facts, around, settings):
        purpose, link = chat
        yield from to(around.rules.officers, f"obrolan.{purpose}", ChatToSend(purpose, link))
    if case.outcome is not None:
        return
    passage = f"{case.current.step.value}.{case.current.round}"
    matter = _task(view, around, memory, settings)
    if matter is not None:
        yield from to(view.standing.people, f"tugas.{view.standing.phase.value}.{passage}", matter)
    yield from _disposition_told(view, around, to)
    yield from _invitations(view, around, to)
    yield from _reminders(view, around, settings, passage, to)


def _reference(case: Case, memory: Memory, addresses: Addresses) -> CaseReference:
    folder = memory.results.get(str(EffectKey(str(case.number), FOLDER)), "")
    return CaseReference(str(case.number), case.intake.subject, addresses.folder(folder) if folder else "")


def _step_name(step: Step) -> str:
    return f"Langkah {step.value}: {STEP_NAMES[step]}"


def _task(view: View, around: Surroundings, memory: Memory, settings: OfficeSettings) -> Matter | None:
    case, facts, standing = view.case, view.facts, view.standing
    due = standing.due
    match standing.phase:
        case Phase.LETTER | Phase.CLOSING | Phase.CLOSED:
            return None
        case Phase.ASK_HEAD:
            found = routed(facts.service, around.groups)
            return DispositionAsked("" if isinstance(found, Assigned) else found.reason, due)
        case Phase.CONFIRMATION:
            group = group_named(case.proposed, around.groups)
            return DispositionToConfirm(case.proposed, group.lead.name if group else "", due)
        case Phase.LETTER_NUMBER:
            return NumberNeeded(due)
        case Phase.SIGNED_SCAN:
            pdf = memory.results.get(f"{case.number}/pdf/{DocumentKind.SURAT_BALASAN.value}", "")
            link = Addresses(settings.google.base_address).file(pdf) if pdf else ""
            return LetterToSign(letter_number(case, facts), link, due)
        case Phase.REPLY_TEXT | Phase.INITIALS if case.current.round > 1:
            return DraftReturned(case.stale.get("decision_note", ""), due)
        case _:
            return Task(_step_name(case.current.step), standing.task, due, case.current.round)


def _disposition_told(view: View, around: Surroundings, to: _To) -> Iterator[Notice]:
    held = view.case.disposition
    if held is None or held.by != ROUTED_BY_TABLE or view.case.current.step is not Step.REVIEW:
        return
    group = group_named(held.group, around.groups)
    told = DispositionTold(held.group, group.lead.name if group else "")
    yield from to((around.rules.head,), f"disposisi.{held.sequence}", told)


def _invitations(view: View, around: Surroundings, to: _To) -> Iterator[Notice]:
    at = view.facts.meeting_at
    with_group = Step.REVIEW <= view.case.current.step <= Step.VERIFICATION
    if at is None or at <= around.now or not with_group:
        return
    guests = [Person(name, name) for name in view.facts.meeting_participants if EmailAddress.found_in(name)]
    leaders = people_for(Role.GROUP_LEAD, view.case, view.facts, around)
    yield from to([*leaders, *guests], f"rapat.{at:%Y-%m-%dT%H.%M}", MeetingInvitation(at))


def _reminders(view: View, around: Surroundings, settings: OfficeSettings, passage: str, to: _To) -> Iterator[Notice]:
    """Remind before the deadline, say when it has passed, and tell the Kepala Balai when nothing follows.

    The key holds step, round and deadline: a deadline that moved is a new one, and each is told once.
    """
    due, standing, now = view.standing.due, view.standing, around.now
    if due is None or not standing.people:
        return
    stamp = f"{passage}.{due.astimezone(around.calendar.hours.zone):%Y-%m-%dT%H.%M}"
    name, mail = _step_name(view.case.current.step), settings.mail
    try:
        if now <= due:
            norm = around.rules.norms.get(view.case.current.step)
            in_days = norm is not None and norm.days is not None
            left = around.calendar.working_minutes_between(now, due)
            if in_days and 0 <= left <= mail.remind_before_minutes:
                yield from to(standing.people, f"pengingat.{stamp}", DueSoon(name, standing.task, due))
            return
        if mail.remind_when_overdue:
            yield from to(standing.people, f"lewat.{stamp}", Overdue(name, standing.task, due))
        if mail.escalate_after_days and now > around.calendar.end_of_working_day(due, mail.escalate_after_days):
            yield from to((around.rules.head,), f"eskalasi.{stamp}", Escalated(name, standing.responsible, due))
    except CalendarRunOut:
        return  # The case's own warning names the year that is missing.
