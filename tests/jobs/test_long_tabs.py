"""Riwayat and Arsip are read in parts, and are known as if they had been read whole."""

import json
from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from automation.domain.cells import AppendRows, Change, UpdateRow
from automation.jobs.tick.long_tabs import FEW, WHOLE_EVERY, LongTabs
from automation.ports import NotAllowed
from automation.register.schema import tabs
from tests.builders import job_cells, wita
from tests.fakes.workbook import FakeWorkbook

RANGES = {"register": "'Register'", "archive": "'Arsip'", "history": "'Riwayat'!A:A"}
MINUTE = timedelta(minutes=1)


class Office:
    """A workbook with so many documents and lines of history, read once."""

    def __init__(self, rows: int) -> None:
        self.workbook = FakeWorkbook()
        for row in range(1, rows + 1):
            self.file(row)
            self.workbook.add_row("Riwayat", sequence=row, number="KEL-2026-0001", what="Masuk langkah 3: disposisi")
        self.long, self.now = LongTabs(), wita(3, 13)
        self.calls: list[tuple[str, ...]] = []
        self.bytes, self.lines = 0, rows
        self.look()

    def file(self, row: int) -> None:
        self.workbook.add_row("Arsip", document=f"KEL-2026-{row:04}/scan/1", name=f"{row}.pdf", sha256="5f" * 32)

    def read(self, ranges: Sequence[str]) -> Any:
        found = self.workbook.read(ranges)
        self.calls.append(tuple(ranges))
        self.bytes += len(json.dumps(found))
        return found

    def look(self, after: timedelta = MINUTE) -> Any:
        self.now += after
        self.calls.clear()
        self.bytes = 0
        return self.long.read(self.read, RANGES, self.now)

    def whole(self) -> Any:
        return dict(zip(RANGES, self.workbook.read(list(RANGES.values())), strict=True))

    @property
    def arsip(self) -> list[list[Any]]:
        return self.workbook.sheets["Arsip"]

    def put(self, row: int, column: str, value: Any) -> None:
        self.workbook.type("Arsip", row, tabs()["archive"].column(column).heading, value)


@pytest.fixture
def office() -> Office:
    return Office(3 * FEW)


def test_a_second_look_is_one_call_and_reads_names_and_what_people_write():
    office = Office(1_000)
    office.look(WHOLE_EVERY)
    whole = office.bytes
    assert office.look() == office.whole()
    assert len(office.calls) == 1
    assert office.bytes < whole / 3


def test_riwayat_costs_the_same_however_long_it_is():
    few, many = Office(200), Office(800)
    for office in (few, many):
        office.look()
        assert [one for one in office.calls[0] if "Riwayat" in one] == [
            f"'Riwayat'!A{len(office.whole()['history'])}:A"
        ]


@pytest.mark.parametrize("seed", range(40), ids=lambda seed: f"seed{seed}")
def test_whatever_people_and_the_job_do_to_rows_is_known_as_if_all_were_read(seed):
    office, chance = Office(FEW + 10), Random(seed)
    for _ in range(12):
        for _ in range(chance.randint(0, 3)):
            act(office, chance)
        assert office.look() == office.whole()


def act(office: Office, chance: Random) -> None:
    row = chance.randrange(1, len(office.arsip))
    lines = office.workbook.sheets["Riwayat"]
    match chance.randrange(9):
        case 0 | 1:
            office.put(row, "shelf", chance.choice(["B-3", "", 7, True]))
        case 2:
            office.file(1_000 + chance.randrange(9_000))
        case 3:
            del office.arsip[row]
        case 4:
            office.arsip[1:] = chance.sample(office.arsip[1:], len(office.arsip) - 1)
        case 5:
            office.arsip.insert(row, [])
        case 6:
            office.workbook.insert_column("Arsip", chance.randrange(4), "Catatan kami")
        case 7:
            office.lines += 1
            lines.append([office.lines, *lines[-1][1:]])
        case _:
            del lines[chance.randrange(1, len(lines))]


def test_a_cell_of_the_jobs_that_a_hand_changed_is_seen_within_a_quarter_of_an_hour(office):
    office.put(5, "sha256", "00")
    assert office.look() != office.whole()
    assert office.look(WHOLE_EVERY) == office.whole()


def test_a_tab_into_whose_rows_the_job_wrote_is_read_whole(office):
    place = [str(cell) for cell in office.arsip[0]].index(tabs()["archive"].column("name").heading)
    changes: tuple[Change, ...] = (UpdateRow("archive", 5, job_cells("archive", "lain.pdf", first=place)),)
    office.put(5, "name", "lain.pdf")
    office.long.wrote(changes)
    assert office.look() == office.whole()
    assert "'Arsip'" in office.calls[0]
    office.look()
    assert "'Arsip'" not in office.calls[0]


def test_rows_that_the_job_added_are_read_from_the_last_one_on(office):
    office.file(999)
    office.long.wrote((AppendRows("archive", (job_cells("archive", "999.pdf"),)),))
    assert office.look() == office.whole()
    assert "'Arsip'" not in office.calls[0]


def test_what_a_refused_range_does_not_tell_the_whole_tabs_do(office):
    refusals = [NotAllowed("Range ('Riwayat'!A151:A) exceeds grid limits. Max rows: 100", "400")]

    def read(ranges: Sequence[str]) -> Any:
        if refusals:
            raise refusals.pop()
        return office.read(ranges)

    assert office.long.read(read, RANGES, office.now + MINUTE) == office.whole()
