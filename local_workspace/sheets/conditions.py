"""BooleanConditions held against cells: conditional formats, data validation, filters."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from .a1 import Area, area_of, area_of_grid_range
from .entered import entered, serial_of
from .links import LOOK, link_of_whole
from .model import Cell, Content, Fault, Sheet, Value
from .reader import Reader
from .references import moved
from .theme import DEFAULT_FORMAT, THEME, THEME_COLORS

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")


class Conditions:
    """Judges values of one sheet."""

    def __init__(self, reader: Reader, sheet: Sheet) -> None:
        self._reader = reader
        self._sheet = sheet

    def holds(self, condition: dict[str, Any], row: int, column: int, origin: tuple[int, int]) -> bool:
        """Check whether a cell meets a condition; formulas in it are written for the cell `origin`."""
        content = self._sheet.content(row, column)
        value = self._reader.value(self._sheet, row, column, content)
        return self.holds_for(condition, value, row, column, origin)

    def holds_for(
        self, condition: dict[str, Any], value: Value, row: int, column: int, origin: tuple[int, int]
    ) -> bool:
        """Check whether a value would meet a condition in a cell."""
        kind = str(condition.get("type", ""))
        if kind == "ONE_OF_RANGE":
            return self._in_range(condition, value)
        bounds = [self._bound(one, row, column, origin) for one in condition.get("values") or []]
        if kind == "CUSTOM_FORMULA":
            return bool(bounds) and _is_true(bounds[0])
        if kind in ("BLANK", "NOT_BLANK"):
            return (value is None or value == "") == (kind == "BLANK")
        if kind == "ONE_OF_LIST":
            return _text(value) in self.choices(condition)
        if kind == "BOOLEAN":
            return isinstance(value, bool) if not bounds else value in bounds
        if kind.startswith("TEXT"):
            return self._text_holds(kind, value, [_text(bound) for bound in bounds])
        if kind.startswith("NUMBER"):
            return _number_holds(kind[7:], value, bounds)
        if kind.startswith("DATE"):
            return self._date_holds(kind[5:], value, condition, bounds)
        return False

    def choices(self, condition: dict[str, Any]) -> list[str]:
        """Return the choices of a list or range condition, as they are shown."""
        if condition.get("type") == "ONE_OF_LIST":
            return [str(one.get("userEnteredValue", "")) for one in condition.get("values") or []]
        if condition.get("type") != "ONE_OF_RANGE":
            return []
        found = []
        area = self._range(condition)
        for row in range(area.top, min(area.bottom, len(area.sheet.rows))):
            for column, content in enumerate(area.sheet.row_cells(row)[area.left : area.right], area.left):
                text = self._reader.formatted(area.sheet, row, column, content)
                if text and text not in found:
                    found.append(text)
        return found

    def _range(self, condition: dict[str, Any]) -> Area:
        text = str((condition.get("values") or [{}])[0].get("userEnteredValue", "")).removeprefix("=")
        if "!" not in text and not any(one["name"].lower() == text.lower() for one in self._reader.book.named_ranges):
            text = f"'{self._sheet.title.replace(chr(39), chr(39) * 2)}'!{text}"
        return area_of(self._reader.book, text.replace("$", ""))

    def _in_range(self, condition: dict[str, Any], value: Value) -> bool:
        return _text(value) in self.choices(condition)

    def _bound(self, given: dict[str, Any], row: int, column: int, origin: tuple[int, int]) -> Value:
        text = str(given.get("userEnteredValue", ""))
        if text.startswith("="):
            formula = moved(text, row - origin[0], column - origin[1])
            return self._reader.calculation.evaluated(self._sheet, row, column, formula)
        return entered(text, self._reader.locale, self._reader.today).value

    def _text_holds(self, kind: str, value: Value, bounds: list[str]) -> bool:
        text = _text(value).lower()
        bound = bounds[0].lower() if bounds else ""
        if kind == "TEXT_IS_EMAIL":
            return bool(_ADDRESS.match(text))
        if kind == "TEXT_IS_URL":
            return bool(urlsplit(text).scheme and urlsplit(text).netloc) or bool(re.match(r"www\.\S+\.\S+", text))
        if value is None and kind != "TEXT_NOT_CONTAINS":
            return False
        return {
            "TEXT_EQ": text == bound,
            "TEXT_NOT_EQ": text != bound,
            "TEXT_CONTAINS": bound in text,
            "TEXT_NOT_CONTAINS": bound not in text,
            "TEXT_STARTS_WITH": text.startswith(bound),
            "TEXT_ENDS_WITH": text.endswith(bound),
        }.get(kind, False)

    def _date_holds(self, kind: str, value: Value, condition: dict[str, Any], bounds: list[Value]) -> bool:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return False
        if kind == "IS_VALID":
            return True
        relative = [one.get("relativeDate") for one in condition.get("values") or []]
        days = [self._day(word) if word else bound for word, bound in zip(relative, bounds, strict=True)]
        names = {"EQ": "EQ", "BEFORE": "LESS", "AFTER": "GREATER", "ON_OR_BEFORE": "LESS_THAN_EQ"}
        names |= {
            "ON_OR_AFTER": "GREATER_THAN_EQ",
            "BETWEEN": "BETWEEN",
            "NOT_BETWEEN": "NOT_BETWEEN",
            "NOT_EQ": "NOT_EQ",
        }
        past = relative[0] if relative and relative[0] in ("PAST_WEEK", "PAST_MONTH", "PAST_YEAR") else None
        if past and kind == "EQ":
            days = [days[0], self._day("TODAY")]
            kind = "BETWEEN"
        return kind in names and _number_holds(names[kind], int(value // 1), days)

    def _day(self, word: str) -> int:
        today: date = self._reader.today
        back = {"TODAY": 0, "YESTERDAY": 1, "TOMORROW": -1, "PAST_WEEK": 7, "PAST_MONTH": 30, "PAST_YEAR": 365}
        return serial_of(today - timedelta(days=back.get(word, 0)))


def _speaks_of_rows(condition: dict[str, Any]) -> bool:
    """Check whether a condition is a formula that comes to the same in every column of a row."""
    if condition.get("type") != "CUSTOM_FORMULA":
        return False
    formula = str((condition.get("values") or [{}])[0].get("userEnteredValue", ""))
    return "COLUMN" not in formula.upper() and _next_column(formula) == formula


@lru_cache(maxsize=1_000)
def _next_column(formula: str) -> str:
    return moved(formula, 0, 1)


def _is_true(value: Value) -> bool:
    return value is True or (isinstance(value, int | float) and value != 0)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value.kind if isinstance(value, Fault) else str(value)


def _number_holds(kind: str, value: Value, bounds: list[Value]) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    numbers = [bound for bound in bounds if isinstance(bound, int | float)]
    if len(numbers) < (2 if "BETWEEN" in kind else 1):
        return False
    first = numbers[0]
    if "BETWEEN" in kind:
        inside = min(numbers[:2]) <= value <= max(numbers[:2])
        return inside != kind.startswith("NOT")
    return {
        "EQ": value == first,
        "NOT_EQ": value != first,
        "GREATER": value > first,
        "GREATER_THAN_EQ": value >= first,
        "LESS": value < first,
        "LESS_THAN_EQ": value <= first,
    }.get(kind, False)


class ConditionalFormats:
    """The formats in force on a sheet: the default, the cell's own, and the rules'."""

    def __init__(self, reader: Reader, sheet: Sheet) -> None:
        self._reader = reader
        self._sheet = sheet
        self._conditions = Conditions(reader, sheet)
        self._rules = [
            (rule["booleanRule"], [area_of_grid_range(reader.book, one) for one in rule.get("ranges") or []])
            for rule in sheet.list_of("conditionalFormats")
            if rule.get("booleanRule")
        ]
        self._bands = [
            (one, area_of_grid_range(reader.book, one["range"]))
            for one in sheet.list_of("bandedRanges")
            if one.get("range") is not None
        ]
        self._own: dict[int, dict[str, Any]] = {}
        self._of_rows: dict[tuple[int, int], bool] = {}

    def effective(self, row: int, column: int, content: Content) -> dict[str, Any]:
        """Return the effectiveFormat of a cell."""
        number = content.format if isinstance(content, Cell) else 0
        whole = self._own.get(number)
        if whole is None:
            whole = self._own[number] = _merged(_default(self._reader), self._reader.book.shared.item(number))
        band = self._banding(row, column)
        if band and not self._reader.book.shared.item(number).get("backgroundColor"):
            whole = {**whole, **band}
        inherited = self._reader.number_format(self._sheet, row, column, content)
        if inherited and "numberFormat" not in whole:
            whole = {**whole, "numberFormat": inherited}
        for rule in self.rules_met(row, column):
            whole = _merged(whole, _with_styles(rule.get("format") or {}))
        link = link_of_whole(content, self._reader.book.shared.item(number)) if isinstance(content, Cell) else ""
        if link:
            linked = {**whole.get("textFormat", {}), **LOOK, "link": {"uri": link}}
            whole = {**whole, "textFormat": linked, "hyperlinkDisplayType": "LINKED"}
        value = self._reader.value(self._sheet, row, column, content)
        if value is None:
            return whole
        return {"horizontalAlignment": _side(value), "hyperlinkDisplayType": "PLAIN_TEXT", **whole}

    def rules_met(self, row: int, column: int) -> list[dict[str, Any]]:
        """Return the boolean rules that a cell meets; the first one wins, so it comes last."""
        found = []
        for number, (rule, areas) in enumerate(self._rules):
            if any(area.holds(row, column) for area in areas) and self._meets(number, row, column):
                found.append(rule)
        return found[::-1]

    def _meets(self, number: int, row: int, column: int) -> bool:
        rule, areas = self._rules[number]
        condition, origin = rule.get("condition") or {}, (areas[0].top, areas[0].left)
        if not _speaks_of_rows(condition):
            return self._conditions.holds(condition, row, column, origin)
        if (number, row) not in self._of_rows:
            self._of_rows[number, row] = self._conditions.holds(condition, row, column, origin)
        return self._of_rows[number, row]

    def _banding(self, row: int, column: int) -> dict[str, Any]:
        for one, area in self._bands:
            bands = one.get("rowProperties")
            if not area.holds(row, column) or not bands:
                continue
            place = row - area.top
            header = bands.get("headerColorStyle") or _style(bands.get("headerColor"))
            footer = bands.get("footerColorStyle") or _style(bands.get("footerColor"))
            names = ("firstBandColor", "secondBandColor")
            if header and place == 0:
                color = header
            elif footer and row == area.bottom - 1:
                color = footer
            else:
                name = names[(place - bool(header)) % 2]
                color = bands.get(f"{name}Style") or _style(bands.get(name))
            if color:
                return {"backgroundColorStyle": color, "backgroundColor": rgb_of(color)}
        return {}


def _style(color: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if color is None else {"rgbColor": color}


def rgb_of(style: dict[str, Any]) -> dict[str, Any]:
    """Return the colour of a ColorStyle, theme colours looked up."""
    if style.get("themeColor"):
        found: dict[str, Any] = THEME_COLORS.get(style["themeColor"], {})
        return found
    return style.get("rgbColor") or {}


def _default(reader: Reader) -> dict[str, Any]:
    found = {**DEFAULT_FORMAT, **reader.book.properties.get("defaultFormat", {})}
    text = found["textFormat"]
    # The default is told as a list of fonts, what a cell takes from it as the theme's font.
    if text.get("fontFamily") == DEFAULT_FORMAT["textFormat"]["fontFamily"]:
        found["textFormat"] = {**text, "fontFamily": THEME["primaryFontFamily"]}
    return found


def _side(value: Value) -> str:
    if isinstance(value, bool):
        return "CENTER"
    if isinstance(value, int | float):
        return "RIGHT"
    return "CENTER" if isinstance(value, Fault) else "LEFT"


def _with_styles(format: dict[str, Any]) -> dict[str, Any]:
    """Return a format with both a colour and its ColorStyle, whichever was named."""
    found = dict(format)
    for name in ("backgroundColor",):
        if f"{name}Style" in found:
            found[name] = rgb_of(found[f"{name}Style"])
        elif name in found:
            found[f"{name}Style"] = {"rgbColor": found[name]}
    text = dict(found.get("textFormat") or {})
    if "foregroundColorStyle" in text:
        text["foregroundColor"] = rgb_of(text["foregroundColorStyle"])
    elif "foregroundColor" in text:
        text["foregroundColorStyle"] = {"rgbColor": text["foregroundColor"]}
    return {**found, "textFormat": text} if text else found


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    found = dict(below)
    for name, value in above.items():
        nested = isinstance(value, dict) and name in ("textFormat", "padding") and isinstance(found.get(name), dict)
        found[name] = {**found[name], **value} if nested else value
    return found
