"""The Register's filter views as setup wants them: whose move it is, what is late, what is open, what has ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zlib import crc32

from automation.domain.layout import FilterView, LayoutChange, PutView, Shows
from automation.domain.views import RegisterView
from automation.domain.vocabulary import Role, Urgency
from automation.jobs.setup import wording
from automation.jobs.setup.columns import There, places_of
from automation.jobs.setup.layout import tab_id
from automation.register.schema import tabs

REGISTER = "register"
#: Which of the complaints each shows: by which columns, and what those must hold.
_OPEN = {"urgency": (Shows.WITHOUT, Urgency.CLOSED.value)}
_CLOSED = {"urgency": (Shows.WITH, Urgency.CLOSED.value)}
_SHOWN: Mapping[RegisterView, Mapping[str, tuple[Shows, str]]] = {
    RegisterView.OFFICERS: {"responsible": (Shows.WITH, Role.SERVICE_OFFICER.value)},
    RegisterView.HEAD: {"responsible": (Shows.WITH, Role.HEAD_OF_OFFICE.value)},
    RegisterView.LEADS: {"responsible": (Shows.WITH, Role.GROUP_LEAD.value)},
    RegisterView.LATE: {"urgency": (Shows.WITH, Urgency.OVERDUE.value)},
    RegisterView.OPEN: _OPEN,
    RegisterView.CLOSED: _CLOSED,
    RegisterView.BY_STATE: _OPEN,
    RegisterView.CLOSED_LATELY: {**_CLOSED, "since": (Shows.PAST_MONTH, "")},
}
#: By which column each is sorted, and whether from the largest down; the others by what is due first.
_ORDERS: Mapping[RegisterView, tuple[str, bool]] = {
    RegisterView.OPEN: ("received_at", True),
    RegisterView.CLOSED: ("received_at", True),
    RegisterView.BY_STATE: ("status", False),
    RegisterView.CLOSED_LATELY: ("since", True),
}
_BY_DUE = ("due", False)


def view_id(view: RegisterView) -> int:
    """Return the id that a view has in every workbook, so that an interrupted setup finds it again."""
    return crc32(f"tanggap/view/{view.value}".encode()) & 0x3FFFFFFF


def view_changes(there: There | None) -> Iterator[LayoutChange]:
    """Return the views that are missing or were changed; those of people are never touched.

    Args:
        there: the Register as it is; None where it is about to be made.
    """
    shown = there.found.views if there else {}
    for view in views(there).values():
        if view.id not in shown:
            yield PutView(view, is_there=False)
        elif shown[view.id] != view:
            yield PutView(view, is_there=True)


def views(there: There | None) -> Mapping[RegisterView, FilterView]:
    """Return the Register's views; none whose column people renamed or removed."""
    return dict(_views(there))


def _views(there: There | None) -> Iterator[tuple[RegisterView, FilterView]]:
    register = tabs()[REGISTER]
    places = places_of(register, there) if there else {one.key: at for at, one in enumerate(register.columns)}
    columns = max(there.found.columns if there else 0, max(places.values(), default=-1) + 1)
    for view, shown in _SHOWN.items():
        by, falling = _ORDERS.get(view, _BY_DUE)
        if {"number", by, *shown} <= places.keys():
            yield (
                view,
                FilterView(
                    id=view_id(view),
                    tab=tab_id(REGISTER),
                    title=wording.VIEW_TITLES[view],
                    columns=columns,
                    shows={places["number"]: (Shows.FILLED, "")} | {places[key]: shown[key] for key in shown},
                    order=(places[by], falling),
                ),
            )
