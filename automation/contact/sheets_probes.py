"""What is believed of Sheets."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from automation.domain.cells import Formula, NewRows
from automation.domain.dates import SERIAL_EPOCH
from automation.domain.places import Place

from .probe import Probe
from .refusals import refused_with
from .site import Site
from .sources import (
    APPEND_CELLS,
    BATCH_UPDATE,
    EXTENDED_VALUE,
    FILE_LIMITS,
    INPUT_OPTION,
    PROPERTIES,
    PROTECTED_RANGE,
)
from .values import Belief, Facts, Ground, Need, Source

ZONE = "Asia/Makassar"
_TAB = "contact"
_TYPED = "03/12/2026"
_READ_AS = {(date(2026, 12, 3) - SERIAL_EPOCH.date()).days: "day first"} | {
    (date(2026, 3, 12) - SERIAL_EPOCH.date()).days: "month first"
}
_WITH_STROKE = "1/12"
_LOOKS_LIKE_A_FORMULA = "=1+1"
_LONGER_THAN_A_CELL = 50_001


def _workbook(site: Site) -> str:
    return site.once("workbook", lambda: site.native("contact workbook", "spreadsheet"))


def _first_tab(site: Site) -> tuple[str, int]:
    """Return the title and the id of the workbook's first tab."""

    def find() -> tuple[str, int]:
        workbook = site.world.connection.workbook({Place.WORKBOOK: _workbook(site)})
        return next(iter(workbook.tabs().items()))

    return site.once("tab", find)


def _update(site: Site, *requests: dict[str, Any]) -> Any:
    policy, workbook = site.world.connection.retry_policy, _workbook(site)
    return policy.careful(lambda: site.clients.sheets.batch_update(workbook, {"requests": list(requests)}))


def _values(site: Site, place: str, rendered: str = "UNFORMATTED_VALUE") -> list[list[Any]]:
    policy, workbook, (title, _) = site.world.connection.retry_policy, _workbook(site), _first_tab(site)
    params = {"valueRenderOption": rendered}
    found = policy.repeated(lambda: site.clients.sheets.values_get(workbook, f"'{title}'!{place}", dict(params)))
    values: list[list[Any]] = found.get("values", [])
    return values


def _written(site: Site, row: int, text: str, sheet: int | None = None) -> dict[str, Any]:
    start = {"sheetId": _first_tab(site)[1] if sheet is None else sheet, "rowIndex": row, "columnIndex": 3}
    cell = {"userEnteredValue": {"stringValue": text}}
    return {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}}


def _locale(site: Site, code: str) -> Facts:
    properties = {"locale": code, "timeZone": ZONE}
    wanted = {"updateSpreadsheetProperties": {"properties": properties, "fields": "locale,timeZone"}}
    refused = refused_with(lambda: _update(site, wanted))
    policy, workbook = site.world.connection.retry_policy, _workbook(site)
    params = {"fields": "properties(locale,timeZone)"}
    found = policy.repeated(lambda: site.clients.sheets.fetch_sheet_metadata(workbook, dict(params)))["properties"]
    return {"set": refused or "taken", "read back": found.get("locale", ""), "time zone": found.get("timeZone", "")}


def _typed_date(site: Site) -> Facts:
    policy, workbook, (title, _) = site.world.connection.retry_policy, _workbook(site), _first_tab(site)
    typed, how = {"values": [[_TYPED]]}, {"valueInputOption": "USER_ENTERED"}
    policy.careful(lambda: site.clients.sheets.values_update(workbook, f"'{title}'!A1", dict(how), typed))
    found = (_values(site, "A1") or [[""]])[0][0]
    return {"read as": _READ_AS.get(found, "another date") if isinstance(found, int) else "no date"}


def _appended(site: Site) -> list[list[Any]]:
    """Add a row with a formula and a text below the typed date; give the formulas of what is there then."""

    def append() -> list[list[Any]]:
        places = {Place.WORKBOOK: _workbook(site), Place.tab(_TAB): str(_first_tab(site)[1])}
        row = (Formula('=IF(1=1;"yes";"no")'), _LOOKS_LIKE_A_FORMULA)
        site.world.connection.workbook(places).write([NewRows(_TAB, (row,))])
        return _values(site, "A1:B5", "FORMULA")

    return site.once("appended", append)


def _semicolons(site: Site) -> Facts:
    row = len(_appended(site))
    shown = (_values(site, f"A{row}") or [[""]])[0][0]
    kept = str(_appended(site)[-1][0])
    return {
        "shows": "its value" if shown == "yes" else "something else",
        "kept with": "semicolons" if ";" in kept else "commas",
    }


def _text_stays(site: Site) -> Facts:
    row = len(_appended(site))
    shown = (_values(site, f"B{row}") or [[""]])[0][0]
    return {"stays text": shown == _LOOKS_LIKE_A_FORMULA}


def _lands_below(site: Site) -> Facts:
    before = 1 if _values(site, "A1") else 0
    return {"rows below the last": len(_appended(site)) - before}


def _all_or_none(site: Site) -> Facts:
    refused = refused_with(lambda: _update(site, _written(site, 0, "first"), _written(site, 0, "second", 987654321)))
    return {"answer": refused or "taken", "first undone": not _values(site, "D1")}


