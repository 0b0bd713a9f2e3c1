"""What anybody could see of an office's year from outside: the one language of the play and of its checker."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

Value = str | int | float | date | datetime


@dataclass(frozen=True)
class Somebody:
    name: str
    email: str


@dataclass(frozen=True)
class Office:
    """Who is who; `groups` and `holidays` are the rows of Pokja and Hari Libur, by heading."""

    head: Somebody
    head_deputy: Somebody
    superior: Somebody
    officers: tuple[Somebody, ...]
    groups: tuple[Mapping[str, Value], ...]
    holidays: tuple[Mapping[str, Value], ...]


@dataclass(frozen=True)
class Complained:
    """A form was sent; `received` is earlier where staff wrote it down later."""

    at: datetime
    received: datetime
    subject: str
    email: str
    phone: str
    channel: str = ""
    service: str = ""


@dataclass(frozen=True)
class BroughtOver:
    """A row of the register of before was taken over; `ended` says how it had ended, "" for what was open.

    `ended_on` is None where the row did not say when; what has another service than the office's bears it as text.
    """

    at: datetime
    received: datetime
    subject: str
    email: str
    service: str
    ended: str = ""
    ended_on: date | None = None


@dataclass(frozen=True)
class Typed:
    """Somebody typed into a cell of the Register (of the row of a number) or of Pokja (of the row of a group)."""

    at: datetime
    row: str
    heading: str
    value: Value


@dataclass(frozen=True)
class ActionTyped:
    """Somebody typed into a cell of Tindakan, of the row of an action."""

    at: datetime
    action: str
    heading: str
    value: Value


@dataclass(frozen=True)
class Appointed:
    """A row of Pejabat was written, or written anew; `first` and `last` are both included, None is no bound."""

    at: datetime
    place: int
    post: str
    name: str
    email: str
    first: date | None
    last: date | None

    def holds(self, on: date) -> bool:
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@dataclass(frozen=True)
class Dropped:
    """A scan was laid into the folder: of the printed reply of a case, or of nothing that is known ("")."""

    at: datetime
    name: str
    number: str = ""


@dataclass(frozen=True)
class SeenMail:
    to: str
    subject: str
    text: str
    key: str


@dataclass(frozen=True)
class Tick:
    """What a tick left behind.

    Attributes:
        registered: numbers of new rows by Perihal.
        status: step and deadline that Status shows, of the rows that changed.
        opens: who can open the office's folder or the workbook.
        suspected: complaints that Riwayat newly calls a recurrence, perhaps, each with the one before.
        attempts: how often it was begun, because it was killed or an answer was lost.
    """

    at: datetime
    mails: tuple[SeenMail, ...]
    registered: dict[str, str] = field(default_factory=dict)
    status: dict[str, tuple[str, Value]] = field(default_factory=dict)
    attempts: int = 1
    reads: int = 0
    writes: int = 0
    opens: frozenset[str] = frozenset()
    suspected: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Filed:
    """A report was filed: its period, and each of its tables as rows of cells, the headings first."""

    at: datetime
    title: str
    tables: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True)
class Reported:
    """What the figures of a period say when they are asked for, each measure by its name; `end` is excluded."""

    title: str
    first: date
    end: date
    rows: Mapping[str, Value | None]


Entry = Complained | BroughtOver | Typed | ActionTyped | Appointed | Dropped | Tick | Filed
