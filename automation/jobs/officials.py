"""The settings and working groups as the tab Pejabat has them on a day; without the tab, as they are set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from automation.domain.cells import Cell
from automation.domain.columns import Owner
from automation.domain.groups import Person, WorkingGroup
from automation.domain.notes import Note
from automation.domain.officials import KnownTerms, Post, Standing, Term, standing_on
from automation.jobs.job_context import JobContext
from automation.ledger.codec import NotOurs, from_json, to_json
from automation.register import wording as register_wording
from automation.register.officials_tab import ReadTerms, officials_in
from automation.register.routing import named_groups
from automation.register.schema import tabs
from automation.register.typed_dates import TypedDates
from automation.settings.values import OfficeSettings, Official

_ACTING = (Post.PLH.prefix, Post.PLT.prefix)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOfficials:
    """What a tick knows of the tab Pejabat.

    Attributes:
        known: the last good state; what was read now, where it could be read whole.
        standing: who holds which office today; None where nothing is known, so that the settings hold.
        problems: what is wrong with the tab, for people to read.
    """

    known: KnownTerms = field(default_factory=KnownTerms)
    standing: Standing | None = None
    problems: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The last good state as the ledger keeps it; "" where there is none."""
        return to_json(self.known) if self.known.terms else ""


def seen_officials(read: ReadTerms | None, notes: Mapping[Note, str], today: date) -> SeenOfficials:
    """Return what holds today: what the tab says, or where that has a fault, what it last said without one.

    Args:
        read: the tab; None where the workbook has none yet.
        notes: the ledger's.
        today: the office's date.
    """
    if read is None:
        return SeenOfficials()
    known = known_terms(notes)
    if not read.faults:
        known = known.after(read.terms)
    standing = standing_on(known.terms, today) if known.terms else None
    bridged = [register_wording.nobody_holds(post.value) for post in (standing.bridged if standing else ())]
    return SeenOfficials(known=known, standing=standing, problems=(*read.faults, *bridged))


def terms_read(
    table: Sequence[Sequence[Cell]] | None,
    dates: TypedDates,
    groups: Iterable[str],
    settings: OfficeSettings,
) -> ReadTerms | None:
    """Return the rows of the tab Pejabat, where a doubted date is a fault of its row; None without the tab.

    Args:
        table: its cells, the headings first.
        dates: which dates are doubted, since they were typed in another locale.
        groups: the names of the office's working groups, whatever else of them can be read.
        settings: the office's.
    """
    if table is None:
        return None
    listed, doubted = dates.without_doubted("officials", table)
    found = officials_in(tabs()["officials"], listed, groups, settings.office.head.title)
    return replace(found, faults=(*found.faults, *doubted))


def names_of_groups(
    table: Sequence[Sequence[Cell]], notes: Mapping[Note, str], *, are_whole: bool
) -> tuple[str, ...]:
    """Return what working groups are called; where a row of Pokja cannot be read, also those that Pejabat named.

    Args:
        table: the tab Pokja, the headings first.
        notes: the ledger's.
        are_whole: each row of it could be read.
    """
    named = () if are_whole else (term.group for term in known_terms(notes).terms if term.group)
    return tuple(dict.fromkeys((*named_groups(tabs()["groups"], table), *named)))


def known_terms(notes: Mapping[Note, str]) -> KnownTerms:
    """Return the last good state of the tab; an empty one where none is kept."""
    try:
        return from_json(KnownTerms, notes.get(Note.OFFICIALS) or "{}")
    except NotOurs:
        return KnownTerms()


def in_force(job: JobContext, seen: SeenOfficials) -> JobContext:
    """Return the job with the settings as they hold today; `job` is as it was opened."""
    return replace(job, settings=settings_on(job.settings, seen.standing))


def settings_on(settings: OfficeSettings, standing: Standing | None) -> OfficeSettings:
    """Return the office's settings with the people who hold its offices; the same where no tab names them."""
    if standing is None or (holder := standing.acting or standing.head) is None:
        return settings
    title = settings.office.head.title
    head = _official(holder, title)
    away = standing.head if standing.acting else None
    office = replace(
        settings.office,
        head=head,
        acting=holder.post.prefix,
        absent_head=_official(away, title) if away else None,
        head_deputy=standing.deputy.person if standing.deputy else None,
        service_officers=tuple(term.person for term in standing.officers),
        others=standing.people,
        qualified=standing.qualified,
        numbers=standing.numbers,
    )
    return replace(settings, office=office, letters=replace(settings.letters, signer=_signer(settings, holder, head)))


def _official(term: Term, title: str) -> Official:
    return Official(name=term.name, nip=term.nip, email=term.email, title=title)


