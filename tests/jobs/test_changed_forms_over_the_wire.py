"""One journey over HTTP: a form changed in its editor, a file that comes along, an answer that is edited."""

import re
from datetime import timedelta

import pytest
import requests

from automation.domain.places import Place
from demo.people import DEWI
from tests.builders import wita
from tests.wired import a_wired_office

FILE = ("../foto.jpg", b"\xff\xd8\xff gambar", "image/jpeg")


@pytest.fixture
def office(tmp_path, monkeypatch):
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        yield office


def edit(office, form, *changes):
    office.ask("POST", f"/v1/forms/{office.stage.place(Place.form(form))}:batchUpdate", json={"requests": changes})


def asked(office, form):
    """Give the form, and by title the place and the field of each question."""
    found = office.ask("GET", f"/v1/forms/{office.stage.place(Place.form(form))}").json()
    items = {item["title"]: (at, item) for at, item in enumerate(found["items"])}
    fields = {
        title: f"entry.{int(item['questionItem']['question']['questionId'], 16)}"
        for title, (_, item) in items.items()
    }
    return found, items, fields


def table(office, title):
    (found,) = office.stage.hands(DEWI).table(office.stage.place(Place.WORKBOOK), [title])
    return [dict(zip(found[0], row, strict=False)) for row in found[1:] if row]


def test_a_form_that_people_changed_is_understood_or_told_and_an_edit_waits_for_an_officer(office):
    _, items, _ = asked(office, "officer")
    at, channel = items["Kanal"]
    options = [{"value": words} for words in ("Surat", "WA")]
    channel["questionItem"]["question"]["choiceQuestion"]["options"] = options
    edit(office, "officer", {"updateItem": {"item": channel, "location": {"index": at}, "updateMask": "*"}})
    _, items, _ = asked(office, "public")
    at, _ = items["Perihal keluhan"]
    anew = {"title": "Perihal keluhan", "questionItem": {"question": {"required": True, "textQuestion": {}}}}
    more = {"title": "Hari kunjungan", "questionItem": {"question": {"textQuestion": {}}}}
    edit(
        office,
        "public",
        {"deleteItem": {"location": {"index": at}}},
        {"createItem": {"item": anew, "location": {"index": at}}},
        {"createItem": {"item": more, "location": {"index": 0}}},
    )
    public = f"/_workspace/forms/{office.stage.place(Place.form('public'))}"
    office.ask("POST", f"{public}/upload-question", json={"title": "Bukti"})
    office.ask("POST", f"{public}/response-editing", json={"allowed": True})

    form, _, fields = asked(office, "public")
    said = {"Nama lengkap": "Siti", "Alamat surel": "siti@kayu.example", "Layanan yang dikeluhkan": "Pengujian"}
    said |= {"Perihal keluhan": "Hasil uji", "Uraian keluhan": "Tertukar", "Hari kunjungan": "Senin"}
    to = form["responderUri"].replace("/viewform", "/formResponse")
    sent = {fields[title]: text for title, text in said.items()}
    done = requests.post(to, data=sent, files=[(fields["Bukti"], FILE)], timeout=60)
    [response] = re.findall(r"edit2=([\w-]+)", done.text)
    by_hand = {
        "channel": "WA",
        "received_at": "2026-11-02T08:00",
        "complainant": "Budi",
        "stated_service": "Kalibrasi",
    }
    office.stage.answer_form(
        "officer", {**by_hand, "subject": "Alat", "description": "Rusak", "phone": "081234567890"}
    )

    told = office.sync(wita(2, 9))
    assert told.status == 0, told
    first, second = sorted(table(office, "Register"), key=lambda row: row["Nama pelapor"], reverse=True)
    assert (first["Perihal"], first["Jawaban lain"]) == ("Hasil uji", "Hari kunjungan: Senin")
    assert (second["Kanal"], "Kanal (dibetulkan)" in second["Peringatan"]) == ("WA", True)
    assert [
        row["Nama berkas"] for row in table(office, "Arsip") if row["Jenis dokumen"] == "Lampiran (formulir)"
    ] == [f"{first['Nomor']} Lampiran formulir 1 foto.jpg"]
    unwell = office.run("doctor").out
    assert "“WA”" in unwell
    assert "Hari kunjungan" in unwell
    assert "dihapus orang" not in office.run("setup").out

    changed = {**sent, fields["Perihal keluhan"]: "Hasil uji kedua", "edit2": response}
    office.stage.set_clock(wita(2, 10))
    assert requests.post(to, data=changed, timeout=60).status_code == 200
    for minute in (40, 41, 42):  # Forms that are linked have their turn one a tick, staff's own among them.
        assert office.sync(wita(2, 10) + timedelta(minutes=minute)).status == 0
    register, status = table(office, "Register"), table(office, "Status")
    [shown] = [row["Suntingan pelapor"] for row in status if row["Nomor"] == first["Nomor"]]
    assert "Perihal – semula: Hasil uji – menjadi: Hasil uji kedua" in shown
    [row] = [row for row in register if row["Nomor"] == first["Nomor"]]
    assert (row["Perihal"], "Suntingan pelapor" in row["Peringatan"]) == ("Hasil uji", True)
    assert len(register) == 2
