"""One journey over HTTP: a complaint is sorted from the link of a mail, by whoever is signed in, and once."""

import re
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
import requests

from automation.domain.places import Place
from automation.register.other_texts import question_id
from demo.people import BAMBANG, DEWI
from tests.builders import wita
from tests.fakes import text_of
from tests.wired import a_wired_office

from .test_changed_forms_over_the_wire import table
from .world import ANSWER

_LINK = re.compile(r"http\S+usp=pp_url\S+")


@pytest.fixture
def office(tmp_path, monkeypatch):
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        yield office


def mails(office, who):
    return [text_of(mail) for _, mail in office.stage.hands(who).mails()]


def send(link, who, **cells):
    """Send the page that a link leads to, filled in, as whoever is signed in; "" for nobody."""
    fields = dict(parse_qsl(urlsplit(link).query))
    fields |= {f"entry.{int(question_id(f'by_form_{key}'), 16)}": text for key, text in cells.items()}
    to = link.partition("?")[0].replace("/viewform", "/formResponse")
    cookies = {"workspace_identity": quote(who.email)} if who else {}
    return requests.post(to, data=fields, cookies=cookies, timeout=60)


def shown(office, heading):
    (row,) = table(office, "Register")
    return row.get(heading, "")


def test_a_complaint_is_sorted_from_a_phone_by_whoever_may_and_once(office):
    office.stage.answer_form("public", ANSWER)
    assert office.sync(wita(2, 9)).status == 0
    (link,) = {found for text in mails(office, DEWI) for found in _LINK.findall(text)}
    page = requests.get(link, cookies={"workspace_identity": quote(DEWI.email)}, timeout=60).text
    assert "KEL-2026-0001/2.1./" in page
    assert "Langkah 2: pemilahan" in page
    sorted_so = {"classification": "Keluhan", "service": "Pengujian", "level": "Sedang"}

    nobody = send(link, None, **sorted_so)
    assert "dicatat" not in nobody.text or nobody.status_code >= 400
    assert send(link, BAMBANG, **sorted_so).status_code == 200
    assert office.sync(wita(2, 9, 1)).status == 0
    assert shown(office, "Status") == "Menunggu pemilahan"
    assert any("bukan yang berwenang pada langkah itu" in text for text in mails(office, BAMBANG))

    assert send(link, DEWI, **sorted_so).status_code == 200
    assert office.sync(wita(2, 9, 2)).status == 0
    assert shown(office, "Status") == "Dikaji"
    assert (shown(office, "Klasifikasi"), shown(office, "Jenis layanan")) == ("", "")
    told = [row["Kejadian"] for row in table(office, "Riwayat")]
    assert "Klasifikasi diisi lewat formulir oleh Dewi Lestari" in told

    assert send(link, DEWI, **sorted_so).status_code == 200
    assert office.sync(wita(2, 9, 3)).status == 0
    assert any("langkahnya sudah berpindah" in text for text in mails(office, DEWI))
    assert told.count("Klasifikasi diisi lewat formulir oleh Dewi Lestari") == 1

    quiet = office.sync(wita(2, 9, 4), "--json").out
    assert '"writes": 0' in quiet
    assert re.search(r'"reads": [123]\b', quiet)


def test_setup_asks_for_the_verified_address_and_says_where_that_was_changed(office):
    form = office.stage.place(Place.form("decisions"))
    found = office.ask("GET", f"/v1/forms/{form}").json()
    assert found["settings"]["emailCollectionType"] == "VERIFIED"
    assert [item["title"] for item in found["items"] if "pageBreakItem" in item] == [
        "Langkah 2: pemilahan",
        "Langkah 7: verifikasi",
        "Langkah 9: keputusan",
    ]
    assert "tidak mengambil alamat terverifikasi" not in office.run("doctor").out
    changed = {"settings": {"emailCollectionType": "RESPONDER_INPUT"}, "updateMask": "emailCollectionType"}
    office.ask("POST", f"/v1/forms/{form}:batchUpdate", json={"requests": [{"updateSettings": changed}]})
    assert "tidak mengambil alamat terverifikasi" in office.run("doctor").out
    assert "tidak mengambil alamat terverifikasi" in office.run("setup").out
