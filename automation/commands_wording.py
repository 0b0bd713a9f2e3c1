"""What people read about the commands: their help, what is wrong with what was typed, and what a command prints."""

from __future__ import annotations

import re
from collections.abc import Mapping

DESCRIPTION = "Tanggap menjalankan SOP Penanganan Keluhan Pelanggan di Google Workspace."
EXIT_STATUSES = "Status keluar: 0 selesai, 1 perlu tindakan orang, 2 tidak dapat mulai, 3 coba lagi nanti."
VERSION_HELP = "tampilkan versi program"
COMMANDS_TITLE, COMMAND = "perintah", "PERINTAH"

# -- what each command does

SIGN_IN = "Masuk ke Google sebagai satu pengguna lewat peramban, dan simpan izinnya."
SETUP = "Siapkan folder Drive, buku kerja dan formulir; aman diulang."
SYNC = "Jalankan satu putaran: catat, tentukan, kerjakan, tampilkan."
RUN = "Jalankan sync berulang sampai dihentikan."
DOCTOR = "Periksa pengaturan, akses, buku kerja, formulir, kalender dan buku besar."
EXPLAIN = "Jelaskan perjalanan satu keluhan dan apa yang ditunggunya."
REPORT = "Rekap keluhan satu masa: jumlah, hasil, norma yang ditepati."
IMPORT = "Pindahkan register keluhan yang dipakai kantor sebelumnya, sekali; diperiksa dahulu seluruhnya."
REBUILD = "Susun ulang buku besar yang hilang, atau lengkapi salinan lama, dari ruang kerja."
MOVE = "Pindahkan buku besar dari berkas SQLite ke PostgreSQL yang tertulis di pengaturan, seutuhnya."

# -- what each option does

OFFICE_HELP = "berkas pengaturan kantor (office.toml)"
DRY_RUN_HELP = "hanya tunjukkan apa yang akan dilakukan"
JSON_HELP = "cetak hasil sebagai JSON"
NAMELESS_JSON_HELP = "cetak sebagai JSON, tanpa nama siapa pun"
NOW_HELP = "anggap sekarang waktu ini"
NOW_HELP_WITH_EXAMPLE = f"{NOW_HELP}, mis. 2026-11-02T09:00+08:00"
SURE_HELP = "teruskan walau banyak surel akan terkirim, atau sebuah lembar tiba-tiba kosong"
EVERY_HELP = "mis. 60s, 5m"
LOG_HELP = "bentuk catatan: teks, jurnal (untuk systemd) atau json; bawaan: jurnal bila di bawah systemd"
NUMBER_HELP = "mis. KEL-2026-0001"
PERIOD_HELP = "2026-10, 2026-Q4 atau 2026"
ALIVE_HELP = "hanya periksa, tanpa bertanya kepada Google, apakah putaran terakhir belum lebih dari satu jam"
FILE_HELP = (
    "simpan ke berkas, tanpa nama: angka dan daftar ke .xlsx, .ods atau .csv; laporannya sendiri ke .docx atau .pdf"
)
COPY_HELP = "kembalikan dahulu salinan ini; buku besar yang sekarang dipindahkan ke sampingnya"
FORMER_LEDGER_HELP = "berkas buku besar yang dipakai selama ini, misalnya tanggap.db"
OLD_REGISTER_HELP = "register lama: .xlsx, .ods atau .csv"
MAP_HELP = "kolom mana menjadi apa, dari berkas ini; tanpa bertanya"
BRING_OVER_HELP = "pindahkan; tanpa ini berkasnya hanya diperiksa"
NO_BROWSER_HELP = "jangan buka peramban di mesin ini; cetak tautan saja"
OTHER_OWNER_HELP = "simpan walau folder kantor milik akun lain"
SCOPES_HELP = "cetak cakupan (scope) dan client ID untuk ditempel di Konsol Admin, tanpa memeriksa apa pun"
INVITE_HELP = (
    "minta Google mengirim surel undangan ke alamat yang belum punya akun Google, sekali untuk tiap alamat; untuk "
    "beberapa alamat tulis --undang beberapa kali"
)
ADDRESS = "ALAMAT"
FILE, INTERVAL, LOG_STYLE, MOMENT, NUMBER, PERIOD = "BERKAS", "SELANG", "BENTUK", "WAKTU", "NOMOR", "MASA"


