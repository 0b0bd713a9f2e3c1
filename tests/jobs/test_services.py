"""The office's own services: what may be chosen, what forms offer, who handles them, and what old ones still mean."""

from pathlib import Path

import pytest

from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.own_lists import SERVICES, OwnList, offered
from automation.jobs.periodic.counting import figures_of
from automation.jobs.periodic.national import national_calendar
from automation.ports import Refused
from automation.report.period import Period
from automation.report.rows import Section
from tests.builders import wita

from .test_sync import ONE
from .world import World

TAB = "Jenis Layanan"
NEW, OTHER = "Uji profisiensi", "Lainnya"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def offers(world: World) -> dict[str, tuple[str, ...]]:
    places = world.ledger.places()
    return {form: world.forms.offers.get(places[Place.form(form)], ()) for form in ("public", "officer")}


def handled_by(world: World) -> str:
    (found,) = world.ledger.memory().cases.values()
    return found.disposition.group if found.disposition else ""


def counted(world: World) -> dict[str, object]:
    """Give the report's counts by service."""
    memory, settings = world.ledger.memory(), world.settings
    rows = figures_of(memory, settings, Period.parse("2026-11"), national_calendar(memory, settings))
    return {row.measure: row.value for row in rows if row.section is Section.SERVICES}


def test_a_service_that_the_office_adds_is_offered_and_goes_to_its_group(world: World) -> None:
    world.workbook.add_row(TAB, name=NEW)
    world.workbook.type("Pokja", 1, "Layanan", f"Pengujian; {NEW}")
    world.complain()
    world.tick()
    for form in ("public", "officer"):
        assert offers(world)[form] == (NEW, OTHER)
    world.fill(ONE, classification="Keluhan", service=NEW)
    world.tick(wita(2, 9))
    assert "Jenis layanan" not in str(world.shown(ONE, "Peringatan"))
    assert handled_by(world) == "Pokja Pengujian"
    assert counted(world) == {NEW: 1}


def test_forms_are_asked_and_written_once_a_change_and_never_while_it_rests(world: World) -> None:
    world.tick()
    world.workbook.add_row(TAB, name=NEW)
    world.tick(wita(2, 9))
    world.faults.forget()
    world.tick(wita(2, 9, 1))
    assert [one for one in world.faults.writes if one.startswith("forms")] == []


def test_a_service_that_left_the_list_is_what_its_complaints_still_bear(world: World) -> None:
    world.workbook.add_row(TAB, name=NEW)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service=NEW)
    world.tick(wita(2, 9))
    world.workbook.type(TAB, 1, "Layanan", "Kalibrasi")
    world.tick(wita(2, 10))
    assert offers(world)["public"] == ("Kalibrasi", OTHER)
    assert "Jenis layanan" not in str(world.shown(ONE, "Peringatan"))
    assert counted(world) == {NEW: 1}


def test_what_is_none_of_the_list_is_asked_for_and_repeated_by_no_report(world: World) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Layanan Pak Budi")
    world.tick(wita(2, 9))
    assert "Jenis layanan" in str(world.shown(ONE, "Peringatan"))
    assert "Layanan Pak Budi" not in str(counted(world))


def test_a_customer_always_finds_one_that_is_true() -> None:
    assert offered(OwnList(listed=("Kalibrasi",))) == ("Kalibrasi", "Lainnya")
    assert offered(OwnList(listed=("lainnya", "Kalibrasi"))) == ("lainnya", "Kalibrasi")
    assert offered(OwnList()) == SERVICES.usual


def test_a_form_that_refuses_is_told_of_keeps_nothing_else_and_is_offered_once_it_takes_it(world: World) -> None:
    world.tick()
    world.workbook.add_row(TAB, name=NEW)
    world.complain()
    world.faults.fail_always(Refused("Formulir sedang disunting orang lain."), "forms.offer")
    outcome = world.tick(wita(2, 9))
    assert outcome.registered == (str(ONE),)
    assert "sedang disunting" in str(outcome.refused)
    world.faults.heal()
    world.tick(wita(2, 12))
    assert offers(world)["public"] == offers(world)["officer"] == (NEW, OTHER)
    assert world.tick(wita(2, 12, 1)).refused == {}


def test_a_deleted_tab_is_told_of_and_its_last_list_holds(world: World) -> None:
    world.workbook.add_row(TAB, name=NEW)
    world.tick()
    world.workbook.remove_tab(TAB)
    world.complain()
    outcome = world.tick(wita(2, 9))
    assert any("Jenis Layanan" in one for one in outcome.problems)
    world.fill(ONE, classification="Keluhan", service=NEW)
    world.tick(wita(2, 10))
    assert "Jenis layanan" not in str(world.shown(ONE, "Peringatan"))


def test_a_workbook_from_before_the_list_has_its_forms_left_alone(world: World) -> None:
    world.ledger.forget_place(Place.tab("services"))
    world.ledger.forget_note(Note.offered("public"))
    world.faults.forget()
    world.complain()
    world.tick()
    assert [one for one in world.faults.writes if one.startswith("forms")] == []
    world.fill(ONE, classification="Keluhan", service="Kalibrasi")
    world.tick(wita(2, 9))
    assert handled_by(world) == "Pokja Kalibrasi"
