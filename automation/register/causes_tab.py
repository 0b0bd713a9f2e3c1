"""The tab Kategori Penyebab: the office's own list of what kinds of causes there are."""

from __future__ import annotations

from collections.abc import Sequence

from automation.domain.cells import Cell
from automation.domain.texts import visible

from . import wording
from .lines import WrongHeadings, lines_of
from .schema import Tab
from .statements import no_statement


def causes_in(tab: Tab, table: Sequence[Sequence[Cell]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the categories, and what is wrong with the tab; none where it lists none, or its headings are wrong.

    Args:
        tab: its description.
        table: its cells, the headings first; empty where the workbook has no such tab yet.
    """
    if not table:
        return (), ()
    try:
        _, lines = lines_of(tab, table)
    except WrongHeadings as error:
        return (), (str(error),)
    names: list[str] = []
    faults: list[str] = []
    for line in lines:
        if fault := no_statement(tab.column("name"), line.cells.get("name", "")):
            faults.append(wording.cause_cell(row=line.row + 1, fault=fault))
        elif name := " ".join(visible(line.text("name")).split()):
            names.append(name)
    return tuple(dict.fromkeys(names)), tuple(faults)
