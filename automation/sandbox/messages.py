"""What goes through the pipes: lines of JSON, with bytes after those that announce them.

Nothing that comes out of the process is believed: a hostile file may have taken it over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import IO, Any

from automation.domain.scans import Medium

#: Bytes of a line: a page full of QR codes fits.
_LONGEST_LINE = 1_000_000
#: Bytes of what comes back: a scan of 100 MB taken apart, with room for what each part repeats.
_LARGEST_ANSWER = 400_000_000
_LONGEST_REASON = 500


class Garbled(Exception):
    """The other side said nothing, or what makes no sense."""


def write(pipe: IO[bytes], line: Mapping[str, Any], content: bytes = b"") -> None:
    """Write one line, and the bytes that belong to it."""
    pipe.write(json.dumps(line).encode("ascii") + b"\n")
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


def content_of(pipe: IO[bytes], size: object) -> bytes:
    """Read so many bytes.

    Raises:
        Garbled: they do not come, or are too many.
    """
    if not isinstance(size, int) or not 0 <= size <= _LARGEST_ANSWER:
        raise Garbled
    content = pipe.read(size)
    if len(content) != size:
        raise Garbled
    return content


def parts_of(pipe: IO[bytes], sizes: object, count: int) -> tuple[bytes, ...]:
    """Read so many files; raises as `content_of`."""
    if not isinstance(sizes, list) or len(sizes) != count or not all(isinstance(size, int) for size in sizes):
        raise Garbled
    if sum(sizes) > _LARGEST_ANSWER:
        raise Garbled
    return tuple(content_of(pipe, size) for size in sizes)


def texts_of(page: object) -> frozenset[str]:
    """Give the texts of one page; raises `Garbled`."""
    if not isinstance(page, list) or not all(isinstance(text, str) for text in page):
        raise Garbled
    return frozenset(page)


def medium_of(name: object, pages: Sequence[object]) -> Medium:
    """Give what kind of file it is; raises `Garbled`, also when it has no page."""
    if not pages:
        raise Garbled
    try:
        return Medium(name)
    except ValueError as error:
        raise Garbled from error


def reason_of(text: object) -> str:
    """Give why a file was refused; raises `Garbled`."""
    if not isinstance(text, str) or not text.isprintable() or len(text) > _LONGEST_REASON:
        raise Garbled
    return text
