"""A .docx read into plain values: paragraphs, runs, pictures and tables with what shows of their form.

Sizes are points. Everything given back can be printed as JSON, apart from the pictures' bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.exceptions import PythonDocxError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from PIL import Image, UnidentifiedImageError

from . import lenient
from .numbering import Numbering

EMU = 12700
ALIGNMENTS = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
}
_SIDES = {"CENTER": "center", "RIGHT": "right"}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ENDLESS = re.compile(r"\S{40}(?=\S)")
KINDS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif"}


@dataclass(slots=True)
class DocxContents:
    """A document's pages, and its pictures by file name."""

    page: dict[str, float | str]
    header: list[dict[str, Any]]
    footer: list[dict[str, Any]]
    blocks: list[dict[str, Any]]
    pictures: dict[str, bytes] = field(default_factory=dict)


def plain_text(content: bytes) -> str:
    """Return a document's words: a line a paragraph, cells parted by tabs."""
    return "\n".join(_lines(lenient.opened(content, unwrapped=True)))


def _lines(holder: Any) -> Iterator[str]:
    for block in holder.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                seen: list[Any] = []
                cells = []
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        cells.append("\n".join(_lines(cell)))
                yield "\t".join(cells)
        else:
            yield block.text


def read(content: bytes) -> DocxContents:
    """Read a document."""
    document = lenient.opened(content, unwrapped=True)
    return _Reader(document).whole(document.sections[0])


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._numbering = Numbering(document)
        self._pictures: dict[str, bytes] = {}

    def whole(self, section: Any) -> DocxContents:
        page: dict[str, float | str] = {
            "width": _points(_said(section, "page_width"), 595.3),
            "height": _points(_said(section, "page_height"), 841.9),
            "left": _points(_said(section, "left_margin"), 72),
            "right": _points(_said(section, "right_margin"), 72),
            "top": _points(_said(section, "top_margin"), 72),
            "bottom": _points(_said(section, "bottom_margin"), 72),
            "header": _points(_said(section, "header_distance"), 36),
            "footer": _points(_said(section, "footer_distance"), 36),
            "size": self._usual_size(),
            "font": self._usual("name") or "",
        }
        header, footer = self._blocks(section.header), self._blocks(section.footer)
        return DocxContents(page, header, footer, self._blocks(self._document), self._pictures)

    def _usual_size(self) -> float:
        size = self._usual("size")
        return float(size.pt) if size else 11.0

    def _usual(self, name: str) -> Any:
        """Return what letters are as long as nothing else is said."""
        style = self._document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        return None if style is None else _said(style.font, name)

    def _blocks(self, holder: Any) -> list[dict[str, Any]]:
        return [
            self._table(block) if isinstance(block, Table) else self._paragraph(block)
            for block in holder.iter_inner_content()
        ]

    def _paragraph(self, paragraph: Paragraph) -> dict[str, Any]:
        form = _Form(paragraph)
        return {
            "kind": "paragraph",
            "heading": _heading(paragraph),
            "align": ALIGNMENTS.get(form("alignment"), "left"),
            "left": _points(form("left_indent"), 0),
            "first": _points(form("first_line_indent"), 0),
            "before": _points(form("space_before"), 0),
            "after": _points(form("space_after"), 0),
            **_line(form("line_spacing")),
            "ruled": paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}") is not None,
            "new_page": bool(form("page_break_before")),
            "stops": sorted(_points(stop.position, 0) for stop in paragraph.paragraph_format.tab_stops),
            "label": self._numbering.label(paragraph),
            "pieces": [piece for run in _runs(paragraph) for piece in self._pieces(run)],
        }

    def _pieces(self, run: Run) -> Iterator[dict[str, Any]]:
        size = _said(run.font, "size")
        look = {
            "bold": bool(_inherited(run, "bold")),
            "italic": bool(_inherited(run, "italic")),
            "underline": bool(_said(run, "underline")),
            "strike": bool(_said(run.font, "strike")),
            "size": float(size.pt) if size else 0.0,
            "color": str(_said(run.font.color, "rgb") or ""),
            "font": _inherited(run, "name") or "",
        }
        if _said(run.font, "hidden"):
            return
        for child in run._r:
            match child.tag:
                case tag if tag == qn("w:t"):
                    yield {"kind": "text", "text": _breakable(child.text or ""), **look}
                case tag if tag == qn("w:tab"):
                    yield {"kind": "tab"}
                case tag if tag in (qn("w:br"), qn("w:cr")):
                    yield {"kind": "page" if child.get(qn("w:type")) == "page" else "line"}
                case tag if tag == qn("w:noBreakHyphen"):
                    yield {"kind": "text", "text": "\u2011", **look}
                case tag if tag == qn("w:instrText"):
                    yield from _field(child.text or "", look)
                case tag if tag in (qn("w:drawing"), qn("w:pict")):
                    yield from self._picture(run, child)

    def _picture(self, run: Run, drawing: Any) -> Iterator[dict[str, Any]]:
        for link in drawing.iter(qn("a:blip")):
            part = run.part.related_parts.get(link.get(qn("r:embed")))
            extent = next(iter(drawing.iter(qn("wp:extent"))), None)
            if part is None or extent is None or (kind := _kind(part.blob)) is None:
                continue
            name = f"picture-{len(self._pictures)}.{kind}"
            self._pictures[name] = part.blob
            width, height = int(extent.get("cx")) / EMU, int(extent.get("cy")) / EMU
            yield {"kind": "picture", "file": name, "width": width, "height": height}

    def _table(self, table: Table) -> dict[str, Any]:
        widths = [_points(_said(column, "width"), 0) for column in table.columns]
        cells: list[dict[str, Any]] = []
        started: dict[Any, dict[str, Any]] = {}
        for y, row in enumerate(table.rows):
            for x, cell in enumerate(row.cells, row.grid_cols_before):
                tc = cell._tc
                if tc in started:
                    shown = started[tc]
                    shown["columns"] = max(shown["columns"], x - shown["x"] + 1)
                    shown["rows"] = max(shown["rows"], y - shown["y"] + 1)
                else:
                    started[tc] = self._cell(cell, x, y)
                    cells.append(started[tc])
        return {
            "kind": "table",
            "widths": widths if all(widths) else [],
            "columns": len(table.columns),
            "rows": len(table.rows),
            "borders": _borders(table),
            "padding": _padding(table),
            "align": _SIDES.get(str(_said(table, "alignment")).partition(" ")[0], "left"),
            "cells": cells,
        }

    def _cell(self, cell: _Cell, x: int, y: int) -> dict[str, Any]:
        shade = cell._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
        fill = shade.get(qn("w:fill")) if shade is not None else ""
        return {
            "x": x,
            "y": y,
            "columns": 1,
            "rows": 1,
            "fill": fill if fill and len(fill) == 6 else "",
            "middle": str(_said(cell, "vertical_alignment")).startswith("CENTER"),
            "blocks": self._blocks(cell),
        }


