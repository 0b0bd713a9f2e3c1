"""Makes the pictures of `docs/panduan/` anew: `make pictures`. Each role looks at the demo's shortest story.

The pages are the embedded workspace's, on a phone; all people in them are invented.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import requests
from PIL import Image

from automation.domain.places import Place
from automation.register.schema import tabs
from demo import office, papers
from demo.command import play
from demo.people import BAMBANG, DEWI, OFFICE, RATNA, STAFF, Somebody
from demo.shortest import shortest
from demo.stage import Stage, opened
from demo.telling import Teller
from local_workspace.server import serve
from tests.local_workspace.pages.chromium import PHONE, a_page, chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "panduan" / "gambar"
NOBODY = Somebody("", "")
CUSTOMER = Somebody("Siti Rahma", "siti.rahma@kayulestari.example")
SUPERVISOR = Somebody("penyelia", "penyelia@bspji-samarinda.example")
DONE, NEW = "KEL-2026-0001", "KEL-2026-0002"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: its file's name, who looks, where, and what they do there first."""

    name: str
    who: Somebody
    where: Callable[[Stage], str]
    act: Callable[[Any], None] = lambda page: None


def _form(stage: Stage) -> str:
    page = stage.hands(OFFICE).ask("GET", f"/v1/forms/{stage.place(Place.form('public'))}").json()
    return str(page["responderUri"]).removeprefix(stage.address)


def _book(tab: str) -> Callable[[Stage], str]:
    def where(stage: Stage) -> str:
        gid = stage.hands(OFFICE).tabs(stage.place(Place.WORKBOOK))[tabs()[tab].title]
        return f"/spreadsheets/d/{stage.place(Place.WORKBOOK)}/edit#gid={gid}"

    return where


def _folder(key: str) -> Callable[[Stage], str]:
    return lambda stage: f"/drive/folders/{stage.place(Place.folder(key))}"


def _card(number: str, key: str) -> Callable[[Any], None]:
    """Open a row as a card, and bring one of its fields into sight."""
    heading = tabs()["register"].column(key).heading

    def act(page: Any) -> None:
        page.get_by_role("button", name=number).tap()
        field = page.get_by_role("dialog", name=number).get_by_label(heading, exact=True)
        field.evaluate("field => field.closest('[data-column]').scrollIntoView({block: 'start'})")

    return act


def _oldest_mail(page: Any) -> None:
    page.locator("a[href^='/mail/']:visible").filter(has_text="KEL-").last.tap()


PICTURES = (
    Picture(name="pelanggan-formulir", who=NOBODY, where=_form),
    Picture(name="pelanggan-surel", who=CUSTOMER, where=lambda stage: f"/mail/{CUSTOMER.email}", act=_oldest_mail),
    Picture(name="petugas-register", who=DEWI, where=_book("register")),
    Picture(name="petugas-klasifikasi", who=DEWI, where=_book("register"), act=_card(NEW, "classification")),
    Picture(name="petugas-pindaian", who=DEWI, where=_folder("scans")),
    Picture(name="pokja-kajian", who=BAMBANG, where=_book("register"), act=_card(NEW, "workers")),
    Picture(name="kepala-keputusan", who=RATNA, where=_book("register"), act=_card(DONE, "decision")),
    Picture(name="penyelia-rekap", who=OFFICE, where=_book("recap")),
    Picture(name="arsip-lembar", who=DEWI, where=_book("archive")),
)


def main() -> int:
    """Make all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    script = shortest()
    with tempfile.TemporaryDirectory() as name, chromium("id") as browser:
        folder = Path(name)
        with serve(folder / office.WORKSPACE) as serving, _stage(serving.address, folder, script.begins) as stage:
            play(stage, script, Teller())
            _a_new_complaint(stage)
            stage.drop_scan(DEWI, "Pindaian 3 Desember 2026.pdf", papers.customers_letter())
            for picture in PICTURES:
                _take(browser, stage, picture)
    return 0


@contextmanager
def _stage(address: str, folder: Path, begins: datetime) -> Iterator[Stage]:
    office.write_settings(folder, address)
    people = [{"email": who.email, "name": name} for who, name in STAFF.items()]
    requests.post(f"{address}/_workspace/people", json=people, timeout=60).raise_for_status()
    with opened(address, folder, begins - timedelta(hours=1)) as stage:
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


def _take(browser: Any, stage: Stage, picture: Picture) -> None:
    with a_page(browser, stage.address, picture.who.email, PHONE) as page:
        page.set_default_timeout(30_000)
        page.goto(f"{stage.address}{picture.where(stage)}", wait_until="networkidle")
        picture.act(page)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(600)
        shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    shot.quantize(colors=64).save(FOLDER / f"{picture.name}.png", optimize=True)
    print(f"{picture.name}.png: {(FOLDER / f'{picture.name}.png').stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(main())
