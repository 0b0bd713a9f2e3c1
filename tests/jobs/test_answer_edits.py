"""What officers are asked about an edited answer, and what follows from their cell."""

from dataclasses import replace
from typing import Any

import pytest

from automation.domain.case import Case
from automation.domain.complaint import UploadedFile
from automation.domain.vocabulary import Outcome
from automation.jobs.tick import answer_edits
from automation.workflow.contacts import with_cells
from automation.workflow.progress import registered
from tests.builders import WITA, a_number, the_office, wita
from tests.domain.test_answer_edits import FIRST, an_edit, later


def a_case(**changes: Any) -> Case:
    return replace(registered(a_number(), FIRST, the_office(wita(2))), **changes)


@pytest.mark.parametrize(
    ("cell", "asked", "emptied"),
    [
        ("", "Terima", False),
        ("Terima", "Terima ulang", False),
        ("Terima ulang", "Terima", False),
        ("Abaikan", "Terima", True),
        ("mungkin", "Terima", False),
    ],
)
def test_an_edit_asks_for_a_word_that_the_cell_does_not_hold(cell: str, asked: str, emptied: bool) -> None:
    (told,) = answer_edits.warnings(a_case(answer_edit=an_edit(cell), cells={"answer_edit": cell}), WITA)
    assert f"pilih {asked} atau Abaikan" in told
    assert ("kosongkan dahulu kolom itu" in told) is emptied


def test_the_cell_of_a_row_that_reads_otherwise_is_about_the_latest_edit() -> None:
    case = a_case(answer_edit=an_edit("Terima"), cells={"answer_edit": "Terima"})
    case = with_cells(case, {}, wita(3))
    assert with_cells(case, {"answer_edit": "Terima"}, wita(4)).stated.subject == "A2"


@pytest.mark.parametrize(("uploads", "settled"), [((), True), ((UploadedFile("id", "nota.pdf"),), False)])
def test_a_file_that_an_edit_adds_after_the_end_is_kept(uploads: tuple[UploadedFile, ...], settled: bool) -> None:
    case = a_case(settled=True, outcome=Outcome.WITHDRAWN)
    found, _ = answer_edits.with_edit(case, later(1, subject="A2", uploads=uploads), {})
    assert (found.settled, found.answer_edit is not None) == (settled, True)
