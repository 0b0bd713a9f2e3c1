"""What few have in common is told together: a single one might be recognised."""

from __future__ import annotations

from . import paper_wording as words

#: Fewer than this many are few.
FEWEST = 5
Counts = tuple[tuple[str, int], ...]


def merged(counts: Counts) -> Counts:
    """Return counts with those under five told together."""
    few = [count for _, count in counts if 0 < count < FEWEST]
    kept = tuple((name, count) for name, count in counts if count >= FEWEST)
    return (*kept, (words.FEW_EACH, sum(few))) if few else kept
