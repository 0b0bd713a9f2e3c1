"""A day of an office with 200 complaints, in Chromium: each role finds what is theirs and does it, in few clicks.

What people use here Google has too: mails, the grid, filter views, Drive and forms; the card of a row, which the
embedded workspace alone has, is left out. A day begins with the mail that a telephone shows. Typing, scrolling and
the change from our list to the grid, which Google's app opens at once, are no clicks.
"""

import random
import re
from dataclasses import dataclass
from datetime import timedelta

import pytest

from automation.domain.columns import column_letters
from automation.domain.places import Place
from automation.domain.views import RegisterView
from automation.jobs.setup.wording import FOLDERS, VIEW_TITLES
from automation.jobs.tick.wording import LAST_TICK
from automation.jobs.watch.alarm import attended_sync
from automation.register.schema import tabs
from demo.papers import customers_letter
from demo.people import BAMBANG, DEWI, HENDRA, OFFICE, RATNA, Somebody
from demo.stage import Stage
from tests.builders import wita
from tests.local_workspace.pages.browsing import signed_in
from tests.local_workspace.pages.chromium import DESKTOP, PATIENCE, PHONE, a_page, chromium

from .busy import a_busy_office
from .played import form, tab

#: One browser at a time: two are more than a small machine has memory and time for.
pytestmark = pytest.mark.xdist_group("browser")
expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
TO_FIND, TO_DO = 2, 4
#: To open a list of choices, and to choose.
TO_CHOOSE = 2
#: So many of the links of Hari Ini are followed in the browser itself; all are worked out.
FOLLOWED = 6
SIZES = {"desktop": DESKTOP, "phone": PHONE}
SUPERVISOR = Somebody("Penyelia", "penyelia@bspji-samarinda.example")
SAVED = "Semua perubahan tersimpan"


@dataclass(frozen=True)
class FirstMove:
    """What somebody is to do first: in which block of Hari Ini it stands, and what they write where."""

    who: object
    block: str
    task: str
    column: str
    text: str

    @property
    def is_chosen(self) -> bool:
        return bool(tabs()["register"].column(self.column).choices)


