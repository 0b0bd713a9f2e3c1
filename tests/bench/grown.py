"""An office that has worked for years: one complaint is played to its end, and stands there many times over."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from automation.domain.cells import Formula
from automation.domain.memory import HistoryLine
from automation.ledger.chain import START, seal
from automation.ledger.codec import instant_in
from tests.builders import wita
from tests.jobs.test_sync import ONE, run_to_signature
from tests.jobs.world import World

_TABLES = ("complaint", "response", "passage", "effect", "cover", "document")
_TABS = ("Register", "Status", "Arsip", "Riwayat")
#: Columns of the ledger whose values may not stand twice.
_IDS = ("id", "key", "effect", "token", "result", "file")


def grown(folder: Path, settled: int, open_: int = 0) -> World:
    """Return an office with so many settled complaints and so many that wait for sorting."""
    world = World(folder, plain=True)
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))
    world.tick(wita(5, 9, 1))
    assert world.shown(ONE, "Status") == "Selesai"
    _multiply_ledger(world, settled)
    _multiply_workbook(world, settled)
    world.reborn()
    for place in range(open_):
        world.complain(email=f"pelapor{place}@contoh.example")
    for minute in range(3 + open_ // 10):
        world.tick(wita(5, 9, 2) + timedelta(minutes=minute))
    world.faults.forget()
    return world


def number_of(place: int) -> str:
    """Return the number that a copy bears; the first is the one that was played."""
    return f"KEL-2026-{place:04}"


def _multiply_ledger(world: World, settled: int) -> None:
    world.ledger.close()
    with closing(sqlite3.connect(world.folder / "tanggap.db")) as ledger, ledger:
        for table in _TABLES:
            names = [row[1] for row in ledger.execute(f"pragma table_info({table})")]
            rows = ledger.execute(f"select * from {table}").fetchall()  # noqa: S608 (our own names of tables)
            ledger.executemany(
                f"insert into {table} values ({', '.join('?' * len(names))})",  # noqa: S608 (our own names of tables)
                (
                    tuple(_in_ledger(value, name, copy, len(rows)) for name, value in zip(names, row, strict=True))
                    for copy in range(2, settled + 1)
                    for row in rows
                ),
            )
        _multiply_history(ledger, settled)


def _multiply_history(ledger: sqlite3.Connection, settled: int) -> None:
    rows = ledger.execute("select at, number, what, old, new, since, who from history order by sequence").fetchall()
    ledger.execute("delete from history")
    last = START
    sealed: list[tuple[Any, ...]] = []
    for copy in range(1, settled + 1):
        for at, *texts, since, who in rows:
            number, what, old, new = (_of_copy(text, copy) for text in texts)
            line = HistoryLine(
                sequence=len(sealed) + 1,
                at=instant_in(at),
                number=number,
                what=what,
                old=old,
                new=new,
                since=instant_in(since) if since else None,
                who=who,
            )
            last = seal(last, line)
            sealed.append((line.sequence, at, number, what, old, new, last, since, who))
    ledger.executemany(
        "insert into history (sequence, at, number, what, old, new, hash, since, who) values (?,?,?,?,?,?,?,?,?)",
        sealed,
    )
    ledger.execute("update chain set length = ?, hash = ?", (len(sealed), last))


def _multiply_workbook(world: World, settled: int) -> None:
    for title in _TABS:
        head, *rows = world.workbook.sheets[title]
        copies = [
            [_in_cell(cell, copy) for cell in row] for copy in range(1, settled + 1) for row in rows if any(row)
        ]
        if title == "Riwayat":
            copies = [[place, *row[1:]] for place, row in enumerate(copies, start=1)]
        world.workbook.sheets[title] = [head, *copies]


def _in_ledger(value: Any, name: str, copy: int, rows: int) -> Any:
    """Return a value of a copy's row: ids that may not stand twice get the copy's place behind them."""
    if name == "place" and rows and isinstance(value, int):
        return value + (copy - 1) * rows
    if not isinstance(value, str):
        return value
    is_id = name in _IDS and value and ONE not in value
    return f"{value}-{copy}" if is_id else _of_copy(value, copy)


def _in_cell(cell: Any, copy: int) -> Any:
    return replace(cell, text=_of_copy(cell.text, copy)) if isinstance(cell, Formula) else _of_copy(cell, copy)


def _of_copy(value: Any, copy: int) -> Any:
    if not isinstance(value, str):
        return value
    for old, new in (
        (ONE, number_of(copy)),
        ('"sequence":1,"prefix"', f'"sequence":{copy},"prefix"'),
        ("siti@kayu.example", f"pelapor{copy}@kayu.example"),
        ("B/120/BSPJI", f"B/{copy + 119}/BSPJI"),
    ):
        value = value.replace(old, new)
    return value
