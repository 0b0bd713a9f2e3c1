"""Google Sheets' parts, joined."""

from __future__ import annotations

from local_workspace.api.dispatch import Api
from local_workspace.core.clock import Clock
from local_workspace.core.store import Store
from local_workspace.drive.file import SPREADSHEET
from local_workspace.drive.files import Files

from .native import native_spreadsheets
from .spreadsheets import Spreadsheets
from .spreadsheets_api import DeveloperMetadataApi, SheetsApi, SpreadsheetsApi
from .values_api import ValuesApi


def join_sheets(api: Api, store: Store, clock: Clock, files: Files) -> Spreadsheets:
    """Add the Sheets API; return the spreadsheets, which serve the forms and the pages too."""
    sheets = Spreadsheets(store, files)
    files.natives.register(SPREADSHEET, native_spreadsheets(sheets, clock))
    api.gather(SpreadsheetsApi(sheets), SheetsApi(sheets), DeveloperMetadataApi(sheets), ValuesApi(sheets))
    return sheets
