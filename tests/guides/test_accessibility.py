"""Everybody can use what is shown: contrast, labels, order, language, by axe-core in Chromium."""

import base64
from email import message_from_bytes, policy

import pytest

from automation.mail.html import html_page
from automation.mail.values import Message
from demo.people import DEWI, OFFICE
from demo.stage import Stage
from tests.guides.played import CUSTOMER, DONE, NOBODY, folder_of, form, played, tab
from tests.local_workspace.pages.chromium import DESKTOP, PHONE, a_page, chromium
from tests.mail.golden_messages import messages

#: One browser at a time: two are more than a small machine has memory and time for.
pytestmark = pytest.mark.xdist_group("browser")
Axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed").Axe
TABS = ("register", "today", "recap", "archive")


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    with played(tmp_path_factory.mktemp("kantor")) as office:
        yield office


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


def document(name):
    def where(stage: Stage) -> str:
        found = stage.hands(OFFICE).ask("GET", f"/drive/v3/files?q=name='{name}'&fields=files(id)").json()["files"]
        return f"/file/d/{found[0]['id']}/view"

    return where


def mailbox(of):
    return lambda stage: f"/mail/{of.email}"


PAGES = {
    "the start": (DEWI, lambda stage: "/"),
    "the form": (NOBODY, form),
    **{f"the tab {key}": (DEWI, tab(key)) for key in TABS},
    "the folder of scans": (DEWI, folder_of("scans")),
    "a letter": (DEWI, document(f"{DONE} Surat Balasan.docx")),
    "a PDF": (DEWI, document(f"{DONE} Surat Balasan.pdf")),
    "a mailbox": (CUSTOMER, mailbox(CUSTOMER)),
    "a new mail": (CUSTOMER, lambda stage: f"/mail/{CUSTOMER.email}/tulis"),
    "a mailbox that is somebody else's": (NOBODY, mailbox(CUSTOMER)),
}


def barriers(page, *rules):
    """What keeps somebody out, each with the first places where it does; by all rules, or those of some tags."""
    chosen = {"runOnly": list(rules)} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **chosen}).response["violations"]
    return [(one["id"], one["help"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found]


#: What people open on the way.
ON_A_PHONE = ("the start", "the form", "the tab register", "the tab today", "a letter", "a mailbox")


@pytest.mark.parametrize(("size", "names"), [(DESKTOP, PAGES), (PHONE, ON_A_PHONE)], ids=["desktop", "phone"])
def test_no_page_keeps_anybody_out(stage, browser, size, names):
    found = {}
    for who in {PAGES[name][0] for name in names}:
        with a_page(browser, stage.address, who.email, size) as page:
            for name in (one for one in names if PAGES[one][0] is who):
                page.goto("about:blank")  # Else another tab of a workbook is no other page.
                page.goto(f"{stage.address}{PAGES[name][1](stage)}", wait_until="networkidle")
                assert page.evaluate("document.documentElement.lang") == "id"
                found[name] = barriers(page)
    assert found == {name: [] for name in names}


def test_a_row_as_a_card_keeps_nobody_out(stage, browser):
    with a_page(browser, stage.address, DEWI.email, PHONE) as page:
        page.goto(f"{stage.address}{tab('register')(stage)}", wait_until="networkidle")
        page.get_by_role("button", name=DONE).tap()
        page.get_by_role("dialog", name=DONE).wait_for()
        assert barriers(page) == []


def mails_of(stage, who):
    """Each mail of a mailbox as its HTML, by subject."""
    hands = stage.hands(who)
    listed = hands.ask("GET", "/gmail/v1/users/me/messages?maxResults=100").json()["messages"]
    for one in listed:
        raw = hands.ask("GET", f"/gmail/v1/users/me/messages/{one['id']}?format=raw").json()["raw"]
        mail = message_from_bytes(base64.urlsafe_b64decode(raw + "=="), policy=policy.default)
        shown = mail.get_body(("html",))
        if shown is not None:
            yield str(mail["Subject"]), shown.get_content()


def test_every_kind_of_mail_fits_a_phone_and_keeps_nobody_out(browser):
    found = {}
    with a_page(browser, "http://127.0.0.1", size={"width": 360, "height": 780}) as page:
        for name, message in messages().items():
            if isinstance(message, Message):
                page.set_content(html_page(message.subject, message.body))
                wide = page.evaluate("document.documentElement.scrollWidth") > 360
                found[name] = (wide, barriers(page, "wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
    assert len(found) > 30
    assert found == {name: (False, []) for name in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_mail_keeps_anybody_out_or_is_wider_than_a_phone(stage, browser, scheme):
    found, wide, seen = {}, [], 0
    with a_page(browser, stage.address, size={"width": 360, "height": 780}) as page:
        for who in (DEWI, OFFICE, CUSTOMER):
            for subject, shown in mails_of(stage, who):
                page.emulate_media(color_scheme=scheme)
                page.set_content(shown)
                # axe-core takes a page without a colour for white, also where the reader shows it dark.
                page.add_style_tag(content="html { background: Canvas }")
                seen += 1
                if page.evaluate("document.documentElement.scrollWidth") > 360:
                    wide.append(subject)
                # A mail is shown within a page of its reader's, so what asks for a page's own parts is left out.
                if kept_out := barriers(page, "wcag2a", "wcag2aa", "wcag21a", "wcag21aa"):
                    found[subject] = kept_out
    assert seen > 5
    assert (wide, found) == ([], {})
