"""A cell is a statement only if it is one of its column's kind."""

from collections.abc import Sequence

import pytest

from automation.domain.cells import Cell
from automation.domain.columns import StaffColumn
from automation.domain.complaint import StaffFacts
from automation.register.lines import BadCell, Line, staff_cells, staff_facts
from automation.register.routing import working_groups
from automation.register.schema import tabs
from automation.register.typed_numbers import TypedNumbers, look_at
from tests.builders import WITA

REGISTER = tabs()["register"]
STAFF = [column for column in REGISTER.columns if isinstance(column, StaffColumn)]
WORDS = [column for column in STAFF if column.holds_words]
#: 1/12 of 2026, as Sheets hands it over.
SERIAL = 46357
NOTHING: list[Cell] = [
    False,
    True,
    "FALSE",
    "true",
    "#REF!",
    "#N/A (Nilai tidak ditemukan.)",
    "\u200b",
    " \ufeff\u2060 ",
    "@",
    "@, @",
]


def read(line: Line) -> tuple[StaffFacts, tuple[BadCell, ...]]:
    return staff_facts(line, REGISTER, ["Pokja Pengujian"], WITA)


@pytest.mark.parametrize("cell", NOTHING)
@pytest.mark.parametrize("column", STAFF, ids=lambda column: column.key)
def test_what_is_no_statement_of_a_column_is_a_warning_and_no_fact(column: StaffColumn, cell: Cell) -> None:
    line = Line(1, {column.key: cell})
    facts, problems = read(line)
    assert facts == StaffFacts()
    assert [problem.heading for problem in problems] == [column.heading]
    assert not column.holds_words or staff_cells(line, REGISTER) == {}


@pytest.mark.parametrize("text", ["Mengganti 5 sampel @ Rp10.000", "@ Rp10.000, 5 sampel", "Dibahas @\nruang rapat"])
def test_a_sign_within_words_is_no_chip(text: str) -> None:
    facts, problems = read(Line(1, {"corrective_action": text}))
    assert (facts.corrective_action, problems) == (text, ())


@pytest.mark.parametrize("cell", [SERIAL, SERIAL + 0.5, 0.05, 12])
@pytest.mark.parametrize("column", WORDS, ids=lambda column: column.key)
def test_a_number_whose_look_nobody_knows_is_no_word(column: StaffColumn, cell: Cell) -> None:
    line = Line(1, {column.key: cell})
    facts, problems = read(line)
    assert (facts, staff_cells(line, REGISTER)) == (StaffFacts(), {})
    assert [problem.heading for problem in problems] == [column.heading]


@pytest.mark.parametrize(
    ("cell", "shown", "number"),
    [
        (SERIAL, "46357", "46357"),
        (120.0, "120", "120"),
        (SERIAL, "1/12", ""),
        (SERIAL, "01/12/2026", ""),
        (1234, "1.234", ""),
        (5000, "Rp5.000", ""),
        (0.5, "1/2", ""),
        (35796, "1/1998", ""),
    ],
)
def test_a_whole_number_is_a_letters_number_if_people_see_just_its_digits(
    cell: Cell, shown: str, number: str
) -> None:
    line = Line(1, {"letter_number": cell}, shown={"letter_number": shown})
    facts, problems = read(line)
    assert facts.letter_number == number
    assert staff_cells(line, REGISTER) == ({"letter_number": number} if number else {})
    assert len(problems) == (0 if number else 1)
    assert number or "tanda petik" in problems[0].advice


def test_a_number_is_a_word_nowhere_else_however_it_looks() -> None:
    _, [problem] = read(Line(1, {"initials": SERIAL}, shown={"initials": str(SERIAL)}))
    assert "angka atau tanggal" in problem.advice


@pytest.mark.parametrize(
    ("key", "cell", "fact"),
    [
        ("letter_number", "B/12\n/BSPJI/2026\n", "B/12 /BSPJI/2026"),
        ("letter_number", "B/12\u200b/2026", "B/12/2026"),
        ("verified_by", "\u00a0Rudi\u00a0 Santoso\r\n", "Rudi Santoso"),
        ("corrected_email", "siti@kayu.example\u200e", "siti@kayu.example"),
        ("cause", "Alat rusak.\n\nSuhu naik.\ufeff", "Alat rusak.\n\nSuhu naik."),
        ("recipient", "Pak 👨\u200d👩\u200d👧 Budi", "Pak 👨\u200d👩\u200d👧 Budi"),
        ("workers", "Andi\u200b\nBudi", ("Andi", "Budi")),
        ("assigned_to", "Pokja\nPengujian\u200b", "Pokja Pengujian"),
    ],
)
def test_pasted_texts_are_read_as_people_see_them(key: str, cell: str, fact: object) -> None:
    facts, problems = read(Line(1, {key: cell}))
    assert (getattr(facts, key), problems) == (fact, ())


