"""The names of what staff are told: a complaint or the office, a topic, and for whom. Each is told once.

Printed names are kept with the mails that carried them and never change; only this module takes them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .customer_news import NewsName
from .numbers import ComplaintNumber
from .vocabulary import Step

#: What stands where a complaint's number would, of what concerns the office as a whole.
OFFICE = "kantor"


class Level(Enum):
    """How far a step is from its deadline, or past it; the value is part of a notice's key for ever."""

    SOON = "segera"
    DUE = "tenggat"
    LATE = "lewat"


@dataclass(frozen=True, slots=True)
class StepBegun:
    """A turn of a step has come to its people; `phase` is what exactly it waits for."""

    phase: str
    step: Step
    round: int

    def __str__(self) -> str:
        return f"tugas.{self.phase}.{self.step.value}.{self.round}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A rung of a turn's ladder was reached.

    Attributes:
        due: the deadline in office time, `2026-11-03T16.00`; one that moved is a new one.
        days: of `LATE`, which working day after the deadline's own it is; 0 otherwise, and in the oldest keys.
    """

    level: Level
    step: Step
    round: int
    due: str
    days: int = 0

    def __str__(self) -> str:
        level = f"{self.level.value}.{self.days}" if self.days else self.level.value
        return f"{level}.{self.step.value}.{self.round}.{self.due}"


@dataclass(frozen=True, slots=True)
class Escalation:
    """A turn is so late that the superior must know; `due` is as in `Reminder`."""

    step: Step
    round: int
    due: str

    def __str__(self) -> str:
        return f"eskalasi.{self.step.value}.{self.round}.{self.due}"


@dataclass(frozen=True, slots=True)
class DispositionMade:
    """The routing table gave the case to a working group; `sequence` counts its dispositions."""

    sequence: int

    def __str__(self) -> str:
        return f"disposisi.{self.sequence}"


@dataclass(frozen=True, slots=True)
class MeetingSet:
    """People are invited to a meeting, `at` as `2026-11-03T16.00`."""

    at: str

    def __str__(self) -> str:
        return f"rapat.{self.at}"


@dataclass(frozen=True, slots=True)
class ChatDue:
    """News is to be sent to the complainant by chat."""

    news: NewsName

    def __str__(self) -> str:
        return f"obrolan.{self.news}"


@dataclass(frozen=True, slots=True)
class MailArrived:
    """A mail that came in; `message` is the mailbox's id of it."""

    message: str

    def __str__(self) -> str:
        return f"surel-masuk.{self.message}"


@dataclass(frozen=True, slots=True)
class ScanLeft:
    """A scan was set aside; `filing` is the last part of its effect's key."""

    filing: str

    def __str__(self) -> str:
        return f"pindaian/{self.filing}"


Topic = StepBegun | Reminder | Escalation | DispositionMade | MeetingSet | ChatDue | MailArrived | ScanLeft


@dataclass(frozen=True, slots=True)
class NoticeKey:
    """The name of one matter for one person, printed as `KEL-2026-0042/tugas.review.4.1/budi@bspji.example`.

    Attributes:
        number: the complaint; None for the office.
        reader: the person's address, as the office wrote it.
    """

    number: ComplaintNumber | None
    topic: Topic
    reader: str

    def __str__(self) -> str:
        return f"{self.number or OFFICE}/{self.topic}/{self.reader}"

    @classmethod
    def parse(cls, text: str) -> NoticeKey:
        """Read a printed key.

        Raises:
            ValueError: it was never printed here.
        """
        subject, _, rest = text.partition("/")
        head, _, reader = rest.partition("/")
        if head == "pindaian":
            filing, _, reader = reader.partition("/")
            head = f"{head}/{filing}"
        return cls(None if subject == OFFICE else ComplaintNumber.parse(subject), topic_in(head), reader)

    @classmethod
    def read(cls, text: str) -> NoticeKey | None:
        """Read a kept key; None where it was never printed here."""
        try:
            return cls.parse(text)
        except ValueError:
            return None


def topic_in(text: str) -> Topic:
    """Read a printed topic.

    Raises:
        ValueError: it was never printed here.
    """
    match text.split("."):
        case ["tugas", phase, step, round_]:
            return StepBegun(phase, Step(int(step)), int(round_))
        case ["segera" | "tenggat" | "lewat" as level, step, round_, day, minute]:
            return Reminder(level=Level(level), step=Step(int(step)), round=int(round_), due=f"{day}.{minute}")
        case ["lewat", days, step, round_, day, minute]:
            return Reminder(
                level=Level.LATE, step=Step(int(step)), round=int(round_), due=f"{day}.{minute}", days=int(days)
            )
        case ["eskalasi", step, round_, day, minute]:
            return Escalation(Step(int(step)), int(round_), f"{day}.{minute}")
        case ["disposisi", sequence]:
            return DispositionMade(int(sequence))
        case ["rapat", day, minute]:
            return MeetingSet(f"{day}.{minute}")
        case ["obrolan", *news]:
            return ChatDue(NewsName.parse(".".join(news)))
        case ["surel-masuk", *message]:
            return MailArrived(".".join(message))
        case [scan, *filing] if scan.startswith("pindaian/"):
            return ScanLeft(".".join([scan.removeprefix("pindaian/"), *filing]))
        case _:
            raise ValueError(f"no topic: {text!r}")


def ends_of(printed: str) -> tuple[str, str]:
    """Return the printed complaint and the reader of a kept key, without reading all of it: keys are many."""
    return printed.partition("/")[0], printed.rpartition("/")[2]
