"""An office with 200 complaints, most of them over and the others somewhere on their way, served for a browser.

140 were in the register that it had before; 60 came by the form in three days of November 2026.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import requests

from automation.domain.columns import column_letters
from automation.domain.places import Place
from automation.register.schema import tabs
from demo import office
from demo.people import OFFICE, STAFF
from demo.stage import Stage, opened
from local_workspace.server import serve
from tests.builders import wita
from tests.commands.journey import VERIFIED
from tests.year.before import bring_the_register_over

BEFORE, CAME = 140, 60
_A_DAY = 20
_SUBJECTS = (
    "Laporan hasil uji belum kami terima",
    "Angka pada sertifikat tidak cocok",
    "Jadwal pengambilan contoh mundur lagi",
    "Tagihan tidak sesuai penawaran",
    "Label alat tertukar dengan milik pelanggan lain",
)
_SORTED = {"classification": "Keluhan", "level": "Sedang"}
_REPLIED = {"reply_text": "Kami telah menguji ulang contoh Saudara; hasilnya kami kirim bersama surat ini."}
#: How far those that came have gone, from the oldest on: what staff wrote into so many rows, and for which service.
_FARTHEST = ("verification", "verified_by", "effective")
_UNTIL_VERIFIED = {key: text for key, text in VERIFIED.items() if key not in _FARTHEST}
_COURSE: tuple[tuple[int, Mapping[str, str]], ...] = (
    (6, {**VERIFIED, **_REPLIED}),
    (6, dict(VERIFIED)),
    (6, _UNTIL_VERIFIED),
    (4, {"findings": "Contoh tertukar", "workers": "tidak ada", "cause": "Label lepas"}),
    (4, {"findings": "Contoh tertukar", "workers": "tidak ada"}),
    (14, {}),
)
_SERVICES = ("Pengujian", "Pengujian", "Kalibrasi")
_INITIALLED = 4


@contextmanager
def a_busy_office(folder: Path) -> Iterator[Stage]:
    """Give the office on the morning of the fourth day, its mails of that morning sent."""
    with serve(folder / office.WORKSPACE) as serving:
        office.write_settings(folder, serving.address)
        people = [{"email": who.email, "name": name} for who, name in STAFF.items()]
        requests.post(f"{serving.address}/_workspace/people", json=people, timeout=60).raise_for_status()
        begins = wita(2, 8)
        with opened(serving.address, folder, begins) as stage:
            stage.link_forms()
            bring_the_register_over(stage.job, folder / "lama.xlsx", begins, random.Random(17), BEFORE)
            for day in range(CAME // _A_DAY):
                _complaints_of(stage, begins + timedelta(days=day, minutes=30), day * _A_DAY)
            _worked_on(stage, wita(4, 14))
            _at(stage, wita(5, 8, 30))
            yield stage


def _complaints_of(stage: Stage, at: datetime, first: int) -> None:
    stage.set_clock(at)
    for place in range(first, first + _A_DAY):
        answers = {
            "complainant": f"Pelanggan {place + 1}",
            "company": f"CV Contoh {place + 1}",
            "email": f"pelanggan{place + 1}@contoh.example",
            "stated_service": _SERVICES[place % len(_SERVICES)],
            "subject": f"{_SUBJECTS[place % len(_SUBJECTS)]} (order {1200 + place})",
            "description": "Sudah kami tanyakan dua kali lewat telepon, tetapi belum ada kepastian.",
        }
        stage.answer_form("public", answers)
    _at(stage, at + timedelta(minutes=1))


def _at(stage: Stage, at: datetime) -> None:
    """Let the job tick until a tick leaves nothing for the next one."""
    for minutes in range(20):
        stage.set_clock(at + timedelta(minutes=minutes))
        if not stage.tick().report.effects:
            return
    raise AssertionError("after twenty ticks there was still something to do")


def _worked_on(stage: Stage, at: datetime) -> None:
    """Let staff bring those that came as far as they are; the job makes the drafts before they are initialled."""
    number = BEFORE
    typed: dict[str, Mapping[str, str]] = {}
    for count, cells in _COURSE:
        for _ in range(count):
            service = _SERVICES[(number - BEFORE) % len(_SERVICES)]
            number += 1
            typed[f"KEL-2026-{number:04}"] = {**_SORTED, "service": service, **cells}
    type_into(stage, typed)
    _at(stage, at)
    drafted = list(typed)[:_INITIALLED]
    type_into(stage, {number: {"initials": "BS"} for number in drafted})
    _at(stage, at + timedelta(hours=1))


def type_into(stage: Stage, cells: Mapping[str, Mapping[str, str]]) -> None:
    """Type into rows of the Register, by number and by the columns' keys, as the office's own account."""
    hands, workbook = stage.hands(OFFICE), stage.place(Place.WORKBOOK)
    heading, numbers = hands.table(workbook, ["Register!1:1", "Register!A:A"])
    rows = {str(row[0]): at for at, row in enumerate(numbers, start=1) if row}
    places = {column.key: heading[0].index(column.heading) for column in tabs()["register"].columns}
    hands.type_cells(
        workbook,
        {
            f"Register!{column_letters(places[key])}{rows[number]}": text
            for number, theirs in cells.items()
            for key, text in theirs.items()
        },
    )
