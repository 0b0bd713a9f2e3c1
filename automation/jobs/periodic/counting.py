"""The figures of a period as the office's settings and its own lists want them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from automation.domain.calendar import OfficeCalendar
from automation.domain.case import Case
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.outer_limits import limits_of
from automation.jobs import wording
from automation.jobs.own_lists import CAUSES, SERVICES, ListKind, known_list
from automation.jobs.settings_views import rules_of
from automation.report import wording as report_wording
from automation.report.followed import followed_rows
from automation.report.measures import CountingRules, lives_of, measured
from automation.report.period import Period
from automation.report.rows import Row, rows_of
from automation.settings.values import OfficeSettings

from .following import followed

#: Gives a word as an office's list spells it; None where it names nothing of the list.
Listed = Callable[[str], str | None]


def counting_rules(settings: OfficeSettings, calendar: OfficeCalendar, notes: Mapping[Note, str]) -> CountingRules:
    """Return what figures must know of an office; `notes` are its ledger's."""
    causes, services = _known(CAUSES, notes), _known(SERVICES, notes)
    return CountingRules(
        zone=settings.hours.zone,
        rules=rules_of(settings),
        week=settings.hours.week,
        service=lambda case: service_of(case, services),
        group=group_of,
        cause=lambda case: cause_of(case, causes),
        limits=lambda case: limits_of(case, settings.outer_limits, calendar),
    )


def lists_counted_by(notes: Mapping[Note, str]) -> Mapping[Note, str]:
    """Return those of a ledger's notes that `counting_rules` rests on."""
    return {kind.kept: notes[kind.kept] for kind in (CAUSES, SERVICES) if kind.kept in notes}


def _known(kind: ListKind, notes: Mapping[Note, str]) -> Listed:
    """Return what names a word as one of the office's lists has it; each word is looked for once."""
    known = known_list(kind, notes)
    return cache(lambda text: known.named(text, kind))


def service_of(case: Case, services: Listed) -> str:
    """Return the service a complaint is about; what is none of the services goes under one name.

    A report repeats no word that anybody may have typed.
    """
    named = case.cells.get("service") or case.stated.stated_service
    if not named:
        return report_wording.NOT_SORTED
    return services(named) or wording.ANOTHER_SERVICE


def group_of(case: Case) -> str:
    """Return the working group in charge."""
    return case.disposition.group if case.disposition else report_wording.NOT_DISPOSED


def cause_of(case: Case, causes: Listed) -> str:
    """Return the kind of a complaint's cause; "" where nobody named one.

    What the office's list never held goes under one name: anybody may have typed it.
    """
    stated = case.cells.get("cause_category", "")
    return stated and (causes(stated) or wording.ANOTHER_CAUSE)


def figures_of(
    memory: Memory, settings: OfficeSettings, period: Period, calendar: OfficeCalendar, today: date | None = None
) -> tuple[Row, ...]:
    """Return the figures of a period as named rows; `today` is said where the period may not be over."""
    rules = counting_rules(settings, calendar, memory.notes)
    counted = rows_of(measured(lives_of(memory.cases.values()), period, rules, memory.survey, today))
    return (*counted, *followed_rows(followed(memory, settings, period, today)))
