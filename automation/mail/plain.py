"""Text of the public made harmless for one line, and for a body; and paragraphs as plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from automation.domain.prose import Line, Look, Paragraph

LONGEST_SUBJECT = 200

# Marks that turn the direction of all that follows; in a subject they could disguise it.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """Collapse a text to one line without control characters, cut with an ellipsis where it is too long."""
    spaced = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in _encodable(text))
    line = " ".join(_DIRECTION.sub("", spaced).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def plain_body(body: Sequence[Paragraph]) -> str:
    """Show paragraphs as plain text, without what no mail can carry."""
    return kept_signs(plain_text(body)).rstrip() + "\n"


def kept_signs(text: str) -> str:
    """Leave out what no mail can carry, control characters and broken surrogates; line ends become line feeds."""
    lines = _encodable(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) != "Cc")


def plain_text(body: Sequence[Paragraph]) -> str:
    """Show paragraphs without any markup: headings underlined, labels aligned, links by their address."""
    return "\n\n".join(_paragraph(paragraph) for paragraph in body) + "\n"


def _paragraph(paragraph: Paragraph) -> str:
    widest = max((len(line.label) for line in paragraph.lines), default=0)
    return "\n".join(_line(line, widest) for line in paragraph.lines)


def _line(line: Line, widest: int) -> str:
    label = f"{line.label:<{widest}} :" if line.label else ""
    # What others wrote is told apart on every line, so that none of it passes for the mail's own words.
    quoted = "> " if line.look is Look.QUOTE else ""
    shown = " " * line.indent + quoted + " ".join(part for part in (label, line.text, line.link) if part)
    return f"{shown}\n{'-' * min(len(shown), 60)}" if line.look is Look.HEADING else shown


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
