"""The history's seal: each line's hash covers the line and the hash before it, so that no line can change unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from automation.domain.memory import HistoryLine

from .codec import instant_text

#: What the first line is chained to.
START = "0" * 64


def seal(previous: str, line: HistoryLine) -> str:
    """Return a line's SHA-256, in hexadecimal, over the hash before it and the line's canonical JSON."""
    parts: list[object] = [line.sequence, instant_text(line.at), line.number, line.what, line.old, line.new]
    if line.since or line.who:
        # Lines older than these two words must keep their seals.
        parts += [instant_text(line.since) if line.since else "", line.who]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate of a broken client is text, too: it must not stop the history.
    return hashlib.sha256(f"{previous}\n{text}".encode(errors="surrogatepass")).hexdigest()


def first_fault(lines: Iterable[HistoryLine], length: int, last: str) -> int | None:
    """Return the sequence of the first line that was changed, removed or added by others; None when all is sound."""
    previous, expected = START, 1
    for line in lines:
        if line.sequence != expected or seal(previous, line) != line.seal:
            return expected
        previous, expected = line.seal, expected + 1
    return None if (expected - 1, previous) == (length, last) else expected
