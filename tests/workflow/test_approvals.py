"""Paraf and decision hold for one content of the draft: changed words are asked about again."""

from dataclasses import replace

import pytest

from automation.domain.documents import DocumentKind
from automation.domain.groups import Person
from automation.workflow.phase import Phase
from tests.builders import the_rules, wita

from .walking import APPROVED, INITIALLED, VERIFIED, Walk

REPLY = DocumentKind.SURAT_BALASAN
ACTING = Person("Indra Kusuma", "indra@bspji.example")
FIRST = ("Yth. Siti Aminah", "Kami lampirkan hasilnya.")
SECOND = ("Yth. Siti Aminah", "Kami tidak melampirkan hasilnya.")


def initialled() -> Walk:
    walk = Walk().fill(**{**INITIALLED, "initials": ""}).tick(wita(4)).file(REPLY).edit(*FIRST)
    return walk.tick(wita(4, 9, 30)).fill(initials="BK 4/11").tick(wita(4, 10))


def approved() -> Walk:
    return initialled().fill(decision="Setuju").tick(wita(4, 11))


def test_a_draft_edited_after_the_approval_returns_to_whoever_initials_it() -> None:
    walk = approved().edit(*SECOND).tick(wita(4, 12))
    assert walk.step == 8
    assert walk.status.phase is Phase.INITIALS
    assert "Konsep surat berubah sesudah diparaf: kembali ke langkah 8" in walk.happened


def test_the_history_tells_which_words_changed() -> None:
    walk = approved().edit(*SECOND).tick(wita(4, 12))
    assert walk.last is not None
    told = [
        event.sentence.new for event in walk.last.events if event.sentence.what.startswith("Konsep surat berubah")
    ]
    assert told == ["“lampirkan” menjadi “tidak melampirkan”"]


def test_the_same_initials_and_decision_do_not_hold_for_other_words() -> None:
    walk = approved().edit(*SECOND).tick(wita(4, 12)).tick(wita(4, 13))
    assert (walk.step, walk.status.phase) == (8, Phase.INITIALS)
    walk.fill(initials="BK 4/11 siang").tick(wita(4, 14))
    assert (walk.step, walk.status.phase) == (9, Phase.DECISION)


ANEW = [
    [{"decision": "Setuju ulang"}],
    [{"decision_note": "Baik, dengan kalimat baru."}],
    [{"decision": ""}, {"decision": "Setuju"}],
]


@pytest.mark.parametrize("typed", ANEW, ids=["setuju ulang", "catatan", "emptied between"])
def test_one_decides_anew_by_another_choice_a_changed_note_or_an_emptied_cell(typed: list[dict[str, str]]) -> None:
    walk = approved().edit(*SECOND).tick(wita(4, 12)).fill(initials="BK 2").tick(wita(4, 13))
    for minute, cells in enumerate(typed):
        walk.fill(**cells).tick(wita(4, 14, minute))
    assert walk.status.phase is Phase.LETTER_NUMBER


def test_setuju_ulang_counts_like_any_approval_and_goes_stale_like_one() -> None:
    walk = approved().edit(*SECOND).tick(wita(4, 12)).fill(initials="BK 2", decision="Setuju ulang").tick(wita(4, 13))
    assert walk.status.state == "Menunggu nomor surat"
    walk.edit(*FIRST).tick(wita(4, 14)).fill(initials="BK 3").tick(wita(4, 15))
    assert walk.status.phase is Phase.DECISION
    walk.fill(decision="Setuju").tick(wita(4, 16))
    assert walk.step == 9
    assert "Menunggu nomor surat" in walk.status.state


def test_a_decision_made_while_the_words_changed_counts_for_the_words_announced_before() -> None:
    walk = initialled().edit(*SECOND).fill(decision="Setuju").tick(wita(4, 11))
    assert walk.step == 8
    assert walk.fill(initials="BK 2").tick(wita(4, 12)).status.phase is Phase.DECISION


def test_a_decision_made_before_the_initials_counts_for_the_version_that_status_named() -> None:
    walk = Walk().fill(**{**INITIALLED, "initials": ""}).tick(wita(4)).file(REPLY).edit(*FIRST).tick(wita(4, 10))
    walk.fill(decision="Setuju").tick(wita(4, 11)).fill(initials="BK 4/11").tick(wita(4, 12))
    assert walk.status.phase is Phase.LETTER_NUMBER


