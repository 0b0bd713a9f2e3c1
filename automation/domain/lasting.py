"""The present moment, which notes until when whatever was asked of it would come out the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

#: What may be asked without ending anything: it says nothing of where the moment lies, or sees to the term itself.
_HARMLESS = frozenset({"__class__", "__dict__", "tzinfo", "plain", "term", "date", "astimezone"})
_A_DAY = timedelta(days=1)


class Term:
    """How long what was asked of a moment holds."""

    def __init__(self) -> None:
        #: The first moment at which it may be otherwise; None as long as nothing rests on the moment.
        self.until: datetime | None = None

    def ends(self, at: datetime) -> None:
        """Let it end at a moment, unless it ends before."""
        if self.until is None or at < self.until:
            self.until = at


class Lasting(datetime):
    """A moment to compare others with: the term ends where a comparison, or its day, would come out otherwise.

    Whatever else is asked of it (how much time has passed, how it is printed) ends the term at once. It is not for
    zones whose clocks jump: there Python compares moments as the clock shows them.
    """

    plain: datetime
    term: Term

    @classmethod
    def of(cls, plain: datetime, term: Term) -> Lasting:
        """Return an aware moment that notes into a term."""
        found = cls.combine(plain.date(), plain.time(), plain.tzinfo)
        found.plain, found.term = plain, term
        return found

    def __getattribute__(self, name: str) -> Any:
        if name in _HARMLESS:
            return super().__getattribute__(name)
        self.term.ends(self.plain)
        return getattr(self.plain, name)

    def date(self) -> date:
        """Return its day, which it has until midnight."""
        day = self.plain.date()
        self.term.ends(datetime.combine(day + _A_DAY, time(), self.plain.tzinfo))
        return day

    def astimezone(self, tz: tzinfo | None = None) -> Lasting:
        """Return the same moment in another zone; it notes into the same term."""
        return Lasting.of(self.plain.astimezone(tz), self.term)

    def _compared_with(self, other: object) -> object:
        """Return the other side of a comparison, as it is, and let the term end when the two meet."""
        if isinstance(other, Lasting):
            return other.plain
        if isinstance(other, datetime) and other.tzinfo is not None and self.plain <= other:
            self.term.ends(other)
        return other


def _comparing(name: str) -> Callable[[Lasting, object], object]:
    def compare(self: Lasting, other: object) -> object:
        return getattr(datetime, name)(self.plain, Lasting._compared_with(self, other))

    return compare


def _telling(name: str) -> Callable[..., object]:
    def tell(self: Lasting, *given: object) -> object:
        self.term.ends(self.plain)
        return getattr(datetime, name)(self.plain, *given)

    return tell


for _name in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"):
    setattr(Lasting, _name, _comparing(_name))
#: What Python asks of the class and not of the moment: to ask it by name would end the term by itself.
for _name in (
    *("__add__", "__radd__", "__sub__", "__rsub__", "__hash__"),
    *("__repr__", "__str__", "__format__", "__reduce__", "__reduce_ex__"),
):
    setattr(Lasting, _name, _telling(_name))
