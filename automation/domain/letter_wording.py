"""How changes of a letter's words are told, in Indonesian."""

from __future__ import annotations

#: How it is told that a signed letter is as it was signed; Arsip keeps it, so it never changes.
SIGNATURE_WHOLE = "Tanda tangan utuh"


def words_replaced(old: str, new: str) -> str:
    """Say that words stand in place of others."""
    return f"“{old}” menjadi “{new}”"


def words_added(new: str) -> str:
    """Say that words were added."""
    return f"ditambah “{new}”"


def words_removed(old: str) -> str:
    """Say that words were taken away."""
    return f"dihapus “{old}”"


def more_changes(count: int) -> str:
    """Count the changes that are not named."""
    return f"dan {count} perubahan lain"
