"""Who may write where, in words: the page greys out what others fill, and says whom to ask."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.core.people import People
from local_workspace.sheets.a1 import Area, area_of_grid_range, column_name
from local_workspace.sheets.access import Guard
from local_workspace.sheets.model import Sheet

NAMED = 5


class Protections:
    """The protected ranges of one workbook as one person meets them."""

    def __init__(self, guard: Guard, people: People, owner: str) -> None:
        self._guard = guard
        self._people = people
        self._owner = owner

    def described(self, sheet: Sheet) -> list[dict[str, Any]]:
        """Return the protected ranges of a tab: where, whether this person may write there, and who may."""
        return [
            {
                "range": _bounds(area),
                "free": [
                    _bounds(area_of_grid_range(self._guard.book, one)) for one in given.get("unprotectedRanges") or []
                ],
                "may": self._guard.allows_in(given),
                "who": self.editors(given),
                "text": str(given.get("description", "")),
            }
            for given, area in self._ranges(sheet)
        ]

    def _ranges(self, sheet: Sheet) -> list[tuple[dict[str, Any], Area]]:
        found = []
        for given in sheet.list_of("protectedRanges"):
            range_ = given.get("range")
            for named in self._guard.book.named_ranges:
                if named["namedRangeId"] == given.get("namedRangeId"):
                    range_ = named["range"]
            if range_ is not None and not given.get("warningOnly"):
                found.append((given, area_of_grid_range(self._guard.book, range_)))
        return found

    def editors(self, given: dict[str, Any]) -> str:
        """Name who may write in a protected range."""
        editors = given.get("editors") or {}
        addresses = [str(one).lower() for one in editors.get("users") or []]
        if self._owner and self._owner.lower() not in addresses:
            addresses.append(self._owner.lower())
        names = [f"{self._people.named(one).name} ({one})" for one in addresses]
        names += [f"grup {one}" for one in editors.get("groups") or []]
        if editors.get("domainUsersCanEdit"):
            names.append("semua orang sekantor")
        shown = ", ".join(names[:NAMED]) + (f", dan {len(names) - NAMED} lainnya" if len(names) > NAMED else "")
        return shown or "pemilik lembar kerja"

    def check(self, sheet: Sheet, row: int, column: int) -> None:
        """Refuse a cell that this person may not write.

        Raises:
            Refusal: 403, naming who may.
        """
        area = Area(sheet, row, column, row + 1, column + 1)
        if self._guard.allows(area):
            return
        who = next(
            (
                self.editors(given)
                for given, held in self._ranges(sheet)
                if held.holds(row, column) and not self._guard.allows_in(given)
            ),
            "pemilik lembar kerja",
        )
        raise Refusal(403, f"Sel {column_name(column)}{row + 1} terkunci bagi Anda. Yang dapat mengisinya: {who}.")


def _bounds(area: Area) -> list[int]:
    return [area.top, area.left, area.bottom, area.right]
