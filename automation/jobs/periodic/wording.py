"""What people read of the office's reports."""

from __future__ import annotations

from collections.abc import Sequence

from automation.domain.documents import PERIODIC_TITLE
from automation.domain.periodic import StatedFigures


def file_name(period: str, version: int = 1) -> str:
    """Name the files of a report, without an ending."""
    return f"{PERIODIC_TITLE} {period}" + (f" (versi {version})" if version > 1 else "")


def figures_name(issue: str) -> str:
    """Name the file in which figures for everybody wait to be judged."""
    return f"Konsep angka untuk umum, {issue}.pdf"


def superseded(version: int) -> str:
    """Say that another version takes the place of a report."""
    return f"Diganti versi {version}, dengan catatan Kepala Balai; angkanya sama"


def main_figures(figures: StatedFigures | None) -> str:
    """Tell the main figures of a report in one sentence; "" where nobody knows them."""
    if figures is None:
        return ""
    named = figures.named
    return (
        f"Diterima {named['diterima']}, berakhir {named['berakhir']}, masih ditangani {named['sisa akhir']}; "
        f"{named['lewat norma']} melewati norma suatu langkah."
    )


def returned(version: int) -> str:
    """Say that a report was returned."""
    return f"catatannya ada di bagian akhir laporan (versi {version})"


def wrong_ending(ending: str, known: Sequence[str]) -> str:
    """Say that no such file can be written, and which can."""
    return f"Berkas “{ending}” tidak dapat ditulis. Pilih nama yang berakhir dengan {', '.join(known)}."


CONTENT_LOST = (
    "Isi laporan ini tidak ada lagi di buku besar (disusun ulang), jadi versi dengan catatan tidak dapat dibuat. "
    "Tambahkan catatannya dengan tangan di berkas Word-nya, lalu kosongkan kolom Catatan Kepala Balai."
)


def until(month: str) -> str:
    """Head what a year holds up to the end of a month."""
    return f"s.d. {month}"


SECTION, MEASURE, BY_MONTH = "Bagian", "Ukuran", "Per bulan"
