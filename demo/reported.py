"""After the year: last month's report, which the Kepala Balai looks at page by page and returns with a note."""

from __future__ import annotations

from .people import RATNA
from .script import Script
from .stage import Disarray, Stage

DECEMBER = "Desember 2026"
NOTE = "Bahas kambuhnya kadar air beras pada rapat tinjauan Januari."


def reported(script: Script) -> None:
    """Add what happens on the first working day of January."""
    script.reported = {
        DECEMBER: ("Dinyatakan kambuh", "Ditinjau ulang karena kambuh", "Banding"),
        f"{DECEMBER} (versi 2)": ("Catatan Kepala Balai", NOTE, "Dinyatakan kambuh"),
        "triwulan 4 2026": ("Dinyatakan kambuh",),
        "tahun 2026": ("Dinyatakan kambuh",),
    }
    script.tick("04/01/2027 07.31")
    script.at("04/01/2027 08.05", f"{RATNA.name} membuka laporan Desember dan melihat halamannya", _opened)
    script.at(
        "04/01/2027 08.10",
        f"{RATNA.name} mengembalikan laporan Desember dengan catatan",
        lambda stage: stage.return_report(RATNA, DECEMBER, NOTE),
    )


def _opened(stage: Stage) -> None:
    hands = stage.hands(RATNA)
    for ending in ("docx", "pdf"):
        if not hands.download(stage.report_of(RATNA, f"{DECEMBER}.{ending}").id):
            raise Disarray(f"Laporan {DECEMBER}.{ending} kosong.")
