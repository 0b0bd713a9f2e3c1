"""What a person who signs in reads, and what is pasted into the admin console."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from automation.domain.dates import date_and_time
from automation.google.consent_answer import Wrong

WRONG_MODE = (
    'Perintah `masuk` hanya untuk masuk = "pengguna". Ubah baris itu di bagian [google] pengaturan, lalu jalankan '
    "lagi; akun layanan tidak memerlukannya."
)
DENIED = (
    "Izin tidak diberikan: pada halaman Google dipilih Batal, atau tidak ada kotak yang dicentang. Belum ada yang "
    "disimpan. Jalankan `masuk` sekali lagi, lalu klik Pilih semua dan Lanjutkan."
)
NOBODY_ANSWERED = "Belum ada jawaban dari halaman Google selama 15 menit. Jalankan `masuk` sekali lagi."
STAYS = (
    "Izin ini berlaku terus selama dipakai. Google mengakhirinya bila kata sandi akun diganti, bila dicabut di "
    "myaccount.google.com/permissions, atau bila 6 bulan tidak dipakai; lalu jalankan `masuk` sekali lagi."
)
PLAIN_GMAIL = (
    "Ini akun Gmail biasa. Google mengirim paling banyak 500 surel sehari darinya (program menjaganya), dan "
    "menyimpan sampai 15 GB. Peringatan “Google belum memverifikasi aplikasi ini” wajar: aplikasinya milik kantor "
    "sendiri, untuk paling banyak 100 akun."
)
SHARED_DRIVE_OF_OTHERS = (
    "! drive_bersama diisi, padahal akun Gmail biasa tidak dapat membuat drive bersama. Kosongkan, kecuali sebuah "
    "organisasi telah menjadikan akun ini anggotanya."
)
NEXT_STEPS = "Berikutnya: `setup`, lalu `doctor`."
_PASTE_AGAIN = "Salin seluruh alamat dari kotak alamat peramban, tempel di sini, lalu Enter."
WRONG_PASTE: Mapping[Wrong, str] = {
    Wrong.NOTHING: f"Tidak ada yang ditempel. {_PASTE_AGAIN}",
    Wrong.NO_ADDRESS: f"Itu bukan alamat halaman. {_PASTE_AGAIN}",
    Wrong.CODE_ALONE: f"Itu kodenya saja; yang diperlukan alamat lengkapnya, mulai http://127.0.0.1. {_PASTE_AGAIN}",
    Wrong.STILL_GOOGLE: (
        "Itu masih alamat halaman Google. Selesaikan dahulu sampai Lanjutkan; sesudahnya peramban membuka alamat "
        f"yang mulai dengan http://127.0.0.1, walau halamannya gagal dimuat. {_PASTE_AGAIN}"
    ),
    Wrong.ANOTHER_PAGE: f"Itu alamat halaman lain. Yang dicari mulai dengan http://127.0.0.1. {_PASTE_AGAIN}",
    Wrong.CUT_OFF: f"Alamat itu terpotong: tidak ada kode di dalamnya. {_PASTE_AGAIN}",
    Wrong.ANOTHER_TRY: (
        "Alamat itu dari percobaan masuk yang lain. Buka tautan yang dicetak di atas, bukan yang lama, lalu tempel "
        "alamat barunya."
    ),
}


def how_to_sign_in(*, link: str, account: str, opened: bool) -> str:
    """Say what to do in which browser."""
    who = f" sebagai {account}" if account else ""
    begin = (
        f"Peramban dibuka; masuklah{who}. Bila tidak terbuka, buka tautan ini:"
        if opened
        else f"Buka tautan ini di peramban mana pun, juga di komputer lain atau ponsel, dan masuklah{who}:"
    )
    return (
        f"{begin}\n\n{link}\n\n"
        "- Bila Google memperingatkan bahwa aplikasi belum diverifikasi: klik Lanjutan, lalu Buka (tidak aman).\n"
        "- Centang semua kotak (Pilih semua), lalu Lanjutkan.\n"
        "- Bila halaman terakhir gagal dimuat (alamatnya mulai dengan http://127.0.0.1), atau Google menampilkan "
        "kesalahan: salin alamat halaman itu, tempel di sini, lalu Enter.\n"
    )


def stopped(advice: str) -> str:
    """Say why Google's page let nobody go on."""
    return f"Google tidak meneruskan: {advice} Belum ada yang disimpan."


