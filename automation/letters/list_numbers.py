"""The labels of numbered and bulleted paragraphs, as a reader sees them: "1.", "b)", "•".

Programs that save a document number its lists anew; only what is shown stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from .package import Element

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_BULLET = "•"
#: A style may be based on another, and that on another; damaged ones go in circles.
_DEEPEST_STYLE = 20


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class ListNumbers:
    """Counts the lists of one document; ask for its paragraphs in reading order, each once."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._styles = {
            one.get(qn("w:styleId")): one for one in _parts(document, RELATIONSHIP_TYPE.STYLES, "w:style")
        }
        for root in _roots(document, RELATIONSHIP_TYPE.NUMBERING):
            self._read(root)

    def label(self, paragraph: Element) -> str:
        """Return the label before a paragraph and count it; "" where it is in no list."""
        place = self._place(paragraph)
        if place is None or place not in self._levels:
            return ""
        (number, depth), level = place, self._levels[place]
        if level.form in ("none", "bullet"):
            return _BULLET if level.form == "bullet" else ""
        counted = self._list_of[number]
        self._counts[counted, depth] = self._counts.get((counted, depth), level.start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == counted and key[1] > depth]:
            del self._counts[deeper]

        def shown(found: re.Match[str]) -> str:
            of = int(found[1]) - 1
            held = self._levels.get((number, of), level)
            return _printed(self._counts.get((counted, of), held.start), held.form)

        return re.sub(r"%([1-9])", shown, level.text)

    def _read(self, root: Element) -> None:
        abstract = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
        for one in root.findall(qn("w:num")):
            number, of = one.get(qn("w:numId")), _value(one, "w:abstractNumId", "")
            if of not in abstract:
                continue
            overrides = one.findall(qn("w:lvlOverride"))
            # Lists of one definition count on together, unless one begins anew.
            self._list_of[number] = number if overrides else f"of {of}"
            for level in abstract[of].findall(qn("w:lvl")):
                self._levels[number, _number(level.get(qn("w:ilvl")), 0)] = _level(level)
            for override in overrides:
                self._override(number, override)

    def _override(self, number: str, override: Element) -> None:
        depth = _number(override.get(qn("w:ilvl")), 0)
        whole, start = override.find(qn("w:lvl")), override.find(qn("w:startOverride"))
        if whole is not None:
            self._levels[number, depth] = _level(whole)
        if start is not None and (held := self._levels.get((number, depth))):
            self._levels[number, depth] = _Level(held.form, held.text, _number(start.get(qn("w:val")), 1))

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        for properties in self._properties(paragraph):
            found = properties.find(qn("w:numPr"))
            if found is not None and found.find(qn("w:numId")) is not None:
                return _value(found, "w:numId", "0"), _number(_value(found, "w:ilvl", "0"), 0)
        return None

    def _properties(self, paragraph: Element) -> Iterator[Element]:
        """Return the paragraph's own properties, then those of its styles."""
        own = paragraph.find(qn("w:pPr"))
        if own is not None:
            yield own
        name = _value(own, "w:pStyle", "") if own is not None else ""
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(name)
            if style is None:
                return
            if (properties := style.find(qn("w:pPr"))) is not None:
                yield properties
            name = _value(style, "w:basedOn", "")


def _roots(document: Document, kind: str) -> Iterator[Element]:
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external and hasattr(relation.target_part, "element"):
            yield relation.target_part.element


def _parts(document: Document, kind: str, tag: str) -> Iterator[Element]:
    for root in _roots(document, kind):
        yield from root.findall(qn(tag))


def _level(level: Element) -> _Level:
    form, text = _value(level, "w:numFmt", "decimal"), _value(level, "w:lvlText", "")
    return _Level(form, text, _number(_value(level, "w:start", "1"), 1))


def _value(element: Element, name: str, otherwise: str) -> str:
    found = element.find(qn(name))
    return otherwise if found is None else str(found.get(qn("w:val"), otherwise))


def _number(text: object, otherwise: int) -> int:
    return int(str(text)) if re.fullmatch(r"-?\d{1,9}", str(text)) else otherwise


def _printed(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter" if 0 < number <= 780:
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters.upper() if form.startswith("upper") else letters
        case "lowerRoman" | "upperRoman" if 0 < number < 4000:
            return _roman(number).upper() if form.startswith("upper") else _roman(number)
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    printed = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        printed += sign * count
    return printed
