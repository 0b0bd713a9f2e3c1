"""Names of files as strangers give them, made harmless."""

from __future__ import annotations

import re
import unicodedata

from .file_kinds import ending_of

_LONGEST_STEM = 80
_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|%\x00-\x1f\x7f]+')


def plain_stem(name: str) -> str:
    """Make a stranger's file name harmless: no path, no ending, no sign that is unseen or turns the others."""
    seen = "".join(
        sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign) not in ("Cf", "Cs", "Co")
    )
    last = re.split(r"[\\/]", seen)[-1]
    stem = last.rpartition(".")[0] or last
    stem = " ".join(_IN_FILE_NAMES.sub(" ", stem).split()).strip(". ")
    return stem[:_LONGEST_STEM].rstrip(". ") or "lampiran"


def harmless(name: str) -> str:
    """Return a stranger's file name made harmless, with its ending."""
    ending = ending_of(name)
    return plain_stem(name) + (f".{ending}" if ending else "")
