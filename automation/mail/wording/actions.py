"""What a digest says of actions, of the report on them, and of a matter that came back."""

from __future__ import annotations

from automation.domain.dates import long_date
from automation.domain.notices import ActionTurn
from automation.domain.prose import Line
from automation.mail.plain import one_line
from automation.mail.values import (
    ActionAwaited,
    ActionOverdue,
    ActionUnplanned,
    EvidenceMissing,
    Recurs,
    ReportToRead,
)

OfActions = ActionUnplanned | ActionAwaited | ActionOverdue | EvidenceMissing | ReportToRead | Recurs


def title(matter: OfActions) -> str:
    """Name the matter in a line."""
    match matter:
        case ActionUnplanned(code=code):
            return f"Tindakan {code} belum punya penanggung jawab atau tenggat"
        case ActionAwaited(turn=turn, code=code, is_late=is_late):
            what = f"Tindakan {code}" if turn is ActionTurn.WORK else f"Pemeriksaan tindakan {code}"
            return f"TERLAMBAT – {what}" if is_late else f"Segera jatuh tempo – {what}"
        case ActionOverdue(code=code):
            return f"Mohon perhatian pimpinan, TERLAMBAT – Tindakan {code}"
        case EvidenceMissing(code=code):
            return f"Bukti tindakan {code} tidak ditemukan"
        case ReportToRead():
            return "Laporan tindakan perbaikan untuk Anda"
        case Recurs(of=of):
            return f"Kambuh: masalah {of} muncul lagi"


def details(matter: OfActions) -> list[str | Line]:
    """Say what it is about and what to do."""
    match matter:
        case ActionUnplanned(what=what):
            return [_what(what), "Isi Penanggung jawab dan Tenggat tindakan di lembar Tindakan."]
        case ActionAwaited(turn=ActionTurn.WORK, what=what, until=until):
            done = "Bila sudah, isi Selesai pada dan Bukti di lembar Tindakan."
            return [_what(what), f"Tenggat: {long_date(until)}.", done]
        case ActionAwaited(what=what, until=until):
            return [
                _what(what),
                f"Diperiksa paling lambat {long_date(until)}, oleh orang yang tidak mengerjakannya.",
                "Isi Hasil pemeriksaan, Catatan pemeriksaan dan Diperiksa oleh di lembar Tindakan.",
            ]
        case ActionOverdue(what=what, until=until, who=who):
            return [
                _what(what),
                f"Tenggat: {long_date(until)}. Penanggung jawab: {one_line(who, 200)}.",
                "Mohon ingatkan.",
            ]
        case EvidenceMissing(what=what):
            return [
                _what(what),
                "Kembalikan berkasnya dari Sampah, atau tulis nama atau tautan berkas lain di Bukti.",
            ]
        case ReportToRead(link=link):
            return [
                Line("Laporan:", link=link, link_name="buka laporan") if link else "",
                "“Efektif” dalam laporan ini sementara: tindakannya diperiksa lagi pada tanggal di lembar Tindakan.",
            ]
        case Recurs(of=of):
            return [
                f"Ketua Pokja menyatakan masalah ini sama dengan {of}, yang tindakannya dulu dinyatakan efektif.",
                f"Tindakan {of} ditinjau ulang; hasilnya ditulis di lembar Tindakan.",
            ]


def _what(what: str) -> str:
    return f"Tindakan: {one_line(what, 400)}" if what else ""
