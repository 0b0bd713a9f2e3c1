"""The kinds of documents that a complaint's file may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class DocumentKind(Enum):
    """What a document is; the value is what the ledger keeps, so it never changes."""

    title: str
    """Its name in Indonesian, as people read it and as file names carry it."""

    mark: str
    """Two letters that stand for it in a QR code; printed paper bears them for ever."""

    def __new__(cls, value: str, title: str, mark: str) -> DocumentKind:
        """Make a kind with its title and its mark beside its value."""
        kind = object.__new__(cls)
        kind._value_ = value
        kind.title = title
        kind.mark = mark
        return kind

    FORM_PENGADUAN = "form_pengaduan", "Form Pengaduan", "FP"
    LEMBAR_DISPOSISI = "lembar_disposisi", "Lembar Disposisi", "LD"
    UNDANGAN_RAPAT = "undangan_rapat", "Undangan Rapat", "UR"
    KONSEP_TINDAKAN = "konsep_tindakan", "Konsep Tindakan Perbaikan", "KT"
    LAPORAN_TINDAKAN = "laporan_tindakan", "Laporan Tindakan Perbaikan", "LT"
    SURAT_BALASAN = "surat_balasan", "Surat Balasan", "SB"
    NOTULEN = "notulen", "Notulen Penyerahan", "NT"
    SURAT_PENGADUAN = "surat_pengaduan", "Surat Pengaduan", "SP"
    NOTULEN_RAPAT = "notulen_rapat", "Notulen Rapat", "NR"
    DAFTAR_HADIR = "daftar_hadir", "Daftar Hadir", "DH"
    LAMPIRAN = "lampiran", "Lampiran", "LP"
    LEMBAR_SAMPUL = "lembar_sampul", "Lembar Sampul", "LS"
    """A sheet with the code of a paper of others, to be scanned on top of it."""

    LABEL_MAP = "label_map", "Label Map", "LM"

    def __lt__(self, other: DocumentKind) -> bool:
        """Order kinds as a case meets them."""
        kinds = list(DocumentKind)
        return kinds.index(self) < kinds.index(other)

    @property
    def file_word(self) -> str:
        """The word that names this kind in a file's name."""
        return self.title

    @property
    def is_ours(self) -> bool:
        """Whether the office writes this document itself, so that its paper carries our QR code."""
        return self not in _OF_OTHERS


#: What the office reports of a month, quarter or year: no document of a complaint, but made from a template too.
#: What figures for everybody are called.
FIGURES_TITLE = "Angka penanganan keluhan"
PERIODIC_REPORT, PERIODIC_TITLE = "laporan_berkala", "Laporan Penanganan Keluhan"


def template_titles() -> Mapping[str, str]:
    """Return what people call each template, by the name of its file and place."""
    return {**{kind.value: kind.title for kind in DocumentKind if kind.is_ours}, PERIODIC_REPORT: PERIODIC_TITLE}


#: Papers that no template of the office makes: the file's name, or an officer, says what they are.
_OF_OTHERS = (
    DocumentKind.SURAT_PENGADUAN,
    DocumentKind.NOTULEN_RAPAT,
    DocumentKind.DAFTAR_HADIR,
    DocumentKind.LAMPIRAN,
)


#: What an officer may have printed: a cover sheet for a paper of others, or a label for the folder of the case.
PRINTABLE = {kind.title: kind for kind in (*_OF_OTHERS, DocumentKind.LABEL_MAP)}


class DocumentForm(Enum):
    """What a document is kept as; the value is what the ledger and Arsip show, so it never changes."""

    DOCX = "docx"
    PDF = "pdf"
    SCAN = "pindaian"
    MAIL = "surel"
    UPLOAD = "formulir"
    SRIKANDI = "srikandi"
    """The approved draft with variables that Srikandi fills in."""

    @property
    def came_in(self) -> bool:
        """Whether it came in as a file: made by nobody here."""
        return self in (DocumentForm.SCAN, DocumentForm.MAIL, DocumentForm.UPLOAD)


#: What the job fills once from the row, and nobody edits as a draft: made anew on demand when the row changed since.
REMAKABLE = (
    DocumentKind.LEMBAR_DISPOSISI,
    DocumentKind.UNDANGAN_RAPAT,
    DocumentKind.KONSEP_TINDAKAN,
    DocumentKind.LAPORAN_TINDAKAN,
)


@dataclass(frozen=True, slots=True)
class Remade:
    """A document that a new version takes the place of; `replaced` is the end of the key that made it."""

    kind: DocumentKind
    replaced: str
    reason: str


def kind_marked(mark: str) -> DocumentKind | None:
    """Return the kind that two letters of a QR code stand for, or None."""
    return next((kind for kind in DocumentKind if kind.mark == mark), None)
