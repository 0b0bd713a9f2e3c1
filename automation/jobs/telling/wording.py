"""What staff read of how a complainant can be reached, and of a mail that may have been sent."""

from __future__ import annotations

#: Who routed a complaint where no person did; also kept as the disposition's author.
ROUTED_BY_TABLE = "tabel disposisi"
PERHAPS_SENT = "Belum pasti apakah sebuah surel sudah terkirim; sistem segera memeriksanya lagi."

# -- how a complainant can be reached

NO_WAY = "Pelapor tidak meninggalkan surel maupun telepon; balasan disampaikan langsung atau lewat pos."
OUR_OWN_ADDRESS = (
    "Surel pelapor adalah alamat kantor ini sendiri, jadi kabar dan surat balasan tidak sampai kepada pelapor. "
    "Hubungi pelapor, lalu isi Surel (dibetulkan)."
)
DATA_NOT_ASKED = "Data yang diminta belum tersampaikan: pelapor tidak punya surel atau WhatsApp; mintalah sendiri."
NOT_MOBILE = "Telepon pelapor bukan nomor seluler, jadi tanpa WhatsApp; sampaikan kabar lewat telepon atau pos."


def wrong_address(fault: object) -> str:
    """Say what is wrong with the complainant's mail address, and what to do instead."""
    return f"Surel pelapor: {fault}; hubungi pelapor, lalu isi Surel (dibetulkan)."


def wrong_phone(fault: object, *, has_mail: bool) -> str:
    """Say what is wrong with the complainant's number, and what reaches them instead."""
    otherwise = "kabar tetap dikirim lewat surel" if has_mail else "isi Telepon (dibetulkan), atau hubungi lewat pos"
    return f"Telepon pelapor: {fault}; {otherwise}."


INITIALS_ANEW = (
    "Konsep surat berubah sesudah diparaf, jadi paraf dan keputusannya tidak berlaku lagi. Periksa konsepnya, lalu "
    "perbarui isi Paraf."
)


def handled_anew(reason: str, task: str) -> str:
    """Say why a settled case came back to its working group, and what is to be done."""
    return f"Dibuka kembali oleh Kepala Balai: {' '.join(reason.split())[:400]}. {task}"


def sorted_anew(first: str, task: str) -> str:
    """Say why a complaint that had been joined to another comes back to sorting."""
    return f"Tidak lagi duplikat dari {first}; pilah kembali. {task}"


def letter_sent(what: str, number: str, *, is_void: bool) -> str:
    """Name a letter that was sent by its number, and that it counts no more where it does not."""
    return f"{what} {number}" + (" (tidak berlaku lagi)" if is_void else "")


#: What a letter's head says about it, as the template has it.
HEAD_SUBJECT = "Hal"
HEAD_CONFIDENTIALITY = "Sifat"


# -- what mails to staff quote

DESCRIPTION, REMEDY, DRAFT = "Uraian keluhan", "Penyelesaian yang diharapkan", "Konsep surat"
#: In place of a complaint's subject, to whom it names.
NOT_BY_MAIL = "(isinya tidak dikirim lewat surel kepada yang disebut di dalamnya)"
