"""Workbooks kept in the store: read once, changed in a working copy, written at commit.

A row is one record under a key of its own, so that inserting, deleting or sorting rows writes their order and
nothing else. The order is kept in runs: `[key, count]` for consecutive keys, `[0, count]` for empty rows.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from sqlite3 import Row as Line
from typing import Any

from local_workspace.core.store import Store

from .model import Cell, Content, Row, Shared, Sheet, Workbook

TABLES = """
create table if not exists workbook (id text primary key, content text not null);
create table if not exists workbook_sheet (
    workbook text not null, id integer not null, content text not null, primary key (workbook, id)
) without rowid;
create table if not exists workbook_row (
    workbook text not null, sheet integer not null, key integer not null, cells text not null,
    primary key (workbook, sheet, key)
) without rowid;
create table if not exists workbook_shared (number integer primary key, text text not null);
"""

DEFAULT_PROPERTIES = {"locale": "en_US", "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT"}
KEPT_IN_MEMORY = 24


class Books:
    """All workbooks of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.define(TABLES)
        texts = [row["text"] for row in store.all("select text from workbook_shared order by number")]
        self.shared = Shared(texts)
        self._shared_kept = len(texts) + 1
        self._committed: OrderedDict[str, Workbook] = OrderedDict()
        self._working: dict[str, Workbook] = {}
        self._removed: set[str] = set()
        store.before_commit(self._commit)
        store.on_rollback(self._rollback)

    def read(self, id: str) -> Workbook:
        """Return a workbook for reading; a file without contents yet gets the default ones."""
        if id in self._working:
            return self._working[id]
        if id in self._committed:
            self._committed.move_to_end(id)
            return self._committed[id]
        row = self._store.one("select content from workbook where id = ?", id)
        if row is None:
            return self.start(id, default_sheets())
        book = self._loaded(id, json.loads(row["content"]))
        self._keep(book)
        return book

    def write(self, id: str) -> Workbook:
        """Return the working copy of a workbook, whose changes are kept when the transaction commits."""
        if id not in self._working:
            book = self.read(id)
            if id not in self._working:
                self._working[id] = _working_copy(book)
        return self._working[id]

    def start(self, id: str, sheets: list[Sheet], properties: dict[str, Any] | None = None) -> Workbook:
        """Begin a workbook's contents."""
        book = Workbook(id, {**DEFAULT_PROPERTIES, **(properties or {})}, self.shared)
        book.sheets = sheets
        book.under_change = True
        for sheet in sheets:
            sheet.lost_rows = True
        self._working[id] = book
        return book

    def exists(self, id: str) -> bool:
        """Check whether a workbook has contents already."""
        return (
            id in self._working
            or id in self._committed
            or self._store.one("select 1 from workbook where id = ?", id) is not None
        )

    def copy(self, source: str, target: str) -> None:
        """Return `target` the contents of `source`."""
        content, sheets = _described(self.read(source)), self.read(source).sheets
        book = Workbook(target, json.loads(json.dumps(content["properties"])), self.shared)
        book.named_ranges = json.loads(json.dumps(content["namedRanges"]))
        book.metadata = json.loads(json.dumps(content["metadata"]))
        for sheet in sheets:
            twin = _copied_sheet(sheet)
            twin.written = {row.key: row for row in twin.rows if row is not None}
            book.sheets.append(twin)
        book.under_change = True
        self._working[target] = book

    def forget(self, id: str) -> None:
        """Remove a workbook's contents for good."""
        self._working.pop(id, None)
        self._removed.add(id)
        for table in ("workbook_sheet", "workbook_row"):
            self._store.do(f"delete from {table} where workbook = ?", id)  # noqa: S608 (a literal)
        self._store.do("delete from workbook where id = ?", id)

    def unload(self, id: str) -> None:
        """Drop a workbook from memory; the store gives it again when it is next asked for."""
        self._committed.pop(id, None)

    def _loaded(self, id: str, content: dict[str, Any]) -> Workbook:
        book = Workbook(id, content["properties"], self.shared)
        book.named_ranges, book.metadata = content["namedRanges"], content["metadata"]
        book.revision = content["revision"]
        for number in content["order"]:
            found = self._store.one("select content from workbook_sheet where workbook = ? and id = ?", id, number)
            if found is None:
                raise AssertionError(f"sheet {number} of {id} is not in the store")
            said = json.loads(found["content"])
            sheet = _sheet_from(said)
            asked = "select key, cells from workbook_row where workbook = ? and sheet = ?"
            by_key = dict(_rows_from(self._store.all(asked, id, number)))
            for key, count in said["rows"]:
                sheet.rows.extend([None] * count if not key else [by_key[key + step] for step in range(count)])
            book.sheets.append(sheet)
        return book

    def _keep(self, book: Workbook) -> None:
        self._committed[book.id] = book
        self._committed.move_to_end(book.id)
        while len(self._committed) > KEPT_IN_MEMORY:
            self._committed.popitem(last=False)

    def _commit(self) -> None:
        for id, book in self._working.items():
            book.revision += 1
            self._write(id, book)
        texts = self.shared.texts_from(self._shared_kept)
        if texts:
            self._store.many(
                "insert or replace into workbook_shared values (?, ?)",
                list(enumerate(texts, self._shared_kept)),
            )
            self._shared_kept += len(texts)
        for book in self._working.values():
            book.under_change = False
            self._keep(book)
        for id in self._removed - self._working.keys():
            self._committed.pop(id, None)
        self._working, self._removed = {}, set()

    def _rollback(self) -> None:
        self._working, self._removed = {}, set()
        kept = self._store.one("select count(*) as number from workbook_shared")
        self._shared_kept = 1 + (kept["number"] if kept else 0)

    def _write(self, id: str, book: Workbook) -> None:
        kept = {
            row["id"]: row["content"]
            for row in self._store.all("select id, content from workbook_sheet where workbook = ?", id)
        }
        for gone in kept.keys() - {sheet.id for sheet in book.sheets}:
            self._store.do("delete from workbook_row where workbook = ? and sheet = ?", id, gone)
            self._store.do("delete from workbook_sheet where workbook = ? and id = ?", id, gone)
        for sheet in book.sheets:
            if sheet.lost_rows and sheet.id in kept:
                self._drop_rows_left_out(id, sheet)
            text = json.dumps(_sheet_said(sheet), ensure_ascii=False)
            if text != kept.get(sheet.id):
                self._store.do("insert or replace into workbook_sheet values (?, ?, ?)", id, sheet.id, text)
            if sheet.written:
                said = _rows_said(sheet.written.values())
                self._store.many(
                    "insert or replace into workbook_row values (?, ?, ?, ?)",
                    [(id, sheet.id, key, text) for key, text in zip(sheet.written, said, strict=True)],
                )
            sheet.written, sheet.lost_rows = {}, False
        self._store.do(
            "insert or replace into workbook values (?, ?)", id, json.dumps(_described(book), ensure_ascii=False)
        )

    def _drop_rows_left_out(self, id: str, sheet: Sheet) -> None:
        present = {row.key for row in sheet.rows if row is not None}
        sheet.written = {key: row for key, row in sheet.written.items() if key in present}
        rows = self._store.all("select key from workbook_row where workbook = ? and sheet = ?", id, sheet.id)
        gone = [(id, sheet.id, row["key"]) for row in rows if row["key"] not in present]
        if gone:
            self._store.many("delete from workbook_row where workbook = ? and sheet = ? and key = ?", gone)