def test_a_decision_made_on_another_version_than_the_one_initialled_is_asked_for_again() -> None:
    walk = Walk().fill(**{**INITIALLED, "initials": ""}).tick(wita(4)).file(REPLY).edit(*FIRST).tick(wita(4, 10))
    walk.fill(decision="Setuju").tick(wita(4, 11)).edit(*SECOND).fill(initials="BK 4/11").tick(wita(4, 12))
    assert walk.status.phase is Phase.DECISION
    assert "Keputusan belum berlaku: bukan untuk konsep yang diparaf" in walk.happened


def test_a_decision_typed_before_there_was_a_draft_is_asked_for_again() -> None:
    walk = Walk().fill(**VERIFIED, reply_text="Isi", decision="Setuju").tick(wita(4)).file(REPLY)
    assert walk.fill(initials="BK").tick(wita(4, 12)).status.phase is Phase.DECISION


def test_an_approval_from_before_there_were_seals_stands_for_the_draft_as_it_is_now() -> None:
    walk = Walk().fill(**INITIALLED).tick(wita(4)).file(REPLY).tick(wita(4, 10))
    walk.case = replace(walk.case, sealed=None, draft=None, decided_on="")
    walk.fill(decision="Setuju").tick(wita(4, 11))
    assert walk.status.phase is Phase.LETTER_NUMBER
    assert walk.edit(*SECOND).tick(wita(4, 12)).step == 8


@pytest.mark.parametrize("stated", ["", ACTING.name])
def test_what_the_acting_head_approved_on_their_day_stays_approved(stated: str) -> None:
    walk = initialled()
    walk.context = {"rules": the_rules(head=ACTING)}
    walk.fill(decision="Setuju", decided_by=stated).tick(wita(4, 11))
    walk.context = {}
    walk.tick(wita(5))
    assert walk.status.phase is Phase.LETTER_NUMBER
    assert "berwenang" not in str(walk.last and walk.last.warnings)
    walk.fill(workers=ACTING.name).tick(wita(5, 10))
    assert (walk.step, walk.status.phase) == (9, Phase.DECISION)


def test_a_head_of_another_day_approves_nothing() -> None:
    walk = initialled().fill(decision="Setuju", decided_by=ACTING.name).tick(wita(4, 11))
    assert (walk.step, walk.status.phase) == (9, Phase.DECISION)
    walk.context = {"rules": the_rules(head=ACTING)}
    assert walk.tick(wita(5)).status.phase is Phase.LETTER_NUMBER


def test_a_draft_that_is_gone_is_told_and_neither_initialled_nor_numbered() -> None:
    walk = Walk().fill(**INITIALLED).tick(wita(4)).file(REPLY)
    walk.draft, walk.context = None, {"draft_is_gone": True}
    assert walk.tick(wita(4, 10)).step == 8
    assert "Pulihkan yang asli dari Sampah" in walk.warnings


def test_tracked_changes_are_refused_at_the_initials() -> None:
    walk = Walk().fill(**INITIALLED).tick(wita(4)).file(REPLY).edit(*FIRST, is_tracked=True).tick(wita(4, 10))
    assert walk.step == 8
    assert "Terima atau tolak perubahan dahulu" in walk.warnings
    assert walk.edit(*FIRST).tick(wita(4, 11)).step == 9


def test_a_field_left_unfilled_is_refused_at_the_initials_by_its_name() -> None:
    left = ("nama_pelapor",)
    walk = Walk().fill(**INITIALLED).tick(wita(4)).file(REPLY).edit(*FIRST, leftovers=left).tick(wita(4, 10))
    assert walk.step == 8
    assert "“nama_pelapor”" in walk.warnings


def test_what_the_complainant_wrote_is_nobodys_field() -> None:
    left = ("uji air",)
    walk = Walk().fill(**INITIALLED).tick(wita(4)).file(REPLY).edit(*FIRST, leftovers=left).tick(wita(4, 10))
    assert walk.step == 9


def test_a_draft_edited_after_the_letter_was_made_is_told_once_and_changes_nothing() -> None:
    walk = approved().file(REPLY, "pdf").edit(*SECOND).tick(wita(4, 12))
    assert walk.step == 9
    assert [one for one in walk.happened if "disunting sesudah PDF" in one]
    assert "tetap seperti yang disetujui" in walk.warnings
    walk.tick(wita(4, 13))
    assert walk.happened == []


def test_a_closed_case_keeps_no_letters_words() -> None:
    walk = Walk().fill(**APPROVED).tick(wita(4)).file(REPLY).tick(wita(4, 10))
    walk.fill(classification="Dicabut pelapor").tick(wita(4, 11))
    assert walk.case.draft is None
    assert walk.case.sealed is not None
    assert walk.case.sealed.lines == ()
