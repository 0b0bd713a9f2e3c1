"""What is said of mails that come in, and the words that mails quote with."""

from __future__ import annotations

FILE_UNREADABLE = "kosong atau tidak terbaca"
FILE_OF_OTHER_KIND = "bukan PDF, JPEG, PNG atau TIFF menurut isinya"


def file_too_large(megabytes: int) -> str:
    """Say that an attachment is larger than it may be."""
    return f"lebih besar dari {megabytes} MB"


def too_many_files(most: int) -> str:
    """Say that a mail has more attachments than are kept."""
    return f"lampiran melebihi {most} berkas"


FROM_A_STRANGER = "dikirim dari alamat lain daripada alamat pelapor"
ABOUT_SEVERAL = "menyangkut lebih dari satu keluhan"
REFERENCE_FORGED = "kode rujukannya tidak sah"
NUMBER_ALONE = "hanya menyebut nomor keluhan, tanpa bukti bahwa pengirimnya pelapor"

MAIL_WITHOUT_SUBJECT = "(tanpa perihal)"
MAIL_WITHOUT_TEXT = "(surel tanpa teks; lihat lampirannya di folder kasus)"

#: How mail programs begin what they quote, in the languages seen: "Pada Senin … menulis:".
ON_A_DAY = ("On", "Pada", "Am", "Le")
SOMEBODY_WROTE = ("wrote", "menulis", "schrieb", "a écrit")
ORIGINAL_MESSAGE = ("Original Message", "Pesan Asli", "Original Appointment")
#: The headers of a quoted mail, in their order, by each of their names.
QUOTED_HEADERS = (
    ("From", "Dari"),
    ("Sent", "Date", "Dikirim", "Terkirim", "Tanggal"),
    ("To", "Kepada", "Untuk", "Ke"),
    ("Subject", "Perihal", "Subjek"),
)
