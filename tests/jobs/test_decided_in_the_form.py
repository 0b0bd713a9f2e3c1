"""The signed form: it decides where a cell is empty or stale, for whom may, once, and for no earlier version."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from automation.domain.cells import Formula
from automation.domain.places import Place
from automation.jobs.rebuild.command import restore
from automation.jobs.tick.deciding import FORM
from automation.register.other_texts import question_id
from tests.builders import wita
from tests.fakes import Killed, text_of

from .test_rebuild import without_ledger
from .test_sync import ONE, run_to_decision
from .world import World

PAGE = "https://docs.google.com/forms/d/e/1Tindak/viewform"
HEAD, LEAD = "kepala@bspji-samarinda.example", "bambang@bspji-samarinda.example"
DEWI, AHMAD = "dewi@bspji-samarinda.example", "fauzi@bspji-samarinda.example"
RAW = "Form Responses 9"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    with_form(world)
    return world


def with_form(world: World) -> None:
    world.forms.given[FORM], world.forms.asked[FORM] = [], {}
    world.forms.verified = {FORM}
    world.ledger.remember_place(Place.form(FORM), FORM)
    world.ledger.remember_place(Place.address(FORM), PAGE)
    world.ledger.remember_place(Place.raw(FORM), RAW)
    world.workbook.add_tab(RAW, ["Timestamp", "Kode tindak lanjut"])


def row_of(world: World) -> dict[str, Any]:
    return next(dict(row) for row in world.workbook.rows("Hari Ini") if row["Nomor"] == ONE)


def link(world: World) -> str:
    """Return the link that Hari Ini shows for the complaint."""
    at = next(place for place, row in enumerate(world.workbook.rows("Hari Ini"), 1) if row["Nomor"] == ONE)
    cell = world.workbook.sheets["Hari Ini"][at][-1]
    assert isinstance(cell, Formula)
    return cell.text.split('"')[1]


def code_in(address: str) -> str:
    return parse_qs(urlsplit(address).query)[f"entry.{int(question_id('turn_code'), 16)}"][0]


def send(world: World, by: str, at: datetime, code: str = "", **cells: str) -> str:
    """Answer the form at a moment, and let the raw tab grow as Google does."""
    answers = {"turn_code": code or code_in(link(world)), **{f"by_form_{key}": text for key, text in cells.items()}}
    world.workbook.type(RAW, len(world.workbook.rows(RAW)) + 1, "Timestamp", 46000.5)
    return world.forms.submit(FORM, at, answers, respondent=by)


def told(world: World, address: str) -> str:
    return "\n".join(text_of(mail) for mail in world.mailbox.to(address))


def history(world: World) -> list[str]:
    return [line.what for line in world.ledger.history()]


def test_a_complaint_goes_its_way_by_the_form_alone_and_no_cell_is_written(world: World) -> None:
    world.complain()
    world.tick()
    send(world, DEWI, wita(2, 9, 30), classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 10))
    assert world.shown(ONE, "Status") == "Dikaji"
    world.fill(ONE, findings="Tertukar", workers="tidak ada", cause="Label", cause_category="Metode")
    world.fill(ONE, corrective_action="Uji ulang", preventive_action="Label ganda", applied_on="02/11/2026")
    world.tick(wita(2, 11))
    send(world, LEAD, wita(3, 9), verification="Hasil sesuai", effective="Ya")
    world.tick(wita(3, 9, 1))
    world.fill(ONE, reply_text="Mohon maaf.", initials="BS")
    world.tick(wita(3, 10))
    assert row_of(world)["Formulir"].startswith("Formulir ")
    send(world, HEAD, wita(3, 10, 5), decision="Setuju")
    world.tick(wita(3, 10, 6))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"
    for heading in ("Klasifikasi", "Jenis layanan", "Hasil verifikasi", "Diverifikasi oleh", "Keputusan"):
        assert world.shown(ONE, heading) == ""
    assert "Keputusan diisi lewat formulir oleh Ratna Wulandari, S.T., M.T." in history(world)
    assert "Klasifikasi diisi lewat formulir oleh Dewi Lestari" in history(world)
    assert world.ledger.memory().cases  # and all of it is kept
    case = next(iter(world.ledger.memory().cases.values()))
    assert case.draft is not None
    assert (case.cells["verified_by"], case.decided_on) == ("Bambang Sutrisno", case.draft.content.seal.digest)
    before = history(world)
    with world.quiet():
        world.tick(wita(3, 10, 7))
    assert history(world) == before


def test_the_links_stand_in_the_mail_and_in_hari_ini_for_this_turn_alone(world: World) -> None:
    world.complain()
    world.tick()
    assert link(world) in told(world, DEWI).replace("\n", "")
    first = code_in(link(world))
    assert first.startswith(f"{ONE}/2.1./")
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 10))
    assert row_of(world)["Formulir"] == ""


def test_an_answer_for_an_earlier_version_is_refused_and_who_sent_it_is_told(world: World) -> None:
    run_to_decision(world)
    old = code_in(link(world))
    world.fill(ONE, decision="Kembalikan", decision_note="Lengkapi")
    world.tick(wita(4, 10, 5))
    world.fill(ONE, initials="BS 4/11 lagi")
    world.tick(wita(4, 10, 10))
    assert code_in(link(world)) != old
    send(world, HEAD, wita(4, 10, 12), code=old, decision="Setuju")
    world.tick(wita(4, 10, 13))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    assert "Jawaban Anda untuk Langkah 9: penandatanganan tidak dipakai: langkahnya sudah berpindah." in told(
        world, HEAD
    )
    assert f"Jawaban formulir dari {HEAD} tidak berlaku" in history(world)
    mails = len(world.mailbox.mails)
    world.tick(wita(4, 10, 14))
    assert len(world.mailbox.mails) == mails
    # What was stale in the cell gives way to an answer of this version.
    send(world, HEAD, wita(4, 10, 15), decision="Setuju")
    world.tick(wita(4, 10, 16))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"
    assert world.shown(ONE, "Keputusan") == "Kembalikan"


def test_an_answer_about_words_that_changed_since_is_refused(world: World) -> None:
    run_to_decision(world)
    code = code_in(link(world))
    rest = code.split("/")[1]
    assert rest.split(".")[2]
    case = next(iter(world.ledger.memory().cases.values()))
    from automation.domain.form_decisions import Turn
    from automation.domain.vocabulary import Step

    from .world import SECRET

    other = Turn(number=case.number, step=Step.SIGNATURE, round=1, version="0000-0000").signed(SECRET)
    send(world, HEAD, wita(4, 10, 5), code=other, decision="Setuju")
    world.tick(wita(4, 10, 6))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    assert "konsep suratnya sudah berubah" in told(world, HEAD)


@pytest.mark.parametrize("who", [LEAD, "orang@lain.example", ""])
def test_nobody_else_decides_and_nobody_unknown_is_mailed(world: World, who: str) -> None:
    run_to_decision(world)
    send(world, who, wita(4, 10, 5), decision="Setuju")
    world.tick(wita(4, 10, 6))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    assert ("bukan yang berwenang" in told(world, who)) == (who == LEAD)


def test_where_the_cell_says_otherwise_nothing_goes_on_and_who_answered_is_asked(world: World) -> None:
    run_to_decision(world)
    send(world, HEAD, wita(4, 10, 5), decision="Setuju")
    world.fill(ONE, decision="Kembalikan", decision_note="Kurang")
    world.tick(wita(4, 10, 6))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    assert "Formulir Tindak Lanjut dan Register berbeda: Keputusan." in world.shown(ONE, "Peringatan")
    assert "- Keputusan: Setuju – Kembalikan" in told(world, HEAD)
    mails = len(world.mailbox.mails)
    with world.quiet():
        world.tick(wita(4, 10, 7))
    assert len(world.mailbox.mails) == mails
    world.fill(ONE, decision="", decision_note="")
    world.tick(wita(4, 10, 8))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"


def test_the_cell_counts_once_the_form_is_sent_with_the_same(world: World) -> None:
    run_to_decision(world)
    send(world, HEAD, wita(4, 10, 5), decision="Setuju")
    world.tick(wita(4, 10, 6))
    world.fill(ONE, decision="Kembalikan", decision_note="Kurang")
    world.tick(wita(4, 10, 7))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    send(world, HEAD, wita(4, 10, 8), decision="Kembalikan")
    world.tick(wita(4, 10, 9))
    assert "kembali ke langkah 8" in " ".join(history(world))
    assert "berbeda" not in world.shown(ONE, "Peringatan")


def test_the_same_word_written_into_the_cell_renews_what_the_form_had_said_before(world: World) -> None:
    run_to_decision(world)
    send(world, HEAD, wita(4, 10, 5), decision="Kembalikan", decision_note="Lengkapi")
    world.tick(wita(4, 10, 6))
    world.fill(ONE, initials="BS lagi")
    world.tick(wita(4, 10, 10))
    world.fill(ONE, decision="Kembalikan")
    world.tick(wita(4, 10, 12))
    assert [one for one in history(world) if "Konsep dikembalikan" in one] == [
        "Konsep dikembalikan: kembali ke langkah 8"
    ] * 2


def test_a_form_that_no_longer_verifies_addresses_decides_nothing(world: World) -> None:
    run_to_decision(world)
    world.forms.verified = set()
    send(world, HEAD, wita(4, 10, 5), decision="Setuju")
    report = world.tick(wita(4, 10, 6))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    assert any("alamat terverifikasi" in text for text in report.refused.values())
    world.forms.verified = {FORM}
    world.tick(wita(4, 12))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"


def test_a_code_that_is_none_of_ours_is_told_to_the_office_and_stops_nothing_else(world: World) -> None:
    run_to_decision(world)
    good = code_in(link(world))
    send(world, HEAD, wita(4, 10, 4), code=good[:-1] + ("A" if good[-1] != "A" else "B"), decision="Kembalikan")
    send(world, HEAD, wita(4, 10, 5), code=good, decision="Setuju")
    report = world.tick(wita(4, 10, 6))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"
    assert any("bukan buatan sistem" in text for text in report.refused.values())


@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_an_answer_whose_tick_is_killed_counts_once(world: World, how: str) -> None:
    run_to_decision(world)
    send(world, HEAD, wita(4, 10, 5), decision="Setuju")
    getattr(world.faults, how)(1)
    with pytest.raises(Killed):
        world.tick(wita(4, 10, 6))
    world.reborn()
    world.tick(wita(4, 10, 7))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"
    assert sum("Keputusan diisi lewat formulir" in one for one in history(world)) == 1


def test_a_quiet_tick_asks_nothing_more_of_a_form_that_is_linked(world: World) -> None:
    for form in ("public", "officer"):
        world.workbook.add_tab(f"Raw {form}", ["Timestamp"])
        world.ledger.remember_place(Place.raw(form), f"Raw {form}")
    world.complain()
    world.workbook.type("Raw public", 1, "Timestamp", 46000.5)
    world.tick(wita(4, 10))
    world.tick(wita(4, 10, 5))
    reads = []
    for minute in range(11, 41):
        world.faults.forget()
        world.tick(wita(4, 10, minute))
        reads.append(len(world.faults.reads))
    assert max(reads) <= 3


def test_an_answer_after_a_quiet_look_is_taken_up_in_the_next_tick(world: World, monkeypatch: Any) -> None:
    looks, read = list[tuple[str, ...]](), world.workbook.read

    def reading(ranges: Any, **how: Any) -> Any:
        looks.append(tuple(ranges))
        return read(ranges, **how)

    monkeypatch.setattr(world.workbook, "read", reading)
    run_to_decision(world)
    send(world, "", wita(4, 10, 1), decision="Setuju")  # So the tab has an answer, and its end alone is looked at.
    for minute in range(2, 10):
        looks.clear()
        world.tick(wita(4, 10, minute))
    (glance,) = looks
    assert f"'{RAW}'!A2:A" in glance
    assert "'Status'!1:1" in glance
    send(world, HEAD, wita(4, 10, 10), decision="Setuju")
    world.tick(wita(4, 10, 10) + timedelta(seconds=30))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"


def test_a_lost_ledger_knows_what_was_decided_in_the_form(world: World) -> None:
    run_to_decision(world)
    send(world, HEAD, wita(4, 10, 5), decision="Setuju")
    world.tick(wita(4, 10, 6))
    before = next(iter(world.ledger.memory().cases.values()))
    without_ledger(world)
    with_places(world)
    restore(world.job, wita(4, 10, 10))
    told_before = len(world.mailbox.mails)
    world.tick(wita(4, 10, 11))
    case = next(iter(world.ledger.memory().cases.values()))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"
    assert [(key, one.text, one.base) for key, one in case.by_form.items()] == [("decision", "Setuju", "")]
    assert [one.response for one in case.heard] == [one.response for one in before.heard]
    assert (case.decided_on, case.cells) == (before.decided_on, before.cells)
    assert [one.message["Subject"] for one in world.mailbox.mails[told_before:]] == []


def with_places(world: World) -> None:
    for place, id in ((Place.form(FORM), FORM), (Place.address(FORM), PAGE), (Place.raw(FORM), RAW)):
        world.ledger.remember_place(place, id)


def test_a_deleted_row_comes_back_with_what_people_wrote_and_the_form_still_counts(world: World) -> None:
    run_to_decision(world)
    send(world, HEAD, wita(4, 10, 5), decision="Setuju")
    world.tick(wita(4, 10, 6))
    world.workbook.delete_row("Register", world.row_of(ONE))
    world.tick(wita(4, 10, 6) + timedelta(minutes=1))
    assert world.shown(ONE, "Keputusan") == ""
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"
