"""How large a scan may be."""

from __future__ import annotations

LARGEST_FILE = 100_000_000
MOST_PAGES = 200
MOST_PIXELS = 80_000_000
