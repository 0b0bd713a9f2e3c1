"""Multipart bodies, read byte by byte as they are: contents may hold any line ends."""

from __future__ import annotations

import re

Part = tuple[dict[str, str], bytes]

_BLANK_LINE = re.compile(rb"\r?\n\r?\n|\A\r?\n")


def parts(content_type: str, body: bytes) -> list[Part]:
    """Return the parts of a body: headers (names in lower case) and content; none when its end is missing."""
    found = re.search(r'boundary=(?:"([^"]+)"|([^;\s]+))', content_type)
    if found is None:
        return []
    marker = re.escape((found[1] or found[2]).encode())
    # The first marker's line tells the line end of all others: a content may itself end with CR.
    first = re.search(rb"--" + marker + rb"[ \t]*(\r?\n)", body)
    end = first[1] if first else b"\r\n"
    pieces = re.split(rb"(?:\A|" + end + rb")--" + marker + rb"(--)?[ \t]*(?=\r?\n|\Z)", body)
    # Text before the first marker, then for each marker its closing dashes and what follows it.
    contents, closes = pieces[2::2], pieces[1::2]
    if b"--" not in closes:
        return []
    return [_part(content) for content in contents[: closes.index(b"--")]]


def _part(piece: bytes) -> Part:
    piece = piece.removeprefix(b"\r").removeprefix(b"\n")
    blank = _BLANK_LINE.search(piece)
    if blank is None:
        return {}, piece
    head, content = piece[: blank.start()], piece[blank.end() :]
    lines = re.split(rb"\r?\n(?![ \t])", head)
    pairs = (line.decode("latin-1").partition(":") for line in lines if b":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}, content
