"""Who did the work complained of neither verifies nor approves, whenever it comes out, however it is spelled."""

import pytest

from automation.domain.documents import DocumentKind
from automation.domain.groups import Person
from automation.domain.happenings import IndependenceLost
from automation.domain.vocabulary import Duty, Step
from automation.workflow.independence import unclear
from tests.builders import wita

from .walking import APPROVED, INITIALLED, REVIEWED, SORTED, VERIFIED, Walk

REPLY = DocumentKind.SURAT_BALASAN


def lost(walk: Walk) -> list[IndependenceLost]:
    assert walk.last is not None
    return [one.happening for one in walk.last.events if isinstance(one.happening, IndependenceLost)]


def test_who_did_the_work_is_asked_for_until_it_is_stated() -> None:
    assert "Pelaksana pekerjaan: isi siapa" not in Walk().tick(wita(2)).warnings
    walk = Walk().fill(**SORTED).tick(wita(2))
    assert "Pelaksana pekerjaan: isi siapa" in walk.warnings
    walk.fill(**REVIEWED).tick(wita(2))
    assert "Pelaksana pekerjaan: isi siapa" in walk.warnings
    assert "Pelaksana pekerjaan" not in walk.fill(workers="tidak ada").tick(wita(2)).warnings
    assert "Pelaksana pekerjaan" not in walk.fill(workers="Rudi Hartono").tick(wita(2)).warnings


@pytest.mark.parametrize("spelled", ["Budi Ketua, S.T.", "B. Ketua", "budi@bspji.example", "Ir. BUDI  KETUA"])
def test_a_lead_who_did_the_work_steps_aside_however_they_are_spelled(spelled: str) -> None:
    walk = Walk().fill(**{**VERIFIED, "workers": spelled, "verified_by": "Budi Ketua"})
    walk.tick(wita(4))
    assert walk.step == Step.VERIFICATION
    assert [person.name for person in walk.status.people] == ["Tini Wakil"]


def test_who_may_be_another_is_asked_to_be_written_in_full() -> None:
    walk = Walk().fill(**{**VERIFIED, "workers": "Tini"}).tick(wita(4))
    assert walk.step == Step.VERIFICATION
    assert "mungkin orang yang sama dengan Tini" in walk.warnings
    walk.fill(workers="Tini Lestari").tick(wita(4))
    assert walk.step == Step.REPLY_DRAFT


@pytest.mark.parametrize(
    "written", ["Wakil Ketua Pokja Pengujian", "Pak Ketua", "Tinni Wakil", "Tiin Wakil", "Wakil T."]
)
def test_a_post_a_slip_or_another_order_is_asked_to_be_written_in_full(written: str) -> None:
    walk = Walk().fill(**{**VERIFIED, "workers": written, "verified_by": "Tini Wakil"}).tick(wita(4))
    assert walk.step == Step.VERIFICATION
    assert f"mungkin orang yang sama dengan {written}" in walk.warnings
    walk.fill(workers="Rudi Hartono").tick(wita(4))
    assert walk.step == Step.REPLY_DRAFT


def test_a_colleague_with_a_name_like_a_workers_is_no_slip_of_the_pen() -> None:
    people = [Person("Siti Aminah", "a@balai.example"), Person("Siti Aminih", "b@balai.example")]
    assert unclear("Siti Aminah", ["Siti Aminih"], people) == ""
    assert unclear("Siti Aminah", ["Siti Aminuh"], people) == "Siti Aminuh"
    assert unclear("Rudi", ["Budi"], people) == ""


@pytest.mark.parametrize(
    "written", ["Rudi/Tini Wakil", "Rudi dan Tini Wakil", "Tini Wakil & tim", "Rudi serta Tini Wakil"]
)
def test_several_workers_are_several_however_they_are_separated(written: str) -> None:
    walk = Walk().fill(**{**VERIFIED, "workers": written, "verified_by": "Tini Wakil"}).tick(wita(4))
    assert walk.step == Step.VERIFICATION
    assert "Tini Wakil mengerjakan layanan yang dikeluhkan" in walk.warnings


def test_nobody_of_the_office_keeps_nobody_from_verifying() -> None:
    walk = Walk().fill(**{**VERIFIED, "workers": "Tidak ada"}).tick(wita(4))
    assert walk.step == Step.REPLY_DRAFT
    # And verifies nothing.
    walk = Walk().fill(**{**VERIFIED, "workers": "Tidak ada", "verified_by": "Tidak Ada"}).tick(wita(4))
    assert walk.step == Step.VERIFICATION


def test_a_worker_named_after_the_verification_is_told_once_and_warned_of() -> None:
    walk = Walk().fill(**{**VERIFIED, "workers": "Rudi Hartono"}).tick(wita(4))
    assert walk.step == Step.REPLY_DRAFT
    assert lost(walk) == []
    walk.fill(workers="Rudi Hartono; T. Wakil").tick(wita(4))
    assert lost(walk) == [IndependenceLost(Duty.VERIFICATION, "Tini Wakil")]
    assert "verifikasi sudah dilakukan olehnya" in walk.warnings
    walk.tick(wita(4))
    assert lost(walk) == []
    assert "verifikasi sudah dilakukan olehnya" in walk.warnings
    walk.fill(workers="Rudi Hartono").tick(wita(4))
    assert "sudah dilakukan" not in walk.warnings
    assert walk.case.dependent == ()
    walk.fill(workers="Tini Wakil").tick(wita(4))
    assert len(lost(walk)) == 1


def test_a_head_named_after_the_letter_was_signed_is_told() -> None:
    walk = Walk().file(REPLY).fill(**INITIALLED, workers="tidak ada").tick(wita(4))
    walk.fill(**APPROVED).tick(wita(4)).file(REPLY, "pdf").tick(wita(4)).file(REPLY, "pindaian").tick(wita(4))
    assert walk.step == Step.DELIVERY
    walk.fill(workers=walk.office.rules.head.name).tick(wita(5))
    assert lost(walk) == [IndependenceLost(Duty.APPROVAL, walk.office.rules.head.name)]
