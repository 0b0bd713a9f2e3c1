"""How complaints know one another: duplicates and their first, related ones, and what follows an earlier one.

Everything is judged at every tick by what is true now, and never only when it was typed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from automation.domain.address import EmailAddress
from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case
from automation.domain.complaint import Intake
from automation.domain.dates import local_day
from automation.domain.numbers import ComplaintNumber
from automation.domain.tracked import Folded
from automation.domain.vocabulary import Channel, Outcome
from automation.domain.worked_out import WorkedOut

from . import wording
from .case_context import CaseContext, FirstComplaint
from .joint_letters import joined_lead, named_lead

#: How people say that there is none.
_NONE = " -–"
#: A duplicate stays one while its first complaint is handled, or was answered.
_HANDLED = frozenset({None, Outcome.SETTLED})


@dataclass(frozen=True, slots=True)
class Kin:
    """Whom one complaint names: its first, those it is related to, and the one whose letter answers it too."""

    first: ComplaintNumber | None = None
    related: tuple[ComplaintNumber, ...] = ()
    lead: ComplaintNumber | None = None

    @classmethod
    def of(cls, case: Case) -> Kin:
        """Return them, whether or not they are there."""
        return cls(case.first, related_numbers(case), joined_lead(case))

    @property
    def named(self) -> Iterator[ComplaintNumber]:
        """All of them."""
        yield from filter(None, (self.first, *self.related, self.lead))

    def __bool__(self) -> bool:
        return any(self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """Which complaints are related, by what rows and forms say.

    Attributes:
        duplicates: those that are closed as duplicates, by their first complaint.
        related: those that are named as related, from either side.
        joint: those that a letter answers too, by the complaint that it is made for.
    """

    duplicates: Mapping[ComplaintNumber, tuple[ComplaintNumber, ...]] = field(default_factory=dict)
    related: Mapping[ComplaintNumber, tuple[ComplaintNumber, ...]] = field(default_factory=dict)
    joint: Mapping[ComplaintNumber, tuple[ComplaintNumber, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, cases: Mapping[ComplaintNumber, Case], known: WorkedOut) -> Kinship:
        """Gather the relations of all complaints of an office; the very same ones where none is another."""
        kin = known.of(_kin_folded).of(cases)
        there = frozenset(other for one in kin.values() for other in one.named if other in cases)
        return known.of(cls.among, kin, known.equal("kin that is there", there))

    @classmethod
    def among(cls, kin: Mapping[ComplaintNumber, Kin], known: Collection[ComplaintNumber]) -> Kinship:
        """Gather the relations of those who name others; of these, there are the `known` ones."""
        duplicates: dict[ComplaintNumber, list[ComplaintNumber]] = {}
        related: dict[ComplaintNumber, list[ComplaintNumber]] = {}
        joint: dict[ComplaintNumber, list[ComplaintNumber]] = {}
        for number, one in kin.items():
            if one.first is not None:
                duplicates.setdefault(one.first, []).append(number)
            if one.lead in known and one.lead is not None:
                joint.setdefault(one.lead, []).append(number)
            for other in one.related:
                if other in known and other != number:
                    related.setdefault(number, []).append(other)
                    related.setdefault(other, []).append(number)
        return cls(
            duplicates={first: tuple(theirs) for first, theirs in duplicates.items()},
            related={number: tuple(dict.fromkeys(theirs)) for number, theirs in related.items()},
            joint={lead: tuple(theirs) for lead, theirs in joint.items()},
        )

    def about(self, number: ComplaintNumber) -> Iterator[ComplaintNumber]:
        """Return the complaints whose papers may speak of this one."""
        for lists in (self.duplicates, self.related, self.joint):
            yield from lists.get(number, ())
            yield from (other for other, theirs in lists.items() if number in theirs)


def _kin_folded() -> Folded[ComplaintNumber, Case, Kin]:
    return Folded(Kin.of, keeps=bool)


def related_numbers(case: Case) -> tuple[ComplaintNumber, ...]:
    """Return the complaints that a case is said to be related to, by its row or the form it came by."""
    stated = case.cells.get("related_to", "")
    if not stated and not case.intake.related_to:
        return ()
    texts = (*_parts(stated), case.intake.related_to)
    return tuple(dict.fromkeys(number for text in texts if (number := ComplaintNumber.read(text.strip()))))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\n", ";").replace(",", ";").split(";") if part.strip())


def claims_in(rows: Iterable[tuple[ComplaintNumber, str, str]]) -> dict[ComplaintNumber, ComplaintNumber]:
    """Return what rows say to be duplicates of what: of number, Klasifikasi and Duplikat dari."""
    found: dict[ComplaintNumber, ComplaintNumber] = {}
    for number, classification, text in rows:
        if classification.casefold() == "duplikat" and (first := ComplaintNumber.read(text)):
            found[number] = first
    return found


def first_refused(number: ComplaintNumber, first: ComplaintNumber | None, context: CaseContext) -> str:
    """Say why a complaint cannot be closed as a duplicate of another; "" where it can."""
    others = context.others or {}
    if first is None:
        return wording.DUPLICATE_OF_NOTHING
    if first == number:
        return wording.DUPLICATE_OF_ITSELF
    if first not in others:
        return wording.duplicate_of_unknown(first)
    if others[first] is Outcome.DUPLICATE:
        return wording.duplicate_of_duplicate(first)
    if others[first] is None and (beyond := context.claims.get(first)) is not None:
        return wording.duplicates_in_circle(first) if beyond == number else wording.duplicate_of_duplicate(first)
    ended = others[first]
    if ended not in _HANDLED and ended is not None:
        return wording.first_ended_otherwise(first, ended)
    if ended is Outcome.SETTLED and first.year != number.year:
        return wording.first_of_another_year(first)
    return ""


def lost_first(case: Case, context: CaseContext) -> Outcome | None:
    """Return how the first complaint of a duplicate ended otherwise than with a reply; None while it stands.

    Where that end was seen and settled long ago, or the reply was there before, nothing is lost.
    """
    ended, first = (context.others or {}).get(case.first) if case.first else None, context.first
    if ended in _HANDLED:
        return None
    if first is not None and first.number == case.first:
        was_there = (
            first.answered_at is not None and case.closed_at is not None and case.closed_at <= first.answered_at
        )
        heard = was_there and _has_seen_an_end(case, first, context)
        if heard or first.standing == case.first_seen:
            return None
    return ended


def _has_seen_an_end(joined: Case, first: FirstComplaint, context: CaseContext) -> bool:
    """Return whether all was done that followed from the first complaint's reply.

    Where what was done last followed from a reopening, or no program kept it, it is so for who had joined before the
    reply: who joined later may have heard nothing of it.
    """
    if joined.first_seen:
        _, ended, openings, _ = joined.first_seen.rsplit(".", 3)
        if ended == Outcome.SETTLED.name or openings == "1":
            return ended == Outcome.SETTLED.name
    came, replied = joined.closed_at, first.settled_at
    was_there = came is not None and replied is not None and came <= replied
    return was_there and _held_until_opening(first, context)


def _held_until_opening(first: FirstComplaint, context: CaseContext) -> bool:
    """Return whether the reply held long enough to be told of: the office opened before it was taken back."""
    replied, again = first.settled_at, first.reopened_at
    if replied is None or again is None or again < replied:
        return True
    try:
        return context.calendar.working_minutes_between(replied, again) > 0
    except CalendarRunOut:
        return True  # The year that is missing is named by itself.


def attentive(case: Case, first: FirstComplaint | None) -> Case:
    """Return a settled duplicate as it is looked at again once there is something new of its first complaint."""
    if not case.settled or first is None or first.standing == case.first_seen:
        return case
    # A program that kept no standing settled it: what stands now is nothing new.
    return replace(case, settled=False) if case.first_seen else replace(case, first_seen=first.standing)


def warnings_of(case: Case, context: CaseContext) -> Iterator[str]:
    """Return what is out of order about the relations that a row states, as long as it is so."""
    others = context.others or {}
    stated = _parts(case.cells.get("related_to", ""))
    if case.intake.related_to.strip(_NONE) and not stated and not related_numbers(case):
        yield wording.RELATED_LOST
    for part in filter(lambda one: one.strip(_NONE), stated):
        number = ComplaintNumber.read(part)
        if number is None:
            yield wording.RELATED_UNREADABLE
        elif number == case.number:
            yield wording.RELATED_TO_ITSELF
        elif number not in others:
            yield wording.related_unknown(number)
    if case.first is None:
        return
    if ComplaintNumber.read(case.cells.get("duplicate_of", "")) != case.first:
        yield wording.first_stays(case.first)
    if case.first.year != case.number.year and others.get(case.first, Outcome.SETTLED) is None:
        yield wording.check_the_year(case.first)


def with_date_of_related(intake: Intake, cases: Mapping[ComplaintNumber, Case]) -> Intake:
    """Return what an officer took in, with the date of the open complaint that it was split from.

    What follows a complaint that is over is one of its own, and so is what names none that is known.
    """
    number = ComplaintNumber.read(intake.related_to.strip())
    origin = cases.get(number) if number and intake.channel is not Channel.FORM else None
    if origin is None or origin.outcome is not None:
        return intake
    return replace(intake, received_at=min(origin.stated.received_at, intake.received_at))


def follows(case: Case, other: Case) -> bool:
    """Return whether a complaint came after a related one had been answered."""
    ended: datetime | None = other.closed_at
    return other.outcome is Outcome.SETTLED and ended is not None and case.intake.submitted_at > ended


@dataclass(frozen=True, slots=True)
class Related:
    """One relation of a complaint: to which other one, and the line that says how it stands."""

    number: ComplaintNumber
    line: str


def lines_about(
    case: Case, kinship: Kinship, cases: Mapping[ComplaintNumber, Case], zone: tzinfo
) -> tuple[Related, ...]:
    """Return what a row, a folder and a report say of a complaint's relations."""
    return tuple(_lines_about(case, kinship, cases, zone))


