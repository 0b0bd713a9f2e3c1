"""Texts of people as every cell, file and database can keep them."""

from __future__ import annotations

#: The longest text a cell can hold is 50,000 characters (Sheets limits).
LONGEST = 49_000


def keepable(text: str) -> str:
    """Give a text as it is, but for what no database keeps: a mark stands for a NUL and for half a surrogate pair."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def kept_text(given: str) -> str:
    """Give a text of the public without blanks around it, cut where a cell ends; the rest stays at its source."""
    text = keepable(given.strip())
    return text if len(text) <= LONGEST else text[:LONGEST] + " […]"
