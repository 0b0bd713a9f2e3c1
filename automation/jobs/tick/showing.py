"""Showing what the ledger holds: one write a tick. Where it is refused there are more, to find the row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from automation.domain.cells import AppendRows, Change, Formula, NewRows, UpdateRow, Written
from automation.domain.memory import Memory
from automation.domain.setback import Cause, Failure
from automation.domain.setback_name import SetbackName, Thing
from automation.jobs.job_context import JobContext
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick import heartbeat, wording
from automation.jobs.tick.room import make_room
from automation.jobs.trouble import Trouble, fingerprint
from automation.ports import Refused, RowRefused
from automation.register.schema import tabs

#: Google advises about 2 MB a request; what is beyond it is shown by the next tick.
LARGEST = 1_500_000
#: What a cell takes in a request besides its text: its type's name, quotation marks, brackets.
_A_CELL = 60
#: So many writes may look for rows that are refused; those not found by then are reported together.
_MOST_WRITES = 40
#: The same where not one row could be written the last time: enough to see whether that is over.
_FEW_WRITES = 2
_ROOM, _EVERY_ROW = SetbackName.row("Register", "ruang"), SetbackName.of(Thing.ROW, "Buku Kerja")


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of the write.

    Attributes:
        wrote: whether anything was written.
        troubles: rows that could not be laid out or written, by name.
        resting: names of rows that were refused before, have not changed since, and are left out for a while.
        is_whole: nothing was left to the next tick for want of room in a request.
    """

    wrote: bool = False
    troubles: Mapping[SetbackName, Trouble] = field(default_factory=dict)
    resting: frozenset[SetbackName] = frozenset()
    is_whole: bool = True

    @property
    def tried_every_row(self) -> bool:
        """Whether something was written, and what was not was refused for itself."""
        return self.wrote and self.is_whole and _EVERY_ROW not in self.troubles


def show(job: JobContext, memory: Memory, snapshot: Snapshot, changes: Sequence[Change], before: Shown) -> Shown:
    """Write the changes and a sign of life, which alone is no reason to write within the hour.

    A row that is refused is left out and reported.

    Raises:
        TryLater, NotAllowed, UnreadableWorkbook: as the ports say.
    """
    shown = [*singly(changes), *_sign_of_life(job, snapshot)]
    resting = frozenset(name for one in shown if _rests(name := name_of(one), one, memory, snapshot))
    waiting = [one for one in shown if name_of(one) not in resting]
    kept = portion(waiting)
    if all(map(heartbeat.is_sign_of_life, kept)) and not heartbeat.is_due(
        snapshot.workbook.recap, snapshot.now, job.settings.hours.zone
    ):
        kept = []
    if not kept:
        return replace(before, resting=resting)
    troubles = dict(before.troubles)
    try:
        make_room(job, memory, snapshot, kept)
    except Refused as refusal:
        troubles[_ROOM] = Trouble(name=_ROOM, failure=Failure(Cause.REFUSED, str(refusal), refusal.said))
    refused = written(job.workbook.write, kept, _FEW_WRITES if _EVERY_ROW in memory.setbacks else _MOST_WRITES)
    if len(refused) == len(kept) > 1:
        troubles[_EVERY_ROW] = _no_row_shown(refused[0][1])
    else:
        troubles |= {name_of(one): _trouble(one, refusal) for one, refusal in refused}
    return Shown(len(refused) < len(kept), troubles, resting, is_whole=len(kept) == len(waiting))


def _sign_of_life(job: JobContext, snapshot: Snapshot) -> tuple[Change, ...]:
    sign = heartbeat.sign_of_life(snapshot.workbook.recap, snapshot.now, job.settings.hours.zone)
    return (sign,) if sign else ()


def written(
    write: Callable[[Sequence[Change]], None], changes: Sequence[Change], most_writes: int = _MOST_WRITES
) -> tuple[tuple[Change, RowRefused], ...]:
    """Write single rows together; returns those that are refused, each found by what Google names or by halving."""
    return tuple(_Search(write, most_writes).refused(changes))


