"""The words of answers as people read them; recordings keep the English ones, which must never change."""

from __future__ import annotations

from collections.abc import Mapping

from .lag import Lag
from .values import UNPRINTABLE, Fact

#: What a fact is called.
NAMES: Mapping[str, str] = {
    "set": "pengaturan",
    "read back": "terbaca kembali",
    "time zone": "zona waktu",
    "read as": "terbaca",
    "shows": "menampilkan",
    "kept with": "tersimpan dengan",
    "stays text": "tetap teks",
    "elsewhere a number": "di sel lain menjadi angka",
    "shown as typed": "tampil seperti diketik",
    "rows below the last": "baris di bawah yang terakhir",
    "answer": "jawaban",
    "first undone": "perubahan pertama dibatalkan",
    "kept among the editors": "tercatat sebagai penyunting",
    "again": "bila diulang",
    "found": "ditemukan",
    "listed": "terdaftar",
    "has a checksum": "ada checksum",
    "whole": "utuh",
    "pages": "halaman",
    "pages with the code": "halaman dengan kode terbaca",
    "then": "sesudahnya",
    "state": "keadaan",
    "has an address": "ada alamat",
    "id kept": "id tetap",
    "page": "yang tampil",
    "view": "cakupan izin",
    "filled in": "terisi",
    "leads to the page": "membuka halamannya",
    "ends the form": "mengakhiri formulir",
    "takes verified addresses": "memakai alamat terverifikasi",
    "status": "status",
    "key kept": "kunci tetap",
    "Message-ID kept": "Message-ID tetap",
    "the sent mail": "surel terkirim",
    "its id leads to": "id-nya menuju",
    "refused": "ditolak",
    "not understood": "tidak dipahami program",
}
#: What it says, where that is not a word of Google's own.
VALUES: Mapping[str, str] = {
    **{lag.value: f"dalam {lag.seconds} detik" for lag in Lag.found()},
    Lag.AT_ONCE.value: "seketika",
    Lag.NEVER.value: f"belum dalam {Lag.NEVER.seconds} detik",
    "True": "ya",
    "False": "tidak",
    "taken": "diterima",
    "granted": "diberikan",
    "made": "dibuat",
    "moved": "dipindahkan",
    "deleted": "terhapus",
    "sent": "terkirim",
    "contents": "isi berkas",
    "day first": "hari dahulu",
    "month first": "bulan dahulu",
    "another date": "tanggal lain",
    "no date": "bukan tanggal",
    "its value": "nilainya",
    "something else": "yang lain",
    "semicolons": "titik koma",
    "commas": "koma",
    "still there": "masih ada",
    "stays": "tetap ada",
    "not published": "belum terbit",
    "open": "terbit dan terbuka",
    "published, closed": "terbit, tetapi tertutup",
    "no publish settings": "tanpa pengaturan terbit",
    "the form": "formulir",
    "sign-in": "halaman masuk",
    "closed": "halaman tertutup",
    "another page": "halaman lain",
    "published": "formulir yang terbit",
    "no permission": "tidak ada izin",
    "the draft": "draf itu",
    "a sent mail": "surel yang terkirim",
    UNPRINTABLE: "(tidak ditampilkan)",
}


def fact_text(name: str, fact: Fact) -> str:
    """Say one fact of an answer; Google's own words stay as they are."""
    return f"{NAMES.get(name, name)}: {VALUES.get(str(fact), str(fact))}"
