"""What the office's own people read: one digest a person, the pressing matters first, and what to do in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from math import inf

from automation.domain.groups import Person
from automation.domain.prose import Line, Look, Paragraph
from automation.mail.plain import one_line
from automation.mail.values import (
    ArrivedMail,
    CaseReference,
    ChatToSend,
    DispositionAsked,
    DispositionToConfirm,
    DispositionTold,
    DraftReturned,
    DueSoon,
    Escalated,
    Item,
    LetterToSign,
    Matter,
    MeetingInvitation,
    Message,
    NumberNeeded,
    Overdue,
    ScanSetAside,
    Sender,
    Task,
)

from . import incoming_mail as incoming_mail
from .phrases import greeting, lines, moment, paragraphs, perihal, small

_AUTOMATIC = "Surel ini dikirim otomatis oleh Tanggap. Tidak perlu dibalas: cukup isi kolom yang disebut di atas."
_NAMED = 6
#: The address of a row tells its place, and people sort.
_MOVED = "Bila baris di Register telah berpindah, cari nomor keluhannya."

#: From the most to the least pressing; a digest and its subject begin with what comes first here.
_ORDER: tuple[type[Matter], ...] = (
    Escalated,
    Overdue,
    DueSoon,
    DraftReturned,
    DispositionAsked,
    DispositionToConfirm,
    Task,
    NumberNeeded,
    LetterToSign,
    ArrivedMail,
    ScanSetAside,
    MeetingInvitation,
    ChatToSend,
    DispositionTold,
)


def digest(person: Person, items: Sequence[Item], sender: Sender, at: datetime, register: str = "") -> Message:
    """Tell one person everything at once, case by case; `register` is the workbook's address."""
    ordered = sorted(items, key=_pressing)
    cases = list(dict.fromkeys(item.case for item in ordered))
    what = _counted(ordered) if len(ordered) > 1 else "satu hal"
    intro = f"Ada {what} yang memerlukan perhatian Anda per {moment(at, sender)}."
    sections = [_section(case, [item for item in ordered if item.case == case], sender) for case in cases]
    return Message(
        _subject(ordered),
        paragraphs(
            greeting(person.name),
            lines(intro, _what_is_new(ordered)),
            *sections,
            _where(cases, register),
            lines(small(sender.name), small(_AUTOMATIC)),
        ),
    )


def _what_is_new(items: Sequence[Item]) -> str:
    """Name the complaints with something new, where not everything is."""
    fresh = dict.fromkeys(item.case.number for item in items if not item.again)
    if not any(item.again for item in items):
        return ""
    return f"Yang baru: {', '.join(fresh)}." if len(fresh) <= _NAMED else f"Yang baru: {len(fresh)} di antaranya."


def _where(cases: Sequence[CaseReference], register: str) -> str | Paragraph:
    """Say where the columns are; where each case has the address of its row, that a row may have moved since."""
    if all(case.row for case in cases):
        return _MOVED
    if not register:
        return ""
    return lines(
        "Semua kolom diisi pada baris keluhan itu di lembar Register:",
        Line(link=register, link_name="Buka Register"),
    )


def fault(sender: Sender, faults: Sequence[str], at: datetime) -> Message:
    """Tell the supervisor what stops the job, or holds part of it back; each fault says what to do."""
    return Message(
        one_line(f"[Tanggap] Perlu tindakan: {faults[0]}", 120),
        paragraphs(
            "Yth. Penyelia,",
            f"Pada {moment(at, sender)} Tanggap tidak dapat mengerjakan semuanya:",
            "\n".join(f"- {one_line(fault, 600)}" for fault in faults),
            "Tidak ada keluhan yang hilang: pekerjaan dilanjutkan dari tempatnya berhenti setelah ini diperbaiki. "
            "Surel ini paling banyak sekali sehari untuk masalah yang sama.",
            lines(small(sender.name), small("Surel ini dikirim otomatis oleh Tanggap.")),
        ),
    )


def _subject(items: Sequence[Item]) -> str:
    first = items[0]
    if len(items) == 1:
        return one_line(f"[Tanggap {first.case.number}] {_title(first.matter)}")
    late = sum(isinstance(item.matter, Overdue | Escalated) for item in items)
    urgent = f", {late} terlambat" if late else ""
    return one_line(f"[Tanggap] {_counted(items)}{urgent}")


def _counted(items: Sequence[Item]) -> str:
    about = [item for item in items if not isinstance(item.matter, ScanSetAside)]
    complaints = {item.case for item in about if item.case.number != incoming_mail.OFFICE_REFERENCE.number}
    if len(complaints) == len(items):
        return f"{len(items)} keluhan"
    return f"{len(items)} hal" + (f" pada {len(complaints)} keluhan" if complaints else "")


def _pressing(item: Item) -> tuple[int, float, str]:
    """Sort by kind, then by the deadline, the oldest first."""
    due: datetime | None = getattr(item.matter, "due", None)
    return _ORDER.index(type(item.matter)), due.timestamp() if due else inf, item.case.number


def _section(case: CaseReference, items: Sequence[Item], sender: Sender) -> Paragraph:
    told = [Line(f"{case.number} – {perihal(case.subject)}", look=Look.HEADING)]
    for place, item in enumerate(items, start=1):
        number = f"{place}. " if len(items) > 1 else ""
        told.append(Line(f"{number}{_title(item.matter)}", look=Look.TITLE))
        details = lines(*_details(item.matter, sender, again=item.again)).lines
        told.extend(replace(line, indent=len(number)) for line in details)
    if case.row:
        told.append(Line("Baris di Register:", link=case.row, link_name="buka baris"))
    if case.folder:
        told.append(Line("Folder kasus:", link=case.folder, link_name="buka folder"))
    return Paragraph(tuple(told))


