"""What was derived of open cases: kept while all that was asked for it answers the same, the clock too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from automation.domain.asked import Questions
from automation.domain.case import Case
from automation.domain.lasting import Term
from automation.domain.numbers import ComplaintNumber
from automation.register.lines import Line

D = TypeVar("D")
_Row = tuple[Case, Line | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[D]):
    """What was derived, of what, what was asked for it, and from when until when its hour makes no difference.

    Attributes:
        moved: the sources that stood otherwise, for the cases before it, when they were last asked.
    """

    row: _Row
    derived: D
    questions: Questions
    since: datetime
    term: Term
    moved: frozenset[str] = frozenset()

    def holds_at(self, now: datetime) -> bool:
        """Return whether the hour makes no difference."""
        return self.since <= now and (self.term.until is None or now < self.term.until)


class OpenCases(Generic[D]):
    """What the last look at the open cases found."""

    def __init__(self) -> None:
        self.kept: Mapping[ComplaintNumber, Kept[D]] = {}
        self.quiet: Mapping[ComplaintNumber, _Row] = {}
        self.sources: Mapping[str, object] = {}
        self.around: tuple[object, ...] = ()


class OpenLook(Generic[D]):
    """One look at all open cases, which keeps what it finds for the next one.

    A case that was found quiet is derived once more with its questions noted; from then on it is asked them alone.
    """

    def __init__(
        self, last: OpenCases[D], sources: Mapping[str, Any], around: tuple[object, ...], now: datetime
    ) -> None:
        """Begin.

        Args:
            last: the look before.
            sources: what questions go to, by name; those that are the very same are not asked again.
            around: what everything rests on; where it is another, nothing that is kept holds.
            now: the moment.
        """
        self._last, self._sources, self._around, self._now = last, sources, around, now
        self._changed = frozenset(name for name, one in sources.items() if one is not last.sources.get(name))
        self._holds = len(around) == len(last.around) and all(map(_equals, around, last.around))
        self._kept: dict[ComplaintNumber, Kept[D]] = {}
        self._quiet: dict[ComplaintNumber, _Row] = {}

    def known(self, row: _Row, moved: Mapping[str, Any]) -> D | None:
        """Return what was derived of a case, where that still holds.

        Args:
            row: the case, and its row in the Register.
            moved: the sources that cases before it may have changed.
        """
        number = row[0].number
        found = self._last.kept.get(number) if self._holds else None
        if found is None or not _are(row, found.row) or not found.holds_at(self._now):
            return None
        others = self._moved(moved)
        sources = {**self._sources, **moved} if others else self._sources
        if not found.questions.answer_the_same(sources, self._changed | others | found.moved):
            return None
        self._kept[number] = found if found.moved == others else replace(found, moved=others)
        return found.derived

    def _moved(self, now: Mapping[str, Any]) -> frozenset[str]:
        return frozenset(name for name, one in now.items() if one is not self._sources[name])

    def was_quiet(self, row: _Row) -> bool:
        """Return whether this case, with this row, called for nothing at the last look."""
        before = self._last.quiet.get(row[0].number)
        return before is not None and _are(row, before)

    def found_quiet(self, row: _Row) -> None:
        """Note that a case called for nothing."""
        self._quiet[row[0].number] = row

    def keep(self, found: Kept[D], moved: Mapping[str, Any]) -> None:
        """Keep what was derived while its questions were noted; `moved` as in `known`."""
        self._kept[found.row[0].number] = replace(found, moved=self._moved(moved))

    def conclude(self) -> None:
        """Let the next look rest on this one: all that was kept before was asked, or is forgotten."""
        last = self._last
        last.kept, last.quiet, last.sources, last.around = self._kept, self._quiet, self._sources, self._around


def _are(one: _Row, other: _Row) -> bool:
    return one[0] is other[0] and one[1] is other[1]


def _equals(one: object, other: object) -> bool:
    return one is other or one == other
