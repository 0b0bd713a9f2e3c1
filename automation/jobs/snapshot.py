"""The world at the beginning of a tick, gathered once and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from automation.archive.reading import ScanReading, UnreadableScan
from automation.domain.calendar import OfficeCalendar
from automation.domain.cells import Cell
from automation.domain.complaint import Intake
from automation.domain.effects import EffectKey
from automation.domain.groups import WorkingGroup
from automation.domain.incoming_mail import IncomingMail
from automation.domain.survey import SurveyAnswer
from automation.jobs.trouble import Trouble
from automation.ports import FileEntry
from automation.register.reading import Headings, Line

Table = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A file found in `Pindaian Masuk`, with what was read on it."""

    entry: FileEntry
    reading: ScanReading | UnreadableScan


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail that came in.

    Attributes:
        mail: what it says.
        answers: the keys of the mails of ours that it answers.
        ids: Drive ids for the mail itself and for each of its enclosures; empty where nothing is kept of it.
    """

    mail: IncomingMail
    answers: tuple[EffectKey, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingMails:
    """The complaints mailbox.

    Attributes:
        arrivals: mails that nothing was done about yet, oldest first.
        reviewed: ids of files kept for a person that are no longer in `Perlu Ditinjau`.
    """

    arrivals: tuple[Arrival, ...] = ()
    reviewed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWorkbook:
    """The workbook's tabs, read in one call.

    Attributes:
        headings, lines: the Register's headings and rows.
        history_headings: where Riwayat's columns stand; of its cells only the first column is read.
        status, archive, history, recap: these tabs' cells as they are shown, heading first.
        holiday_rows: how many rows Hari Libur has, readable or not.
        survey: the tab Survei; empty where the office has none yet.
        problems: what is wrong with tabs as a whole, in Indonesian.
    """

    headings: Headings
    lines: tuple[Line, ...]
    status: Table
    archive: Table
    history: Table
    history_headings: Headings
    recap: Table
    groups: tuple[WorkingGroup, ...]
    calendar: OfficeCalendar
    holiday_rows: int = 0
    survey: Table = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What came in from outside the workbook, as far as it was looked at.

    Attributes:
        intakes: form answers, read; those taken in before are among them.
        survey_answers: the survey's answers that were asked for; those kept before are among them.
        scans: files found in `Pindaian Masuk`.
        folders_among_scans: how many folders lie in `Pindaian Masuk`, whose contents nobody reads.
        incoming: the complaints mailbox.
        asked: forms that were asked, with the submission time of their newest answer.
        raw_lengths: how many rows the linked raw tabs have, by form place.
        checksums: of files that failed effects build on, by the printed key that made them.
        troubles: what could not be read, by name; all else was.
        looked_into: prefixes of names; all things of such a name were read, or left alone for a while.
        resting: names of things that failed before and are left alone for a while.
    """

    intakes: tuple[Intake, ...] = ()
    survey_answers: tuple[SurveyAnswer, ...] = ()
    scans: tuple[Scan, ...] = ()
    folders_among_scans: int = 0
    incoming: IncomingMails = field(default_factory=IncomingMails)
    asked: Mapping[str, datetime | None] = field(default_factory=dict)
    raw_lengths: Mapping[str, int] = field(default_factory=dict)
    checksums: Mapping[str, str] = field(default_factory=dict)
    troubles: Mapping[str, Trouble] = field(default_factory=dict)
    looked_into: frozenset[str] = frozenset()
    resting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a tick knows of the world at its beginning; people may have gone on in the workbook since."""

    now: datetime
    workbook: SeenWorkbook
    arrivals: Arrivals

    @property
    def without_scans(self) -> Snapshot:
        """The same world once its scans were dealt with: they are gone from their folder."""
        return replace(self, arrivals=replace(self.arrivals, scans=()))
