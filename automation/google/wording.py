"""What is said of work with Google: what was tried, and why it did not succeed, in Indonesian."""

from __future__ import annotations

#: What a person need not do: only what is typed by hand is typed again.
_AGAIN = "Dicoba lagi dengan sendirinya."

_A_FILE = "berkas"

ASKING_FOR_DRIVE = "menanyakan ruang Drive"
FINDING_OFFICE_FILES = "mencari berkas kantor di Drive"
CHECKING_SHARED_DRIVE = "memeriksa drive bersama"
CHECKING_FILES = "memeriksa berkas di Drive"
SIGNING_IN = "masuk ke Google"


def creating(name: str) -> str:
    """Name the making of a file or folder of the office."""
    return f"membuat {name}"


CHECKING_EDITORS = "memeriksa siapa yang dapat menyunting"
READING_STRUCTURE = "membaca susunan buku kerja"
BUILDING_WORKBOOK = "menyusun buku kerja"
READING_FORM = "membaca formulir"
OFFERING_SERVICES = "menyamakan pilihan layanan di formulir"


def building_form(title: str) -> str:
    """Name the making of a form's questions."""
    return f"menyusun formulir {title}"


ADDING_QUESTIONS = "menambah pertanyaan formulir"
PUBLISHING_FORM = "menerbitkan formulir"
CHECKING_RESPONDERS = "memeriksa siapa yang boleh mengisi formulir"
ADMITTING_RESPONDER = "membuka formulir"

READING_ANSWERS = "membaca jawaban formulir"

ASKING_FOR_IDS = "meminta nomor berkas baru"
LOOKING_AT_FOLDER = "melihat folder kasus"
LISTING_FOLDER = "melihat isi folder"


def creating_folder(name: str) -> str:
    """Name the making of a folder."""
    return f"membuat folder {name}"


def uploading(name: str) -> str:
    """Name the upload of a file."""
    return f"mengunggah {name}"


def replacing(called: str) -> str:
    """Name the writing of a file's new contents."""
    return f"memperbarui {called or _A_FILE}"


def downloading(called: str) -> str:
    """Name the download of a file."""
    return f"mengunduh {called or _A_FILE}"


def download_differs(name: str) -> str:
    """Say that what arrived is not what Drive holds."""
    return (
        f"Isi berkas “{name}” yang terunduh tidak sama dengan yang tercatat di Google Drive; mungkin "
        f"masih diunggah atau sedang diganti. {_AGAIN}"
    )


def moving_to(name: str) -> str:
    """Name the move of a file to its new name."""
    return f"memindahkan berkas menjadi {name}"


def making_pdf(name: str) -> str:
    """Name the making of a PDF."""
    return f"membuat PDF {name}"


INVITING = "mengundang lewat surel"
SHARING_FILE = "membagikan berkas"
UNSHARING_FILE = "mencabut akses ke berkas"
PUBLISHING_FILE = "membuka berkas bagi siapa pun yang memegang tautannya"
WITHDRAWING_FILE = "menarik berkas yang terbuka lewat tautan"
FINDING_EDITORS = "melihat siapa yang menyunting"

LISTING_MAILBOX = "membaca kotak surat pengaduan"
READING_MAIL = "membaca surel masuk"
FINDING_ANSWERED_MAIL = "mencari surel yang dijawab"
READING_CONVERSATION = "membaca percakapan surel"

WRITING_DRAFT = "menyiapkan surel"
SENDING_MAIL = "mengirim surel"
DELETING_DRAFT = "menghapus konsep surel"
FINDING_SENT_MAIL = "mencari surel terkirim"
FINDING_DRAFT = "mencari konsep surel"


def mail_too_large(*, megabytes: float, most: int) -> str:
    """Say that a mail is larger than Gmail sends."""
    return (
        f"Surel ini {megabytes:.0f} MB beserta lampirannya, padahal Gmail mengirim paling banyak "
        f"{most} MB. Perkecil lampirannya (yang dipindai: pindai ulang dengan 150–200 dpi), atau "
        "sampaikan suratnya lewat jalan lain."
    )


def draft_is_gone(draft: str) -> str:
    """Say that a draft was sent or deleted."""
    return f"Konsep surel {draft} tidak ada lagi: sudah terkirim, atau dihapus orang."


READING_WORKBOOK = "membaca buku kerja"
WRITING_WORKBOOK = "menulis buku kerja"
ADDING_ROWS = "memperpanjang lembar"
READING_REGION = "membaca lokalitas buku kerja"
READING_TABS = "membaca lembar-lembar buku kerja"


def request_wrong(doing: str) -> str:
    """Say that a call itself was wrong."""
    return f"Gagal {doing}: permintaannya salah."


UPLOAD_BROKEN_OFF = f"Unggahan terputus dan tidak dapat dilanjutkan. {_AGAIN}"


