"""The electronic signatures of a PDF, and what its pages say, before anybody knows whose document it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Integrity(Enum):
    """Whether a file still is what was signed."""

    WHOLE = "whole"
    """Nothing was changed or added, but what proves the signature in later years."""

    ALTERED = "altered"
    """What was signed reads differently now, or the signature is none."""

    EXTENDED = "extended"
    """Something was added after it was signed, which the signature does not cover."""

    WEAK = "weak"
    """It rests on a checksum that can be forged."""


class TextCheck(Enum):
    """What came of holding a signed letter's text against what was approved; Arsip shows the value, for ever."""

    MATCHES = "sesuai konsep yang disetujui"
    DIFFERS = "berbeda dari konsep yang disetujui"
    UNREAD = "tidak terbaca"
    UNKNOWN = "tidak dibandingkan"
    """What was approved is not known any more, after a rebuild."""

    @property
    def needs_statement(self) -> bool:
        """Whether number and date are what a person states, who read the letter."""
        return self in (TextCheck.UNREAD, TextCheck.UNKNOWN)


class Chain(Enum):
    """Whether a certificate goes back to the root that the office trusts."""

    TRUSTED = "trusted"
    UNCHECKED = "unchecked"
    """The office named no root."""

    STRANGER = "stranger"
    EXPIRED = "expired"
    """It was not valid at the moment of signing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One electronic signature.

    Attributes:
        signer: the common name of the certificate's subject.
        at: when, as the signer's program says; None where it does not.
    """

    signer: str
    at: datetime | None
    integrity: Integrity
    chain: Chain


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """The signatures of a PDF in their order, none where it bears none, and the text of each page.

    There is no page where something lies upon one that its text does not hold, such as a note or a field.
    """

    signatures: tuple[Signature, ...]
    pages: tuple[str, ...]
