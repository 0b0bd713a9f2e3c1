"""What people read of matters that several jobs share."""

from __future__ import annotations

NOT_SET_UP = "Kantor ini belum disiapkan. Jalankan `setup` lebih dahulu."

# -- report

MEASURE, VALUE = "Ukuran", "Nilai"
ANOTHER_SERVICE = "(bukan layanan kantor)"
STILL_OPEN = "Masih ditangani"
NUMBER, RECEIVED, CHANNEL, SERVICE = "Nomor", "Diterima", "Kanal", "Layanan"
OUTCOME, CLOSED, LATE_STEPS, OFFICE_HOURS = "Hasil", "Ditutup", "Langkah terlambat", "Jam kerja"


def bug_in_one_thing(*, place: str) -> str:
    """Say that a bug stopped one thing alone, and where in the program."""
    return (
        f"Kesalahan program saat mengerjakan yang satu ini ({place}); yang lain tetap berjalan dan penyelia diberi "
        "tahu. Laporkan tempat itu kepada pengembang; sementara itu kerjakan dengan tangan."
    )


def with_google_words(*, text: str, said: str) -> str:
    """Add to a refusal what Google itself said, where it said anything."""
    return f"{text} [kata Google: {said}]" if said else text


def nothing_to_retry(*, number: object, everything: str) -> str:
    """Say that no complaint has this number; `everything` is the word for all that failed."""
    return (
        f"Tidak ada keluhan bernomor {number}. Periksa nomornya di lembar Register, atau tulis "
        f"`--ulangi {everything}` untuk mencoba lagi semua yang gagal."
    )


def report_heading(*, office: str, period: str) -> str:
    """Head the figures of a period."""
    return f"{office}\nRekap keluhan, {period}\n\n"
