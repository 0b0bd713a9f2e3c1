"""How long it took until something was found that an index may not show at once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class Lag(Enum):
    """When it was found; the value stands in recordings, and never changes."""

    AT_ONCE = "at once"
    WITHIN_1 = "within 1 s"
    WITHIN_3 = "within 3 s"
    WITHIN_7 = "within 7 s"
    WITHIN_15 = "within 15 s"
    WITHIN_30 = "within 30 s"
    WITHIN_60 = "within 60 s"
    NEVER = "not within 60 s"

    @property
    def seconds(self) -> int:
        """How many seconds had passed by then."""
        return _SECONDS[self]

    @classmethod
    def found(cls) -> tuple[Lag, ...]:
        """Return when something is looked for, the soonest first."""
        return tuple(lag for lag in cls if lag is not cls.NEVER)


_SECONDS: Mapping[Lag, int] = MappingProxyType(
    {
        Lag.AT_ONCE: 0,
        Lag.WITHIN_1: 1,
        Lag.WITHIN_3: 3,
        Lag.WITHIN_7: 7,
        Lag.WITHIN_15: 15,
        Lag.WITHIN_30: 30,
        Lag.WITHIN_60: 60,
        Lag.NEVER: 60,
    }
)
