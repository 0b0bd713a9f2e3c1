"""Rows of the Register below the last one: there, with their drop-downs, before they are needed."""

from pathlib import Path

from automation.domain.layout import DropDown
from automation.domain.places import Place
from automation.jobs.snapshot import Table
from automation.jobs.tick.room import nearly_full
from tests.builders import wita

from .world import World


def test_the_register_has_dressed_rows_before_its_last_one_is_used(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.ledger.remember_place(Place.rows("register"), "102")
    world.complain()
    world.tick(wita(2, 9))
    assert world.workbook.grown == []
    world.complain()
    world.tick(wita(2, 9, 10))
    [(tab, rows, looks)] = world.workbook.grown
    assert (tab, rows) == ("register", 1000)
    assert {look.column for look in looks if isinstance(look, DropDown)} >= {
        world.workbook.column("Register", heading) for heading in ("Klasifikasi", "Disposisi kepada", "Keputusan")
    }
    world.complain()
    world.tick(wita(2, 9, 20))
    assert len(world.workbook.grown) == 1
    world.ledger.close()


def test_a_tick_warns_when_what_it_reads_comes_near_to_what_a_workbook_holds() -> None:
    narrow: Table = tuple((n,) for n in range(250_000))
    few: dict[str, Table] = {"register": (("Nomor",) * 40,), "history": narrow}
    widths = {"register": 40, "history": 9, "raw.public": 16}
    assert nearly_full(few, widths) == ()
    (told,) = nearly_full({**few, "raw.public": narrow}, widths)
    assert told.startswith("Buku kerja memakai sedikitnya 62% dari 10 juta sel. Buku kerja Google menampung")