def _lines_about(
    case: Case, kinship: Kinship, cases: Mapping[ComplaintNumber, Case], zone: tzinfo
) -> Iterator[Related]:
    if case.first is not None and case.first in cases:
        yield Related(case.first, wording.duplicate_shown(case.first, _state(cases[case.first])))
    for number in kinship.duplicates.get(case.number, ()):
        intake, told = cases[number].stated, _has_heard_the_end(cases[number])
        received = local_day(intake.received_at, zone)
        yield Related(number, wording.joined_shown(number, intake.channel.value, received, told=told))
    for number in kinship.related.get(case.number, ()):
        other = cases[number]
        if follows(case, other):
            yield Related(number, wording.follows_shown(number, _state(other)))
        elif follows(other, case):
            yield Related(number, wording.followed_shown(number, _state(other)))
        else:
            yield Related(number, wording.related_shown(number, _state(other)))
    for number in kinship.joint.get(case.number, ()):
        if _may_be_answered_with(case, cases[number]):
            yield Related(number, wording.joint_member_shown(number, _state(cases[number])))
    named = named_lead(case)
    lead = cases.get(named) if named and case.number in kinship.joint.get(named, ()) else None
    if lead is not None and _may_be_answered_with(lead, case):
        yield Related(lead.number, wording.joint_lead_shown(lead.number, _state(lead)))


def _may_be_answered_with(lead: Case, joined: Case) -> bool:
    """Return whether a letter answers another complaint too, or still may."""
    if lead.outcome not in _HANDLED:
        return False
    if joined.number in lead.joint_with:
        return True
    is_made = lead.issued >= lead.letter_sequence
    return joined.outcome is None and lead.outcome is None and not is_made and named_lead(lead) is None


def _has_heard_the_end(joined: Case) -> bool:
    """Return whether the complainant of a duplicate was told by mail what came of its first complaint."""
    told = joined.settled and joined.first_seen.startswith(f"{joined.first}.{Outcome.SETTLED.name}.")
    return told and EmailAddress.found_in(joined.contact.email) is not None


def _state(case: Case) -> str:
    return case.outcome.value if case.outcome else wording.STILL_HANDLED
