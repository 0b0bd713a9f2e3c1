"""A complainant's own page over the wire: opened by its link without signing in, kept up, and gone at the end."""

import re
from collections.abc import Iterator

import pypdfium2
import pytest

from automation.domain.vocabulary import Channel
from automation.domain.wording import EVERYTHING
from demo import office as offices
from demo.cases import Case
from demo.people import DEWI, Somebody
from tests.builders import wita
from tests.local_workspace.pages.browsing import signed_in
from tests.wired import WiredOffice, a_wired_office

from .journey import Journey

CASE = Case("Sertifikat salah cetak", Channel.FORM, frozenset())
LATER = Case("Cap luntur", Channel.FORM, frozenset())
SITI = Somebody("Siti Aminah", "siti@kayu.example")
FILLED = {"complainant": SITI.name, "email": SITI.email}


@pytest.fixture
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    with (
        pytest.MonkeyPatch.context() as patch,
        a_wired_office(tmp_path_factory.mktemp("kantor"), wita(2, 8), patch) as office,
    ):
        file = office.folder / offices.SETTINGS
        head, table, rest = file.read_text(encoding="utf-8").partition("[halaman_pelapor]")
        file.write_text(head + table + rest.replace("aktif = false", "aktif = true", 1), encoding="utf-8")
        assert "dibuat: folder Halaman Pelapor" in office.run("setup").out
        yield Journey(office)


def last_mail(journey: Journey) -> str:
    return journey.read(SITI)[-1][1]


def link_in(journey: Journey) -> str:
    return str(re.findall(r"http://\S+/file/d/[\w-]+/view", last_mail(journey))[0])


def seen_by_anybody(link: str) -> str:
    """Return what somebody who is not signed in reads behind a link; "" where nothing is to be read."""
    with signed_in("") as browser:
        page = browser.get(link, timeout=60, allow_redirects=False)
        content = browser.get(link.replace("/view", "/content"), timeout=60)
    if page.status_code != 200 or not content.content.startswith(b"%PDF"):
        return ""
    with pypdfium2.PdfDocument(content.content) as pdf:
        return " ".join(pdf[0].get_textpage().get_text_bounded().split())


def counted(office: WiredOffice, what: str, told: str) -> int:
    return int(re.findall(rf'"{what}": (\d+)', told)[0])


def test_a_link_shows_the_course_of_a_complaint_until_it_is_withdrawn(journey: Journey) -> None:
    journey.sends_form(CASE, "KEL-2026-0001", **FILLED)
    journey.ticks(2, 9)
    link = link_in(journey)
    assert "2. Keluhan diperiksa dan dipilah Sedang dikerjakan" in seen_by_anybody(link)
    assert SITI.name not in seen_by_anybody(link)
    idle = journey.office.sync(wita(2, 9), "--json").out
    assert counted(journey.office, "writes", idle) == 0
    assert counted(journey.office, "reads", idle) <= 3
    journey.types(DEWI, CASE, classification="Keluhan", service="Pengujian", level="Sedang")
    journey.ticks(2, 10)
    assert "4. Keluhan dikaji Sedang dikerjakan perkiraan 3 November 2026" in seen_by_anybody(link)
    journey.types(DEWI, CASE, classification="Dicabut pelapor")
    journey.ticks(2, 11)
    assert seen_by_anybody(link) == ""


def test_a_domain_that_forbids_links_is_told_once_and_mails_go_on(journey: Journey) -> None:
    office = journey.office
    office.break_calls(
        kind="status",
        status=403,
        reason="publishOutNotPermitted",
        times=-1,
        match={"method": "drive.permissions.create", "body": "anyone"},
    )
    journey.sends_form(CASE, "KEL-2026-0001", **FILLED)
    told = office.sync(wita(2, 9))
    assert "/file/d/" not in last_mail(journey)
    assert (told.out + told.err).count("aturan domain melarang membuka berkas bagi umum") == 1
    office.heal_calls()
    office.run("sync", "--ulangi", EVERYTHING)
    journey.ticks(2, 10)
    journey.sends_form(LATER, "KEL-2026-0002", **FILLED)
    journey.ticks(2, 11)
    assert "KEL-2026-0002" in seen_by_anybody(link_in(journey))
