"""The workbook as `sheets_schema/` describes it: tabs, their columns, and who writes each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from automation.domain.columns import Column, JobColumn, Kind, Owner, StaffColumn, WrongOwner, column_letters
from automation.shipped import shipped

from . import wording

FOLDER = shipped("sheets_schema")


#: The tab that lies in a workbook of its own, by its key.
ANSWERS = "answers"


class SchemaFault(Exception):
    """A file of `sheets_schema/` does not say what it must; the text names file and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab of the workbook; `frozen_rows` are its heading."""

    key: str
    title: str
    columns: tuple[JobColumn | StaffColumn, ...]
    frozen_rows: int = 1
    frozen_columns: int = 0
    filter: bool = False
    _positions: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look where each column stands."""
        positions = {column.key: position for position, column in enumerate(self.columns)}
        object.__setattr__(self, "_positions", MappingProxyType(positions))

    def column(self, key: str) -> JobColumn | StaffColumn:
        """Return the column of a key.

        Raises:
            SchemaFault: there is none.
        """
        return self.columns[self.position(key)]

    def job_column(self, key: str) -> JobColumn:
        """Return the job's column of a key.

        Raises:
            SchemaFault: there is none.
            WrongOwner: it is a person's.
        """
        match self.column(key):
            case JobColumn() as column:
                return column
            case column:
                raise WrongOwner(f"{self.key}.{column.key} belongs to {column.owner.value}, not to the job")

    def position(self, key: str) -> int:
        """Return where setup puts a column, from 0; people may have moved it since."""
        position = self._positions.get(key)
        if position is None:
            raise SchemaFault(wording.no_such_column(tab=self.title, key=key))
        return position

    @property
    def owners(self) -> frozenset[Owner]:
        """Everyone who writes in this tab."""
        return frozenset(column.owner for column in self.columns)


@cache
def tabs() -> Mapping[str, Tab]:
    """Return all tabs by key, in the order in which the workbook shows them.

    Raises:
        SchemaFault: a file does not say what it must.
    """
    return read_tabs(FOLDER)


def read_tabs(folder: Path) -> Mapping[str, Tab]:
    """Read the tabs that a folder describes.

    Raises:
        SchemaFault: a file does not say what it must.
    """
    found = {path.stem: _tab(path) for path in sorted(folder.glob("*.toml")) if not _is_other(path)}
    for tab in found.values():
        for column in tab.columns:
            _check_reference(found, tab, column)
    places = {key: place for place, key in enumerate(_ORDER)}
    return MappingProxyType({key: found[key] for key in sorted(found, key=lambda key: places.get(key, len(places)))})


@cache
def answers_tab() -> Tab:
    """Return the one tab of the workbook of the survey's single answers, which few may open."""
    return _tab(FOLDER / f"{ANSWERS}.toml")


def lookup_formula(column: Column, number_at: int | None = None) -> str:
    """Return the formula by which a Register row shows a Status column, whatever row it is sorted to.

    Args:
        column: a Register column of kind lookup.
        number_at: where the Register's column Nomor stands now, from 0; where setup put it when None.
    """
    status = tabs()["status"]
    at = tabs()["register"].position("number") if number_at is None else number_at
    own, key, shown = (
        column_letters(at),
        column_letters(status.position("number")),
        column_letters(status.position(column.shows)),
    )
    # INDEX over ROW() names the formula's own row without a row number, so sorting cannot break it. Semicolons,
    # because a workbook whose decimal mark is the comma (id_ID) takes no commas between arguments, by API either.
    found = f"MATCH(INDEX(${own}:${own};ROW());{status.title}!${key}:${key};0)"
    return f'=IFERROR(INDEX({status.title}!${shown}:${shown};{found});"")'


_ORDER = (
    "today",
    "register",
    "status",
    "history",
    "archive",
    "actions",
    "old_archive",
    "groups",
    "officials",
    "services",
    "causes",
    "holidays",
    "recap",
    "months",
    "satisfaction",
)
_TAB_KEYS = {"title", "frozen_rows", "frozen_columns", "filter", "column"}
_COLUMN_KEYS = set(Column.__dataclass_fields__) - {"tab"}


def _is_other(path: Path) -> bool:
    return path.stem.startswith("form_") or path.stem in ("guide", ANSWERS)


def _tab(path: Path) -> Tab:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SchemaFault(wording.schema_unreadable(file=path.name, error=error)) from error
    _check_keys(path.name, given, _TAB_KEYS, {"title", "column"})
    columns = tuple(_column(path, column) for column in given["column"])
    tab = Tab(
        key=path.stem,
        title=given["title"],
        columns=columns,
        frozen_rows=given.get("frozen_rows", 1),
        frozen_columns=given.get("frozen_columns", 0),
        filter=given.get("filter", False),
    )
    headings = [heading.casefold() for column in columns for heading in column.headings]
    for name, values in (("key", [column.key for column in columns]), ("heading", headings)):
        if len(set(values)) < len(values):
            raise SchemaFault(wording.columns_alike(file=path.name, name=name))
    return tab


def _column(path: Path, given: Mapping[str, Any]) -> JobColumn | StaffColumn:
    file = path.name
    _check_keys(f"{file}, kolom {given.get('key', '?')}", given, _COLUMN_KEYS, {"key", "heading", "kind", "owner"})
    where = f"sheets_schema/{file}, kolom {given['key']}"
    try:
        kind, owner = Kind(given["kind"]), Owner(given["owner"])
    except ValueError as error:
        raise SchemaFault(f"{where}: {error}") from error
    values: dict[str, Any] = {"width": 120, **given, "choices": tuple(given.get("choices", ()))}
    values["formerly"] = tuple(given.get("formerly", ()))
    values |= {"tab": path.stem, "kind": kind, "owner": owner}
    column = JobColumn(**values) if owner is Owner.JOB else StaffColumn(**values)
    if (kind is Kind.CHOICE) != bool(column.choices or column.choices_from):
        raise SchemaFault(wording.column_choices_astray(where))
    if (kind is Kind.LOOKUP) != bool(column.shows):
        raise SchemaFault(wording.column_shows_astray(where))
    if kind is Kind.LOOKUP and owner is not Owner.JOB:
        raise SchemaFault(wording.lookup_is_the_jobs(where))
    return column


def _check_keys(where: str, given: Mapping[str, Any], known: set[str], needed: set[str]) -> None:
    if unknown := sorted(given.keys() - known):
        raise SchemaFault(wording.unknown_keys(where=where, keys=", ".join(unknown)))
    if absent := sorted(needed - given.keys()):
        raise SchemaFault(wording.missing_keys(where=where, keys=", ".join(absent)))


def _check_reference(found: Mapping[str, Tab], tab: Tab, column: Column) -> None:
    reference = column.choices_from or (f"status.{column.shows}" if column.shows else "")
    if not reference:
        return
    of_tab, _, of_column = reference.partition(".")
    if of_tab not in found or all(other.key != of_column for other in found[of_tab].columns):
        raise SchemaFault(wording.reference_leads_nowhere(tab=tab.title, heading=column.heading, reference=reference))
