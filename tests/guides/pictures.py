"""Makes the pictures of `docs/panduan/` anew: `make pictures`. Each role looks at the demo's shortest story, or at
a busy office.

The pages are the embedded workspace's, most of them on a phone; all people in them are invented.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pypdfium2 import PdfDocument

from automation.domain.customer_view import CustomerView, Standing, StepShown
from automation.domain.numbers import ComplaintNumber
from automation.domain.paper import Leaflet
from automation.domain.places import Place
from automation.domain.views import RegisterView
from automation.domain.vocabulary import Step
from automation.jobs.setup.wording import VIEW_TITLES
from automation.leaflets import TypesetLeaflets
from automation.mail.wording import progress
from automation.register.schema import tabs
from demo.people import BAMBANG, DEWI, OFFICE, RATNA, Somebody
from demo.stage import Stage
from tests.guides.busy import a_busy_office
from tests.guides.played import CUSTOMER, DONE, NEW, NOBODY, folder_of, form, played, tab
from tests.local_workspace.pages.chromium import DESKTOP, PHONE, a_page, chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "panduan" / "gambar"
SUPERVISOR = Somebody("penyelia", "penyelia@bspji-samarinda.example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: its file's name, who looks, where, and what they do there first."""

    name: str
    who: Somebody
    where: Callable[[Stage], str]
    act: Callable[[Any], None] = lambda page: None
    size: dict[str, int] = field(default_factory=lambda: PHONE)


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


def _latest_mail(page: Any) -> None:
    page.locator(".threads a").first.tap()


def _whole_rows(page: Any) -> None:
    """Show the grid with whole texts, as Google does at once."""
    if page.locator("#scroller").is_hidden():
        page.locator("#mode").click()
    page.locator("#density").click()


def _view(view: RegisterView) -> Callable[[Any], None]:
    return lambda page: page.locator("#views").select_option(label=VIEW_TITLES[view])


def _block_of_the_head(stage: Stage) -> str:
    """Give the path of the first block of Hari Ini, below the list of all: where her link in that list leads."""
    (rows,) = stage.hands(OFFICE).table(stage.place(Place.WORKBOOK), [f"{tabs()['today'].title}!A:B"])
    begins = next(at for at, row in enumerate(rows, 1) if str(row[0]).isdecimal())
    return f"{tab('today')(stage)}&range=A{begins + 3}"


PICTURES = (
    Picture(name="pelanggan-formulir", who=NOBODY, where=form),
    Picture(name="pelanggan-surel", who=CUSTOMER, where=lambda stage: f"/mail/{CUSTOMER.email}", act=_oldest_mail),
    Picture(name="petugas-register", who=DEWI, where=tab("register")),
    Picture(name="petugas-klasifikasi", who=DEWI, where=tab("register"), act=_card(NEW, "classification")),
    Picture(name="petugas-pindaian", who=DEWI, where=folder_of("scans")),
    Picture(name="pokja-kajian", who=BAMBANG, where=tab("register"), act=_card(NEW, "workers")),
    Picture(name="kepala-keputusan", who=RATNA, where=tab("register"), act=_card(DONE, "decision")),
    Picture(name="penyelia-rekap", who=SUPERVISOR, where=tab("recap")),
    Picture(name="arsip-lembar", who=DEWI, where=tab("archive")),
)
#: Of an office with 200 complaints.
BUSY = (
    Picture(name="pokja-surel", who=BAMBANG, where=lambda stage: f"/mail/{BAMBANG.email}", act=_latest_mail),
    Picture(name="petugas-hari-ini", who=DEWI, where=tab("today"), act=_whole_rows),
    Picture(name="kepala-hari-ini", who=RATNA, where=_block_of_the_head, act=_whole_rows, size=DESKTOP),
    Picture(name="petugas-tampilan", who=DEWI, where=tab("register"), act=_view(RegisterView.OFFICERS), size=DESKTOP),
)
#: Of a complaint that is being reviewed.
COURSE = CustomerView(
    number=ComplaintNumber(2026, 42),
    steps=(
        StepShown(Step.SUBMISSION, Standing.DONE, date(2026, 11, 2)),
        StepShown(Step.SORTING, Standing.DONE, date(2026, 11, 2)),
        StepShown(Step.DISPOSITION, Standing.DONE, date(2026, 11, 2)),
        StepShown(Step.REVIEW, Standing.NOW, date(2026, 11, 3)),
        StepShown(Step.CAUSE, Standing.COMING, date(2026, 11, 4)),
        StepShown(Step.ACTION, Standing.COMING, date(2026, 11, 5)),
        StepShown(Step.VERIFICATION, Standing.COMING, date(2026, 11, 10)),
        StepShown(Step.REPLY_DRAFT, Standing.COMING, date(2026, 11, 11)),
        StepShown(Step.SIGNATURE, Standing.COMING, date(2026, 11, 11)),
        StepShown(Step.DELIVERY, Standing.COMING, date(2026, 11, 11)),
    ),
)


def main() -> int:
    """Make all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, chromium("id") as browser, played(Path(name)) as stage:
        for picture in PICTURES:
            _take(browser, stage, picture)
    with tempfile.TemporaryDirectory() as name, chromium("id") as browser, a_busy_office(Path(name)) as stage:
        for picture in BUSY:
            _take(browser, stage, picture)
    _print(
        "pelanggan-perkembangan", progress.page(COURSE, "Balai Standardisasi dan Pelayanan Jasa Industri Samarinda")
    )
    return 0


def _print(name: str, leaflet: Leaflet) -> None:
    """Take a picture of the upper part of a leaflet's first page."""
    with PdfDocument(TypesetLeaflets().printed(leaflet)) as pdf:
        shot = pdf[0].render(scale=1.2).to_pil().convert("RGB")
    _keep(shot.crop((0, 0, shot.width, shot.height * 6 // 10)), name)


def _take(browser: Any, stage: Stage, picture: Picture) -> None:
    with a_page(browser, stage.address, picture.who.email, picture.size) as page:
        page.set_default_timeout(30_000)
        page.goto(f"{stage.address}{picture.where(stage)}", wait_until="networkidle")
        picture.act(page)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(600)
        shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    _keep(shot, picture.name)


def _keep(shot: Image.Image, name: str) -> None:
    file = FOLDER / f"{name}.png"
    shot.quantize(colors=64).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(main())
