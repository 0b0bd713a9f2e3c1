"""What each refusal of Google's means and what to do about it, in Indonesian.

A sentence follows "Gagal …: "; {message} stands for Google's own words, {place} for the page to open. The job tries
again by itself, so no text asks a person to: it says what must be different by then.
"""

from __future__ import annotations

SCOPES_MISSING = (
    "izin (scope) yang diberikan kurang. Beri izin Sheets, Drive, Forms dan Gmail: di Konsol Admin, Keamanan, "
    "Kontrol data dan akses, Kontrol API, Kelola Delegasi Tingkat Domain (`doctor --lingkup` mencetaknya); atau, "
    "untuk masuk sebagai pengguna, jalankan `masuk` lagi dan centang semua izin."
)
API_OFF = (
    "API belum diaktifkan di proyek Google Cloud. Buka {place}, klik Aktifkan (Enable), tunggu beberapa menit; "
    "sesudah itu dicoba lagi dengan sendirinya. Yang dibutuhkan: API Sheets, Drive, Forms dan Gmail."
)
LIBRARY = "https://console.cloud.google.com/apis/library"
SIGN_IN_OVER = "izin masuk ke Google tidak berlaku lagi. Perbarui kunci, atau jalankan `masuk` sekali lagi."
DELEGATION_DENIED = (
    "akun ini tidak boleh membuka kotak surat itu. Isi atas_nama di bagian [google] dengan akun yang memiliki kotak "
    "suratnya, atau masuk sebagai akun itu."
)
GMAIL_OFF = (
    "Gmail tidak menyala bagi akun ini. Di Konsol Admin buka Aplikasi, Google Workspace, Gmail, Status layanan, "
    "lalu nyalakan untuk unit organisasinya; periksa juga lisensinya di Direktori, Pengguna. Untuk akun tanpa "
    "Konsol Admin, buka mail.google.com sekali sebagai akun ini."
)
DRIVE_OFF = (
    "Google Drive tidak menyala bagi akun ini, atau aplikasi lain dilarang memakainya. Di Konsol Admin buka "
    "Aplikasi, Google Workspace, Drive dan Dokumen: nyalakan Status layanan, dan pada Fitur dan Aplikasi izinkan "
    "Drive SDK."
)
LICENCE_MISSING = (
    "akun ini tidak punya lisensi Google Workspace. Di Konsol Admin buka Direktori, Pengguna, pilih orangnya, lalu "
    "Lisensi, dan beri lisensinya."
)
SERVICE_OFF = (
    "layanan Google ini dimatikan bagi akun yang dipakai, atau akunnya ditangguhkan. Minta admin Workspace "
    "menyalakannya di Konsol Admin, Aplikasi, Google Workspace."
)
SHARING_FORBIDDEN = (
    "aturan domain melarang berbagi ke luar domain. Minta admin Workspace mengizinkannya di Konsol Admin, Aplikasi, "
    "Google Workspace, Drive dan Dokumen, Setelan berbagi, atau pakai alamat dari domain kantor."
)
PUBLISHING_FORBIDDEN = (
    "aturan domain melarang membuka berkas bagi umum. Minta admin Workspace mengizinkannya di Konsol Admin, "
    "Aplikasi, Google Workspace, Drive dan Dokumen, Setelan berbagi: pengguna boleh memublikasikan berkas di web."
)
SHARED_DRIVE_FOR_DOMAIN = (
    "drive bersama ini hanya untuk orang di domainnya. Minta pengelola drive bersama membuka Setelan drive bersama "
    "dan mencentang “Izinkan orang di luar organisasi mengakses file”; atau pakai alamat dari domain kantor."
)
SHARED_DRIVE_FOR_MEMBERS = (
    "drive bersama ini hanya untuk anggotanya. Minta pengelola drive bersama membuka Setelan drive bersama dan "
    "mencentang “Izinkan orang yang bukan anggota drive bersama mengakses file”; atau menjadikan orangnya anggota "
    "(Kelola anggota)."
)
SHARED_DRIVE_FOR_ACCOUNTS = (
    "drive bersama ini hanya menerima alamat yang punya akun Google. Betulkan alamatnya, atau minta orangnya membuat "
    "akun Google dengan alamat itu."
)
SHARED_DRIVE_KEEPS_MOVES_OUT = (
    "drive bersama ini tidak menerima berkas yang dipindahkan dari luar. Minta pengelolanya menjadikan akun ini "
    "Pengelola konten (Kelola anggota), dan pemilik berkas memindahkannya sendiri."
)
FOLDER_RIGHTS_MISSING = (
    "akun ini tidak boleh mengubah berkas atau foldernya. Bagikan folder kantor kepadanya sebagai Editor; pada drive "
    "bersama sebagai Pengelola konten."
)
FOLDER_FULL = "folder atau drive bersama ini penuh. Pindahkan berkas lama ke tempat lain."
GOOGLE_BUSY = "Google sedang sibuk, atau kuota per menitnya habis. Dicoba lagi dengan sendirinya beberapa menit lagi."
SPENT_FOR_TODAY = (
    "kuota harian Google sudah habis. Kuota itu pulih pada tengah malam waktu Pasifik (sore di Indonesia); sesudah "
    "itu dicoba lagi dengan sendirinya."
)
SHARED_DRIVE_FULL = (
    "drive bersama ini sudah memuat berkas sebanyak batasnya. Minta pengelolanya mengosongkan Sampah drive itu dan "
    "memindahkan berkas lama ke drive bersama lain."
)
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
    "alamat ini belum punya akun Google, jadi tidak dapat diberi akses. Betulkan alamatnya di lembar Pokja atau "
    "Pejabat, atau minta orangnya membuat akun Google dengan alamat itu."
)
SHARED_ENOUGH_TODAY = "batas berbagi Google hari ini tercapai; dicoba lagi nanti dengan sendirinya."
STORAGE_FULL = (
    "ruang simpan Google habis. Akun layanan tidak punya ruang simpan sendiri: isi drive_bersama atau atas_nama "
    "di bagian [google] pengaturan; selain itu kosongkan Sampah atau tambah ruangnya."
)
PDF_TOO_LARGE = "PDF-nya lebih besar daripada yang diekspor Google (10 MB). Kecilkan gambar di dalam dokumen itu."
NOT_DOWNLOADABLE = (
    "berkas ini dokumen Google atau pintasan, bukan berkas yang dapat diunduh. Unduh sebagai PDF (surat dan templat: "
    "sebagai .docx), lalu taruh hasilnya di tempat yang sama."
)
DANGEROUS_FILE = (
    "menurut Google berkas ini mungkin berisi virus, jadi tidak dapat diambil. Jangan dibuka. Minta berkas baru dari "
    "yang membuat, memindai atau mengirimnya, lalu taruh di tempat yang sama; atau kembalikan versi sebelumnya: di "
    "Drive klik kanan berkas itu, Informasi file, Kelola versi."
)
DOWNLOAD_FORBIDDEN = (
    "berkas ini tidak boleh diunduh akun ini: pemiliknya mematikan unduhan. Minta pemiliknya mengizinkan, atau "
    "taruh salinan milik kantor sebagai gantinya."
)
FILE_TOO_LARGE = "berkasnya terlalu besar bagi Google. Kecilkan gambar atau halamannya."
ADDRESS_UNREADABLE = "alamat surelnya tidak dapat dibaca Google. Betulkan alamatnya."
MAIL_TOO_LARGE = (
    "suratnya lebih besar daripada yang dapat dikirim Gmail (25 MB). Sampaikan lampirannya dengan cara lain."
)
NOT_FOUND = (
    "tidak ditemukan di Google. Mungkin dihapus, dipindah ke Sampah, atau tidak dibagikan lagi kepada akun ini; "
    "pulihkan dari Sampah, atau jalankan `doctor` untuk melihat apa yang kurang."
)
DELETED = "sudah dihapus di Google."
NO_ACCESS = (
    "akun ini tidak diberi akses. Bagikan folder kantor kepadanya sebagai Editor; sesudah itu dicoba lagi dengan "
    "sendirinya."
)
UNKNOWN = (
    "Google menolaknya dengan kata-kata “{message}”, yang belum dikenal Tanggap. Sampaikan kata-kata itu "
    "kepada bagian TI; sementara itu kerjakan dengan tangan. Dicoba lagi dengan sendirinya."
)


