"""The job's own tabs as they should look, and the difference to what they show.

Whatever a crash or a careless hand left wrong is put right by the next tick: Status and Arsip are compared row by
row, Riwayat by its running number, the Register by the complaint's number alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from automation.domain.addresses import Addresses
from automation.domain.case import Case
from automation.domain.cells import AppendRows, Cell, Change, Formula, UpdateRow, Written
from automation.domain.complaint import Intake
from automation.domain.effects import Document
from automation.domain.memory import HistoryLine

from .reading import EPOCH, Headings, Line, headings_of, put_back
from .schema import Tab, lookup_formula, tabs


def register_row(case: Case, tab: Tab, headings: Headings, zone: tzinfo, addresses: Addresses) -> tuple[Written, ...]:
    """Lay out the one row that the job ever writes for a complaint; staff cells come back as last seen."""
    values: dict[str, Written] = {"number": str(case.number), **_intake_cells(case.intake, zone, addresses)}
    for column in tab.columns:
        if column.shows:
            values[column.key] = _lookup(column.key, headings)
        elif column.owner != "job" and case.cells.get(column.key):
            values[column.key] = put_back(column, case.cells[column.key])
    return headings.cells(values)


def _lookup(key: str, headings: Headings) -> Written:
    return Formula(lookup_formula(tabs()["register"].column(key), headings.places["number"]))


def _intake_cells(intake: Intake, zone: tzinfo, addresses: Addresses) -> dict[str, Written]:
    return {
        "received_at": local(intake.received_at, zone),
        "channel": intake.channel.value,
        "complainant": intake.complainant,
        "company": intake.company,
        "email": intake.email,
        "phone": intake.phone,
        "address": intake.address,
        "stated_service": intake.stated_service,
        "order_reference": intake.order_reference,
        "subject": intake.subject,
        "description": intake.description,
        "remedy": intake.remedy,
        "attachments": "\n".join(addresses.file(file) for file in intake.attachments),
    }


def local(at: datetime, zone: tzinfo) -> datetime:
    """Give a moment as the workbook shows it: office time, to the minute, without a zone."""
    return at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def archive_row(document: Document, zone: tzinfo, addresses: Addresses) -> dict[str, Written]:
    """Give the job's cells of a document's row in Arsip."""
    return {
        "document": document.effect,
        "number": str(document.number),
        "kind": document.kind.title + (" (pindaian)" if document.form == "pindaian" else ""),
        "name": document.name,
        "link": addresses.file(document.file),
        "pages": document.pages,
        "sha256": document.sha256,
        "filed_at": local(document.filed_at, zone),
    }


def history_row(line: HistoryLine, zone: tzinfo) -> dict[str, Written]:
    """Give the cells of an event's row in Riwayat."""
    return {
        "sequence": line.sequence,
        "at": local(line.at, zone),
        "number": line.number,
        "what": line.what,
        "old": line.old,
        "new": line.new,
    }


def keyed_changes(
    tab: Tab, key: str, table: Sequence[Sequence[Cell]], wanted: Iterable[Mapping[str, Written]]
) -> tuple[Change, ...]:
    """Give what makes a tab of keyed rows show the wanted cells: differing rows rewritten, missing ones appended.

    Columns that people own or added are left alone. A row whose key is not wanted, or stands twice, is left too:
    it holds nothing that the job wrote.
    """
    headings = headings_of(tab, table[0] if table else ())
    place = headings.places[key]
    rows: dict[str, tuple[int, Sequence[Cell]]] = {}
    for number, cells in enumerate(table[1:], start=1):
        if place < len(cells) and str(cells[place]):
            rows.setdefault(str(cells[place]), (number, cells))
    changes: list[Change] = []
    added: list[tuple[Written, ...]] = []
    for values in wanted:
        found = rows.get(str(values[key]))
        if found is None:
            added.append(headings.cells(values))
        else:
            changes.extend(_rewritten(tab, headings, found, values))
    if added:
        changes.append(AppendRows(tab.key, tuple(added)))
    return tuple(changes)


def _rewritten(
    tab: Tab, headings: Headings, found: tuple[int, Sequence[Cell]], values: Mapping[str, Written]
) -> Iterable[UpdateRow]:
    """Give one update for each run of neighbouring cells that differ."""
    row, cells = found
    run: list[tuple[int, Written]] = []
    for column, value in _differing(headings, cells, values):
        if run and column != run[-1][0] + 1:
            yield UpdateRow(tab.key, row, run[0][0], tuple(value for _, value in run))
            run = []
        run.append((column, value))
    if run:
        yield UpdateRow(tab.key, row, run[0][0], tuple(value for _, value in run))


def _differing(headings: Headings, cells: Sequence[Cell], values: Mapping[str, Written]) -> list[tuple[int, Written]]:
    placed = sorted(((headings.places[key], value) for key, value in values.items()), key=lambda pair: pair[0])
    return [(place, value) for place, value in placed if not same(cells[place] if place < len(cells) else "", value)]


def same(shown: Cell, wanted: Written) -> bool:
    """Tell whether a cell already shows what is wanted; dates are compared to the minute."""
    if wanted is None or wanted == "":
        return shown == ""
    if isinstance(wanted, datetime):
        return _is_number(shown) and abs(float(shown) - serial(wanted)) < 1 / 2880
    if isinstance(wanted, str):
        return isinstance(shown, str) and shown == wanted
    return shown == wanted


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def serial(at: datetime) -> float:
    """Give the workbook's number for a date and time without a zone."""
    return (at - EPOCH).total_seconds() / 86400


def missing_cases(cases: Iterable[Case], lines: Sequence[Line]) -> tuple[Case, ...]:
    """Give the complaints that have no row in the Register: new ones, and those whose row a person deleted."""
    shown = {line.text("number").upper() for line in lines}
    return tuple(case for case in cases if str(case.number) not in shown)
