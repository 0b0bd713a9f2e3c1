"""The labels of numbered and bulleted paragraphs."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts the lists of one document, in reading order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {one.get(qn("w:abstractNumId")): one for one in root.iter(qn("w:abstractNum"))}
        for number in root.iter(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            if link is None or link.get(qn("w:val")) not in abstract:
                continue
            for level in abstract[link.get(qn("w:val"))].iter(qn("w:lvl")):
                key = (number.get(qn("w:numId")), _number(level.get(qn("w:ilvl"), ""), 0))
                text, form = _value(level, "w:lvlText", ""), _value(level, "w:numFmt", "decimal")
                self._levels[key] = (form, text, _number(_value(level, "w:start", ""), 1))

    def label(self, paragraph: Paragraph) -> str:
        """Return the label before a paragraph and count it; empty when it is in no list."""
        place = _place(paragraph)
        if place is None or place not in self._levels:
            return ""
        number, level = place
        form, text, start = self._levels[place]
        self._counts[place] = self._counts.get(place, start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == number and key[1] > level]:
            del self._counts[deeper]
        if form == "bullet":
            return "•" if level % 2 == 0 else "–"

        def printed(found: re.Match[str]) -> str:
            key = (number, int(found.group(1)) - 1)
            other, _, first = self._levels.get(key, ("decimal", "", 1))
            return _printed(self._counts.get(key, first), other)

        return re.sub(r"%(\d)", printed, text)


def _place(paragraph: Paragraph) -> tuple[str, int] | None:
    style: Any = paragraph.style
    properties = paragraph._p.pPr
    while True:
        found = properties.find(qn("w:numPr")) if properties is not None else None
        if found is not None and found.find(qn("w:numId")) is not None:
            return _value(found, "w:numId", "0"), _number(_value(found, "w:ilvl", ""), 0)
        if style is None:
            return None
        properties, style = style.element.find(qn("w:pPr")), style.base_style


def _value(element: Any, name: str, otherwise: str) -> str:
    found = element.find(qn(name))
    return otherwise if found is None else str(found.get(qn("w:val"), otherwise))


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise


def _printed(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            text = ""
            for value, sign in ROMAN + SMALL_ROMAN:
                text += sign * (number // value)
                number %= value
            return text if form == "lowerRoman" else text.upper()
        case "none":
            return ""
        case _:
            return str(number)