def _beyond_the_grid(site: Site) -> Facts:
    return {"answer": refused_with(lambda: _update(site, _written(site, 5_000_000, "far"))) or "taken"}


def _too_long(site: Site) -> Facts:
    return {"answer": refused_with(lambda: _update(site, _written(site, 1, "x" * _LONGER_THAN_A_CELL))) or "taken"}


def _plain_text(site: Site) -> Facts:
    """Type a number with a stroke into a cell of plain text, and into another beside it."""
    policy, workbook, (title, tab) = site.world.connection.retry_policy, _workbook(site), _first_tab(site)
    area = {"sheetId": tab, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 5, "endColumnIndex": 6}
    look = {"userEnteredFormat": {"numberFormat": {"type": "TEXT", "pattern": "@"}}}
    _update(site, {"repeatCell": {"range": area, "cell": look, "fields": "userEnteredFormat.numberFormat"}})
    typed, how = {"values": [[_WITH_STROKE, _WITH_STROKE]]}, {"valueInputOption": "USER_ENTERED"}
    policy.careful(lambda: site.clients.sheets.values_update(workbook, f"'{title}'!F1:G1", dict(how), typed))
    ((plain, other),) = _values(site, "F1:G1") or [["", ""]]
    ((_, shown),) = _values(site, "F1:G1", "FORMATTED_VALUE") or [["", ""]]
    return {
        "stays text": plain == _WITH_STROKE,
        "elsewhere a number": isinstance(other, int),
        "shown as typed": shown == _WITH_STROKE,
    }


def _protected(site: Site) -> Facts:
    stranger, (_, tab) = site.stranger(), _first_tab(site)
    editors = {"users": [site.world.account, stranger]}
    area = {"sheetId": tab, "startColumnIndex": 20, "endColumnIndex": 21}
    wanted = {"addProtectedRange": {"protectedRange": {"range": area, "editors": editors}}}
    refused = refused_with(lambda: _update(site, wanted))
    policy, workbook = site.world.connection.retry_policy, _workbook(site)
    params = {"fields": "sheets(protectedRanges(editors(users)))"}
    found = policy.repeated(lambda: site.clients.sheets.fetch_sheet_metadata(workbook, dict(params)))
    ranges = [one for sheet in found.get("sheets", ()) for one in sheet.get("protectedRanges", ())]
    kept = any(stranger in one.get("editors", {}).get("users", ()) for one in ranges)
    return {"answer": refused or "taken", "kept among the editors": kept}


# `id_ID` is asked before `in_ID`: what the last of them leaves in force is what the typed date meets.
PROBES = (
    Probe(
        Belief(
            "locale-new-code",
            "A workbook told to be `id_ID`, Indonesian by today's code, says when read back whether it is.",
            Source(Ground.INFERRED, PROPERTIES),
        ),
        partial(_locale, code="id_ID"),
    ),
    Probe(
        Belief(
            "locale-old-code",
            "Told to be `in_ID`, Indonesian by Google's own code, it is so when read back, with its time zone.",
            Source(Ground.INFERRED, PROPERTIES),
        ),
        partial(_locale, code="in_ID"),
    ),
    Probe(
        Belief(
            "typed-date",
            "In an Indonesian workbook, 03/12/2026 as typed by a person is 3 December.",
            Source(Ground.INFERRED, INPUT_OPTION),
        ),
        _typed_date,
    ),
    Probe(
        Belief(
            "formula-semicolons",
            "A formula with `;` between its arguments works in every locale, by `appendCells` too.",
            Source(Ground.INFERRED, APPEND_CELLS),
        ),
        _semicolons,
    ),
    Probe(
        Belief(
            "text-stays-text",
            "A `stringValue` never becomes a formula, whatever it looks like.",
            Source(Ground.DOCUMENTED, EXTENDED_VALUE),
        ),
        _text_stays,
    ),
    Probe(
        Belief(
            "append-lands-below",
            "`appendCells` writes right below the last row with data.",
            Source(Ground.DOCUMENTED, APPEND_CELLS),
        ),
        _lands_below,
    ),
    Probe(
        Belief(
            "batch-all-or-none",
            "Where one request of a `batchUpdate` is refused, none of it is done.",
            Source(Ground.DOCUMENTED, BATCH_UPDATE),
        ),
        _all_or_none,
    ),
    Probe(
        Belief(
            "write-beyond-the-grid",
            "Writing below the last row of the grid is refused with 400.",
            Source(Ground.THREAD, "https://github.com/nithinmurali/pygsheets/issues/124"),
        ),
        _beyond_the_grid,
    ),
    Probe(
        Belief(
            "cell-too-long",
            "A text above 50,000 characters is refused with 400, in words that name the maximum.",
            Source(Ground.INFERRED, FILE_LIMITS),
        ),
        _too_long,
    ),
    Probe(
        Belief(
            "plain-text-keeps",
            "In a cell of plain text 1/12 stays what was typed; elsewhere it is a number, shown as it was typed.",
            Source(Ground.INFERRED, INPUT_OPTION),
        ),
        _plain_text,
    ),
    Probe(
        Belief(
            "protected-range-stranger",
            "What becomes of an editor of a protected range whose address has no Google account.",
            Source(Ground.INFERRED, PROTECTED_RANGE),
        ),
        _protected,
        frozenset({Need.STRANGER}),
    ),
)