def default_sheets(id: int = 0, title: str = "Sheet1") -> list[Sheet]:
    """Return the one tab of a new spreadsheet."""
    return [new_sheet(id, title)]


def new_sheet(id: int, title: str, rows: int = 1000, columns: int = 26) -> Sheet:
    """Make an empty tab."""
    grid = {"rowCount": rows, "columnCount": columns}
    return Sheet({"sheetId": id, "title": title, "sheetType": "GRID", "gridProperties": grid})


def _described(book: Workbook) -> dict[str, Any]:
    return {
        "properties": book.properties,
        "namedRanges": book.named_ranges,
        "metadata": book.metadata,
        "revision": book.revision,
        "order": [sheet.id for sheet in book.sheets],
    }


def _working_copy(book: Workbook) -> Workbook:
    content = json.loads(json.dumps(_described(book)))
    copy = Workbook(book.id, content["properties"], book.shared)
    copy.named_ranges, copy.metadata = content["namedRanges"], content["metadata"]
    copy.revision = book.revision
    copy.under_change = True
    copy.sheets = [_copied_sheet(sheet) for sheet in book.sheets]
    return copy


def _copied_sheet(sheet: Sheet) -> Sheet:
    copy = _sheet_from(json.loads(json.dumps(_sheet_said(sheet, rows=False))))
    copy.rows = list(sheet.rows)
    return copy


def _sheet_said(sheet: Sheet, *, rows: bool = True) -> dict[str, Any]:
    return {
        "properties": sheet.properties,
        "parts": sheet.parts,
        "sizes": sheet.sizes,
        "next": sheet.next_key,
        "rows": _runs(sheet.rows) if rows else [],
    }


def _sheet_from(said: dict[str, Any]) -> Sheet:
    sheet = Sheet(said["properties"])
    sheet.parts = said["parts"]
    sheet.sizes = {name: {int(index): size for index, size in sizes.items()} for name, sizes in said["sizes"].items()}
    sheet.next_key = said["next"]
    return sheet


def _runs(rows: list[Row | None]) -> list[list[int]]:
    keys = [0 if row is None else row.key for row in rows]
    if keys and keys[0] and keys == list(range(keys[0], keys[0] + len(keys))):
        return [[keys[0], len(keys)]]
    runs: list[list[int]] = []
    for key in keys:
        if runs and (runs[-1][0] + runs[-1][1] == key if runs[-1][0] and key else runs[-1][0] == key == 0):
            runs[-1][1] += 1
        else:
            runs.append([key, 1])
    return runs


def _rows_said(rows: Iterable[Row]) -> Iterator[str]:
    # A Cell is a tuple, which JSON prints as a list; a plain value as itself. Most rows that were laid out hold the
    # very same cells; they are told apart by identity, since 1 and True are equal.
    known: dict[tuple[int, ...], str] = {}
    for row in rows:
        which = tuple(map(id, row.cells))
        if which not in known:
            known[which] = json.dumps(row.cells, ensure_ascii=False)
        yield known[which]


def _rows_from(lines: Iterable[Line]) -> Iterator[tuple[int, Row]]:
    # Rows that say the same hold the very same cells, as those that were laid out at once.
    known: dict[str, list[Content]] = {}
    for line in lines:
        text = line["cells"]
        if text not in known:
            known[text] = _cells_from(text)
        yield line["key"], Row(line["key"], list(known[text]))


def _cells_from(text: str) -> list[Content]:
    return [Cell(*content) if type(content) is list else content for content in json.loads(text)]