def test_a_decision_and_a_date_pasted_with_unseen_signs_are_read() -> None:
    facts, problems = read(Line(1, {"decision": "Setuju\u200b", "letter_date": "\u200e31/12/2026"}))
    assert (facts.decision is not None, str(facts.letter_date), problems) == (True, "2026-12-31", ())


# -- how numbers are shown is asked once


def asked_for(lines: Sequence[Line], before: TypedNumbers, *rows: tuple[Cell, ...]) -> tuple[TypedNumbers, int]:
    times = 0

    def as_shown() -> list[tuple[Cell, ...]]:
        nonlocal times
        times += 1
        return [("Nomor", *(column.heading for column in STAFF), *_JOBS), *rows]

    return look_at(lines, before, as_shown), times


_JOBS = [one.heading for one in REGISTER.columns if not isinstance(one, StaffColumn) and one.key != "number"]
_AT = 1 + [column.key for column in STAFF].index("letter_number")


def row(number: str, shown: str) -> tuple[Cell, ...]:
    return (number, *[""] * (_AT - 1), shown)


def test_how_a_new_number_is_shown_is_asked_once_and_remembered() -> None:
    line = Line(1, {"number": "KEL-2026-0001", "letter_number": SERIAL})
    found, times = asked_for([line], TypedNumbers(), row("KEL-2026-0001", "1/12"))
    assert (found.marked([line])[0].shown, times) == ({"letter_number": "1/12"}, 1)
    kept = TypedNumbers.remembered(found.notes({}))
    assert asked_for([line], kept, row("KEL-2026-0001", "9/9")) == (found, 0)
    assert found.notes(found.notes({})) == {}
    again = Line(1, {"number": "KEL-2026-0001", "letter_number": 47})
    assert asked_for([again], kept, row("KEL-2026-0001", "47"))[1] == 1
    typed = Line(1, {"number": "KEL-2026-0001", "letter_number": "1/12"})
    found, times = asked_for([typed], kept)
    assert (found, times, list(found.notes(kept.notes({})).values())) == (TypedNumbers(), 0, [""])


def test_a_row_that_went_meanwhile_leaves_its_number_doubtful() -> None:
    line = Line(1, {"number": "KEL-2026-0001", "letter_number": 47})
    found, _ = asked_for([line], TypedNumbers(), row("KEL-2026-0002", "47"))
    assert read(found.marked([line])[0])[0].letter_number == ""


# -- Pokja


@pytest.mark.parametrize("cell", [*NOTHING, SERIAL])
def test_a_cell_of_pokja_that_states_nothing_is_named_and_left_out(cell: Cell) -> None:
    tab = tabs()["groups"]
    headings = [column.heading for column in tab.columns]
    [group], [problem] = working_groups(tab, [headings, ["Pokja Pengujian", "Pengujian", "Rudi", "", cell]])
    assert group.deputy is None
    assert "Pokja baris 2, Wakil: " in problem


@pytest.mark.parametrize(
    ("cell", "hears"), [("Ya", True), ("ya ", True), ("Tidak", False), ("", False), ("x", False)]
)
def test_a_group_is_marked_for_appeals_by_yes_alone(cell: str, hears: bool) -> None:
    tab = tabs()["groups"]
    headings = [column.heading for column in tab.columns]
    row = ["Pokja Banding", "Pelatihan", "Rudi", "", "", "", "", "", cell]
    [group], problems = working_groups(tab, [headings, row])
    assert group.hears_appeals is hears
    assert bool(problems) is (cell == "x")


def test_a_workbook_of_before_appeals_has_no_column_for_them() -> None:
    tab = tabs()["groups"]
    headings = [column.heading for column in tab.columns][:-1]
    [group], problems = working_groups(tab, [headings, ["Pokja Banding", "Pelatihan", "Rudi"]])
    assert (group.hears_appeals, problems) == (False, ())
