"""What the process tells whoever started it."""

from __future__ import annotations

DONE, NEEDS_A_PERSON, CANNOT_START, LATER = 0, 1, 2, 3
