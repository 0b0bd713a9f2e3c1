"""Why Google gives no token, by the true cause, and the place to click, in Indonesian; to follow "Gagal …: "."""

from __future__ import annotations

from datetime import timedelta

DELEGATION_MISSING = (
    "delegasi tingkat domain belum diberikan kepada akun layanan ini, atau scope-nya kurang. Jalankan `doctor "
    "--lingkup`; di Konsol Admin buka Keamanan, Kontrol data dan akses, Kontrol API, Kelola Delegasi Tingkat Domain, "
    "lalu tempel client ID dan scope-nya. Berlakunya dapat memakan waktu sampai 24 jam."
)
JWT_OUTDATED = (
    "Google menolak waktu pada permintaan masuk, padahal jam mesin ini cocok. Mulai ulang program; bila berulang, "
    "laporkan kepada pengembang."
)
SUBJECT_UNKNOWN = (
    "alamat atas_nama di bagian [google] bukan pengguna di domain kantor. Tulis alamat utamanya (bukan alias atau "
    "grup) seperti di Konsol Admin, Direktori, Pengguna. Alamat @gmail.com tidak dapat diwakili akun layanan: "
    'pakai masuk = "pengguna".'
)
SUBJECT_GONE = (
    "alamat atas_nama di bagian [google] tidak terbaca sebagai alamat pengguna. Tulis alamat utamanya seperti di "
    "Konsol Admin, Direktori, Pengguna."
)
SUBJECT_DELETED = (
    "akun Google yang dipakai sudah dihapus. Pulihkan di Konsol Admin, Direktori, Pengguna (paling lambat 20 "
    "hari), atau ganti atas_nama di bagian [google]."
)
SUBJECT_SUSPENDED = (
    "akun Google yang dipakai ditangguhkan atau dibatasi. Di Konsol Admin buka Direktori, Pengguna, pilih "
    "orangnya, lalu Aktifkan kembali; atau ganti atas_nama di bagian [google]."
)
ACCOUNT_DISABLED = (
    "akun layanan ini dimatikan. Di Google Cloud buka IAM & Admin, Service Accounts, pilih akunnya, lalu Enable."
)
ACCOUNT_DELETED = (
    "akun layanan ini tidak dikenal Google: sudah dihapus, atau berkas kuncinya dari proyek lain. Di Google Cloud "
    "buka IAM & Admin, Service Accounts; buat akun layanan dan kunci baru, lalu beri delegasi tingkat domain lagi."
)
KEY_DELETED = (
    "kunci akun layanan ini sudah dihapus atau bukan milik akun itu. Di Google Cloud buka IAM & Admin, Service "
    "Accounts, pilih akunnya, Keys, Add key, lalu ganti berkas_kunci. Bila organisasi melarang kunci, pakai masuk "
    '= "tanpa_kunci".'
)
SIGN_IN_WITHDRAWN = (
    "izin masuk sudah dicabut, atau tidak berlaku lagi. Jalankan `masuk` sekali lagi. Google mengakhirinya bila "
    "dicabut di myaccount.google.com/permissions, bila kata sandi akunnya diganti, bila enam bulan tidak dipakai, "
    "atau bila aplikasi di Google Cloud masih “Testing” (Google Auth Platform, Audience, Publish app)."
)
SIGN_IN_TIME_UP = (
    "masa izin masuk sudah habis: Google mengakhirinya 7 hari sesudah `masuk`, sebab aplikasi di Google Cloud masih "
    "“Testing”. Supaya tidak berulang, buka Google Auth Platform, Audience, Publish app; lalu jalankan `masuk` "
    "sekali lagi."
)
SIGN_IN_AGAIN = (
    "aturan sesi Google Workspace meminta masuk ulang. Jalankan `masuk` sekali lagi. Supaya tidak berulang, minta "
    "admin mengecualikan aplikasi ini di Konsol Admin, Keamanan, Kontrol data dan akses, Kontrol sesi Google Cloud."
)
CLIENT_UNKNOWN = (
    "client OAuth ini tidak dikenal Google, atau secret-nya sudah diganti. Di Google Cloud buka Google Auth "
    "Platform, Clients; unduh berkas klien (Desktop app) lagi ke berkas_klien, lalu jalankan `masuk`."
)
CLIENT_DELETED = (
    "client OAuth ini sudah dihapus. Di Google Cloud buka Google Auth Platform, Clients: pulihkan dalam 30 hari, "
    "atau buat yang baru (Desktop app), unduh ke berkas_klien, lalu jalankan `masuk`."
)
CLIENT_DISABLED = (
    "client OAuth ini dimatikan Google atau pemiliknya. Di Google Cloud buka Google Auth Platform, Clients, lalu "
    "nyalakan; bila Google yang mematikan, baca surel kepada pemilik proyek."
)
FORBIDDEN_BY_ADMIN = (
    "aturan admin Google Workspace menolak aplikasi ini. Minta admin membuka Konsol Admin, Keamanan, Kontrol data "
    "dan akses, Kontrol API, Kelola akses aplikasi, lalu menandai client ID ini Tepercaya (Trusted)."
)
PROTECTED_ACCOUNT = (
    "akun ini memakai Perlindungan Lanjutan Google, yang menolak aplikasi lain. Pakai akun lain, atau keluar dari "
    "program itu di myaccount.google.com/advanced-protection."
)
OTHER_ORGANISATION = (
    "aplikasi ini hanya untuk orang di organisasinya sendiri (Internal). Masuk dengan akun kantor itu, atau di "
    "Google Cloud buka Google Auth Platform, Audience, lalu Make external."
)
NOT_A_TESTER = (
    "akun ini belum terdaftar sebagai penguji aplikasi. Di Google Cloud buka Google Auth Platform, Audience, Test "
    "users, lalu tambahkan akun ini; atau Publish app supaya tidak perlu daftar."
)
APP_FORBIDDEN = (
    "akun ini tidak boleh memakai aplikasi ini. Minta admin membuka Konsol Admin, Keamanan, Kontrol data dan akses, "
    "Kontrol API, Kelola akses aplikasi, lalu mengizinkan client ID ini."
)
SCOPE_UNKNOWN = (
    "Google tidak mengenal salah satu izin (scope) yang diminta, atau izin yang tersimpan lebih sedikit. Perbarui "
    'program; bila masuk = "pengguna", jalankan `masuk` sekali lagi.'
)
REDIRECT_WRONG = (
    "berkas klien OAuth bukan dari jenis Desktop app. Di Google Cloud buka Google Auth Platform, Clients, Create "
    "client, pilih Desktop app, unduh JSON-nya ke berkas_klien, lalu ulangi."
)
REQUEST_WRONG = "Google menganggap permintaan masuk ini salah. Ulangi `masuk` dari awal dengan tautan yang baru."
CODE_USED = "kode dari Google sudah terpakai atau lebih tua dari 10 menit. Jalankan `masuk` sekali lagi."
SIGNING_FORBIDDEN = (
    "identitas mesin ini tidak boleh menandatangani atas nama akun layanan. Di Google Cloud buka IAM & Admin, "
    "Service Accounts, pilih akun_layanan, Permissions, lalu beri identitas ini peran Service Account Token "
    "Creator."
)
SIGNING_OFF = (
    "API IAM Service Account Credentials belum diaktifkan. Buka "
    "https://console.cloud.google.com/apis/library/iamcredentials.googleapis.com, lalu klik Aktifkan (Enable)."
)
SIGNER_UNKNOWN = (
    "akun_layanan di bagian [google] tidak dikenal Google. Di Google Cloud buka IAM & Admin, Service Accounts, lalu "
    "salin alamatnya (…@….iam.gserviceaccount.com) dari sana."
)
SOURCE_OVER = (
    "identitas mesin ini sendiri tidak berlaku lagi, sehingga tidak dapat menandatangani. Jalankan "
    "`gcloud auth application-default login` sekali lagi, atau perbarui berkas_identitas."
)
FEDERATION_REFUSED = (
    "Google menolak identitas dari penyedia luar. Di Google Cloud buka IAM & Admin, Workload Identity Federation; "
    "periksa penyedia, audience dan syarat atributnya, dan apakah token di berkas_identitas masih berlaku."
)
SIGN_IN_REFUSED = (
    "izin masuk ke Google ditolak. Kunci akun layanan atau token mungkin dicabut, atau delegasi tingkat domain belum "
    "diberikan. Jalankan `masuk` (pengguna), atau buat kunci baru di Google Cloud dan sesuaikan [google] di "
    "pengaturan."
)


def clock_wrong(behind: timedelta) -> str:
    """Say by how much this machine's clock is off; a negative time is ahead of Google's."""
    total = abs(behind.total_seconds())
    hours, minutes = divmod(round(total / 60), 60)
    parts = ((hours, "jam"), (minutes, "menit"))
    size = " ".join(f"{count} {unit}" for count, unit in parts if count)
    way = "terlambat" if behind > timedelta() else "terlalu cepat"
    return (
        f"jam mesin ini {way} {size} dibanding jam Google. Betulkan, lalu nyalakan penyelarasan waktu (NTP): "
        "`timedatectl set-ntp true`; di Windows: Setelan, Waktu & bahasa, Setel waktu secara otomatis."
    )
