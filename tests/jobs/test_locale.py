"""A workbook that reads typed dates by another locale: setup mends it or names the click; no tick believes them."""

from datetime import date

import pytest
import requests

from automation.domain.layout import Region, SetRegion
from automation.jobs.watch.alarm import attended_sync
from automation.register.schema import tabs
from local_workspace.server import serve
from tests.builders import wita

from .test_doctor import ill
from .test_setup import Office
from .world import World

AMERICAN, HOME = Region("en_US", "Asia/Makassar"), Region("in_ID", "Asia/Makassar")
TWELFTH_OF_MARCH, THIRD_OF_DECEMBER = 46093, 46359


@pytest.fixture
def office(tmp_path):
    with serve(tmp_path / "data") as serving:
        made = Office(tmp_path, serving)
        yield made
        made.close()


def ignore(office, *codes: str) -> None:
    body = {"ignored_locales": list(codes)}
    requests.post(f"{office.serving.address}/_workspace/sheets", json=body, timeout=60).raise_for_status()


def in_force(office) -> Region:
    region: Region = office.connection.workbook(office.places).region()
    return region


def type_into_register(office, key: str, text: str) -> None:
    place = tabs()["register"].position(key)
    cell = "Register!" + chr(ord("A") + place // 26 - 1) * (place >= 26) + chr(ord("A") + place % 26) + "2"
    office.connection._sheets.values_update(
        office.places["workbook"], cell, params={"valueInputOption": "USER_ENTERED"}, body={"values": [[text]]}
    )


@pytest.mark.parametrize(("ignored", "locale"), [((), "in_ID"), (("in_ID",), "id_ID"), (("id_ID",), "in_ID")])
def test_setup_finds_the_code_that_google_takes(office, ignored, locale):
    ignore(office, *ignored)
    assert office.set_up().problems == []
    assert in_force(office) == Region(locale, "Asia/Makassar")
    again = office.set_up()
    assert (office.writes, again.made, again.problems) == (0, [], [])
    assert "okalitas" not in ill(office)


def test_where_google_takes_neither_the_click_is_named_until_somebody_makes_it(office):
    ignore(office, "in_ID", "id_ID")
    for _ in range(2):
        [problem] = office.set_up().problems
        assert "masih en_US" in problem
        assert "File › Setelan › Lokalitas: Indonesia" in problem
    assert "File › Setelan › Lokalitas" in ill(office)
    ignore(office)
    office.connection.construction.arrange(office.places["workbook"], [SetRegion(HOME)])
    assert office.set_up().problems == []
    assert ill(office) == ""


def test_dates_typed_before_are_listed_and_stay_what_they_are(office):
    office.set_up()
    office.connection.construction.arrange(office.places["workbook"], [SetRegion(AMERICAN)])
    for key, text in (("letter_date", "03/12/2026"), ("applied_on", "03/25/2026"), ("delivered_on", "25/03/2026")):
        type_into_register(office, key, text)
    assert "Tanggal surat 12 Maret 2026" in ill(office)
    [problem] = office.set_up().problems
    assert "Tanggal surat 12 Maret 2026" in problem
    assert "25 Maret" not in problem
    [row] = office.connection.workbook(office.places).read(["Register!A2:BZ2"])[0]
    register = tabs()["register"]
    assert row[register.position("letter_date")] == TWELFTH_OF_MARCH
    assert row[register.position("delivered_on")] == "25/03/2026"
    assert office.set_up().problems == []
    assert ill(office) == ""


# -- the tick


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path, plain=True)
    made.complain()
    made.tick()
    yield made
    made.ledger.close()


def facts(world):
    [case] = world.ledger.memory().cases.values()
    return case.cells


def told(world, at=None) -> str:
    return " ".join(text for texts in world.tick(at).warnings.values() for text in texts)


def test_a_date_typed_under_another_locale_is_a_warning_and_no_fact(world):
    world.workbook.in_force = AMERICAN
    world.fill("KEL-2026-0001", letter_date=TWELFTH_OF_MARCH)
    assert "terbaca 12 Maret 2026" in told(world)
    assert "letter_date" not in facts(world)
    # Nor does it become one when the locale is mended: it still says what nobody meant.
    world.workbook.in_force = HOME
    assert "terbaca 12 Maret 2026" in told(world)
    world.fill("KEL-2026-0001", letter_date=THIRD_OF_DECEMBER)
    assert "terbaca" not in told(world)
    assert facts(world)["letter_date"] == "2026-12-03"


def test_a_doubted_date_that_was_right_counts_once_it_is_typed_anew(world):
    world.workbook.in_force = AMERICAN
    world.fill("KEL-2026-0001", letter_date=TWELFTH_OF_MARCH)
    world.tick()
    world.workbook.in_force = HOME
    world.fill("KEL-2026-0001", letter_date="")
    world.tick()
    world.fill("KEL-2026-0001", letter_date=TWELFTH_OF_MARCH)
    assert "terbaca" not in told(world)
    assert facts(world)["letter_date"] == "2026-03-12"


def test_dates_typed_before_and_dates_in_words_stay_facts(world):
    world.fill("KEL-2026-0001", letter_date=THIRD_OF_DECEMBER)
    world.tick()
    world.workbook.in_force = AMERICAN
    world.fill("KEL-2026-0001", applied_on="3 Desember 2026")
    assert "terbaca" not in told(world)
    assert facts(world)["letter_date"] == "2026-12-03"
    assert facts(world)["applied_on"] == "3 Desember 2026"


def test_a_holiday_typed_under_another_locale_is_no_holiday(world):
    world.workbook.in_force = AMERICAN
    row = {"day": TWELFTH_OF_MARCH, "kind": "Libur kantor", "description": "Hari jadi"}
    world.workbook.add_row("Hari Libur", **row)
    for locale in (AMERICAN, HOME):
        world.workbook.in_force = locale
        [problem] = world.tick().problems
        assert "Hari Libur baris" in problem
        assert "12 Maret 2026" in problem


def test_only_a_newly_typed_date_costs_the_question_and_a_dry_run_notes_nothing(world):
    world.tick()
    world.faults.forget()
    world.tick()
    assert "workbook.region" not in world.faults.reads
    world.workbook.in_force = AMERICAN
    world.fill("KEL-2026-0001", letter_date=TWELFTH_OF_MARCH)
    assert "terbaca" in str(world.tick(dry_run=True).warnings)
    assert "tanggal.diragukan" not in world.ledger.memory().notes
    world.tick()
    assert world.faults.reads.count("workbook.region") == 2
    world.tick()
    assert world.faults.reads.count("workbook.region") == 2


def test_the_supervisor_hears_of_another_locale_once_a_day(world):
    def untouched():
        raise AssertionError("nothing is looked for in the bin")

    def problems(at):
        return " ".join(attended_sync(world.job, at, setup=untouched).problems)

    today = wita(2, 10)
    for looked in ("sampah.dilihat", "gabungan.dilihat", "perlindungan.dilihat"):
        world.ledger.note_memory(looked, str(date(2026, 11, 2)))
    assert "okalitas" not in problems(today)
    world.workbook.in_force = AMERICAN
    assert "okalitas" not in problems(today)
    for looked in ("sampah.dilihat", "gabungan.dilihat", "perlindungan.dilihat"):
        world.ledger.note_memory(looked, str(date(2026, 11, 3)))
    assert "File › Setelan" in problems(wita(3, 10))
