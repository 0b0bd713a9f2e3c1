"""A settled case goes on: whose word it takes, until when, and what of the row then counts as empty."""

from typing import Any

import pytest

from automation.domain.documents import DocumentKind
from automation.domain.vocabulary import Outcome, Step
from tests.builders import the_rules, wita

from .walking import APPROVED, Walk

REPLY = DocumentKind.SURAT_BALASAN


def settled(**context: Any) -> Walk:
    walk = Walk(**context).file(REPLY).file(REPLY, "pdf").file(REPLY, "pindaian")
    walk.fill(**APPROVED, letter_number="B/12", letter_date="04/11/2026", delivered_on="05/11/2026").tick(wita(5))
    walk.file(DocumentKind.NOTULEN).tick(wita(5))
    assert walk.case.outcome is Outcome.SETTLED
    return walk


def test_a_settled_case_begins_anew_at_step_4_with_clocks_and_a_letter_of_its_own() -> None:
    walk = settled().fill(reopening="Hasil uji masih salah").tick(wita(9, 10))
    assert (walk.case.outcome, walk.step) == (None, Step.REVIEW)
    assert (walk.case.current.round, walk.case.current.due) == (2, wita(10, 16))
    assert walk.case.letter_sequence == 2
    assert walk.case.disposition is not None
    assert (walk.case.disposition.group, walk.case.disposition.sequence) == ("Pokja Pengujian", 2)
    assert walk.happened[-2:] == [
        "Dibuka kembali oleh Kepala Balai: mulai lagi dari langkah 4",
        "Masuk langkah 4: kajian",
    ]


def test_the_group_that_handles_a_case_anew_takes_it_from_no_other_group() -> None:
    walk = Walk().file(REPLY).fill(**{**APPROVED, "findings": ""}).tick(wita(2))
    walk.fill(assigned_to="Pokja Kalibrasi").tick(wita(2, 10))
    assert walk.case.disposition is not None
    assert walk.case.disposition.former == "Pokja Pengujian"
    walk.file(REPLY, "pdf").file(REPLY, "pindaian")
    walk.fill(**APPROVED, letter_number="B/12", letter_date="04/11/2026", delivered_on="05/11/2026").tick(wita(5))
    walk.file(DocumentKind.NOTULEN).tick(wita(5))
    assert walk.case.outcome is Outcome.SETTLED
    walk.fill(reopening="Masih salah").tick(wita(9, 10))
    assert walk.case.disposition.group == "Pokja Kalibrasi"
    assert walk.case.disposition.former == ""


def test_what_stands_in_the_row_of_the_first_handling_counts_for_nothing_in_the_second() -> None:
    walk = settled().fill(reopening="Masih salah").tick(wita(9, 10)).tick(wita(9, 11))
    assert walk.step == Step.REVIEW
    assert walk.last is not None
    assert walk.last.facts.findings == walk.last.facts.reply_text == walk.last.facts.letter_number == ""
    walk.fill(findings="Alat lain rusak").tick(wita(9, 12))
    assert walk.step == Step.CAUSE


def test_each_new_text_is_one_reopening_and_an_old_one_is_none() -> None:
    walk = settled().fill(reopening="Masih salah").tick(wita(9, 10))
    again = {**APPROVED, "findings": "F2", "cause": "C2", "corrective_action": "K2", "preventive_action": "P2"}
    again |= {"applied_on": "09/11/2026", "verification": "V2", "reply_text": "R2", "initials": "BK 9/11"}
    again |= {"decision": "Setuju ulang", "letter_number": "B/13", "sent_by": "Pos/kurir", "recipient": "Siti"}
    walk.file(REPLY, which=2).file(REPLY, "pdf", 2).file(REPLY, "pindaian", 2)
    walk.fill(**again, delivered_on="09/11/2026").tick(wita(9, 11)).file(DocumentKind.NOTULEN, which=2)
    assert walk.tick(wita(9, 12)).case.outcome is Outcome.SETTLED
    assert walk.tick(wita(10, 9)).case.outcome is Outcome.SETTLED
    assert walk.warnings == ""
    walk.fill(reopening="").tick(wita(10, 9, 5)).fill(reopening="Masih salah").tick(wita(10, 9, 10))
    assert walk.case.outcome is Outcome.SETTLED
    assert "alasan ini sudah pernah dipakai" in walk.warnings
    walk.fill(reopening="Sekali lagi").tick(wita(10, 10))
    assert (walk.step, len(walk.case.reopenings)) == (Step.REVIEW, 2)


