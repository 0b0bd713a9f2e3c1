"""Makes the pictures of `docs/panduan/` anew: `make pictures`. Each role looks at the demo's shortest story.

The pages are the embedded workspace's, on a phone; all people in them are invented.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from automation.register.schema import tabs
from demo.people import BAMBANG, DEWI, OFFICE, RATNA, Somebody
from demo.stage import Stage
from tests.guides.played import CUSTOMER, DONE, NEW, NOBODY, folder_of, form, played, tab
from tests.local_workspace.pages.chromium import PHONE, a_page, chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "panduan" / "gambar"
SUPERVISOR = Somebody("penyelia", "penyelia@bspji-samarinda.example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: its file's name, who looks, where, and what they do there first."""

    name: str
    who: Somebody
    where: Callable[[Stage], str]
    act: Callable[[Any], None] = lambda page: None


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
    Picture(name="pelanggan-formulir", who=NOBODY, where=form),
    Picture(name="pelanggan-surel", who=CUSTOMER, where=lambda stage: f"/mail/{CUSTOMER.email}", act=_oldest_mail),
    Picture(name="petugas-register", who=DEWI, where=tab("register")),
    Picture(name="petugas-klasifikasi", who=DEWI, where=tab("register"), act=_card(NEW, "classification")),
    Picture(name="petugas-pindaian", who=DEWI, where=folder_of("scans")),
    Picture(name="pokja-kajian", who=BAMBANG, where=tab("register"), act=_card(NEW, "workers")),
    Picture(name="kepala-keputusan", who=RATNA, where=tab("register"), act=_card(DONE, "decision")),
    Picture(name="penyelia-rekap", who=OFFICE, where=tab("recap")),
    Picture(name="arsip-lembar", who=DEWI, where=tab("archive")),
)


def main() -> int:
    """Make all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, chromium("id") as browser, played(Path(name)) as stage:
        for picture in PICTURES:
            _take(browser, stage, picture)
    return 0


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
