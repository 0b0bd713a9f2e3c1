"""The names of what staff are told: a complaint or the office, a topic, and for whom. Each is told once.

Printed names are kept with the mails that carried them and never change; only this module takes them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .customer_news import NewsName
from .numbers import ComplaintNumber
from .outer_limits import Limit
from .vocabulary import Duty, Step

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
class DispositionMoved:
    """Another working group has the case now; `sequence` counts its dispositions."""

    sequence: int

    def __str__(self) -> str:
        return f"disposisi-pindah.{self.sequence}"


@dataclass(frozen=True, slots=True)
class WorkerDecided:
    """Who verified or approved did the work complained of; `mark` stands for their name."""

    duty: Duty
    mark: str

    def __str__(self) -> str:
        return f"independen.{self.duty.value}.{self.mark}"


@dataclass(frozen=True, slots=True)
class MeetingSet:
    """People are invited to a meeting, `at` as `2026-11-03T16.00`; `version` counts its invitations."""

    at: str
    version: int = 1

    def __str__(self) -> str:
        return f"rapat.{self.at}.{self.version}" if self.version > 1 else f"rapat.{self.at}"


@dataclass(frozen=True, slots=True)
class MeetingOff:
    """A meeting is off to which somebody was invited; `at` and `version` are those of their last invitation to it."""

    at: str
    version: int

    def __str__(self) -> str:
        return f"rapat-batal.{self.at}.{self.version}"


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


@dataclass(frozen=True, slots=True)
class ReopeningAsked:
    """An officer proposes to reopen a case; `opening` counts how often it was open, `mark` stands for the reason."""

    opening: int
    mark: str

    def __str__(self) -> str:
        return f"usul-buka.{self.opening}.{self.mark}"


@dataclass(frozen=True, slots=True)
class ReroutingProposed:
    """The kind of service was changed, and another group handles it; `mark` stands for that group.

    `sequence` is that of the disposition which the proposal is against.
    """

    sequence: int
    mark: str

    def __str__(self) -> str:
        return f"usul-alih.{self.sequence}.{self.mark}"


@dataclass(frozen=True, slots=True)
class SupportAsked:
    """Another working group is to support the one in charge; `mark` stands for the group."""

    opening: int
    mark: str

    def __str__(self) -> str:
        return f"dukung.{self.opening}.{self.mark}"


class ActionTurn(Enum):
    """What is awaited of an action; the value is part of a notice's key for ever."""

    WORK = "kerja"
    CHECK = "periksa"


@dataclass(frozen=True, slots=True)
class ActionToPlan:
    """An action has nobody responsible, or no day until when; `code` tells it within its complaint."""

    code: str

    def __str__(self) -> str:
        return f"tindakan.isi.{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionReminder:
    """A rung of the ladder was reached of an action to be done or checked; `due` is a day, `2026-11-03`."""

    turn: ActionTurn
    level: Level
    code: str
    due: str
    days: int = 0

    def __str__(self) -> str:
        level = f"{self.level.value}.{self.days}" if self.days else self.level.value
        return f"tindakan.{self.turn.value}.{level}.{self.code}.{self.due}"


@dataclass(frozen=True, slots=True)
class ActionEscalated:
    """An action is so late that the superior must know."""

    turn: ActionTurn
    code: str
    due: str

    def __str__(self) -> str:
        return f"tindakan-eskalasi.{self.turn.value}.{self.code}.{self.due}"


@dataclass(frozen=True, slots=True)
class EvidenceLost:
    """The evidence of an action is not where it should be; `mark` stands for what its cell says."""

    code: str
    mark: str

    def __str__(self) -> str:
        return f"bukti-hilang.{self.code}.{self.mark}"


@dataclass(frozen=True, slots=True)
class LimitReached:
    """One of the law's outer limits draws near, or has passed; `due` is its last day, as ISO date."""

    limit: Limit
    due: str
    passed: bool

    def __str__(self) -> str:
        return f"batas.{self.limit.value}.{self.due}.{'lewat' if self.passed else 'dekat'}"


@dataclass(frozen=True, slots=True)
class ReportMade:
    """The report of step 7 was made; `sequence` tells which."""

    sequence: int

    def __str__(self) -> str:
        return f"laporan.{self.sequence}"


@dataclass(frozen=True, slots=True)
class LetterVoid:
    """A letter is void that officers may be about to sign, print or hand over; `letter` tells which of its case."""

    letter: int

    def __str__(self) -> str:
        return f"batal.{self.letter}"


@dataclass(frozen=True, slots=True)
class MatterRecurred:
    """The lead says that a matter came back; `of` is the complaint before."""

    of: str

    def __str__(self) -> str:
        return f"kambuh.{self.of}"