def retry_help(*, everything: str) -> str:
    """Say what `--ulangi` takes; `everything` is the word for all that failed."""
    return f"coba lagi sekarang juga yang gagal untuk satu keluhan, mis. KEL-2026-0001, atau {everything}"


# -- what is wrong with what was typed

ZONE_MISSING = "sebut juga zona waktunya, mis. 2026-11-02T09:00+08:00"


def not_a_moment(text: str) -> str:
    """Say how a moment is written."""
    return f"“{text}” bukan waktu; tulis mis. 2026-11-02T09:00+08:00"


def not_an_address(text: str) -> str:
    """Say that an option holds no address."""
    return f"“{text}” bukan alamat surel; tulis mis. nama@gmail.com"


def not_an_interval(text: str) -> str:
    """Say how an interval is written."""
    return f"“{text}” bukan selang; tulis mis. 60s (detik) atau 5m (menit)"


def not_a_log_style(text: str) -> str:
    """Say which styles the log has."""
    return f"“{text}” bukan bentuk catatan; tulis mis. json, jurnal atau teks"


def not_a_number(text: str) -> str:
    """Say how a complaint's number is written."""
    return f"“{text}” bukan nomor keluhan; tulis mis. KEL-2026-0001"


def code_key_lost(*, file: str) -> str:
    """Say what to do where the secret for the QR codes is gone."""
    return (
        f"Kunci kode QR {file} tidak ada. Kembalikan dari cadangan; bila "
        "benar-benar hilang, jalankan `setup`, tetapi kode pada kertas lama tidak akan dikenali lagi."
    )


# -- what a command asks


def may_invite(address: str) -> str:
    """Ask whether an address may be invited by mail."""
    return f"{address} belum punya akun Google. Undang lewat surel, sekali? (ya/tidak) "


YES = frozenset({"y", "ya"})

# -- what a command prints


def retried(count: int) -> str:
    """Say how many failed things this tick tries again."""
    return f"{count} hal yang gagal dicoba lagi sekarang." if count else "Tidak ada yang gagal."


_BY_ITSELF = re.compile(r"([Dd])icoba lagi( nanti)? dengan sendirinya")


def typed_again(refusal: str) -> str:
    """Say of a refusal that passes what a person does who typed a command: it is not tried again by itself."""
    told = not_by_itself(refusal)
    return told if told != refusal or "ulangi" in refusal else f"{refusal} Jalankan perintah ini lagi."


def not_by_itself(text: str) -> str:
    """Let a text say what a person does where it says that something is tried again by itself."""
    return _BY_ITSELF.sub(
        lambda found: f"{'J' if found[1] == 'D' else 'j'}alankan perintah ini lagi{found[2] or ''}", text
    )


def put_back(*, copy: object, aside: object | None) -> str:
    """Say which copy is the ledger now, and where the ledger before it lies."""
    return f"Salinan {copy} dipulihkan." + (f" Buku besar sebelumnya: {aside}" if aside else "")


def moved(rows: Mapping[str, int], file: object) -> str:
    """Count what was moved into PostgreSQL, table by table."""
    told = [f"  {table:16} {count:8}" for table, count in rows.items() if count]
    return "\n".join(
        [
            f"Buku besar dipindahkan dari {file}; setiap baris sudah dibandingkan.",
            *told,
            f"Simpan {file} sebagai cadangan dan jangan dipakai lagi. Jalankan `doctor`, lalu mulai lagi jadwalnya.",
        ]
    )


def tick_summary(*, registered: int, effects: int, dry_run: bool) -> str:
    """Count what a tick did, or would do."""
    verb = "akan dilakukan" if dry_run else "dilakukan"
    return f"{registered} keluhan baru, {effects} tindakan {verb}."


def left_for_next(count: int) -> str:
    """Say how many effects are left to the next tick."""
    return f"{count} tindakan lagi dikerjakan pada sync berikutnya."


def ended_early(reason: str) -> str:
    """Say why a tick did not do everything."""
    return f"Belum selesai: {reason} Sisanya dilanjutkan pada sync berikutnya."
