"""Complaints that are like one another: what of a complaint is compared, and what the comparison found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum

from .numbers import ComplaintNumber


class Likeness(Enum):
    """In what two complaints are alike, the surest first; the ledger keeps the value."""

    ORDER = "order"
    CUSTOMER = "customer"
    MATTER = "matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What of a complaint is compared.

    Attributes:
        orders: numbers of orders and certificates that it names, without signs between letters and digits.
        customers: hashes that stand for who complains: an address, a number, a company.
        service: the kind of service, as an officer sorted it, or else as the complainant named it.
        words: the words of its subject and description that say something, each once, without prefix and suffix.
    """

    orders: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    service: str = ""
    words: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What changes when any of it does."""
        parts = ("\n".join(part) for part in (self.orders, self.customers, (self.service,), self.words))
        return hashlib.sha256("\n\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Alike:
    """Another complaint that is like one; `score` is between 0 and 1, for `MATTER` the share of words that agree."""

    other: ComplaintNumber
    likeness: Likeness
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What the index holds of complaints that may be like one.

    Attributes:
        traits: of each that shares an order, a customer or a rare word.
        spread: of each word of the one asked about, in how many complaints it stands.
        total: how many complaints there are.
    """

    traits: dict[ComplaintNumber, Traits]
    spread: dict[str, int]
    total: int
