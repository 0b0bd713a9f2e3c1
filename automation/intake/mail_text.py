"""What is new in a mail, apart from what it repeats below itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import wording


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


_INTRODUCTION = re.compile(
    rf"{_any_of(wording.ON_A_DAY)}\s.{{4,250}}\b{_any_of(wording.SOMEBODY_WROTE)}\s*:", re.DOTALL
)
_FORWARDED = re.compile(rf"[\W_]*(?:{wording.FORWARDED_SUBJECT})\s*:", re.IGNORECASE)
_FORWARDED_LINE = re.compile(rf"[-–— *>]{{0,40}}(?:{wording.FORWARDED_BELOW})\s*(?:[:*–—-]|$)", re.IGNORECASE)
_ORIGINAL = re.compile(rf"-{{2,}}\s*{_any_of(wording.ORIGINAL_MESSAGE)}\s*-{{2,}}", re.IGNORECASE)
_HEADER_BLOCK = tuple(re.compile(rf"\*?{_any_of(names)}\s?:\*?\s") for names in wording.QUOTED_HEADERS)


def parted(text: str) -> tuple[str, str]:
    """Return what is new in a mail, and what it quotes below that; together they are all of it.

    In doubt all is new: an answer between the quoted lines, and what would be nothing but history.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = _end_of_answer(lines)
    new, history = ("\n".join(part).strip() for part in (lines[:end], lines[end:]))
    return (new, history) if new else (history, "")


def with_history_below(text: str) -> str:
    """Return a mail's text as staff see it: what is new first, and below a line what it repeats."""
    new, history = parted(text)
    return f"{new}\n\n{wording.QUOTED_BELOW}\n{history}" if history else new


def is_forwarded(subject: str, text: str) -> bool:
    """Return whether somebody sent on another's mail: by its subject, or by the line above what is quoted."""
    return bool(_FORWARDED.match(subject)) or any(_FORWARDED_LINE.match(line) for line in text.splitlines())


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
