"""One writer for every cell: what writes to the workbook take cannot name a person's column."""

import ast
from pathlib import Path
from typing import get_type_hints

import pytest

from automation.domain.cells import AppendRows, JobCell, UpdateRow
from automation.domain.columns import JobColumn, Owner, StaffColumn, WrongOwner
from automation.register.lines import headings_of
from automation.register.schema import tabs

CODE = Path(__file__).resolve().parents[2]
COLUMNS = [
    pytest.param(tab, column, id=f"{tab.key}.{column.key}") for tab in tabs().values() for column in tab.columns
]


@pytest.mark.parametrize(("tab", "column"), COLUMNS)
def test_a_column_is_the_jobs_by_its_type_or_cannot_be_written(tab, column):
    headings = headings_of(tab, [one.heading for one in tab.columns])
    if column.owner is Owner.JOB:
        assert type(column) is JobColumn
        (cell,) = headings.job_cells(tab, {column.key: "x"})
        assert (cell.column, cell.place) == (column, tab.position(column.key))
    else:
        assert type(column) is StaffColumn
        with pytest.raises(WrongOwner):
            headings.job_cells(tab, {column.key: "x"})


def test_a_persons_column_cannot_be_passed_off_as_the_jobs():
    theirs = tabs()["register"].column("cause")
    with pytest.raises(WrongOwner):
        JobColumn(tab="register", key="cause", heading="Penyebab", kind=theirs.kind, owner=theirs.owner, width=120)
    with pytest.raises(WrongOwner):
        StaffColumn(tab="register", key="number", heading="Nomor", kind=theirs.kind, owner=Owner.JOB, width=120)


def test_the_types_of_all_writes_to_rows_that_exist_take_the_jobs_columns_only():
    """What mypy holds the code to: a write is made of cells, and a cell of a JobColumn."""
    assert get_type_hints(JobCell)["column"] is JobColumn
    assert not issubclass(StaffColumn, JobColumn)
    assert get_type_hints(UpdateRow)["cells"] == tuple[JobCell, ...]
    assert get_type_hints(AppendRows)["rows"] == tuple[tuple[JobCell, ...], ...]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("JobColumn", "automation/register/schema.py"),
        ("JobCell", "automation/register/lines.py"),
        ("UpdateRow", "automation/register/keyed.py"),
        ("NewRows", "automation/jobs/tick/project.py"),
    ],
)
def test_what_names_a_place_in_the_workbook_is_made_in_one_place(name, place):
    # A contact writes into a workbook of its own, which it throws away.
    ours = (file for file in (CODE / "automation").rglob("*.py") if file.parent.name != "contact")
    assert [str(file.relative_to(CODE)) for file in ours if _makes(file, name)] == [place]


def _makes(file: Path, name: str) -> bool:
    calls = (
        node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    )
    return any(isinstance(called, ast.Name) and called.id == name for called in calls)
