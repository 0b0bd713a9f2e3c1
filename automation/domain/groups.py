"""Pokja: the working groups that handle complaints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office, with one e-mail address ("" where none is known)."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    """One row of the Pokja tab; `deputy` steps in where the lead did the work complained of."""

    name: str
    services: tuple[str, ...]
    lead: Person
    deputy: Person | None = None
