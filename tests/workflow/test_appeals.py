"""An appeal goes a complaint's way, to a group that had no part in the decision; nobody who had decides it."""

import pytest

from automation.domain.documents import DocumentKind
from automation.domain.groups import Person, WorkingGroup
from automation.domain.happenings import IndependenceLost
from automation.domain.rules import DispositionMode
from automation.domain.vocabulary import Duty, Outcome, Step
from automation.workflow.outer_limits import limit_warnings
from automation.workflow.phase import Phase
from tests.builders import CALIBRATION, TESTING, the_rules, wita

from .walking import APPROVED, INITIALLED, VERIFIED, Walk

CERTIFICATION = WorkingGroup(
    name="Pokja Sertifikasi", services=("Sertifikasi produk",), lead=Person("Yoh Ketua", "yoh@bspji.example")
)
APPEALS = WorkingGroup(
    name="Pokja Banding",
    services=("Pelatihan",),
    lead=Person("Agus Ketua", "agus@bspji.example"),
    deputy=Person("Lina Wakil", "lina@bspji.example"),
    hears_appeals=True,
)
GROUPS = (TESTING, CALIBRATION, CERTIFICATION, APPEALS)
APPEAL = {"classification": "Banding", "service": "Sertifikasi produk"}
REPLY = DocumentKind.SURAT_BALASAN


def walk_of(*groups: WorkingGroup) -> Walk:
    return Walk(groups=groups or GROUPS)


def phase_of(walk: Walk) -> Phase:
    return walk.status.phase


def test_an_appeal_goes_to_the_group_that_is_marked_for_it_and_not_to_the_one_that_decided() -> None:
    walk = walk_of().fill(**APPEAL).tick(wita(2))
    assert walk.step == Step.REVIEW
    assert walk.case.disposition is not None
    assert walk.case.disposition.group == "Pokja Banding"
    assert walk.case.is_appeal


def test_a_complaint_about_the_same_service_goes_where_it_always_went() -> None:
    walk = walk_of().fill(**{**APPEAL, "classification": "Keluhan"}).tick(wita(2))
    assert walk.case.disposition is not None
    assert walk.case.disposition.group == "Pokja Sertifikasi"
    assert not walk.case.is_appeal


def test_an_appeal_that_is_withdrawn_stays_an_appeal_and_a_complaint_becomes_none() -> None:
    walk = walk_of().fill(**APPEAL).tick(wita(2)).fill(classification="Dicabut pelapor").tick(wita(2, 10))
    assert walk.case.outcome is Outcome.WITHDRAWN
    assert walk.case.is_appeal
    walk.fill(classification="").tick(wita(2, 11))
    assert walk.case.is_appeal
    walk.fill(classification="Keluhan").tick(wita(2, 12))
    assert not walk.case.is_appeal
    walk.fill(classification="Dicabut pelapor").tick(wita(2, 13))
    assert not walk.case.is_appeal


def test_an_appeal_is_one_against_a_decision_of_certification_or_inspection_alone() -> None:
    walk = walk_of().fill(**{**APPEAL, "service": "Pengujian"}).tick(wita(2))
    assert walk.step == Step.SORTING
    assert "Banding hanya untuk keputusan Sertifikasi produk atau Inspeksi teknis" in walk.warnings
    assert walk.fill(service="Inspeksi teknis").tick(wita(2)).step == Step.REVIEW


def test_without_a_marked_group_the_head_is_asked_and_nothing_is_guessed() -> None:
    walk = walk_of(TESTING, CALIBRATION, CERTIFICATION).fill(**APPEAL).tick(wita(2))
    assert walk.step == Step.DISPOSITION
    assert "di lembar Pokja isi Menangani banding = Ya" in walk.warnings
    walk.fill(assigned_to="Pokja Pengujian").tick(wita(2))
    assert walk.step == Step.DISPOSITION
    assert "Pokja Pengujian tidak menangani banding" in walk.warnings


def test_a_marked_group_that_took_the_decision_itself_does_not_get_it() -> None:
    deciding = WorkingGroup(
        name=CERTIFICATION.name, services=CERTIFICATION.services, lead=CERTIFICATION.lead, hears_appeals=True
    )
    assert walk_of(deciding, APPEALS).fill(**APPEAL).tick(wita(2)).step == Step.REVIEW
    walk = walk_of(deciding).fill(**APPEAL, assigned_to=deciding.name).tick(wita(2))
    assert walk.step == Step.DISPOSITION
    assert "mengambil keputusan Sertifikasi produk itu sendiri" in walk.warnings


