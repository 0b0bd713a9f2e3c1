"""What the ledger says to people, in Indonesian."""

from __future__ import annotations

from pathlib import Path


def backup_failed(*, error: Exception, folder: Path) -> str:
    """Say that the day's copy of the ledger could not be made."""
    return f"Cadangan harian buku besar gagal dibuat ({error}). Periksa ruang kosong dan izin tulis folder {folder}."


LEDGER_IS_NO_FILE = "Buku besar kantor ini bukan berkas SQLite; pulihkan dengan alat basis datanya."


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

# -- PostgreSQL

SERVER_IS_HELD = (
    "Buku besar di PostgreSQL dipegang program lain lebih dari 30 detik, misalnya alat basis data yang tidak menutup "
    "transaksinya. Tidak ada yang rusak: tutup program itu; putaran berikutnya mencoba lagi dengan sendirinya."
)
SERVER_DISK_FULL = (
    "Disk peladen PostgreSQL penuh, jadi tidak ada yang dikerjakan. Kosongkan ruang di sana; putaran berikutnya "
    "melanjutkan dengan sendirinya."
)
TURN_IS_OVER = (
    "Sambungan yang memegang giliran kantor ini terputus, atau putaran lain sudah mengambilnya. Putaran ini berhenti "
    "dan tidak mengerjakan apa-apa lagi; putaran berikutnya melanjutkan dengan sendirinya."
)
OF_ANOTHER_OFFICE = (
    "Buku besar di alamat ini milik kantor lain: tandanya bukan dari kunci kode kantor ini (rahasia/kunci-kode). "
    "Tidak ada yang diubah. Periksa [buku_besar] alamat: setiap kantor memakai pengguna dan skemanya sendiri. "
    "Bila ini memang buku besar kantor ini, kembalikan berkas kunci kodenya dari cadangan; bila kunci itu memang "
    "diganti, hapus tandanya sekali sebagai pengguna basis data kantor ini: UPDATE turn SET office = '';"
)


MOVES_TO_POSTGRESQL_ALONE = (
    "[buku_besar] alamat belum menunjuk PostgreSQL. Tulis dahulu alamat barunya di berkas pengaturan, lalu ulangi."
)


def nothing_to_move(file: Path) -> str:
    """Say that a file is no ledger."""
    return f"{file} bukan berkas buku besar. Sebut berkas SQLite yang dipakai selama ini, misalnya tanggap.db."


def target_not_empty(table: str) -> str:
    """Say that a ledger is moved into an empty one alone."""
    return (
        f"Buku besar di PostgreSQL sudah berisi (tabel {table}); tidak ada yang dipindahkan. Memindahkan hanya ke "
        "skema yang kosong: mintalah pengelola basis data membuatnya baru (DROP SCHEMA … CASCADE; CREATE SCHEMA …)."
    )


def moved_otherwise(table: str) -> str:
    """Say that a server keeps other rows than it was given."""
    return (
        f"Baris tabel {table} di PostgreSQL berbeda dari berkasnya; tidak ada yang dipindahkan. Pakai tetap berkas "
        "itu dan laporkan kepada pengembang."
    )


def server_is_away(said: str) -> str:
    """Say that the database server is not to be had for the moment."""
    return (
        f"Peladen PostgreSQL sedang tidak dapat dipakai ({_in_one_line(said)}). Tidak ada yang hilang; coba lagi "
        "nanti. Bila lama, tanyakan kepada pengelola basis data."
    )


def server_unusable(said: str) -> str:
    """Say that the database server refuses this office, which somebody must put right."""
    return (
        f"Buku besar di PostgreSQL tidak dapat dipakai: {_in_one_line(said)}. Periksa [buku_besar] alamat, dan "
        "mintalah pengelola basis data memeriksa pengguna, sandi, basis data dan haknya. Cadangan PostgreSQL "
        "dipulihkan di sana."
    )


def server_gives_another_role(*, asked: str, role: str) -> str:
    """Say that the server lets this office in as somebody else."""
    return (
        f"[buku_besar] alamat menyebut pengguna {asked}, tetapi peladen PostgreSQL memberi pengguna {role}. Setiap "
        "kantor memakai penggunanya sendiri; periksa perantara seperti pgbouncer."
    )


def no_schema_of_its_own(role: str) -> str:
    """Say that a role has no schema of its name, and how it gets one."""
    return (
        f"Pengguna PostgreSQL {role} tidak punya skema bernama sama; setiap kantor memakai satu pengguna dan satu "
        f'skema. Jalankan sekali sebagai pengelola basis data: CREATE SCHEMA AUTHORIZATION "{role}"; lalu ulangi.'
    )


def server_not_in_utf8(encoding: str) -> str:
    """Say that a database cannot hold every sign that people write."""
    return (
        f"Basis data PostgreSQL ini memakai {encoding}. Buat basis data baru dengan ENCODING 'UTF8', lalu sesuaikan "
        "[buku_besar] alamat."
    )


def _in_one_line(said: str) -> str:
    return " ".join(said.split())


def address_unusable(error: Exception) -> str:
    """Say that the ledger's address leads to no database."""
    return (
        f"Alamat buku besar tidak dapat dipakai ({error}). Periksa kunci buku besar di berkas pengaturan; "
        "untuk PostgreSQL pasang juga penggeraknya: `pip install -r requirements-postgresql.txt`."
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


FILES_ARE_DELETED_BY_HAND = "Buku besar ini berkas SQLite; hapus berkasnya sendiri."


def ledger_of_another_version(found: str | None, wanted: str) -> str:
    """Say that the ledger's tables are not those of this program, and are brought up by a command of its own."""
    return (
        f"Tabel buku besar ini versi {found or '(belum ada)'}, sedangkan program ini memakai versi {wanted}. "
        "Jalankan `armada migrasi` dengan program yang terbaru."
    )


def ledger_is_newer(version: str) -> str:
    """Say that a newer Tanggap wrote the ledger."""
    return (
        f"Buku besar ini ditulis oleh Tanggap yang lebih baru (versi tabel {version}). "
        "Pasang Tanggap versi terbaru, lalu ulangi; jangan memakai versi lama."
    )
