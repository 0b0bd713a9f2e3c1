"""`make bench`: how fast, and how many calls, side by side with what one would use instead.

Every line is measured on the machine that runs it; nothing here is a test.
"""

import random
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import requests

from automation.ledger import open_ledger
from local_workspace.server import serve
from tests.builders import a_calendar, wita
from tests.jobs.world import World
from tests.ledger.cases import a_closed_case

ROWS, COLUMNS = 20_000, 40


def measured(what: str, work: Callable[[], object], per: int = 1, unit: str = "") -> None:
    began = time.perf_counter()
    work()
    took = time.perf_counter() - began
    rate = f"{per / took:>12,.0f} {unit}/s" if per > 1 else ""
    print(f"{what:<66} {took:>8.2f} s {rate}")


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


def clock() -> None:
    print("\nOffice clock, due times of a norm of 90 office minutes")
    calendar = a_calendar()
    chance = random.Random(1)
    starts = [wita(2) + timedelta(minutes=chance.randrange(60 * 24 * 45)) for _ in range(20_000)]
    measured(
        "Tanggap (breaks, holidays, Ramadan)",
        lambda: [calendar.add_minutes(one, 90) for one in starts],
        20_000,
        "due",
    )
    hours = pd.offsets.CustomBusinessHour(n=2, start="07:30", end="16:00")
    few = [pd.Timestamp(one.replace(tzinfo=None)) for one in starts[:2_000]]
    measured("pandas CustomBusinessHour (whole hours, no break)", lambda: [one + hours for one in few], 2_000, "due")


def ticks() -> None:
    print("\nTicks over fakes (no network): the job's own time and its calls")
    for complaints in (50, 200):
        with tempfile.TemporaryDirectory() as folder:
            world = World(Path(folder), plain=True)
            for place in range(complaints):
                world.complain(email=f"pelapor{place}@contoh.example")
            world.faults.forget()
            measured(f"{complaints} new complaints", world.tick)
            told(world)
            later: datetime = world.now + timedelta(minutes=1)
            measured(f"idle tick over {complaints} complaints", lambda world=world, at=later: world.tick(at))
            told(world)


def remembering() -> None:
    print("\nThe ledger of an old office")
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/tanggap.db") as ledger:
        ledger.save([a_closed_case(number) for number in range(1, 2001)], [], wita(2))
        measured("memory() of 2,000 closed cases", ledger.memory)


def told(world: World) -> None:
    sheet = world.faults.writes.count("workbook.write")
    print(
        f"{'':<12}{len(world.faults.reads)} reads, {len(world.faults.writes)} writes, {sheet} of them to the workbook"
    )
    world.faults.forget()


if __name__ == "__main__":
    clock()
    spreadsheets()
    ticks()
    remembering()
