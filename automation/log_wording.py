"""What the log says besides the reports of the job: of bugs, libraries, and files that others could open."""

from __future__ import annotations

BUG_ADVICE = (
    "Kesalahan program. Laporkan baris-baris di atas kepada pengembang; jalankan lagi sesudah diperbaiki. Kata-kata "
    "kesalahannya tidak dicetak, sebab mungkin memuat data pelapor."
)
STOPPED = "Dihentikan."


def library_record(*, name: str, place: str) -> str:
    """Say where a library logged something, without its words."""
    return f"{name} ({place}): catatan pustaka; kata-katanya tidak dicetak, sebab mungkin memuat data pelapor."


def ledger_closed(*, names: str) -> str:
    """Name the ledger's files that other users of the machine could open until now."""
    return (
        f"! Berkas buku besar ini tadinya dapat dibuka pengguna lain di mesin ini dan kini ditutup: {names}. "
        "Isinya data pelapor; periksa siapa yang punya akun di mesin ini."
    )
