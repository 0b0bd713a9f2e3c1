"""What few have in common is told together: a single one might be recognised."""

from __future__ import annotations

from collections.abc import Mapping

from . import paper_wording as words

#: Fewer than this many are few.
FEWEST = 5
Counts = tuple[tuple[str, int], ...]


def together(counts: Mapping[str, int]) -> frozenset[str]:
    """Return the names that are told as one: those under five, and the next larger while these are fewer than five.

    Else what so few said would be what remains of the whole once the others are taken away.
    """
    names = sorted((name for name in counts if counts[name]), key=lambda name: (counts[name], name))
    few = [name for name in names if counts[name] < FEWEST]
    while few and len(few) < len(names) and sum(counts[name] for name in few) < FEWEST:
        few.append(names[len(few)])
    return frozenset(few)


def merged(counts: Counts) -> Counts:
    """Return counts with those under five told together."""
    few = [count for _, count in counts if 0 < count < FEWEST]
    kept = tuple((name, count) for name, count in counts if count >= FEWEST)
    return (*kept, (words.FEW_EACH, sum(few))) if few else kept
