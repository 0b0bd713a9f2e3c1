"""How the runs of a document look: hidden, struck out, hardly to be seen; by their own properties or a style's."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from .package import Element

#: A style may be based on another, and that on another; damaged ones go in circles.
_DEEPEST_STYLE = 20
_OFF = ("0", "false", "off")
#: From this brightness of its darkest colour on, a text is not seen on paper.
_WHITE = 0xF0
#: Half points: letters of two points are specks.
_SMALLEST = 4


class Looks:
    """Tells how runs of one document look."""

    def __init__(self, document: Document) -> None:
        self._styles: dict[str, Element] = {}
        self._usual = ""
        for relation in document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.STYLES and hasattr(relation.target_part, "element"):
                for style in relation.target_part.element.findall(qn("w:style")):
                    self._styles[style.get(qn("w:styleId"), "")] = style
                    if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true"):
                        self._usual = style.get(qn("w:styleId"), "")

    def is_hidden(self, run: Element, paragraph: Element) -> bool:
        """Return whether a run's text is on no page."""
        return self._is_on("w:vanish", run, paragraph)

    def is_struck(self, run: Element, paragraph: Element) -> bool:
        """Return whether a run's text is crossed out, though nobody tracked that as a change."""
        return self._is_on("w:strike", run, paragraph) or self._is_on("w:dstrike", run, paragraph)

    def is_faint(self, run: Element, paragraph: Element) -> bool:
        """Return whether a run's text is white, or as small as specks."""
        colour, size = (self._value(name, run, paragraph) for name in ("w:color", "w:sz"))
        return _is_white(colour) or (size.isdecimal() and int(size) <= _SMALLEST)

    def _is_on(self, name: str, run: Element, paragraph: Element) -> bool:
        own = _switch(run.find(qn("w:rPr")), name)
        if own is not None:
            return own
        # A style of signs turns such a property over that its paragraph's style turned on (ISO 29500-1, 17.7.3).
        of_signs, of_paragraph = (
            next((found for one in chain if (found := _switch(one, name)) is not None), False)
            for chain in self._chains(run, paragraph)
        )
        return of_signs != of_paragraph

    def _value(self, name: str, run: Element, paragraph: Element) -> str:
        own, (of_signs, of_paragraph) = run.find(qn("w:rPr")), self._chains(run, paragraph)
        for properties in (own, *of_signs, *of_paragraph):
            found = properties.find(qn(name)) if properties is not None else None
            if found is not None:
                return str(found.get(qn("w:val"), ""))
        return ""

    def _chains(self, run: Element, paragraph: Element) -> tuple[list[Element], list[Element]]:
        """Return what styles say of a run, the nearest first: those of its signs, and those of its paragraph."""
        of_signs = _named(run.find(qn("w:rPr")), "w:rStyle")
        of_paragraph = _named(paragraph.find(qn("w:pPr")), "w:pStyle") or self._usual
        return self._chain(of_signs), self._chain(of_paragraph)

    def _chain(self, name: str) -> list[Element]:
        found: list[Element] = []
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(name)
            if style is None:
                break
            if (properties := style.find(qn("w:rPr"))) is not None:
                found.append(properties)
            name = _named(style, "w:basedOn")
        return found


def _switch(properties: Element | None, name: str) -> bool | None:
    found = properties.find(qn(name)) if properties is not None else None
    return None if found is None else found.get(qn("w:val"), "1") not in _OFF


def _named(element: Element | None, name: str) -> str:
    found = element.find(qn(name)) if element is not None else None
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _is_white(colour: str) -> bool:
    try:
        return len(colour) == 6 and min(bytes.fromhex(colour)) >= _WHITE
    except ValueError:
        return False
