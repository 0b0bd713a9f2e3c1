"""Hari Ini: what waits for whom, the late first; links find their complaint by its number."""

from datetime import date, timedelta

import pytest

from automation.domain.cells import Formula
from automation.domain.columns import column_letters
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.domain.views import RegisterView
from automation.register.schema import tabs
from automation.register.today_tab import MOST_OF_A_BLOCK
from tests.builders import wita
from tests.fakes import text_of

from .advice_stages import goes_by, signed_without_mail
from .test_actions import K1, P1, decide_actions, write
from .world import World

TITLE = "Hari Ini"
OFFICERS = "Dewi Lestari, Ahmad Fauzi (Petugas Pelayanan)"
HEAD = "Ratna Wulandari, S.T., M.T. (Kepala Balai)"


@pytest.fixture
def world(tmp_path):
    return World(tmp_path, plain=True)


def shown(world: World) -> list[tuple[object, ...]]:
    return [(row["Nomor"], str(row["Perihal dan yang dikerjakan"])) for row in world.workbook.rows(TITLE)]


def block(world: World, whose: str) -> list[str]:
    """Return the numbers below somebody's name."""
    rows = shown(world)
    at = next(place for place, (_, work) in enumerate(rows) if work == whose)
    (count, _), *below = rows[at:]
    return [str(number) for number, _ in below[: int(str(count))]]


def link_of(world: World, number: str) -> str:
    cell = next(
        row[0] for row in world.workbook.sheets[TITLE] if isinstance(row[0], Formula) and row[0].shows == number
    )
    assert isinstance(cell, Formula)
    return cell.text


def test_a_complaint_waits_for_whose_turn_it_is_with_what_to_do_and_until_when(world):
    world.complain()
    world.tick()
    about = "Hasil uji terlambat – Siti Aminah, PT Kayu Lestari"
    task = "Baca uraian keluhan, lalu isi Klasifikasi dan Jenis layanan (serta Tingkat)."
    assert shown(world) == [
        ("Kantor", "1 keluhan terbuka: 1 baru."),
        (1, OFFICERS),
        ("KEL-2026-0001", f"{about}\n{task}"),
    ]
    row = world.workbook.rows(TITLE)[-1]
    assert row["Tenggat"] == world.shown("KEL-2026-0001", "Tenggat")
    assert (row["Konsep"], row["Folder"]) == ("", "Folder")


def test_a_link_finds_its_complaint_by_number_in_the_column_to_be_filled(world):
    world.complain()
    world.tick()
    assert link_of(world, "KEL-2026-0001") == (
        '=HYPERLINK("https://docs.google.com/spreadsheets/d/book/edit#gid=1&range=X"'
        '&MATCH("KEL-2026-0001";Register!$A:$A;0);"KEL-2026-0001")'
    )
    assert tabs()["register"].columns[ord("X") - ord("A")].heading == "Klasifikasi"


def test_who_is_next_finds_it_among_their_own(tmp_path):
    world = World(tmp_path, plain=True, disposisi__mode="konfirmasi")
    world.complain()
    world.complain()
    world.tick()
    world.fill("KEL-2026-0002", classification="Keluhan", service="Pengujian")
    world.tick(world.now + timedelta(minutes=5))
    assert block(world, OFFICERS) == ["KEL-2026-0001"]
    assert block(world, HEAD) == ["KEL-2026-0002"]
    # Who has anything stands above, each with a link to their block by its row: no name stands in a formula.
    assert [(str(number), work) for number, work in shown(world)[1:3]] == [
        ("Baris 5", f"{HEAD}: 1 menunggu"),
        ("Baris 7", f"{OFFICERS}: 1 menunggu"),
    ]
    entry = world.workbook.sheets[TITLE][2][0]
    assert isinstance(entry, Formula)
    assert entry.text == '=HYPERLINK("https://docs.google.com/spreadsheets/d/book/edit#gid=1&range=A5";"Baris 5")'
    assert [row[1] for row in shown(world)[3:7:2]] == [HEAD, OFFICERS]


def test_nothing_of_a_row_stays_where_another_comes_to_stand(tmp_path):
    world = World(tmp_path, plain=True, disposisi__mode="konfirmasi")
    world.complain()
    world.complain()
    world.tick()
    world.fill("KEL-2026-0002", classification="Keluhan", service="Pengujian")
    world.tick(world.now + timedelta(minutes=5))
    others = [row for row in world.workbook.rows(TITLE) if not str(row["Nomor"]).startswith("KEL-")]
    assert len(others) == 5
    assert {value for row in others for value in list(row.values())[2:]} == {""}


def test_what_is_late_comes_first_and_is_counted(world):
    world.complain(subject="Lama")
    world.tick()
    world.now = wita(4, 9)
    world.complain(subject="Baru")
    world.tick()
    assert block(world, OFFICERS) == ["KEL-2026-0001", "KEL-2026-0002"]
    assert shown(world)[0] == ("Kantor", "2 keluhan terbuka: 2 baru, 1 terlambat.")


def test_what_rests_or_is_over_waits_for_nobody(world):
    world.complain()
    world.complain()
    world.tick()
    world.fill("KEL-2026-0001", held_from=wita(2).date(), hold_reason="Menunggu contoh uji")
    world.fill("KEL-2026-0002", classification="Bukan keluhan", reason_given="Permintaan data")
    world.tick(world.now + timedelta(minutes=5))
    assert shown(world) == [("Kantor", "1 keluhan terbuka: 1 baru, 1 ditunda.")]


