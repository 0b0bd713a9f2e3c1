"""Pokja: the working groups that handle complaints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office, with one e-mail address ("" where none is known)."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Absence:
    """The days on which somebody is away, both included; `last` is None while nobody knows."""

    first: date
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingGroup:
    """One row of the Pokja tab; `deputy` steps in where the lead is away or did the work complained of.

    `faults` are what of the row cannot be read, for people; `hears_appeals` marks a group that appeals go to.
    """

    name: str
    services: tuple[str, ...]
    lead: Person
    deputy: Person | None = None
    absence: Absence | None = None
    faults: tuple[str, ...] = ()
    hears_appeals: bool = False

    def lead_is_away(self, day: date) -> bool:
        """Return whether the lead is away on a day."""
        return self.absence is not None and day in self.absence
