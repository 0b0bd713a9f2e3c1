"""A .docx as the page shows it: paragraphs to write in, tables, pictures, and what stands at the head and foot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from .letter_text import BREAK, TAB, Element, paragraphs, runs_of, text_of

SIDES = {"center": "center", "right": "right", "end": "right", "both": "justify"}
EMU_A_PIXEL = 9525
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


def _table(table: Element, part: str, keys: dict[int, int]) -> Block:
    rows = []
    for row in table.findall(qn("w:tr")):
        cells = []
        for cell in row.findall(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            cells.append(
                {
                    "span": int(span.get(qn("w:val"))) if span is not None else 1,
                    "blocks": list(_blocks(cell, part, keys)),
                }
            )
        rows.append(cells)
    widths = [int(one.get(qn("w:w"), 0)) for one in table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    total = sum(widths) or 1
    lines = table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    bare = lines is not None and all(one.get(qn("w:val")) in ("nil", "none") for one in lines)
    style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    return {
        "kind": "table",
        "rows": rows,
        "widths": [round(100 * width / total, 1) for width in widths],
        "lined": not bare
        if lines is not None
        else style is not None and "grid" in style.get(qn("w:val"), "").lower(),
    }


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
        "indented": said(qn("w:ind"), "w:firstLine") not in ("", "0"),
        "listed": properties is not None and properties.find(qn("w:numPr")) is not None,
        "ruled": properties is not None and properties.find(f"{qn('w:pBdr')}/{qn('w:bottom')}") is not None,
        "heading": style.lower().startswith(("heading", "title", "judul")),
        "spaced": int(said(qn("w:spacing"), "w:before") or 0) >= 200,
        "pieces": [piece for run in runs_of(paragraph) for piece in _pieces(run, part)],
    }


def _pieces(run: Element, part: str) -> Iterator[Block]:
    form = run.find(qn("w:rPr"))

    def has(name: str) -> bool:
        found = form.find(qn(name)) if form is not None else None
        return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "none")

    size = form.find(qn("w:sz")) if form is not None else None
    points = int(size.get(qn("w:val"))) // 2 if size is not None else 0
    shape = {
        "bold": has("w:b"),
        "italic": has("w:i"),
        "underlined": has("w:u"),
        "size": min(28, max(7, points)) if points else 0,
    }
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
