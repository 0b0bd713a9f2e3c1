"""What is said of mails that come in, and the words that mails quote with."""

from __future__ import annotations

FILE_UNREADABLE = "kosong atau tidak terbaca"
FILE_LOCKED = "isi surelnya terkunci (terenkripsi); minta pengirim mengirimnya lagi tanpa enkripsi"
FILE_OF_OUTLOOK = "bungkusan Outlook; minta pengirim mengirim lampirannya lagi sebagai PDF atau foto"
FILE_ACTS = "berisi makro atau program; minta pengirim mengirim isinya lagi sebagai PDF"
FILE_OF_OTHER_KIND = "menurut isinya bukan dokumen, gambar, rekaman atau arsip zip"


def file_too_large(megabytes: int) -> str:
    """Say that an attachment is larger than it may be."""
    return f"lebih besar dari {megabytes} MB"


def too_many_files(most: int) -> str:
    """Say that a mail has more attachments than are kept."""
    return f"lampiran melebihi {most} berkas"


FROM_A_STRANGER = "dikirim dari alamat lain daripada alamat pelapor"
ABOUT_SEVERAL = "menyangkut lebih dari satu keluhan"
REFERENCE_FORGED = "kode rujukannya tidak sah atau tidak berlaku lagi"
NUMBER_ALONE = "hanya menyebut nomor keluhan, tanpa bukti bahwa pengirimnya pelapor"
#: Why a mail does not prove that its author sent it.
ORIGIN_FALSE = "alamat pengirimnya mungkin dipalsukan: domainnya menyatakan bukan ia yang mengirim (DMARC gagal)"
ORIGIN_UNPROVEN = (
    "tidak terbukti dikirim oleh pemilik alamatnya: SPF dan DKIM domainnya tidak ada yang lulus; tanyakan lewat "
    "telepon"
)
ORIGIN_UNKNOWN = (
    "tidak terbukti dikirim oleh pemilik alamatnya: kotak surat tidak mencatat pemeriksaan asalnya; tanyakan lewat "
    "telepon"
)

MAIL_WITHOUT_SUBJECT = "(tanpa perihal)"
MAIL_WITHOUT_TEXT = "(surel tanpa teks; lihat lampirannya di folder kasus)"


def picture(caption: str) -> str:
    """Say what a picture within a text is called, as a reader sees it who does not load it."""
    return f" [gambar: {caption}] "


#: Above what a mail repeats of earlier ones.
QUOTED_BELOW = "[Kutipan surel sebelumnya, disertakan pengirim di bawah tulisannya:]"
#: How mail programs begin what they quote, in the languages seen: "Pada Senin … menulis:".
ON_A_DAY = ("On", "Pada", "Am", "Le")
SOMEBODY_WROTE = ("wrote", "menulis", "schrieb", "a écrit")
ORIGINAL_MESSAGE = ("Original Message", "Pesan Asli", "Original Appointment")
#: How subjects begin of what was forwarded, and the line above the original (patterns).
FORWARDED_SUBJECT = r"fwd?|fw|trs?|terusan|(di)?teruskan|wg"
FORWARDED_BELOW = (
    r"forwarded (message|mail)|begin forwarded message|"
    r"(pesan|surel|email) (yang )?(di)?teruskan|(pesan|surel) terusan"
)
#: The headers of a quoted mail, in their order, by each of their names.
QUOTED_HEADERS = (
    ("From", "Dari"),
    ("Sent", "Date", "Dikirim", "Terkirim", "Tanggal"),
    ("To", "Kepada", "Untuk", "Ke"),
    ("Subject", "Perihal", "Subjek"),
)

#: How subjects begin that programs write for who is away, here and elsewhere (patterns).
AWAY = (
    r"automatic (reply|response)|auto[- ]?(reply|response|respon[ds]\w*)\b|auto:|out[- ]of[- ](the[- ])?office|ooo:",
    r"(i am|i'm)? ?away from|on (annual )?(leave|vacation)\b|vacation|holiday reply|absen(ce|t)\b",
    r"(balasan|jawaban|respons?|tanggapan|pesan) otomatis|otomatis:|di luar kantor",
    r"(saya )?sedang (cuti|dinas|tidak di)|(saya )?cuti\b|tidak (berada )?di (tempat|kantor)",
    r"abwesen|automatische antwort|r[ée]ponse automatique|respuesta autom[áa]tica",
)
#: How subjects of reports begin that a mail did not arrive, here (patterns).
NOT_ARRIVED = (
    r"(surel|pesan|email)\b.{0,30}(gagal|tidak (dapat )?(ter)?kirim)|gagal (ter)?kirim",
    r"tidak (dapat )?(ter)?kirim|pengiriman (surel|pesan|email)|pemberitahuan (status )?pengiriman|status kirim",
)
NOT_ARRIVED_YET = r"belum (ter)?kirim"
#: Addresses of programs, from which a person's mail comes through a form or which take no answer (patterns).
PROGRAMS = (
    r"no[._-]?reply|do[._-]?not[._-]?reply|(?:jangan|tidak)[._-]?(?:di)?balas|wordpress|www-data|www|apache2?|httpd",
    r"nginx|nobody|cpanel|mailer|notifications?|notifikasi|formulir|form|website",
)
