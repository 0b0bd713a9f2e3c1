"""What people wrote, made fit to stand in a document as the text it is."""

from __future__ import annotations

import re
import unicodedata

_REPLACED = "\N{REPLACEMENT CHARACTER}"
_NEW_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_OPENERS = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u202d": "\u202c",
    "\u202e": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
_MARK = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Return the text without what XML cannot hold, replaced visibly, and with every line break as one new line."""
    if text.isascii() and text.isprintable():  # As most are; a report has tens of thousands.
        return text
    one_break = _NEW_LINES.sub("\n", text)
    return "\n".join(_closed(line) for line in _FORBIDDEN.sub(_REPLACED, one_break).split("\n"))


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces."""
    return " ".join(printable(text).split())


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter that has a direction is written from the right."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((way for way in directions if way in ("L", "R", "AL")), "L") != "L"


def _closed(line: str) -> str:
    """Return the line with its direction marks closed, so that they cannot turn the words after it."""
    waiting: list[str] = []
    for mark in _MARK.findall(line):
        if mark in _OPENERS:
            waiting.append(_OPENERS[mark])
        elif waiting and waiting[-1] == mark:
            waiting.pop()
    return line + "".join(reversed(waiting))
