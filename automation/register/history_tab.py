"""Riwayat read as a whole: every line as it is shown, to be held to the ledger's, or to make a lost ledger anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from automation.domain.cells import Cell
from automation.domain.dates import SERIAL_EPOCH
from automation.domain.memory import HistoryLine
from automation.domain.texts import MOST_IN_A_CELL, cut

from . import wording
from .lines import Line, as_text, lines_of, moment_of
from .projection import SEAL_SHOWN
from .schema import tabs


def shown_history(table: Sequence[Sequence[Cell]], zone: tzinfo) -> Mapping[int, HistoryLine]:
    """Return Riwayat's lines by their number, with as much of their seals as is shown.

    Raises:
        WrongHeadings: a heading is missing or stands twice.
    """
    _, lines = lines_of(tabs()["history"], table)
    found = {}
    for line in lines:
        sequence, at = line.cells.get("sequence", ""), moment_shown(line, "at", zone)
        if isinstance(sequence, int | float) and sequence == int(sequence) and at is not None:
            texts = {key: _exactly(line.cells.get(key, "")) for key in ("number", "what", "old", "new", "who")}
            since, seal = moment_shown(line, "since", zone), line.text("seal")
            found[int(sequence)] = HistoryLine(sequence=int(sequence), at=at, **texts, since=since, seal=seal)
    return found


def differences(
    kept: Sequence[HistoryLine], shown: Mapping[int, HistoryLine], sealed_from: int
) -> Iterator[tuple[int, str]]:
    """Return the numbers of lines in which Riwayat and ledger do not agree, with what is wrong.

    A line that Riwayat lacks is none of these: the next tick shows it again.

    Args:
        kept: the ledger's lines.
        shown: Riwayat's.
        sealed_from: the first line that was shown with its seal; earlier ones are held to their words alone.
    """
    for line in kept:
        there = shown.get(line.sequence)
        if there is None:
            continue
        if _words(line) != _words(there) or abs(line.at - there.at) >= timedelta(minutes=1):
            yield line.sequence, wording.LINE_READS_OTHERWISE
        elif line.sequence >= sealed_from and there.seal != line.seal[:SEAL_SHOWN]:
            yield line.sequence, wording.SEAL_IS_ANOTHER
    length = kept[-1].sequence if kept else 0
    yield from ((sequence, wording.LINE_NOT_IN_LEDGER) for sequence in sorted(shown) if sequence > length)


def _words(line: HistoryLine) -> tuple[str, ...]:
    return tuple(cut(text, MOST_IN_A_CELL) for text in (line.number, line.what, line.old, line.new, line.who))


def _exactly(cell: Cell) -> str:
    """Return a text with the blanks it ends with, which its seal covers."""
    return cell if isinstance(cell, str) else as_text(cell)


def moment_shown(line: Line, key: str, zone: tzinfo) -> datetime | None:
    """Return the moment that a cell of a tab of ours shows; None where it shows none."""
    cell = line.cells.get(key, "")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return (SERIAL_EPOCH + timedelta(seconds=round(cell * 86400))).replace(tzinfo=zone)
    return moment_of(cell, zone)
