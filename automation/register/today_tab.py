"""Hari Ini as rows: what waits for whom, the late first. Its links are formulas that find a complaint by its number.

What a formula leads to rests on nothing but what its row shows, and on where the Register's columns stand: so a row
that shows what it should leads where it should (`shape`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from automation.domain.cells import Formula, Written
from automation.domain.columns import column_letters
from automation.domain.texts import cut

from . import wording
from .schema import Tab, tabs

#: So many rows of one block: the others are a link to the Register's view of the same.
MOST_OF_A_BLOCK = 20
_MOST_OF_A_HEADING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One matter that waits for somebody.

    Attributes:
        number: of the complaint, or of an action its key.
        about: what the complaint is about, and whose it is.
        task: what is to be done now.
        due: until when, as the workbook shows it; None without a deadline.
        column: where the first of it is written: a key of its tab's.
        has_draft, has_folder: these are there to be opened.
        tab: in which tab it stands.
        form: the link by which it is decided in the signed form; None for none.
    """

    number: str
    about: str
    task: str
    due: datetime | None
    is_late: bool
    column: str
    has_draft: bool
    has_folder: bool
    tab: str = "register"
    form: Formula | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What waits for somebody; `view` is the address at which all of it stands, `others` what people call that."""

    whose: str
    waiting: tuple[Waiting, ...]
    view: str
    others: str

    @property
    def heading(self) -> str:
        """Whose it is, in one line that a cell shows."""
        return cut(" ".join(self.whose.split()), _MOST_OF_A_HEADING)

    @property
    def late(self) -> int:
        """How much of it is late."""
        return sum(one.is_late for one in self.waiting)


@dataclass(frozen=True, slots=True)
class Target:
    """A tab that rows lead into: its address, the column of what it knows a row by, and where its columns stand."""

    address: str
    key: str
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where the links lead: the address of Hari Ini, the tabs that its rows lead into by key, and the signed form."""

    today: str
    targets: Mapping[str, Target]
    form: str = ""

    @property
    def shape(self) -> str:
        """What stands for all that the formulas rest on besides what their rows show."""
        parts = [self.today, self.form]
        for tab, target in self.targets.items():
            sample = Waiting(
                number="",
                about="",
                task="",
                due=None,
                is_late=False,
                column=target.key,
                has_draft=True,
                has_folder=True,
                tab=tab,
            )
            parts += [*map(str, _row(sample, self).values()), str(sorted(target.places.items()))]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def to(self, one: Waiting) -> Formula:
        """Return the link to the row of a matter, in one of its columns, wherever it was sorted to."""
        target, number = self.targets[one.tab], one.number
        own = target.places[target.key]
        key, shown = column_letters(own), column_letters(target.places.get(one.column, own))
        found = f'MATCH("{number}";{tabs()[one.tab].title}!${key}:${key};0)'
        return Formula(f'=HYPERLINK("{target.address}&range={shown}"&{found};"{number}")', shows=number)


def today_rows(office: str, blocks: Sequence[Block], links: Links) -> tuple[Mapping[str, Written], ...]:
    """Return the rows below the heading: the office's line, who has what, and each one's block."""
    told = [tuple(_block(block, links)) for block in blocks]
    listed = len(blocks) if len(blocks) > 1 else 0
    # Above the first block stand the heading, the office's line and the list of blocks.
    begins = accumulate(map(len, told), initial=3 + listed)
    rows = (
        {"number": wording.OFFICE_LINE, "work": office},
        *(_entry(block, begin, links) for block, begin in zip(blocks[:listed], begins, strict=False)),
        *(row for block in told for row in block),
    )
    # Every cell of a row, empty ones too: another's row may have stood there before.
    return tuple({**dict.fromkeys(column.key for column in tabs()["today"].columns), **row} for row in rows)


def _entry(block: Block, begin: int, links: Links) -> Mapping[str, Written]:
    """Say how much waits for somebody, with a link to their block: by its row, for names are no part of a formula."""
    label = wording.row_shown(begin)
    link = Formula(f'=HYPERLINK("{links.today}&range=A{begin}";"{label}")', shows=label)
    return {"number": link, "work": wording.block_entry(block.heading, len(block.waiting), block.late)}


def _block(block: Block, links: Links) -> Iterator[Mapping[str, Written]]:
    yield {"number": len(block.waiting), "work": block.heading}
    kept = _first(block.waiting)
    for one in kept:
        yield _row(one, links)
    if left := len(block.waiting) - len(kept):
        more = Formula(f'=HYPERLINK("{block.view}";"{wording.MORE}")', shows=wording.MORE)
        yield {"number": more, "work": wording.more_elsewhere(left, block.others)}


def _first(waiting: Iterable[Waiting]) -> Sequence[Waiting]:
    """Return what is due first; what has no deadline comes last, and what is late is due before all else."""
    ordered = sorted(waiting, key=lambda one: (one.due is None, one.due, one.number))
    return ordered[:MOST_OF_A_BLOCK]


def _row(one: Waiting, links: Links) -> Mapping[str, Written]:
    return {
        "number": links.to(one),
        "work": f"{one.about}\n{one.task}",
        "due": one.due,
        "left": Formula(_left(tabs()["today"]), passes=True) if one.due else None,
        "draft": _of_status(one.number, "draft", wording.DRAFT) if one.has_draft else None,
        "folder": _of_status(one.number, "folder", wording.FOLDER) if one.has_folder else None,
        "form": one.form,
    }


def _of_status(number: str, key: str, label: str) -> Formula:
    """Return the link that stands in a complaint's row in Status: what it leads to may be made anew."""
    status = tabs()["status"]
    own, shown = column_letters(status.position("number")), column_letters(status.position(key))
    found = f'MATCH("{number}";{status.title}!${own}:${own};0)'
    return Formula(f'=HYPERLINK(INDEX({status.title}!${shown}:${shown};{found});"{label}")', shows=label)


def _left(tab: Tab) -> str:
    """Return the formula that says how long there is: it goes on by itself, without a write."""
    due = column_letters(tab.position("due"))
    own = f"INDEX(${due}:${due};ROW())"
    days = f"INT({own})-TODAY()"
    late = f'IF({days}<0;"{wording.LATE_SINCE}"&(TODAY()-INT({own}))&"{wording.DAYS}";"{wording.LATE_TODAY}")'
    ahead = f'IF({days}=1;"{wording.TOMORROW}";({days})&"{wording.DAYS_LEFT}")'
    return f'=IF({own}<NOW();{late};IF({days}=0;"{wording.STILL_TODAY}";{ahead}))'
