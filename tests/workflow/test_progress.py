"""The ten steps, by plain examples."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from automation.domain.calendar import Norm
from automation.domain.documents import DocumentKind
from automation.domain.groups import WorkingGroup
from automation.domain.happenings import Edited
from automation.domain.rules import SOP_NORMS, DispositionMode
from automation.domain.vocabulary import Outcome, Step, Urgency
from automation.workflow.phase import Phase
from tests.builders import CALIBRATION, DEPUTY, DEPUTY_HEAD, HEAD, TESTING, a_calendar, a_number, the_rules, wita

from .walking import ACTED, APPROVED, CAUSED, INITIALLED, REVIEWED, SORTED, VERIFIED, Walk

REPLY = DocumentKind.SURAT_BALASAN


def test_a_new_complaint_waits_to_be_sorted_for_ten_office_minutes() -> None:
    walk = Walk().tick(wita(2))
    assert walk.step == Step.SORTING
    assert walk.case.current.due == wita(2, 9, 10)
    assert walk.status.state == "Menunggu pemilahan"


def test_the_routing_table_assigns_at_once() -> None:
    walk = Walk().fill(**SORTED).tick(wita(2, 9, 5))
    assert walk.case.disposition is not None
    assert walk.case.disposition.group == "Pokja Pengujian"
    assert walk.step == Step.REVIEW
    assert walk.case.current.due == wita(3, 16, 0)


def test_a_complaint_without_a_service_is_not_routed() -> None:
    walk = Walk().fill(classification="Keluhan").tick(wita(2))
    assert walk.step == Step.SORTING
    assert "Jenis layanan" in walk.warnings


def test_in_confirm_mode_the_head_is_asked_and_nothing_is_assigned() -> None:
    walk = Walk(rules=the_rules(disposition=DispositionMode.CONFIRM)).fill(**SORTED).tick(wita(2))
    assert walk.case.disposition is None
    assert walk.case.proposed == "Pokja Pengujian"
    assert walk.status.state == "Menunggu konfirmasi disposisi"
    walk.fill(assigned_to="Pokja Kalibrasi").tick(wita(2, 10))
    assert walk.case.disposition is not None
    assert walk.case.disposition.group == "Pokja Kalibrasi"


@pytest.mark.parametrize(
    ("groups", "said"),
    [((CALIBRATION,), "Belum ada pokja"), ((TESTING, replace(TESTING, name="Pokja Lab 2")), "2 pokja")],
)
def test_no_group_or_several_is_a_question_to_the_head_and_never_a_guess(
    groups: tuple[WorkingGroup, ...], said: str
) -> None:
    walk = Walk(groups=groups).fill(**SORTED).tick(wita(2))
    assert walk.case.disposition is None
    assert said in walk.warnings
    assert walk.status.people == (HEAD,)


def test_the_head_gives_a_case_to_another_group_and_the_review_begins_anew() -> None:
    walk = Walk().fill(**SORTED).tick(wita(2))
    walk.fill(assigned_to="Pokja Kalibrasi").tick(wita(3))
    assert walk.case.disposition is not None
    assert (walk.case.disposition.group, walk.case.disposition.sequence) == ("Pokja Kalibrasi", 2)
    assert walk.case.current.began == wita(3)
    assert "Dialihkan oleh Kepala Balai" in walk.happened


@pytest.mark.parametrize(
    ("cells", "step"),
    [(REVIEWED, Step.CAUSE), (CAUSED, Step.ACTION), (ACTED, Step.VERIFICATION), (VERIFIED, Step.REPLY_DRAFT)],
)
def test_each_fact_ends_its_step(cells: dict[str, Any], step: Step) -> None:
    assert Walk().fill(**cells).tick(wita(2)).step == step


def test_effective_without_a_cause_is_refused_with_what_comes_first() -> None:
    walk = Walk().fill(**REVIEWED, effective="Ya").tick(wita(2))
    assert walk.step == Step.CAUSE
    assert "Efektif sudah diisi" in walk.warnings
    assert "Penyebab" in walk.warnings


def test_an_ineffective_action_returns_to_the_cause_and_old_cells_no_longer_count() -> None:
    walk = Walk().fill(**{**VERIFIED, "effective": "Tidak"}).tick(wita(4))
    assert walk.step == Step.CAUSE
    assert walk.case.round_of(Step.CAUSE) == 2
    assert walk.tick(wita(4, 10)).step == Step.CAUSE
    walk.fill(cause="Petugas baru belum dilatih").tick(wita(4, 11))
    assert walk.step == Step.ACTION
    walk.fill(corrective_action="Uji ulang kedua").tick(wita(4, 12))
    assert walk.step == Step.VERIFICATION
    walk.fill(verification="Sesuai", effective="Ya").tick(wita(5))
    assert walk.step == Step.VERIFICATION
    assert "Tanggal penerapan (perbarui isinya" in walk.warnings
    walk.fill(applied_on="05/11/2026").tick(wita(5, 10))
    assert walk.step == Step.REPLY_DRAFT


def test_an_action_may_be_found_ineffective_twice() -> None:
    walk = Walk().fill(**{**VERIFIED, "effective": "Tidak"}).tick(wita(4))
    walk.fill(cause="B", corrective_action="C", applied_on="05/11/2026", verification="Masih salah").tick(wita(5))
    assert walk.step == Step.CAUSE
    assert walk.case.round_of(Step.CAUSE) == 3


def test_initials_wait_for_the_draft_to_exist() -> None:
    walk = Walk().fill(**INITIALLED).tick(wita(4))
    assert walk.step == Step.REPLY_DRAFT
    walk.file(REPLY).tick(wita(4))
    assert walk.step == Step.SIGNATURE


def test_a_decision_before_the_initials_is_refused() -> None:
    walk = Walk().file(REPLY).fill(**VERIFIED, reply_text="Isi", decision="Setuju").tick(wita(4))
    assert walk.step == Step.REPLY_DRAFT
    assert "Keputusan sudah diisi" in walk.warnings
    assert "Paraf" in walk.warnings


def test_a_returned_draft_needs_new_initials_and_a_new_decision() -> None:
    walk = Walk().file(REPLY).fill(**{**APPROVED, "decision": "Kembalikan"}).tick(wita(4))
    assert walk.step == Step.SIGNATURE
    assert "Catatan" in walk.warnings
    walk.fill(decision_note="Perbaiki alinea kedua").tick(wita(4, 10))
    assert walk.step == Step.REPLY_DRAFT
    assert walk.tick(wita(4, 11)).step == Step.REPLY_DRAFT
    walk.fill(initials="BK 4/11 (2)").tick(wita(4, 13))
    assert walk.step == Step.SIGNATURE
    assert walk.status.state == "Menunggu keputusan Kepala Balai"
    walk.fill(decision="Setuju").tick(wita(4, 14))
    assert walk.status.state == "Menunggu nomor surat"


def test_the_letter_waits_for_its_signed_scan() -> None:
    numbered = {**APPROVED, "letter_number": "B/12", "letter_date": "04/11/2026"}
    walk = Walk().file(REPLY).fill(**numbered).tick(wita(4)).file(REPLY, "pdf").tick(wita(4))
    assert walk.status.state == "Menunggu pindaian bertanda tangan"
    walk.file(REPLY, "pindaian").tick(wita(5))
    assert walk.step == Step.DELIVERY


def test_an_office_may_send_the_letter_without_waiting_for_the_scan() -> None:
    walk = Walk(rules=the_rules(wait_for_scan=False)).file(REPLY).file(REPLY, "pdf")
    walk.fill(**APPROVED, letter_number="B/12", letter_date="04/11/2026").tick(wita(4))
    assert walk.step == Step.DELIVERY


def test_a_case_closes_when_the_customer_has_the_letter_and_the_record_is_written() -> None:
    walk = Walk().file(REPLY).file(REPLY, "pdf").file(REPLY, "pindaian")
    walk.fill(**APPROVED, letter_number="B/12", letter_date="04/11/2026", delivered_on="05/11/2026")
    walk.fill(sent_by="Pos/kurir").tick(wita(5))
    assert walk.case.outcome is None
    assert walk.status.state == "Sedang ditutup"
    walk.file(DocumentKind.NOTULEN).tick(wita(5))
    assert walk.case.outcome is Outcome.SETTLED


def test_a_letter_cannot_be_delivered_before_it_was_signed_or_tomorrow() -> None:
    walk = Walk().file(REPLY).file(REPLY, "pdf").file(REPLY, "pindaian")
    walk.fill(**APPROVED, letter_number="B/12", letter_date="04/11/2026", delivered_on="01/11/2026").tick(wita(5))
    assert "sebelum surat ditandatangani" in walk.warnings
    walk.fill(delivered_on="06/11/2026").tick(wita(5))
    assert "belum tiba" in walk.warnings


@pytest.mark.parametrize(
    ("classification", "outcome"),
    [
        ("Bukan keluhan", Outcome.NOT_A_COMPLAINT),
        ("Di luar kewenangan", Outcome.OUT_OF_SCOPE),
        ("Dicabut pelapor", Outcome.WITHDRAWN),
    ],
)
def test_a_complaint_may_end_early(classification: str, outcome: Outcome) -> None:
    walk = Walk().fill(classification=classification, reason_given="Urusan PLN").tick(wita(2))
    assert walk.case.outcome is outcome
    assert walk.status.urgency is Urgency.CLOSED


def test_a_complaint_that_is_not_the_offices_own_stays_open_until_its_complainant_can_be_told_why() -> None:
    walk = Walk().fill(classification="Di luar kewenangan").tick(wita(2))
    assert walk.case.outcome is None
    assert "Alasan bagi pelapor" in walk.warnings
    assert walk.fill(reason_given="Urusan PLN").tick(wita(2)).case.outcome is Outcome.OUT_OF_SCOPE
    assert not walk.warnings


def test_a_meeting_without_a_place_is_asked_for_one() -> None:
    walk = Walk().fill(**SORTED, meeting_needed="Ya", meeting_at="03/11/2026 09.00").tick(wita(2))
    assert "Tempat rapat" in walk.warnings
    assert "Tempat rapat" not in walk.fill(meeting_place="Aula").tick(wita(2)).warnings


def test_a_reply_whose_way_nobody_stated_waits_for_it_unless_the_job_mailed_it() -> None:
    def handed_over(**office: bool) -> Walk:
        walk = Walk(**office).file(REPLY).file(REPLY, "pdf").file(REPLY, "pindaian")
        return walk.fill(**APPROVED, letter_number="B/12", letter_date="04/11/2026", delivered_on="05/11/2026")

    waiting = handed_over().tick(wita(5))
    assert "Cara kirim" in waiting.warnings
    assert waiting.status.phase is Phase.WAY_OF_DELIVERY
    assert waiting.status.responsible.startswith("Petugas Pelayanan")
    assert "Cara kirim" not in handed_over(reply_mailed=True).tick(wita(5)).warnings
    assert "Cara kirim" not in handed_over().fill(sent_by="Pos/kurir").tick(wita(5)).warnings


def test_a_duplicate_names_an_existing_complaint_other_than_itself() -> None:
    walk = Walk(others={a_number(1): None, a_number(2): None, a_number(3): Outcome.DUPLICATE})
    walk.fill(classification="Duplikat").tick(wita(2))
    assert "isi nomor keluhan pertama" in walk.warnings
    for wrong, said in (("KEL-2026-0001", "dirinya"), ("KEL-2026-0009", "tidak ada"), ("KEL-2026-0003", "sebuah")):
        walk.fill(duplicate_of=wrong).tick(wita(2))
        assert said in walk.warnings
        assert walk.case.outcome is None
    assert walk.fill(duplicate_of="kel-2026-0002").tick(wita(2)).case.outcome is Outcome.DUPLICATE


def test_a_case_closed_by_mistake_is_reopened_with_a_deadline_of_its_own() -> None:
    walk = Walk().fill(classification="Bukan keluhan").tick(wita(2))
    walk.fill(**SORTED).tick(wita(9))
    assert walk.case.outcome is None
    assert walk.step == Step.REVIEW
    assert walk.status.urgency is not Urgency.OVERDUE


def test_a_hold_stops_the_clock_and_needs_a_reason() -> None:
    walk = Walk().fill(**SORTED).tick(wita(2))
    walk.fill(held_from="03/11/2026", held_until="04/11/2026").tick(wita(3))
    assert "Alasan" in walk.warnings
    walk.fill(hold_reason="Menunggu contoh uji").tick(wita(3))
    assert walk.status.urgency is Urgency.ON_HOLD
    assert walk.status.due is None
    walk.tick(wita(5))
    assert walk.case.current.due == wita(5, 16, 0)


def test_an_open_hold_ends_when_its_cell_is_cleared() -> None:
    walk = Walk().fill(**SORTED).tick(wita(2)).fill(held_from="03/11/2026", hold_reason="Menunggu").tick(wita(3, 8))
    assert walk.case.current.due is None
    walk.fill(held_from="").tick(wita(4, 8))
    assert walk.case.current.due == wita(4, 16, 0)
    assert "Dilanjutkan" in walk.happened


def test_a_case_presses_by_office_time_so_that_a_weekend_hides_nothing() -> None:
    walk = Walk()
    for cells, at in ((SORTED, wita(2)), (REVIEWED, wita(3)), (ACTED, wita(4)), (VERIFIED, wita(6, 16, 20))):
        walk.fill(**cells).tick(at)
    assert (walk.step, walk.case.current.due) == (Step.REPLY_DRAFT, wita(9, 7, 50))
    assert walk.status.urgency is Urgency.SOON


def test_a_breach_once_recorded_stays_recorded() -> None:
    walk = Walk().fill(**SORTED).tick(wita(2)).tick(wita(4))
    assert walk.case.current.breached
    assert walk.status.urgency is Urgency.OVERDUE
    walk.fill(**REVIEWED).tick(wita(4))
    review = next(record for record in walk.case.steps if record.step is Step.REVIEW)
    assert review.breached


def test_a_changed_calendar_moves_a_deadline_and_says_so() -> None:
    walk = Walk().fill(**SORTED).tick(wita(2))
    walk.context["calendar"] = a_calendar(date(2026, 11, 3))
    walk.tick(wita(2, 10))
    assert walk.case.current.due == wita(4, 16, 0)
    assert "Tenggat berubah karena Hari Libur atau jam kerja berubah" in walk.happened


def test_a_calendar_that_runs_out_is_a_warning_that_names_the_year() -> None:
    walk = Walk(rules=the_rules(norms={**SOP_NORMS, Step.REVIEW: Norm(days=600)})).fill(**SORTED).tick(wita(2))
    assert walk.case.current.due is None
    assert "2028" in walk.warnings


def test_who_did_the_work_may_not_verify_but_the_deputy_may() -> None:
    walk = Walk().fill(**{**VERIFIED, "workers": "Budi Ketua; Rudi", "verified_by": "budi  ketua"}).tick(wita(4))
    assert walk.step == Step.VERIFICATION
    assert "tidak boleh memverifikasi" in walk.warnings
    assert walk.status.people == (DEPUTY,)
    walk.fill(verified_by="Tini Wakil").tick(wita(4))
    assert walk.step == Step.REPLY_DRAFT


def test_a_head_who_did_the_work_may_not_approve_but_the_named_deputy_may() -> None:
    walk = Walk().file(REPLY).fill(**APPROVED, workers=HEAD.name).tick(wita(4))
    assert walk.status.state == "Menunggu keputusan Kepala Balai"
    assert walk.status.people == (DEPUTY_HEAD,)
    assert "tidak boleh menyetujui" in walk.warnings
    walk.fill(decided_by=DEPUTY_HEAD.name).tick(wita(4))
    assert walk.status.state == "Menunggu nomor surat"


def test_a_stranger_may_not_approve() -> None:
    walk = Walk().file(REPLY).fill(**APPROVED, decided_by="Orang Lain").tick(wita(4))
    assert walk.status.state == "Menunggu keputusan Kepala Balai"
    assert "bukan pejabat yang berwenang" in walk.warnings


def test_an_office_without_srikandi_numbers_its_own_letters() -> None:
    walk = (
        Walk(rules=the_rules(numbers_letters=True), letter_numbers={"4/bspji-samarinda/xi/2026": a_number(9)})
        .file(REPLY)
        .fill(**APPROVED)
        .tick(wita(4))
    )
    assert walk.case.own_letter_number == "5/BSPJI-Samarinda/XI/2026"


def test_every_edit_of_a_cell_is_in_the_history() -> None:
    walk = Walk().fill(findings="A").tick(wita(2)).fill(findings="B").tick(wita(2))
    assert walk.last is not None
    assert Edited("Hasil kajian", "A", "B") in [event.happening for event in walk.last.events]


def test_a_second_tick_over_the_same_row_changes_nothing() -> None:
    walk = Walk().fill(**VERIFIED).tick(wita(4))
    before = walk.case
    walk.tick(wita(4))
    assert walk.case == before
    assert walk.happened == []
