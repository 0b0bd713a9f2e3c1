"""What becomes of the files in `Pindaian Masuk`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from automation.archive.filing import AlreadyFiled, File, KnownPaper, Review, Split, filing_for
from automation.domain.case import Event
from automation.domain.documents import DocumentForm
from automation.domain.effects import Deed, Effect, EffectKey, FileScan, SetAside, SplitScan, keys_of
from automation.domain.groups import Person
from automation.domain.happenings import ScanFiled, ScanFiledFromBatch, ScanToReview
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.notices import ScanLeft
from automation.domain.rules import Rules
from automation.jobs.snapshot import Scan, Snapshot
from automation.jobs.telling.notices import Notice
from automation.jobs.telling.owed import Owed, served
from automation.jobs.trouble import SCAN as SCANS
from automation.jobs.trouble import Attempts
from automation.mail.values import CaseReference, Item, ScanSetAside


@dataclass(frozen=True, slots=True)
class Filings:
    """What to do with the scans that wait, and what to write down of each effect, by its key."""

    effects: tuple[Effect, ...] = ()
    events: Mapping[EffectKey, tuple[Event, ...]] = field(default_factory=dict)


def owed(memory: Memory, rules: Rules) -> Iterator[Notice]:
    """Give what officers must still hear of scans set aside, which by then have left the folder that is looked at."""
    for one, aside in _standing(memory, rules):
        item = Item(
            CaseReference(number="Pindaian Masuk", subject=aside["name"]),
            ScanSetAside(aside["name"], aside["reason"]),
        )
        yield from one.notices(item, memory.covered, at_once=True)


def _standing(memory: Memory, rules: Rules) -> Iterator[tuple[Owed, Mapping[str, Any]]]:
    """Give all that is kept, for those who are still officers, with what its note says."""
    for name, text in memory.notes.items():
        if printed := name.aside:
            key, aside = EffectKey.parse(printed), json.loads(text)
            to = tuple(officer for officer in rules.officers if officer.email in aside["to"])
            yield Owed(note=name, number=None, topic=ScanLeft(key.detail), to=to), aside


def remembered(effect: SetAside, officers: Iterable[Person], today: date) -> tuple[Note, str]:
    """Give the name and the text of the note that keeps what is owed."""
    aside = {
        "name": effect.name,
        "reason": effect.reason,
        "to": [officer.email for officer in officers],
        "on": today.isoformat(),
    }
    return Note.scan_aside(str(effect.key)), json.dumps(aside, ensure_ascii=False)


def settled(memory: Memory, rules: Rules, today: date) -> tuple[Note, ...]:
    """Give the names of notes of earlier days that nobody is owed anything from any more."""
    passed = (one for one, aside in _standing(memory, rules) if aside["on"] < today.isoformat())
    return served(passed, memory.covered)


def filings(snapshot: Snapshot, memory: Memory, attempts: Attempts) -> Filings:
    """Decide where each scan goes; two scans of one tick never get the same name."""
    scans = [document for document in memory.documents if document.form is DocumentForm.SCAN]
    filed = {document.sha256: document.name for document in scans}
    filed |= {key.detail: "beberapa dokumen" for key in keys_of(memory.results, None, Deed.BATCH)}
    names = [document.name for document in memory.documents]
    zone = snapshot.workbook.calendar.hours.zone
    effects: list[Effect] = []
    events: dict[EffectKey, tuple[Event, ...]] = {}
    for scan in snapshot.arrivals.scans:
        known = KnownPaper(memory.cases.keys(), filed, names)
        on = snapshot.now.astimezone(zone).date()
        filing = attempts.of(f"{SCANS}{scan.entry.id}", partial(filing_for, scan.reading, known, scan.entry.name, on))
        key = EffectKey.of(None, Deed.SCAN, f"{scan.entry.id}.{_earlier(scan, memory) + 1}")
        sha256 = scan.reading.sha256
        match filing:
            case File(code, name, pages):
                effects.append(
                    FileScan(
                        key=key,
                        number=code.number,
                        kind=code.kind,
                        sequence=code.sequence,
                        source=scan.entry.id,
                        name=name,
                        sha256=sha256,
                        pages=pages,
                    )
                )
                events[key] = (Event(code.number, ScanFiled(code.kind, scan.entry.name, name)),)
                names.append(name)
                filed = {**filed, sha256: name}
            case Split(parts):
                whole = EffectKey.of(None, Deed.BATCH, sha256)
                effects.append(SplitScan(key=whole, source=scan.entry.id, sha256=sha256, parts=parts))
                events[whole] = tuple(
                    Event(part.number, ScanFiledFromBatch(part.kind, scan.entry.name, part.name)) for part in parts
                )
                names += [part.name for part in parts]
                filed = {**filed, sha256: "beberapa dokumen"}
            case AlreadyFiled(_, name):
                reason = (
                    f"Pindaian yang sama sudah diarsipkan sebagai “{name}”. Hapus berkas ini bila memang rangkap."
                )
                effects.append(
                    SetAside(key=key, source=scan.entry.id, name=scan.entry.name, reason=reason, sha256=sha256)
                )
            case Review(reason):
                effects.append(
                    SetAside(key=key, source=scan.entry.id, name=scan.entry.name, reason=reason, sha256=sha256)
                )
            case None:
                continue
    for effect in effects:
        if isinstance(effect, SetAside):
            events[effect.key] = (Event(None, ScanToReview(effect.name, effect.reason)),)
    return Filings(tuple(effects), events)


def _earlier(scan: Scan, memory: Memory) -> int:
    """Count how often this very file was dealt with before; a person may put it back after renaming it."""
    return sum(key.whole.detail == scan.entry.id for key in keys_of(memory.results, None, Deed.SCAN))
