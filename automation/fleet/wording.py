"""What people read who run a fleet of offices: help, refusals, lists, log."""

from __future__ import annotations

from collections.abc import Sequence

# -- what each command does

FLEET = "Jalankan banyak kantor dengan satu mesin: daftar kantor, pekerja, dan ikhtisarnya."
ACTIONS_TITLE, ACTION = "tindakan", "TINDAKAN"
ADD = "Daftarkan satu kantor, atau ganti pengaturannya (--ganti)."
LIST = "Sebut semua kantor dan keadaannya."
MIGRATE = "Siapkan tabel armada dan perbarui buku besar setiap kantor, satu demi satu; jalankan sebelum pekerja."
WORK = "Jalankan satu pekerja sampai dihentikan; boleh banyak, di banyak mesin."
LOOK = "Tunjukkan keadaan semua kantor, kuota dan pekerja; status 1 bila ada yang perlu perhatian."
PAUSE = "Hentikan sementara putaran satu kantor."
GO_ON = "Jalankan lagi kantor yang dijeda atau dikesampingkan."
REMOVE = "Keluarkan satu kantor dari armada; buku besarnya tetap ada, kecuali diminta dihapus."

# -- what each option does

NAME, FOLDER, PROJECT, COUNT = "NAMA", "FOLDER", "PROYEK", "JUMLAH"
NAME_HELP = "nama kantor di armada: huruf kecil, angka dan garis bawah"
NAMES_HELP = "hanya kantor ini; tanpa nama, semuanya"
FOLDER_HELP = "folder kantor, berisi office.toml dan rahasia/"
KEEP_HELP = (
    "simpan isi folder itu terenkripsi di basis data, sehingga pekerja di mesin lain tidak memerlukan foldernya"
)
PROJECT_HELP = (
    "proyek Google Cloud yang kuotanya dipakai; bawaan: yang tertulis di kunci akun layanan, atau nama kantor"
)
READS_HELP = "kuota baca Sheets proyek itu per menit; bawaan 300"
REPLACE_HELP = "kantor itu sudah terdaftar: ganti pengaturannya dengan isi folder ini"
SLOTS_HELP = "berapa kantor dikerjakan bersamaan, paling sedikit 2; bawaan 8"
OPENERS_HELP = "berapa proses pembuka berkas boleh jalan bersamaan; bawaan 2"
HTML_HELP = "cetak sebagai satu halaman web, tanpa data pribadi"
JSON_HELP = "cetak sebagai JSON"
METRICS_HELP = "cetak sebagai metrik Prometheus"
AGAIN_HELP = "ketik nama kantor itu sekali lagi, sebagai pengganti jawaban di terminal"
WITH_LEDGER_HELP = "hapus juga skema buku besarnya beserta seluruh isinya; tidak dapat dibatalkan"

# -- what is wrong

NOT_POSTGRESQL = "Alamat armada bukan alamat PostgreSQL. Tulis seperti postgresql://armada:sandi@mesin/basisdata."
KEY_UNUSABLE = (
    "Kunci armada bukan kunci yang benar: 44 huruf base64. Periksa TANGGAP_ARMADA_KUNCI atau kredensialnya."
)
REGISTRY_IS_BUSY = "Basis data armada tidak menjawab cukup cepat. Dicoba lagi dengan sendirinya."
QUEUE_LOST = "Sambungan ke antrean armada terputus. Pekerja ini berhenti, dan dimulai lagi oleh systemd."
EXTRA_MISSING = (
    "Perangkat armada belum dipasang. Pasang dengan `pip install -r requirements-armada.txt`, lalu ulangi."
)
NO_ADDRESS = (
    "Alamat armada belum diisi. Tulis di variabel TANGGAP_ARMADA, atau di kredensial systemd bernama armada-alamat: "
    "postgresql://armada:sandi@mesin/basisdata."
)
ON_SQLITE = (
    "Buku besar kantor ini masih SQLite. Armada memerlukan PostgreSQL: isi [buku_besar] alamat, lalu `pindah`."
)
SAME_ROLE = "Buku besar kantor ini memakai peran armada sendiri. Beri kantor itu peran dan skema sendiri."
TOO_FEW_SLOTS = "paling sedikit 2"


def not_a_name(text: str) -> str:
    """Say how an office is named."""
    return f"“{text}” bukan nama kantor; tulis huruf kecil, angka dan garis bawah, mis. balai_samarinda"


def not_a_count(text: str) -> str:
    """Say that an option holds no count."""
    return f"“{text}” bukan jumlah; tulis angka, mis. 8"


def address_unusable(kind: str) -> str:
    """Say that the fleet's address cannot be used; it may hold a password, so it is not shown."""
    return f"Alamat armada tidak dapat dipakai ({kind}). Tulis seperti postgresql://armada:sandi@mesin/basisdata."


def of_another_version(*, found: int | None, wanted: int) -> str:
    """Say that the registry's tables are not those of this program."""
    if found is None:
        return "Tabel armada belum ada. Jalankan `armada migrasi` dahulu."
    return f"Tabel armada versi {found}, sedangkan program ini memakai versi {wanted}. Jalankan `armada migrasi`."


