"""An office that has worked for years: one complaint was played to its end, one to its sorting, and both often over.

Rows of ledger and workbook are copied with the number, the addresses and the ids of each copy: what a year of play
would take hours for is there in seconds, and reads like it.
"""

import re
import sqlite3
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from automation.domain.away import MovedCase, Passage
from automation.domain.cells import Formula
from automation.domain.effects import Deed, EffectKey
from automation.domain.memory import HistoryLine
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.jobs.yearly.choosing import TOGETHER
from automation.ledger import open_ledger
from automation.ledger.chain import START, seal
from automation.ledger.codec import instant_in
from tests.builders import wita
from tests.jobs.test_sync import ONE, run_to_signature
from tests.jobs.world import World

_TABLES = (
    *("complaint", "response", "passage", "effect", "cover", "document", "action"),
    *("likeness", "likeness_key", "alike"),
)
_TABS = ("Register", "Status", "Arsip", "Riwayat", "Tindakan")
#: Columns of the ledger whose values may not stand twice.
_IDS = ("id", "key", "effect")
_RESPONSE = re.compile(r'"response":"[^"]+')
_FAKES = ("workbook", "answers", "forms", "drive", "mailbox", "inbox", "now", "faults")


TWO = "KEL-2026-0002"
#: Of each copy: which complaint it is one of, and its own place in the year.
Copies = tuple[tuple[str, range], ...]


class Played:
    """One complaint that was played to its end and one that waits to be sorted, kept to be copied."""

    def __init__(self) -> None:
        with TemporaryDirectory() as folder:
            world = World(Path(folder) / "kantor", plain=True)
            run_to_signature(world)
            world.drop_scan_of(ONE)
            world.tick(wita(4, 14))
            world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
            world.tick(wita(5, 9))
            world.tick(wita(5, 9, 1))
            assert world.shown(ONE, "Status") == "Selesai"
            _check_actions(world)
            world.complain(email="pelapor2@contoh.example")
            for minute in range(2, 5):
                world.tick(wita(5, 9, minute))
            assert world.shown(TWO, "Status") == "Menunggu pemilahan"
            world.ledger.close()
            self.ledger = (world.folder / "tanggap.db").read_bytes()
            self.fakes = {name: getattr(world, name) for name in _FAKES}

    def times(self, folder: Path, settled: int, open_: int, away: int) -> World:
        """Return an office in which both stand so many times, the first of them in yearly workbooks."""
        world = World(folder, plain=True)
        for name, fake in deepcopy(self.fakes).items():
            setattr(world, name, fake)
        world.ledger.close()
        (folder / "tanggap.db").write_bytes(self.ledger)
        copies = (ONE, range(1, settled + 1)), (TWO, range(settled + 1, settled + open_ + 1))
        _multiply_ledger(folder, copies)
        first_line = _move_away(folder, away)
        _multiply_workbook(world, copies, away, first_line)
        world.ledger = open_ledger(f"sqlite:///{folder / 'tanggap.db'}")
        return world


def grown(folder: Path, settled: int, open_: int = 0, played: Played | None = None, *, away: int = 0) -> World:
    """Return an office with so many settled complaints and so many that wait for sorting, which is at rest.

    The rows of the first `away` stand in yearly workbooks, as the 10 million cells of one would not hold them.
    """
    world = (played or Played()).times(folder, settled, open_, away)
    for _ in range(5):
        world.faults.forget()
        world.tick(world.now + timedelta(minutes=1))
        if not world.faults.writes:
            break
    world.faults.forget()
    return world


def number_of(place: int) -> str:
    """Return the number that a copy bears; the first is the one that was played."""
    return f"KEL-2026-{place:04}"


def _check_actions(world: World) -> None:
    """Let what was decided be checked: nobody has to do anything with it any more."""
    sheet = world.workbook.sheets["Tindakan"]
    for row, cells in enumerate(sheet):
        if cells and str(cells[0]).startswith(ONE):
            world.workbook.type("Tindakan", row, "Hasil pemeriksaan", "Efektif")
            world.workbook.type("Tindakan", row, "Diperiksa oleh", "Dewi Lestari")


def _multiply_ledger(folder: Path, copies: Copies) -> None:
    with closing(sqlite3.connect(folder / "tanggap.db")) as ledger, ledger:
        for table in _TABLES:
            names = [row[1] for row in ledger.execute(f"pragma table_info({table})")]
            rows = ledger.execute(f"select * from {table}").fetchall()  # noqa: S608 (our own names of tables)
            ledger.execute(f"delete from {table}")  # noqa: S608 (our own names of tables)
            theirs = [_of_which(" ".join(map(str, row)), copies) for row in rows]
            others = [row for row, of in zip(rows, theirs, strict=True) if not of]
            fresh = [
                tuple(_in_ledger(value, name, of, place, places[0]) for name, value in zip(names, row, strict=True))
                for of, places in copies
                for place in places
                for row, one in zip(rows, theirs, strict=True)
                if one == of
            ]
            marks = ", ".join("?" * len(names))
            where = names.index("place") if table in ("complaint", "document", "action") else None
            numbered = (
                (row if where is None else (*row[:where], place, *row[where + 1 :]))
                for place, row in enumerate((*fresh, *others), start=1)
            )
            ledger.executemany(f"insert into {table} values ({marks})", numbered)  # noqa: S608 (our own names of tables)
        _multiply_history(ledger, copies)