def test_of_several_marked_groups_the_head_chooses_and_may_choose_another_later() -> None:
    other = WorkingGroup(name="Pokja Lain", services=(), lead=Person("Lia", "lia@bspji.example"), hears_appeals=True)
    walk = walk_of(*GROUPS, other).fill(**APPEAL).tick(wita(2))
    assert "Beberapa pokja menangani banding (Pokja Banding, Pokja Lain)" in walk.warnings
    walk.fill(assigned_to="Pokja Lain").tick(wita(2))
    assert walk.step == Step.REVIEW
    walk.fill(assigned_to="Pokja Sertifikasi").tick(wita(2, 10))
    assert walk.case.disposition is not None
    assert walk.case.disposition.group == "Pokja Lain"
    assert "Pokja Sertifikasi tidak menangani banding" in walk.warnings
    walk.fill(assigned_to="Pokja Banding").tick(wita(2, 11))
    assert walk.case.disposition.group == "Pokja Banding"


def test_a_complaint_that_turns_out_to_be_an_appeal_is_put_to_the_head() -> None:
    walk = walk_of().fill(**{**APPEAL, "classification": "Keluhan"}).tick(wita(2))
    walk.fill(classification="Banding").tick(wita(2, 10))
    assert "Kepala Balai memilih Pokja Banding di Disposisi kepada" in walk.warnings
    walk.fill(assigned_to="Pokja Banding").tick(wita(2, 11))
    assert "Kepala Balai memilih" not in walk.warnings


@pytest.mark.parametrize("workers", ["", "tidak ada"])
def test_nothing_is_decided_until_those_who_took_part_in_the_decision_are_named(workers: str) -> None:
    walk = walk_of().fill(**{**VERIFIED, **APPEAL, "verified_by": "Lina Wakil", "workers": workers}).tick(wita(4))
    assert walk.step == Step.VERIFICATION
    assert "sebut semua yang ikut mengambil keputusan yang dibanding" in walk.warnings
    assert walk.fill(workers="Yoh Ketua").tick(wita(4)).step == Step.REPLY_DRAFT


def test_nobody_who_took_part_verifies_leads_or_approves() -> None:
    cells = {**INITIALLED, **APPEAL, "verified_by": "Yoh Ketua", "workers": "Yoh Ketua; Agus Ketua; Dr. Rina Kepala"}
    walk = walk_of().fill(**cells).tick(wita(4))
    assert walk.step == Step.VERIFICATION
    assert [person.name for person in walk.status.people] == ["Lina Wakil"]
    walk.fill(verified_by="Budi Ketua").tick(wita(4)).file(REPLY).tick(wita(4, 10))
    assert walk.step == Step.SIGNATURE
    walk.fill(decision="Setuju").tick(wita(4, 11))
    assert walk.step == Step.SIGNATURE
    assert "Drs. Wahyu Pengganti" in walk.warnings
    walk.fill(workers="").tick(wita(4, 12))
    assert "belum dapat diputuskan" in walk.warnings


def test_a_decision_does_not_count_while_nobody_is_named_again() -> None:
    cells = {**INITIALLED, **APPEAL, "verified_by": "Lina Wakil", "workers": "Yoh Ketua"}
    walk = walk_of().fill(**cells).tick(wita(4)).file(REPLY).tick(wita(4, 10))
    walk.fill(workers="", decision="Setuju").tick(wita(4, 11))
    assert phase_of(walk) is Phase.DECISION
    walk.fill(workers="Yoh Ketua").tick(wita(4, 12))
    assert phase_of(walk) is Phase.LETTER_NUMBER


def test_an_office_that_confirms_is_not_asked_to_confirm_the_group_that_decided() -> None:
    rules = the_rules(disposition=DispositionMode.CONFIRM)
    walk = Walk(groups=(TESTING, CERTIFICATION), rules=rules).fill(**APPEAL).tick(wita(2))
    assert phase_of(walk) is Phase.ASK_HEAD
    walk = Walk(groups=GROUPS, rules=rules).fill(**APPEAL).tick(wita(2))
    assert phase_of(walk) is Phase.CONFIRMATION
    assert walk.case.proposed == "Pokja Banding"


def test_who_is_named_later_as_taking_part_is_told_of() -> None:
    walk = walk_of().fill(**{**APPROVED, **APPEAL, "verified_by": "Lina Wakil", "workers": "Yoh Ketua"}).tick(wita(4))
    walk.fill(workers="Yoh Ketua; Lina Wakil").tick(wita(5))
    assert walk.last is not None
    assert IndependenceLost(Duty.VERIFICATION, "Lina Wakil") in [one.happening for one in walk.last.events]


def test_steps_and_norms_are_those_of_a_complaint() -> None:
    complaint = Walk(groups=GROUPS).fill(**{**APPEAL, "classification": "Keluhan"}).tick(wita(2))
    appeal = walk_of().fill(**APPEAL).tick(wita(2))
    assert [(one.step, one.due) for one in appeal.case.steps] == [(one.step, one.due) for one in complaint.case.steps]
    assert list(limit_warnings(appeal.case, appeal.office)) == list(limit_warnings(complaint.case, complaint.office))
