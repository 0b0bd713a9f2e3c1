"""Every Indonesian sentence of this stage that does not stand in a template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NUMBER_PLACE = "[nomor surat]"
DATE_PLACE = "[tanggal surat]"

#: What stands for them where a letter's content is compared.
A_NUMBER = "(nomor)"
A_DATE = "(tanggal)"
#: What is missing in a letter that was signed without one.
THE_NUMBER = "nomor surat"

#: Of what a line is made that counts pages; the numbers are no part of a letter's content.
WORDS_OF_PAGE_NUMBERS = frozenset({"halaman", "hal", "dari", "page", "of"})

NOTHING = "–"
TO_BE_WRITTEN = "……………………………………"
NO_COMPANY = "perorangan"
AGENDA = "Pembahasan hasil kajian, penyebab, dan tindakan perbaikan"
_VOID = "BATAL - "
_SUPERSEDED = "DIGANTI - "
#: How a blank in brackets begins that somebody must fill in, as a pattern.
ASKS_FOR_WORDS = "isi|diisi|tulis|nama|alamat|nomor|tanggal|jumlah|uraian"


def procedure(number: str, related: Sequence[str], legal_basis: Sequence[str]) -> str:
    """Name the written procedure, those it refers to and what it rests on; "" where an office named none of them."""
    named = (("SOP", number), ("SOP terkait", "; ".join(related)), ("Dasar hukum", "; ".join(legal_basis)))
    return " ".join(f"{title}: {text}." for title, text in named if text)


def comment_left(text: str) -> str:
    """Name a comment that nobody resolved."""
    return f"komentar: {text or '(kosong)'}"


REPLY_TO_BE_WRITTEN = "[isi balasan]"

QR_MISSING = (
    "tidak ada {{ qr }}; tanpa kode QR pindaiannya tidak akan dikenali. Taruh {{ qr }} di kaki halaman atau di "
    "bawah tanda tangan"
)


NO_CONTENT_PLACE = "tidak ada satu paragraf tersendiri {{ isi }} di badan dokumen; di situ isi laporan ditaruh"


def a_picture(hash: str) -> str:
    """Return the line that stands for a picture where contents are compared."""
    return f"[gambar {hash}]"


def a_cut_picture(hash: str, edges: Sequence[int]) -> str:
    """Return the line that stands for a picture of which parts are cut off, in percent from each edge."""
    return f"[gambar {hash} dipotong {'/'.join(map(str, edges))} %]"


def a_link(target: str) -> str:
    """Return the line that says where a link leads whose words do not say so."""
    return f"[tautan ke {target}]"


def struck(text: str) -> str:
    """Return the line that says which words are crossed out."""
    return f"[dicoret: {text}]"


def faint(text: str) -> str:
    """Return the line that says which words nobody can read on paper."""
    return f"[nyaris tidak terlihat: {text}]"


#: The lines above: no page shows them as words.
SAYS_HOW_IT_LOOKS = re.compile(
    r"\[(?:gambar [0-9a-f]{16}(?: dipotong [\d/]+ %)?|tautan ke .*|dicoret: .*|nyaris tidak terlihat: .*)\]"
)


def upload_name(*, number: object, place: int, name: str) -> str:
    """Name a file that came with a form's answer, as the case folder shows it."""
    return f"{number} Lampiran formulir {place} {name}"


def name_for_srikandi(name: str) -> str:
    """Return the name of the file that is uploaded to Srikandi."""
    return f"{name} (untuk Srikandi).docx"


def signed_on(day: str, signer: str) -> str:
    """Return the date of a letter with who signed it electronically."""
    return f"{day}, ditandatangani secara elektronik oleh {signer}"


def void_name(name: str) -> str:
    """Return the name of a file that was made of a void letter."""
    return name if name.startswith(_VOID) else f"{_VOID}{name}"


def void_remark(follows: int, reason: str) -> str:
    """Say why a document no longer counts, and which letter follows it."""
    return f"Batal, diganti surat ke-{follows}: {reason}"


def superseded_name(name: str) -> str:
    """Return the name of a document that a new version takes the place of."""
    return name if name.startswith(_SUPERSEDED) else f"{_SUPERSEDED}{name}"


def superseded_remark(reason: str) -> str:
    """Say why a document no longer counts."""
    return f"Digantikan versi baru: {reason}"


def template_fault(name: str, faults: Iterable[str]) -> str:
    """Say what is wrong with a template, all of it at once."""
    return f"Templat {name} tidak dapat diisi: " + "; ".join(faults) + "."


def damaged_template(name: str) -> str:
    """Say that a template is no Word document that can be read."""
    return (
        f"Templat {name} bukan lagi dokumen Word (.docx) yang utuh. Pulihkan versi sebelumnya lewat “Kelola versi” "
        "di Drive."
    )


