"""What the report of a period tells, gathered from all complaints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from automation.domain.calendar import OfficeCalendar
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.paper import Block
from automation.domain.periodic import Stated, StatedFigures
from automation.report import wording
from automation.report.composing import Contents, Correction, composed
from automation.report.followed import followed_blocks
from automation.report.lives import Life, Window, stays_in
from automation.report.measures import Balance, CountingRules, Measures, lives_of, measured
from automation.report.period import Cycle, Period, WrongPeriod
from automation.settings.values import OfficeSettings

from .counting import counting_rules
from .following import followed

#: So many months are shown beside a month.
BESIDE = 6
#: Periods reported so long ago are corrected no more.
CORRECTED_FOR = 24
_MEASURES = (
    wording.CARRIED_OVER,
    wording.CAME_IN,
    wording.REOPENED,
    wording.IMPORTED,
    wording.ENDED,
    wording.LEFT,
    wording.LATE,
    wording.HELD,
)


def stated_of(found: Measures) -> StatedFigures:
    """Return the figures of a period that its report states and later ones correct."""
    balance = found.balance
    return StatedFigures(
        (
            balance.carried_over,
            balance.came_in,
            balance.reopened,
            balance.imported,
            balance.ended,
            balance.left,
            found.late,
            found.held,
        )
    )


def report_of(
    memory: Memory,
    settings: OfficeSettings,
    period: Period,
    calendar: OfficeCalendar,
    today: date | None = None,
) -> tuple[tuple[Block, ...], tuple[Stated, ...]]:
    """Return the parts of a period's report, and what it states: of the period, and of earlier ones it corrects.

    Args:
        memory: what the ledger remembers.
        settings: the office's.
        period: the one that is reported.
        calendar: the office clock.
        today: up to which actions are told of, where the period is not over; None where it is.
    """
    office = counting_rules(settings, calendar, memory.notes)
    # Of each complaint once, and not for each of the periods that are told of.
    limits = {case.number: tuple(office.limits(case)) for case in memory.cases.values()}
    office = replace(office, limits=lambda case: limits[case.number])
    lives = lives_of(memory.cases.values())
    found = measured(lives, period, office, memory.survey, today)
    corrected = dict(_corrected(memory.notes, lives, period, office))
    contents = Contents(
        found=found,
        before=measured(lives, period.before, office, memory.survey),
        months=tuple((month, _balance(lives, month, office)) for month in _months(period)),
        stays=tuple(stays_in(lives, Window.of(period, office.zone))),
        corrections=tuple(_corrections(memory.notes, corrected)),
        further=tuple(followed_blocks(followed(memory, settings, period, today))),
    )
    stated = (
        Stated(period.code, str(stated_of(found))),
        *(Stated(earlier.code, str(figures)) for earlier, figures in corrected.items()),
    )
    return composed(contents, office), stated


def _balance(lives: Sequence[Life], period: Period, office: CountingRules) -> Balance:
    return Balance.of(stays_in(lives, Window.of(period, office.zone)))


def _months(period: Period) -> Iterator[Period]:
    if period.cycle is not Cycle.MONTH:
        yield from period.months()
        return
    shown = [period]
    while len(shown) < BESIDE:
        shown.append(shown[-1].before)
    yield from reversed(shown)


def _corrected(
    notes: Mapping[Note, str], lives: Sequence[Life], period: Period, office: CountingRules
) -> Iterator[tuple[Period, StatedFigures]]:
    """Return the earlier periods of the same length of which other figures were stated than hold now."""
    earlier = sorted(_reported(notes, period.cycle, period.first), key=lambda one: one.first)
    for one in earlier[-CORRECTED_FOR:]:
        now = stated_of(measured(lives, one, office))
        if str(now) != notes[Note.reported(one.code)]:
            yield one, now


def _reported(notes: Mapping[Note, str], cycle: Cycle, until: date) -> Iterator[Period]:
    for note in notes:
        if code := note.period:
            try:
                period = Period.parse(code)
            except WrongPeriod:
                continue
            if period.cycle is cycle and period.first < until:
                yield period


def _corrections(notes: Mapping[Note, str], corrected: Mapping[Period, StatedFigures]) -> Iterator[Correction]:
    for period, now in corrected.items():
        before = StatedFigures.read(notes[Note.reported(period.code)])
        for measure, reported, counted in zip(_MEASURES, before.counts if before else (), now.counts, strict=False):
            if reported != counted:
                yield Correction(period.title, measure, reported, counted)
