"""A .docx as the page shows it: paragraphs to write in, tables, pictures, and what stands at the head and foot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from .letter_text import BREAK, TAB, Element, paragraphs, runs_of, text_of

SIDES = {"center": "center", "right": "right", "end": "right", "both": "justify"}
EMU_A_PIXEL = 9525
#: Of a point: what Word measures lengths in.
TWENTIETHS = 20
#: How high a single line is, in heights of its letters.
SINGLE = 1.15
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
SHOWN_TYPES = ("image/png", "image/jpeg", "image/gif")
Block = dict[str, Any]


def blocks_of(document: Document) -> list[Block]:
    """Return the body's blocks; each paragraph carries its key."""
    # lxml makes an element's Python object anew once nobody holds it, so the list must live as long as its ids count.
    found = paragraphs(document)
    keys = {id(paragraph): key for key, paragraph in enumerate(found)}
    blocks = list(_blocks(document.element.body, "body", keys))
    del found
    return blocks


def margins_of(document: Document) -> dict[str, list[Block]]:
    """Return what stands above and below each page (of the first section), to see only."""
    section = document.sections[0]
    return {
        "header": []
        if section.header.is_linked_to_previous
        else list(_blocks(section.header._element, "header", {})),
        "footer": []
        if section.footer.is_linked_to_previous
        else list(_blocks(section.footer._element, "footer", {})),
    }


def picture(document: Document, part: str, relation: str) -> tuple[bytes, str] | None:
    """Return a picture's bytes and type, or None when there is none that a browser shows."""
    section = document.sections[0]
    holders: dict[str, Any] = {"body": document, "header": section.header, "footer": section.footer}
    found = holders[part].part.related_parts.get(relation) if part in holders else None
    if found is None or found.content_type not in SHOWN_TYPES:
        return None
    return found.blob, found.content_type


def _blocks(holder: Element, part: str, keys: dict[int, int]) -> Iterator[Block]:
    for child in holder:
        if child.tag == qn("w:p"):
            yield _paragraph(child, part, keys)
        elif child.tag == qn("w:tbl"):
            yield _table(child, part, keys)
        elif child.tag == qn("w:sdt"):
            for content in child.findall(qn("w:sdtContent")):
                yield from _blocks(content, part, keys)


def page_of(document: Document) -> str:
    """Return the form of the pages: margins in millimetres, and the face and size that most of it has."""
    section, style = document.sections[0], document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    margins = {
        "--top": section.top_margin,
        "--right": section.right_margin,
        "--left": section.left_margin,
        "--foot": section.footer_distance,
    }
    told = [f"{name}:{length.mm:.1f}mm" for name, length in margins.items() if length is not None]
    if style is not None:
        name, size = re.sub(r"[^\w -]", "", style.font.name or ""), style.font.size
        told += [f'--face:"{name}"'] if name else []
        told += [f"font-size:{size.pt:g}pt"] if size else []
    return ";".join(told)


def _table(table: Element, part: str, keys: dict[int, int]) -> Block:
    edges = _edges(table)
    whole = table.findall(qn("w:tr"))
    rows = []
    for y, row in enumerate(whole):
        cells, found = [], row.findall(qn("w:tc"))
        for x, cell in enumerate(found):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            ends = {"top": y == 0, "bottom": y == len(whole) - 1, "left": x == 0, "right": x == len(found) - 1}
            cells.append(
                {
                    "span": int(span.get(qn("w:val"))) if span is not None else 1,
                    "blocks": list(_blocks(cell, part, keys)),
                    "look": ";".join([*_lines(edges, ends), *_padding(table), *_ground(cell)]),
                }
            )
        rows.append(cells)
    widths = [int(one.get(qn("w:w"), 0)) for one in table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    total = sum(widths) or 1
    side = table.find(f"{qn('w:tblPr')}/{qn('w:jc')}")
    aside = {"right": ";margin-left:auto", "center": ";margin-left:auto;margin-right:auto"}
    return {
        "kind": "table",
        "rows": rows,
        "widths": [round(100 * width / total, 1) for width in widths],
        "look": f"width:{sum(widths) / TWENTIETHS:.1f}pt"
        + aside.get(side.get(qn("w:val"), "") if side is not None else "", ""),
    }


def _edges(table: Element) -> dict[str, str]:
    """Return the lines of a table by side, as a browser draws them."""
    lines = table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    if lines is None:
        style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        has_grid = style is not None and "grid" in style.get(qn("w:val"), "").lower()
        return dict.fromkeys(_SIDES, "1px solid #777") if has_grid else {}
    found = {}
    for one in lines:
        kind, size = one.get(qn("w:val")), one.get(qn("w:sz"), "4")
        if kind not in (None, "nil", "none"):
            width = int(size) / 8 if size.isdigit() else 0.5
            form = "double" if kind.startswith(("double", "thin")) else "solid"
            color = one.get(qn("w:color"), "")
            shown = f"#{color}" if re.fullmatch("[0-9A-Fa-f]{6}", color) else "#000"
            found[str(one.tag).rpartition("}")[2]] = f"{max(width, 0.75):g}pt {form} {shown}"
    return found


def _lines(edges: dict[str, str], ends: dict[str, bool]) -> Iterator[str]:
    for side, at_the_end in ends.items():
        inner = "insideH" if side in ("top", "bottom") else "insideV"
        if line := edges.get(side if at_the_end else inner):
            yield f"border-{side}:{line}"


def _padding(table: Element) -> Iterator[str]:
    for side in ("top", "left", "bottom", "right"):
        found = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn(f'w:{side}')}")
        if found is not None and found.get(qn("w:w"), "").isdigit():
            yield f"padding-{side}:{int(found.get(qn('w:w'))) / TWENTIETHS:g}pt"


