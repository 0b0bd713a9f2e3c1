"""What fails is told the same way everywhere, so that office staff can read it out and act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest

from automation.commands import as_text
from automation.domain.documents import DocumentKind
from automation.domain.setback import MOST_TRIES, Cause, Failure, Setback
from automation.domain.setback_name import SetbackName, Thing
from automation.jobs.explaining.command import explain
from automation.jobs.explaining.text import as_text as explanation_as_text
from automation.jobs.setback_words import setback_line, what_fails
from automation.jobs.watch.alarm import attended_sync
from automation.ports import Refused
from tests.builders import WITA, a_number, wita
from tests.fakes.mailbox import text_of

from .world import World

ONE = a_number()
REFUSED = Failure(Cause.REFUSED, "Drive menolak: berkasnya terlalu besar.", "403 exportSizeLimitExceeded")


def a_setback(name: str = f"{ONE}/pdf/1", **values: Any) -> Setback:
    number = ONE if str(ONE) in name and not name.startswith(("kasus/", "baris/")) else None
    return replace(
        Setback(
            name=SetbackName(name), number=number, failure=REFUSED, rests_on="", since=wita(2, 9), tried_at=wita(2, 9)
        ),
        **values,
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f"{ONE}/folder/1", f"{ONE}: membuat folder kasus"),
        (f"{ONE}/berbagi/budi@kantor.example", f"{ONE}: membagikan folder kasus"),
        (f"{ONE}/pdf/1", f"{ONE}: membuat PDF surat balasan"),
        (f"{ONE}/nomor-surat/1", f"{ONE}: mengisi nomor surat balasan"),
        (f"{ONE}/surel/penerimaan", f"{ONE}: mengirim surel konfirmasi penerimaan"),
        (f"{ONE}/surel/balasan", f"{ONE}: mengirim surel surat balasan"),
        (f"{ONE}/surat_balasan/1", f"{ONE}: membuat Surat Balasan"),
        ("kantor/harian/2026-11-02", "mengirim surel harian kepada penyelia"),
        ("kantor/peringatan/2026-11-02.abc", "menyurati penyelia"),
        ("kantor/kabar/dewi@kantor.example.2026-11-02", "mengirim surel kabar"),
        (f"kasus/{ONE}", f"keluhan {ONE}"),
        (f"baris/Register/{ONE}", f"menampilkan {ONE} di lembar Register"),
        ("baris/Rekap/baris 2", "menampilkan baris 2 di lembar Rekap"),
        ("baris/Rekap/", "menampilkan lembar Rekap"),
        (f"konsep/{ONE}/surat_balasan/1", f"{ONE}: membaca konsep surat balasan"),
        ("surel/18c2f", "membaca sebuah surel masuk"),
        ("pindaian/1AbC", "membaca sebuah pindaian di folder Pindaian Masuk"),
        ("jawaban/public/ABC", "membaca sebuah jawaban formulir"),
        ("formulir/public", "membaca jawaban formulir Pengaduan Layanan"),
        ("formulir/officer", "membaca jawaban formulir Catat Keluhan (petugas)"),
        ("formulir/survey", "membaca jawaban formulir Survei Kepuasan"),
        ("formulir/tautan", "mencari tautan formulir di buku kerja"),
        ("kotak-surat/", "membaca kotak surat pengaduan"),
        ("folder/diawasi", "melihat folder di Drive"),
        ("kabar/dewi@kantor.example", "menyusun surel kabar bagi seorang petugas"),
        ("harian/", "mengirim surel harian kepada penyelia"),
    ],
)
def test_what_fails_is_named_as_something_the_job_does_without_an_address(name: str, said: str) -> None:
    assert what_fails(a_setback(name)) == said
    assert "@" not in what_fails(a_setback(name))


def test_every_kind_of_thing_has_words_of_its_own() -> None:
    for thing in Thing:
        assert "/" not in what_fails(a_setback(SetbackName.of(thing, "x")))
    for kind in filter(lambda one: one.is_ours, DocumentKind):
        assert kind.title in what_fails(a_setback(f"{ONE}/{kind.value}/1"))


def test_since_when_how_often_why_and_what_comes_next_are_told_in_one_line() -> None:
    assert setback_line(a_setback(), WITA) == (
        f"{ONE}: membuat PDF surat balasan. Drive menolak: berkasnya terlalu besar. Gagal sejak Senin, 2 November "
        "2026 pukul 09.00 WITA, baru sekali dicoba; dicoba lagi sendiri Senin, 2 November 2026 pukul 09.01 WITA. "
        "[kata Google: 403 exportSizeLimitExceeded]"
    )


def test_what_was_given_up_says_what_a_person_types() -> None:
    given_up = setback_line(a_setback(times=MOST_TRIES), WITA)
    assert f"{MOST_TRIES} kali dicoba; tidak dicoba lagi sendiri. Sesudah diperbaiki, jalankan" in given_up
    assert f"`sync --ulangi {ONE}`" in given_up
    assert "`sync --ulangi semua`" in setback_line(a_setback("formulir/public", times=MOST_TRIES), WITA)


def test_a_fault_of_ours_names_its_place_and_not_google() -> None:
    bug = Failure(Cause.BUG, "Kesalahan program.", "automation/jobs/tick/act.py:9 KeyError")
    assert "[tempat di program: automation/jobs/tick/act.py:9 KeyError]" in setback_line(a_setback(failure=bug), WITA)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True)
    world.complain()
    attended_sync(world.job, wita(2, 9))
    world.ledger.set_back(a_setback("formulir/officer", since=wita(2, 9), tried_at=wita(3, 8, 59), times=MOST_TRIES))
    return world


def in_dry_run(world: World) -> str:
    return as_text(world.tick(wita(3, 9), dry_run=True), True, WITA)


def in_the_daily_mail(world: World) -> str:
    world.forms.answers = _refusing  # type: ignore[method-assign]  # (the fake refuses)
    attended_sync(world.job, wita(3, 9))
    (mail,) = [mail for mail in world.mailbox.to("penyelia@bspji-samarinda.example") if "Kabar" in mail["Subject"]][
        1:
    ]
    return " ".join(text_of(mail).split())


def _refusing(form: str, since: datetime | None) -> NoReturn:
    raise Refused(REFUSED.reason, REFUSED.said)


@pytest.mark.parametrize("look", [in_dry_run, in_the_daily_mail])
def test_every_place_that_lists_what_fails_says_since_when_how_often_and_why(
    world: World, look: Callable[[World], str]
) -> None:
    said = look(world)
    assert "membaca jawaban formulir Catat Keluhan (petugas)" in said
    assert "sejak Senin, 2 November 2026 pukul 09.00 WITA" in said
    assert "kali dicoba" in said
    assert "berkasnya terlalu besar" in said


def test_explain_says_it_of_the_complaint_that_it_holds_up(world: World) -> None:
    world.ledger.set_back(a_setback(f"{ONE}/pdf/1", times=2))
    said = explanation_as_text(explain(world.job, ONE, wita(2, 9, 30)))
    assert "gagal sejak Senin, 2 November 2026 pukul 09.00 WITA, sudah 2 kali dicoba" in said
    assert "berkasnya terlalu besar" in said
