"""What becomes of a mail that came in, and what people must hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .groups import Person
from .numbers import ComplaintNumber


class Fate(Enum):
    """What is done with a mail; the value is what the journal keeps, so it never changes."""

    FILED = "berkas"
    KEPT = "tinjau"
    BOUNCED = "pantul"
    PASSED = "lewat"
    OVER = "batas"


class Tidings(Enum):
    """What there is to say of a mail; the value is what the ledger keeps, so it never changes."""

    COMPLAINT = "keluhan"
    ANSWER = "jawaban"
    LATE_ANSWER = "jawaban-selesai"
    KEPT = "tinjau"
    BOUNCED = "pantul"
    OVER = "batas"
    GONE = "hilang"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailNews:
    """What certain people must hear of a mail that came in, and what stands beside its complaint's row meanwhile.

    Attributes:
        number: the complaint it concerns; None for the office.
        subject: what the mail calls itself: the public's text.
        details: the doubt, the files refused, or the mail of ours that did not arrive.
        to: who must hear of it.
        on: the office's day on which it came.
        file: the file in `Perlu Ditinjau` that waits for somebody; "" where none does.
    """

    tidings: Tidings
    number: ComplaintNumber | None
    subject: str
    details: tuple[str, ...]
    to: tuple[Person, ...]
    on: date
    file: str = ""
