"""The measures of a period as named rows, by section: one order for screen, file and document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from automation.domain.survey import ELEMENTS
from automation.domain.vocabulary import STEP_NAMES, Outcome

from . import wording
from .few import merged
from .measures import Balance, Counts, KeptNorm, Measures, merged_shares
from .survey import grade_of, index_shown

Value = float | int | str | None


class Section(Enum):
    """Rows that belong together; the value is their heading."""

    BALANCE = wording.SECTION_BALANCE
    APPEALS = wording.SECTION_APPEALS
    OUTCOMES = wording.SECTION_OUTCOMES
    COURSE = wording.SECTION_COURSE
    NORMS = wording.SECTION_NORMS
    ROLES = wording.SECTION_ROLES
    DURATIONS = wording.SECTION_DURATIONS
    AGES = wording.SECTION_AGES
    LIMITS = wording.SECTION_LIMITS
    CHANNELS = wording.SECTION_CHANNELS
    SERVICES = wording.SECTION_SERVICES
    GROUPS = wording.SECTION_GROUPS
    CAUSES = wording.SECTION_CAUSES
    ACTIONS = wording.SECTION_ACTIONS
    RECURRENCES = wording.SECTION_RECURRENCES
    SATISFACTION = wording.SECTION_SATISFACTION


@dataclass(frozen=True, slots=True)
class Row:
    """One measure; a value is None where nothing was measured."""

    section: Section
    measure: str
    value: Value


def rows_of(found: Measures) -> Iterator[Row]:
    """Return all measures of a period as rows."""
    for section, rows in _sections(found).items():
        yield from (Row(section, measure, value) for measure, value in rows)


def _sections(found: Measures) -> Mapping[Section, Iterator[tuple[str, Value]]]:
    return {
        Section.BALANCE: _balance(found),
        Section.APPEALS: ((wording.of_appeals(name), count) for name, count in balance_rows(found.appeals)),
        Section.OUTCOMES: ((one.value, found.outcomes.get(one, 0)) for one in Outcome),
        Section.COURSE: _course(found),
        Section.NORMS: (
            row
            for step, kept in found.norms.items()
            for row in _norm(wording.step_named(step.value, STEP_NAMES[step]), kept)
        ),
        Section.ROLES: (row for role, kept in found.roles.items() for row in _norm(role.value, kept)),
        Section.DURATIONS: _durations(found),
        Section.AGES: _counts(found.ages),
        Section.LIMITS: (row for limit, kept in found.limits.items() for row in _limit(wording.LIMITS[limit], kept)),
        Section.CHANNELS: _counts(found.channels),
        Section.SERVICES: _counts(found.services),
        Section.GROUPS: _counts(found.groups),
        Section.CAUSES: _counts(found.causes),
        Section.SATISFACTION: _satisfaction(found),
    }


def _counts(counts: Counts) -> Iterator[tuple[str, Value]]:
    yield from counts


def _balance(found: Measures) -> Iterator[tuple[str, Value]]:
    yield from balance_rows(found.balance)


def balance_rows(balance: Balance) -> Iterator[tuple[str, int]]:
    """Return the counts of a balance with their names, in the order in which they add up."""
    yield wording.CARRIED_OVER, balance.carried_over
    yield wording.CAME_IN, balance.came_in
    yield wording.REOPENED, balance.reopened
    yield wording.IMPORTED, balance.imported
    yield wording.ENDED, balance.ended
    yield wording.LEFT, balance.left


def _course(found: Measures) -> Iterator[tuple[str, Value]]:
    yield wording.LATE, found.late
    yield wording.HELD, found.held
    yield wording.FOUND_INEFFECTIVE, found.ineffective
    yield wording.DRAFTS_RETURNED, found.returned


def _norm(name: str, kept: KeptNorm) -> Iterator[tuple[str, Value]]:
    yield wording.turns_ended(name), kept.ended
    yield wording.turns_kept(name), kept.kept
    yield wording.turns_share(name), kept.share


def _limit(name: str, kept: KeptNorm) -> Iterator[tuple[str, Value]]:
    yield wording.limit_due(name), kept.ended
    yield wording.limit_kept(name), kept.kept


def _durations(found: Measures) -> Iterator[tuple[str, Value]]:
    took = found.durations
    yield wording.MEASURED, took.measured
    yield wording.MEDIAN, took.median
    yield wording.NINTH_DECILE, took.ninth_decile
    yield wording.WITHIN_TOTAL, took.within


def _satisfaction(found: Measures) -> Iterator[tuple[str, Value]]:
    given = found.satisfaction
    yield wording.ANSWERS_COUNTED, given.counted
    yield wording.ANSWERS_NOT_COUNTED, given.uncounted
    yield wording.ANSWERED, found.answered.kept
    yield wording.SHARE_ANSWERED, found.answered.share
    yield wording.survey_index(given.weight.value), index_shown(given)
    yield wording.SURVEY_GRADE, None if given.index is None else grade_of(given.index).value
    for name, index in zip(ELEMENTS, given.elements, strict=True):
        yield wording.element(name), None if index is None else float(index)
    for service in given.services:
        yield wording.answers_of_service(service.name), service.counted
        yield wording.index_of_service(service.name), float(service.index)
    for name, kept in merged_shares(found.answered_of):
        yield wording.ended_of_service(name), kept.ended
        yield wording.answered_of_service(name), kept.kept
        yield wording.share_of_service(name), kept.share
    yield wording.ON_PAPER, given.on_paper
    for question, counts in given.profile.items():
        for choice, count in merged(counts):
            yield wording.profile_of(question, choice), count
