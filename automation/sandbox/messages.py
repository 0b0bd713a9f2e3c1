"""What goes through the pipes: lines of JSON, with bytes after those that announce them.

Nothing that comes out of the process is believed: a hostile file may have taken it over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import IO, Any

from automation.domain.scans import Medium

#: Bytes of a line: a page full of QR codes fits.
_LONGEST_LINE = 1_000_000
#: Bytes that go in: the largest scan.
LARGEST_GIVEN = 110_000_000
#: Bytes that come back: a scan of 100 MB taken apart, with room for what each part repeats.
LARGEST_ANSWER = 400_000_000
_LONGEST_REASON = 3_000


_WORD = re.compile(r"[a-z][a-z0-9_]{0,99}")


class Garbled(Exception):
    """The other side said nothing, or what makes no sense."""


def write(pipe: IO[bytes], line: Mapping[str, Any], contents: Sequence[bytes] = ()) -> None:
    """Write one line, and the files that belong to it."""
    pipe.write(json.dumps(line).encode("ascii") + b"\n")
    for content in contents:
        pipe.write(content)
    pipe.flush()


def read(pipe: IO[bytes]) -> dict[str, Any]:
    """Read one line.

    Raises:
        Garbled: there is none.
    """
    line = pipe.readline(_LONGEST_LINE)
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Garbled from error
    if not isinstance(found, dict):
        raise Garbled
    return found


def contents_of(pipe: IO[bytes], sizes: object, most: int) -> tuple[bytes, ...]:
    """Read files of these sizes.

    Raises:
        Garbled: they do not come, or have more bytes than `most` together.
    """
    if not isinstance(sizes, list) or not all(type(size) is int and size >= 0 for size in sizes) or sum(sizes) > most:
        raise Garbled
    return tuple(_content(pipe, size) for size in sizes)


def _content(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) != size:
        raise Garbled
    return content


def texts_of(page: object) -> frozenset[str]:
    """Return the texts of one page; raises `Garbled`."""
    if not isinstance(page, list) or not all(isinstance(text, str) for text in page):
        raise Garbled
    return frozenset(page)


def medium_of(name: object, pages: Sequence[object]) -> Medium:
    """Return what kind of file it is; raises `Garbled`, also when it has no page."""
    if not pages:
        raise Garbled
    try:
        return Medium(name)
    except ValueError as error:
        raise Garbled from error


def reason_of(text: object) -> str:
    """Return why a file was refused; raises `Garbled`."""
    if not isinstance(text, str) or not text.isprintable() or len(text) > _LONGEST_REASON:
        raise Garbled
    return text


def sayable(text: str) -> str:
    """Return a reason as `reason_of` takes it: on one line, without signs that are not seen, and not too long."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:_LONGEST_REASON]


def words_of(found: object) -> frozenset[str]:
    """Return the words that a template asks for; raises `Garbled`."""
    if not isinstance(found, list) or not all(isinstance(word, str) and _WORD.fullmatch(word) for word in found):
        raise Garbled
    return frozenset(found)
