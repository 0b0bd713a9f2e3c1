"""The supervisor's mail of each working day: how the job fared, and a seal that keeps the history honest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from automation.domain.dates import long_date
from automation.domain.prose import Line, Look, Paragraph
from automation.mail.plain import one_line
from automation.mail.values import Message, Sender

from .phrases import lines, paragraphs, small


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyFigures:
    """What the mail tells.

    Attributes:
        first, last: the days it tells of, both included.
        ticks: how many came to their end in these days.
        taken_in, mails: complaints taken in and mails sent in these days.
        open, late: complaints open now, and those among them whose step is late.
        problems: what waits for a person now.
        backup: the day of the newest copy of the ledger; None when there is none beside it.
        backed_up_elsewhere: its server's administrator makes its copies.
        left_alone: how many mails that came in were left alone, and why: one text a day.
        line, seal: the history's last line and its seal.
        recap: the address of the tab Rekap; "" where nobody knows it.
    """

    first: date
    last: date
    ticks: int
    taken_in: int
    mails: int
    open: int
    late: int
    problems: Sequence[str]
    backup: date | None
    line: int
    seal: str
    left_alone: Sequence[str] = ()
    backed_up_elsewhere: bool = False
    recap: str = ""


#: What the subject of each begins with.
SUBJECT = "[Tanggap] Kabar harian"


def daily(sender: Sender, told: DailyFigures) -> Message:
    """Tell the supervisor in short how the job fared since the mail before."""
    days = long_date(told.last)
    if told.first != told.last:
        days = f"{long_date(told.first)} sampai {days}"
    late = f", {told.late} di antaranya terlambat" if told.late else ""
    return Message(
        one_line(f"{SUBJECT}: {told.taken_in} keluhan masuk, {told.open} terbuka{late}", 120),
        paragraphs(
            "Yth. Penyelia,",
            _button(told.recap),
            f"Pekerjaan Tanggap pada {days}:",
            lines(
                Line(f"{told.ticks}", "Pemeriksaan selesai"),
                Line(f"{told.taken_in}", "Keluhan masuk"),
                Line(f"{told.mails}", "Surel terkirim"),
                Line(f"{told.open}{late}", "Keluhan terbuka kini"),
                Line(_backup(told), "Cadangan buku besar"),
            ),
            lines("Menunggu tindakan:", *(f"- {one_line(problem, 600)}" for problem in told.problems))
            if told.problems
            else "Tidak ada masalah yang menunggu tindakan.",
            _left_alone(told.left_alone),
            lines(Line(f"baris {told.line}, {told.seal}", "Kode periksa riwayat")),
            "Simpan surel ini. Bila riwayat kelak diubah diam-diam, kode periksa baris itu tidak lagi sama; `doctor` "
            "dan kolom Kode periksa di lembar Riwayat menunjukkannya.",
            lines(small(sender.name), small("Surel ini dikirim otomatis oleh Tanggap, sekali setiap hari kerja.")),
        ),
    )


def _backup(told: DailyFigures) -> str:
    if told.backed_up_elsewhere:
        return "oleh pengelola peladen PostgreSQL"
    return long_date(told.backup) if told.backup else "tidak ada"


def _button(recap: str) -> Paragraph | str:
    button = Line("Keadaan sistem kini:", link=recap, link_name="Buka Rekap", look=Look.BUTTON)
    return lines(button) if recap else ""


def _left_alone(days: Sequence[str]) -> Paragraph | str:
    """Tell of the mails that nothing was done about; "" where there are none."""
    if not days:
        return ""
    return lines(
        "Surel masuk yang dibiarkan, menurut hari datangnya:",
        *(f"- {day}" for day in days),
        "Semuanya tetap ada di kotak surat kantor; lihat sekilas bila jumlahnya tidak seperti biasa.",
    )
