"""What must hold of papers that people scan: filed once as what they are, or seen by a person; what lacks is told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from automation.domain.documents import DocumentKind
from automation.domain.vocabulary import Step

from .papers import day_in
from .scanning import ATTACHMENT, DESIGNATED, MINUTES, SHELF

if TYPE_CHECKING:
    from .checker import Look

_TITLES = tuple(kind.title for kind in MINUTES)
#: What an officer's word alone makes of an attachment; what the office writes itself, only where it is awaited.
_AT_ONCE = (*_TITLES, DocumentKind.SURAT_PENGADUAN.title)
_WHERE_AWAITED = (DocumentKind.SURAT_BALASAN.title, DocumentKind.NOTULEN.title)

Row = Mapping[str, object]


def scans_wrong(look: Look) -> Iterator[str]:
    """Return what is wrong with scans, with what officers say of them, and with what rows say that a file lacks."""
    yield from _filed(look)
    yield from _called(look)
    yield from _kept(look)
    yield from _lacking(look)


def _filed(look: Look) -> Iterator[str]:
    """Each scan is in Arsip once, with its case, or lies in Perlu Ditinjau; no bytes are lost."""
    aside = {hashlib.sha256(file.content).hexdigest() for file in look.office.world.drive.inside("folder-review")}
    for one in look.office.scanned:
        # Parts of a pile are files of their own; their document bears the whole pile's SHA-256.
        rows = [row for row in look.archive if one.sha256 in (row["SHA-256"], *_words_of(row["Kode sistem"]))]
        there = sorted(str(row["Nomor"]) for row in rows)
        wanted = sorted(number for number, _ in one.papers)
        if one.papers and there != wanted:
            yield f"papers of {wanted} were scanned, Arsip has some of {there}"
        if not one.papers and one.sha256 not in aside:
            yield f"a scan that belongs nowhere is not set aside: {one.sha256}"


def _called(look: Look) -> Iterator[str]:
    """A paper is what it was scanned as, until an officer says of an attachment what it is: once and for ever."""
    scanned = {one.sha256: {kind.title for _, kind in one.papers} for one in look.office.scanned if one.papers}
    for row in look.archive:
        now, before = _kind(row), look.office.found.get(str(row["Kode sistem"]))
        if before is None:
            was = next(
                (scanned[one] for one in (row["SHA-256"], *_words_of(row["Kode sistem"])) if one in scanned), {now}
            )
            said = ""
        else:
            was, said = {_kind(before)}, str(before[DESIGNATED])
        may_be = was
        if was == {ATTACHMENT.title}:
            may_be = {said} if said in _AT_ONCE else was | {said} if said in _WHERE_AWAITED else was
        if now not in may_be:
            yield f"{row['Nama berkas']} was {sorted(was)}, said of it was {said!r}, now it is {now}"


def _kept(look: Look) -> Iterator[str]:
    """A meeting's paper lies in its case's folder as it was scanned, under the name that Arsip and Riwayat say."""
    drive = look.office.world.drive
    told = [(row["Nomor"], row["Menjadi"]) for row in look.history if str(row["Kejadian"]).startswith("Pindaian ")]
    for row in look.archive:
        if _kind(row) not in _TITLES:
            continue
        number, name = row["Nomor"], row["Nama berkas"]
        found = [file for file in drive.files.values() if file.name == name and not file.is_trashed]
        if [drive.files[file.parent].name for file in found] != [number]:
            yield f"{name} lies in {[drive.files[file.parent].name for file in found]}"
        elif hashlib.sha256(found[0].content).hexdigest() != row["SHA-256"]:
            yield f"{name} is not what Arsip says was filed"
        if told.count((number, name)) != 1:
            yield f"Riwayat tells {told.count((number, name))} times of {name}"


def _lacking(look: Look) -> Iterator[str]:
    """A row asks for a meeting's papers once the group's work is done, until they are there, and for their place."""
    for row in look.register:
        number, said = str(row["Nomor"]), str(row["Kelengkapan berkas"])
        papers = [one for one in look.archive if one["Nomor"] == number and not one["Keterangan"]]
        there = {_kind(one) for one in papers}
        over = look.cases[number].current.step >= Step.REPLY_DRAFT
        met = str(row["Perlu rapat"]) == "Ya" and day_in(_day(row["Tanggal rapat"])) is not None
        named = [part.strip() for part in said.removeprefix("kurang: ").split(";")]
        for title in _TITLES:
            wanted = over and met and title not in there
            if wanted != (title in named):
                yield f"{number}: {title} is {'' if wanted else 'not '}lacking, the row says {said!r}"
        homeless = {
            _kind(one)
            for one in papers
            if "(pindaian)" in str(one["Jenis dokumen"])
            and _kind(one) != ATTACHMENT.title
            and not (one[SHELF] or one["Ditandatangani elektronik oleh"] or one["Pemeriksaan tanda tangan"])
            and "/surat-bersama/" not in str(one["Kode sistem"])
        }
        asked = said.partition(f"{SHELF} di Arsip (")[2].rstrip(")")
        if homeless != set(filter(None, asked.split(", "))):
            yield f"{number}: nobody says where {sorted(homeless)} lie, the row says {said!r}"


def _words_of(code: object) -> list[str]:
    return re.split(r"[/.]", str(code))


def _kind(row: Row) -> str:
    return str(row["Jenis dokumen"]).partition(" (")[0]


def _day(cell: object) -> object:
    return cell.rpartition(" ")[0] or cell if isinstance(cell, str) and ":" in cell else cell
