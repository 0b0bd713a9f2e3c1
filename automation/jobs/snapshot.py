"""The world at the beginning of a tick, gathered once and frozen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from automation.archive.scan_reading import ScanReading, UnreadableScan
from automation.domain.away import NOBODY, Away
from automation.domain.calendar import OfficeCalendar
from automation.domain.cells import Cell
from automation.domain.complaint import Intake
from automation.domain.effects import EffectKey
from automation.domain.form_decisions import FormDecision
from automation.domain.groups import WorkingGroup
from automation.domain.incoming_mail import IncomingMail
from automation.domain.letter_content import SeenDraft
from automation.domain.setback_name import SetbackName, Thing
from automation.domain.survey import SurveyAnswer
from automation.jobs.officials import SeenOfficials
from automation.jobs.own_lists import OwnList
from automation.jobs.scan_folders import ScanFolders
from automation.jobs.trouble import Trouble
from automation.ports import FileEntry
from automation.register.actions_tab import ReadActions
from automation.register.lines import Headings, Line
from automation.register.merged_cells import MergedCells
from automation.register.typed_dates import TypedDates
from automation.register.typed_numbers import TypedNumbers

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
        follows: the mailbox's ids of the mails that came in before it and belong to it.
        ids: Drive ids for the mail itself and for each of its enclosures; empty where nothing is kept of it.
    """

    mail: IncomingMail
    answers: tuple[EffectKey, ...] = ()
    follows: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingMails:
    """The complaints mailbox.

    Attributes:
        arrivals: mails that nothing was done about yet, oldest first.
        reviewed: ids of files kept for a person that are no longer in `Perlu Ditinjau`.
        mark: how far the mailbox's history was read; "" where some of it waits for another tick.
    """

    arrivals: tuple[Arrival, ...] = ()
    reviewed: frozenset[str] = frozenset()
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEvidence:
    """Which files show that actions were done, and which of them are not where they should be.

    Attributes:
        day: on which all were looked for, `2026-11-03`.
        asked: what the cell of each said then, by printed key.
        lost: keys of those whose file was not found.
    """

    day: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()

    @classmethod
    def read(cls, note: str) -> SeenEvidence:
        """Read what a note keeps; nothing where there is none."""
        kept = json.loads(note) if note else {}
        return cls(day=kept.get("day", ""), asked=kept.get("asked", {}), lost=frozenset(kept.get("lost", ())))

    @property
    def note(self) -> str:
        """What is kept of it; "" for nothing."""
        kept = {"day": self.day, "asked": dict(self.asked), "lost": sorted(self.lost)}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True) if self.asked else ""

    def is_of(self, day: date, named: Mapping[str, str]) -> bool:
        """Return whether nothing is to be looked for: nothing is named, or all was looked for today."""
        return (not named and not self.asked) or (self.day == day.isoformat() and self.asked == named)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWorkbook:
    """The workbook's tabs, read in one call.

    Attributes:
        headings, lines: the Register's headings and rows.
        history_headings: where Riwayat's columns stand; of its cells only the first column is read.
        status, archive, history, recap: these tabs' cells as they are shown, heading first.
        holiday_rows: how many rows Hari Libur has, readable or not.
        groups: Pokja, with the leads that Pejabat names for today.
        officials: who holds which office.
        groups_are_whole: nothing in Pokja was unreadable; else nobody is shut out for what may be a cell in hand.
        causes, services: the office's own lists.
        actions: the tab Tindakan; None where the workbook has none yet.
        evidence: the files that show that actions were done, as far as they were looked for.
        today: the tab Hari Ini; None where the office has none yet, or somebody took it away.
        months: the tab Rekap Bulanan; empty where the office has none yet.
        satisfaction: the tab Survei; empty where the office has none yet.
        old_archive: the tab Arsip Lama; None where the office has none yet, or somebody took it away.
        away: complaints whose rows stand in yearly workbooks, and not in the Register.
        dates: which of the dates in people's columns are believed.
        numbers: how the numbers in people's columns of words are shown.
        merged: which cells of the Register are merged with others.
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
    today: Table | None = None
    months: Table = ()
    satisfaction: Table = ()
    old_archive: Table | None = None
    away: Away = NOBODY
    causes: OwnList = field(default_factory=OwnList)
    services: OwnList = field(default_factory=OwnList)
    actions: ReadActions | None = None
    evidence: SeenEvidence = field(default_factory=SeenEvidence)
    officials: SeenOfficials = field(default_factory=SeenOfficials)
    groups_are_whole: bool = True
    dates: TypedDates = field(default_factory=TypedDates)
    numbers: TypedNumbers = field(default_factory=TypedNumbers)
    merged: MergedCells = field(default_factory=MergedCells)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What came in from outside the workbook, as far as it was looked at.

    Attributes:
        intakes: form answers, read; those taken in before are among them.
        edits: answers that were sent again after they were first sent, as they read now.
        decisions: answers of the signed form; those looked at before are among them.
        survey_answers: the survey's answers that were asked for; those kept before are among them.
        scans: files found in `Pindaian Masuk`.
        scan_folders: the folders within `Pindaian Masuk`, as they are known from now on; None where nobody looked.
        coming: names of files in `Pindaian Masuk` that have long been on their way.
        incoming: the complaints mailbox.
        asked: forms that were asked, with the submission time of their newest answer.
        asked_wholly: those of which all answers were read.
        raw_lengths: how many rows the linked raw tabs have, by form place.
        drafts: the drafts of replies, by the printed key that made them, as far as they could be read.
        drafts_gone: keys of drafts that lie in the bin, or nowhere.
        rivals: names of other files that may be meant, by the key of the draft.
        checksums: of files that failed effects build on, by the printed key that made them.
        troubles: what could not be read, by name; all else was.
        looked_into: kinds of things and names; all that is of them was read, or left alone for a while.
        resting: names of things that failed before and are left alone for a while.
    """

    intakes: tuple[Intake, ...] = ()
    edits: tuple[Intake, ...] = ()
    decisions: tuple[FormDecision, ...] = ()
    survey_answers: tuple[SurveyAnswer, ...] = ()
    scans: tuple[Scan, ...] = ()
    scan_folders: ScanFolders | None = None
    coming: tuple[str, ...] = ()
    incoming: IncomingMails = field(default_factory=IncomingMails)
    asked: Mapping[str, datetime | None] = field(default_factory=dict)
    asked_wholly: frozenset[str] = frozenset()
    raw_lengths: Mapping[str, int] = field(default_factory=dict)
    drafts: Mapping[str, SeenDraft] = field(default_factory=dict)
    drafts_gone: frozenset[str] = frozenset()
    rivals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    checksums: Mapping[str, str] = field(default_factory=dict)
    troubles: Mapping[SetbackName, Trouble] = field(default_factory=dict)
    looked_into: frozenset[Thing | SetbackName] = frozenset()
    resting: frozenset[SetbackName] = frozenset()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a tick knows of the world at its beginning; people may have gone on in the workbook since.

    Attributes:
        is_whole: the whole workbook was read, and not what people write alone: only then is anything done or written.
    """

    now: datetime
    workbook: SeenWorkbook
    arrivals: Arrivals
    is_whole: bool = True

    def with_drafts(self, drafts: Mapping[str, SeenDraft]) -> Snapshot:
        """Return the same world with drafts that were written meanwhile."""
        if not drafts:
            return self
        gone = self.arrivals.drafts_gone - drafts.keys()
        arrivals = replace(self.arrivals, drafts={**self.arrivals.drafts, **drafts}, drafts_gone=gone)
        return replace(self, arrivals=arrivals)

    @property
    def without_scans(self) -> Snapshot:
        """The same world once its scans were dealt with: they are gone from their folder."""
        return replace(self, arrivals=replace(self.arrivals, scans=()))
