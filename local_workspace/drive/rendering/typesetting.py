"""A plain typesetting by Typst's embedded compiler: what a .docx says reaches the page as data, never as markup."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import typst

from . import docx_contents, emoji

TEMPLATE = Path(__file__).with_name("document.typ")


def pdf(content: bytes) -> bytes:
    """Return the PDF of a .docx."""
    found = docx_contents.read(content)
    body: dict[str, Any] = {
        "page": found.page,
        "header": found.header,
        "footer": found.footer,
        "blocks": found.blocks,
    }
    with tempfile.TemporaryDirectory(prefix="typst-") as name:
        folder = Path(name)
        (folder / "document.json").write_text(_printable(json.dumps(body, ensure_ascii=False)), encoding="utf-8")
        (folder / "document.typ").write_bytes(TEMPLATE.read_bytes())
        for file, picture in found.pictures.items():
            (folder / file).write_bytes(picture)
        made: bytes = typst.compile(str(folder / "document.typ"), root=str(folder), format="pdf", font_paths=_fonts())
        return made


def _printable(text: str) -> str:
    return text if emoji.is_printed_by(_families()) else emoji.spelled(text)


@cache
def _families() -> tuple[str, ...]:
    return tuple(_fonts().families())


@cache
def _fonts() -> typst.Fonts:
    # The machine's fonts help where the embedded ones have no letter (Arabic, emoji); finding them takes a while.
    return typst.Fonts()
