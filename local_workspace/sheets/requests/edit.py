"""What every request of a batchUpdate works with."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from local_workspace.api import fields
from local_workspace.api.errors import Refusal
from local_workspace.sheets.a1 import Area, area_of_grid_range, whole
from local_workspace.sheets.access import Guard
from local_workspace.sheets.colors import color
from local_workspace.sheets.model import Sheet, Workbook
from local_workspace.sheets.reader import Reader
from local_workspace.sheets.spreadsheets import Spreadsheets

Mask = dict[str, Any]
NO_FIELDS = "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"


@dataclass(frozen=True, slots=True)
class Edit:
    """One person's batchUpdate of one workbook, under way."""

    sheets: Spreadsheets
    book: Workbook
    guard: Guard
    now: datetime
    rename_file: Callable[[str], None]

    def sheet(self, id: Any, *, grid: bool = True) -> Sheet:
        """Find a tab.

        Raises:
            Refusal: 400 when there is none.
        """
        number = int(id or 0)
        found = self.book.sheet(number)
        if found is None:
            raise Refusal(400, f"No {'grid' if grid else 'sheet'} with id: {number}")
        return found

    def area(self, given: dict[str, Any] | None, *, inside: bool = True) -> Area:
        """Find the area of a GridRange.

        Raises:
            Refusal: 400 for an unknown sheet or, with `inside`, a range that begins outside the grid or is empty.
        """
        area = area_of_grid_range(self.book, given or {})
        sheet = area.sheet
        for name, index, size in (("row", area.top, sheet.row_count), ("column", area.left, sheet.column_count)):
            if inside and index >= size:
                raise Refusal(
                    400,
                    f"range.{'startRowIndex' if name == 'row' else 'startColumnIndex'}[{index}] is after "
                    f"last {name} in grid[{size - 1}]",
                )
        for name, start, end in (("Row", area.top, area.bottom), ("Column", area.left, area.right)):
            if inside and end <= start:
                raise Refusal(400, f"range must have range.start{name}Index[{start}] < range.end{name}Index[{end}]")
        return area

    def protected_area(self, given: dict[str, Any] | None) -> Area:
        """Find an area and make sure that the caller may edit it."""
        area = self.area(given)
        self.guard.check(area)
        return area

    def whole(self, sheet: Sheet) -> Area:
        """Return a whole sheet."""
        return whole(sheet)

    def reader(self) -> Reader:
        """Return what reads the workbook as it is at this point of the batch."""
        return self.sheets.reader(self.book, self.now)

    def new_number(self, taken: Callable[[int], bool]) -> int:
        """Make an id that is not taken."""
        while taken(found := secrets.randbelow(2**31 - 2) + 1):
            continue
        return found


def mask_of(body: dict[str, Any]) -> Mask:
    """Read a request's `fields`.

    Raises:
        Refusal: 400 when it names nothing.
    """
    text = (body.get("fields") or "").strip()
    if not text:
        raise Refusal(400, NO_FIELDS)
    return _camel(fields.parsed(text))


def _camel(mask: Mask) -> Mask:
    return {
        re.sub(r"_([a-z])", lambda match: match.group(1).upper(), name): _camel(inner) for name, inner in mask.items()
    }


def everything(mask: Mask) -> bool:
    """Check whether a mask is `*`."""
    return "*" in mask


def updated(old: dict[str, Any], new: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """Return `old` with what the mask names taken from `new`; what `new` lacks is removed."""
    if everything(mask) or not mask:
        return dict(new)
    found = dict(old)
    for name, inner in mask.items():
        twin = _twin(name)
        if twin and twin not in mask:
            found.pop(twin, None)
        if inner and isinstance(found.get(name, {}), dict) and isinstance(new.get(name) or {}, dict):
            value: Any = updated(found.get(name) or {}, new.get(name) or {}, inner) or None
        else:
            value = new.get(name)
        if value is None:
            found.pop(name, None)
        else:
            found[name] = value
    return found


def _twin(name: str) -> str:
    """Return the other name of a colour: `backgroundColor` and `backgroundColorStyle` say the same."""
    if name.endswith(("Color", "color")) and name not in ("rgbColor", "themeColor"):
        return f"{name}Style"
    return name[:-5] if name.endswith(("ColorStyle", "colorStyle")) else ""


def normal(item: Any) -> Any:
    """Return JSON as Google keeps it: no nulls, colours in steps, each colour with its ColorStyle."""
    if isinstance(item, list):
        return [normal(one) for one in item]
    if not isinstance(item, dict):
        return item
    found = {name: normal(value) for name, value in item.items() if value is not None}
    if found and found.keys() <= {"red", "green", "blue", "alpha"}:
        return color(found)
    for name in [name for name in found if name.endswith(("Color", "ColorStyle", "color", "colorStyle"))]:
        value = found[name]
        if not isinstance(value, dict):
            continue
        if name.endswith("Style"):
            if "rgbColor" in value:
                found[name[:-5]] = value["rgbColor"]
        elif f"{name}Style" not in found and name not in ("rgbColor", "themeColor") and "rgbColor" not in value:
            found[f"{name}Style"] = {"rgbColor": value}
    return found


def normal_range(given: dict[str, Any]) -> dict[str, Any]:
    """Return a GridRange as Google keeps it: a sheetId of 0 left out."""
    return {
        name: value for name, value in given.items() if value is not None and not (name == "sheetId" and not value)
    }
