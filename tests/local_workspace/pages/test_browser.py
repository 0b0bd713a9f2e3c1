"""The workbook in Chromium, as two people see it at once."""

import os
import re

import pytest

from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.pages.browsing import CHROMIUM, OPTIONS, a_page
from tests.local_workspace.pages.samples import LEAD, OFFICER, OWNER, a_workbook

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
BUSY = 4 * (os.cpu_count() or 1)
pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine (Debian: apt install chromium)"),
    pytest.mark.skipif(os.getloadavg()[0] > BUSY, reason="this machine is too busy to drive a browser"),
]
expect = sync_api.expect
PATIENCE = 60_000


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace")) as running:
        yield running


@pytest.fixture(scope="module")
def book(serving):
    return a_workbook(serving)


@pytest.fixture(scope="module")
def browser():
    expect.set_options(timeout=PATIENCE)
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        yield running
        running.close()


def opened(browser, serving, book, email, **window):
    page = a_page(browser, serving, email, **window)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{serving.address}/spreadsheets/d/{book}/edit")
    page.wait_for_selector("[data-ready]", state="attached")
    return page


def cell(page, name):
    found = re.fullmatch(r"([A-Z])(\d+)", name)
    return page.locator(f"#k{int(found[2]) - 1}-{ord(found[1]) - 65}")


def value_of(serving, book, name):
    with client(serving, "sheets", OWNER) as sheets:
        got = sheets.spreadsheets().values().get(spreadsheetId=book, range=f"Register!{name}").execute()
    return got.get("values", [[""]])[0][0]


def test_an_officer_chooses_from_a_drop_down_and_another_s_window_shows_it_without_reloading(serving, book, browser):
    mine = opened(browser, serving, book, OFFICER)
    theirs = opened(browser, serving, book, LEAD)
    cell(mine, "H3").click()
    mine.keyboard.press("Enter")
    mine.get_by_role("option", name="Di luar kewenangan").click()
    expect(mine.locator("#state")).to_have_text("Semua perubahan tersimpan")
    assert value_of(serving, book, "H3") == "Di luar kewenangan"
    expect(cell(theirs, "H3")).to_have_text("Di luar kewenangan")
    assert mine.faults == theirs.faults == []
    mine.context.close()
    theirs.context.close()


def test_the_wrong_role_is_refused_in_the_cell_and_told_who_may(serving, book, browser):
    page = opened(browser, serving, book, LEAD)
    cell(page, "H4").dblclick()
    expect(page.locator("#toasts")).to_contain_text("Siti Aminah")
    expect(page.locator(".editor")).to_be_hidden()
    assert value_of(serving, book, "H4") == "Duplikat"
    page.context.close()
