"""While nothing happens, of the workbook only what people write is read; all of it before anything is done."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from automation.domain.numbers import ComplaintNumber
from automation.jobs.tick.ledger_guard import LedgerLost
from automation.jobs.tick.long_tabs import WHOLE_EVERY
from automation.ports import UnreadableWorkbook
from automation.register.lines import WrongHeadings
from tests.builders import wita
from tests.jobs.test_sync import ONE, run_to_signature
from tests.jobs.world import World

MINUTE = timedelta(minutes=1)


class Watched:
    """An office at rest, with what each tick reads of its workbook."""

    def __init__(self, folder: Path) -> None:
        self.world = world = World(folder, plain=True)
        run_to_signature(world)
        self.reads: list[tuple[str, ...]] = []
        read = world.workbook.read

        def reading(ranges: Sequence[str], **how: Any) -> Any:
            self.reads.append(tuple(ranges))
            return read(ranges, **how)

        world.workbook.read = reading  # type: ignore[method-assign]  # (reads are noted here)
        self.now = wita(3, 13)
        while not self.tick():
            pass

    def tick(self, after: timedelta = MINUTE) -> bool:
        """Tick a while later; tells whether what people write was all that was read of the workbook."""
        self.now += after
        self.reads.clear()
        self.world.tick(self.now)
        return not any("'Status'" in ranges for ranges in self.reads)

    def kept(self, column: str) -> str:
        return self.world.ledger.memory().cases[ComplaintNumber.parse(ONE)].cells[column]

    def put(self, tab: str, row: int, heading: str, value: Any) -> None:
        sheet = self.world.workbook.sheets[tab]
        sheet[row][sheet[0].index(heading)] = value


@pytest.fixture
def office(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "kantor")


def test_a_tick_after_a_quiet_one_reads_once_and_only_what_people_write(office):
    assert office.tick()
    (ranges,) = office.reads
    assert "'Status'!1:1" in ranges
    assert "'Riwayat'!A:A" not in ranges
    assert "'Register'" not in ranges


def test_what_people_type_is_taken_up_in_the_same_tick(office):
    assert office.tick()
    office.world.fill(ONE, incoming_number="B-123/2026")
    assert not office.tick()
    assert office.kept("incoming_number") == "B-123/2026"


def test_a_shelf_typed_in_arsip_is_taken_up_in_the_same_tick(office):
    assert office.tick()
    office.put("Arsip", 1, "Lokasi fisik", "B-3")
    office.tick()
    assert next(one.shelf for one in office.world.ledger.memory().documents) == "B-3"


def test_a_tick_that_did_something_is_followed_by_a_whole_look(office):
    office.world.fill(ONE, incoming_number="B-123/2026")
    assert not office.tick()
    assert not office.tick()
    assert office.tick()


def test_a_row_that_was_deleted_comes_back_in_the_same_tick(office):
    assert office.tick()
    office.world.workbook.delete_row("Register", office.world.row_of(ONE))
    office.tick()
    assert office.world.row_of(ONE)


def test_a_box_that_is_ticked_where_a_number_stood_is_seen(office):
    office.world.fill(ONE, incoming_number=1)
    while not office.tick():
        pass
    office.world.fill(ONE, incoming_number=True)
    assert not office.tick()


def test_what_a_hand_left_wrong_in_a_cell_of_the_jobs_is_put_right_within_a_quarter_of_an_hour(office):
    assert office.tick()
    office.put("Status", 1, "Status", "diubah")
    assert office.tick(WHOLE_EVERY - 3 * MINUTE)
    assert office.world.workbook.shown("Status", 1, "Status") == "diubah"
    assert not office.tick(3 * MINUTE)
    assert office.world.workbook.shown("Status", 1, "Status") != "diubah"


def test_a_clock_that_was_set_back_makes_the_look_a_whole_one(office):
    assert office.tick()
    assert not office.tick(-timedelta(minutes=40))


def test_a_heading_that_was_renamed_stops_the_next_tick(office):
    assert office.tick()
    sheet = office.world.workbook.sheets["Status"]
    sheet[0][sheet[0].index("Status")] = "Keadaan"
    with pytest.raises(WrongHeadings):
        office.tick()


def test_a_tab_that_was_taken_away_stops_the_next_tick(office):
    assert office.tick()
    del office.world.workbook.sheets["Status"]
    with pytest.raises(UnreadableWorkbook, match="Status"):
        office.tick()


def test_an_answer_to_a_form_is_registered_after_a_whole_look(office):
    assert office.tick()
    office.world.now = office.now
    office.world.complain(email="budi@contoh.example")
    assert not office.tick()
    assert office.world.row_of("KEL-2026-0002")


def test_riwayat_that_holds_more_than_the_ledger_is_seen_before_anything_is_done(office):
    assert office.tick()
    history = office.world.workbook.sheets["Riwayat"]
    history.append([len(history) + 40, *history[-1][1:]])
    assert office.tick()
    office.world.now = office.now
    office.world.complain(email="budi@contoh.example")
    with pytest.raises(LedgerLost):
        office.tick()
    assert "KEL-2026-0002" not in {str(number) for number in office.world.ledger.memory().cases}


def test_another_process_that_ticked_meanwhile_changes_nothing_of_what_this_one_holds(office):
    assert office.tick()
    office.world.workbook.sheets["Status"].append(["KEL-2026-0009", "Dikaji"])
    office.world.fill(ONE, incoming_number="B-123/2026")
    office.tick()
    rows = [row for row in office.world.workbook.sheets["Status"] if row and row[0] == ONE]
    assert len(rows) == 1


def test_a_tab_without_which_the_job_goes_on_is_looked_for_in_each_tick(office):
    office.world.workbook.rename_tab("Tindakan", "Aksi")
    assert (office.tick(), office.tick(), office.tick()) == (False, False, False)
    office.world.workbook.rename_tab("Aksi", "Tindakan")
    assert True in (office.tick(), office.tick(), office.tick())
