"""A leaflet as a PDF, by Typst's embedded compiler: what it says reaches the page as data, never as markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from automation.domain.paper import Block, Leaflet
from automation.ports import Refused

from . import wording

TEMPLATE = Path(__file__).with_name("leaflet.typ")


class TypesetLeaflets:
    """Prints with the fonts that the compiler brings along, so that each machine prints the same bytes."""

    def printed(self, leaflet: Leaflet) -> bytes:
        """Return a leaflet as a tagged PDF."""
        try:
            # It takes some 30 MB, which an office without such pages never needs.
            import typst
        except ImportError as error:
            raise Refused(wording.NOT_PRINTED) from error
        told = {"title": leaflet.title, "office": leaflet.office, "blocks": [_fields(one) for one in leaflet.blocks]}
        made: bytes = typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"leaflet": json.dumps(told, ensure_ascii=False)},
        )
        return made


def _fields(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind.value,
        "text": block.text,
        "headings": block.headings,
        "rows": block.rows,
        "widths": block.widths,
        "numeric": block.numeric,
    }
