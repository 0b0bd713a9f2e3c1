"""What became of the pings to the monitoring service: only doctor tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from automation.domain.notes import Note
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
    """Tell when a ping was answered last."""
    if not is_on:
        advice = "belum diatur; isi [pemantauan] alamat_ping agar seseorang dikabari bila program ini mati."
        yield Finding(well=True, what="Ping pemantauan", remark=advice)
        return
    fault, answered = notes.get(Note.PING_FAILED, ""), notes.get(Note.PING_ANSWERED, "")
    last = datetime.fromisoformat(answered) if answered else None
    what = f"Ping pemantauan terakhir dijawab {ago(now - last)} yang lalu" if last else "Ping pemantauan"
    if fault:
        since = "" if last else "belum pernah dijawab; "
        yield Finding(
            well=False,
            what=what,
            advice=f"{since}ping terakhir {fault}. Periksa [pemantauan] alamat_ping dan jaringan mesin.",
        )
    elif last is None:
        yield Finding(well=True, what=what, remark="belum pernah dikirim; jalankan `sync`.")
    else:
        silent = "periksa layanan atau cron yang menjalankan program ini." if now - last > SILENCE else ""
        yield Finding(well=not silent, what=what, advice=silent)
