"""Whose a complaint is among the officers: by turn where the office wishes, or whom the row names."""

from datetime import timedelta

import pytest

from automation.domain.complaint import StaffFacts
from automation.domain.groups import Person
from automation.domain.numbers import ComplaintNumber
from automation.workflow.ownership import officers_of
from tests.builders import the_office, the_rules, wita

from .world import World

ONE = "KEL-2026-0001"
DEWI, FAUZI = "dewi@bspji-samarinda.example", "fauzi@bspji-samarinda.example"
OFFICERS = tuple(Person(name, f"{name}@kantor.example") for name in ("ani", "budi", "citra", "dian"))


def owners(officers, numbers=range(1, 201), **facts):
    context = the_office(wita(2), rules=the_rules(officers=officers, officers_take_turns=True))
    found = [officers_of(ComplaintNumber(2026, n), StaffFacts(**facts), context) for n in numbers]
    assert all(len(one) == 1 for one in found)
    return [one[0].name for one in found]


def test_each_officer_has_about_as_many():
    found = owners(OFFICERS)
    assert all(30 <= found.count(one.name) <= 70 for one in OFFICERS)


def test_who_is_away_hands_over_theirs_alone_and_has_them_back():
    before, meanwhile = owners(OFFICERS), owners(OFFICERS[1:])
    assert all(was in ("ani", now) for was, now in zip(before, meanwhile, strict=True))
    assert len({now for was, now in zip(before, meanwhile, strict=True) if was == "ani"}) == 3
    assert owners(tuple(reversed(OFFICERS))) == before


def test_only_the_owner_is_mailed_and_all_can_see_who_that_is(tmp_path):
    world = World(tmp_path, plain=True, penanganan__giliran_petugas=True)
    world.complain()
    world.tick()
    mailed = [address for address in (DEWI, FAUZI) if world.subjects(address)]
    assert len(mailed) == 1
    (shown,) = (row["Giliran"] for row in world.workbook.rows("Status"))
    assert shown == {DEWI: "Dewi Lestari", FAUZI: "Ahmad Fauzi"}[mailed[0]]
    assert world.shown(ONE, "Penanggung jawab") == f"Petugas Pelayanan: {shown}"
    assert (1, f"{shown} (Petugas Pelayanan)") in [
        (row["Nomor"], row["Perihal dan yang dikerjakan"]) for row in world.workbook.rows("Hari Ini")
    ]


@pytest.mark.parametrize("turns", [True, False])
def test_whom_the_row_names_has_it_whoever_s_turn_it_is(tmp_path, turns):
    world = World(tmp_path, plain=True, penanganan__giliran_petugas=turns)
    world.complain()
    world.tick()
    for name, address in (("Dewi Lestari", DEWI), ("ahmad fauzi", FAUZI)):
        world.fill(ONE, handled_by=name)
        world.tick(world.now + timedelta(minutes=2))
        assert len(world.subjects(address)) == 1
        assert str(world.shown(ONE, "Penanggung jawab")).casefold().endswith(name.casefold())


def test_without_turns_all_officers_are_mailed_as_before(tmp_path):
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    assert [len(world.subjects(address)) for address in (DEWI, FAUZI)] == [1, 1]
    assert world.workbook.rows("Status")[0].get("Giliran", "") == ""


def test_a_name_that_no_officer_bears_is_warned_of_and_leaves_nobody_out(tmp_path):
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.fill(ONE, handled_by="Orang Lain")
    world.tick(world.now + timedelta(minutes=2))
    assert "Ditangani oleh: yang tertulis bukan nama Petugas Pelayanan" in str(world.shown(ONE, "Peringatan"))
    assert world.shown(ONE, "Penanggung jawab") == "Petugas Pelayanan: Dewi Lestari, Ahmad Fauzi"
