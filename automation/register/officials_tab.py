"""The tab Pejabat: its rows read whole, or not at all; half a list of officials is another list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from automation.domain.address import EmailAddress, WrongAddress
from automation.domain.cells import Cell
from automation.domain.dates import date_in
from automation.domain.officials import Post, Term, overlapping

from . import wording
from .lines import Line, WrongHeadings, lines_of
from .schema import Tab
from .statements import no_statement, visible_lines

_NIP = re.compile(r"[0-9]{18}\Z")


@dataclass(frozen=True, slots=True)
class ReadTerms:
    """What the tab says; `terms` count only where `faults`, for people to read, are none."""

    terms: tuple[Term, ...]
    faults: tuple[str, ...] = ()


def officials_in(
    tab: Tab, table: Sequence[Sequence[Cell]], groups: Iterable[str], title: str = Post.HEAD.value
) -> ReadTerms:
    """Read the tab Pejabat.

    Args:
        tab: its description.
        table: its cells, the headings first.
        groups: the names of the working groups.
        title: what the office calls its Kepala Balai on letters.
    """
    try:
        _, lines = lines_of(tab, table)
    except WrongHeadings as error:
        return ReadTerms((), (str(error),))
    reading = _Rows(tab, {_folded(name): name for name in groups}, _folded(title))
    terms = tuple(reading.term(line) for line in lines)
    faults = reading.faults
    if not any(term.post is Post.HEAD or term.post.acts for term in terms) and not faults:
        faults.append(wording.NO_HEAD_LISTED)
    if not any(term.post is Post.OFFICER for term in terms) and not faults:
        faults.append(wording.NO_OFFICER_LISTED)
    if not faults:
        faults += [wording.officials_overlap(row=two.row, other=one.row) for one, two in overlapping(terms)]
    return ReadTerms(terms, tuple(faults))


class _Rows:
    """Reads rows; what cannot be read is noted by row and heading."""

    def __init__(self, tab: Tab, groups: Mapping[str, str], title: str) -> None:
        self._tab = tab
        self._groups = groups
        self._title = title
        self.faults: list[str] = []

    def term(self, found: Line) -> Term:
        line = self._stated(found)
        post, group = self._post(line)
        first, last = self._day(line, "first"), self._day(line, "last")
        if first and last and last < first:
            self._fault(line, "last", wording.ENDS_BEFORE_IT_BEGINS)
        name = " ".join(line.text("name").split())
        if not name:
            self._fault(line, "name", wording.CELL_EMPTY)
        return Term(
            post=post,
            group=group,
            name=name,
            email=self._email(line),
            nip=self._nip(line),
            first=first,
            last=last,
            row=line.row + 1,
            qualifications=" ".join(line.text("qualifications").split()),
        )

    def _stated(self, line: Line) -> Line:
        """Return a row with only what its cells state; a number has lost digits of a NIP, which is told there."""
        cells = dict(line.cells)
        for column in self._tab.columns:
            cell = cells.get(column.key, "")
            if not column.holds_words or (column.key == "nip" and isinstance(cell, int | float)):
                continue
            if fault := no_statement(column, cell):
                cells[column.key] = ""
                self._fault(line, column.key, fault)
            elif isinstance(cell, str):
                cells[column.key] = visible_lines(cell)
        return replace(line, cells=cells)

    def _fault(self, line: Line, key: str, what: str) -> None:
        heading = self._tab.column(key).heading
        self.faults.append(wording.official_cell(row=line.row + 1, heading=heading, what=what))

    def _post(self, line: Line) -> tuple[Post, str]:
        text = line.text("post")
        found = post_in(text, self._groups, self._title)
        if found is None:
            self._fault(line, "post", wording.post_unknown(text) if text else wording.CELL_EMPTY)
        return found or (Post.OFFICER, "")

    def _email(self, line: Line) -> str:
        try:
            return str(EmailAddress.parse(line.text("email")))
        except WrongAddress as error:
            self._fault(line, "email", str(error))
            return ""

    def _nip(self, line: Line) -> str:
        if isinstance(line.cells.get("nip", ""), int | float):
            self._fault(line, "nip", wording.NIP_ROUNDED)  # Of 18 digits a number keeps 15.
            return ""
        # Where a cell is plain text already, the apostrophe that makes it text stays in it.
        nip = re.sub(r"\s", "", line.text("nip")).removeprefix("'")
        if nip and not _NIP.match(nip):
            self._fault(line, "nip", wording.NIP_WRONG)
        return nip

    def _day(self, line: Line, key: str) -> date | None:
        cell = line.cells.get(key, "")
        if cell == "" or (isinstance(cell, str) and not cell.strip()):
            return None
        day = date_in(cell)
        if day is None:
            self._fault(line, key, wording.NOT_A_DAY)
        return day


def post_in(text: str, groups: Mapping[str, str], title: str = "kepala balai") -> tuple[Post, str] | None:
    """Read an office as people write it, with its working group; None where it could be another.

    Args:
        text: the cell.
        groups: names of working groups by the same in small letters.
        title: of the Kepala Balai, in small letters.
    """
    said = _folded(text.replace(".", " "))
    titles = {"kepala balai", "kepala", _folded(title.replace(".", " "))}
    exact = {
        **dict.fromkeys(titles, Post.HEAD),
        **{f"wakil {one}": Post.HEAD_DEPUTY for one in titles},
        "wakil": Post.HEAD_DEPUTY,
        "petugas": Post.OFFICER,
        "petugas pelayanan": Post.OFFICER,
    }
    for post in (Post.PLH, Post.PLT):
        word = post.prefix.rstrip(".").lower()
        exact |= {word: post, **{f"{word} {one}": post for one in titles}}
    if said in exact:
        return exact[said], ""
    by_words: tuple[tuple[str, Post], ...] = (
        ("wakil ketua ", Post.GROUP_DEPUTY),
        ("wakil ", Post.GROUP_DEPUTY),
        ("ketua ", Post.GROUP_LEAD),
    )
    plain: dict[str, str] = {_folded(key.replace(".", " ")): name for key, name in groups.items()}
    for beginning, post in by_words:
        if said.startswith(beginning) and (group := plain.get(said.removeprefix(beginning))):
            return post, group
    return None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
