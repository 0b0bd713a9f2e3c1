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
EMPTY_MAIL = "(surel tanpa teks dan tanpa lampiran; tanyakan kepada pengirimnya apa maksudnya)"


def picture(caption: str) -> str:
    """Say what a picture within a text is called, as a reader sees it who does not load it."""
    return f" [gambar: {caption}] "


#: Around words that their writer struck out, which a reader still sees.
STRUCK_OUT = "[dicoret: "
STRUCK_OUT_ENDS = "]"

#: Above what a mail repeats of earlier ones.
QUOTED_BELOW = "[Kutipan surel sebelumnya, disertakan pengirim di bawah tulisannya:]"
#: The one word of a mail that asks where the complaint stands, and how mail programs name themselves at a mail's end.
STATUS = "status"
SENT_FROM = r"sent (from|with|via)|dikirim (dari|dengan|lewat)|terkirim dari|get outlook"
#: How mail programs begin what they quote, in the languages seen: "Pada Senin … menulis:".
ON_A_DAY = ("On", "Pada", "Am", "Le")
SOMEBODY_WROTE = ("wrote", "menulis", "schrieb", "a écrit")
ORIGINAL_MESSAGE = ("Original Message", "Pesan Asli", "Original Appointment")
#: How subjects begin of what was forwarded, and the line above the original (patterns).
FORWARDED_SUBJECT = r"fwd?|fw|trs?|terusan|(di)?teruskan|wg"
FORWARDED_BELOW = (
    r"forwarded (message|mail)|begin forwarded message|"
    r"((mulai|awal) )?((pesan|surel|email) (yang )?(di)?teruskan|(pesan|surel) terusan)"
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
    r"automatic (reply|response)|auto[- ]?(reply|response|respon[ds]?\w*)\b|auto:|out[- ]of[- ](the[- ])?office",
    r"ooo\b|(i am|i'm) (currently )?(away|out of)\b|away from|on (annual )?(leave|vacation)\b|vacation",
    r"holiday reply|absen(ce|t)\b",
    r"(balasan|balas|jawab(an)?|respons?|tanggapan|pesan|konfirmasi|notifikasi) (otomatis|automatik)",
    r"otomatis\W*([:\]]|$)|(makluman:? )?tiada di (pejabat|tempat)\b",
    r"(pesan|surel|email) ini (dikirim|dibuat|dibalas)( secara)? otomatis",
    r"(maaf,? )?(saya )?(sedang|masih|berada) (cuti|dinas|tidak (ada |berada )?di|di luar)\b",
    r"(berada )?di luar kantor",
    r"((maaf,? )?saya|pemberitahuan|informasi)? ?cuti\b|tidak (ada |berada )?di (tempat|kantor)",
    r"(dinas luar|perjalanan dinas)\W*$",
    r"(recall|message recall|penarikan kembali|tarik kembali):",
    r"abwesen|automatische antwort|r[ée]ponse automatique|respuesta autom[áa]tica",
)
#: How texts begin that such programs write, whatever they are called (patterns).
AWAY_BELOW = (
    r"((surel|pesan|email|e-mail|jawaban|balasan) (ini )?(adalah |merupakan )?(\w+ ){0,3}(secara )?otomatis)",
    r"this is an? auto(mated|matic|-?generated)? ?-?(reply|response|message|e-?mail)|automatic reply",
    r"(saya|kami) (saat ini )?(sedang|masih) (\w+ ){0,2}"
    r"(cuti|dinas luar|(tidak (ada |berada )?di|di luar) (kantor|tempat|kota))"
    r".{0,120}\b(sampai|hingga|s/d|s\.d|kembali|mulai|tanggal)\b",
    r"(i am|i'm|i will be) (currently )?(out of (the )?office|away|on (annual |sick )?(leave|vacation))\b"
    r".{0,120}\b(until|till|return|back|from|between)\b",
)
#: How subjects of reports begin that a mail did not arrive, here (patterns).
NOT_ARRIVED = (
    r"(surel|surat|pesan|email|e-mail)\b.{0,30}(gagal|tidak (dapat )?(ter)?kirim)|gagal (ter)?kirim",
    r"tidak (dapat )?(ter)?kirim|pengiriman (surel|surat|pesan|email)",
    r"pemberitahuan (status )?pengiriman|status kirim",
)
#: How their texts say it here (a pattern).
FAILS_HERE = (
    r"tidak (dapat |bisa )?(ter|di)?kirim|gagal (ter|di)?kirim|kotak (surat|masuk) (\w+ )?penuh|"
    r"(alamat|penerima|pengguna) (\w+ ){0,2}tidak (ditemukan|dikenal|ada)|dikembalikan ke pengirim"
)
NOT_ARRIVED_YET = r"belum (ter)?kirim"
#: What addresses say that take no answer, wherever in them, as in `drive-shares-dm-noreply` (patterns).
NEVER_READ = (r"no[._-]?reply", r"do[._-]?not[._-]?reply", r"(?:jangan|tidak)[._-]?(?:di)?balas")
#: How addresses of programs begin, from which a person's mail comes through a form (patterns).
PROGRAMS = (
    r"wordpress|www-data|www|apache2?|httpd|nginx|nobody|cpanel|mailer|notifications?|notifikasi|formulir|form|website",
)


TURN_UNKNOWN = (
    "Sebuah jawaban formulir Tindak Lanjut memuat kode yang bukan buatan sistem, jadi tidak dipakai. Isi formulirnya "
    "lewat tautan di surel atau di lembar Hari Ini, tanpa mengubah kodenya."
)
