"""The demo's shortest story, played to its end and served, and where its people look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import requests

from automation.domain.places import Place
from automation.register.schema import tabs
from demo import office, papers
from demo.command import play
from demo.people import DEWI, OFFICE, STAFF, Somebody
from demo.shortest import shortest
from demo.stage import Stage, opened
from demo.telling import Teller
from local_workspace.server import serve

NOBODY = Somebody("", "")
CUSTOMER = Somebody("Siti Rahma", "siti.rahma@kayulestari.example")
DONE, NEW = "KEL-2026-0001", "KEL-2026-0002"


@contextmanager
def played(folder: Path) -> Iterator[Stage]:
    """Give an office with a settled complaint, a new one, and a scan that was just put in."""
    script = shortest()
    with serve(folder / office.WORKSPACE) as serving:
        office.write_settings(folder, serving.address)
        people = [{"email": who.email, "name": name} for who, name in STAFF.items()]
        requests.post(f"{serving.address}/_workspace/people", json=people, timeout=60).raise_for_status()
        with opened(serving.address, folder, script.begins - timedelta(hours=1)) as stage:
            play(stage, script, Teller())
            _a_new_complaint(stage)
            stage.drop_scan(DEWI, "Pindaian 3 Desember 2026.pdf", papers.customers_letter())
            yield stage


def _a_new_complaint(stage: Stage) -> None:
    stage.set_clock(stage.now + timedelta(minutes=30))
    answers = {
        "complainant": "Rudi Hartono",
        "company": "CV Contoh Mandiri",
        "email": "rudi@contohmandiri.example",
        "stated_service": "Pengujian",
        "subject": "Angka pada sertifikat tidak cocok",
        "description": "Nomor seri alat pada sertifikat berbeda dengan nomor pada alat kami.",
    }
    stage.answer_form("public", answers)
    stage.tick()


def form(stage: Stage) -> str:
    """Give the path of the public form."""
    page = stage.hands(OFFICE).ask("GET", f"/v1/forms/{stage.place(Place.form('public'))}").json()
    return str(page["responderUri"]).removeprefix(stage.address)


def tab(key: str) -> Callable[[Stage], str]:
    """Give what gives the path of one of the workbook's tabs."""

    def where(stage: Stage) -> str:
        gid = stage.hands(OFFICE).tabs(stage.place(Place.WORKBOOK))[tabs()[key].title]
        return f"/spreadsheets/d/{stage.place(Place.WORKBOOK)}/edit#gid={gid}"

    return where


def folder_of(key: str) -> Callable[[Stage], str]:
    """Give what gives the path of one of the office's folders."""
    return lambda stage: f"/drive/folders/{stage.place(Place.folder(key))}"