def _of_which(text: str, copies: Copies) -> str:
    """Return the complaint that a row is of, the later one where it names several; "" where it names none."""
    return next((of for of, _ in reversed(copies) if of in text), "")


def _multiply_history(ledger: sqlite3.Connection, copies: Copies) -> None:
    rows = ledger.execute("select at, number, what, old, new, since, who from history order by sequence").fetchall()
    ledger.execute("delete from history")
    last = START
    sealed: list[tuple[Any, ...]] = []
    for of, place, row in ((of, place, row) for of, places in copies for place in places for row in rows):
        at, number, what, old, new, since, who = row
        if number != of:
            continue
        line = HistoryLine(
            sequence=len(sealed) + 1,
            at=instant_in(at),
            number=_of_copy(number, of, place),
            what=_of_copy(what, of, place),
            old=_of_copy(old, of, place),
            new=_of_copy(new, of, place),
            since=instant_in(since) if since else None,
            who=who,
        )
        last = seal(last, line)
        sealed.append((line.sequence, at, line.number, line.what, line.old, line.new, last, since, who))
    ledger.executemany(
        "insert into history (sequence, at, number, what, old, new, hash, since, who) values (?,?,?,?,?,?,?,?,?)",
        sealed,
    )
    ledger.execute("update chain set length = ?, hash = ?", (len(sealed), last))


def _move_away(folder: Path, away: int) -> int:
    """Note in the ledger whose rows stand in a yearly workbook; gives the first line of Riwayat that stays."""
    with closing(sqlite3.connect(folder / "tanggap.db")) as ledger, ledger:
        row = ledger.execute("select count(*) from history where number = ?", (number_of(1),)).fetchone()
        lines = int(row[0])
        for place, first in enumerate(range(1, away + 1, TOGETHER), start=1):
            passage = Passage(
                book="workbook.tahun.2026",
                mark="2026",
                at=wita(5, 20),
                cases=tuple(
                    MovedCase(ComplaintNumber.parse(number_of(one)), (((one - 1) * lines + 1, one * lines),))
                    for one in range(first, min(first + TOGETHER, away + 1))
                ),
            )
            key = EffectKey.of(None, Deed.MOVE, str(place))
            ledger.execute(
                "insert into effect (key, kind, number, payload, token, done, result, failures, last_failure)"
                " values (?, ?, '', '', '', 1, ?, 0, '')",
                (str(key), Deed.MOVE.value, passage.text),
            )
        ledger.execute("insert into place values (?, ?)", (Place.year_book("2026"), "workbook.tahun.2026"))
    return away * lines + 1


def _multiply_workbook(world: World, copies: Copies, away: int, first_line: int) -> None:
    for title in _TABS:
        head, *rows = world.workbook.sheets[title]
        texts = [" ".join(cell.text if isinstance(cell, Formula) else str(cell) for cell in row) for row in rows]
        whose = [_of_which(text, copies) for text in texts]
        theirs = {of: [row for row, one in zip(rows, whose, strict=True) if one == of] for of, _ in copies}
        others = [row for row, one in zip(rows, whose, strict=True) if not one]
        made = [
            [_in_cell(cell, of, place) for cell in row]
            for of, places in copies
            for place in places
            if place > away
            for row in theirs[of]
        ]
        if title == "Riwayat":
            made, others = [[place, *row[1:]] for place, row in enumerate(made, start=first_line)], []
        world.workbook.sheets[title] = [head, *made, *others]


def _in_ledger(value: Any, name: str, of: str, place: int, first: int) -> Any:
    """Return a value of a copy's row: ids that may not stand twice get its place behind them, but the first's."""
    if not isinstance(value, str):
        return value
    behind = "" if place == first else f"-{place}"
    if name in _IDS and value and of not in value:
        return value + behind
    if name == "memory":
        value = _RESPONSE.sub(rf"\g<0>{behind}", value)
    return _of_copy(value, of, place)


def _in_cell(cell: Any, of: str, place: int) -> Any:
    return (
        replace(cell, text=_of_copy(cell.text, of, place)) if isinstance(cell, Formula) else _of_copy(cell, of, place)
    )


def _of_copy(value: Any, of: str, place: int) -> Any:
    if not isinstance(value, str):
        return value
    for old, new in (
        (of, number_of(place)),
        (f'"sequence":{int(of[-4:])},"prefix"', f'"sequence":{place},"prefix"'),
        ("siti@kayu.example", f"pelapor{place}@kayu.example"),
        ("pelapor2@contoh.example", f"pelapor{place}@contoh.example"),
        ("B/120/BSPJI", f"B/{place + 119}/BSPJI"),
    ):
        if old in value:
            value = value.replace(old, new)
    return value
