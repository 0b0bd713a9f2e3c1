"""A step of the workbook's building in words: which tab, and which of its columns."""

from __future__ import annotations

from collections.abc import Mapping

from automation.domain.layout import (
    AddColumns,
    AddFilter,
    AddRows,
    AddTab,
    AimChart,
    Colour,
    ColumnLook,
    DeleteRows,
    DropDown,
    ExpectDates,
    FillColumn,
    GroupColumns,
    Heading,
    LayoutChange,
    MoveColumn,
    PlaceChart,
    Protect,
    PutRows,
    PutView,
    RemoveTab,
    Reprotect,
    SetRegion,
    Unprotect,
)
from automation.jobs.setup import wording
from automation.jobs.setup.columns import There, places_of
from automation.jobs.setup.layout import tab_id
from automation.register.schema import tabs


def named(change: LayoutChange, there: Mapping[str, There]) -> str:
    """Return what a change was to do, by the tab's title and the column's heading.

    Args:
        change: one of those that setup makes.
        there: the tabs that were there before, whose columns people may have moved.
    """
    match change:
        case SetRegion(region=region):
            return wording.region(locale=region.locale, zone=region.zone)
        case Reprotect() | Protect() | Unprotect():
            return wording.protection("" if isinstance(change, Unprotect) else change.name)
        case PlaceChart(chart=chart) | AimChart(chart=chart):
            return wording.chart(chart.title)
        case PutView(view=view):
            return wording.filter_view(view.title)
        case AddTab(title=title):
            return wording.tab(title)
        case RemoveTab():
            return wording.EMPTY_TAB
        case Heading(tab=tab, text=text):
            return wording.column(heading=text, tab=_title(tab))
        case DropDown() | ExpectDates() | ColumnLook() | FillColumn():
            return wording.column(heading=_heading(change.tab, change.column, there), tab=_title(change.tab))
        case (
            AddRows()
            | AddColumns()
            | MoveColumn()
            | GroupColumns()
            | AddFilter()
            | PutRows()
            | Colour()
            | DeleteRows()
        ):
            tab = change.tab
            return wording.tab(_title(tab))


def _title(id: int) -> str:
    return next((tab.title for key, tab in tabs().items() if tab_id(key) == id), wording.GUIDE_TAB)


def _heading(id: int, column: int, there: Mapping[str, There]) -> str:
    """Return the heading of a column of a tab as it is, or as it is about to be made."""
    for key, tab in tabs().items():
        if tab_id(key) != id:
            continue
        if key not in there:
            return tab.columns[column].heading
        places = places_of(tab, there[key])
        return next((one.heading for one in tab.columns if places.get(one.key) == column), str(column + 1))
    return str(column + 1)
