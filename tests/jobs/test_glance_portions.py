"""A look at what people write costs what is open: the rows of settled complaints take turns."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from automation.domain.documents import DocumentKind
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.jobs.tick.glance import PORTION, LastLook
from automation.ports import NotAllowed
from automation.register.schema import tabs
from tests.builders import a_document, wita
from tests.fakes.workbook import FakeWorkbook
from tests.ledger.cases import a_case

RANGES = {"register": "'Register'", "archive": "'Arsip'", "history": "'Riwayat'!A:A"}
OPEN = (7, 8, 90, 333)


class Office:
    """A Register and an Arsip of so many complaints, of which a few are open."""

    def __init__(self, ever: int) -> None:
        self.workbook = FakeWorkbook()
        numbers = [ComplaintNumber(2026, place) for place in range(1, ever + 1)]
        case, document = a_case(), a_document(DocumentKind.SURAT_BALASAN)
        documents = [replace(document, number=one, effect=f"{one}/surat_balasan/1") for one in numbers]
        self.memory = Memory(
            cases={one: replace(case, number=one, settled=one.sequence not in OPEN) for one in numbers},
            documents=tuple(documents),
        )
        for number, filed in zip(numbers, documents, strict=True):
            self.workbook.add_row("Register", number=str(number), findings="Sudah dikaji.", letter_number="B/1")
            self.workbook.add_row("Arsip", document=filed.effect, shelf="B-3")
            self.workbook.add_row("Riwayat", sequence=number.sequence)
        self.read_last = ""
        self.look, self.now = LastLook(), wita(3, 13)
        self.look_at_all()

    def look_at_all(self) -> None:
        tables = dict(zip(RANGES, self.workbook.read(list(RANGES.values())), strict=True))
        self.look.looked(RANGES, tables, self.now)
        self.look.rest(is_quiet=True)

    def read(self, ranges: Sequence[str]) -> Any:
        found = self.workbook.read(ranges)
        self.read_last = json.dumps([list(ranges), found])
        return found

    def still_holds(self) -> bool:
        return self.look.still_holds(self.read, RANGES, self.memory, self.now + timedelta(minutes=1))

    def glances_until_seen(self) -> int:
        return next(glance for glance in range(1, 1_000) if not self.still_holds())

    def put(self, tab: str, row: int, column: str, value: Any) -> None:
        self.workbook.type(tabs()[tab].title, row, tabs()[tab].column(column).heading, value)


@pytest.fixture
def office() -> Office:
    return Office(1_000)


def test_ten_times_as_many_settled_complaints_cost_little_more_than_their_numbers():
    few, many = Office(400), Office(4_000)
    assert few.still_holds()
    assert many.still_holds()
    numbers = 3_600 * len('["KEL-2026-0001"], ')
    assert len(many.read_last) - len(few.read_last) < 1.05 * numbers


def test_what_is_asked_for_fits_into_one_address(office):
    office.memory = replace(
        office.memory,
        cases={one: replace(case, settled=one.sequence % 3 != 0) for one, case in office.memory.cases.items()},
    )
    assert office.still_holds()
    ranges, _ = json.loads(office.read_last)
    assert sum(len(f"ranges={one}&") + 10 for one in ranges) < 4_000


@pytest.mark.parametrize("row", [*OPEN, 1_000])
def test_an_open_row_and_the_last_one_are_looked_at_each_time(office, row):
    office.still_holds()
    office.put("register", row, "findings", "Lain lagi.")
    assert not office.still_holds()


def test_a_row_that_was_settled_is_looked_at_when_its_turn_comes(office):
    office.put("register", 500, "findings", "Lain lagi.")
    assert office.glances_until_seen() == 500 // PORTION


def test_every_row_has_its_turn(office):
    turns = 1_000 // PORTION
    for row in (1, PORTION, PORTION + 1, 999):
        office.put("archive", row, "shelf", "C-1")
        assert office.glances_until_seen() <= turns
        office.put("archive", row, "shelf", "B-3")


def test_a_row_that_was_added_deleted_moved_or_emptied_is_seen_at_once(office):
    rows = office.workbook.sheets["Register"]
    rows.append(["", *rows[-1][1:]])
    assert not office.still_holds()
    rows.pop()
    assert office.still_holds()
    rows[600], rows[700] = rows[700], rows[600]
    assert not office.still_holds()
    rows[600], rows[700] = rows[700], rows[600]
    kept = rows[500][0]
    rows[500][0] = ""
    assert not office.still_holds()
    rows[500][0] = kept
    assert office.still_holds()
    del rows[600]
    assert not office.still_holds()


def test_a_row_of_arsip_that_was_deleted_or_added_is_seen_at_once(office):
    rows = office.workbook.sheets["Arsip"]
    rows.append(list(rows[-1]))
    assert not office.still_holds()
    rows.pop()
    assert office.still_holds()
    del rows[600]
    assert not office.still_holds()


def test_a_complaint_that_is_reopened_is_looked_at_each_time(office):
    number = ComplaintNumber(2026, 555)
    opened = replace(office.memory.cases[number], settled=False)
    office.memory = replace(office.memory, cases={**office.memory.cases, number: opened})
    office.put("archive", 555, "shelf", "C-1")
    assert not office.still_holds()


def test_where_fewer_rows_are_left_than_a_range_begins_at_all_is_looked_at(office):
    def refusing(ranges: Sequence[str]) -> Any:
        raise NotAllowed("Range ('Register'!X1001:CD) exceeds grid limits. Max rows: 900", "400")

    assert not office.look.still_holds(refusing, RANGES, office.memory, office.now)
