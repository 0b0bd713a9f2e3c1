"""What doctor says of one thing it looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at; `advice` is what to do when it is not well, `remark` what to mind although it is."""

    well: bool
    what: str
    advice: str = ""
    remark: str = ""

    def __str__(self) -> str:
        if not self.well:
            return f"! {self.what}: {self.advice}"
        return f"~ {self.what}: {self.remark}" if self.remark else f"✓ {self.what}"
