"""What people read of all offices together."""

from __future__ import annotations

from .overview import Concern, Kind, Overview

TITLE = "Armada Tanggap"
OFFICE_HEADINGS = (
    "Kantor",
    "Keadaan",
    "Putaran terakhir",
    "Selesai",
    "Selang (detik)",
    "Telat (detik)",
    "Terbuka",
    "Terlambat",
    "Gagal",
    "Buku besar",
)
PROJECT_HEADINGS = ("Proyek Google", "Kantor", "Baca/menit", "Kuota", "Dipakai paling banyak", "Ditolak")
WORKER_HEADINGS = ("Pekerja", "Versi", "Buku besar", "Slot", "Kantor terbuka", "Memori (MB)")

_CONCERNS = {
    Kind.PUT_ASIDE: "dikesampingkan karena terus gagal. Periksa dengan `doctor`, lalu `armada lanjut {name}`.",
    Kind.LATE: "sudah lama tidak dikerjakan. Periksa pekerja dan lognya.",
    Kind.FAILING: "gagal dan masih dicoba lagi. Sebabnya ada di log pekerja.",
    Kind.NO_WORKER: (
        "tidak dilayani pekerja mana pun. Jalankan pekerja; bila versi buku besarnya lain, `armada migrasi {name}`."
    ),
    Kind.OVER_QUOTA: (
        "kuota Google proyek ini baru saja habis; kantornya digeser. Minta kuota lebih besar bila sering terjadi."
    ),
}


def concern(one: Concern) -> str:
    """Say what needs a person, and what to do."""
    return f"! {one.name}: {_CONCERNS[one.kind].format(name=one.name)}"


def headline(overview: Overview) -> str:
    """Say how many there are of what."""
    return (
        f"{len(overview.offices)} kantor, {len(overview.workers)} pekerja, {len(overview.concerns)} perlu perhatian "
        f"({overview.at:%Y-%m-%d %H:%M:%S} UTC)."
    )


def ago(seconds: float | None) -> str:
    """Say how long ago something was."""
    if seconds is None:
        return "belum pernah"
    if seconds < 120:
        return f"{seconds:.0f} detik lalu"
    return f"{seconds / 60:.0f} menit lalu" if seconds < 7200 else f"{seconds / 3600:.0f} jam lalu"
