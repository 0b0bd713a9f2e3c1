"""A letter signed through Srikandi: it bears the number that comes back, and what differs is decided anew."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentKind
from automation.domain.signatures import TextCheck
from automation.workflow.letter_numbers import letter_head
from automation.workflow.phase import Phase
from automation.workflow.phase_wording import TASKS
from tests.builders import the_rules, wita

from .walking import APPROVED, Walk

REPLY = DocumentKind.SURAT_BALASAN
NUMBER, DAY = "B/88/BSPJI/XI/2026", date(2026, 11, 5)
DIFFERS = f"Teks {TextCheck.DIFFERS.value}: “lima” menjadi “enam”. Tanda tangan utuh; dan seterusnya"


def approved(walk: Walk | None = None) -> Walk:
    """Go to where the draft is approved and lies ready for Srikandi."""
    walk = walk or Walk(rules=the_rules(signs_electronically=True))
    walk.fill(**{**APPROVED, "initials": "", "decision": ""}).tick(wita(4)).file(REPLY)
    walk.fill(initials="BK").tick(wita(4, 10)).fill(decision="Setuju").tick(wita(4, 11))
    return walk.file(REPLY, "srikandi").tick(wita(4, 12))


def came_back(walk: Walk, check: str, **bears: Any) -> Walk:
    """File what Srikandi gave back."""
    walk.file(REPLY, "pindaian")
    name = f"KEL-2026-0001 Surat Balasan {len(walk.documents)}.pdf"
    given = {"signed_by": "Sulaiman Hakim", "checked": check, "name": name, **bears}
    walk.documents[-1] = replace(walk.documents[-1], **given)
    return walk.tick(wita(5, 10))


def matches() -> Walk:
    check = f"Teks {TextCheck.MATCHES.value}. Tanda tangan utuh"
    return came_back(approved(), check, letter_number=NUMBER, letter_date=DAY)


def differs() -> Walk:
    return came_back(approved(), DIFFERS, letter_number=NUMBER, letter_date=DAY)


def unread() -> Walk:
    walk = approved().fill(letter_number="B/1", letter_date="04/11/2026")
    return came_back(walk, f"Teks {TextCheck.UNREAD.value}. Tanda tangan utuh")


def test_no_number_is_asked_for_before_the_signature() -> None:
    walk = approved()
    assert walk.status.phase is Phase.SIGNED_PDF
    assert "Srikandi" in walk.status.task
    assert "No. surat keluar" not in walk.warnings


def test_what_came_back_as_approved_ends_the_step_with_its_own_number() -> None:
    walk = matches()
    assert walk.step == 10
    assert "Surat balasan tertanggal 05/11/2026 ditandatangani secara elektronik oleh Sulaiman Hakim" in walk.happened
    assert "Teks surat bertanda tangan elektronik sesuai konsep yang disetujui" in walk.happened


def test_a_cell_that_names_another_number_is_warned_of_and_counts_for_nothing() -> None:
    walk = matches().fill(letter_number="B/99", letter_date="05/11/2026").tick(wita(5, 11))
    assert walk.last is not None
    assert letter_head(walk.case, walk.last.facts, walk.office).number == NUMBER
    assert f"nomor {NUMBER} tanggal 5 November 2026" in walk.warnings


def test_other_words_than_the_approved_ones_wait_for_a_decision_of_their_own() -> None:
    walk = differs()
    assert (walk.step, walk.status.phase) == (9, Phase.SIGNED_DIFFERS)
    assert "“lima” menjadi “enam”" in walk.warnings
    assert walk.status.task == TASKS[Phase.SIGNED_DIFFERS]
    assert walk.tick(wita(5, 11)).step == 9
    walk.fill(decision="Setuju ulang").tick(wita(5, 12))
    assert walk.step == 10
    assert "ditandatangani secara elektronik" in walk.happened[-1] + walk.happened[0]


def test_other_words_that_shall_not_stand_are_replaced_by_a_letter_of_its_own() -> None:
    walk = differs().fill(replacement="Kalimat diubah").tick(wita(5, 12))
    assert (walk.step, walk.case.letter_sequence) == (8, 2)
    assert f"Surat balasan nomor {NUMBER} dibatalkan dan diganti: kembali ke langkah 8" in walk.happened


def test_a_text_that_cannot_be_read_waits_until_a_person_states_number_and_date_anew() -> None:
    walk = unread()
    assert (walk.step, walk.status.phase) == (9, Phase.SIGNED_UNREAD)
    assert "teksnya tidak dapat dibaca" in walk.warnings
    walk.fill(letter_number=NUMBER).tick(wita(5, 11))
    assert walk.step == 9  # What the cells said before was no statement about this letter.
    walk.documents[-1] = replace(walk.documents[-1], letter_number=NUMBER, letter_date=DAY)
    assert walk.tick(wita(5, 12)).step == 10


def test_a_letter_that_awaits_its_signature_is_not_returned_but_replaced() -> None:
    walk = approved().fill(decision="Kembalikan", decision_note="Salah").tick(wita(4, 13))
    assert walk.step == 9
    assert "Ganti surat" in walk.warnings
    walk.fill(replacement="Salah alamat").tick(wita(4, 14))
    assert walk.step == 8
    assert "Surat balasan nomor – dibatalkan dan diganti: kembali ke langkah 8" in walk.happened


@pytest.mark.parametrize("electronic", [True, False])
def test_a_letter_goes_on_as_it_was_begun_whatever_the_office_sets_later(electronic: bool) -> None:
    walk = approved() if electronic else Walk()
    if not electronic:
        walk.fill(**{**APPROVED, "decision": ""}).tick(wita(4)).file(REPLY).tick(wita(4, 10))
        walk.fill(decision="Setuju", letter_number="B/1", letter_date="04/11/2026").tick(wita(4, 11))
        walk.file(REPLY, "pdf")
    walk.context["rules"] = the_rules(signs_electronically=not electronic)
    walk.tick(wita(4, 13))
    assert walk.status.phase is (Phase.SIGNED_PDF if electronic else Phase.SIGNED_SCAN)


def test_a_scan_of_the_printed_letter_is_no_signed_letter() -> None:
    walk = approved().file(REPLY, "pindaian").tick(wita(5))
    assert walk.step == 9


def test_another_download_that_nobody_could_compare_does_not_hide_the_number() -> None:
    walk = came_back(matches(), f"Teks {TextCheck.UNKNOWN.value}. Tanda tangan utuh")
    head = letter_head(walk.case, StaffFacts(), walk.office)
    assert (head.number, head.on) == (NUMBER, DAY)
