"""What became of actions, and which matters came back, as a period's report tells it: codes and days, no words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from automation.domain.dates import short_date
from automation.domain.numbers import ComplaintNumber
from automation.domain.paper import Block, heading, remark, sentence, table

from . import paper_wording as words
from . import wording
from .rows import Row, Section


class Awaited(Enum):
    """What an action waits for at the end of a period; the value is what the report says."""

    WORK = wording.AWAITS_WORK
    CHECK = wording.AWAITS_CHECK
    REVIEW = wording.AWAITS_REVIEW


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action that somebody has something to do about; `due` is None where nobody said until when."""

    code: str
    kind: str
    awaited: Awaited
    due: date | None
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedActions:
    """The actions of a period.

    Attributes:
        listed, done, effective, ineffective, reviewed: what happened in the period.
        left: those that wait for something at its end, in the order of listing.
    """

    listed: int
    done: int
    effective: int
    ineffective: int
    reviewed: int
    left: tuple[OpenAction, ...]

    def waiting(self, awaited: Awaited, *, late: bool = False) -> int:
        """Count those that wait for one thing at the period's end; with `late` those alone whose day was over."""
        return sum(one.awaited is awaited and (one.is_late or not late) for one in self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrences:
    """Matters that came back.

    Attributes:
        stated: said to be so in the period, each with the complaint whose matter it was.
        denied: said in the period not to be so.
        suspected: proposed in the period and not answered by its end.
    """

    stated: tuple[tuple[ComplaintNumber, ComplaintNumber], ...]
    denied: int
    suspected: int


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed on complaints in a period."""

    actions: FollowedActions
    recurrences: Recurrences


def followed_rows(found: Followed) -> Iterator[Row]:
    """Return it as named rows."""
    for section, counts in ((Section.ACTIONS, _actions(found.actions)), (Section.RECURRENCES, _came_back(found))):
        yield from (Row(section, measure, count) for measure, count in counts)


def followed_blocks(found: Followed) -> Iterator[Block]:
    """Return it as parts of the document."""
    actions = found.actions
    yield heading(Section.ACTIONS.value)
    yield table((words.MEASURE, words.COUNT), _shown(_actions(actions)), (75, 25))
    yield remark(words.ACTIONS_REMARK)
    if actions.left:
        yield sentence(words.ACTIONS_LEFT)
        rows = tuple((one.code, one.kind, one.awaited.value, _day(one), _lateness(one)) for one in actions.left)
        yield replace(table(words.ACTION_HEADINGS, rows, (25, 17, 26, 16, 16)), numeric=())
    yield heading(Section.RECURRENCES.value)
    yield table((words.MEASURE, words.COUNT), _shown(_came_back(found)), (75, 25))
    if found.recurrences.stated:
        told = tuple((str(number), str(of)) for number, of in found.recurrences.stated)
        yield replace(table(words.RECURRENCE_HEADINGS, told, (50, 50)), numeric=())
    yield remark(words.RECURRENCES_REMARK)


def _actions(found: FollowedActions) -> Iterator[tuple[str, int]]:
    yield wording.ACTIONS_LISTED, found.listed
    yield wording.ACTIONS_DONE, found.done
    yield wording.CHECKED_EFFECTIVE, found.effective
    yield wording.CHECKED_INEFFECTIVE, found.ineffective
    yield wording.ACTIONS_REVIEWED, found.reviewed
    yield wording.ACTIONS_OPEN, found.waiting(Awaited.WORK)
    yield wording.ACTIONS_OVERDUE, found.waiting(Awaited.WORK, late=True)
    yield wording.ACTIONS_PROVISIONAL, found.waiting(Awaited.CHECK)
    yield wording.CHECKS_OVERDUE, found.waiting(Awaited.CHECK, late=True)
    yield wording.ACTIONS_TO_REVIEW, found.waiting(Awaited.REVIEW)


def _came_back(found: Followed) -> Iterator[tuple[str, int]]:
    yield wording.RECURRED, len(found.recurrences.stated)
    yield wording.RECURRED_NOT, found.recurrences.denied
    yield wording.RECURRENCE_SUSPECTED, found.recurrences.suspected


def _shown(counts: Iterator[tuple[str, int]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(count)) for name, count in counts)


def _day(action: OpenAction) -> str:
    return short_date(action.due) if action.due else words.NOTHING


def _lateness(action: OpenAction) -> str:
    return words.LATE if action.is_late else words.NOTHING
