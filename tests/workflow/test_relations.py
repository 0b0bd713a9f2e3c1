"""Duplicates and their first complaint, judged by what is true now; related complaints, as their rows say."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import DispositionMode
from automation.domain.vocabulary import Channel, Outcome, Step
from automation.domain.worked_out import WorkedOut
from automation.workflow.progress import registered
from automation.workflow.relations import Kinship, claims_in, lines_about, with_date_of_related
from tests.builders import CALIBRATION, TESTING, WITA, a_number, an_intake, the_office, the_rules, wita

from .walking import CAUSED, REVIEWED, SORTED, VERIFIED, Walk

FIRST, OTHER = a_number(7), a_number(8)
JOINED = {"classification": "Duplikat", "duplicate_of": str(FIRST)}


def joined(outcome: Outcome | None = None, **context: Any) -> Walk:
    walk = Walk(others={FIRST: outcome, OTHER: None}, **context).fill(**JOINED).tick(wita(2, 10))
    assert walk.case.first == FIRST
    return walk


@pytest.mark.parametrize(
    "ended", [Outcome.WITHDRAWN, Outcome.NOT_A_COMPLAINT, Outcome.OUT_OF_SCOPE, Outcome.DUPLICATE]
)
def test_a_duplicate_whose_first_ends_without_a_reply_comes_back_to_sorting(ended: Outcome) -> None:
    walk = joined().fill()
    walk.context["others"] = {FIRST: ended}
    walk.tick(wita(4, 10))
    assert (walk.case.outcome, walk.step, walk.case.current.began) == (None, Step.SORTING, wita(4, 10))
    assert walk.happened == [
        "Tidak lagi duplikat dari KEL-2026-0007: kembali ke langkah 2",
        "Masuk langkah 2: pemilahan",
    ]
    walk.tick(wita(4, 11))
    assert "KEL-2026-0007" in walk.warnings
    assert walk.case.outcome is None
    walk.fill(**SORTED).tick(wita(4, 12))
    assert walk.step == Step.REVIEW


@pytest.mark.parametrize("ended", [None, Outcome.SETTLED])
def test_a_duplicate_stays_one_while_its_first_is_handled_or_answered(ended: Outcome | None) -> None:
    walk = joined()
    walk.context["others"] = {FIRST: ended}
    assert walk.tick(wita(4)).case.outcome is Outcome.DUPLICATE
    assert walk.happened == []


def test_a_first_that_goes_on_after_all_takes_its_duplicate_back() -> None:
    walk = joined()
    walk.context["others"] = {FIRST: Outcome.WITHDRAWN}
    walk.tick(wita(4))
    walk.context["others"] = {FIRST: None}
    assert walk.tick(wita(5)).case.outcome is Outcome.DUPLICATE
    assert walk.case.firsts == (FIRST, FIRST)


def test_another_first_that_can_be_one_takes_the_place_of_the_old_one() -> None:
    walk = joined().fill(duplicate_of=str(OTHER)).tick(wita(3))
    assert (walk.case.first, walk.case.settled) == (OTHER, False)
    assert "Digabung dengan keluhan pertama lain" in walk.happened


@pytest.mark.parametrize("text", ["KEL-2026-0099", "dua", "", "KEL-2026-0001"])
def test_a_slip_in_a_closed_duplicate_changes_nothing_and_is_answered(text: str) -> None:
    walk = joined().fill(duplicate_of=text).tick(wita(3)).tick(wita(4))
    assert (walk.case.outcome, walk.case.first) == (Outcome.DUPLICATE, FIRST)
    assert "tetap duplikat dari KEL-2026-0007" in walk.warnings


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"others": {}}, "tidak ada di Register"),
    ({"others": {FIRST: Outcome.DUPLICATE}}, "sendiri sebuah duplikat"),
    ({"others": {FIRST: Outcome.WITHDRAWN}}, "tidak ditangani lagi (Ditutup: dicabut pelapor)"),
    ({"others": {FIRST: None}, "claims": {FIRST: OTHER}}, "sendiri sebuah duplikat"),
    ({"others": {FIRST: None}, "claims": {FIRST: a_number()}}, "sendiri disebut duplikat dari keluhan ini"),
]


@pytest.mark.parametrize(("context", "said"), REFUSED)
def test_a_first_that_cannot_be_one_is_never_followed(context: dict[str, Any], said: str) -> None:
    walk = Walk(**context).fill(**JOINED).tick(wita(2, 10))
    assert walk.case.outcome is None
    assert said in walk.warnings


def test_a_settled_complaint_of_another_year_is_asked_about_and_an_open_one_is_warned_of() -> None:
    old = ComplaintNumber(2025, 3)
    walk = Walk(others={old: Outcome.SETTLED}).fill(classification="Duplikat", duplicate_of=str(old)).tick(wita(2))
    assert walk.case.outcome is None
    assert "dari tahun lain dan sudah selesai" in walk.warnings
    walk.context["others"] = {old: None}
    walk.tick(wita(3))
    assert walk.case.outcome is Outcome.DUPLICATE
    assert "dari tahun lain; periksa" in walk.warnings


def test_what_rows_call_themselves_duplicates_of_is_read_without_regard_to_capitals() -> None:
    assert claims_in([(OTHER, "duplikat", str(FIRST)), (FIRST, "Keluhan", str(OTHER))]) == {OTHER: FIRST}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("KEL-2026-0099", "tidak ada di Register"),
        ("lihat atas", "bukan nomor keluhan"),
        ("KEL-2026-0001", "ini sendiri"),
    ],
)
def test_a_related_number_that_is_none_is_answered_as_long_as_it_stands(text: str, said: str) -> None:
    walk = Walk(others={FIRST: None}).fill(related_to=f"{FIRST}; {text}").tick(wita(2)).tick(wita(3))
    assert said in walk.warnings
    assert walk.fill(related_to=str(FIRST)).tick(wita(4)).warnings == ""


def test_related_complaints_name_each_other_and_what_came_after_an_answer_follows_it() -> None:
    def a_case(number: ComplaintNumber, **more: Any):
        intake = an_intake(at=more.pop("at", wita(2)), **more.pop("intake", {}))
        return replace(registered(number, intake, the_office(wita(2))), number=number, **more)

    one = a_case(a_number(1), outcome=Outcome.SETTLED, closed_at=wita(5))
    two = a_case(a_number(2), at=wita(9), intake={"related_to": "KEL-2026-0001"})
    three = a_case(a_number(3), cells={"related_to": "KEL-2026-0002"})
    four = a_case(a_number(4), at=wita(3, 6).astimezone(UTC), outcome=Outcome.DUPLICATE, firsts=(a_number(1),))
    cases = {case.number: case for case in (one, two, three, four)}
    kinship = Kinship.of(cases, WorkedOut())

    def lines(case: Case) -> list[tuple[ComplaintNumber, str]]:
        return [(found.number, found.line) for found in lines_about(case, kinship, cases, WITA)]

    assert lines(one) == [
        (four.number, "Duplikatnya: KEL-2026-0004 (Formulir daring, 3 November 2026)"),
        (two.number, "Dilanjutkan oleh KEL-2026-0002 (masih ditangani)"),
    ]
    assert lines(two) == [
        (one.number, "Lanjutan dari KEL-2026-0001 (Selesai)"),
        (three.number, "Terkait: KEL-2026-0003 (masih ditangani)"),
    ]
    assert lines(four) == [(one.number, "Duplikat dari KEL-2026-0001 (Selesai)")]


JOINT = {"cells": {"joint_letter": "KEL-2026-0001"}}


@pytest.mark.parametrize(
    ("lead", "joined", "named"),
    [
        ({}, JOINT, True),
        ({}, {**JOINT, "outcome": Outcome.SETTLED}, False),
        ({"outcome": Outcome.WITHDRAWN}, JOINT, False),
        ({"outcome": Outcome.SETTLED}, JOINT, False),
        ({"issued": 1}, JOINT, False),
        ({"cells": {"joint_letter": "KEL-2026-0003"}}, JOINT, False),
        ({"issued": 1, "joint_with": (a_number(2),)}, JOINT, True),
        ({"outcome": Outcome.SETTLED, "joint_with": (a_number(2),)}, {**JOINT, "outcome": Outcome.SETTLED}, True),
    ],
)
def test_a_joint_letter_is_named_on_both_sides_while_it_answers_or_may(
    lead: dict[str, Any], joined: dict[str, Any], named: bool
) -> None:
    cases = {
        number: replace(registered(number, an_intake(at=wita(2)), the_office(wita(2))), number=number, **more)
        for number, more in ((a_number(1), lead), (a_number(2), joined))
    }
    kinship = Kinship.of(cases, WorkedOut())
    for number in cases:
        assert bool(lines_about(cases[number], kinship, cases, WITA)) is named


@pytest.mark.parametrize(
    ("channel", "outcome", "day"),
    [(Channel.COUNTER, None, 2), (Channel.COUNTER, Outcome.SETTLED, 9), (Channel.FORM, None, 9)],
)
def test_what_is_split_from_an_open_complaint_has_its_date(
    channel: Channel, outcome: Outcome | None, day: int
) -> None:
    origin = replace(registered(FIRST, an_intake(), the_office(wita(2))), outcome=outcome)
    split = an_intake(at=wita(9), channel=channel, related_to=f" {FIRST} ")
    assert with_date_of_related(split, {FIRST: origin}).received_at == wita(day)
    assert with_date_of_related(split, {}).received_at == wita(9)


# -- words that come late: another group, another kind of service


@pytest.mark.parametrize(("anew", "began"), [(False, wita(2, 10)), (True, wita(4, 10))])
@pytest.mark.parametrize("cells", [REVIEWED, CAUSED])
def test_a_case_that_changes_hands_at_work_keeps_its_norm_or_begins_anew_as_the_office_chose(
    anew: bool, began: Any, cells: dict[str, Any]
) -> None:
    walk = Walk(rules=the_rules(norm_begins_anew=anew)).fill(**cells).tick(wita(2, 10))
    step = walk.step
    walk.fill(assigned_to="Pokja Kalibrasi").tick(wita(4, 10))
    assert (walk.step, walk.case.current.began) == (step, began)
    assert walk.status.people == (CALIBRATION.lead,)


def test_a_new_start_of_a_norm_is_no_new_round_of_the_report() -> None:
    ready = {key: VERIFIED[key] for key in VERIFIED if key not in ("effective", "verification")}
    walk = Walk(rules=the_rules(norm_begins_anew=True)).fill(**ready).tick(wita(2, 10))
    walk.fill(assigned_to="Pokja Kalibrasi").tick(wita(4, 10))
    assert (walk.case.round_of(Step.VERIFICATION), walk.case.arrivals_at(Step.VERIFICATION)) == (2, 1)


def test_another_kind_of_service_is_proposed_to_the_head_and_moves_nothing() -> None:
    walk = Walk().fill(**REVIEWED).tick(wita(2, 10)).fill(service="Kalibrasi").tick(wita(3))
    assert walk.case.disposition is not None
    assert walk.case.disposition.group == "Pokja Pengujian"
    assert "Jenis layanan: Kalibrasi ditangani Pokja Kalibrasi" in walk.warnings
    walk.fill(assigned_to="Pokja Pengujian", workers="tidak ada").tick(wita(3, 10))
    assert walk.warnings == ""
    walk.fill(assigned_to="Pokja Kalibrasi").tick(wita(3, 11))
    assert (walk.case.disposition.group, walk.warnings) == ("Pokja Kalibrasi", "")


@pytest.mark.parametrize("service", ["Inspeksi teknis", "Pelatihan", ""])
def test_a_kind_of_service_that_calls_for_no_other_group_proposes_none(service: str) -> None:
    training = replace(TESTING, name="B", services=("Pelatihan",))
    calibration = replace(CALIBRATION, services=("Kalibrasi",))
    groups = (TESTING, calibration, training, replace(training, name="C"))
    walk = Walk(groups=groups).fill(**REVIEWED).tick(wita(2, 10)).fill(service=service).tick(wita(3))
    assert "belum dialihkan" not in walk.warnings


def test_a_head_who_chose_against_the_table_is_not_asked_for_what_the_table_says() -> None:
    walk = Walk(rules=the_rules(disposition=DispositionMode.CONFIRM)).fill(**SORTED, assigned_to="Pokja Kalibrasi")
    assert "belum dialihkan" not in walk.tick(wita(2, 10)).warnings


def test_supporting_groups_are_read_by_their_names_and_another_name_is_answered() -> None:
    walk = Walk().fill(**SORTED, supporting_groups="pokja kalibrasi; Pokja Ajaib").tick(wita(2))
    assert walk.last is not None
    assert walk.last.facts.supporting_groups == ("Pokja Kalibrasi",)
    assert ["Pokja pendukung" in str(bad) for bad in walk.bad] == [True]


def test_nothing_is_related_in_a_row_that_says_nothing() -> None:
    assert StaffFacts().related_to == ()


@pytest.mark.parametrize("said", ["KEL-2026-0001 dan 2", "keluhan kemarin", "kel-2026-x;"])
def test_a_relation_of_the_officers_form_that_cannot_be_read_is_asked_for(said: str) -> None:
    walk = Walk()
    walk.case = replace(walk.case, intake=replace(walk.case.intake, related_to=said))
    assert "isian di formulir petugas tidak terbaca" in walk.fill(**SORTED).tick(wita(2)).warnings
    assert "tidak terbaca" not in walk.fill(related_to="-").tick(wita(2, 10)).warnings
