"""Where Google documents what beliefs rest on."""

from __future__ import annotations

_DEVELOPERS = "https://developers.google.com/workspace"
_SHEETS = f"{_DEVELOPERS}/sheets/api"
_DRIVE = f"{_DEVELOPERS}/drive/api"
_FORMS = f"{_DEVELOPERS}/forms/api"
_GMAIL = f"{_DEVELOPERS}/gmail/api"

PROPERTIES = f"{_SHEETS}/reference/rest/v4/spreadsheets#SpreadsheetProperties"
PROTECTED_RANGE = f"{_SHEETS}/reference/rest/v4/spreadsheets/sheets#ProtectedRange"
INPUT_OPTION = f"{_SHEETS}/reference/rest/v4/ValueInputOption"
APPEND_CELLS = f"{_SHEETS}/reference/rest/v4/spreadsheets/request#AppendCellsRequest"
EXTENDED_VALUE = f"{_SHEETS}/reference/rest/v4/spreadsheets/other#ExtendedValue"
BATCH_UPDATE = f"{_SHEETS}/reference/rest/v4/spreadsheets/batchUpdate"
FILE_LIMITS = "https://support.google.com/drive/answer/37603"

CREATE_FILE = f"{_DRIVE}/guides/create-file"
FILE = f"{_DRIVE}/reference/rest/v3/files"
DRIVE_ERRORS = f"{_DRIVE}/guides/handle-errors"
PERMISSION_CREATE = f"{_DRIVE}/reference/rest/v3/permissions/create"
FOLDERS = f"{_DRIVE}/guides/folder"
DELETE = f"{_DRIVE}/guides/delete"
EXPORTS = f"{_DRIVE}/guides/ref-export-formats"

PUBLISH = f"{_FORMS}/guides/publish-form"
FORM = f"{_FORMS}/reference/rest/v1/forms"
PREFILLED = "https://support.google.com/docs/answer/2839588"

UPLOADS = f"{_GMAIL}/guides/uploads"
DRAFTS = f"{_GMAIL}/guides/drafts"
MESSAGE = f"{_GMAIL}/reference/rest/v1/users.messages"
