"""The workbook as an office uses it, in Chromium: two people at once, and a phone."""

import contextlib
import re

import pytest

from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.pages.chromium import DESKTOP, PHONE, a_page, chromium
from tests.local_workspace.pages.samples import LEAD, OFFICER, OWNER, a_workbook

#: One browser at a time: two are more than a small machine has memory and time for.
pytestmark = pytest.mark.xdist_group("browser")
expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
SAVED = "Semua perubahan tersimpan"
SEEN = """cell => {
  const box = cell.getBoundingClientRect();
  return cell.contains(document.elementFromPoint(box.left + 20, box.top + box.height / 2));
}"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace")) as running:
        yield running


@pytest.fixture(scope="module")
def book(serving):
    return a_workbook(serving)


@contextlib.contextmanager
def opened(browser, serving, book, who, size=DESKTOP):
    with a_page(browser, serving.address, who, size) as page:
        page.goto(f"{serving.address}/spreadsheets/d/{book}/edit")
        page.locator("[data-ready]").wait_for(state="attached")
        yield page


def cell(page, name):
    found = re.fullmatch(r"([A-Z])(\d+)", name)
    assert found is not None
    return page.locator(f"#k{int(found[2]) - 1}-{ord(found[1]) - 65}")


def values_of(serving, book, area):
    with client(serving, "sheets", OWNER) as sheets:
        got = sheets.spreadsheets().values().get(spreadsheetId=book, range=f"Register!{area}").execute()
    return got.get("values", [])


def test_an_officer_fills_a_row_and_a_colleague_sees_it_without_reloading(serving, book, browser):
    with opened(browser, serving, book, OFFICER) as mine, opened(browser, serving, book, LEAD) as theirs:
        theirs.evaluate("window.stays = true")
        cell(mine, "H3").click()
        mine.keyboard.press("Enter")
        mine.get_by_role("option", name="Di luar kewenangan").click()
        expect(cell(mine, "H3")).to_have_text("Di luar kewenangan")
        mine.keyboard.press("ArrowRight")
        mine.keyboard.type("kal")
        mine.keyboard.press("ArrowDown")
        mine.keyboard.press("Tab")
        mine.keyboard.type("17/12/2026")
        mine.keyboard.press("Tab")
        mine.keyboard.press("Space")
        mine.keyboard.press("End")
        mine.keyboard.type("sudah ditelepon")
        mine.keyboard.press("Enter")
        expect(cell(mine, "M4")).to_have_attribute("aria-selected", "true")
        expect(mine.locator("#state")).to_have_text(SAVED)
        row = ["Di luar kewenangan", "Kalibrasi", "17/12/2026", "TRUE", "", "sudah ditelepon"]
        assert values_of(serving, book, "H3:M3") == [row]
        expect(cell(theirs, "H3")).to_have_text(row[0])
        expect(cell(theirs, "K3").get_by_role("checkbox")).to_have_attribute("aria-checked", "true")
        expect(cell(theirs, "M3")).to_have_text(row[-1])
        assert theirs.evaluate("window.stays")


def test_the_wrong_role_is_refused_and_told_who_may(serving, book, browser):
    with opened(browser, serving, book, LEAD) as page:
        cell(page, "H4").click()
        expect(page.locator("#cell-lock")).to_contain_text("Terkunci bagi Anda")
        page.keyboard.type("Keluhan")
        expect(page.get_by_role("alert").filter(has_text="Siti Aminah")).to_be_visible()
        expect(page.locator(".editor")).to_be_hidden()
        expect(cell(page, "H4")).to_have_text("Duplikat")
        page.keyboard.press("Delete")
        page.locator("#toasts").get_by_role("button", name="Tutup pesan").click()
        cell(page, "L4").click()
        page.keyboard.type("alat belum dikalibrasi")
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_have_text(SAVED)
    [row] = values_of(serving, book, "H4:L4")
    assert (row[0], row[-1]) == ("Duplikat", "alat belum dikalibrasi")


def test_a_click_that_takes_its_time_means_the_cell_it_began_on(serving, book, browser):
    with opened(browser, serving, book, LEAD) as page:
        cell(page, "H4").click()
        expect(page.locator("#cell-lock")).to_contain_text("Terkunci bagi Anda")
        cell(page, "L4").scroll_into_view_if_needed()
        before = cell(page, "L4").bounding_box()
        page.mouse.move(before["x"] + 20, before["y"] + before["height"] - 4)
        page.mouse.down()
        page.wait_for_timeout(300)
        page.mouse.up()
        expect(page.locator("#cell-name")).to_contain_text("L4", timeout=10_000)
        assert cell(page, "L4").bounding_box() == before


def test_a_refusal_by_a_lock_goes_once_the_person_writes_where_they_may(serving, book, browser):
    with opened(browser, serving, book, LEAD) as page:
        cell(page, "H4").click()
        page.keyboard.type("x")
        expect(page.locator("#toasts")).to_contain_text("Terkunci bagi Anda")
        cell(page, "L5").click()
        page.keyboard.type("salah salin")
        expect(page.locator("#toasts")).to_contain_text("Terkunci bagi Anda")
        page.keyboard.press("Enter")
        expect(page.locator("#toasts")).to_be_empty()


def test_what_a_rule_refuses_stays_to_be_mended_and_escape_brings_back_the_old_value(serving, book, browser):
    with opened(browser, serving, book, OFFICER) as page:
        cell(page, "J5").click()
        page.keyboard.type("17/12/2026")
        page.keyboard.press("Enter")
        expect(cell(page, "J5")).to_have_text("17/12/2026")
        page.keyboard.press("ArrowUp")
        page.keyboard.type("besok")
        page.keyboard.press("Enter")
        expect(page.locator("#toasts")).to_contain_text("Tulis tanggal seperti 31/12/2026.")
        expect(cell(page, "J5")).to_have_text("besok")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Escape")
        expect(cell(page, "J5")).to_have_text("17/12/2026")
    assert values_of(serving, book, "J5") == [["17/12/2026"]]


def test_search_filter_and_order_change_only_ones_own_view(serving, book, browser):
    before = values_of(serving, book, "A1:A13")
    with opened(browser, serving, book, OFFICER) as page:
        first = page.locator("tbody tr:not(.gap) td").first
        page.get_by_label("Cari di tab ini").fill("KEL-2026-0007")
        expect(first).to_have_text("KEL-2026-0007")
        page.get_by_label("Cari di tab ini").fill("")
        expect(first).to_have_text("KEL-2026-0001")
        page.get_by_role("button", name="Saring dan urutkan Urgensi").click()
        menu = page.get_by_role("dialog", name="Saring dan urutkan Urgensi")
        menu.get_by_role("button", name="Kosongkan").click()
        menu.get_by_label("Biasa").check()
        menu.get_by_role("button", name="Terapkan", exact=True).click()
        expect(page.get_by_text("4 dari 12 baris")).to_be_visible()
        page.get_by_role("button", name="Saring dan urutkan Nomor").click()
        page.get_by_role("button", name="Urutkan Z → A").click()
        expect(first).to_have_text("KEL-2026-0012")
        page.get_by_role("button", name="Tampilkan semua").click()
        expect(first).to_have_text("KEL-2026-0001")
    assert values_of(serving, book, "A1:A13") == before


def test_headings_stay_in_sight_and_tabs_change(serving, book, browser):
    with opened(browser, serving, book, OFFICER) as page:
        cell(page, "A2").click()
        page.locator("#scroller").evaluate("grid => grid.scrollTo(600, 4000)")
        expect(cell(page, "M150")).to_be_attached()
        assert cell(page, "H1").evaluate(SEEN)
        assert cell(page, "A150").evaluate(SEEN)
        page.get_by_role("tab", name="Hari Libur").click()
        expect(cell(page, "B2")).to_have_text("Kemerdekaan")
        expect(page.get_by_role("tab", name="Hari Libur")).to_have_attribute("aria-selected", "true")
        page.get_by_role("tab", name="Register").click()
        expect(cell(page, "A1")).to_have_text("Nomor")


def test_a_conditional_format_colours_the_row_it_speaks_of(serving, book, browser):
    with opened(browser, serving, book, OFFICER) as page:
        expect(cell(page, "A2")).to_have_css("background-color", "rgb(244, 204, 204)")
        expect(cell(page, "A3")).not_to_have_css("background-color", "rgb(244, 204, 204)")


def test_on_a_phone_a_long_name_is_broken_and_the_open_tab_is_in_sight(serving, browser):
    book = a_workbook(serving)
    titles = [f"Lembar yang panjang namanya {number}" for number in range(1, 6)]
    added = [{"addSheet": {"properties": {"title": title}}} for title in titles]
    long = "KEL-2026-0001/surat_balasan/pindaian/" + "0af3" * 20
    with client(serving, "sheets", OWNER) as sheets:
        answer = sheets.spreadsheets().batchUpdate(spreadsheetId=book, body={"requests": added}).execute()
        values = {"valueInputOption": "RAW", "data": [{"range": "Register!A2", "values": [[long]]}]}
        sheets.spreadsheets().values().batchUpdate(spreadsheetId=book, body=values).execute()
    gid = answer["replies"][-1]["addSheet"]["properties"]["sheetId"]
    with opened(browser, serving, book, OWNER, PHONE) as page:
        expect(page.get_by_role("button", name=long)).to_be_visible(timeout=20_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.goto(f"{serving.address}/spreadsheets/d/{book}/edit#gid={gid}")
        page.reload()
        tab = page.get_by_role("tab", name=titles[-1])
        expect(tab).to_have_attribute("aria-selected", "true", timeout=20_000)
        expect(tab).to_be_in_viewport(ratio=0.9, timeout=20_000)


def test_on_a_phone_a_row_is_read_and_filled_as_a_card(serving, book, browser):
    with opened(browser, serving, book, OFFICER, PHONE) as page:
        page.get_by_role("button", name="KEL-2026-0006").tap()
        card = page.get_by_role("dialog", name="KEL-2026-0006")
        expect(card.get_by_label("Nama pelapor")).to_have_text("Pelapor 6")
        card.get_by_label("Klasifikasi").select_option("Keluhan")
        expect(card.locator("[data-column='7'] .said")).to_have_text("Tersimpan")
        card.get_by_label("Catatan").fill("dari ponsel")
        card.get_by_label("Catatan").blur()
        expect(card.locator("[data-column='12'] .said")).to_have_text("Tersimpan")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        card.get_by_role("button", name="Selesai").tap()
        expect(page.get_by_role("button", name="KEL-2026-0006")).to_be_visible()
    [row] = values_of(serving, book, "H7:M7")
    assert (row[0], row[-1]) == ("Keluhan", "dari ponsel")


def put(serving, book, area, text):
    with client(serving, "sheets", OWNER) as sheets:
        sheets.spreadsheets().values().update(
            spreadsheetId=book, range=area, valueInputOption="RAW", body={"values": [[text]]}
        ).execute()


def test_a_tab_without_headings_shows_its_texts_whole(serving, book, browser):
    with client(serving, "sheets", OWNER) as sheets:
        request = {
            "addSheet": {"properties": {"title": "Petunjuk", "gridProperties": {"rowCount": 40, "columnCount": 1}}}
        }
        sheets.spreadsheets().batchUpdate(spreadsheetId=book, body={"requests": [request]}).execute()
        put(serving, book, "Petunjuk!A2", "Isi kolom milik Anda di Register. " * 10)
    with opened(browser, serving, book, OFFICER) as page:
        page.get_by_role("tab", name="Petunjuk").click()
        text = cell(page, "A2").locator(".in")
        expect(text).to_contain_text("Isi kolom")
        assert text.evaluate("box => box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth")


def test_the_tab_in_focus_stays_in_focus_when_somebody_else_writes(serving, book, browser):
    with opened(browser, serving, book, OFFICER) as page:
        page.get_by_role("tab", name="Register").focus()
        put(serving, book, "Register!M9", "ditulis orang lain")
        expect(cell(page, "M9")).to_have_text("ditulis orang lain")
        expect(page.get_by_role("tab", name="Register")).to_be_focused()


def test_nothing_can_be_typed_into_a_tab_that_another_one_is_replacing(serving, book, browser):
    with opened(browser, serving, book, OFFICER) as page:
        held = []
        page.route(re.compile(r"/tab/7\?"), lambda route: held.append(route))
        page.get_by_role("tab", name="Hari Libur").click()
        expect(page.locator("#state")).to_have_text("Membuka…")
        assert page.locator("#scroller").evaluate("grid => grid.inert")
        page.keyboard.type("x")
        expect(page.locator(".editor")).to_be_hidden()
        held[0].continue_()
        expect(cell(page, "B2")).to_have_text("Kemerdekaan")
        assert not page.locator("#scroller").evaluate("grid => grid.inert")


def test_a_link_to_a_filter_view_shows_its_rows_however_the_sheet_is_sorted(serving, book, browser):
    area = {"sheetId": 0, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": 13}
    condition = {"type": "TEXT_CONTAINS", "values": [{"userEnteredValue": "KEL-2026-0003"}]}
    specs = [{"columnIndex": 0, "filterCriteria": {"condition": condition}}]
    view = {"filterViewId": 71, "title": "Hanya yang ketiga", "range": area, "filterSpecs": specs}
    falling = {"range": {**area, "startRowIndex": 1}, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]}
    with client(serving, "sheets", OWNER) as sheets:
        ask = sheets.spreadsheets()
        ask.batchUpdate(spreadsheetId=book, body={"requests": [{"addFilterView": {"filter": view}}]}).execute()
        with opened(browser, serving, book, OFFICER) as page:
            for sort in ([], [{"sortRange": falling}]):
                if sort:
                    ask.batchUpdate(spreadsheetId=book, body={"requests": sort}).execute()
                page.goto(f"{serving.address}/spreadsheets/d/{book}/edit#gid=0&fvid=71")
                page.reload()
                page.locator("[data-ready]").wait_for(state="attached")
                shown = page.locator("tbody td[data-column='0'][data-row]:not(:empty)")
                expect(shown).to_have_text(["KEL-2026-0003"])
                expect(page.locator("#view-note")).to_contain_text("Hanya yang ketiga")
                expect(page.locator("#views")).to_have_value("71")
            page.locator("#clear-view").click()
            expect(page.locator("#views")).to_have_value("0")
            page.locator("#views").select_option(label="Hanya yang ketiga")
            expect(shown).to_have_text(["KEL-2026-0003"])
            assert page.evaluate("location.hash") == "#gid=0&fvid=71"
