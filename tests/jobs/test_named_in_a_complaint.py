"""Mails that carry the complaint: its text goes to whose turn it is, and not to whom it names."""

import pytest

from tests.builders import wita

from .world import World

ONE = "KEL-2026-0001"
DEWI, AHMAD = "dewi@bspji-samarinda.example", "fauzi@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path):
    return World(tmp_path, plain=True)


def mail_to(world: World, address: str) -> str:
    (mail,) = world.mailbox.to(address)
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_the_mail_of_sorting_carries_the_complaint_and_leads_to_the_list(world):
    world.complain()
    world.tick()
    told = mail_to(world, DEWI)
    assert "Uraian keluhan:\n> Hasil uji air belum kami terima." in told
    assert "Penyelesaian yang diharapkan:\n> Mohon segera dikirim." in told
    assert "https://docs.google.com/spreadsheets/d/book/edit#gid=1\n" in told
    assert "range=" not in told


@pytest.mark.parametrize("text", ["Petugas bernama DEWI LESTARI tidak ramah.", "Bu Lestari, Dewi, marah."])
def test_whom_a_complaint_names_is_told_only_that_it_waits(world, text):
    world.complain(subject="Petugas tidak ramah", description=text)
    world.tick()
    told = mail_to(world, DEWI)
    assert ONE in told
    assert "ramah" not in told
    assert "marah" not in told
    assert text in mail_to(world, AHMAD)


def test_a_name_that_many_words_contain_names_nobody(world):
    world.complain(description="Sertifikat lestari kami terlambat; dewikan saja.")
    world.tick(wita(2, 9))
    assert "dewikan" in mail_to(world, DEWI)