def name_is_taken(name: str) -> str:
    """Say that there is an office of this name."""
    return f"Kantor {name} sudah terdaftar. Untuk mengganti pengaturannya: `armada tambah {name} FOLDER --ganti`."


def no_such_office(name: str) -> str:
    """Say that there is no office of this name."""
    return f"Tidak ada kantor bernama {name}. Lihat `armada daftar`."


def no_key(*, example: str) -> str:
    """Say that the key is missing, and offer a new one."""
    return (
        "Kunci armada belum diisi, padahal ada kantor yang pengaturannya disimpan terenkripsi. Tulis di variabel "
        "TANGGAP_ARMADA_KUNCI, atau di kredensial systemd bernama armada-kunci; jangan di basis data itu sendiri. "
        f"Kunci baru, bila belum pernah ada: {example}"
    )


def does_not_open(office: str) -> str:
    """Say that what is kept of an office cannot be decrypted."""
    return (
        f"Pengaturan kantor {office} yang tersimpan tidak dapat dibuka: kuncinya lain, atau isinya bukan miliknya. "
        f"Pasang kunci armada yang lama, atau simpan lagi dengan `armada tambah {office} FOLDER --simpan --ganti`."
    )


def link_in_folder(file: object) -> str:
    """Say that a folder holds a link."""
    return f"{file} adalah tautan. Salin berkasnya sendiri ke folder itu, lalu ulangi."


def too_much_in_folder(folder: object) -> str:
    """Say that a folder holds too much to be kept in the database."""
    return f"Isi {folder} terlalu banyak untuk disimpan. Sisakan office.toml, rahasia/ dan logo saja, lalu ulangi."


# -- what is asked and printed


def type_the_name(name: str, *, with_ledger: bool) -> str:
    """Ask for an office's name once more before it is removed."""
    what = "dan SELURUH isi buku besarnya dihapus" if with_ledger else "dari armada; buku besarnya tetap ada"
    return f"Kantor {name} dikeluarkan {what}. Ketik nama kantor itu untuk melanjutkan: "


def name_differs(name: str) -> str:
    """Say that what was typed is another name."""
    return f"Nama yang diketik bukan {name}. Tidak ada yang dihapus."


def removed(name: str, *, with_ledger: bool) -> str:
    """Say that an office was removed."""
    kept = "beserta buku besarnya" if with_ledger else "buku besar dan foldernya tetap ada"
    return f"Kantor {name} sudah dikeluarkan dari armada; {kept}."


def still_ticking(name: str) -> str:
    """Say that an office is being ticked right now."""
    return f"Putaran kantor {name} sedang berjalan. Jalankan `armada jeda {name}`, tunggu sebentar, lalu ulangi."


def added(name: str, project: str) -> str:
    """Say that an office was added."""
    return f"Kantor {name} terdaftar, dengan kuota proyek Google {project}."


def replaced(name: str) -> str:
    """Say that an office's settings were replaced."""
    return f"Pengaturan kantor {name} diganti; pekerja membacanya pada putaran berikutnya."


def migrated(name: str, version: str) -> str:
    """Say to which version an office's ledger was brought."""
    return f"  {name}: buku besar versi {version}"


def not_migrated(name: str, reason: object) -> str:
    """Say that an office's ledger could not be brought up."""
    return f"! {name}: {reason}"


REGISTRY_READY = "Tabel armada dan antreannya siap."
STANDS_STILL = "Kantor itu tidak dikerjakan sampai `armada lanjut`."
GOES_ON = "Kantor itu dikerjakan lagi mulai sekarang."
NO_OFFICES = "Belum ada kantor. Daftarkan dengan `armada tambah NAMA FOLDER`."
STATES = {"running": "jalan", "paused": "dijeda", "put_aside": "dikesampingkan"}
RESULTS = {
    "done": "selesai",
    "person": "perlu tindakan orang",
    "later": "dicoba lagi",
    "quota": "kuota Google habis",
    "held": "putaran lain memegangnya",
    "stopped": "dihentikan",
    "refused": "tidak dapat mulai",
    "bug": "kesalahan program",
}
LIST_HEADINGS = ("Kantor", "Keadaan", "Proyek", "Pengaturan", "Buku besar")
IN_REGISTRY = "(di basis data)"


# -- what is logged


def of_office(name: str, text: str) -> str:
    """Say which office something is about."""
    return f"{name}: {text}"


def put_aside(name: str, failures: int, reason: str) -> str:
    """Say that an office is not ticked any more."""
    return (
        f"{name}: dikesampingkan sesudah {failures} kegagalan berturut-turut ({reason}). Kantor lain tetap jalan. "
        f"Periksa dengan `doctor` di folder kantor itu, lalu `armada lanjut {name}`."
    )


def not_planned(reason: object) -> str:
    """Say that the next ticks could not be planned."""
    return f"Putaran berikutnya belum dapat direncanakan: {reason}"


def worker_begins(name: str, slots: int) -> str:
    """Say that a worker begins."""
    return f"Pekerja {name} mulai, {slots} kantor bersamaan."


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their headings, each column as wide as it must be."""
    widths = [max(len(row[place]) for row in (headings, *rows)) for place in range(len(headings))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (headings, *rows)
    )
    return "\n".join(line.rstrip() for line in lines)
