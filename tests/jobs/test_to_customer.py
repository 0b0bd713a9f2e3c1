"""What complainants are told, and nothing more: by mail, or by chat where they left a mobile number alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from automation.jobs.telling import to_customer
from automation.workflow.case_context import LetterHead
from tests.builders import wita
from tests.fakes import text_of
from tests.workflow.test_srikandi import DAY, NUMBER
from tests.workflow.test_srikandi import matches as letter_from_srikandi

from .world import OFFICER, World

ONE = "KEL-2026-0001"
SITI, DEWI = "siti@kayu.example", "dewi@bspji-samarinda.example"
LABEL = "Foto label contoh uji."


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, plain=True)
    yield world
    world.ledger.close()


def told(world: World) -> list[str]:
    return [subject.removeprefix(f"[{ONE}] ") for subject in world.subjects(SITI)]


def with_sorted_complaint(world: World, **answers: Any) -> None:
    world.complain(OFFICER if answers else "form-public", **answers)
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 9, 30))


def by_phone_alone(phone: str = "0812 3456 7890") -> dict[str, Any]:
    return {"channel": "WhatsApp", "received_at": "2026-11-02 08:00", "email": "", "phone": phone}


def chat_of(world: World) -> str:
    row = next(row for row in world.workbook.rows("Status") if row["Nomor"] == ONE)
    return unquote(str(row["Tautan WhatsApp"]))


def chats_told(world: World) -> str:
    return unquote("".join(text_of(mail) for mail in world.mailbox.to(DEWI)))


def test_progress_is_told_when_it_was_studied_and_when_the_action_is_set(world: World) -> None:
    with_sorted_complaint(world)
    assert told(world) == ["Keluhan Anda telah kami terima"]
    world.fill(ONE, findings="Contoh tertukar")
    world.tick(wita(2, 10))
    assert told(world)[1:] == ["Keluhan Anda telah kami kaji"]
    world.fill(ONE, cause="Label lepas")
    world.tick(wita(2, 11))
    world.fill(ONE, corrective_action="Uji ulang", preventive_action="Label ganda")
    world.tick(wita(2, 13, 30))
    assert told(world)[2:] == ["Tindakan perbaikan telah ditetapkan"]


def test_a_second_round_of_the_same_steps_is_no_news_to_the_customer(world: World) -> None:
    with_sorted_complaint(world)
    world.fill(ONE, findings="Contoh tertukar", cause="Label lepas")
    world.fill(ONE, corrective_action="Uji ulang", preventive_action="Label ganda", applied_on="02/11/2026")
    world.tick(wita(2, 10))
    world.fill(ONE, verification="Belum", verified_by="Siti Aminah", effective="Tidak")
    world.tick(wita(2, 11))
    assert world.shown(ONE, "Status") == "Mencari penyebab"
    assert told(world) == ["Keluhan Anda telah kami terima", "Tindakan perbaikan telah ditetapkan"]


def test_a_hold_and_its_reason_stay_inside_the_office(world: World) -> None:
    with_sorted_complaint(world)
    world.fill(ONE, held_from="02/11/2026", hold_reason="Alat rusak, jangan sampai pelapor tahu")
    world.tick(wita(2, 10))
    world.fill(ONE, held_from="", classification="Di luar kewenangan", reason_given="Urusan PLN.")
    world.tick(wita(2, 11))
    assert told(world) == ["Keluhan Anda telah kami terima", "Keluhan di luar kewenangan kami"]
    assert "\nUrusan PLN.\n" in text_of(world.mailbox.to(SITI)[-1])
    assert not any("Alat rusak" in text_of(mail) for mail in world.mailbox.to(SITI))


def test_what_is_missing_is_asked_for_once_a_text_even_by_a_job_that_starts_anew(world: World) -> None:
    with_sorted_complaint(world)
    world.fill(ONE, data_wanted=LABEL)
    world.tick(wita(2, 10))
    assert told(world)[1:] == ["Mohon lengkapi data keluhan Anda"]
    assert f"\n{LABEL}\n" in text_of(world.mailbox.to(SITI)[-1])
    world.reborn()
    world.fill(ONE, data_wanted=LABEL.replace(" ", "  "))
    world.tick(wita(2, 10, 30))
    assert len(told(world)) == 2
    world.fill(ONE, data_wanted="Nomor order.")
    world.tick(wita(2, 11))
    world.fill(ONE, data_wanted=LABEL)
    world.tick(wita(2, 11, 30))
    assert told(world)[1:] == ["Mohon lengkapi data keluhan Anda"] * 2


def test_nothing_is_asked_once_the_case_is_closed(world: World) -> None:
    with_sorted_complaint(world)
    world.fill(ONE, data_wanted=LABEL, classification="Bukan keluhan")
    world.tick(wita(2, 10))
    assert told(world)[1:] == ["Pesan Anda kami teruskan"]


def test_who_left_a_mobile_number_alone_is_told_everything_by_chat(world: World) -> None:
    with_sorted_complaint(world, **by_phone_alone())
    assert "wa.me/6281234567890" in chat_of(world)
    assert "telah kami terima" in chat_of(world)
    world.fill(ONE, data_wanted=LABEL)
    world.tick(wita(2, 10))
    assert LABEL in chat_of(world)
    assert LABEL in chats_told(world)
    world.fill(ONE, data_wanted="", findings="Contoh tertukar")
    world.tick(wita(2, 11))
    assert "telah kami kaji" in chat_of(world)
    assert "telah kami kaji" not in chats_told(world)
    world.tick(wita(3, 9))
    assert "telah kami kaji" in chats_told(world)
    assert chats_told(world).count("telah kami terima pada") == 1


@pytest.mark.parametrize(
    ("phone", "warning"),
    [
        ("0812 345", "Telepon pelapor: nomor telepon ini tidak dapat dihubungi"),
        ("0812-3456-7890 / 0813-1111-2222", "Telepon pelapor: tulis satu nomor telepon saja"),
        ("(0541) 732274", "Telepon pelapor bukan nomor seluler"),
    ],
)
def test_a_number_that_no_chat_reaches_is_a_warning_and_gives_no_link(world: World, phone: str, warning: str) -> None:
    with_sorted_complaint(world, **by_phone_alone(phone))
    assert warning in world.shown(ONE, "Peringatan")
    assert chat_of(world) == ""
    world.fill(ONE, data_wanted=LABEL)
    world.tick(wita(2, 10))
    assert "Data yang diminta belum tersampaikan" in world.shown(ONE, "Peringatan")


def test_a_wrong_number_beside_a_good_address_is_a_warning_too(world: World) -> None:
    world.complain(phone="12")
    world.tick(wita(2, 9))
    assert "kabar tetap dikirim lewat surel" in world.shown(ONE, "Peringatan")
    assert told(world) == ["Keluhan Anda telah kami terima"]


def test_a_letter_signed_through_srikandi_can_go_along_to_whose_complaint_was_joined() -> None:
    walk = letter_from_srikandi()
    told = to_customer.first_complaint(walk.case, walk.office)
    assert told.letter_head == LetterHead(NUMBER, DAY)
    assert told.letter
