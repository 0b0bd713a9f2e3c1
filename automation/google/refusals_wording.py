"""What each refusal of Google's means and what to do about it, in Indonesian.

A sentence follows "Gagal …: "; {message} stands for Google's own words.
"""

from __future__ import annotations

SCOPES_MISSING = "izin (scope) yang diberikan kurang. Beri izin Sheets, Drive, Forms dan Gmail seperti di panduan."
API_OFF = "API belum diaktifkan di proyek Google Cloud. Aktifkan API Sheets, Drive, Forms dan Gmail di sana."
SIGN_IN_OVER = "izin masuk ke Google tidak berlaku lagi. Perbarui kunci atau token."
SERVICE_OFF = (
    "layanan Google ini dimatikan bagi akun yang dipakai, atau akunnya ditangguhkan. Minta admin Workspace "
    "menyalakannya di Konsol Admin, Aplikasi, Google Workspace."
)
SHARING_FORBIDDEN = (
    "aturan domain atau drive bersama melarang berbagi ke alamat ini. Minta admin Workspace mengizinkannya, atau "
    "pakai alamat dari domain kantor."
)
FOLDER_RIGHTS_MISSING = (
    "akun ini tidak boleh mengubah berkas atau foldernya. Bagikan folder kantor kepadanya sebagai Editor; pada drive "
    "bersama sebagai Pengelola konten."
)
FOLDER_FULL = "folder atau drive bersama ini penuh. Pindahkan berkas lama ke tempat lain."
GOOGLE_BUSY = "Google sedang sibuk atau kuota habis. Coba lagi beberapa menit lagi."
ABORTED = "Google membatalkannya di tengah jalan. Dicoba lagi dengan sendirinya."
PROJECT_CLOSED = (
    "proyek Google Cloud ini ditutup, ditangguhkan, atau tidak boleh dipakai akun ini. Periksa di Google Cloud."
)
TAB_GONE = (
    "sebuah lembar tidak ada lagi di buku kerja ({message}). Kembalikan nama lembarnya, atau jalankan "
    "`setup` bila lembarnya terhapus."
)
NOT_A_SPREADSHEET = (
    "buku kerja bukan spreadsheet Google. Buka berkasnya, lalu File, Simpan sebagai Google Spreadsheet."
)
CELLS_PROTECTED = (
    "sel yang dilindungi tidak boleh ditulis akun ini. Jalankan `setup` agar perlindungan lembar diperbarui."
)
CELL_TOO_LONG = "isinya lebih dari 50.000 karakter untuk satu sel."
WORKBOOK_FULL = "buku kerja sudah penuh (10 juta sel). Hapus baris dan kolom kosong, atau lembar yang tidak dipakai."
NO_GOOGLE_ACCOUNT = (
    "alamat ini belum punya akun Google, jadi folder tidak dapat dibagikan kepadanya. Betulkan alamatnya di "
    "lembar Pokja, atau minta orangnya membuat akun Google dengan alamat itu."
)
SHARED_ENOUGH_TODAY = "batas berbagi Google hari ini tercapai; dicoba lagi nanti dengan sendirinya."
STORAGE_FULL = (
    "ruang simpan Google habis. Akun layanan tidak punya ruang simpan sendiri: isi drive_bersama atau atas_nama "
    "di bagian [google] pengaturan; selain itu kosongkan Sampah atau tambah ruangnya."
)
PDF_TOO_LARGE = "PDF-nya lebih besar daripada yang diekspor Google (10 MB). Kecilkan gambar di dalam dokumen itu."
NOT_DOWNLOADABLE = (
    "berkas ini dokumen Google atau pintasan, bukan berkas yang dapat diunduh. Unduh sebagai PDF, lalu taruh "
    "PDF-nya di tempat yang sama."
)
DANGEROUS_FILE = (
    "Google menganggap berkas ini berbahaya. Jangan dibuka; pindai ulang kertasnya, atau minta berkas baru dari "
    "pengirimnya."
)
DOWNLOAD_FORBIDDEN = (
    "berkas ini tidak boleh diunduh akun ini: pemiliknya mematikan unduhan. Minta pemiliknya mengizinkan, atau "
    "taruh salinan milik kantor sebagai gantinya."
)
FILE_TOO_LARGE = "berkasnya terlalu besar bagi Google. Kecilkan, lalu ulangi."
ADDRESS_UNREADABLE = "alamat surelnya tidak dapat dibaca Google. Betulkan alamatnya."
MAIL_TOO_LARGE = (
    "suratnya lebih besar daripada yang dapat dikirim Gmail (25 MB). Sampaikan lampirannya dengan cara lain."
)
NOT_FOUND = (
    "tidak ditemukan di Google. Mungkin dihapus, dipindah ke Sampah, atau tidak dibagikan lagi kepada akun ini; "
    "pulihkan dari Sampah, atau jalankan `doctor` untuk melihat apa yang kurang."
)
DELETED = "sudah dihapus di Google."
NO_ACCESS = "akun ini tidak diberi akses. Bagikan folder kantor kepadanya sebagai Editor, lalu ulangi."
UNKNOWN = (
    "Google menolaknya. Periksa datanya; bila tidak jelas, laporkan kata-kata Google di `doctor` kepada pengembang."
)
DELEGATION_MISSING = (
    "akses seluruh domain belum diberikan kepada akun layanan ini, atau scope-nya kurang. Di Konsol Admin buka "
    "Keamanan, Kontrol API, Penyerahan wewenang seluruh domain, lalu tambahkan client ID dan scope-nya."
)
CLOCK_WRONG = "jam mesin ini meleset dari jam Google. Nyalakan penyelarasan waktu (NTP)."
SUBJECT_UNKNOWN = "alamat atas_nama di bagian [google] tidak dikenal Google. Betulkan."
SUBJECT_GONE = "alamat atas_nama di bagian [google] tidak ada lagi di Google. Betulkan."
SUBJECT_DELETED = "akun atas_nama sudah dihapus. Pulihkan, atau ganti di [google]."
ACCOUNT_DISABLED = "akun layanan ini dimatikan. Nyalakan lagi di Google Cloud."
ACCOUNT_DELETED = "akun layanan ini sudah dihapus. Buat akun layanan dan kunci baru."
KEY_DELETED = "kunci akun layanan ini sudah dihapus. Buat kunci baru."
SIGN_IN_WITHDRAWN = "token sudah dicabut atau habis masanya. Buat token baru."
SIGN_IN_AGAIN = "Google meminta masuk ulang (aturan sesi Workspace). Masuk lagi sekali."
CLIENT_UNKNOWN = "client OAuth ini tidak dikenal lagi. Buat kunci atau client baru di Google Cloud."
CLIENT_DELETED = "client OAuth ini sudah dihapus. Buat kunci atau client baru di Google Cloud."
CLIENT_DISABLED = "client OAuth ini dimatikan. Nyalakan lagi di Google Cloud."
FORBIDDEN_BY_ADMIN = "aturan admin Workspace menolak aplikasi ini. Minta admin mempercayainya."
OTHER_ORGANISATION = "aplikasi ini hanya untuk organisasi lain. Pakai akun dari organisasi itu."
APP_FORBIDDEN = "akun ini tidak boleh memakai aplikasi ini. Minta admin Workspace mengizinkannya."
SIGN_IN_REFUSED = (
    "izin masuk ke Google ditolak. Kunci akun layanan atau token mungkin dicabut, atau akses seluruh domain belum "
    "diberikan. Buat kunci baru di Google Cloud dan sesuaikan [google] di pengaturan."
)


def not_google(doing: str) -> str:
    """Say that something between us and Google answered."""
    return f"Gagal {doing}: yang menjawab bukan Google, melainkan jaringan atau proksi. Periksa jaringan."


def failed(*, doing: str, advice: str) -> str:
    """Say what failed, why, and what to do."""
    return f"Gagal {doing}: {advice}"
