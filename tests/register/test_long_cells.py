"""What the job writes fits into a cell, and what is shown cut is not written again."""

from automation.domain.cells import AppendRows, Cell, JobCell
from automation.domain.memory import HistoryLine
from automation.domain.texts import MOST_IN_A_CELL, units
from automation.register.history_tab import differences
from automation.register.keyed import keyed_changes
from automation.register.lines import headings_of
from automation.register.projection import history_row
from automation.register.schema import tabs
from tests.builders import WITA, wita

FACE = "\N{GRINNING FACE}"
STATUS, HISTORY = tabs()["status"], tabs()["history"]
HEAD = tuple(column.heading for column in STATUS.columns)


def test_warnings_that_are_too_long_together_are_cut_and_written_once():
    wanted = [{"number": "KEL-2026-0001", "warning": "\n".join([FACE * 20_000] * 3)}]
    (added,) = keyed_changes(STATUS, "number", (HEAD,), wanted)
    assert isinstance(added, AppendRows)
    number, warning = added.rows[0]
    assert isinstance(number, JobCell)
    assert isinstance(warning, JobCell)
    assert units(str(warning.value)) in (MOST_IN_A_CELL, MOST_IN_A_CELL - 1)
    assert str(warning.value).endswith(" […]")
    row: list[Cell] = [""] * len(HEAD)
    row[number.place], row[warning.place] = str(number.value), str(warning.value)
    assert keyed_changes(STATUS, "number", (HEAD, tuple(row)), wanted) == ()


def test_a_line_of_riwayat_that_is_shown_cut_is_not_taken_for_a_forged_one():
    line = HistoryLine(
        sequence=1,
        at=wita(2),
        number="KEL-2026-0001",
        what="Perihal diubah",
        old="a" * 60_000,
        new=FACE * 30_000,
        seal="0" * 64,
    )
    headings = headings_of(HISTORY, [column.heading for column in HISTORY.columns])
    cells = {cell.column.key: cell.value for cell in headings.job_cells(HISTORY, history_row(line, WITA))}
    shown = HistoryLine(
        sequence=1,
        at=line.at,
        number=line.number,
        what=line.what,
        old=str(cells["old"]),
        new=str(cells["new"]),
        seal=str(cells["seal"]),
    )
    assert list(differences([line], {1: shown}, 1)) == []


def test_a_whole_row_is_cut_as_well():
    headings = headings_of(STATUS, HEAD)
    (text,) = [cell for cell in headings.whole_row({"warning": "a" * 60_000}) if cell]
    assert units(str(text)) == MOST_IN_A_CELL
