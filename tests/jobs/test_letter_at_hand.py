"""Mails about a letter: with what the complainant was sent before, and with the PDF that is to be printed."""

from pathlib import Path

import pytest

from automation.domain.customer_news import News, NewsName
from automation.jobs.telling.digests import MOST_ATTACHED
from automation.jobs.tick import act
from tests.builders import wita
from tests.fakes import text_of

from .test_sync import ONE, run_to_decision, run_to_signature
from .world import World

DEWI, HEAD = "dewi@bspji-samarinda.example", "kepala@bspji-samarinda.example"
RECEIPT, ACTION = News.ACKNOWLEDGEMENT.title, News.ACTION_SET.title


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def last_told(world: World, address: str, what: str) -> str:
    return [text for mail in world.mailbox.to(address) if what in (text := text_of(mail))][-1]


def attached(world: World, address: str) -> list[tuple[str, int]]:
    """Return name and size of every file that somebody was sent."""
    return [
        (str(part.get_filename()), len(part.get_payload(decode=True)))
        for mail in world.mailbox.to(address)
        for part in mail.iter_attachments()
    ]


def test_whoever_decides_on_a_letter_reads_what_the_complainant_was_sent(world: World) -> None:
    run_to_decision(world)
    told = last_told(world, HEAD, "Langkah 9")
    sent = next(line for line in told.splitlines() if "Sudah dikirim kepada pelapor" in line)
    assert sent.strip().startswith(f"Sudah dikirim kepada pelapor: {RECEIPT}; ")
    assert ACTION in sent
    assert News.REPLY.title not in sent


def test_a_letter_that_was_sent_before_is_named_by_its_number_and_that_it_is_void(world: World) -> None:
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    assert f"{ONE}/surel/{NewsName(News.REPLY)}" in world.ledger.memory().results
    world.fill(ONE, replacement="Nomor seri keliru")
    world.tick(wita(5, 9))
    world.fill(ONE, initials="BS 5/11")
    world.tick(wita(5, 10))
    told = last_told(world, HEAD, "Langkah 9")
    assert f"{News.REPLY.title} B/120/BSPJI/XI/2026 (tidak berlaku lagi)" in told


def test_a_letter_to_be_printed_goes_along_once(world: World) -> None:
    run_to_signature(world)
    pdf = next(one for one in world.drive.files.values() if one.name == f"{ONE} Surat Balasan.pdf")
    assert attached(world, DEWI) == [(pdf.name, len(pdf.content))]
    world.tick(wita(5, 9))
    world.tick(wita(6, 9))
    assert "Surat balasan siap dicetak" in last_told(world, DEWI, "TERLAMBAT")
    assert len(attached(world, DEWI)) == 1


def test_a_letter_that_cannot_go_along_stays_behind_and_its_link_is_told(world: World, monkeypatch) -> None:
    monkeypatch.setattr(act, "LARGEST_ATTACHED", 100)
    run_to_signature(world)
    assert attached(world, DEWI) == []
    assert "Surat (PDF):" in last_told(world, DEWI, "siap dicetak")


def test_no_letter_goes_to_whom_its_complaint_names(world: World) -> None:
    run_to_signature(world, description="Petugas bernama Dewi Lestari tidak ramah.")
    told = last_told(world, DEWI, "siap dicetak")
    assert "Sudah dikirim" not in told
    assert attached(world, DEWI) == []
    assert MOST_ATTACHED * act.LARGEST_ATTACHED // MOST_ATTACHED <= 25_000_000 * 3 // 4
