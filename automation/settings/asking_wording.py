"""What an office is asked at its first `setup`, in Indonesian."""

from __future__ import annotations

from automation.domain.office_hours import ZONES

from .values import AccessMode

ANSWER_NEEDED = "  Ini perlu diisi."
NOT_AN_EMAIL = "  Tulis satu alamat surel, misalnya nama@kantor.example."
ZONES_ARE = f"  Tulis salah satu: {', '.join(ZONES)}."
WAYS_ARE = "  Tulis 1, 2, atau 3."
BEGINNING = (
    "Berkas pengaturan belum ada. Jawab beberapa pertanyaan; semuanya dapat diubah kemudian di berkas itu.\n"
    "Hentikan dengan Ctrl+C; belum ada yang ditulis sebelum pertanyaan terakhir dijawab.\n"
)
OFFICE = (
    ("nama", "Nama kantor: "),
    ("kota", "Kota (dicetak di depan tanggal surat): "),
    ("alamat", "Alamat kantor, satu baris: "),
    ("telepon", "Telepon kantor: "),
)
ZONE = f"Zona waktu ({', '.join(ZONES)}): "
ACCOUNT = "Akun Google kantor (surel dikirim dari sini, berkas menjadi miliknya): "
WAY = (
    "Cara masuk: 1 = sebagai akun itu (Gmail biasa), 2 = akun layanan dengan kunci (Workspace), 3 = akun layanan "
    "tanpa kunci (organisasi melarang kunci) [1]: "
)
HEAD = "Nama Kepala Balai, dengan gelar: "
HEADS_EMAIL = "Surel Kepala Balai: "
OFFICER = "Nama seorang Petugas Pelayanan: "
OFFICERS_EMAIL = "Surel petugas itu: "
SUPERVISOR = "Surel penyelia, yang dikabari bila program ini gagal: "


def lead(group: str) -> str:
    """Ask who leads a working group."""
    return f"Nama Ketua {group}: "


def leads_email(group: str) -> str:
    """Ask for a group lead's address."""
    return f"Surel Ketua {group}: "


def contacts(*, phone: str, email: str) -> str:
    """Return the letterhead's last line."""
    return f"Telepon {phone} | {email}"


_FOLLOWING = {
    AccessMode.USER: "taruh klien OAuth di rahasia/klien-oauth.json, jalankan `masuk`, lalu `setup` lagi.",
    AccessMode.SERVICE_ACCOUNT: "taruh kunci akun layanan di rahasia/akun-layanan.json, lalu jalankan `setup` lagi.",
    AccessMode.KEYLESS: (
        "di bagian [google] isi akun_layanan, dan di luar Google Cloud juga berkas_identitas; taruh berkas itu di "
        "rahasia/identitas.json, lalu `setup` lagi."
    ),
}


def written(*, file: str, way: AccessMode) -> str:
    """Say that the settings are written, and what comes next."""
    following = f"Berikutnya: {_FOLLOWING[way]}"
    return f"\n{file} ditulis. Petugas lain, wakil, NIP dan lain-lain dapat ditambah di sana.\n{following}"
