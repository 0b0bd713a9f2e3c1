"""An answer without what it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import wording


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


_INTRODUCTION = re.compile(
    rf"{_any_of(wording.ON_A_DAY)}\s.{{4,250}}\b{_any_of(wording.SOMEBODY_WROTE)}\s*:", re.DOTALL
)
_ORIGINAL = re.compile(rf"-{{2,}}\s*{_any_of(wording.ORIGINAL_MESSAGE)}\s*-{{2,}}", re.IGNORECASE)
_HEADER_BLOCK = tuple(re.compile(rf"\*?{_any_of(names)}\s?:\*?\s") for names in wording.QUOTED_HEADERS)
_LONGEST_SIGNATURE = 12


def without_history(text: str) -> str:
    """Return an answer without what it quotes below itself and without its signature.

    In doubt nothing is cut: an answer between the quoted lines stays whole, and so does one that would be empty.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = _without_signature(lines[: _end_of_answer(lines)])
    return "\n".join(kept).strip() or text.strip()


def _end_of_answer(lines: list[str]) -> int:
    quoted = _quoted_to_the_end(lines)
    for at, line in enumerate(lines):
        stripped = line.strip()
        if _ORIGINAL.fullmatch(stripped) or _begins_header_block(lines[at : at + 8]):
            return at
        if (end := _end_of_introduction(lines[at : at + 3])) and quoted[at + end]:
            return at
        if line.startswith(">") and quoted[at]:
            return at
    return len(lines)


def _quoted_to_the_end(lines: list[str]) -> list[bool]:
    """Return for each line whether nothing but quotation stands from it on, and some of it."""
    found, said, quoted = [False], False, True
    for line in reversed(lines):
        if line.strip():
            said, quoted = True, quoted and line.startswith(">")
        found.append(said and quoted)
    return found[::-1]


def _end_of_introduction(lines: list[str]) -> int:
    """Return how many lines say who wrote what follows, for mail programs fold them; 0 where they do not say it."""
    if not lines or not lines[0].strip():
        return 0
    for count in range(1, len(lines) + 1):
        if _INTRODUCTION.fullmatch(" ".join(lines[:count]).strip()):
            return next(place for place in range(count) if lines[place].rstrip().endswith(":")) + 1
    return 0


def _begins_header_block(lines: list[str]) -> bool:
    first, *others = _HEADER_BLOCK
    rest = [line.strip() for line in lines]
    return bool(rest) and bool(first.match(rest[0])) and all(any(map(one.match, rest[1:])) for one in others)


def _without_signature(lines: list[str]) -> list[str]:
    """Cut from the line "-- " (RFC 3676) on, where what follows is short enough to be a signature."""
    for at in range(len(lines) - 1, -1, -1):
        if lines[at] in ("-- ", "--"):
            return lines[:at] if len(lines) - at <= _LONGEST_SIGNATURE else lines
    return lines
