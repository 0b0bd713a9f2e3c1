"""The kinds of documents that a complaint's file may hold."""

from __future__ import annotations

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
    LAPORAN_TINDAKAN = "laporan_tindakan", "Laporan Tindakan Perbaikan", "LT"
    SURAT_BALASAN = "surat_balasan", "Surat Balasan", "SB"
    NOTULEN = "notulen", "Notulen Penyerahan", "NT"
    SURAT_PENGADUAN = "surat_pengaduan", "Surat Pengaduan", "SP"
    LAMPIRAN = "lampiran", "Lampiran", "LP"

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
        return self not in (DocumentKind.SURAT_PENGADUAN, DocumentKind.LAMPIRAN)


class DocumentForm(Enum):
    """What a document is kept as; the value is what the ledger and Arsip show, so it never changes."""

    DOCX = "docx"
    PDF = "pdf"
    SCAN = "pindaian"
    MAIL = "surel"

    @property
    def came_in(self) -> bool:
        """Whether it came in as a file: made by nobody here."""
        return self in (DocumentForm.SCAN, DocumentForm.MAIL)


def kind_marked(mark: str) -> DocumentKind | None:
    """Return the kind that two letters of a QR code stand for, or None."""
    return next((kind for kind in DocumentKind if kind.mark == mark), None)
