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
    ASKED = "status"
    """It asks where the complaint stands, and is answered by itself."""


class LeftAlone(Enum):
    """Why nothing was done about a mail; the value is what the journal keeps, so it never changes."""

    MACHINE = "mesin"
    OFFICE = "kantor"
    ELSEWHERE = "bukan-kita"
    AGAIN = "ulang"
    BEYOND_CAP = "batas"


class Tidings(Enum):
    """What there is to say of a mail; the value is what the ledger keeps, so it never changes."""

    COMPLAINT = "keluhan"
    ANSWER = "jawaban"
    LATE_ANSWER = "jawaban-selesai"
    KEPT = "tinjau"
    BOUNCED = "pantul"
    OVER = "batas"
    GONE = "hilang"
    TWIN = "kembar"


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
        twin: the complaint that a new one seems to repeat.
        sent_to: of a mail that did not arrive, what stands for the corrected address it went to.
    """

    tidings: Tidings
    number: ComplaintNumber | None
    subject: str
    details: tuple[str, ...]
    to: tuple[Person, ...]
    on: date
    file: str = ""
    twin: ComplaintNumber | None = None
    sent_to: str = ""
