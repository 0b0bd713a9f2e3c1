"""What people read of a failing thing: what it is, since when, how often, why, and when it is tried again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from automation.domain.dates import date_and_time
from automation.domain.documents import DocumentKind
from automation.domain.effects import Deed
from automation.domain.setback import Cause, Setback
from automation.domain.setback_name import Thing
from automation.domain.wording import EVERYTHING
from automation.jobs.effect_words import mail_words
from automation.jobs.setup.wording import FORM_NAMES

DEEDS: Mapping[Deed, str] = {
    Deed.FOLDER: "membuat folder kasus",
    Deed.SHARE: "membagikan folder kasus",
    Deed.NUMBER_LETTER: "mengisi nomor surat balasan",
    Deed.PDF: "membuat PDF surat balasan",
    Deed.SCAN: "memindahkan pindaian",
    Deed.BATCH: "memilah berkas pindaian",
    Deed.INCOMING_MAIL: "menyimpan surel masuk",
    Deed.DIGEST: "mengirim surel kabar",
    Deed.DAILY_DIGEST: "mengirim surel kabar harian",
    Deed.ALARM: "menyurati penyelia",
    Deed.SUPERVISOR_DAY: "mengirim surel harian kepada penyelia",
    **{Deed(kind.value): f"membuat {kind.title}" for kind in DocumentKind if kind.is_ours},
    Deed.COMPLETE: "melengkapi Form Pengaduan sesudah pemilahan",
    Deed.UPLOAD: "menyalin lampiran formulir",
    Deed.MARK: "menandai dokumen yang tidak berlaku lagi",
    Deed.DESIGNATE: "menetapkan jenis sebuah pindaian",
    Deed.SRIKANDI: "menyiapkan naskah surat balasan untuk Srikandi",
    Deed.STATE: "mencatat nomor dan tanggal surat yang dinyatakan petugas",
    Deed.JOINT: "menyimpan surat bersama di kasus ini",
    Deed.RELATED: "memperbarui daftar keluhan terkait di folder kasus",
    Deed.PAGE: "memperbarui halaman bagi pelapor",
    Deed.PAGE_GONE: "menghapus halaman yang tidak berlaku lagi",
    Deed.REPORT: "menyusun laporan penanganan keluhan",
    Deed.FIGURES: "menyiapkan angka untuk umum",
    Deed.FIGURES_PAGE: "menerbitkan angka untuk umum",
    Deed.FIGURES_GONE: "menarik kembali angka untuk umum",
    Deed.MOVE: "memindahkan keluhan lama ke buku tahunan",
    Deed.SETUP: "memasang",
    Deed.ACCESS: "mengatur akses pejabat yang berganti",
    Deed.PROTECT: "mengatur siapa yang mengisi kolom",
    Deed.OFFICIAL: "menyurati pejabat yang berganti",
}


def what_fails(setback: Setback) -> str:  # noqa: C901 (a match table)
    """Name what fails, without a word of its contents."""
    name = setback.name
    match name.thing:
        case None:
            return _deed(setback)
        case Thing.CASE:
            return f"keluhan {name.which}"
        case Thing.ROW:
            title, row = name.tab_and_row
            return f"menampilkan {row} di lembar {title}" if row else f"menampilkan lembar {title}"
        case Thing.MAIL:
            return "membaca sebuah surel masuk"
        case Thing.SCAN:
            return "membaca sebuah pindaian di folder Pindaian Masuk"
        case Thing.DRAFT:
            return f"{setback.number}: membaca konsep surat balasan"
        case Thing.ANSWER | Thing.TAKING_IN:
            return "membaca sebuah jawaban formulir"
        case Thing.FORM:
            named = FORM_NAMES.get(name.which)
            return f"membaca jawaban formulir {named}" if named else "mencari tautan formulir di buku kerja"
        case Thing.OFFER:
            return f"menyamakan pilihan layanan di formulir {FORM_NAMES.get(name.which, name.which)}"
        case Thing.MAILBOX:
            return "membaca kotak surat pengaduan"
        case Thing.FOLDER:
            return "melihat folder di Drive"
        case Thing.DIGEST:
            return "menyusun surel kabar bagi seorang petugas"
        case Thing.DAY:
            return "mengirim surel harian kepada penyelia"
        case Thing.REPORTS:
            return "menghitung laporan penanganan keluhan"


def _deed(setback: Setback) -> str:
    key = setback.name.key
    if key is None:
        return setback.name
    deed = f"mengirim surel {mail_words(key.detail)}" if key.what is Deed.MAIL else DEEDS[key.what]
    return f"{key.subject}: {deed}" if setback.number else deed


def how_it_stands(setback: Setback, zone: tzinfo) -> str:
    """Return since when it fails, how often it was tried, and when it is tried again."""
    since = date_and_time(setback.since.astimezone(zone))
    tries = "baru sekali dicoba" if setback.times == 1 else f"sudah {setback.times} kali dicoba"
    due = setback.next_try
    if due is None:
        whose = f"{setback.number}" if setback.number else EVERYTHING
        after = f"tidak dicoba lagi sendiri. Sesudah diperbaiki, jalankan `sync --ulangi {whose}`"
    else:
        after = f"dicoba lagi sendiri {date_and_time(due.astimezone(zone))}"
    return f"gagal sejak {since}, {tries}; {after}"


def setback_line(setback: Setback, zone: tzinfo) -> str:
    """Return all of it in one line: what, why and what to do, since when and how often, and Google's own words."""
    whose = "tempat di program" if setback.failure.cause is Cause.BUG else "kata Google"
    said = f" [{whose}: {setback.failure.said}]" if setback.failure.said else ""
    stands = how_it_stands(setback, zone)
    reason = setback.failure.reason
    ended = reason if reason.endswith((".", "!", "?", "`")) else f"{reason}."
    return f"{what_fails(setback)}. {ended} {stands[0].upper()}{stands[1:]}.{said}"
