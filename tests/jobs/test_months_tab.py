"""Rekap Bulanan: this year and last, months side by side, and the charts over rows that never move."""

from datetime import date, timedelta

from automation.domain.cells import Cell
from automation.domain.notes import Note
from automation.jobs.settings_views import rules_of
from automation.jobs.setup.charts import charts_of_months
from automation.register.schema import tabs
from automation.report.months import GROUPS_SHOWN, places_of
from automation.report.rows import Section
from tests.builders import wita

from .test_sync import ONE
from .world import World, the_settings

TITLE = tabs()["months"].title


def by_measure(world: World) -> dict[object, dict[str, Cell]]:
    return {row["Ukuran"]: row for row in world.workbook.rows(TITLE) if row["Ukuran"]}


def test_a_complaint_stands_in_its_month_and_group_and_open_ones_are_aged_up_to_today(tmp_path):
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(12, 9))
    shown = by_measure(world)
    assert [shown["Diterima 2026"][month] for month in ("Okt", "Nov", "Des", "Setahun")] == [0, 1, "", 1]
    assert [shown["Diterima 2025"][month] for month in ("Jan", "Des", "Setahun")] == [0, 0, 0]
    assert shown["8–14 hari 2026"]["Setahun"] == 1
    groups = [row["Ukuran"] for row in world.workbook.rows(TITLE) if "pokja" in str(row["Bagian"])]
    assert len(groups) == 1
    with world.quiet():
        world.tick(world.now + timedelta(minutes=1))
    assert str(date(2026, 11, 12)) in world.ledger.memory().notes[Note.MONTHS_SHOWN]
    with world.quiet():
        world.tick(world.now + timedelta(minutes=1))


def test_what_is_seen_to_be_shown_is_counted_anew_with_the_next_day_alone(tmp_path):
    world = World(tmp_path, plain=True)
    world.complain()
    for minute in range(4):
        world.tick(wita(2, 9, minute))
    row = next(place for place, one in enumerate(world.workbook.rows(TITLE), 1) if one["Ukuran"] == "Diterima 2026")
    world.workbook.type(TITLE, row, "Nov", 7)
    world.tick(wita(2, 9, 5))
    assert by_measure(world)["Diterima 2026"]["Nov"] == 7
    world.tick(wita(3, 9))
    assert by_measure(world)["Diterima 2026"]["Nov"] == 1


def test_each_chart_is_drawn_over_the_rows_that_its_title_names(tmp_path):
    world = World(tmp_path, plain=True)
    world.tick()
    rules = rules_of(the_settings())
    flow, years, ages, groups = charts_of_months(rules)
    names = ["", *(str(row["Ukuran"]) for row in world.workbook.rows(TITLE))]
    assert [names[row] for row in flow.across] == [
        "Diterima 2026",
        "Berakhir 2026",
        "Masih ditangani pada akhir masa 2026",
    ]
    assert [names[row] for row in years.across] == ["Diterima 2026", "Diterima 2025"]
    assert names[slice(*ages.rows)][0] == "sampai 7 hari 2026"
    assert names[slice(*ages.rows)][-1] == "lebih dari 60 hari 2026"
    first, end = places_of(Section.GROUPS, rules)
    assert (groups.rows, end - first) == ((first + 1, end + 1), GROUPS_SHOWN)
