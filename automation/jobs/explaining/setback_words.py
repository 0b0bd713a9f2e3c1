"""What people are told of a thing that fails: what it is, since when, how often, why, and when it is tried again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from automation.domain.dates import date_and_time
from automation.domain.documents import DocumentKind
from automation.domain.effects import EffectKey
from automation.domain.setback import Cause, Setback
from automation.jobs import trouble
from automation.jobs.explaining.effect_words import mail_words

_THINGS: Mapping[str, str] = {
    trouble.CASE: "Keluhan",
    trouble.ROW: "Baris lembar",
    trouble.MAIL: "Surel masuk",
    trouble.SCAN: "Pindaian di Pindaian Masuk",
    trouble.ANSWER: "Jawaban formulir",
    trouble.FORM: "Formulir",
    trouble.INBOX: "Kotak surat pengaduan",
    trouble.FOLDER: "Folder di Drive",
    trouble.DIGEST: "Surel kabar kepada seorang petugas",
    trouble.DAY: "Surel harian penyelia",
}
_DEEDS: Mapping[str, str] = {
    "folder": "membuat folder kasus",
    "berbagi": "membagikan folder kasus",
    "nomor-surat": "mengisi nomor surat balasan",
    "pdf": "membuat PDF surat balasan",
    "pindaian": "memindahkan pindaian",
    "berkas": "memilah berkas pindaian",
    "surel-masuk": "menyimpan surel masuk",
    "kabar": "mengirim surel kabar",
    "kabar-harian": "mengirim surel kabar harian",
    "peringatan": "menyurati penyelia",
    "harian": "mengirim surel harian penyelia",
    **{kind.value: f"membuat {kind.title}" for kind in DocumentKind},
}


def what_fails(setback: Setback) -> str:
    """Name what fails, without a word of what it holds."""
    for prefix, thing in _THINGS.items():
        if setback.name.startswith(prefix):
            shown = setback.name.removeprefix(prefix) if prefix in (trouble.CASE, trouble.ROW, trouble.FORM) else ""
            return f"{thing} {shown}".strip()
    key = EffectKey.parse(setback.name)
    deed = f"mengirim surel {mail_words(key.detail)}" if key.what == "surel" else _DEEDS.get(key.what, key.what)
    return f"{key.subject}: {deed}" if setback.number else deed


def how_it_stands(setback: Setback, zone: tzinfo) -> str:
    """Tell since when it fails, how often it was tried, and when it is tried again."""
    since = date_and_time(setback.since.astimezone(zone))
    due = setback.next_try
    if due is None:
        after = "tidak dicoba lagi sendiri; sesudah diperbaiki jalankan `sync --ulangi`"
        after += f" {setback.number}" if setback.number else " semua"
    else:
        after = f"dicoba lagi {date_and_time(due.astimezone(zone))}"
    return f"gagal sejak {since}, {setback.times} kali; {after}"


def told(setback: Setback, zone: tzinfo) -> str:
    """Tell all of it in one line, the other side's own words last."""
    whose = "tempat di program" if setback.failure.cause is Cause.BUG else "kata Google"
    said = f" [{whose}: {setback.failure.said}]" if setback.failure.said else ""
    return f"{what_fails(setback)}: {how_it_stands(setback, zone)}. {setback.failure.reason}{said}"
