"""What the process tells whoever started it."""

from __future__ import annotations

DONE, NEEDS_A_PERSON, CANNOT_START, LATER = 0, 1, 2, 3


class CannotStart(Exception):
    """A command of its own cannot start; the text says what to do. Exit status 2."""


class NeedsAPerson(Exception):
    """A command cannot do what was asked; the text says what a person may do. Exit status 1."""
