"""Files that programs of before write into a mail's text itself, between "begin" and "end" (uuencode, POSIX)."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

_MOST_FILES = 50
#: A line of data says first how many bytes are in it; blanks at its end may be lost on the way.
_BLOCK = re.compile(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,300}?)[ \t]*\r?\n((?:[!-M][ -`]{0,84}\r?\n)+)"
    rb"(?:[ `]?[ \t]*\r?\n)?end[ \t]*(?:\r?\n|\Z)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that stood in a text."""

    name: bytes
    content: bytes


def taken_out(text: bytes) -> tuple[bytes, tuple[WrittenFile, ...]]:
    """Return a text without the files that stand in it, and these; what is not whole stays as it is."""
    files: list[WrittenFile] = []

    def take(found: re.Match[bytes]) -> bytes:
        content = _content(found[2]) if len(files) < _MOST_FILES else None
        if content is None:
            return found[0]
        files.append(WrittenFile(found[1], content))
        return b""

    rest = _BLOCK.sub(take, text) if b"begin " in text else text
    return rest, tuple(files)


def _content(lines: bytes) -> bytes | None:
    try:
        return b"".join(_bytes_of(line) for line in lines.splitlines())
    except (binascii.Error, ValueError):
        return None


def _bytes_of(line: bytes) -> bytes:
    """Decode a line; raises where it holds fewer signs than it says, but for blanks, or more."""
    needed = 1 + -(-((line[0] - 32) & 63) // 3) * 4
    # Some programs add a sign to each line as a checksum, which says nothing to others.
    return binascii.a2b_uu(line[:needed] if len(line) <= needed + 1 else line)