def half_hidden(address: str) -> str:
    """Return an address by which its owner, and nobody else, knows it."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"


def another_account(*, account: str, expected: str) -> str:
    """Say that somebody else consented than the settings name."""
    return (
        f"Yang memberi izin {account}, padahal atas_nama di bagian [google] ialah {expected}. Belum ada yang "
        "disimpan. Jalankan `masuk` lagi dan pilih akun itu di halaman Google (jendela samaran menolong), atau "
        "betulkan atas_nama."
    )


def folder_unseen(*, account: str) -> str:
    """Say that the new person does not see the office's files."""
    return (
        f"{account} tidak melihat folder kantor: folder itu milik akun lain, dan belum dibagikan. Belum ada yang "
        "disimpan. Bagikan folder utamanya kepada akun ini sebagai Editor, lalu jalankan `masuk` lagi. Jangan "
        "jalankan `setup` dengan buku besar baru: itu membuat berkas kedua."
    )


def other_owner(*, account: str, owner: str) -> str:
    """Say what changes when somebody else signs in than who owns the office's files."""
    return (
        f"Folder kantor milik {owner}, sedangkan yang memberi izin {account}. Bila diteruskan: folder, buku kerja "
        f"dan formulir tetap yang sekarang dan tetap milik {owner}; berkas baru menjadi milik {account}; surel "
        "dikirim dari alamatnya, dan kotak suratnya yang dibaca; konsep surel di akun lama tidak terkirim. Belum "
        "ada yang disimpan. Bila memang begitu, jalankan `masuk --yakin`."
    )


def signed_in(*, account: str, file: str) -> str:
    """Say who is signed in, and where the token lies."""
    return f"✓ Masuk sebagai {account}. Token disimpan di {file}, hanya untuk pemilik berkas ini."


def ends_at(moment: datetime) -> str:
    """Say when Google ends the sign-in, and how an office gets out of that."""
    return (
        f"! Google mengakhiri izin ini pada {date_and_time(moment)}, karena aplikasi di Google Cloud masih "
        "“Testing”. Supaya tidak berakhir: di console.cloud.google.com buka Google Auth Platform, Audience, lalu "
        "Publish app (kantor dengan Google Workspace: pilih Internal); sesudah itu jalankan `masuk` sekali lagi, "
        "sebab izin yang ini tetap berakhir."
    )


def name_the_account(account: str) -> str:
    """Advise to name the account in the settings."""
    return f'Tulis atas_nama = "{account}" di bagian [google], supaya akun lain tidak dapat masuk karena keliru.'


# -- doctor --lingkup


def scopes_to_paste(*, client_id: str, service_account: str, scopes: str) -> tuple[str, ...]:
    """Say what to paste into the admin console."""
    if client_id:
        client = f"Client ID: {client_id}"
    else:
        client = (
            f"Client ID: lihat OAuth 2 Client ID (Unique ID) {service_account or 'akun layanan'} di Google Cloud, "
            "IAM & Admin, Service Accounts, Details."
        )
    return (
        "Konsol Admin (admin.google.com): Keamanan, Kontrol data dan akses, Kontrol API, Kelola Delegasi Tingkat "
        "Domain, Tambahkan baru.",
        client,
        "Cakupan OAuth (OAuth scopes), tempel sebaris:",
        scopes,
    )


def scopes_of_a_person(scopes: str) -> tuple[str, ...]:
    """Say which scopes a person's consent covers: no admin console is needed."""
    return (
        'masuk = "pengguna": tidak perlu Konsol Admin. Di Google Auth Platform, Data Access, tambahkan cakupan ini:',
        scopes,
    )
