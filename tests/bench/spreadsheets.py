"""The embedded workspace's spreadsheets, over loopback HTTP."""

import tempfile
from pathlib import Path

import requests

from local_workspace.server import serve
from tests.bench.measuring import measured

ROWS, COLUMNS = 20_000, 40


def spreadsheets() -> None:
    print("\nEmbedded workspace, over loopback HTTP")
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as serving:
        session = requests.Session()
        session.trust_env = False
        session.headers["Authorization"] = "Bearer local:pemilik@contoh.example"
        sheets = f"{serving.address}/v4/spreadsheets"
        grid = {"properties": {"sheetId": 0, "gridProperties": {"rowCount": ROWS, "columnCount": COLUMNS}}}
        book = session.post(sheets, json={"sheets": [grid]}).json()["spreadsheetId"]
        data = [[f"baris {row} kolom {column}" for column in range(COLUMNS)] for row in range(ROWS)]
        body = {"valueInputOption": "RAW", "data": [{"range": "A1", "values": data}]}
        session.post(f"{sheets}/{book}/values:batchUpdate", json=body).raise_for_status()
        what = f"batchGet of {ROWS:,} rows × {COLUMNS} columns"
        measured(what, lambda: session.get(f"{sheets}/{book}/values:batchGet?ranges=A1:AN{ROWS}").json())
        cells = [{"values": [{"userEnteredValue": {"stringValue": f"teks {n}"}} for n in range(COLUMNS)]}] * 1000
        write = {"updateCells": {"start": {"sheetId": 0}, "rows": cells, "fields": "userEnteredValue"}}
        measured(
            "1,000 rows × 40 columns in one batchUpdate",
            lambda: session.post(f"{sheets}/{book}:batchUpdate", json={"requests": [write]}).raise_for_status(),
        )
