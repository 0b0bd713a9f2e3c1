"""The names under which the ledger keeps what fails: an office's ledger bears them for ever."""

import pytest

from automation.domain.effects import Deed, EffectKey
from automation.domain.setback_name import SetbackName, Thing
from tests.builders import a_number

ONE = a_number()
TWO = a_number(2)
PDF = EffectKey.of(ONE, Deed.PDF, "1")

NAMES: dict[str, tuple[SetbackName, Thing | None, str]] = {
    "KEL-2026-0001/pdf/1": (SetbackName.effect(PDF), None, ""),
    "kantor/harian/2026-11-02": (SetbackName.effect("kantor/harian/2026-11-02"), None, ""),
    "kasus/KEL-2026-0001": (SetbackName.case(ONE), Thing.CASE, "KEL-2026-0001"),
    "baris/Register/KEL-2026-0001": (SetbackName.row("Register", str(ONE)), Thing.ROW, "Register/KEL-2026-0001"),
    "baris/Rekap/": (SetbackName.row("Rekap", ""), Thing.ROW, "Rekap/"),
    "baris/Buku Kerja": (SetbackName.of(Thing.ROW, "Buku Kerja"), Thing.ROW, "Buku Kerja"),
    "surel/18c2f": (SetbackName.mail("18c2f"), Thing.MAIL, "18c2f"),
    "pindaian/1AbC": (SetbackName.scan("1AbC"), Thing.SCAN, "1AbC"),
    "jawaban/public/ABC": (SetbackName.answer("public", "ABC"), Thing.ANSWER, "public/ABC"),
    "jawaban/dicatat/ABC": (SetbackName.taking_in("ABC"), Thing.TAKING_IN, "ABC"),
    "formulir/public": (SetbackName.of(Thing.FORM, "public"), Thing.FORM, "public"),
    "formulir/tautan": (SetbackName.LINKS, Thing.FORM, "tautan"),
    "kotak-surat/daftar": (SetbackName.ARRIVED, Thing.MAILBOX, "daftar"),
    "kotak-surat/nomor-berkas": (SetbackName.IDS_OF_MAILS, Thing.MAILBOX, "nomor-berkas"),
    "kotak-surat/perlu-ditinjau": (SetbackName.REVIEWED, Thing.MAILBOX, "perlu-ditinjau"),
    "folder/nomor-berkas": (SetbackName.NEW_IDS, Thing.FOLDER, "nomor-berkas"),
    "folder/diawasi": (SetbackName.WATCHED, Thing.FOLDER, "diawasi"),
    "folder/templat": (SetbackName.TEMPLATES, Thing.FOLDER, "templat"),
    "folder/pindaian-masuk": (SetbackName.SCANS, Thing.FOLDER, "pindaian-masuk"),
    "konsep/KEL-2026-0001/surat_balasan/1": (
        SetbackName.of(Thing.DRAFT, "KEL-2026-0001/surat_balasan/1"),
        Thing.DRAFT,
        "KEL-2026-0001/surat_balasan/1",
    ),
    "kabar/0a1b": (SetbackName.of(Thing.DIGEST, "0a1b"), Thing.DIGEST, "0a1b"),
    "harian/": (SetbackName.of(Thing.DAY), Thing.DAY, ""),
    "pilihan/public": (SetbackName.offer("public"), Thing.OFFER, "public"),
    "laporan/kantor": (SetbackName.of(Thing.REPORTS, "kantor"), Thing.REPORTS, "kantor"),
}


@pytest.mark.parametrize(("printed", "name"), [(printed, name) for printed, (name, _, _) in NAMES.items()])
def test_what_fails_is_named_as_ever(printed: str, name: SetbackName) -> None:
    assert str(name) == printed


@pytest.mark.parametrize(("printed", "thing", "which"), [(text, *told) for text, (_, *told) in NAMES.items()])
def test_a_printed_name_tells_which_thing_it_is(printed: str, thing: Thing | None, which: str) -> None:
    read = SetbackName(printed)
    assert (read.thing, read.which) == (thing, which)


def test_every_thing_has_a_name() -> None:
    assert {thing for _, thing, _ in NAMES.values()} == {*Thing, None}


def test_only_the_name_of_an_effect_has_a_key() -> None:
    assert SetbackName("KEL-2026-0001/pdf/1").key == PDF
    assert [text for text in NAMES if SetbackName(text).key] == ["KEL-2026-0001/pdf/1", "kantor/harian/2026-11-02"]
    assert SetbackName("KEL-2026-0001/dari-versi-lain/1").key is None


def test_a_row_tells_its_tab_and_its_key() -> None:
    assert SetbackName("baris/Rekap/baris 2").tab_and_row == ("Rekap", "baris 2")
    assert SetbackName("baris/Register/a/b").tab_and_row == ("Register", "a/b")
    assert SetbackName("baris/Buku Kerja").tab_and_row == ("Buku Kerja", "")


def test_the_name_of_a_row_is_cut_however_long_its_cell() -> None:
    assert len(SetbackName.row("Riwayat", "x" * 1000)) == 250


def test_a_name_lies_within_its_kind_and_within_the_name_that_it_continues() -> None:
    answer = SetbackName("jawaban/public/ABC")
    assert answer.is_within(Thing.ANSWER)
    assert answer.is_within(SetbackName.answers("public"))
    assert not answer.is_within(SetbackName.answers("officer"))
    assert not answer.is_within(Thing.TAKING_IN)
    assert not SetbackName("jawaban/dicatat/ABC").is_within(Thing.ANSWER)
    assert SetbackName("formulir/public").is_within(SetbackName("formulir/public"))
    assert not SetbackName("formulir/publik-lama").is_within(SetbackName("formulir/publik"))


def test_a_name_names_a_complaint_by_a_whole_part() -> None:
    named = [text for text in NAMES if SetbackName(text).names(ONE)]
    draft = "konsep/KEL-2026-0001/surat_balasan/1"
    assert named == ["KEL-2026-0001/pdf/1", "kasus/KEL-2026-0001", "baris/Register/KEL-2026-0001", draft]
    assert not any(SetbackName(text).names(TWO) for text in NAMES)
