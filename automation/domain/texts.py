"""Texts of people as every cell, file and database can keep them."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: A cell holds 50,000 UTF-16 units (Sheets limits): a sign beyond U+FFFF counts two.
MOST_IN_A_CELL = 49_900
#: So much of a text of the public is kept, that it fits into a cell together with what is said beside it.
LONGEST = 49_000
_MORE = " […]"
#: Signs that leave nothing on the screen, as a class of a regular expression.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{UNSEEN}]")


def keepable(text: str) -> str:
    """Return a text without what no database keeps: a mark replaces a NUL and half a surrogate pair."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def visible(text: str) -> str:
    """Return a text without the signs that nobody sees, anywhere."""
    return _INVISIBLE.sub("", text).strip()


def alike_one(text: str, names: Iterable[str]) -> str | None:
    """Return which name a text means: the same but for capitals and spaces, else the only one but for signs."""
    names = tuple(names)
    words = " ".join(text.split()).casefold()
    for name in names:
        if " ".join(name.split()).casefold() == words:
            return name
    bare = _without_signs(text)
    alike = [name for name in names if _without_signs(name) == bare] if bare else []
    return alike[0] if len(alike) == 1 else None


def _without_signs(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def kept_text(given: str) -> str:
    """Return a text of the public without blanks around it, cut where a cell ends; the rest stays at its source.

    One of which nobody sees anything is empty.
    """
    return cut(keepable(given.strip()), LONGEST + len(_MORE)) if visible(given) else ""


def cut(text: str, most: int) -> str:
    """Return a text of at most this many UTF-16 units: cut between two signs, and marked, where it has more."""
    if 2 * len(text) <= most or units(text) <= most:
        return text
    whole = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - len(_MORE))]
    if 0xD800 <= int.from_bytes(whole[-2:], "little") < 0xDC00:
        whole = whole[:-2]  # The first half of a pair whose second was cut off.
    return whole.decode("utf-16-le", "surrogatepass") + _MORE


def units(text: str) -> int:
    """Count the UTF-16 units of a text, as Google does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many signs, cut between two words where it has more."""
    if len(text) <= most:
        return text
    whole = text[: most - 2].rpartition(" ")[0] or text[: most - 2]
    return f"{whole.rstrip(' ,;:.-–')} …"