def _title(matter: Matter) -> str:
    match matter:
        case Task(step=step, round=again):
            return f"Tugas untuk Anda – {step}" + (f" (putaran ke-{again})" if again > 1 else "")
        case DueSoon(step=step):
            return f"Segera jatuh tempo – {step}"
        case Overdue(step=step, days=days):
            return f"TERLAMBAT – {step}" + (f" (hari kerja ke-{days} sesudah tenggat)" if days else "")
        case Escalated(step=step):
            return f"Mohon perhatian pimpinan, TERLAMBAT – {step}"
        case DispositionTold():
            return "Disposisi telah dijalankan"
        case DispositionToConfirm():
            return "Usulan disposisi menunggu persetujuan Anda"
        case DispositionAsked():
            return "Disposisi menunggu keputusan Anda"
        case MeetingInvitation():
            return "Undangan rapat"
        case DraftReturned():
            return "Konsep surat balasan dikembalikan"
        case NumberNeeded():
            return "Nomor surat keluar diperlukan"
        case LetterToSign():
            return "Surat balasan siap dicetak dan ditandatangani"
        case ChatToSend():
            return "Kabari pelapor lewat WhatsApp"
        case ScanSetAside():
            return "Pindaian perlu ditinjau"
        case ArrivedMail():
            return incoming_mail.title(matter)


def _details(matter: Matter, sender: Sender, *, again: bool) -> list[str | Line]:
    match matter:
        case Task() | DueSoon() | Overdue() | Escalated():
            return _of_deadline(matter, sender, again=again)
        case DispositionTold() | DispositionToConfirm() | DispositionAsked():
            return _of_disposition(matter, sender)
        case MeetingInvitation(at=at, place=place, link=link):
            return [
                f"Waktu: {moment(at, sender)}",
                f"Tempat: {one_line(place)}" if place else "",
                Line("Surat undangan:", link=link, link_name="buka undangan") if link else "",
            ]
        case DraftReturned(note=note, due=due):
            return [
                f"Catatan Kepala Balai: {one_line(note, 1000) or '(tidak ada catatan)'}",
                "Perbaiki konsep surat di folder kasus, lalu perbarui isi kolom Paraf.",
                _due(due, sender),
            ]
        case NumberNeeded(due=due):
            return [
                "Surat balasan telah disetujui. Ambil nomor di Srikandi, lalu isi No. surat keluar dan Tanggal "
                "surat.",
                "PDF surat lalu dibuat di folder kasus, siap dicetak dan ditandatangani.",
                _due(due, sender),
            ]
        case LetterToSign(letter_number=number, link=link, due=due):
            return [
                f"Nomor: {one_line(number, 100)}",
                Line("Surat (PDF):", link=link, link_name="buka surat") if link else "",
                "Cetak dan mintakan tanda tangan, lalu letakkan pindaiannya di folder Pindaian Masuk.",
                "Pastikan kode QR ikut terpindai utuh.",
                _due(due, sender),
            ]
        case ChatToSend(purpose=purpose, link=link):
            return [
                f"Pelapor tidak mencantumkan surel. Yang disampaikan: {purpose}.",
                Line("Buka lalu kirim:", link=link, link_name="buka WhatsApp"),
            ]
        case ScanSetAside(name=name, reason=reason):
            return [
                f"Berkas “{one_line(name, 150)}”: {one_line(reason, 400)}",
                "Periksa di folder Perlu Ditinjau; pindai ulang bila perlu, lalu letakkan di folder Pindaian Masuk.",
            ]
        case ArrivedMail():
            return incoming_mail.details(matter)


def _of_deadline(matter: Task | DueSoon | Overdue | Escalated, sender: Sender, *, again: bool) -> list[str | Line]:
    match matter:
        case Task(task=task, due=due):
            return [task, _due(due, sender)]
        case DueSoon(task=task, due=due):
            return [task, _due(due, sender)]
        case Overdue(task=task, due=due):
            return [task, _passed(due, sender), "Bila terhambat, isi Ditunda sejak dan Alasan."]
        case Escalated(responsible=responsible, due=due, movable=movable):
            advice = "Mohon ingatkan, atau alihkan lewat kolom Disposisi kepada." if movable else "Mohon ingatkan."
            who = f"Penanggung jawab: {responsible.replace(': ', ' ', 1)}"
            return [who, _passed(due, sender), "" if again else advice]


def _of_disposition(
    matter: DispositionTold | DispositionToConfirm | DispositionAsked, sender: Sender
) -> list[str | Line]:
    match matter:
        case DispositionTold(group=group, lead=lead):
            return [
                f"Diteruskan kepada {_group(group, lead)} menurut tabel Pokja.",
                "Tidak perlu tindakan bila sesuai; bila tidak, pilih pokja lain di kolom Disposisi kepada.",
            ]
        case DispositionToConfirm(group=group, lead=lead, due=due):
            return [
                f"Diusulkan: {_group(group, lead)}.",
                "Pilih pokja itu, atau pokja lain, di kolom Disposisi kepada; arahan boleh ditulis di Instruksi.",
                _due(due, sender),
            ]
        case DispositionAsked(reason=reason, due=due):
            return [one_line(reason, 400), _due(due, sender)]


def _group(group: str, lead: str) -> str:
    return f"{one_line(group, 100)} (ketua: {one_line(lead, 100)})" if lead else one_line(group, 100)


def _due(due: datetime | None, sender: Sender) -> str:
    return f"Tenggat: {moment(due, sender)}" if due else ""


def _passed(due: datetime, sender: Sender) -> str:
    return f"Tenggat: {moment(due, sender)} (sudah lewat)"