class _Form:
    """A paragraph's format, its own or its style's."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._own: Any = paragraph.paragraph_format
        self._style: Any = paragraph.style

    def __call__(self, name: str) -> Any:
        value, style = _said(self._own, name), self._style
        while value is None and style is not None:
            value, style = _said(style.paragraph_format, name), style.base_style
        return value


def _said(holder: Any, name: str) -> Any:
    """Return a property, or None where nothing sensible stands for it."""
    try:
        return getattr(holder, name)
    except (ValueError, PythonDocxError, XmlchemyError):
        return None


def _runs(paragraph: Paragraph) -> Iterator[Run]:
    shown = True
    for inner in paragraph.iter_inner_content():
        for run in inner.runs if not isinstance(inner, Run) else [inner]:
            mark = run._r.find(qn("w:fldChar"))
            if mark is not None:
                # A field's last result is left out: the field itself is set anew.
                shown = {"separate": False, "end": True}.get(str(mark.get(qn("w:fldCharType"))), shown)
            if shown:
                yield run


def _field(code: str, look: dict[str, Any]) -> Iterator[dict[str, Any]]:
    match code.split()[:1]:
        case ["PAGE"]:
            yield {"kind": "page_number", **look}
        case ["NUMPAGES" | "SECTIONPAGES"]:
            yield {"kind": "page_count", **look}
        case _:
            pass


def _breakable(text: str) -> str:
    """Return a text whose endless words may break, as they do in Word, rather than run off the page."""
    return _ENDLESS.sub("\\g<0>\u200b", text)


def _inherited(run: Run, name: str) -> Any:
    """Return what a run's own font says, or else those of its styles."""
    value, style = _said(run.font, name), run.style
    while value is None and style is not None:
        value, style = _said(style.font, name), style.base_style
    return value


def _line(spacing: Any) -> dict[str, float]:
    """Return the height of a line: so many single ones, or so many points where it is exact."""
    if spacing is None:
        return {"lines": 1.0, "exact": 0.0}
    if isinstance(spacing, Length):
        return {"lines": 1.0, "exact": float(spacing.pt)}
    return {"lines": float(spacing), "exact": 0.0}


def _heading(paragraph: Paragraph) -> int:
    name = (paragraph.style.name if paragraph.style is not None else "") or ""
    if name == "Title":
        return 1
    level = name.removeprefix("Heading ")
    return min(int(level), 6) if name != level and level.isdigit() else 0


def _borders(table: Table) -> dict[str, dict[str, Any]]:
    """Return the lines of a table by side: width in points, colour, and whether it is a double one."""
    properties: Any = table._tbl.tblPr
    borders = properties.find(qn("w:tblBorders"))
    if borders is not None:
        return {str(side.tag).rpartition("}")[2]: _edge(side) for side in borders if _is_drawn(side)}
    cells = table._tbl.iter(qn("w:tcBorders"))
    boxed = any(_is_drawn(side) for cell in cells for side in cell)
    if boxed or (table.style is not None and table.style.name not in ("Normal Table", None)):
        return {side: {"width": 0.5, "color": "000000", "double": False} for side in _EDGES}
    return {}


def _is_drawn(side: Any) -> bool:
    return side.get(qn("w:val")) not in (None, "none", "nil")


def _edge(side: Any) -> dict[str, Any]:
    color, size, kind = side.get(qn("w:color"), ""), side.get(qn("w:sz"), "4"), side.get(qn("w:val"), "")
    return {
        "width": int(size) / 8 if size.isdigit() else 0.5,
        "color": color if re.fullmatch("[0-9A-Fa-f]{6}", color) else "000000",
        "double": kind.startswith(("double", "thin", "thick")) and kind != "thick",
    }


def _padding(table: Table) -> dict[str, float]:
    """Return the room between lines and text, in points: as Word has it where a table says nothing."""
    usual = {"top": 0.0, "left": 5.4, "bottom": 0.0, "right": 5.4}
    for name in usual:
        found = table._tbl.tblPr.find(f"{qn('w:tblCellMar')}/{qn(f'w:{name}')}")
        width = found.get(qn("w:w"), "") if found is not None else ""
        if width.isdigit():
            usual[name] = int(width) / 20
    return usual


def _kind(blob: bytes) -> str | None:
    try:
        with Image.open(BytesIO(blob)) as picture:
            found, size = picture.format, picture.size
            if size[0] * size[1] > 50_000_000:
                return None
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return KINDS.get(found or "")


def _points(length: Any, otherwise: float) -> float:
    return otherwise if length is None else float(length.pt)
