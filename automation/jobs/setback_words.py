"""What people read of a failing thing: what it is, since when, how often, why, and when it is tried again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from automation.domain.dates import date_and_time
from automation.domain.documents import DocumentKind
from automation.domain.effects import Deed, EffectKey
from automation.domain.setback import Cause, Setback
from automation.jobs import trouble
from automation.jobs.effect_words import mail_words
from automation.jobs.retrying import EVERYTHING
from automation.jobs.setup.wording import FORM_NAMES

#: What the job was doing when it failed, by the prefix of the name.
_DEALINGS: Mapping[str, str] = {
    trouble.MAIL: "membaca sebuah surel masuk",
    trouble.SCAN: "membaca sebuah pindaian di folder Pindaian Masuk",
    trouble.ANSWER: "membaca sebuah jawaban formulir",
    trouble.INBOX: "membaca kotak surat pengaduan",
    trouble.FOLDER: "melihat folder di Drive",
    trouble.DIGEST: "menyusun surel kabar bagi seorang petugas",
    trouble.DAY: "mengirim surel harian kepada penyelia",
}
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
    Deed.SETUP: "memasang",
}


def what_fails(setback: Setback) -> str:
    """Name what fails, without a word of its contents."""
    for prefix, dealing in _DEALINGS.items():
        if setback.name.startswith(prefix):
            return dealing
    kind = next((prefix for prefix in trouble.PREFIXES if setback.name.startswith(prefix)), "")
    rest = setback.name.removeprefix(kind)
    match kind:
        case trouble.CASE:
            return f"keluhan {rest}"
        case trouble.ROW:
            title, _, row = rest.partition("/")
            return f"menampilkan {row} di lembar {title}" if row else f"menampilkan lembar {title}"
        case trouble.FORM:
            named = FORM_NAMES.get(rest)
            return f"membaca jawaban formulir {named}" if named else "mencari tautan formulir di buku kerja"
        case _:
            return _deed(setback)


def _deed(setback: Setback) -> str:
    key = EffectKey.read(setback.name)
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


def told(setback: Setback, zone: tzinfo) -> str:
    """Return all of it in one line: what, why and what to do, since when and how often, and Google's own words."""
    whose = "tempat di program" if setback.failure.cause is Cause.BUG else "kata Google"
    said = f" [{whose}: {setback.failure.said}]" if setback.failure.said else ""
    stands = how_it_stands(setback, zone)
    reason = setback.failure.reason
    ended = reason if reason.endswith((".", "!", "?", "`")) else f"{reason}."
    return f"{what_fails(setback)}. {ended} {stands[0].upper()}{stands[1:]}.{said}"