def sign_in_file_unusable(*, file: str | None, error: Exception | str) -> str:
    """Say that the file to sign in with cannot be used."""
    return (
        f"Berkas masuk Google {file!r} tidak dapat dipakai: {error}. Unduh ulang dari Google Cloud (token pengguna: "
        "jalankan `masuk`), lalu sesuaikan bagian [google] di pengaturan."
    )


def no_identity(*, file: str | None) -> str:
    """Say that this machine has no identity that Google's libraries know."""
    if file is None:
        return (
            "Mesin ini tidak punya identitas Google. Jalankan `gcloud auth application-default login`, atau isi "
            "berkas_identitas di bagian [google] dengan konfigurasi Workload Identity Federation."
        )
    return f"Berkas identitas {file!r} bukan dari jenis yang dikenal Google. Unduh ulang dari Google Cloud."


def sign_in_file_loose(*, file: str, advice: str) -> str:
    """Say that others can read the file to sign in with."""
    return (
        f"Berkas masuk Google {file!r} dapat dibaca pengguna lain di mesin ini. "
        f"{advice}; bila mungkin sudah terbaca orang, buat kunci baru."
    )


GOOGLE_DOCUMENT = "dokumen Google"
GOOGLE_SPREADSHEET = "spreadsheet Google"
GOOGLE_PRESENTATION = "presentasi Google"
GOOGLE_FORM = "formulir Google"
GOOGLE_DRAWING = "gambar Google"
OTHER_GOOGLE_FILE = "berkas buatan Google"


def file_in_bin(name: str) -> str:
    """Say that a file lies in the bin of Drive."""
    return (
        f"Berkas “{name}” ada di Sampah. Pulihkan dari Sampah Google Drive; sesudah itu dicoba lagi dengan "
        "sendirinya."
    )


def file_withheld(name: str) -> str:
    """Say that a file's owner withholds it."""
    return (
        f"Berkas “{name}” tidak boleh diunduh akun ini: pemiliknya mematikan unduhan. Minta pemiliknya "
        "mengizinkan unduhan, atau taruh salinan milik kantor sebagai gantinya."
    )


def file_locked(name: str) -> str:
    """Say that somebody locked a file."""
    return (
        f"Berkas “{name}” dikunci seseorang di Google Drive, sehingga isi dan namanya tidak dapat diubah. Buka "
        "kuncinya (klik kanan berkas itu, Informasi file, Buka kunci); sesudah itu dicoba lagi dengan sendirinya."
    )


def file_too_large(*, name: str, size: int, most: int) -> str:
    """Say that a file is larger, in bytes, than is taken into memory."""
    return (
        f"Berkas “{name}” {-(-size // 10**6)} MB, padahal yang dibuka paling banyak {most // 10**6} MB. Perkecil "
        "gambar atau halamannya, atau gantilah dengan berkas yang benar; sesudah itu dicoba lagi dengan sendirinya."
    )


IS_A_FOLDER = "adalah folder, bukan berkas; keluarkan berkas di dalamnya satu per satu"
IS_A_SHORTCUT = "adalah pintasan, bukan berkasnya; taruh berkas aslinya (atau salinannya) sebagai gantinya"


def is_native(kind: str) -> str:
    """Say that an entry is a document of Google's own."""
    return (
        f"adalah {kind}, bukan hasil pindai atau berkas Word; unduh sebagai PDF lalu taruh PDF-nya "
        "(surat dan templat: unduh sebagai .docx)"
    )


def file_is_no_file(*, name: str, what: str) -> str:
    """Say of an entry what it is instead of a file."""
    return f"“{name}” {what}."


def key_unusable(*, doing: str, said: str) -> str:
    """Say that the key to sign in with cannot be used."""
    return f"Gagal {doing}: kunci masuk Google tidak dapat dipakai ({said})."


def answer_cut_off(doing: str) -> str:
    """Say that half an answer came, or none of Google's."""
    return (
        f"Gagal {doing}: jawabannya terpotong atau bukan dari Google. {_AGAIN} Bila berulang, periksa jaringan dan "
        "proksi mesin ini."
    )


def google_unreachable(doing: str) -> str:
    """Say that Google could not be reached."""
    return f"Gagal {doing}: Google tidak terjangkau. {_AGAIN} Bila berulang, periksa jaringan mesin ini."


def workspace_silent(*, doing: str, address: str) -> str:
    """Say that an embedded workspace, which stands in for Google, does not run."""
    return (
        f"Gagal {doing}: ruang kerja lokal di {address} tidak menjawab. {_AGAIN} Bila belum berjalan, jalankan "
        "`workspace` dengan folder data (--data) dan porta (--port) yang sama."
    )


def sign_in_postponed(doing: str) -> str:
    """Say that Google does not let us in yet."""
    return f"Gagal {doing}: Google belum memberi izin masuk. {_AGAIN}"
