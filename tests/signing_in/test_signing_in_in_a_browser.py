"""`masuk` with a real browser: Google's pages over HTTPS by the proxy, then the page that waits on this machine."""

import queue
import threading

import pytest

from automation import terminal
from tests.local_workspace.pages.chromium import PATIENCE, chromium
from tests.signing_in.office import ACCOUNT, a_signing_office

#: One browser at a time: two are more than a small machine has memory and time for.
pytestmark = pytest.mark.xdist_group("browser")


def test_a_person_signs_in_with_a_real_browser(tmp_path, monkeypatch):
    links: queue.Queue[str] = queue.Queue()
    told = []

    def open_page(link: str) -> bool:
        links.put(link)
        return True

    monkeypatch.setattr(terminal, "open_page", open_page)
    monkeypatch.setattr(terminal, "typed_lines", lambda: iter(()))
    with a_signing_office(tmp_path, monkeypatch) as office, chromium() as browser:
        command = threading.Thread(target=lambda: told.append(office.run("masuk")), daemon=True)
        command.start()
        server = office.proxy.environment["HTTPS_PROXY"]
        # The browser is the person's own: what it trusts is no matter of the product's.
        context = browser.new_context(
            proxy={"server": server, "bypass": "127.0.0.1"}, ignore_https_errors=True, locale="id-ID"
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(links.get(timeout=60))
        page.get_by_label("Orang lain, dengan alamat surel apa pun").fill(ACCOUNT)
        page.get_by_role("button", name="Masuk", exact=True).last.click()
        page.get_by_text("Lanjutan").click()
        page.get_by_role("link", name="Buka Tanggap (tidak aman)").click()
        for box in page.get_by_role("checkbox").all():
            box.check()
        page.get_by_role("button", name="Lanjutkan").click()
        page.get_by_role("heading", name="Jawaban diterima").wait_for()
        assert page.url.startswith("http://127.0.0.1:")
        context.close()
        command.join(timeout=60)
        assert told[0].status == 0, told[0].err
        assert office.token.is_file()
