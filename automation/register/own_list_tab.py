"""A small tab that holds a list of the office's own, such as its services or its kinds of causes: one name a row."""

from __future__ import annotations

from collections.abc import Sequence

from automation.domain.cells import Cell
from automation.domain.texts import visible

from . import wording
from .lines import WrongHeadings, lines_of
from .schema import Tab
from .statements import no_statement


def names_in(tab: Tab, table: Sequence[Sequence[Cell]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names listed, and what is wrong with the tab; none where it lists none, or its headings are wrong.

    Args:
        tab: its description; the names stand in its column `name`.
        table: its cells, the headings first; empty where the workbook has no such tab yet.
    """
    if not table:
        return (), ()
    try:
        _, lines = lines_of(tab, table)
    except WrongHeadings as error:
        return (), (str(error),)
    names: dict[str, str] = {}
    faults: list[str] = []
    for line in lines:
        if fault := no_statement(tab.column("name"), line.cells.get("name", "")):
            faults.append(wording.list_cell(tab=tab.title, row=line.row + 1, fault=fault))
        elif name := " ".join(visible(line.text("name")).split()):
            names.setdefault(name.casefold(), name)
    return tuple(names.values()), tuple(faults)
