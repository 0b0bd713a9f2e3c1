"""What must hold of papers: they say what somebody stated, and a newer version, or a warning, where that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from automation.domain.dates import date_in, long_date
from automation.domain.documents import DocumentKind

from .papers import Paper, day_in, newest, papers_in
from .sending import numbers_used_twice

if TYPE_CHECKING:
    from .checker import Look

NOTHING = "–"
_CHANGED = "dibuat sebelum isian barisnya diubah"
#: Which cell a paper repeats, and the label it stands behind.
_REPEATS = {
    DocumentKind.LAPORAN_TINDAKAN: ("Penyebab", "Penyebab"),
    DocumentKind.LEMBAR_DISPOSISI: ("Instruksi", "Instruksi"),
}


def papers_wrong(look: Look) -> Iterator[str]:
    """Return what is wrong with the papers of all cases."""
    for paper in papers_in(look.office.world):
        if paper.kind is DocumentKind.NOTULEN:
            yield from _handed_over(look, paper)
        if paper.kind is DocumentKind.UNDANGAN_RAPAT:
            yield from _invited(look, paper)
    yield from _kept_up(look)


def _handed_over(look: Look, paper: Paper) -> Iterator[str]:
    """A Notulen names its letter as Arsip does, and a way, a receiver and a day that somebody stated."""
    number, says, said = paper.number, paper.says, look.office.letters[paper.number].said
    rows = [row for row in look.archive if row["Nomor"] == number and row["Nomor surat"] == says["Nomor"]]
    if not rows:
        yield f"{number}: the Notulen names the letter {says['Nomor']}, Arsip has none"
    # Srikandi may give a number a second time: then the day tells which of the letters is meant.
    meant = [row for row in rows if says["Tanggal"].startswith(_long_date(row["Tanggal surat"]))]
    if rows and (not meant or (meant != rows and says["Nomor"] not in numbers_used_twice(look))):
        dates = [row["Tanggal surat"] for row in rows]
        yield f"{number}: the Notulen dates {says['Nomor']} {says['Tanggal']}, Arsip {dates}"
    for row in meant:
        if not paper.is_marked and str(row["Keterangan"]).startswith("Batal"):
            yield f"{number}: the Notulen still counts, its letter {says['Nomor']} is void"
    mailed = look.office.letters[number].mailed
    if says["Cara"] not in said["sent_by"] and not (says["Cara"] == "Surel" and says["Nomor"] in mailed):
        yield f"{number}: the Notulen says {says['Cara']!r}, stated were {sorted(said['sent_by'])}, mailed {mailed}"
    if says["Penerima"] not in {NOTHING, *map(_one_line, said["recipient"])}:
        yield f"{number}: the Notulen says it was received by {says['Penerima']!r}"
    days = {long_date(day) for text in said["delivered_on"] if (day := date_in(text))}
    if says["Diterima"].partition(", ")[2] not in days:
        yield f"{number}: the Notulen says it came on {says['Diterima']!r}, stated were {sorted(days)}"


def _long_date(cell: object) -> str:
    """Write a cell's day as papers do; what is none is nowhere to be found."""
    return long_date(day) if (day := day_in(cell)) else "–"


def _invited(look: Look, paper: Paper) -> Iterator[str]:
    """An invitation names a room and a day that somebody stated."""
    said = look.office.letters[paper.number].said
    if paper.says["Tempat"] not in set(map(_one_line, said["meeting_place"])):
        yield f"{paper.number}: an invitation to {paper.says['Tempat']!r}, which nobody stated"
    days = {long_date(day) for text in said["meeting_at"] if (day := date_in(text.partition(" ")[0]))}
    if paper.says["Hari"].partition(", ")[2] not in days:
        yield f"{paper.number}: an invitation for {paper.says['Hari']!r}, stated were {sorted(days)}"


def _kept_up(look: Look) -> Iterator[str]:
    """The newest version of a paper says what the row says, or the row warns of it."""
    latest = newest(look.office.world)
    for row in look.register:
        number = str(row["Nomor"])
        if not look.office.is_open(number):
            continue
        for kind, (heading, label) in _REPEATS.items():
            paper = latest.get((number, kind))
            if paper is None or _is_past(look, number, paper) or paper.says[label] == _stated(row, heading):
                continue
            if f"{kind.title} {_CHANGED}" not in str(row["Peringatan"]):
                yield f"{number}: {kind.title} says {paper.says[label]!r}, the row {row[heading]!r}, unwarned"


def _is_past(look: Look, number: str, paper: Paper) -> bool:
    """Return whether another paper takes its place once the case has come so far again."""
    rounds = paper.kind is DocumentKind.LAPORAN_TINDAKAN
    return paper.is_marked or (rounds and look.states[number] not in _ANSWERING)


def _stated(row: Mapping[str, object], heading: str) -> str:
    text = _one_line(str(row[heading]))
    return NOTHING if text in _NO_WORDS else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


_NO_WORDS = ("", "#REF!", "46357", "FALSE", "False")
_ANSWERING = (
    "Menyusun surat balasan",
    "Menunggu paraf",
    "Menunggu surat bersama",
    "Menunggu keputusan Kepala Balai",
    "Menunggu konsep disesuaikan",
    "Menunggu nomor surat",
    "Menunggu pindaian bertanda tangan",
    "Menunggu tanda tangan di Srikandi",
    "Menunggu nomor surat dari PDF bertanda tangan",
    "Menunggu diterima pelanggan",
)
