"""The satisfaction survey, from the closing mail's link to the index in Rekap."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from automation.domain.places import Place
from automation.domain.reference import signed_reference
from automation.domain.survey import number_in_code
from automation.domain.texts import kept_text
from automation.jobs.rebuild.command import restore
from automation.jobs.report import report
from automation.jobs.tick.gather import forms_to_ask
from automation.register.schema import answers_tab
from automation.report.period import Period
from automation.report.wording import ANSWERED_BEFORE, COUNTED, NO_CODE, NOT_SETTLED
from tests.builders import a_number, wita
from tests.fakes import Killed
from tests.hostile import HOSTILE

from .test_rebuild import with_copy, without_ledger
from .test_sync import ONE, run_to_signature
from .world import SECRET, SURVEY, SURVEY_PAGE, SURVEY_PAPER, World

GOOD = {f"u{element}": "3. Baik" for element in range(1, 10)}
CLOSED = wita(5, 9)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def settle(world: World) -> None:
    """Take one complaint through all ten steps, to its closing mail."""
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(CLOSED)


def five_settled(world: World) -> None:
    """Take one through all steps, and let four others have gone the same way before."""
    settle(world)
    (case,) = world.ledger.memory().cases.values()
    others = [
        replace(case, number=a_number(place), intake=replace(case.intake, response=f"lain-{place}"))
        for place in range(2, 6)
    ]
    world.ledger.save(others, [], CLOSED)


def all_five_answer(world: World, **marks: str) -> datetime:
    for place in range(1, 6):
        answer(world, code_of(place), wita(5, 10, place), **marks)
    return ask_the_forms(world, wita(5, 11))


def answer(world: World, code: str, at: datetime, **marks: str) -> str:
    return world.forms.submit(SURVEY, at, {"survey_code": code, **GOOD, **marks})


def code_of(number: int = 1) -> str:
    return signed_reference(a_number(number), SECRET)


def ask_the_forms(world: World, after: datetime) -> datetime:
    """Tick until every form had its turn."""
    at = after
    for _ in range(4):
        at += timedelta(minutes=16)
        world.tick(at)
    return at


def recap(world: World) -> dict[object, object]:
    return {row["Ukuran"]: row["Nilai"] for row in world.workbook.rows("Rekap")}


def texts_to(world: World, address: str) -> list[str]:
    """Give the plain text of every mail to somebody."""
    bodies = [mail.get_body(("plain",)) for mail in world.mailbox.to(address)]
    return [body.get_content() for body in bodies if body is not None]


def links_in(text: str) -> list[str]:
    return re.findall(re.escape(SURVEY_PAGE) + r"\S*", text)


def test_the_closing_mail_alone_carries_the_link_whose_code_names_the_complaint(world: World) -> None:
    settle(world)
    *others, closing = texts_to(world, "siti@kayu.example")
    assert [links_in(text) for text in others] == [[]] * len(others)
    (link,) = links_in(closing)
    query = parse_qs(urlsplit(link).query)
    assert query.pop("usp") == ["pp_url"]
    ((entry, (code,)),) = query.items()
    assert re.fullmatch(r"entry\.\d+", entry)
    assert str(number_in_code(code, SECRET)) == ONE


def test_who_has_only_whatsapp_gets_the_link_by_chat(world: World) -> None:
    world.complain(email="")
    world.complain = lambda **_: ""  # type: ignore[method-assign]  # (it is in already)
    settle(world)
    world.tick(wita(9, 8))  # with the digest: that all is over can wait for it
    chats = texts_to(world, "dewi@bspji-samarinda.example")
    assert any(links_in(unquote(text)) for text in chats)


def test_a_complaint_that_was_not_handled_is_not_asked_for_a_mark(world: World) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Di luar kewenangan", reason_given="Urusan PLN.")
    world.tick(wita(2, 10))
    assert len(world.mailbox.to("siti@kayu.example")) == 2
    assert not any(links_in(text) for text in texts_to(world, "siti@kayu.example"))


def test_an_answer_stands_in_the_answers_workbook_and_a_second_tick_is_quiet(world: World) -> None:
    settle(world)
    answer(world, code_of(), wita(5, 10), u1="4. Sangat sesuai", suggestion="=1+1")
    at = ask_the_forms(world, wita(5, 10))
    (row,) = world.answers.rows("Jawaban")
    assert (row["Nomor"], row["Persyaratan"], row["Tindak lanjut pengaduan"], row["Indeks"]) == (ONE, 4, 3, 77.78)
    assert (row["Dihitung"], row["Saran"]) == (COUNTED, "=1+1")
    assert [row["Kejadian"] for row in world.workbook.rows("Riwayat")].count("Survei kepuasan dijawab") == 1
    with world.quiet():
        world.tick(at + timedelta(minutes=1))


def test_five_answers_make_an_index_with_its_grade_and_that_of_each_element_in_rekap(world: World) -> None:
    five_settled(world)
    all_five_answer(world, u1="4. Sangat sesuai")
    shown = recap(world)
    assert shown["Survei: indeks penanganan pengaduan (bobot 1/9)"] == 77.78
    assert shown["Survei: mutu pelayanan"] == "B (baik)"
    assert shown["U1 Persyaratan"] == 100
    assert str(shown["Survei: mutu per unsur"]).startswith("Persyaratan A, Prosedur C, ")


def test_what_fewer_than_five_answered_is_told_nowhere_but_in_the_answers_workbook(world: World) -> None:
    """The marks of so few are those of persons: Rekap and reports tell their number, as Survei does."""
    settle(world)
    answer(world, code_of(), wita(5, 10), u1="4. Sangat sesuai")
    ask_the_forms(world, wita(5, 10))
    shown = recap(world)
    assert shown["Survei: jawaban yang dihitung"] == 1
    assert shown["Survei: indeks penanganan pengaduan (bobot 1/9)"] == "kurang dari lima jawaban"
    assert {shown[name] for name in ("Survei: mutu pelayanan", "U1 Persyaratan", "Survei: mutu per unsur")} == {""}
    told = report(world.ledger, world.settings, Period.parse("2026-11"))
    assert re.search(r"\(bobot 1/9\) +kurang dari lima jawaban$", told, re.MULTILINE)
    assert re.search(r"Unsur Persyaratan +–$", told, re.MULTILINE)
    assert "Survei: indeks Pengujian" not in told
    assert "77,78" not in told


def test_answers_that_fit_no_settled_complaint_are_kept_and_not_counted(world: World) -> None:
    settle(world)
    world.complain(subject="Masih berjalan", email="lain@contoh.example")
    for minutes, code in enumerate(("KEL-2026-0001", "KEL-2026-0001-AAAAAAAA", code_of(2))):
        answer(world, code, wita(5, 10, minutes), u1="1. Tidak sesuai")
    answer(world, code_of(), wita(5, 11))
    answer(world, code_of(), wita(5, 12), u1="1. Tidak sesuai")
    ask_the_forms(world, wita(5, 12))
    assert [row["Dihitung"] for row in world.answers.rows("Jawaban")] == [
        NO_CODE,
        NO_CODE,
        NOT_SETTLED,
        COUNTED,
        ANSWERED_BEFORE,
    ]
    told = [row["Nomor"] for row in world.workbook.rows("Riwayat") if row["Kejadian"] == "Survei kepuasan dijawab"]
    assert told == ["KEL-2026-0002", ONE, ONE]  # A stranger cannot fill Riwayat.
    shown = recap(world)
    assert (shown["Survei: jawaban yang dihitung"], shown["Survei: jawaban yang tidak dihitung"]) == (1, 4)


def test_hostile_answers_stay_the_text_they_are_and_count_for_nothing(world: World) -> None:
    settle(world)
    for value in HOSTILE.values():
        answer(world, value, wita(5, 10), suggestion=value)
    at = ask_the_forms(world, wita(5, 10))
    rows = world.answers.rows("Jawaban")
    assert sorted(str(row["Saran"]) for row in rows) == sorted(kept_text(value) for value in HOSTILE.values())
    assert {row["Dihitung"] for row in rows} == {NO_CODE}
    with world.quiet():
        world.tick(at + timedelta(minutes=1))


def test_a_deleted_answer_comes_back_with_the_next_day(world: World) -> None:
    settle(world)
    answer(world, code_of(), wita(5, 10))
    at = ask_the_forms(world, wita(5, 10))
    before = world.answers.rows("Jawaban")
    world.answers.delete_row("Jawaban", 1)
    world.tick(at + timedelta(minutes=1))
    assert world.answers.rows("Jawaban") == []
    world.tick(wita(6, 9))
    assert world.answers.rows("Jawaban") == before


def test_survei_shows_sums_and_of_fewer_than_five_answers_only_their_number(world: World) -> None:
    settle(world)
    answer(world, code_of(), wita(5, 10), u1="1. Tidak sesuai", suggestion="Lambat sekali")
    ask_the_forms(world, wita(5, 10))
    year, month, last = world.workbook.rows("Survei")
    assert (year["Masa"], month["Masa"], last["Masa"]) == ("tahun 2026", "November 2026", "tahun 2025")
    assert (year["Keluhan selesai"], year["Yang dinilai"], year["Bagian yang menjawab (%)"]) == (1, 1, 100)
    assert (year["Jawaban yang dihitung"], year["Indeks"], year["Persyaratan"]) == (1, "", "")
    told = [
        cell for tab in ("Survei", "Rekap", "Riwayat") for row in world.workbook.rows(tab) for cell in row.values()
    ]
    assert "Lambat sekali" not in told
    with world.quiet():
        world.tick(world.now + timedelta(minutes=1))


def paper(world: World, number: str, at: datetime, **answers: str) -> str:
    return world.forms.submit(SURVEY_PAPER, at, {"survey_number": number, **GOOD, **answers})


def test_an_answer_on_paper_counts_once_whether_the_link_was_answered_too_or_it_was_entered_twice(
    world: World,
) -> None:
    settle(world)
    paper(world, "KEL-2026-0009", wita(5, 9, 50))
    paper(world, f" {ONE.lower()} ", wita(5, 10), sex="Perempuan", occupation="Kata-kata saya")
    paper(world, ONE, wita(5, 11))
    answer(world, code_of(), wita(5, 12))
    ask_the_forms(world, wita(5, 12))
    rows = sorted(world.answers.rows("Jawaban"), key=lambda row: str(row["Dijawab"]))
    assert [row["Dihitung"] for row in rows] == [NOT_SETTLED, COUNTED, ANSWERED_BEFORE, ANSWERED_BEFORE]
    assert [row["Cara menjawab"] for row in rows] == ["di kertas"] * 3 + ["lewat tautan"]
    assert (rows[1]["Jenis kelamin"], rows[1]["Usia"], rows[1]["Pekerjaan"]) == ("Perempuan", "", "jawaban lain")
    told = {row["Nomor"] for row in world.workbook.rows("Riwayat") if row["Kejadian"] == "Survei kepuasan dijawab"}
    assert told == {ONE}
    november = report(world.ledger, world.settings, Period.parse("2026-11"))
    assert re.search(r"Survei: jawaban yang dicatat dari kertas +1$", november, re.MULTILINE)
    assert "Profil penjawab: Jenis kelamin: Lainnya (masing-masing kurang dari lima)" in november
    assert "Kata-kata saya" not in november


@pytest.mark.parametrize("how", ["gone", "renamed", "refused"])
def test_an_answers_workbook_that_cannot_be_written_is_told_and_stops_nothing_else(world: World, how: str) -> None:
    settle(world)
    answer(world, code_of(), wita(5, 10), suggestion="tolak saya")
    match how:
        case "gone":
            world.answers.remove_tab("Jawaban")
        case "renamed":
            world.answers.type("Jawaban", 0, "Kode jawaban", "Kode")
        case _:
            world.answers.refused.add("tolak saya")
    at = ask_the_forms(world, wita(5, 10))
    (setback,) = world.ledger.setbacks().values()
    assert "Jawaban Survei" in setback.failure.reason
    assert recap(world)["Survei: jawaban yang dihitung"] == 1
    assert world.workbook.rows("Survei")[0]["Jawaban yang dihitung"] == 1
    match how:
        case "gone":
            world.answers.add_tab("Jawaban", [column.heading for column in answers_tab().columns])
        case "renamed":
            world.answers.type("Jawaban", 0, "Kode", "Kode jawaban")
        case _:
            world.answers.refused.clear()
    world.tick(at + timedelta(days=1))
    assert len(world.answers.rows("Jawaban")) == 1
    assert not world.ledger.setbacks()


def test_nobody_is_asked_before_a_complaint_was_settled(world: World) -> None:
    world.complain()
    world.tick()
    assert world.ledger.memory().notes.keys() >= {"forms.asked.public", "forms.asked.officer"}
    ask_the_forms(world, wita(2, 10))
    assert "forms.asked.survey" not in world.ledger.memory().notes


def test_an_idle_tick_with_three_linked_forms_reads_twice_and_three_times_when_a_form_has_its_turn(
    world: World,
) -> None:
    for number, heading in enumerate(("Nama", "Kanal", "Kode survei"), 1):
        world.workbook.add_tab(f"Form Responses {number}", ["Timestamp", heading])
    settle(world)
    at = ask_the_forms(world, wita(5, 10))
    assert {"raw.public", "raw.officer", "raw.survey"} <= world.ledger.memory().places.keys()
    reads: list[int] = []
    writes: list[str] = []
    for minute in range(1, 31):
        world.faults.forget()
        world.tick(at + timedelta(minutes=minute))
        reads.append(len(world.faults.reads))
        writes += world.faults.writes
    assert writes in ([], ["workbook.write"])  # the sign of life, at most once an hour
    assert sorted(set(reads)) == [2, 3]
    assert reads.count(3) == 8  # each form every quarter of an hour


def test_a_new_row_in_its_raw_tab_is_asked_for_at_once(world: World) -> None:
    for number, heading in enumerate(("Nama", "Kanal", "Kode survei"), 1):
        world.workbook.add_tab(f"Form Responses {number}", ["Timestamp", heading])
    settle(world)
    at = ask_the_forms(world, wita(5, 10))
    answer(world, code_of(), at)
    world.workbook.type("Form Responses 3", 1, "Timestamp", 46000.5)
    world.tick(at + timedelta(minutes=1))
    assert len(world.answers.rows("Jawaban")) == 1


def test_where_no_form_is_linked_a_tick_still_asks_two_at_most_and_each_in_its_time(world: World) -> None:
    settle(world)
    at = ask_the_forms(world, wita(5, 10))
    asked: dict[str, list[int]] = {"public": [], "officer": [], "survey": [], "survey_paper": []}
    for minute in range(1, 46):
        moment = at + timedelta(minutes=minute)
        for form in (forms := forms_to_ask(world.ledger.memory(), {}, moment)):
            asked[form].append(minute)
        assert len(forms) == 2
        world.tick(moment)
    assert len(asked["survey"]) == 3
    assert len(asked["public"]) == 45
    assert len(asked["survey_paper"]) == 3
    assert len(asked["officer"]) == 39


@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_an_answer_whose_tick_is_killed_at_its_write_is_kept_once(world: World, how: str) -> None:
    settle(world)
    at = ask_the_forms(world, wita(5, 10))
    answer(world, code_of(), at)
    getattr(world.faults, how)(1)
    with pytest.raises(Killed):
        ask_the_forms(world, at)
    world.reborn()
    ask_the_forms(world, world.now)
    assert len(world.ledger.memory().survey) == 1
    assert len(world.answers.rows("Jawaban")) == 1
    assert [row["Kejadian"] for row in world.workbook.rows("Riwayat")].count("Survei kepuasan dijawab") == 1


def test_a_lost_ledger_gets_its_answers_back_from_the_form(world: World) -> None:
    settle(world)
    answer(world, code_of(), wita(5, 10), suggestion="Bagus")
    answer(world, "mengarang", wita(5, 11))
    at = ask_the_forms(world, wita(5, 11))
    before, rows = world.ledger.memory().survey, world.answers.rows("Jawaban")
    restored = restore(without_ledger(world).job, at)
    assert restored.answers == 2
    assert "2 jawaban survei" in "\n".join(restored.lines())
    assert world.ledger.memory().survey == before
    world.tick(at + timedelta(minutes=1))
    assert world.answers.rows("Jawaban") == rows
    copy = world.ledger.back_up(at.date(), keep=1)
    assert copy is not None
    assert restore(with_copy(world, copy).job, at + timedelta(minutes=2)).answers == 0


def test_what_stands_in_the_answers_workbook_alone_comes_back_too(world: World) -> None:
    """Answers on paper, and those of a form that somebody cleared away."""
    settle(world)
    paper(world, ONE, wita(5, 9, 50), sex="Perempuan", suggestion="Sudah baik")
    answer(world, code_of(), wita(5, 10), u1="4. Sangat sesuai")
    answer(world, "KEL-2026-0003", wita(5, 11))
    at = ask_the_forms(world, wita(5, 11))
    before, rows = world.ledger.memory().survey, world.answers.rows("Jawaban")
    assert len(before) == 3
    for form in (SURVEY, SURVEY_PAPER):
        world.forms.given[form].clear()
    restored = restore(without_ledger(world).job, at)
    assert restored.answers == 3
    known = {one.response: replace(one, reference="") for one in world.ledger.memory().survey}
    assert known == {one.response: replace(one, reference="") for one in before}
    world.tick(at + timedelta(minutes=1))
    assert world.answers.rows("Jawaban") == rows


def test_an_office_from_before_the_survey_goes_on_without_it(world: World) -> None:
    for place in (Place.tab("satisfaction"), Place.form("survey"), Place.address("survey")):
        world.ledger.forget_place(place)
    world.workbook.remove_tab("Survei")
    settle(world)
    closing = texts_to(world, "siti@kayu.example")[-1]
    assert "survei" not in closing
    ask_the_forms(world, wita(5, 10))
    assert recap(world)["Survei: jawaban yang dihitung"] == 0


def test_the_report_of_a_period_tells_the_index_with_its_grade(world: World) -> None:
    five_settled(world)
    all_five_answer(world, u9="4. Dikelola dengan baik")
    november = report(world.ledger, world.settings, Period.parse("2026-11"))
    assert re.search(r"Survei: indeks penanganan pengaduan \(bobot 1/9\) +77,78", november)
    assert re.search(r"Survei: mutu pelayanan +B \(baik\)", november)
    assert re.search(r"Unsur Tindak lanjut pengaduan +100", november)
    december = report(world.ledger, world.settings, Period.parse("2026-12"))
    assert re.search(r"Survei: indeks penanganan pengaduan \(bobot 1/9\) +–", december)


@pytest.mark.parametrize(("weight", "index"), [("1/9", "100"), ("0,111", "99,9"), ("0,11", "99")])
def test_the_weight_that_the_office_chose_is_reckoned_with_and_said_beside_the_figure(
    tmp_path: Path, weight: str, index: str
) -> None:
    world = World(tmp_path / "kantor", survei__bobot=weight)
    five_settled(world)
    all_five_answer(world, **{f"u{place}": "4" for place in range(1, 10)})
    told = report(world.ledger, world.settings, Period.parse("2026-11"))
    assert re.search(rf"indeks penanganan pengaduan \(bobot {weight}\) +{index}$", told, re.MULTILINE)
    assert f"Survei: indeks penanganan pengaduan (bobot {weight})" in recap(world)


def test_the_report_tells_how_many_of_the_settled_answered_and_of_which_service(world: World) -> None:
    five_settled(world)
    all_five_answer(world)
    told = report(world.ledger, world.settings, Period.parse("2026-11"))
    assert re.search(r"Survei: bagian yang menjawab \(%\) +100$", told, re.MULTILINE)
    assert re.search(r"Survei: penilaian Pengujian.* +5$|Survei: .*Pengujian.* +5$", told, re.MULTILINE)
