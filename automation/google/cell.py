"""One cell as Sheets takes it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from automation.domain.cells import Formula, Written
from automation.domain.dates import SERIAL_EPOCH

DATE_FORMAT = {"type": "DATE", "pattern": "dd/mm/yyyy"}
TEXT_FORMAT = {"type": "TEXT", "pattern": "@"}
DATETIME_FORMAT = {"type": "DATE_TIME", "pattern": "dd/mm/yyyy hh:mm"}


def cell_of(value: Written) -> dict[str, Any]:
    """Return a cell as Sheets takes it; a text can never become a formula, a number or a date."""
    match value:
        case None | "":
            return {}
        case bool():
            return {"userEnteredValue": {"boolValue": value}}
        case int() | float():
            return {"userEnteredValue": {"numberValue": value}}
        case Formula(text=text):
            return {"userEnteredValue": {"formulaValue": text}}
        case datetime():
            passed = value.replace(tzinfo=None) - SERIAL_EPOCH
            return _dated(passed.days + passed.seconds / 86400, DATETIME_FORMAT)
        case date():
            return _dated((value - SERIAL_EPOCH.date()).days, DATE_FORMAT)
        case str():
            return {"userEnteredValue": {"stringValue": value}}


def _dated(serial: float, number_format: dict[str, str]) -> dict[str, Any]:
    return {"userEnteredValue": {"numberValue": serial}, "userEnteredFormat": {"numberFormat": number_format}}