def test_what_was_written_before_the_end_opens_nothing_and_is_answered() -> None:
    walk = Walk().file(REPLY).file(REPLY, "pdf").file(REPLY, "pindaian")
    walk.fill(**APPROVED, letter_number="B/12", letter_date="04/11/2026", reopening="Terlalu dini").tick(wita(5))
    assert "belum selesai, jadi belum ada yang dibuka kembali" in walk.warnings
    walk.fill(delivered_on="05/11/2026").tick(wita(5, 10)).file(DocumentKind.NOTULEN).tick(wita(5, 11)).tick(wita(6))
    assert walk.case.outcome is Outcome.SETTLED
    assert "Buka kembali: ditulis sebelum keluhan selesai" in walk.warnings


def test_an_officer_proposes_within_the_term_and_the_case_stays_closed() -> None:
    walk = settled().fill(reopening_proposed="Pelapor menjawab").tick(wita(5, 9, month=12))
    assert (walk.case.outcome, walk.case.proposal) == (Outcome.SETTLED, "Pelapor menjawab")
    assert walk.happened == ["Usul buka kembali diubah", "Petugas mengusulkan keluhan dibuka kembali"]
    assert "menunggu Kepala Balai" in walk.warnings
    assert walk.tick(wita(7, 9, month=12)).happened == []


@pytest.mark.parametrize(("term", "day", "month"), [(30, 6, 12), (0, 6, 11)])
def test_after_the_term_a_proposal_is_answered_with_what_can_be_done(term: int, day: int, month: int) -> None:
    walk = settled(rules=the_rules(reopen_within=term)).fill(reopening_proposed="Terlambat")
    walk.tick(wita(day, 9, month=month))
    assert walk.case.proposal == ""
    assert "sudah lewat. Catat keluhan baru lewat formulir petugas" in walk.warnings


def test_a_case_without_a_reply_is_continued_by_its_classification() -> None:
    walk = Walk().fill(classification="Dicabut pelapor").tick(wita(2))
    walk.fill(reopening="Ternyata tidak dicabut").tick(wita(3))
    assert walk.case.outcome is Outcome.WITHDRAWN
    assert "Untuk melanjutkannya pilih Klasifikasi Keluhan" in walk.warnings


@pytest.mark.parametrize("key", ["letter_number", "classification", "data_wanted", "held_from", "decision"])
def test_an_edit_from_which_nothing_follows_any_more_is_answered_until_it_is_put_back(key: str) -> None:
    walk = settled()
    before = walk.cells.get(key, "")
    walk.fill(**{key: "07/11/2026"}).tick(wita(6)).tick(wita(7))
    assert "sudah ditutup, jadi perubahan itu tidak berpengaruh" in walk.warnings
    assert walk.fill(**{key: before}).tick(wita(8)).warnings == ""


@pytest.mark.parametrize(
    "key", ["corrected_name", "hold_reason", "workers", "response", "recipient", "handed_over_by"]
)
def test_an_edit_that_counts_after_the_end_is_not_answered(key: str) -> None:
    assert settled().fill(**{key: "Ibu Siti"}).tick(wita(6)).warnings == ""


def test_edits_that_meant_nothing_are_forgotten_when_the_case_goes_on() -> None:
    walk = Walk().fill(classification="Dicabut pelapor").tick(wita(2)).fill(findings="Dini").tick(wita(3))
    assert "Hasil kajian" in walk.warnings
    walk.fill(classification="Keluhan", service="Pengujian").tick(wita(4))
    assert (walk.step, walk.case.unheeded) == (Step.CAUSE, {})


def test_a_letter_is_void_that_is_to_be_replaced_in_the_tick_that_reopens_its_case() -> None:
    walk = settled().fill(reopening="Masih salah", replacement="Keliru", workers="tidak ada").tick(wita(9))
    assert (walk.step, walk.case.voided) == (Step.REVIEW, ("Keliru",))
    assert any("B/12" in one or "batal" in one for one in walk.happened)
    assert walk.warnings == ""
    assert walk.tick(wita(9, 11)).case.voided == ("Keliru",)


def test_the_letter_of_the_first_handling_stands_after_a_reopening_and_the_row_says_so() -> None:
    walk = settled().fill(reopening="Masih salah").tick(wita(9, 10))
    walk.fill(replacement="Salah alamat", workers="tidak ada").tick(wita(9, 11))
    assert walk.case.voided == ("",)
    assert "Surat dari penanganan sebelum keluhan dibuka kembali tidak dapat dibatalkan" in walk.warnings
    assert "surat balasan belum dibuat, jadi belum ada yang diganti" not in walk.warnings