class _Search:
    def __init__(self, write: Callable[[Sequence[Change]], None], most_writes: int) -> None:
        self._write = write
        self._left = most_writes

    def refused(self, changes: Sequence[Change]) -> Iterator[tuple[Change, RowRefused]]:
        """Write these rows, or those of them that can be written."""
        if not changes:
            return
        self._left -= 1
        try:
            self._write(changes)
        except RowRefused as refusal:
            if len(changes) == 1 or self._left <= 0:
                yield from ((one, refusal) for one in changes)
            elif len(refusal.places) == 1:
                (place,) = refusal.places
                yield changes[place], refusal
                yield from self.refused([*changes[:place], *changes[place + 1 :]])
            else:
                yield from self._halves(changes, refusal.places)

    def _halves(self, changes: Sequence[Change], places: Sequence[int]) -> Iterator[tuple[Change, RowRefused]]:
        named = frozenset(places)
        suspects = [one for place, one in enumerate(changes) if place in named or not named]
        others = [one for place, one in enumerate(changes) if named and place not in named]
        middle = len(suspects) // 2
        # What nobody suspects first: rows of one tab keep their order among themselves.
        yield from self.refused(others)
        yield from self.refused(suspects[:middle])
        yield from self.refused(suspects[middle:])


def name_of(change: Change) -> SetbackName:
    """Name a row for the ledger by its tab and what stands in its first cell, the key of most tabs."""
    match change:
        case UpdateRow(row=row, cells=cells):
            named = cells and cells[0].value and cells[0].column == tabs()[change.tab].columns[0]
            key = _read_as(cells[0].value) if named else f"baris {row + 1}"
        case AppendRows(rows=rows):
            key = _read_as(rows[0][0].value) if rows and rows[0] else ""
        case NewRows(rows=rows):
            key = next((str(cell) for cell in rows[0] if cell), "") if rows else ""
    return SetbackName.row(tabs()[change.tab].title, key)


def _read_as(value: Written) -> str:
    return value.shows if isinstance(value, Formula) else str(value)


def singly(changes: Sequence[Change]) -> Iterator[Change]:
    """Return changes of one row each."""
    for change in changes:
        match change:
            case UpdateRow():
                yield change
            case AppendRows(rows=rows):
                yield from (replace(change, rows=(row,)) for row in rows)
            case NewRows(rows=whole):
                yield from (replace(change, rows=(row,)) for row in whole)


def _rests(name: SetbackName, change: Change, memory: Memory, snapshot: Snapshot) -> bool:
    setback = memory.setbacks.get(name)
    return setback is not None and setback.rests(snapshot.now, _rests_on(change))


def _rests_on(change: Change) -> str:
    # The time that a sign of life shows differs in every tick, and is no reason to try it in each.
    return fingerprint("tanda hidup") if heartbeat.is_sign_of_life(change) else fingerprint(*map(str, _cells(change)))


def _trouble(change: Change, refusal: RowRefused) -> Trouble:
    name = name_of(change)
    title, key = name.tab_and_row
    reason = wording.row_not_shown(key=key, title=title, refusal=refusal)
    return Trouble(name=name, failure=Failure(Cause.REFUSED, reason, refusal.said), rests_on=_rests_on(change))


def _no_row_shown(refusal: RowRefused) -> Trouble:
    return Trouble(name=_EVERY_ROW, failure=Failure(Cause.REFUSED, wording.no_row_shown(refusal), refusal.said))


def portion(changes: Sequence[Change]) -> list[Change]:
    """Return the first changes that fit into one request; the tabs show the others once these are there."""
    size, found = 0, list[Change]()
    for change in changes:
        size += sum(_A_CELL + len(str(cell).encode(errors="surrogatepass")) for cell in _cells(change))
        if size > LARGEST and found:
            break
        found.append(change)
    return found


def _cells(change: Change) -> list[Written]:
    match change:
        case UpdateRow(cells=cells):
            return [cell.value for cell in cells]
        case AppendRows(rows=rows):
            return [cell.value for row in rows for cell in row]
        case NewRows(rows=whole):
            return [cell for row in whole for cell in row]