def not_google(*, doing: str, status: int) -> str:
    """Say that something between us and Google answered."""
    if status == 407:
        return PROXY_SIGN_IN.replace("{doing}", doing)
    return (
        f"Gagal {doing}: yang menjawab bukan Google, melainkan jaringan atau proksi (jawaban {status}). Periksa "
        "jaringan; bila berulang, minta pengelola proksi meneruskan *.googleapis.com dan accounts.google.com."
    )


PROXY_SIGN_IN = (
    "Gagal {doing}: proksi jaringan kantor meminta nama dan kata sandi (407). Tulis keduanya pada HTTPS_PROXY, "
    "seperti http://nama:sandi@proksi:3128, atau minta pengelola proksi mengizinkan mesin ini."
)


def captive_portal(*, doing: str, title: str) -> str:
    """Say that the network itself answered, because it wants a sign-in of its own first."""
    named = f" ({title})" if title else ""
    return (
        f"Gagal {doing}: jaringan ini menjawab dengan halamannya sendiri{named}, bukan Google. Buka peramban di "
        "mesin ini dan masuk ke jaringannya; sesudah itu dicoba lagi dengan sendirinya."
    )


def failed(*, doing: str, advice: str) -> str:
    """Say what failed, why, and what to do."""
    return f"Gagal {doing}: {advice}"
