"""How large a scan may be; how many bytes, `automation.ports.LARGEST_DOWNLOAD` says."""

from __future__ import annotations

MOST_PAGES = 200
MOST_PIXELS = 80_000_000
