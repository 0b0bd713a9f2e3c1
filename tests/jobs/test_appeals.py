"""An appeal in an office: to the marked group, told like any other, and apart in the report."""

from pathlib import Path

import pytest

from automation.domain.numbers import ComplaintNumber
from automation.jobs.setup.seeds import seeds_for
from automation.register.schema import tabs
from tests.builders import wita

from .test_sync import ONE
from .world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True)
    world.complain(stated_service="Sertifikasi produk")
    world.tick(wita(2, 9))
    return world


def mark(world: World, name: str, cell: str = "Ya") -> None:
    world.workbook.type("Pokja", world.workbook.row_of("Pokja", name), "Menangani banding", cell)


def test_the_marked_group_gets_it_and_its_lead_is_told(world: World) -> None:
    mark(world, "Pokja Pengujian")
    world.fill(ONE, classification="Banding", service="Sertifikasi produk")
    world.tick(wita(2, 9, 5))
    disposition = world.ledger.memory().cases[ComplaintNumber.parse(ONE)].disposition
    assert disposition is not None
    assert disposition.group == "Pokja Pengujian"
    lead = next(one.lead for one in world.settings.disposition.groups if one.name == "Pokja Pengujian")
    assert world.subjects(lead.email) != []
    assert "sebut semua yang ikut mengambil keputusan" in str(world.shown(ONE, "Peringatan"))


def test_without_a_marked_group_the_head_is_asked(world: World) -> None:
    world.fill(ONE, classification="Banding", service="Sertifikasi produk")
    world.tick(wita(2, 9, 5))
    assert world.shown(ONE, "Status") == "Menunggu disposisi Kepala Balai"
    assert "Menangani banding = Ya" in str(world.shown(ONE, "Peringatan"))
    mark(world, "Pokja Pengujian")
    world.tick(wita(2, 9, 10))
    assert "Menangani banding = Ya" not in str(world.shown(ONE, "Peringatan"))


def test_a_new_workbook_marks_the_group_that_the_settings_name(world: World) -> None:
    rows = seeds_for(world.settings, wita(2).date(), frozenset())["groups"]
    place = [column.key for column in tabs()["groups"].columns].index("appeals")
    assert {row[0] for row in rows if row[place] == "Ya"} == {"Pokja Pelatihan dan Konsultansi"}