def heavy_template(name: str) -> str:
    """Say that a template holds more than a letter can."""
    return (
        f"Templat {name} terlalu besar untuk dibuka. Perkecil gambarnya, atau pulihkan versi sebelumnya lewat "
        "“Kelola versi” di Drive."
    )


def unknown_word(word: str, known: Iterable[str]) -> str:
    """Say which word of a template has no value, and which ones have."""
    return f"kata {{{{ {word} }}}} tidak dikenal. Periksa ejaannya; kata yang tersedia: {', '.join(sorted(known))}"


def broken_word(text: str) -> str:
    """Say where curly brackets hold no word."""
    return f"kurung kurawal tanpa kata yang benar pada “{text[:60]}”. Tulis seperti {{{{ nama_pelapor }}}}"


def copies_of_reply(groups: Iterable[str]) -> tuple[str, ...]:
    """Name who gets a copy of the reply: the lead of each group that did the work. The archive is no addressee."""
    return tuple(f"Ketua {group}" for group in dict.fromkeys(groups) if group)


def qr_description(code: str) -> str:
    """Return what a screen reader says in place of the picture; the seal is of no use to it."""
    return "Kode QR arsip " + " ".join(code.split("/")[1:-1])


#: What stands for the subject of several complaints, and for those who made them.
ALIKE = "hal yang sejenis"
ALL_COMPLAINANTS = "Bapak/Ibu pelapor keluhan tersebut di atas"


def enumerated(texts: Sequence[str]) -> str:
    """Return several words or numbers inside a sentence."""
    *others, last = texts
    return f"{', '.join(others)} dan {last}" if others else last


def from_time(time: str) -> str:
    """Return when a meeting begins, as an invitation says it."""
    return f"Pukul {time} – selesai"


def replaces_letter(number: str, day: str) -> str:
    """Say which letter of ours no longer counts."""
    return f"Surat ini menggantikan surat kami nomor {number} tanggal {day}, yang kami nyatakan tidak berlaku lagi."


def attachments(count: int) -> str:
    """Return how many attachments a letter or a form has."""
    return f"{count} berkas" if count else NOTHING


_SMALL_COUNTS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


def enclosed(count: int) -> str:
    """Return how many attachments an official letter has, small counts in words; "" for none."""
    if count <= 0:
        return ""
    return f"{_SMALL_COUNTS[count]} berkas" if count < len(_SMALL_COUNTS) else f"{count} berkas"


LOGO = "Logo"
LOGO_UNREADABLE = (
    "Logo kop surat tidak dapat dibuka. Simpan ulang sebagai PNG atau JPEG biasa, paling besar 20 juta piksel, di "
    "letak yang tertulis pada [surat] logo di office.toml."
)


def boxes(choices: Iterable[str], chosen: object) -> str:
    """Return choices with a box before each, the chosen one ticked; `chosen` is one of them, its enum, or None."""
    ticked = getattr(chosen, "value", chosen)
    return "   ".join(f"({'x' if choice == ticked else '  '}) {choice}" for choice in choices)


def duplicate_of(number: str) -> str:
    """Say of which complaint another is a duplicate."""
    return f"Duplikat dari {number}."


def conclusion(effective: bool | None) -> str:
    """Return what the verification of an action came to."""
    if effective is None:
        return "Belum disimpulkan"
    return "Efektif" if effective else "Tidak efektif; penyebab dan tindakan dikaji kembali"


def provisional(days: int) -> str:
    """Say until when an action is effective for now."""
    return f"Sementara, sampai diperiksa lagi menurut lembar Tindakan (biasanya {days} hari sesudah selesai)"


VERIFIER = "Verifikator"


def qualification(role: str, name: str, said: str) -> str:
    """Say what makes somebody able to do their part."""
    return f"{role}, {name}: {said}"


