"""Every function that sees more than its arguments' values."""

from __future__ import annotations

from .counts import COUNTS
from .formula_at import Special
from .logic import LOGIC
from .lookups import LOOKUPS

SPECIAL: dict[str, Special] = {**LOGIC, **LOOKUPS, **COUNTS}
