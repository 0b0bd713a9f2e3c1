"""Smart chips in cells: a sign in the text that was entered, words in what people see."""

from __future__ import annotations

from typing import Any

#: What stands for a chip in `userEnteredValue`.
PLACEHOLDER = "@"


def shown_by(chip: dict[str, Any]) -> str:
    """Return what a chip shows: a person's address, or where a rich link leads; "" for what is no chip."""
    person = str((chip.get("personProperties") or {}).get("email") or "")
    return person or str((chip.get("richLinkProperties") or {}).get("uri") or "")
