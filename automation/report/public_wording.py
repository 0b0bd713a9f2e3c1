"""What figures for everybody say."""

from __future__ import annotations

from datetime import date

from automation.domain.dates import long_date
from automation.domain.documents import FIGURES_TITLE

MEASURE, KIND, COUNT = "Ukuran", "Jenis", "Jumlah"
CAME_IN = "Keluhan yang diterima"
ENDED = "Keluhan yang berakhir"
WITHIN = "Selesai dengan surat balasan dalam seluruh norma waktu"
MEDIAN = "Separuh di antaranya selesai paling lama dalam"
BY_SERVICE = "Yang diterima, menurut layanan"
BY_CHANNEL = "Yang diterima, menurut kanal"
BY_OUTCOME = "Yang berakhir, menurut cara berakhirnya"
OTHERS = "Lainnya"
IMPROVED = "Yang kami perbaiki"
FEW, NOT_TOLD = "kurang dari 5", "–"
HIDDEN = (
    "Angka di bawah lima tidak disebut, begitu pula angka yang membuatnya dapat dihitung; jenis yang demikian "
    "digabung dalam “Lainnya”. Tanda – berarti tidak disebut atau belum terukur."
)


def span(first: str, last: str) -> str:
    """Name twelve months by their first and their last."""
    return f"{first} – {last}"


def title(months: str) -> str:
    """Name an issue by its months."""
    return f"{FIGURES_TITLE}, {months}"


def within(count: int, of: int) -> str:
    """Say how many of the measured ones kept all norms."""
    return f"{count} dari {of}"


def hours(median: float) -> str:
    """Say how long half of them took at most."""
    return f"{median:.1f} jam kerja".replace(".", ",")


def counted_since(day: date) -> str:
    """Say from when on complaints are counted."""
    return f"Keluhan dihitung sejak {long_date(day)}."
