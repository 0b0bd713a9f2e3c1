"""Text of the public made harmless for one line, and for a body."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SUBJECT = 200

# Marks that turn the direction of all that follows; in a subject they could disguise it.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """Collapse a text to one line without control characters, cut with an ellipsis where it is too long."""
    spaced = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in _encodable(text))
    line = " ".join(_DIRECTION.sub("", spaced).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def body(text: str) -> str:
    """Keep a text as it is but for what no mail can carry: control characters and broken surrogates."""
    lines = _encodable(text).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    return kept.rstrip() + "\n"


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
