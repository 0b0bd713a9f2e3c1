"""The charts of a tab as pictures: bars and columns drawn from the cells as they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from local_workspace.sheets.model import Sheet
from local_workspace.sheets.reader import Reader

WIDTH, HEIGHT = 720, 380
#: What the names of bars may take of the width, and what stands below columns.
_NAMES, _FOOT, _HEAD = 250, 70, 40
#: Told apart in grey print too, and by those who see no red or green.
_COLOURS = ("#1f4e79", "#e08214", "#9aa5b1", "#4d9221", "#762a83", "#b2182b")
_LONGEST_NAME = 38


@dataclass(frozen=True, slots=True)
class _Drawing:
    title: str
    names: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]

    @property
    def spoken(self) -> Iterator[str]:
        """The numbers for whoever does not see the picture."""
        for place, name in enumerate(self.names):
            values = (_printed(values[place]) for _, values in self.series if place < len(values))
            yield f"{name}: {', '.join(values)}"

    @property
    def most(self) -> float:
        return max((value for _, values in self.series for value in values), default=0) or 1


def pictures(reader: Reader, sheet: Sheet) -> tuple[str, ...]:
    """Return each chart of a tab that is of bars or columns as an SVG; other kinds are not drawn."""
    return tuple(_pictures(reader, sheet))


def _pictures(reader: Reader, sheet: Sheet) -> Iterator[str]:
    for chart in sheet.list_of("charts"):
        spec = chart.get("spec") or {}
        basic = spec.get("basicChart") or {}
        drawing = _drawing(reader, spec, basic)
        match basic.get("chartType"):
            case "BAR":
                yield _framed(drawing, _bars(drawing))
            case "COLUMN":
                yield _framed(drawing, _columns(drawing))
            case _:
                continue


def _drawing(reader: Reader, spec: Mapping[str, Any], basic: Mapping[str, Any]) -> _Drawing:
    heads = basic.get("headerCount") or 0
    names = [cells for one in basic.get("domains") or () for cells in _cells(reader, one.get("domain"))]
    drawn = []
    for one in basic.get("series") or ():
        cells = list(_cells(reader, one.get("series")))
        drawn.append((" ".join(text for text, _ in cells[:heads]), tuple(value for _, value in cells[heads:])))
    return _Drawing(str(spec.get("title", "")), tuple(text for text, _ in names[heads:]), tuple(drawn))


def _cells(reader: Reader, given: Mapping[str, Any] | None) -> Iterator[tuple[str, float]]:
    """Return text and number of the cells of a chart's source, in their order."""
    for area in ((given or {}).get("sourceRange") or {}).get("sources") or ():
        sheet = reader.book.sheet(area.get("sheetId") or 0)
        if sheet is None:
            continue
        for row in range(area.get("startRowIndex", 0), min(area.get("endRowIndex", 0), sheet.row_count)):
            end = min(area.get("endColumnIndex", 0), sheet.column_count)
            for column in range(area.get("startColumnIndex", 0), end):
                content = sheet.content(row, column)
                value = reader.value(sheet, row, column, content)
                number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
                yield reader.formatted(sheet, row, column, content), number


def _framed(drawing: _Drawing, inner: Iterator[str]) -> str:
    title, told = escape(drawing.title), escape(f"{drawing.title}. {'; '.join(drawing.spoken)}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{told}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
        f'<text x="12" y="24" font-size="15" font-weight="bold">{title}</text>{"".join(inner)}</svg>'
    )


def _bars(drawing: _Drawing) -> Iterator[str]:
    """Draw the first series as bars, their names beside them."""
    values: Sequence[float] = drawing.series[0][1] if drawing.series else ()
    rows = [(name, value) for name, value in zip(drawing.names, values, strict=False) if name]
    high = min(34.0, (HEIGHT - _HEAD - 10) / max(len(rows), 1))
    for place, (name, value) in enumerate(rows):
        y, wide = _HEAD + place * high, (WIDTH - _NAMES - 60) * value / drawing.most
        middle = y + high / 2 + 4
        yield _text(_short(name), _NAMES - 8, middle, "end")
        yield _rect(_NAMES, y + high * 0.15, wide, high * 0.7, 0)
        yield _text(_printed(value), _NAMES + wide + 5, middle)


def _columns(drawing: _Drawing) -> Iterator[str]:
    """Draw each series as columns beside each other, with what each colour means below."""
    wide = (WIDTH - 40) / max(len(drawing.names), 1)
    base, each = HEIGHT - _FOOT, wide * 0.8 / max(len(drawing.series), 1)
    yield f'<line x1="20" y1="{base}" x2="{WIDTH - 20}" y2="{base}" stroke="#888"/>'
    for place, name in enumerate(drawing.names):
        yield _text(_short(name), 20 + (place + 0.5) * wide, base + 16, "middle")
    for number, (_, values) in enumerate(drawing.series):
        for place, value in enumerate(values[: len(drawing.names)]):
            if value:
                high = (base - _HEAD - 16) * value / drawing.most
                x = 20 + place * wide + wide * 0.1 + number * each
                yield _rect(x, base - high, each * 0.92, high, number)
                yield _text(_printed(value), x + each / 2, base - high - 4, "middle")
    part = (WIDTH - 40) / max(len(drawing.series), 1)
    for number, (name, _) in enumerate(drawing.series):
        x = 20 + number * part
        yield _rect(x, HEIGHT - 34, 12, 12, number)
        yield _text(_short(name), x + 18, HEIGHT - 24)


def _rect(x: float, y: float, wide: float, high: float, number: int) -> str:
    colour = _COLOURS[number % len(_COLOURS)]
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{colour}"/>'


def _text(text: str, x: float, y: float, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchor}">{escape(text)}</text>'


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _printed(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
