"""Figures of twelve months as everybody may see them: none tells of fewer than five, nor lets that be reckoned out.

What adds up with other figures (carried over, left open) is left out, since a hidden one would be what remains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from automation.domain.dates import MONTHS
from automation.domain.paper import Block, heading, remark, sentence, table
from automation.domain.vocabulary import Outcome

from . import public_wording as words
from .few import FEWEST, together
from .measures import Measures
from .period import Cycle, Period


def twelve_months(issue: Period) -> Period:
    """Return the twelve months that end with an issue's quarter."""
    first, last = date(issue.end.year - 1, issue.end.month, 1), issue.last_day
    title = words.span(f"{MONTHS[first.month - 1]} {first.year}", f"{MONTHS[last.month - 1]} {last.year}")
    return Period(first, issue.end, title, Cycle.YEAR)


def public_blocks(found: Measures, since: date) -> Iterator[Block]:
    """Return the parts of an issue, without what the Kepala Balai writes for it.

    Args:
        found: what was counted of the twelve months.
        since: the day from which complaints are counted at all.
    """
    balance, took = found.balance, found.durations
    # A count that is told tells those that remain of its whole, too.
    parts = (took.within, took.measured - took.within, found.outcomes.get(Outcome.SETTLED, 0) - took.measured)
    is_told = took.measured >= FEWEST and all(part == 0 or part >= FEWEST for part in parts)
    median = took.median if took.measured >= FEWEST else None
    rows = (
        (words.CAME_IN, _count(balance.came_in)),
        (words.ENDED, _count(balance.ended)),
        (words.WITHIN, words.within(took.within, took.measured) if is_told else words.NOT_TOLD),
        (words.MEDIAN, words.hours(median) if median is not None else words.NOT_TOLD),
    )
    yield table((words.MEASURE, words.COUNT), rows, (7, 3), words=1)
    yield from _shares(words.BY_SERVICE, dict(found.services))
    yield from _shares(words.BY_CHANNEL, dict(found.channels))
    yield from _shares(words.BY_OUTCOME, {one.value: count for one, count in found.outcomes.items()})
    if since > found.period.first:
        yield remark(words.counted_since(since))
    yield remark(words.HIDDEN)


def improvements(text: str) -> Iterator[Block]:
    """Return what the Kepala Balai wrote for publication, as it was written; nothing where nothing was."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if lines:
        yield heading(words.IMPROVED)
        yield from map(sentence, lines)


def _count(count: int) -> str:
    return str(count) if count == 0 or count >= FEWEST else words.FEW


def _shares(title: str, counts: Mapping[str, int]) -> Iterator[Block]:
    """Return how a whole divides; nothing of a whole under five."""
    if sum(counts.values()) < FEWEST:
        return
    few = together(counts)
    rest = sum(counts[name] for name in few)
    told = sorted(((name, count) for name, count in counts.items() if count and name not in few), key=_largest_first)
    rows = [(name, str(count)) for name, count in (*told, *([(words.OTHERS, rest)] if few else ()))]
    yield heading(title)
    yield table((words.KIND, words.COUNT), tuple(rows), (7, 3), words=1)


def _largest_first(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]
