"""Papers that the checker can read: templates of few words, quick to fill, each statement on a line of its own."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import docx

from automation.domain.dates import date_in
from automation.domain.documents import DocumentKind
from automation.domain.places import Place
from tests.jobs.world import World, bare_template
from tests.letters.letter_lines import text_lines

_SAYS: Mapping[DocumentKind, Mapping[str, str]] = {
    DocumentKind.LEMBAR_DISPOSISI: {"Instruksi": "instruksi"},
    DocumentKind.UNDANGAN_RAPAT: {"Hari": "hari_rapat", "Waktu": "waktu_rapat", "Tempat": "tempat_rapat"},
    DocumentKind.LAPORAN_TINDAKAN: {"Penyebab": "penyebab"},
    DocumentKind.NOTULEN: {
        "Nomor": "nomor_surat",
        "Tanggal": "tanggal_surat",
        "Cara": "cara_kirim",
        "Penerima": "penerima",
        "Diterima": "hari_diterima",
    },
}
_NAME = re.compile(
    r"(?P<mark>(?:BATAL|DIGANTI) - )?(?P<number>KEL-2026-\d{4}) "
    rf"(?P<kind>{'|'.join(kind.file_word for kind in _SAYS)})(?: \((?P<again>\d+)\))?\.docx"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a case: which version of its kind, whether it is marked as void or replaced, and its words."""

    number: str
    kind: DocumentKind
    version: int
    is_marked: bool
    says: Mapping[str, str]


def made_readable(world: World) -> None:
    """Give an office templates whose papers can be read."""
    for kind, said in _SAYS.items():
        document = docx.Document(io.BytesIO(bare_template()))
        for label, word in said.items():
            document.paragraphs[-1].insert_paragraph_before(f"{label}: {{{{ {word} }}}}")
        out = io.BytesIO()
        document.save(out)
        world.drive.files[world.ledger.memory().places[Place.template(kind.value)]].content = out.getvalue()


def papers_in(world: World) -> Iterator[Paper]:
    """Return the papers of all cases, the earlier versions first."""
    kinds = {kind.file_word: kind for kind in _SAYS}
    for file in world.drive.files.values():
        if name := _NAME.fullmatch(file.name):
            yield Paper(
                name["number"],
                kinds[name["kind"]],
                int(name["again"] or 1),
                bool(name["mark"]),
                _said_in(file.content),
            )


def newest(world: World) -> Mapping[tuple[str, DocumentKind], Paper]:
    """Return the newest paper of each kind of each case."""
    found: dict[tuple[str, DocumentKind], list[Paper]] = defaultdict(list)
    for paper in papers_in(world):
        found[paper.number, paper.kind].append(paper)
    return {key: max(theirs, key=lambda one: one.version) for key, theirs in found.items()}


def day_in(cell: object) -> date | None:
    """Return the day that a cell shows; None where it shows none."""
    return date_in(cell) if isinstance(cell, str | float | int) else None


@cache
def _said_in(document: bytes) -> Mapping[str, str]:
    lines = (line.partition(": ") for line in text_lines(document))
    return {label: " ".join(text.split()) for label, colon, text in lines if colon}
