"""The whole workbook as setup wants it: what is missing, as changes to make in one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from automation.domain.cells import Written
from automation.domain.layout import FoundTab, LayoutChange, RemoveTab
from automation.jobs.setup.columns import There, completed, protection_changes
from automation.jobs.setup.layout import FEW_ROWS, ROWS, Editors, guide_tab, new_tab, tab_id
from automation.register.other_texts import Guide
from automation.register.schema import tabs


def layout_changes(
    found: Sequence[FoundTab],
    there: Mapping[str, There],
    guide: Guide,
    seeds: Mapping[str, Sequence[tuple[Written, ...]]],
) -> tuple[LayoutChange, ...]:
    """Return what is missing but for protections: whole tabs, columns, drop-downs.

    Args:
        found: the tabs that are there.
        there: those of the schema among them, by schema key.
        guide: what Petunjuk says.
        seeds: first rows of new tabs, by schema key.
    """
    ids = {tab.id for tab in found}
    fresh = not there and tab_id("guide") not in ids
    changes: list[LayoutChange] = []
    if tab_id("guide") not in ids:
        changes += guide_tab(guide)
    for key, tab in tabs().items():
        if key not in there:
            changes += new_tab(key, tab, seeds.get(key, ()))
    for key, tab in tabs().items():
        if key in there:
            changes += completed(key, tab, there[key])
    if fresh:
        changes += [RemoveTab(tab.id) for tab in found]
    return tuple(changes)


def protections(there: Mapping[str, There], editors: Editors) -> tuple[LayoutChange, ...]:
    """Return the protections that are missing, those of tabs made just now among them, and editors that changed."""
    return tuple(
        change
        for key, tab in tabs().items()
        for change in protection_changes(key, tab, editors, there.get(key) or _as_made(key))
    )


def _as_made(key: str) -> There:
    tab, rows = tabs()[key], ROWS.get(key, FEW_ROWS)
    headings = tuple(column.heading for column in tab.columns)
    return There(
        found=FoundTab(id=tab_id(key), title=tab.title, rows=rows, columns=len(headings)),
        headings=headings,
        given=None,
        dressed=rows,
    )
