"""A filled document as lines that a person can read and compare."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.section import _Footer
from docx.table import Table

from automation.letters.package import opened, text_of


def text_lines(content: bytes) -> list[str]:
    """The paragraphs of the body, line breaks as new lines."""
    return [text_of(paragraph._p) for paragraph in opened(content).paragraphs]


def as_text(content: bytes) -> str:
    """Body and footer: a table's row on one line, its cells apart by bars."""
    document = opened(content)
    footer = document.sections[0].footer
    return "\n".join((*_lines(document), "--- kaki halaman ---", *_lines(footer))).strip() + "\n"


def _lines(place: Document | _Footer) -> Iterator[str]:
    for block in place.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell._tc for cell in row.cells)
                texts = ("\n    ".join(text_of(p) for p in cell.p_lst) for cell in cells)
                yield " | ".join(texts).rstrip()
        elif block._p.findall(".//{*}drawing"):
            yield text_of(block._p) + "[gambar]"
        else:
            yield text_of(block._p)