def _ground(cell: Element) -> Iterator[str]:
    shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    if shade is not None and re.fullmatch("[0-9A-Fa-f]{6}", shade.get(qn("w:fill"), "")):
        yield f"background:#{shade.get(qn('w:fill'))}"
    middle = cell.find(f"{qn('w:tcPr')}/{qn('w:vAlign')}")
    if middle is not None and middle.get(qn("w:val")) == "center":
        yield "vertical-align:middle"


def _paragraph(paragraph: Element, part: str, keys: dict[int, int]) -> Block:
    properties = paragraph.find(qn("w:pPr"))

    def said(path: str, name: str = "w:val") -> str:
        found = properties.find(path) if properties is not None else None
        return str(found.get(qn(name), "")) if found is not None else ""

    style = said(qn("w:pStyle"))
    return {
        "kind": "paragraph",
        "key": keys.get(id(paragraph)),
        "text": text_of(paragraph),
        "side": SIDES.get(said(qn("w:jc")), "left"),
        "listed": properties is not None and properties.find(qn("w:numPr")) is not None,
        "ruled": properties is not None and properties.find(f"{qn('w:pBdr')}/{qn('w:bottom')}") is not None,
        "heading": style.lower().startswith(("heading", "title", "judul")),
        "look": ";".join(_spacing(said)),
        "pieces": [piece for run in runs_of(paragraph) for piece in _pieces(run, part)],
    }


def _spacing(said: Callable[..., str]) -> Iterator[str]:
    """Return the room around a paragraph's lines, between them and before them."""
    for name, shown in (("w:before", "padding-top"), ("w:after", "padding-bottom")):
        if (length := said(qn("w:spacing"), name)).isdigit():
            yield f"{shown}:{int(length) / TWENTIETHS:g}pt"
    line, rule = said(qn("w:spacing"), "w:line"), said(qn("w:spacing"), "w:lineRule")
    if line.isdigit() and rule in ("exact", "atLeast"):
        yield f"line-height:{int(line) / TWENTIETHS:g}pt;min-height:{int(line) / TWENTIETHS:g}pt"
    elif line.isdigit():
        yield f"line-height:{int(line) / 240 * SINGLE:.3f}"
    left, first, hanging = (said(qn("w:ind"), f"w:{name}") for name in ("left", "firstLine", "hanging"))
    if left.isdigit():
        yield f"padding-left:{int(left) / TWENTIETHS:g}pt"
    if first.isdigit() or hanging.isdigit():
        start = int(first) if first.isdigit() else -int(hanging)
        yield f"text-indent:{start / TWENTIETHS:g}pt"
    if hanging.isdigit():
        yield f"tab-size:{int(hanging) / TWENTIETHS:g}pt"


def _pieces(run: Element, part: str) -> Iterator[Block]:
    form = run.find(qn("w:rPr"))

    def has(name: str) -> bool:
        found = form.find(qn(name)) if form is not None else None
        return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "none")

    size = form.find(qn("w:sz")) if form is not None else None
    color = form.find(qn("w:color")) if form is not None else None
    told = color.get(qn("w:val"), "") if color is not None else ""
    look = [f"font-size:{int(size.get(qn('w:val'))) / 2:g}pt"] if size is not None else []
    look += [f"color:#{told}"] if re.fullmatch("[0-9A-Fa-f]{6}", told) else []
    shape = {"bold": has("w:b"), "italic": has("w:i"), "underlined": has("w:u"), "look": ";".join(look)}
    text = ""
    for child in run:
        if child.tag == qn("w:t"):
            text += child.text or ""
        elif child.tag == qn("w:tab"):
            text += TAB
        elif child.tag in (qn("w:br"), qn("w:cr")) and child.get(qn("w:type")) in (None, "textWrapping"):
            text += BREAK
        elif child.tag == qn("w:noBreakHyphen"):
            text += "\u2011"
        else:
            for found in child.iter(qn("a:blip")):
                if text:
                    yield {"text": text, **shape}
                    text = ""
                yield {"picture": found.get(qn("r:embed"), ""), "part": part, **_extent(child)}
    if text:
        yield {"text": text, **shape}


def _extent(drawing: Element) -> dict[str, int]:
    extent = next(drawing.iter(qn("wp:extent")), None)
    if extent is None:
        return {"width": 96, "height": 96}
    return {name: int(extent.get(key, 0)) // EMU_A_PIXEL for name, key in (("width", "cx"), ("height", "cy"))}
