"""What people read of matters that several jobs share."""

from __future__ import annotations

from collections.abc import Sequence

NOT_SET_UP = (
    "Kantor ini belum disiapkan. Jalankan `setup` lebih dahulu. Bila kantor ini sudah pernah berjalan, buku besarnya "
    "hilang: kembalikan salinan terbaru di folder cadangan/ dengan `rebuild --cadangan BERKAS`, atau tanpa salinan "
    "jalankan `rebuild`."
)

# -- report

SECTION, MEASURE, VALUE = "Bagian", "Ukuran", "Nilai"
FIGURES, LIST = "Angka", "Daftar keluhan"
ANOTHER_SERVICE = "(bukan layanan kantor)"
ANOTHER_CAUSE = "(di luar daftar kategori)"


def reported(figures: str) -> str:
    """Say which figures the filed report states."""
    return (
        f"Dilaporkan (berkasnya di folder Laporan): {figures}.\n"
        "Angka di bawah ini menurut catatan sekarang; bedanya disebut sebagai koreksi dalam laporan berikutnya.\n"
    )


def paper_written(*, file: str, filed: bool) -> str:
    """Say what was written, and whether it is the report that was filed."""
    what = "laporan yang sudah disusun, sama dengan yang di Arsip" if filed else "laporan menurut catatan sekarang"
    return f"{file}: {what}."


def not_in_the_archive(period: str) -> str:
    """Say that the file of a report is not known any more."""
    return f"Berkas laporan {period} tidak ada di Arsip. Cari di folder Laporan di Drive."


def changed_since(name: str) -> str:
    """Say that somebody changed the file of a report in Drive."""
    return (
        f"{name} di Drive sudah disunting sesudah disusun: SHA-256-nya bukan yang tercatat di Arsip. Pulihkan versi "
        "pertamanya lewat “Kelola versi”."
    )


SETUP_FOR_REPORTS = "Templat laporan belum ada. Jalankan `setup` sekali, lalu ulangi."


# -- scans that an officer says are ours

NO_PLAIN_SCAN = "baris itu bukan pindaian tanpa kode QR"
NO_LETTER_YET = "surat balasannya belum bernomor dan belum menjadi PDF; tunggu sampai ada, lalu pindai kertasnya"
SIGNED_IN_SRIKANDI = (
    "surat ini ditandatangani di Srikandi, jadi pindaian kertas tidak menggantikannya; kosongkan sel itu, unduh PDF "
    "bertanda tangan dari Srikandi, dan taruh di Pindaian Masuk"
)
OLDER_THAN_LETTER = "pindaian itu lebih lama daripada PDF suratnya; pindai kertas yang ditandatangani"

SECOND_SCAN = (
    "surat balasannya sudah ditetapkan dari pindaian lain, dan satu surat hanya dari satu pindaian; kosongkan sel "
    "itu. Bila surat terdiri atas beberapa halaman, satukan halamannya dalam satu pindaian"
)


DESIGNATED_BEFORE = "baris itu sudah pernah ditetapkan; bila keliru, pindai ulang kertasnya dengan nama yang benar"
NO_RECORD_YET = "Notulen Penyerahan belum dibuat; isi Tanggal diterima pelanggan dan Cara kirim dahulu"


def filed_as(title: str) -> str:
    """Say that a paper came in as what its cover sheet or its name says, which no cell changes."""
    again = "bila keliru, pindai ulang kertasnya dengan nama yang benar"
    return f"baris itu sudah diarsipkan sebagai {title}; kosongkan sel itu, dan {again}"


def unknown_designation(*, text: str, choices: Sequence[str]) -> str:
    """Say that a cell holds none of the choices."""
    return f"“{text[:40]}” bukan pilihan; pilih {', '.join(choices)}, atau kosongkan"


def cannot_designate(*, name: str, why: str) -> str:
    """Say that what an officer stated of a document cannot come true."""
    return f"Ditetapkan sebagai (lembar Arsip, {name}): {why}."


def to_be_designated(*, name: str, remark: str, is_asked: bool) -> str:
    """Say that a scan waits for an officer to say what it is, and what to do where the column is not there yet."""
    first = "" if is_asked else " Kolom Ditetapkan sebagai belum ada: minta penyelia menjalankan setup."
    return f"{name}: {remark}{first}"


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
