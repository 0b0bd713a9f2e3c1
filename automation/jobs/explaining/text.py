"""`explain NUMBER` as text to read, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from automation.jobs.explaining.explained import Explanation, MailLine, Passage, Whole


def as_text(told: Explanation) -> str:
    """Print it for people, in the order in which one asks."""
    return "\n".join(_lines(told))


def _lines(told: Explanation) -> Iterator[str]:
    yield f"{told.number} – {told.state}"
    yield f"dilihat {_moment(told.at)}"
    if told.awaited:
        yield f"Yang ditunggu: {told.awaited.task}"
        yield f"Dari: {told.awaited.by}"
        yield f"Paling lambat: {_moment(told.awaited.due)}" if told.awaited.due else "Tanpa tenggat saat ini."
    else:
        yield "Tidak ada yang ditunggu."
    for warning in told.warnings:
        yield f"Peringatan: {warning}"
    yield from _part("Keterangan:", (f"{fact.name}: {fact.value}" for fact in told.facts))
    yield from _part("Perjalanan (jam kerja, penundaan tidak dihitung):", map(_passage, told.steps))
    yield from _part(
        "Penundaan, selama itu tenggat berhenti:",
        (f"{_moment(h.since)} sampai {_moment(h.until) if h.until else 'kolomnya dikosongkan'}" for h in told.holds),
    )
    yield from _part("Seluruhnya (diukur saja):", [_whole(told.whole)])
    yield from _part("Surel, masing-masing sekali untuk selamanya:", map(_mail, told.mails))
    yield from _part("Belum dilakukan:", (f"{deed.what}: {deed.why}" for deed in told.pending))
    yield from _part(
        "Dokumen:", (f"{_moment(one.filed_at)}  {one.kind} ke-{one.sequence} ({one.form})" for one in told.documents)
    )
    yield from _part(
        "Riwayat:", (f"{_moment(one.at)}  {one.what}{one.change and f': {one.change}'}" for one in told.history)
    )


def _part(title: str, lines: Iterator[str] | list[str] | map[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from (f"  {line}" for line in found)


def _passage(one: Passage) -> str:
    again = f" (putaran {one.round})" if one.round > 1 else ""
    ended = f"selesai {_moment(one.ended)}" if one.ended else "berjalan"
    parts = [f"mulai {_moment(one.began)}", ended]
    if one.due:
        parts.append(f"tenggat {_moment(one.due)}")
    if one.norm:
        parts.append(f"norma {one.norm}{', diukur saja' if one.measured_only else ''}")
    parts.append(f"terpakai {_span(one.spent_minutes)}")
    if one.on_hold_minutes:
        parts.append(f"ditunda {_span(one.on_hold_minutes)}")
    if one.late:
        parts.append("TERLAMBAT")
    return f"Langkah {one.step} {one.name}{again}: {', '.join(parts)}"


def _whole(whole: Whole) -> str:
    norm = f"{whole.norm} ({_span(whole.norm_minutes)})"
    if whole.spent_minutes is None:
        return f"tidak terukur; norma {norm}"
    return f"{_span(whole.spent_minutes)} dari {norm}: {'masih dalam norma' if whole.within else 'melampaui norma'}"


def _mail(mail: MailLine) -> str:
    return f"{'✓' if mail.sent else '·'} {mail.what}, kepada {mail.to}: {'terkirim' if mail.sent else mail.why}"


def _span(minutes: int | None) -> str:
    if minutes is None:
        return "tidak terukur"
    hours, rest = divmod(minutes, 60)
    return f"{hours} jam {rest} menit" if hours else f"{rest} menit"


def _moment(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H.%M}"
