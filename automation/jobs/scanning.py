"""What becomes of the files in `Pindaian Masuk`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from automation.archive.filing import AlreadyFiled, File, KnownPaper, Review, Split, filing_for
from automation.domain.case import Event
from automation.domain.effects import Effect, EffectKey, FileScan, SetAside, SplitScan
from automation.domain.memory import Memory
from automation.domain.rules import Rules
from automation.mail.values import CaseReference, Item, ScanSetAside

from .correspondence import Notice
from .snapshot import Scan, Snapshot

SCAN = "pindaian"
BATCH = "berkas"


@dataclass(frozen=True, slots=True)
class Filings:
    """What to do with the scans that wait, what to write down of it, and whom to tell."""

    effects: tuple[Effect, ...] = ()
    events: tuple[Event, ...] = ()
    notices: tuple[Notice, ...] = ()


def filings(snapshot: Snapshot, memory: Memory, rules: Rules) -> Filings:
    """Decide where each scan goes; two scans of one tick never get the same name."""
    scans = [document for document in memory.documents if document.form == "pindaian"]
    filed = {document.sha256: document.name for document in scans}
    filed |= {
        key.rpartition("/")[2]: "beberapa dokumen" for key in memory.results if key.startswith(f"kantor/{BATCH}/")
    }
    names = [document.name for document in memory.documents]
    zone = snapshot.calendar.hours.zone
    effects: list[Effect] = []
    events: list[Event] = []
    notices: list[Notice] = []
    for scan in snapshot.scans:
        known = KnownPaper(memory.cases.keys(), filed, names)
        filing = filing_for(scan.reading, known, scan.entry.name, snapshot.now.astimezone(zone).date())
        key = EffectKey("kantor", SCAN, f"{scan.entry.id}.{_earlier(scan, memory) + 1}")
        sha256 = scan.reading.sha256
        match filing:
            case File(code, name, pages):
                effects.append(
                    FileScan(key, code.number, code.kind, code.sequence, scan.entry.id, name, sha256, pages)
                )
                events.append(Event(code.number, f"Pindaian {code.kind.title} diarsipkan", scan.entry.name, name))
                names.append(name)
                filed = {**filed, sha256: name}
            case Split(parts):
                effects.append(SplitScan(EffectKey("kantor", BATCH, sha256), scan.entry.id, sha256, parts))
                for part in parts:
                    what = f"Pindaian {part.kind.title} diarsipkan dari satu berkas pindaian"
                    events.append(Event(part.number, what, scan.entry.name, part.name))
                    names.append(part.name)
                filed = {**filed, sha256: "beberapa dokumen"}
            case AlreadyFiled(_, name):
                reason = (
                    f"Pindaian yang sama sudah diarsipkan sebagai “{name}”. Hapus berkas ini bila memang rangkap."
                )
                effects.append(SetAside(key, scan.entry.id, scan.entry.name, reason, sha256))
            case Review(reason):
                effects.append(SetAside(key, scan.entry.id, scan.entry.name, reason, sha256))
    for effect in effects:
        if isinstance(effect, SetAside):
            events.append(Event(None, f"Pindaian perlu ditinjau: {effect.name}", new=effect.reason))
            notices += _told(effect, rules)
    return Filings(tuple(effects), tuple(events), tuple(notices))


def _earlier(scan: Scan, memory: Memory) -> int:
    """Count how often this very file was dealt with before; a person may put it back after renaming it."""
    return sum(1 for key in memory.results if key.startswith(f"kantor/{SCAN}/{scan.entry.id}."))


def _told(effect: SetAside, rules: Rules) -> Iterator[Notice]:
    item = Item(CaseReference("Pindaian Masuk", effect.name), ScanSetAside(effect.name, effect.reason))
    for officer in rules.officers:
        yield Notice(f"{effect.key}/{officer.email}", officer, item)
