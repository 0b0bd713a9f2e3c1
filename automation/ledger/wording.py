"""What the ledger says to people, in Indonesian."""

from __future__ import annotations

from pathlib import Path


def backup_failed(*, error: Exception, folder: Path) -> str:
    """Say that the day's copy of the ledger could not be made."""
    return f"Cadangan harian buku besar gagal dibuat ({error}). Periksa ruang kosong dan izin tulis folder {folder}."


LEDGER_IS_NO_FILE = "Buku besar kantor ini bukan berkas SQLite; pulihkan dengan alat pangkalan datanya."


def no_such_copy(*, copy: Path, folder: str) -> str:
    """Say that there is no copy to put back."""
    return f"Salinan {copy} tidak ada, atau itu buku besarnya sendiri. Pilih dari folder {folder}/."


def copy_not_put_back(*, copy: Path, error: Exception, folder: str) -> str:
    """Say that a copy could not be put back."""
    return f"Salinan {copy} tidak dapat dipulihkan ({error}). Coba salinan lain dari folder {folder}/."


COPY_IS_NO_LEDGER = "isinya bukan buku besar"
COPY_DIFFERS = "yang tertulis di disk berbeda"

#: The comment that the table `register` bears in the database.
REGISTER_MIRROR = "Cermin Register: satu baris satu keluhan"
LEDGER_REPLACED = "Berkas buku besar diganti atau dihapus saat program ini berjalan. Mulai ulang program ini."
TICK_IS_RUNNING = "Putaran lain sedang berjalan untuk kantor ini. Tunggu sampai selesai, lalu ulangi."

LEDGER_IS_HELD = (
    "Buku besar sedang dipegang program lain lebih dari 30 detik, misalnya penampil basis data, pencadangan atau "
    "pemindai virus. Berkasnya tidak rusak: tutup program itu; putaran berikutnya mencoba lagi dengan sendirinya."
)

LEDGER_DISK_FULL = (
    "Disk tempat buku besar penuh, jadi tidak ada yang dikerjakan. Berkasnya tidak rusak dan tidak perlu dipulihkan: "
    "kosongkan ruang di disk itu; putaran berikutnya melanjutkan dengan sendirinya."
)


def address_unusable(error: Exception) -> str:
    """Say that the ledger's address leads to no database."""
    return (
        f"Alamat buku besar tidak dapat dipakai ({error}). Periksa kunci buku besar di berkas pengaturan; "
        "untuk PostgreSQL pasang juga penggeraknya, mis. `pip install psycopg`."
    )


def ledger_unusable(why: str) -> str:
    """Say that the ledger cannot be used, and how it comes back."""
    return (
        f"Buku besar tidak dapat dipakai: {why}. Periksa ruang kosong dan izin tulis foldernya. "
        "Bila berkasnya rusak, jalankan `rebuild --cadangan BERKAS` dengan salinan terbaru di folder cadangan/; "
        "tanpa salinan, pindahkan berkas itu beserta -wal dan -shm, lalu jalankan `rebuild`."
    )


def ledger_on_a_network(*, file: Path, disk: str) -> str:
    """Say that the ledger lies where SQLite cannot keep it whole, and where to put it."""
    return (
        f"Buku besar {file} terletak di drive jaringan atau bucket ({disk}); di sana SQLite dapat rusak tanpa "
        "peringatan. Hentikan program ini, pindahkan berkas itu beserta -wal, -shm dan folder cadangan/ ke disk "
        "mesin ini, lalu sesuaikan [buku_besar] alamat. Salinan untuk mesin lain cukup dari folder cadangan/."
    )


def ledger_damaged(found: str) -> str:
    """Say what the database itself finds damaged."""
    return f"isi berkasnya rusak ({found})"


def ledger_is_newer(version: str) -> str:
    """Say that a newer Tanggap wrote the ledger."""
    return (
        f"Buku besar ini ditulis oleh Tanggap yang lebih baru (versi tabel {version}). "
        "Pasang Tanggap versi terbaru, lalu ulangi; jangan memakai versi lama."
    )
