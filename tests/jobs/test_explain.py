"""`explain`: everything about one complaint, with the reason for what did not happen, and nobody's name."""

import json
from pathlib import Path

import pytest

from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.jobs.explaining.command import UnknownComplaint, as_json, explain
from automation.jobs.explaining.explained import Explanation, MailLine
from automation.jobs.explaining.text import as_text
from tests.builders import wita

from .test_sync import ONE, run_to_signature
from .world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def told(world: World, at=None, number: str = ONE) -> Explanation:
    return explain(world.job, ComplaintNumber.parse(number), at or world.now)


def mails(explanation: Explanation, to: str) -> dict[str, str]:
    return {one.what: "terkirim" if one.sent else one.why for one in explanation.mails if one.to.startswith(to)}


def test_each_step_is_told_with_its_times_norm_and_breach(world: World) -> None:
    run_to_signature(world)
    steps = told(world, wita(4, 13)).steps
    assert [(one.step, one.late, one.measured_only) for one in steps[:2]] == [(1, False, True), (2, True, False)]
    sorting, signature = steps[1], steps[-1]
    assert (sorting.norm, sorting.due, sorting.ended) == ("10 menit", wita(2, 9, 10), wita(2, 10))
    assert (sorting.spent_minutes, sorting.on_hold_minutes) == (60, 0)
    assert (signature.ended, signature.spent_minutes) == (None, 120)


def test_a_hold_is_told_in_office_time_and_the_whole_without_it(world: World) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 9, 5))
    world.fill(ONE, held_from="03/11/2026", held_until="03/11/2026", hold_reason="Menunggu Pak Rahasia")
    world.tick(wita(3, 8))
    explanation = told(world, wita(3, 12))
    assert explanation.state == "Ditunda"
    assert explanation.steps[-1].on_hold_minutes == 4.5 * 60
    assert explanation.whole.spent_minutes == 6 * 60
    assert explanation.whole.norm_minutes == 6 * 450 + 145
    assert "6 jam 0 menit dari 6 hari kerja dan 145 menit (47 jam 25 menit): masih dalam norma" in as_text(
        explanation
    )
    later = told(world, wita(20, 12))
    assert later.whole.within is False
    assert "melampaui norma" in as_text(later)


def test_mails_are_told_as_sent_or_with_what_they_wait_for(world: World) -> None:
    run_to_signature(world)
    explanation = told(world, wita(5, 7, 45))
    assert mails(explanation, "pelapor")["konfirmasi penerimaan"] == "terkirim"
    assert mails(explanation, "Ketua Pokja Pengujian")["tugas langkah 4"] == "terkirim"
    assert mails(explanation, "Petugas Pelayanan")["pengingat harian langkah 9 terlambat"] == "menunggu kabar harian"


def test_a_mail_that_waits_for_office_hours_says_until_when(world: World) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Bukan keluhan")
    world.tick(wita(2, 22))
    assert mails(told(world), "pelapor")["pemberitahuan penutupan"] == "menunggu jam kerja, 03/11/2026 07.30"


def test_a_mail_held_back_as_unlikely_is_told_so(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, surel__batas_tidak_biasa=1)
    for place in range(3):
        world.complain(email=f"pelapor{place}@contoh.example")
    world.tick()
    for place in range(1, 4):
        world.fill(f"KEL-2026-000{place}", classification="Bukan keluhan")
    world.tick(wita(2, 10))
    assert "terlalu banyak surel" in mails(told(world), "pelapor")["pemberitahuan penutupan"]


def test_who_left_no_address_gets_no_mail_and_the_reason_is_told(world: World) -> None:
    world.complain(email="")
    world.tick()
    assert mails(told(world), "pelapor") == {
        "semua kabar": "pelapor tidak meninggalkan surel; petugas menyampaikannya lewat WhatsApp"
    }
    world.complain(email="bukan alamat", phone="")
    world.tick()
    assert mails(told(world, number="KEL-2026-0002"), "pelapor") == {"semua kabar": "alamat surelnya salah tulis"}


def test_what_failed_is_told_with_its_reason(world: World) -> None:
    world.complain()
    world.tick()
    template = world.ledger.memory().places[Place.template("lembar_disposisi")]
    del world.drive.files[template]
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 10))
    (failed,) = [deed.why for deed in told(world).pending if deed.what == "Buat Lembar Disposisi"]
    assert failed.startswith("gagal sejak Senin, 2 November 2026 pukul 10.00 WITA, baru sekali dicoba; dicoba lagi")


def test_documents_are_told_and_what_the_next_tick_will_make(world: World) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    explanation = told(world)
    assert [(one.kind, one.form) for one in explanation.documents] == [("Form Pengaduan", "docx")]
    assert {deed.what: deed.why for deed in explanation.pending} == {
        "Lengkapi Form Pengaduan sesudah dipilah": "dilakukan pada sync berikutnya",
        "Buat Lembar Disposisi": "dilakukan pada sync berikutnya",
        "Buka folder kasus bagi ketua pokja": "dilakukan pada sync berikutnya",
    }


def test_explaining_writes_nothing(world: World) -> None:
    run_to_signature(world)
    with world.quiet():
        told(world)


def test_an_unknown_number_says_what_to_do(world: World) -> None:
    with pytest.raises(UnknownComplaint, match="Register"):
        told(world, number="KEL-2026-0099")


def test_neither_text_nor_json_holds_a_word_of_people(world: World) -> None:
    marks = ("complainant", "company", "phone", "address", "subject", "description", "remedy", "order_reference")
    world.complain(email="tanda.surel@contoh.example", **{mark: f"TANDA-{mark}" for mark in marks})
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", assigned_to="Pokja Pengujian")
    world.fill(ONE, workers="TANDA-pelaksana", findings="TANDA-kajian")
    world.tick(wita(2, 10))
    world.fill(
        ONE, cause="TANDA-sebab", applied_on="TANDA-tanggal", held_from="02/11/2026", hold_reason="TANDA-tunda"
    )
    world.tick(wita(2, 11))
    explanation = told(world)
    for printed in (as_text(explanation), as_json(explanation)):
        assert "Hasil kajian" in printed
        found = [word for word in ("TANDA", "tanda.surel", "@", world.settings.office.head.name) if word in printed]
        assert found == []


def test_the_json_holds_what_the_text_tells(world: World) -> None:
    run_to_signature(world)
    data = json.loads(as_json(told(world)))
    assert data["number"] == ONE
    assert data["steps"][1]["due"] == "2026-11-02T09:10:00+08:00"
    assert data["whole"]["norm"] == "6 hari kerja dan 145 menit"
    assert {"what": "konfirmasi penerimaan", "to": "pelapor", "sent": True, "why": ""} in data["mails"]
    assert MailLine(**data["mails"][0]) == told(world).mails[0]