MOVES = {
    "the head decides on a letter": FirstMove(RATNA, "(Kepala Balai)", "Baca konsep surat", "decision", "Setuju"),
    "an officer sorts": FirstMove(DEWI, "(Petugas Pelayanan)", "Klasifikasi", "classification", "Keluhan"),
    "a lead tells what the review found": FirstMove(
        BAMBANG, "Bambang Sutrisno (Ketua Pokja)", "Hasil kajian", "findings", "Contoh tertukar di meja uji."
    ),
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    with a_busy_office(tmp_path_factory.mktemp("kantor")) as office:
        yield office


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


class Finger:
    """Somebody at a page, who clicks or taps, and counts."""

    def __init__(self, page, size):
        self.page, self.is_touch, self.clicks = page, size is PHONE, 0

    def press(self, place):
        self.clicks += 1
        if self.is_touch:
            place.tap()
        else:
            place.click()

    def follow(self, link):
        """Press a link that opens a page of its own, and go on there."""
        with self.page.expect_popup() as opened:
            self.press(link)
        self.page = opened.value
        self.page.set_default_timeout(PATIENCE)
        if "/spreadsheets/" in self.page.url:
            self.page.locator("[data-ready]").wait_for(state="attached")

    def sees_the_grid(self):
        """Have the grid in front: our own pages show a list and cards on a phone."""
        if self.page.locator("#card").is_visible():
            self.page.locator("#card").get_by_role("button", name="Selesai").tap()
        if self.page.locator("#scroller").is_hidden():
            self.page.locator("#mode").tap()

    def opens_mail_of(self, stage, who):
        """Open the latest mail as a telephone's notice does."""
        self.page.goto(f"{stage.address}/mail/{who.email}")
        self.page.goto(stage.address + self.page.locator(".threads a").first.get_attribute("href"))
        self.page.wait_for_load_state("networkidle")

    def finds_hari_ini(self, block):
        """Go from the mail to the block of Hari Ini that is theirs."""
        self.follow(self.page.frame_locator("iframe.body").last.get_by_role("link", name="Buka Hari Ini").first)
        self.sees_the_grid()
        listed = self.page.locator("tr").filter(has_text=block).filter(has=self.page.get_by_text("Baris")).first
        self.follow(listed.get_by_role("link"))
        self.sees_the_grid()

    def opens_form_of(self, number):
        """Follow the link to the signed form in a complaint's row of Hari Ini; it stands at the right of the row."""
        cell = self.page.get_by_role("link", name=number).evaluate("link => link.closest('[id^=k]').id")
        row = cell.partition("-")[0]
        self.page.locator("#scroller").evaluate("box => { box.scrollLeft = box.scrollWidth; }")
        link = self.page.locator(f"#{row}-{tabs()['today'].position('form')} a")
        link.scroll_into_view_if_needed()
        self.follow(link)

    def chosen(self):
        """Return the number in the row of the cell that is chosen, and the heading of its column."""
        place, heading = self.page.locator("#cell-name").inner_text().split(" · ")
        row = int("".join(filter(str.isdigit, place))) - 1
        return self.page.locator(f"#k{row}-0").inner_text(), heading

    def writes(self, move):
        """Write into the cell that a link chose."""
        place = self.page.locator("#cell-name").inner_text().split(" · ")[0]
        row, letters = int("".join(filter(str.isdigit, place))) - 1, "".join(filter(str.isalpha, place))
        column = next(at for at in range(100) if column_letters(at) == letters)
        self.press(self.page.locator(f"#k{row}-{column}"))
        if move.is_chosen:
            if not self.is_touch:
                self.page.keyboard.press("Enter")
            self.press(self.page.get_by_role("option", name=move.text, exact=True))
        else:
            self.page.keyboard.type(move.text)
            self.page.keyboard.press("Enter")
        expect(self.page.locator("#state")).to_have_text(SAVED)


def in_hari_ini(stage: Stage) -> dict[str, dict[str, str]]:
    """Return the blocks of Hari Ini: whose each is, and the numbers in it with what is to be done."""
    (rows,) = stage.hands(OFFICE).table(stage.place(Place.WORKBOOK), [tabs()["today"].title])
    blocks: list[tuple[str, dict[str, str]]] = []
    for number, said, *_ in (row for row in rows[1:] if len(row) > 1):
        if str(number).isdecimal():
            blocks.append((said, {}))
        elif blocks and str(number).startswith("KEL-"):
            blocks[-1][1][number] = said
    return dict(blocks)


def in_register(stage, number, key):
    (rows,) = stage.hands(OFFICE).table(stage.place(Place.WORKBOOK), ["Register"])
    column = rows[0].index(tabs()["register"].column(key).heading)
    row = next(row for row in rows if row and row[0] == number)
    return row[column] if column < len(row) else ""


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_each_role_finds_its_first_move_and_does_it(stage, browser, size, move):
    theirs = next(told for whose, told in in_hari_ini(stage).items() if move.block in whose)
    todo = [number for number, told in theirs.items() if move.task in told]
    number = next(one for one in todo if not in_register(stage, one, move.column))
    with a_page(browser, stage.address, move.who.email, size) as page:
        finger = Finger(page, size)
        finger.opens_mail_of(stage, move.who)
        finger.finds_hari_ini(move.block)
        link = finger.page.get_by_role("link", name=number)
        link.scroll_into_view_if_needed()
        expect(link).to_be_in_viewport()
        assert finger.clicks <= TO_FIND
        found, finger.clicks = finger.clicks, 0
        finger.follow(link)
        finger.sees_the_grid()
        heading = tabs()["register"].column(move.column).heading
        assert finger.chosen() == (number, heading)
        finger.writes(move)
        assert finger.clicks <= TO_DO
        assert found + finger.clicks <= TO_FIND + TO_DO
    assert in_register(stage, number, move.column) == move.text


#: What is decided on the way, by the signed form: what is chosen there, and what is written before.
BY_FORM = {
    "the head decides on a letter": (
        FirstMove(RATNA, "(Kepala Balai)", "Baca konsep surat", "decision", "Setuju"),
        {},
    ),
    "a lead verifies": (
        FirstMove(HENDRA, "Hendra Gunawan (Ketua Pokja)", "Hasil verifikasi", "effective", "Ya"),
        {"Hasil verifikasi": "Contoh berlabel ganda sejak kemarin."},
    ),
}


@pytest.mark.parametrize(("move", "written"), BY_FORM.values(), ids=BY_FORM)
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_step_is_decided_in_the_signed_form(stage, browser, size, move, written):
    theirs = next(told for whose, told in in_hari_ini(stage).items() if move.block in whose)
    todo = [number for number, told in theirs.items() if move.task in told]
    number = next(one for one in todo if not in_register(stage, one, move.column))
    with a_page(browser, stage.address, move.who.email, size) as page:
        finger = Finger(page, size)
        finger.opens_mail_of(stage, move.who)
        finger.finds_hari_ini(move.block)
        found, finger.clicks = finger.clicks, 0
        assert found <= TO_FIND
        finger.opens_form_of(number)
        for question, text in written.items():
            finger.page.get_by_label(question).fill(text)
        finger.press(finger.page.get_by_role("radio", name=move.text, exact=True))
        finger.press(finger.page.get_by_role("button", name="Kirim"))
        expect(finger.page.get_by_role("status")).to_have_text("Tanggapan Anda telah direkam.")
        assert finger.clicks <= TO_DO
    stage.set_clock(stage.now + timedelta(minutes=1))
    stage.tick()
    heading = tabs()["register"].column(move.column).heading
    happened = [line.what for line in stage.job.ledger.history() if line.number == number]
    assert [what for what in happened if what.startswith(f"{heading} diisi lewat formulir oleh")]
    assert in_register(stage, number, move.column) == ""


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_supervisor_sees_in_one_click_when_the_job_last_worked(stage, browser, size):
    at = max(stage.now, wita(5, 9, 30))
    stage.set_clock(at)
    attended_sync(stage.job, at)
    with a_page(browser, stage.address, SUPERVISOR.email, size) as page:
        finger = Finger(page, size)
        finger.opens_mail_of(stage, SUPERVISOR)
        finger.follow(finger.page.frame_locator("iframe.body").last.get_by_role("link", name="Buka Rekap"))
        finger.sees_the_grid()
        sign_of_life = finger.page.locator("td").filter(has_text=LAST_TICK)
        sign_of_life.scroll_into_view_if_needed()
        expect(sign_of_life).to_contain_text(f"{at:%d/%m/%Y %H.%M}")
        assert finger.clicks <= TO_FIND


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_filter_view_shows_in_two_clicks_what_waits_for_officers(stage, browser, size):
    (rows,) = stage.hands(OFFICE).table(stage.place(Place.WORKBOOK), [tabs()["today"].title])
    count = next(row[0] for row in rows if str(row[0]).isdecimal() and "(Petugas Pelayanan)" in row[1])
    with a_page(browser, stage.address, DEWI.email, size) as page:
        finger = Finger(page, size)
        page.goto(stage.address + tab("today")(stage))
        page.locator("[data-ready]").wait_for(state="attached")
        finger.press(page.get_by_role("tab", name="Register"))
        page.locator("#views").select_option(label=VIEW_TITLES[RegisterView.OFFICERS])
        expect(page.locator("#view-note")).to_contain_text(f"Tampilan ini: {count} dari")
        assert finger.clicks + 1 <= TO_FIND


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_scan_is_put_where_scans_go(stage, browser, tmp_path, size):
    scan = tmp_path / f"Pindaian {size['width']}.pdf"
    scan.write_bytes(customers_letter())
    with a_page(browser, stage.address, DEWI.email, size) as page:
        finger = Finger(page, size)
        page.goto(f"{stage.address}/drive/my-drive")
        finger.press(page.get_by_role("link", name="Dibagikan kepada saya"))
        finger.press(page.locator(f"a[href='/drive/folders/{stage.place(Place.folder('root'))}']"))
        scans = page.get_by_role("link", name=FOLDERS["scans"])
        scans.scroll_into_view_if_needed()
        expect(scans).to_be_in_viewport()
        assert finger.clicks <= TO_FIND
        finger.press(scans)
        with page.expect_file_chooser() as chooser:
            finger.press(page.get_by_text("Unggah berkas"))
        chooser.value.set_files(scan)
        expect(page.get_by_role("link", name=scan.name, exact=True)).to_be_visible()
        assert finger.clicks <= TO_DO


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_somebody_complains_without_an_account(stage, browser, size):
    with a_page(browser, stage.address, size=size) as page:
        finger = Finger(page, size)
        page.goto(stage.address + form(stage))
        page.get_by_label("Nama lengkap").fill("Rudi Hartono")
        page.get_by_label("Alamat surel").fill(f"rudi{size['width']}@contoh.example")
        page.get_by_label("Layanan yang dikeluhkan").select_option(label="Pengujian")
        finger.clicks += TO_CHOOSE
        page.get_by_label("Perihal keluhan").fill("Laporan belum kami terima")
        page.get_by_label("Uraian keluhan").fill("Sudah dua minggu lewat.")
        finger.press(page.get_by_role("button", name="Kirim"))
        expect(page).to_have_url(re.compile("formResponse"))
        assert finger.clicks <= TO_DO


def links_in_hari_ini(stage):
    """Return where the links of Hari Ini lead, by number, in the order of its rows."""
    gid = stage.hands(OFFICE).tabs(stage.place(Place.WORKBOOK))[tabs()["today"].title]
    with signed_in(OFFICE.email) as session:
        address = f"{stage.address}/spreadsheets/d/{stage.place(Place.WORKBOOK)}/tab/{gid}"
        rows = session.get(address, timeout=PATIENCE).json()["rows"]
    first = [row[0] for row in rows if row and isinstance(row[0], dict)]
    return {one["t"]: one["l"] for one in first if one.get("t", "").startswith("KEL-") and "/" not in one["t"]}


def test_every_link_reaches_its_own_complaint_after_a_random_sort(stage, browser):
    hands, book = stage.hands(OFFICE), stage.place(Place.WORKBOOK)
    ((_, *numbers),) = hands.table(book, ["Register!A:A"])
    area = {"sheetId": hands.tabs(book)["Register"], "startRowIndex": 1, "endRowIndex": len(numbers) + 1}
    before = links_in_hari_ini(stage)
    sort = {"randomizeRange": {"range": {**area, "startColumnIndex": 0}}}
    hands.ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": [sort]})
    links = links_in_hari_ini(stage)
    (rows,) = hands.table(book, ["Register!A:A"])
    assert len(links) > 40
    assert links != before
    assert {number: rows[int(re.findall(r"\d+$", link)[0]) - 1] for number, link in links.items()} == {
        number: [number] for number in links
    }
    with a_page(browser, stage.address, OFFICE.email) as page:
        finger = Finger(page, DESKTOP)
        for number in random.Random(5).sample(sorted(links), FOLLOWED):
            page.goto("about:blank")  # Else another tab of a workbook is no other page.
            page.goto(stage.address + links[number])
            page.locator("[data-ready]").wait_for(state="attached")
            assert finger.chosen()[0] == number
