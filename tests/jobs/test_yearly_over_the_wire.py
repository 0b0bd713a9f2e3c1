"""Rows move between workbooks that are served, by the very requests that Google is asked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from automation.domain.away import away_in
from automation.domain.cells import WholeCell
from automation.domain.layout import AddTab, Heading, LayoutChange
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.google.year_books import GoogleYearBooks
from automation.jobs.setup.layout import tab_id
from automation.jobs.yearly.books import book_of
from automation.jobs.yearly.passing import Passages
from automation.jobs.yearly.rows import KEYS, rows_in
from automation.ports import Workbook
from automation.register.schema import tabs
from tests.fakes import FakeWorkbook
from tests.ports.served import connected

from .test_yearly import NIGHT, OWN, an_office, number

OFFICE = "balai"


def laid_out_as(book: FakeWorkbook) -> list[LayoutChange]:
    """Give what makes the tabs of a workbook, with the columns that another one has."""
    changes: list[LayoutChange] = []
    for key in KEYS:
        heads = book.sheets[tabs()[key].title][0]
        changes.append(AddTab(tab=tab_id(key), title=tabs()[key].title, rows=300, columns=len(heads), frozen_rows=1))
        changes += [
            Heading(tab=tab_id(key), column=place, text=str(text), note="", width=100)
            for place, text in enumerate(heads)
        ]
    return changes


def said_in(book: Workbook, name: str) -> Mapping[tuple[str, str], dict[str, Any]]:
    """Give what the rows of a complaint say, by their names; not what other tabs say in them."""
    found = rows_in(book, [ComplaintNumber.parse(name)])
    return {
        row.name: {
            heading: (cell.value, cell.note)
            for heading, cell in row.cells.items()
            if not cell.is_empty and heading not in found.lookups
        }
        for row in found.rows
    }


def test_a_complaint_goes_into_a_yearly_workbook_and_comes_back_as_it_was(tmp_path: Path) -> None:
    world = an_office(tmp_path)
    with connected(tmp_path / "workspace") as (_, connection):
        id = connection.construction.make("workbook", "Register", "root", {})
        connection.construction.arrange(id, laid_out_as(world.workbook))
        places = {Place.ROOT: "root", Place.WORKBOOK: id, **{Place.tab(key): str(tab_id(key)) for key in KEYS}}
        own = connection.workbook(places)
        whole = world.workbook.whole({key: range(1, 100) for key in KEYS})
        rows = {key: list(those.values()) for key, those in whole.items()}
        noted = WholeCell("ingat 2", "sudah ditelepon")
        rows["register"][1] = tuple(noted if cell.value == "ingat 2" else cell for cell in rows["register"][1])
        own.add_whole(rows)
        books = GoogleYearBooks(lambda: connection.construction, connection.workbook, places, OFFICE)
        job = replace(world.job, workbook=own, year_books=books)
        before = said_in(own, number(2))
        assert before["register", number(2)][OWN] == ("ingat 2", "sudah ditelepon")

        numbers = [ComplaintNumber.parse(number(place)) for place in (1, 2, 3)]
        assert book_of(job, books, job.ledger.memory(), 2026) == "2026"
        memory = job.ledger.memory()
        assert Passages(job, books, NIGHT).send_away(memory, "2026", numbers) == set(numbers)
        year = books.opened(memory.places[Place.year_book("2026")])
        assert said_in(own, number(2)) == {}
        assert {name: said[OWN] for name, said in said_in(year, number(2)).items() if OWN in said} == {
            ("register", number(2)): ("ingat 2", "sudah ditelepon")
        }

        memory = job.ledger.memory()
        passage = away_in(memory).passages[numbers[1]]
        back = Passages(job, books, NIGHT + timedelta(days=1)).bring_back(memory, passage, numbers[1:2])
        assert back == {numbers[1]}
        assert said_in(own, number(2)) == before
        assert said_in(year, number(2)) == {}
        assert not [one for tab in own.layout() for one in tab.protections]
        assert not books.is_in_bin(passage.book)
    world.ledger.close()
