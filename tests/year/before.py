"""The register that the office had before the play: a file as offices keep it, taken over by `impor`."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

from automation.domain.vocabulary import Outcome
from automation.jobs.importing.column_map import ColumnMap
from automation.jobs.importing.command import bring_over
from automation.jobs.importing.old_file import opened
from automation.jobs.job_context import JobContext

from .people import SERVICES
from .seen import BroughtOver

_COLUMNS = {
    "former_number": "No",
    "received_at": "Tgl Masuk",
    "complainant": "Pelanggan",
    "email": "Surel",
    "subject": "Perihal",
    "description": "Isi",
    "stated_service": "Layanan",
    "status": "Status",
    "ended_on": "Selesai Tgl",
}
_MAP = ColumnMap(
    sheet="Register",
    heading_row=3,
    columns=_COLUMNS,
    statuses={
        "selesai": Outcome.SETTLED,
        "dicabut": Outcome.WITHDRAWN,
        "bukan keluhan": Outcome.NOT_A_COMPLAINT,
        "proses": None,
    },
)
_ENDED = {"Selesai": "Selesai", "Dicabut": "Dicabut pelapor", "Bukan keluhan": "Bukan keluhan", "Proses": ""}


def bring_the_register_over(
    job: JobContext, file: Path, at: datetime, chance: random.Random, count: int
) -> list[BroughtOver]:
    """Write a register of complaints until yesterday and take it over, twice: the second time adds nothing."""
    found = [_row(place, at, chance) for place in range(1, count + 1)]
    book = Workbook()
    page = book.create_sheet("Register", 0)
    for line in (["REGISTER KELUHAN PELANGGAN"], [], list(_COLUMNS.values())):
        page.append(line)
    page.merge_cells("A1:I1")
    for place, (one, word) in enumerate(found, 1):
        day = one.received.date() if chance.random() < 0.5 else f"{one.received:%d/%m/%Y}"
        who = (f"Pelanggan {place}", one.email, one.subject, "Hasil uji terlambat.", one.service, word)
        page.append([place, day, *who, one.ended_on])
    book.save(file)
    sheets = opened(file)
    for sure in (False, True, True):
        brought = bring_over(job, sheets, _MAP, at, sure=sure)
        assert brought.faults == ()
    assert brought.known == count
    return [one for one, _ in found]


def _row(place: int, at: datetime, chance: random.Random) -> tuple[BroughtOver, str]:
    """Give a row, and what its column of status says."""
    received = at.replace(hour=0, minute=0) - timedelta(days=chance.randrange(1, 200))
    word = chance.choice(["Selesai", "Selesai", "Selesai", "Dicabut", "Bukan keluhan", "Proses", "Proses"])
    last: date = received.date() + timedelta(days=chance.randrange((at - received).days))
    one = BroughtOver(
        at=at,
        received=received,
        subject=f"Keluhan lama ke-{place}",
        email=f"lama{place}@contoh.example" if chance.random() < 0.8 else "",
        service=chance.choice(SERVICES),
        ended=_ENDED[word],
        ended_on=last if word != "Proses" and chance.random() < 0.8 else None,
    )
    return one, word
