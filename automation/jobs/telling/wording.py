"""What staff read of how a complainant can be reached, and of a mail that may have been sent."""

from __future__ import annotations

#: Who routed a complaint where no person did; also kept as the disposition's author.
ROUTED_BY_TABLE = "tabel disposisi"
PERHAPS_SENT = "Belum pasti apakah sebuah surel sudah terkirim; diperiksa lagi pada putaran berikutnya."

# -- how a complainant can be reached

NO_WAY = "Pelapor tidak meninggalkan surel maupun telepon; balasan disampaikan langsung atau lewat pos."
DATA_NOT_ASKED = "Data yang diminta belum tersampaikan: pelapor tidak punya surel atau WhatsApp; mintalah sendiri."
NOT_MOBILE = "Telepon pelapor bukan nomor seluler, jadi tanpa WhatsApp; sampaikan kabar lewat telepon atau pos."


def wrong_address(fault: object) -> str:
    """Say what is wrong with the complainant's mail address, and what to do instead."""
    return f"Surel pelapor: {fault}; hubungi pelapor lewat telepon atau surat."


def wrong_phone(fault: object, *, has_mail: bool) -> str:
    """Say what is wrong with the complainant's number, and what reaches them instead."""
    otherwise = "kabar tetap dikirim lewat surel" if has_mail else "hubungi pelapor langsung atau lewat pos"
    return f"Telepon pelapor: {fault}; {otherwise}."
