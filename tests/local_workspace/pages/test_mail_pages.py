"""The mail pages over the wire."""

import pytest
import requests

from local_workspace.server import serve

OFFICER, HEAD = "petugas@office.example", "kepala@office.example"


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace")) as running:
        yield running


def a_browser(who):
    session = requests.Session()
    session.trust_env = False
    session.cookies.set("workspace_identity", who)
    return session


def send(serving, browser, to, subject="Perihal", text="Isi.", **more):
    data = {"to": to, "subject": subject, "text": text, **more}
    return browser.post(f"{serving.address}/mail/{OFFICER}/kirim", data=data, timeout=60)


def test_a_mailbox_shows_only_to_its_owner(serving):
    with a_browser(OFFICER) as officer, a_browser(HEAD) as head:
        assert send(serving, officer, HEAD, "Rahasia").ok
        assert officer.get(f"{serving.address}/mail/{HEAD}", timeout=60).status_code == 403
        assert "Rahasia" in head.get(f"{serving.address}/mail/{HEAD}", timeout=60).text


def test_reading_takes_the_unread_mark_away_and_it_can_be_put_back(serving):
    reader = "pembaca@office.example"
    with a_browser(OFFICER) as officer, a_browser(reader) as browser:
        send(serving, officer, reader)
        unread = serving.workspace.gmail.mailboxes.unread
        assert unread(reader) == 1
        [mail] = serving.workspace.gmail.mailboxes.mails(reader)
        assert browser.get(f"{serving.address}/mail/{reader}/{mail.thread}", timeout=60).ok
        assert unread(reader) == 0
        mark = f"{serving.address}/mail/{reader}/{mail.thread}/tandai"
        browser.post(mark, data={"sebagai": "belum-dibaca"}, timeout=60)
        assert unread(reader) == 1
        browser.post(mark, data={"sebagai": "sampah"}, timeout=60)
        assert "Perihal" in browser.get(f"{serving.address}/mail/{reader}?folder=sampah", timeout=60).text


@pytest.mark.parametrize("to", ["bukan alamat", "", "a@x.example b@x.example", "siti@x.example\r\nBcc: b@x.example"])
def test_an_address_that_is_none_keeps_what_was_written(serving, to):
    with a_browser(OFFICER) as browser:
        back = send(serving, browser, to, "Judul <b>", "Isi yang panjang")
        assert back.status_code == 400
        assert "Alamat tujuan tidak dapat dibaca" in back.text
        assert "Isi yang panjang</textarea>" in back.text
        assert "Judul &lt;b&gt;" in back.text


def test_subjects_and_texts_are_shown_as_text(serving):
    with a_browser(OFFICER) as officer:
        shown = send(serving, officer, HEAD, "<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
        assert "<script>alert" not in shown.text
        assert "<img src=x" not in shown.text
        assert (
            "&lt;script&gt;alert(1)"
            in officer.get(f"{serving.address}/mail/{OFFICER}?folder=terkirim", timeout=60).text
        )


def test_a_search_finds_in_all_folders(serving):
    with a_browser(OFFICER) as officer:
        send(serving, officer, HEAD, "Timbangan retak")
        found = officer.get(f"{serving.address}/mail/{OFFICER}", params={"q": "subject:timbangan"}, timeout=60).text
        assert "Timbangan retak" in found
        assert (
            "Tidak ada surel yang cocok."
            in officer.get(f"{serving.address}/mail/{OFFICER}", params={"q": "subject:gunung"}, timeout=60).text
        )
