"""What people read of yearly workbooks."""

from __future__ import annotations

from collections.abc import Sequence

LOCK = "Tanggap: memindahkan baris lama (terbuka lagi sebentar lagi)"


def column_without_heading(letters: str) -> str:
    """Name a column that has no heading."""
    return f"(kolom {letters})"


def book_name(*, mark: str, office: str) -> str:
    """Name the yearly workbook of a mark such as `2026` or `2026.2`."""
    year, _, which = mark.partition(".")
    return f"Buku Tahunan {year}{f' ({which})' if which else ''} - {office}"


def cannot_be_locked(others: Sequence[str]) -> str:
    """Say that rows stay where they are, since others may write in them meanwhile."""
    named = f" ({', '.join(others)})" if others else ""
    return (
        "Keluhan lama tidak dipindahkan ke buku tahunan: Buku Kerja tidak dapat dikunci selama pemindahan, "
        f"karena pemiliknya bukan akun sistem{named}. Pindahkan kepemilikan Buku Kerja ke akun sistem, atau matikan "
        "[buku_tahunan] di berkas pengaturan. Tidak ada baris yang dihapus."
    )


def passage_refused(*, mark: str, fault: object) -> str:
    """Say that rows did not go from or into a yearly workbook, since one of both workbooks is not as it must be."""
    return (
        f"Keluhan lama belum dapat dipindahkan ke atau dari Buku Tahunan {mark}: {fault} Bila lembar atau judul "
        "kolom di Buku Kerja atau buku tahunan itu berubah, kembalikan seperti semula; sistem mencoba lagi sendiri."
    )


def book_in_bin(mark: str) -> str:
    """Say that nothing moves into a yearly workbook that somebody threw away."""
    return (
        f"Buku Tahunan {mark} ada di Sampah Drive, dan terhapus selamanya tiga puluh hari sesudah dibuang, dengan "
        "keluhan di dalamnya. Buka Sampah, lalu pulihkan. Sampai itu tidak ada keluhan yang dipindahkan ke sana."
    )


def back_in_the_register(number: object) -> str:
    """Say that a complaint stands in the Register."""
    return f"{number} ada di Register."


def on_its_way_back(number: object) -> str:
    """Say that a complaint will stand in the Register soon."""
    return f"{number} sedang dibawa kembali ke Register."


def moved_again(number: object) -> str:
    """Say that a complaint was brought back for what stands here, and moved once more since."""
    return (
        f"{number} sudah pernah dibawa kembali, dan kini ada di buku tahunan lagi. Bila masih diperlukan, hapus "
        "nomor ini, tunggu beberapa menit, lalu tulis lagi."
    )


def not_known(text: str) -> str:
    """Say that no complaint has a number."""
    return f"{text} bukan nomor keluhan yang dikenal."


def came_back_otherwise(number: object) -> str:
    """Say that a complaint was not brought back, since its rows would not be what they were."""
    return (
        f"{number} tidak dibawa kembali dari buku tahunan: barisnya tidak muat seperti semula. Periksa apakah di "
        "Buku Kerja ada kolom kantor yang dihapus atau diganti judulnya sejak keluhan itu dipindahkan, lalu "
        "kembalikan judulnya; sistem mencoba lagi sendiri."
    )


UNSETTLED = (
    "Pemindahan keluhan lama ke buku tahunan belum selesai: Buku Kerja atau buku tahunannya belum dapat dibaca. "
    "Kembalikan buku itu dari sampah Drive, atau judul lembarnya seperti semula; sistem menyelesaikannya sendiri."
)


def stands_twice(*, mark: str, numbers: Sequence[object]) -> str:
    """Say that rows of complaints that moved were put back by hand."""
    named = ", ".join(map(str, numbers[:5])) + (f" dan {len(numbers) - 5} lainnya" if len(numbers) > 5 else "")
    return (
        f"Baris {named} ada di Register dan juga di Buku Tahunan {mark}, mungkin karena versi lama Buku Kerja "
        "dipulihkan. Yang di Register yang berlaku. Catat dahulu bila ada yang disunting di sana sesudahnya, lalu "
        "hapus barisnya dari Register. Bila diperlukan, bawa kembali lewat Arsip Lama."
    )
