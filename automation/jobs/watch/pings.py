"""The pings to the monitoring service: doctor alone reports on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from automation.domain.notes import Note
from automation.jobs.watch import wording
from automation.jobs.watch.finding import Finding
from automation.jobs.watch.spans import SILENCE, ago
from automation.ledger import Ledger


def note_ping(ledger: Ledger, fault: str, at: datetime) -> None:
    """Note when a ping was answered, or what was wrong with it."""
    if not fault:
        ledger.note_memory(Note.PING_ANSWERED, at.isoformat())
    if ledger.noted(Note.PING_FAILED) != fault:
        ledger.note_memory(Note.PING_FAILED, fault)


def pings(notes: Mapping[Note, str], is_on: bool, now: datetime) -> Iterator[Finding]:
    """Check when a ping was answered last."""
    if not is_on:
        yield Finding(well=True, what=wording.PINGS, remark=wording.PINGS_OFF)
        return
    fault, answered = notes.get(Note.PING_FAILED, ""), notes.get(Note.PING_ANSWERED, "")
    last = datetime.fromisoformat(answered) if answered else None
    what = wording.ping_answered(ago(now - last)) if last else wording.PINGS
    if fault:
        advice = wording.ping_failed(fault=fault, ever_answered=last is not None)
        yield Finding(well=False, what=what, advice=advice)
    elif last is None:
        yield Finding(well=True, what=what, remark=wording.NEVER_PINGED)
    else:
        silent = wording.PINGS_SILENT if now - last > SILENCE else ""
        yield Finding(well=not silent, what=what, advice=silent)
