"""A folder of mails, scans and drafts, as anybody may try their own: each is told of, and a second tick is quiet."""

import sys
from pathlib import Path

import pytest

from tests.archive.paper import a_pdf, a_sheet
from tests.intake.mails import a_mail, attached
from tests.jobs.mail_world import complained
from tests.jobs.test_mishaps import run_to_draft
from tests.jobs.world import World

from .__main__ import main
from .outcomes import done_again

ONE = "KEL-2026-0001"
ODD = b"From nobody\nSubject: =?utf-8?q?=C3?=\nContent-Type: multipart/mixed\n\nhalo"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as somebody collected it: mails, one of them twice, scans, a draft and what is none of these."""
    found = tmp_path / "berkas"
    found.mkdir()
    mail = attached(a_mail(Message_ID="<dua@kayu.example>"), "bukti.pdf", a_pdf(a_sheet()), "application/pdf")
    for name, content in (
        ("satu.eml", mail.as_bytes()),
        ("satu lagi.eml", mail.as_bytes()),
        ("aneh.eml", ODD),
        ("pindaian.pdf", a_pdf(a_sheet())),
        ("rusak.pdf", b"%PDF-1.4\n"),
        ("konsep.docx", a_draft(tmp_path)),
        ("rusak.docx", b"PK\x03\x04"),
        ("catatan.xyz", b"?"),
    ):
        (found / name).write_bytes(content)
    return found


def a_draft(folder: Path) -> bytes:
    world = World(folder / "kantor", plain=True)
    run_to_draft(world)
    world.ledger.close()
    return next(one.content for one in world.drive.files.values() if one.name == f"{ONE} Surat Balasan.docx")


def test_each_file_is_told_of_and_a_second_tick_is_quiet(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["tests.corpus", str(folder)])
    status = main()
    told = capsys.readouterr().out
    assert told.count("a second tick is quiet") == 3
    for name in ("satu.eml", "satu lagi.eml", "aneh.eml", "pindaian.pdf", "rusak.pdf", "konsep.docx", "rusak.docx"):
        assert f" {name}  " in f"{told}  ".replace("\n", "  \n")
    assert "1 complaint" in told
    assert "1 became a letter" in told
    assert "1 files of other kinds were not read" in told
    assert status == 0


def test_what_is_done_again_or_lies_there_twice_is_named(tmp_path):
    world = complained(tmp_path)
    assert done_again(world) == ()
    case = next(file for file in world.drive.files.values() if file.name == ONE)
    for _ in range(2):
        world.drive.drop(case.id, "sama.pdf", b"%PDF-1.4")
    assert done_again(world) == ("sama.pdf twice",)
