"""What is said while a person signs in, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

EXCHANGING_CODE = "menukar kode dari Google dengan izin masuk"

_GET_CLIENT = (
    "Di Google Cloud (console.cloud.google.com) buka Google Auth Platform, Clients, Create client, pilih Desktop "
    "app, lalu Download JSON"
)
#: What the boxes on Google's page are about.
_BOXES = {
    "spreadsheets": "Google Spreadsheet",
    "drive": "file Google Drive",
    "forms.body": "Google Formulir",
    "forms.responses.readonly": "respons Google Formulir",
    "gmail.compose": "draf dan kirim email",
    "gmail.readonly": "lihat email",
}
NO_OBJECT = "isinya bukan yang dibuat Google (bukan objek JSON)"
NOTHING_LASTING = (
    "Google tidak memberi izin yang bertahan. Buka myaccount.google.com/permissions, hapus akses Tanggap, lalu "
    "jalankan `masuk` sekali lagi."
)


def client_missing(file: str) -> str:
    """Say where the client's file comes from."""
    return f"Berkas klien OAuth {file} belum ada. {_GET_CLIENT} ke letak berkas_klien di bagian [google]."


def client_loose(*, advice: str) -> str:
    """Say that others can read the client's file."""
    return f"Berkas klien OAuth dapat dibaca pengguna lain di mesin ini. {advice}."


def client_unreadable(file: str) -> str:
    """Say that the client's file is spoilt."""
    return f"Berkas klien OAuth {file} tidak terbaca. {_GET_CLIENT} lagi."


def client_of_another_kind(*, file: str, kind: str) -> str:
    """Say that the file is another one of Google's."""
    what = {
        "web": "klien OAuth jenis Web application",
        "service_account": "kunci akun layanan",
        "authorized_user": "token yang sudah jadi",
    }.get(kind, "berkas lain")
    return f"Berkas {file} ialah {what}, bukan klien OAuth jenis Desktop app. {_GET_CLIENT}."


def token_unwritable(*, file: str, why: str) -> str:
    """Say that the token cannot be kept."""
    return f"Token {file} tidak dapat disimpan ({why}). Periksa hak foldernya, lalu jalankan `masuk` sekali lagi."


def boxes_unticked(scopes: Iterable[str]) -> str:
    """Name the boxes that were left unticked."""
    names = ", ".join(_BOXES.get(scope.rpartition("/")[2], scope) for scope in scopes)
    return (
        f"Izin belum lengkap: kotak untuk {names} tidak dicentang. Jalankan `masuk` sekali lagi, lalu pada halaman "
        "Google klik Pilih semua sebelum Lanjutkan. Belum ada yang disimpan."
    )


def landing_page(*, agreed: bool, known: bool) -> str:
    """Return the page on which the browser lands."""
    if not known:
        title, text = "Bukan jawaban yang ditunggu", "Halaman ini bukan dari percobaan masuk yang sedang berjalan."
    elif agreed:
        title, text = "Jawaban diterima", "Tutup halaman ini, lalu lihat jendela perintah masuk."
    else:
        title, text = "Izin tidak diberikan", "Tidak ada yang disimpan. Lihat jendela perintah masuk."
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{escape(title)}</title><style>body{{font:1.1rem/1.6 '
        "system-ui,sans-serif;margin:3rem auto;max-width:34rem;padding:0 "
        f"1rem}}</style></head><body><h1>{escape(title)}</h1><p>{escape(text)}</p></body></html>"
    )
