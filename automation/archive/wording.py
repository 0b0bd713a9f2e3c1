"""Why a scan was not filed and what to do, in Indonesian."""

from __future__ import annotations

from automation.domain.documents import DocumentKind
from automation.domain.numbers import ComplaintNumber

EMPTY_FILE = "Berkas kosong. Pindai ulang dokumennya."
TOO_LARGE = "Berkas lebih dari 100 MB. Pindai ulang dengan 200–300 dpi, atau bagi menjadi beberapa berkas."
LOCKED = "PDF terkunci dengan sandi. Simpan ulang tanpa sandi, lalu taruh kembali di Pindaian Masuk."
DAMAGED = "Berkas rusak dan tidak dapat dibuka. Pindai ulang dokumennya."
TOO_MANY_PIXELS = "Gambar terlalu besar. Pindai ulang dengan 200–300 dpi."
TOO_SLOW = (
    "Berkas terlalu lama dibaca sehingga dihentikan. Pindai ulang kertasnya dengan 200–300 dpi, "
    "atau bagi menjadi beberapa berkas."
)
TOO_HUNGRY = "Berkas memerlukan terlalu banyak memori. Pindai ulang kertasnya dengan 200–300 dpi."
BREAKS_ITS_READER = (
    "Berkas ini membuat program pembacanya berhenti: mungkin rusak, mungkin sengaja dibuat berbahaya. "
    "Jangan dibuka sebelum jelas asalnya; pindai ulang kertasnya, atau minta berkas baru dari pengirimnya."
)
HEIC = (
    "Foto HEIC belum dapat dibaca. Di iPhone pilih Pengaturan › Kamera › Format › Paling Kompatibel, "
    "atau simpan foto sebagai JPEG atau PDF, lalu taruh kembali di Pindaian Masuk."
)
NOT_A_SCAN = "Berkas ini bukan PDF, PNG, JPEG, atau TIFF. Simpan sebagai PDF, lalu taruh kembali di Pindaian Masuk."
NOT_A_SCAN_BUT_WORD = (
    "Berkas ini dokumen Word, bukan pindaian. Cetak dan pindai dokumen yang sudah ditandatangani, "
    "atau simpan sebagai PDF, lalu taruh kembali di Pindaian Masuk."
)
MIXED_PAGES = (
    "Halaman beberapa dokumen bercampur dalam satu pindaian. Urutkan kertasnya per dokumen, lalu pindai ulang."
)
TIFF_OF_SEVERAL = "TIFF ini memuat beberapa dokumen dan tidak dapat dipisah. Pindai ulang sebagai PDF."
_NAME_IT = (
    "Bila ini surat dari pelanggan atau lampiran, beri nama berkas seperti “{example}”, lalu taruh kembali di "
    "Pindaian Masuk."
)


def too_many_pages(pages: int, most: int) -> str:
    """Say that a scan is too long."""
    return f"Pindaian berisi {pages} halaman, paling banyak {most}. Bagi menjadi beberapa berkas."


def no_code(first: int) -> str:
    """Say that the scan begins with pages that say nothing; `first` counts them."""
    example = f"KEL-2026-0042 {DocumentKind.SURAT_PENGADUAN.title}.pdf"
    where = "halaman pertama" if first == 1 else f"{first} halaman pertama"
    return (
        f"Kode QR tidak terbaca pada {where}. Ratakan kertas, bersihkan kaca pemindai, dan pindai ulang dengan "
        f"300 dpi. " + _NAME_IT.format(example=example)
    )


def only_foreign(pages: int) -> str:
    """Say that codes were found, but none that is ours."""
    return (
        f"Hanya ada kode QR lain (misalnya produk atau tanda tangan elektronik) pada {pages} halaman; kode QR "
        f"arsip tidak "
        "terbaca. Pastikan kode di kanan bawah ikut terpindai, lalu pindai ulang."
    )


FORGED = (
    "Kode QR menyerupai kode arsip, tetapi tidak dibuat oleh sistem ini. Periksa asal dokumennya; "
    "jangan dimasukkan ke arsip sebelum jelas."
)


def several_codes(page: int, codes: str) -> str:
    """Say which documents claim the same page (1-based)."""
    return f"Halaman {page} memuat kode QR beberapa dokumen ({codes}). Pindai setiap dokumen sendiri-sendiri."


def unknown_case(numbers: str) -> str:
    """Say that no such complaint is known."""
    return f"Keluhan {numbers} tidak ada di Register. Periksa nomornya, atau apakah dokumen ini milik kantor lain."


def name_disagrees(name: str, codes: str) -> str:
    """Say that the file's name and its codes name different documents."""
    return f"Nama berkas menyebut {name}, tetapi kode QR di dalamnya {codes}. Ganti nama berkas atau pindai ulang."


def scan_name(number: ComplaintNumber, kind: DocumentKind, sequence: int, day: str, ending: str) -> str:
    """Return the name under which a scan is filed."""
    again = f" {sequence}" if sequence > 1 else ""
    return f"{number} {kind.file_word}{again} (pindaian) {day}.{ending}"


SIGNED_AND_LARGE = (
    "Surat bertanda tangan elektronik ini lebih besar daripada yang dapat dikirim Gmail, dan tidak boleh dikecilkan "
    "karena tanda tangannya akan rusak. Sampaikan dengan cara lain, lalu isi Cara kirim dan tanggalnya."
)
LARGE_FOR_MAIL = (
    "Pindaian ini tetap lebih besar daripada yang dapat dikirim Gmail walau sudah dikecilkan. Pindai ulang dengan "
    "resolusi lebih rendah, atau sampaikan dengan cara lain, lalu isi Cara kirim dan tanggalnya."
)


def folders_among_scans(count: int) -> str:
    """Say that folders lie where scans are looked for."""
    return (
        f"Di dalam Pindaian Masuk ada {count} folder, dan isinya tidak dibaca. Pindahkan pindaian di dalamnya "
        "langsung ke Pindaian Masuk, lalu hapus foldernya."
    )
