"""What becomes of the files in `Pindaian Masuk`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import count, takewhile
from typing import Any

from automation.archive.filing import AlreadyFiled, File, Filing, KnownPaper, Review, Split, filing_for, free_name
from automation.archive.scan_reading import ScanReading
from automation.archive.wording import scan_name
from automation.domain.case import Event
from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentForm
from automation.domain.effects import Deed, Effect, EffectKey, FileScan, ScanPart, SetAside, SplitScan, keys_of
from automation.domain.groups import Person
from automation.domain.happenings import ScanFiled, ScanFiledFromBatch, ScanToReview
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.notices import ScanLeft
from automation.domain.rules import Rules
from automation.domain.setback_name import SetbackName
from automation.jobs.documents_due import folder_of
from automation.jobs.snapshot import Scan, Snapshot
from automation.jobs.telling.notices import Notice
from automation.jobs.telling.owed import Owed, served
from automation.jobs.tick import wet_ink, wording
from automation.jobs.tick.signed_letters import SignedLetters
from automation.jobs.trouble import Attempts
from automation.mail.values import CaseReference, Item, ScanSetAside
from automation.settings.values import OfficeSettings


@dataclass(frozen=True, slots=True)
class Filings:
    """What to do with the scans that wait, and what to write down of each effect, by its key."""

    effects: tuple[Effect, ...] = ()
    events: Mapping[EffectKey, tuple[Event, ...]] = field(default_factory=dict)


def owed(memory: Memory, rules: Rules) -> Iterator[Notice]:
    """Return the notices that officers still need about scans set aside, which have left the folder by then."""
    for one, aside in _kept(memory, rules):
        item = Item(
            CaseReference(number=aside.get("filed") or wording.SCANS_FOLDER, subject=aside["name"]),
            ScanSetAside(aside["name"], aside["reason"], aside.get("filed", "")),
        )
        yield from one.notices(item, memory.covered, at_once=True)


def _kept(memory: Memory, rules: Rules) -> Iterator[tuple[Owed, Mapping[str, Any]]]:
    """Return all notices that are kept, for those who are still officers, with the text of their notes."""
    for name, text in memory.notes.items():
        if printed := name.aside:
            key, aside = EffectKey.parse(printed), json.loads(text)
            to = tuple(officer for officer in rules.officers if officer.email in aside["to"])
            yield Owed(note=name, number=None, topic=ScanLeft(key.detail), to=to), aside


def remembered(
    key: EffectKey, name: str, reason: str, officers: Iterable[Person], today: date, filed: str = ""
) -> tuple[Note, str]:
    """Return the name and the text of the note that keeps a notice; `filed` is the case that the scan waits in."""
    aside = {
        "name": name,
        "reason": reason,
        "to": [officer.email for officer in officers],
        "on": today.isoformat(),
    }
    if filed:
        aside["filed"] = filed
    return Note.scan_aside(str(key)), json.dumps(aside, ensure_ascii=False)


def notes_to_forget(memory: Memory, rules: Rules, today: date) -> tuple[Note, ...]:
    """Return the notes of earlier days that everybody was notified of."""
    passed = (one for one, aside in _kept(memory, rules) if aside["on"] < today.isoformat())
    return served(passed, memory.told)


def filings(
    snapshot: Snapshot, memory: Memory, settings: OfficeSettings, attempts: Attempts, renamed: Sequence[str]
) -> Filings:
    """Decide where each scan goes; two scans of one tick never get the same name, nor one that it gives otherwise."""
    if not snapshot.arrivals.scans:
        return Filings((), {})
    signing = SignedLetters(memory, settings, snapshot.now)
    sorting = _Sorting(memory, signing, snapshot.workbook.calendar.hours.day_of(snapshot.now), renamed)
    for scan in snapshot.arrivals.scans:
        filing = attempts.of(SetbackName.scan(scan.entry.id), partial(sorting.filing_of, scan))
        if filing is not None:
            sorting.add(scan, filing)
    return Filings(tuple(sorting.effects), sorting.events)


class _Sorting:
    """The scans of one tick, one after another: each knows the names and contents of those before it."""

    def __init__(self, memory: Memory, signing: SignedLetters, today: date, renamed: Sequence[str]) -> None:
        self.signing = signing
        scans = [document for document in memory.documents if document.form is DocumentForm.SCAN]
        batches = keys_of(memory.results, None, Deed.BATCH)
        self.memory = memory
        self.today = today
        self.names = [*(document.name for document in memory.documents), *renamed]
        self.filed = {document.sha256: document.name for document in scans}
        self.filed |= {key.detail: wording.SEVERAL_DOCUMENTS for key in batches}
        self.effects: list[Effect] = []
        self.events: dict[EffectKey, tuple[Event, ...]] = {}

    def filing_of(self, scan: Scan) -> Filing:
        known = KnownPaper(self.memory.cases.keys(), self.filed, self.names)
        filing = filing_for(scan.reading, known, scan.entry.name, self.today)
        if not isinstance(scan.reading, ScanReading):
            return filing
        ending = scan.reading.medium.value
        filing = wet_ink.judged(filing, scan.reading, lambda code: self._free_name(code, ending))
        return self.signing.judged(filing, scan.reading)

    def _free_name(self, code: DocumentCode, ending: str) -> str:
        day = self.today.isoformat()
        return free_name(scan_name(code.number, code.kind, code.sequence, day, ending), self.names)

    def add(self, scan: Scan, filing: Filing) -> None:
        match filing:
            case File():
                self._file(scan, filing)
            case Split(parts):
                self._split(scan, parts)
            case AlreadyFiled(_, name):
                self._set_aside(scan, wording.already_filed(name=name))
            case Review(reason):
                self._set_aside(scan, reason)

    def _file(self, scan: Scan, file: File) -> None:
        effect = FileScan(
            key=self._key(scan),
            number=file.code.number,
            kind=file.code.kind,
            sequence=file.code.sequence,
            source=scan.entry.id,
            name=file.name,
            sha256=scan.reading.sha256,
            pages=file.pages,
            remark=file.remark,
        )
        if isinstance(scan.reading, ScanReading):
            effect = self.signing.described(
                effect, scan.reading, [one for one in self.effects if isinstance(one, FileScan)]
            )
        event = Event(effect.number, ScanFiled(effect.kind, scan.entry.name, effect.name))
        self._note(scan, effect, (event,), [effect.name], effect.name)

    def _split(self, scan: Scan, parts: tuple[ScanPart, ...]) -> None:
        sha256 = scan.reading.sha256
        key = EffectKey.of(None, Deed.BATCH, sha256)
        effect = SplitScan(key=key, source=scan.entry.id, sha256=sha256, parts=parts)
        events = tuple(
            Event(part.number, ScanFiledFromBatch(part.kind, scan.entry.name, part.name)) for part in parts
        )
        self._note(scan, effect, events, [part.name for part in parts], wording.SEVERAL_DOCUMENTS)

    def _set_aside(self, scan: Scan, reason: str) -> None:
        entry, sha256 = scan.entry, scan.reading.sha256
        effect = SetAside(key=self._key(scan), source=entry.id, name=entry.name, reason=reason, sha256=sha256)
        self.effects.append(effect)
        self.events[effect.key] = (Event(None, ScanToReview(effect.name, effect.reason)),)

    def _note(
        self, scan: Scan, effect: Effect, events: tuple[Event, ...], names: Sequence[str], filed_as: str
    ) -> None:
        self.effects += [*self._folders(events), effect]
        self.events[effect.key] = events
        self.names += names
        self.filed = {**self.filed, scan.reading.sha256: filed_as}

    def _folders(self, events: Iterable[Event]) -> Iterator[Effect]:
        """Return the folders of cases that were over before they were taken over: the first paper makes one."""
        for number in dict.fromkeys(event.number for event in events if event.number):
            case = self.memory.cases.get(number)
            folder = folder_of(number)
            if case is not None and case.ended_before_import and str(folder.key) not in self.memory.results:
                yield folder

    def _key(self, scan: Scan) -> EffectKey:
        return EffectKey.of(None, Deed.SCAN, f"{scan.entry.id}.{_earlier(scan, self.memory) + 1}")


def _earlier(scan: Scan, memory: Memory) -> int:
    """Count how often this very file was dealt with before; a person may put it back after renaming it."""
    names = (str(EffectKey.of(None, Deed.SCAN, f"{scan.entry.id}.{time}")) for time in count(1))
    return sum(1 for _ in takewhile(memory.results.__contains__, names))