def test_a_flood_is_capped_and_leads_to_the_view_that_shows_it_all(world):
    world.ledger.remember_place(Place.filter_view(RegisterView.OFFICERS), "77")
    for _ in range(MOST_OF_A_BLOCK + 5):
        world.complain()
    world.tick(sure=True)
    rows = shown(world)
    assert len(rows) == 1 + 1 + MOST_OF_A_BLOCK + 1
    assert rows[-1] == ("Lainnya", "5 lagi ada di lembar Register, tampilan filter “Giliran Petugas Pelayanan”.")
    assert rows[1][0] == MOST_OF_A_BLOCK + 5


def test_nothing_is_written_as_time_passes(world):
    world.complain()
    world.tick()
    world.tick(wita(2, 10))
    world.tick(wita(2, 10, 1))
    with world.quiet():
        world.tick(wita(2, 10, 2))
        world.tick(wita(2, 10, 40))


def test_links_are_written_anew_once_a_column_has_moved(world):
    world.complain()
    world.tick()
    world.workbook.insert_column("Register", 0)
    world.tick(world.now + timedelta(minutes=5))
    assert "range=Y" in link_of(world, "KEL-2026-0001")
    assert "Register!$B:$B" in link_of(world, "KEL-2026-0001")
    with world.quiet():
        world.tick(world.now + timedelta(minutes=5))


def test_what_somebody_wrote_over_comes_back(world):
    world.complain()
    world.tick()
    before = shown(world)
    world.workbook.type(TITLE, 3, "Nomor", "KEL-2026-0009")
    world.workbook.type(TITLE, 3, "Folder", "#REF!")
    world.workbook.add_row(TITLE, number="apa saja")
    world.tick(world.now + timedelta(minutes=5))
    assert shown(world)[:3] == before
    assert isinstance(world.workbook.sheets[TITLE][3][5], Formula)
    assert [row for row in world.workbook.rows(TITLE)[3:] if any(row.values())] == []


def test_an_office_without_the_tab_goes_on_without_it(world):
    world.ledger.forget_place(Place.tab("today"))
    world.workbook.remove_tab(TITLE)
    world.complain()
    report = world.tick()
    assert (report.refused, report.problems) == ({}, ())
    assert world.ledger.noted(Note.TODAY) == ""


def test_a_name_with_signs_of_a_formula_stands_in_none():
    from automation.register.today_tab import Block, Links, today_rows

    odd = Block(whose='Budi "B*" (?)', waiting=(), view="", others="")
    links = Links(today="t", targets={})
    entry = today_rows("", (odd, odd), links)[1]["number"]
    assert entry == Formula('=HYPERLINK("t&range=A5";"Baris 5")', shows="Baris 5")


def test_an_action_waits_for_who_is_to_plan_do_and_check_it(tmp_path):
    world = World(tmp_path)
    decide_actions(world)
    lead = "Bambang Sutrisno (lembar Tindakan)"
    assert block(world, lead) == [K1, P1]
    plan = "Isi Penanggung jawab dan Tenggat tindakan di lembar Tindakan."
    assert (K1, f"Uji ulang\n{plan}") in shown(world)
    write(world, K1, owner="rudi@lab.example", due="06/11/2026")
    world.tick(wita(3, 9))
    rudi = "rudi@lab.example (lembar Tindakan)"
    assert (block(world, rudi), block(world, lead)) == ([K1], [P1])
    row = next(row for row in world.workbook.rows(TITLE) if row["Nomor"] == K1)
    # The office closes at 16.30 on a Friday.
    assert row["Tenggat"] == (date(2026, 11, 6) - date(1899, 12, 30)).days + 16.5 / 24
    write(world, K1, done_on="05/11/2026", check_on="01/12/2026")
    world.tick(wita(5, 9))
    assert K1 not in [number for number, _ in shown(world)]
    world.tick(wita(1, 9, month=12))
    assert block(world, lead) == [K1, P1]


def test_an_actions_link_finds_its_row_by_its_key_in_the_cell_to_be_filled(tmp_path):
    world = World(tmp_path)
    decide_actions(world)
    at = tabs()["actions"]
    key, owner = (column_letters(at.position(one)) for one in ("action", "owner"))
    assert link_of(world, K1) == (
        f'=HYPERLINK("https://docs.google.com/spreadsheets/d/book/edit#gid=1&range={owner}"'
        f'&MATCH("{K1}";Tindakan!${key}:${key};0);"{K1}")'
    )
    with world.quiet():
        world.tick(wita(2, 11, 1))
    world.workbook.insert_column("Tindakan", 1)
    world.tick(wita(2, 11, 5))
    assert f"range={column_letters(at.position('owner') + 1)}" in link_of(world, K1)


def test_an_end_that_waits_for_how_the_reply_was_delivered_waits_for_the_officers_and_they_hear_of_it(world):
    signed_without_mail(world)
    world.fill("KEL-2026-0001", delivered_on="02/11/2026")
    goes_by(world, 3)
    assert block(world, OFFICERS) == ["KEL-2026-0001"]
    assert world.shown("KEL-2026-0001", "Status") == "Menunggu cara kirim"
    world.now = wita(3, 8, 1)
    world.tick()
    assert "Isi Cara kirim" in text_of(world.mailbox.to("dewi@bspji-samarinda.example")[-1])
    world.fill("KEL-2026-0001", sent_by="Pos/kurir")
    goes_by(world, 3)
    assert world.shown("KEL-2026-0001", "Status") == "Selesai"
