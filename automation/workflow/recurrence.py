"""Recurrence: a matter whose action was called effective comes back as another complaint.

It is proposed where category of the cause, kind of service, working group and likeness agree; the lead says whether
it is so. Nobody's word is nobody's: as long as nothing is said, it is suspected.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from automation.domain.case import Case, Recurrence
from automation.domain.complaint import StaffFacts
from automation.domain.happenings import (
    Happening,
    RecurrenceDenied,
    RecurrenceStated,
    RecurrenceSuspected,
    RecurrenceUnsaid,
)
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Step, YesNo

from . import wording
from .case_context import CaseContext, EffectiveBefore
from .causes import category_of
from .effectiveness import effective_on
from .likenesses import service_of
from .relations import related_numbers

_DAYS_OF_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a recurrence now, what happened about it, and what people should do; "" for nothing."""

    recurrence: Recurrence | None
    happened: tuple[Happening, ...] = ()
    advice: str = ""


def judged(case: Case, facts: StaffFacts, context: CaseContext) -> Judged:
    """Judge whether a matter came back, from step 5 on and while the case is open."""
    known = case.recurrence
    if case.outcome is not None or case.current.step < Step.CAUSE:
        return Judged(known)
    happened: list[Happening] = []
    if known is not None and known.stated and facts.recurrence is None and "recurrence" not in facts.unreadable:
        happened.append(RecurrenceUnsaid(str(known.of)))
        known = unsaid(known)
    if known is None and (before := _agreeing(case, facts, context)):
        known = Recurrence(before.number, suspected_on=context.today)
        happened.append(RecurrenceSuspected(str(before.number)))
    if facts.recurrence is YesNo.YES and known is None:
        of = _related(case, context)
        if of is None:
            return Judged(None, tuple(happened), wording.RECURRENCE_OF_WHAT)
        known = Recurrence(of)
    if known is None:
        return Judged(None, tuple(happened))
    if facts.recurrence is not None and facts.recurrence is not known.stated:
        stated = RecurrenceStated if facts.recurrence is YesNo.YES else RecurrenceDenied
        happened.append(stated(str(known.of)))
        known = replace(known, stated=facts.recurrence, stated_on=context.today)
    return Judged(known, tuple(happened), "" if known.stated else wording.recurrence_suspected(known.of))


def _agreeing(case: Case, facts: StaffFacts, context: CaseContext) -> EffectiveBefore | None:
    """Return the likeliest complaint before with which all agrees; one that came before the action shows nothing."""
    group = case.disposition.group if case.disposition else ""
    service = facts.service or case.stated.stated_service
    agreeing = (facts.cause_category, service, group)
    if not facts.cause_category:
        return None
    return next(
        (
            before
            for before in context.effective_before
            if before.is_likely
            and before.at <= case.intake.submitted_at
            and (before.category, before.service, before.group) == agreeing
        ),
        None,
    )


def _related(case: Case, context: CaseContext) -> ComplaintNumber | None:
    """Return the one related complaint whose action was called effective; None where there is none, or several."""
    known = {before.number for before in context.effective_before}
    named = [number for number in related_numbers(case) if number in known]
    return named[0] if len(named) == 1 else None


def unsaid(known: Recurrence) -> Recurrence | None:
    """Return a recurrence of which nobody says anything any more: as it was suspected, or none."""
    return replace(known, stated=None, stated_on=None) if known.suspected_on else None


def with_recurrence(case: Case, of: str, stated: YesNo | None, on: date) -> Case:
    """Return a case as a kept line of a day tells of it."""
    number = ComplaintNumber.read(of)
    if number is None:
        return case
    if stated is None:
        return replace(case, recurrence=Recurrence(number, suspected_on=on))
    known = case.recurrence if case.recurrence and case.recurrence.of == number else Recurrence(number)
    return replace(case, recurrence=replace(known, stated=stated, stated_on=on))


def effective_before(case: Case, now: datetime, months: int, *, likely: bool) -> EffectiveBefore | None:
    """Return what a complaint before says, where its action was called effective within the term.

    Args:
        case: that complaint.
        now: the moment.
        months: the term.
        likely: whether it is like the one that came in.
    """
    found = effective_on(case)
    if found is None or now > found[1] + timedelta(days=months * _DAYS_OF_A_MONTH):
        return None
    return EffectiveBefore(
        number=case.number,
        category=category_of(case),
        service=service_of(case),
        group=case.disposition.group if case.disposition else "",
        round=found[0],
        at=found[1],
        is_likely=likely,
    )


def shown(case: Case) -> str:
    """Return what Status says of a recurrence; "" where there is nothing to say."""
    if case.recurrence is None:
        return ""
    of, stated = case.recurrence.of, case.recurrence.stated
    if stated is None:
        return wording.suspected_shown(of)
    return wording.recurs_shown(of) if stated is YesNo.YES else wording.recurs_not_shown(of)