def _signer(settings: OfficeSettings, holder: Term, head: Official) -> Official:
    """Return who signs: who acts, with the prefix of that; else a signer of another office stays as set."""
    if holder.post.acts:
        return replace(head, title=f"{holder.post.prefix} {head.title}")
    kept = settings.letters.signer
    return head if kept == settings.office.head or kept.title.startswith(_ACTING) else kept


def former_signers(known: KnownTerms, settings: OfficeSettings) -> tuple[str, ...]:
    """Return the names of those who signed as or for the Kepala Balai and do not today; `settings` are today's."""
    today = {settings.letters.signer.name, settings.office.head_deputy.name if settings.office.head_deputy else ""}
    return tuple(name for name in known.signed if name not in today)


def groups_on(groups: Sequence[WorkingGroup], standing: Standing | None) -> tuple[WorkingGroup, ...]:
    """Return the working groups with the leads and deputies that the tab Pejabat names for the day."""
    if standing is None:
        return tuple(groups)
    return tuple(_group_on(group, standing) for group in groups)


def _group_on(group: WorkingGroup, standing: Standing) -> WorkingGroup:
    name = group.name.casefold()
    lead, deputy = standing.leads.get(name), standing.deputies.get(name)
    if deputy:
        group = replace(group, deputy=deputy.person)
    if lead is None:
        return group
    same = lead.email.casefold() == group.lead.email.casefold()
    # The days of absence beside the lead of the tab Pokja are that person's.
    return replace(group, lead=lead.person, absence=group.absence if same else None)


@dataclass(frozen=True, slots=True)
class Held:
    """A person in an office, as it is called."""

    office: str
    person: Person

    @property
    def name(self) -> str:
        """What stands for it in the ledger."""
        return f"{self.office}|{self.person.email.lower()}"


def offices_held(settings: OfficeSettings, groups: Sequence[WorkingGroup]) -> Iterator[Held]:
    """Return who works in which office; for whom another acts now, does not."""
    office = settings.office
    yield Held(f"{office.acting} {Post.HEAD.value}".strip(), office.head.person)
    if office.head_deputy:
        yield Held(Post.HEAD_DEPUTY.value, office.head_deputy)
    yield from (Held(Post.OFFICER.value, person) for person in office.service_officers)
    for group in groups:
        yield Held(f"{Post.GROUP_LEAD.value} {group.name}", group.lead)
        if group.deputy:
            yield Held(f"{Post.GROUP_DEPUTY.value} {group.name}", group.deputy)


def editors_of(settings: OfficeSettings, groups: Sequence[WorkingGroup]) -> Mapping[Owner, frozenset[str]]:
    """Return who may write in whose columns, by addresses in small letters."""
    office = settings.office
    leads = [person for group in groups for person in (group.lead, group.deputy) if person is not None]
    heads = [one.person for one in (office.head, office.absent_head) if one]
    people = {
        Owner.SERVICE_OFFICER: office.service_officers,
        Owner.HEAD_OF_OFFICE: [*heads, *([office.head_deputy] if office.head_deputy else [])],
        Owner.GROUP_LEAD: leads,
    }
    addresses = {
        owner: frozenset(person.email.lower() for person in those if person.email) for owner, those in people.items()
    }
    everyone = frozenset().union(*addresses.values())
    keepers = frozenset(one.email.lower() for one in heads) | {office.supervisor_email.lower()}
    return {**addresses, Owner.ANYONE: everyone, Owner.HEAD_AND_SUPERVISOR: keepers}


def who_opens(editors: Mapping[Owner, frozenset[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Return who works in the office's folder, and who else in the workbook alone."""
    in_folder = editors[Owner.SERVICE_OFFICER] | editors[Owner.HEAD_OF_OFFICE]
    everybody = editors[Owner.ANYONE] | editors[Owner.HEAD_AND_SUPERVISOR]
    return in_folder, everybody - in_folder


def terms_set(settings: OfficeSettings) -> tuple[Term, ...]:
    """Return the rows that a new tab starts with; leads stay in the tab Pokja until one changes on a day."""
    office, signer = settings.office, settings.letters.signer
    rows = [_term(Post.HEAD, office.head)]
    acting = next((post for post in (Post.PLH, Post.PLT) if signer.title.startswith(post.prefix)), None)
    if acting and signer != office.head:
        rows.append(_term(acting, signer))
    if office.head_deputy:
        rows.append(Term(post=Post.HEAD_DEPUTY, name=office.head_deputy.name, email=office.head_deputy.email))
    rows += [Term(post=Post.OFFICER, name=one.name, email=one.email) for one in office.service_officers]
    return tuple(rows)


def _term(post: Post, official: Official) -> Term:
    return Term(post=post, name=official.name, email=official.email, nip=official.nip)