NUMBER_LINE_MISSING = (
    "Baris “Nomor” di kepala surat tidak ditemukan. Buka konsep surat balasan di Drive, tulis kembali baris "
    f"“Nomor : {NUMBER_PLACE}” di atas “Yth.”, lalu simpan."
)
DATE_LINE_MISSING = (
    "Tempat dan tanggal di kepala surat tidak ditemukan. Buka konsep surat balasan di Drive, tulis kembali "
    f"nama kota dan “{DATE_PLACE}”, seperti “Samarinda, {DATE_PLACE}”, di atas “Yth.”, lalu simpan."
)
HEAD_MISSING = (
    "Baris “Yth.” tidak ditemukan, sehingga kepala surat tidak dapat dikenali. Buka konsep surat balasan di Drive, "
    "tulis kembali “Yth.” di atas nama pelanggan, lalu simpan."
)
SEVERAL_NUMBER_LINES = (
    "Ada lebih dari satu baris “Nomor” di kepala surat. Sisakan satu saja di konsep surat balasan, lalu simpan."
)
SEVERAL_DATES = "Ada lebih dari satu tempat dan tanggal di kepala surat. Sisakan satu saja, lalu simpan."
EMPTY_NUMBER = "Nomor surat keluar masih kosong. Isi kolom “No. surat keluar” di Register."
DAMAGED_DRAFT = (
    "Konsep surat balasan bukan lagi dokumen Word (.docx) yang utuh. Pulihkan versi sebelumnya lewat "
    "“Kelola versi” di Drive; sesudah itu dicoba lagi dengan sendirinya."
)
LOCKED_DRAFT = (
    "Konsep surat balasan terkunci dengan kata sandi. Buka di Word, hapus kata sandinya (Berkas, Info, Proteksi "
    "Dokumen), lalu simpan di tempat yang sama; sesudah itu dicoba lagi dengan sendirinya."
)
HEAVY_DRAFT = (
    "Konsep surat balasan terlalu besar untuk dibuka: gambar atau isinya lebih banyak daripada sepucuk surat. "
    "Perkecil gambarnya atau pulihkan versi sebelumnya lewat “Kelola versi” di Drive; sesudah itu dicoba lagi dengan "
    "sendirinya."
)
QR_GONE = (
    "Kode QR tidak lagi ada di konsep surat balasan. Pulihkan kaki halamannya dari versi sebelumnya lewat "
    "“Kelola versi” di Drive."
)
QR_OF_ANOTHER = (
    "Konsep surat balasan memuat kode QR dokumen lain; mungkin disalin dari surat lain. Pulihkan versi "
    "sebelumnya lewat "
    "“Kelola versi” di Drive, lalu sunting isinya saja."
)


HAS_MACROS = (
    "Konsep surat balasan memuat makro. Simpan ulang sebagai Dokumen Word biasa (.docx) tanpa makro, lalu unggah "
    "sebagai versi baru lewat “Kelola versi” di Drive."
)


def picture_outside(target: str) -> str:
    """Say that a picture does not lie in the draft itself."""
    return (
        f"Gambar di konsep surat balasan diambil dari luar ({target[:80]}). Hapus gambarnya, lalu sisipkan lagi dari "
        "komputer agar tersimpan di dalam surat."
    )


def part_outside(target: str) -> str:
    """Say that something of the draft does not lie in it."""
    return (
        f"Konsep surat balasan memakai isi atau templat dari luar ({target[:80]}). Salin isinya ke dalam surat, lalu "
        "lepas tautannya."
    )


def field_outside(name: str) -> str:
    """Say which field of the draft fetches something."""
    return (
        f"Konsep surat balasan memuat bidang {name[:30]} yang mengambil isi dari luar. Hapus, lalu tulis isinya "
        "sendiri."
    )


def field_that_changes(name: str) -> str:
    """Say which field of the draft says another thing each time it is opened."""
    return (
        f"Konsep surat balasan memuat bidang {name[:30]} yang isinya berubah sendiri setiap kali dibuka, jadi yang "
        "tercetak dapat lain daripada yang disetujui. Hapus, lalu ketik isinya sendiri."
    )


DOCUMENT_INSIDE = (
    "Konsep surat balasan memuat dokumen lain sebagai sisipan, yang tidak terbaca sampai suratnya dicetak. Salin "
    "isinya ke dalam surat, lalu hapus sisipannya."
)
OBJECT_INSIDE = (
    "Konsep surat balasan memuat objek dari program lain (misalnya tabel Excel atau berkas yang disisipkan), yang "
    "tidak selalu ikut tercetak seperti yang terlihat di Word. Ganti dengan tabel atau gambar biasa, atau kirim "
    "sebagai lampiran tersendiri, lalu hapus objeknya."
)


def no_place_to_sign(signer: str, variable: str) -> str:
    """Say that the place of the signature is not clear."""
    return (
        f"Nama penanda tangan “{signer}” tidak ditemukan di konsep surat balasan, sehingga tempat tanda tangan tidak "
        f"jelas. Tulis nama itu di bawah jabatannya, atau tulis {variable} di tempat tanda tangan, lalu simpan."
    )


REPLY_EMPTY = (
    f"Isi surat balasan masih kosong. Ganti “{REPLY_TO_BE_WRITTEN}” di konsep surat balasan dengan tanggapan "
    f"untuk pelanggan."
)


def numbered_otherwise(standing: str, wanted: str) -> str:
    """Say that the letter already bears another number or date than the Register."""
    return (
        f"Di kepala surat sudah tertulis “{standing}”, sedangkan di Register “{wanted}”. "
        "Betulkan salah satunya agar sama, lalu simpan."
    )