@dataclass(frozen=True, slots=True)
class PeriodReportMade:
    """The report of a period was made; `version` counts what was returned and made anew."""

    period: str
    version: int = 1

    def __str__(self) -> str:
        return f"laporan.{self.period}.{self.version}"


@dataclass(frozen=True, slots=True)
class FiguresPrepared:
    """Figures for everybody wait to be judged; `issue` is their last quarter."""

    issue: str

    def __str__(self) -> str:
        return f"angka.{self.issue}"


@dataclass(frozen=True, slots=True)
class FormAnswerVoid:
    """An answer of the signed form counts for nothing; `mark` stands for it."""

    mark: str

    def __str__(self) -> str:
        return f"formulir.ditolak.{self.mark}"


@dataclass(frozen=True, slots=True)
class FormContradicted:
    """The signed form and a cell say different things; `mark` stands for what both say."""

    mark: str

    def __str__(self) -> str:
        return f"formulir.berbeda.{self.mark}"


Topic = (
    StepBegun
    | Reminder
    | Escalation
    | DispositionMade
    | DispositionMoved
    | WorkerDecided
    | MeetingSet
    | MeetingOff
    | ChatDue
    | MailArrived
    | ScanLeft
    | ReopeningAsked
    | ReroutingProposed
    | SupportAsked
    | ActionToPlan
    | ActionReminder
    | ActionEscalated
    | EvidenceLost
    | ReportMade
    | MatterRecurred
    | LetterVoid
    | PeriodReportMade
    | FiguresPrepared
    | LimitReached
    | FormAnswerVoid
    | FormContradicted
)


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


def topic_in(text: str) -> Topic:  # noqa: C901 (a match table)
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
        case ["disposisi-pindah", sequence]:
            return DispositionMoved(int(sequence))
        case ["batal", letter]:
            return LetterVoid(int(letter))
        case ["independen", duty, mark]:
            return WorkerDecided(Duty(duty), mark)
        case ["rapat", day, minute, *version]:
            return MeetingSet(f"{day}.{minute}", int(".".join(version) or 1))
        case ["rapat-batal", day, minute, version]:
            return MeetingOff(f"{day}.{minute}", int(version))
        case ["obrolan", *news]:
            return ChatDue(NewsName.parse(".".join(news)))
        case ["surel-masuk", *message]:
            return MailArrived(".".join(message))
        case [scan, *filing] if scan.startswith("pindaian/"):
            return ScanLeft(".".join([scan.removeprefix("pindaian/"), *filing]))
        case parts:
            return _advice_in(parts)


def _advice_in(parts: list[str]) -> Topic:
    match parts:
        case ["usul-buka", opening, mark]:
            return ReopeningAsked(int(opening), mark)
        case ["usul-alih", sequence, mark]:
            return ReroutingProposed(int(sequence), mark)
        case ["dukung", opening, mark]:
            return SupportAsked(int(opening), mark)
        case ["laporan", sequence]:
            return ReportMade(int(sequence))
        case ["batas", limit, due, "dekat" | "lewat" as when]:
            return LimitReached(Limit(limit), due, when == "lewat")
        case ["laporan", period, version]:
            return PeriodReportMade(period, int(version))
        case ["angka", issue]:
            return FiguresPrepared(issue)
        case ["kambuh", of]:
            return MatterRecurred(of)
        case ["formulir", "ditolak" | "berbeda" as what, mark]:
            return FormAnswerVoid(mark) if what == "ditolak" else FormContradicted(mark)
        case _:
            return _of_action_in(parts)


def _of_action_in(parts: list[str]) -> Topic:
    match parts:
        case ["tindakan", "isi", code]:
            return ActionToPlan(code)
        case ["tindakan", turn, level, code, due]:
            return ActionReminder(turn=ActionTurn(turn), level=Level(level), code=code, due=due)
        case ["tindakan", turn, level, days, code, due]:
            return ActionReminder(turn=ActionTurn(turn), level=Level(level), code=code, due=due, days=int(days))
        case ["tindakan-eskalasi", turn, code, due]:
            return ActionEscalated(ActionTurn(turn), code, due)
        case ["bukti-hilang", code, mark]:
            return EvidenceLost(code, mark)
        case _:
            raise ValueError(f"no topic: {'.'.join(parts)!r}")


#: How topics begin that tell of one action, and nothing of how its complaint goes on.
_OF_ACTIONS = ("tindakan", "bukti-hilang")


def is_of_an_action(printed: str) -> bool:
    """Return whether a kept key tells of one action of a complaint."""
    return printed.partition("/")[2].startswith(_OF_ACTIONS)


def ends_of(printed: str) -> tuple[str, str]:
    """Return the printed complaint and the reader of a kept key, without reading all of it: keys are many."""
    return printed.partition("/")[0], printed.rpartition("/")[2]
