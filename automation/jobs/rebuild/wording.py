"""What `rebuild` says: what came back, what could not, and why it may not begin."""

from __future__ import annotations


def ledger_not_empty(*, complaints: int) -> str:
    """Say that there is a ledger already, as new as the workspace."""
    return (
        f"Buku besar berisi {complaints} keluhan dan tidak tertinggal dari lembar Riwayat, jadi tidak "
        "disusun ulang. Bila berkasnya rusak, kembalikan salinannya dengan `rebuild --cadangan BERKAS`."
    )


def answers_unreadable(why: str) -> str:
    """Say that the survey's workbook could not be read."""
    return f"Buku kerja Jawaban Survei tidak dapat dibaca, jadi jawaban yang hanya ada di sana belum kembali: {why}"


def restored(*, complaints: int, documents: int, events: int, mails: int, answers: int) -> str:
    """Count what came back."""
    return (
        f"Dipulihkan: {complaints} keluhan, {documents} dokumen, {events} kejadian, "
        f"{mails} surel yang sudah terkirim, {answers} jawaban survei."
    )


WHAT_NEXT = "Periksa dengan `sync --dry-run`, lalu jalankan `sync`."

# -- what could not be found


def gap(text: str) -> str:
    """Mark what could not be found."""
    return f"! {text}"


def not_a_line(sequence: int) -> str:
    """Say that a person typed a number into Riwayat."""
    return f"Riwayat nomor {sequence} bukan baris program ini. Hapus baris itu: `sync` menunggunya."


def lines_missing(count: int) -> str:
    """Count the lines of Riwayat that are gone."""
    return f"{count} baris Riwayat tidak ditemukan; urutannya dipertahankan."


def wrong_seal(line: int) -> str:
    """Say which line of Riwayat does not fit its seal."""
    return (
        f"Riwayat baris {line}: kode periksanya tidak cocok dengan isinya, jadi baris itu atau yang sebelumnya "
        "pernah diubah atau hilang. Kode diperiksa lagi mulai baris berikutnya."
    )


def folder_unknown(number: object) -> str:
    """Say that a complaint's folder stands nowhere."""
    return f"{number}: folder kasusnya tidak disebut di lembar Status; folder baru akan dibuat."


def no_history(number: object) -> str:
    """Say that Riwayat knows nothing of a complaint."""
    return f"{number}: Riwayat kosong; perjalanannya dimulai lagi dari langkah 2."


def nothing_left(number: object) -> str:
    """Say that neither the row nor the answer of a complaint was found."""
    return f"{number}: baris Register dan jawaban formulirnya tidak ditemukan; barisnya akan kosong."


def no_row(number: object) -> str:
    """Say that the row of a complaint was not found."""
    return f"{number}: tidak ada di Register; barisnya akan dikembalikan. Periksa isinya."


def no_answer(number: object) -> str:
    """Say that the form's answer of a complaint was not found."""
    return f"{number}: jawaban formulirnya tidak ditemukan; isinya diambil dari Register."


def archive_row_unreadable(row: int) -> str:
    """Say that a row of Arsip, counted from 1 with the heading, could not be read."""
    return f"Arsip baris {row}: tidak terbaca, jadi tidak dipulihkan."


def pages_unknown(count: int) -> str:
    """Say that files lie among the complainants' pages of which nobody knows whose they are."""
    return (
        f"{count} berkas di folder Halaman Pelapor tidak dikenal lagi. Yang bukan halaman keluhan yang masih "
        "ditangani, hapus."
    )


OFFICIALS_UNREAD = (
    "Lembar Pejabat tidak terbaca, dan keadaan terakhirnya hilang bersama buku besar: sampai diperbaiki berlaku "
    "pejabat menurut office.toml."
)

#: What is shown while it is done.
RESTORING = "Menyusun buku besar kembali"
HISTORY, CASES, DOCUMENTS = "Membaca Riwayat", "Menceritakan kembali keluhan", "Mengenali dokumen"
MAILS = "Mencari surel yang sudah terkirim"


def year_book_unread(*, mark: str, fault: object) -> str:
    """Say that a yearly workbook could not be read, and what that leads to."""
    return (
        f"Buku Tahunan {mark} tidak terbaca: {fault} Keluhan yang dipindahkan ke sana tidak dikenal lagi. Kembalikan "
        "buku itu dari sampah Drive, lalu ulangi `rebuild`."
    )
