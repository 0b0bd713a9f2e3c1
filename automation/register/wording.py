"""What is wrong with a tab or with the schema, in Indonesian."""

from __future__ import annotations

LINE_READS_OTHERWISE = "isinya lain"
SEAL_IS_ANOTHER = "segelnya lain"
LINE_NOT_IN_LEDGER = "tidak ada di buku besar"


def question_keys_repeat(file: str) -> str:
    """Say that the questions of a form have no keys of their own."""
    return f"sheets_schema/{file}: setiap pertanyaan perlu kunci sendiri."


def question_lacks(*, file: str, error: KeyError) -> str:
    """Say what a question of a form lacks."""
    return f"sheets_schema/{file}: sebuah pertanyaan tidak punya {error}."


def question_of_unknown_kind(*, file: str, key: str, kind: object) -> str:
    """Say that a question of a form is of no known kind."""
    return f"sheets_schema/{file}, {key}: kind {kind!r} tidak dikenal."


def question_choices_astray(*, file: str, key: str) -> str:
    """Say that a question has choices where it may have none, or none where it needs some."""
    return f'sheets_schema/{file}, {key}: pilihan ada bila, dan hanya bila, kind = "choice" atau "radio".'


def schema_unreadable(*, file: str, error: Exception) -> str:
    """Say that a file of the schema cannot be read."""
    return f"sheets_schema/{file} tidak terbaca: {error}"


def headings_missing(*, tab: str, headings: str) -> str:
    """Say which headings of a tab are gone, and how they come back."""
    return (
        f"Lembar {tab}: judul kolom {headings} tidak ditemukan. "
        "Kembalikan judul itu di baris pertama; kolom boleh dipindah, tetapi judulnya tidak boleh diganti. "
        "Bila Tanggap baru diperbarui, jalankan `setup`: kolom baru ditambahkannya sendiri."
    )


def headings_twice(*, tab: str, headings: str) -> str:
    """Say which headings of a tab stand twice."""
    return f"Lembar {tab}: judul kolom {headings} ada lebih dari satu. Ganti judul kolom tambahan Anda."


def write_a_date(example: str) -> str:
    """Ask for a date, by an example."""
    return f"tulis tanggal seperti {example}."


WRITE_A_NUMBER = "tulis nomor keluhan seperti KEL-2026-0012."


def group_without_lead(row: int) -> str:
    """Ask for a group's name and lead."""
    return f"Pokja baris {row}: isi Pokja dan Ketua."


def group_twice(*, row: int, name: str) -> str:
    """Say that a group stands in two rows."""
    return f"Pokja baris {row}: {name} sudah ada di baris lain; hapus salah satu."


def group_address_wrong(*, row: int, name: str, error: Exception) -> str:
    """Say what is wrong with an address in the tab Pokja."""
    return f"Pokja baris {row}: surel {name}: {error}"


def group_absence_wrong(row: int) -> str:
    """Ask for a lead's days of absence."""
    return (
        f"Pokja baris {row}: tulis Ketua absen dari dan Ketua absen sampai seperti 31/12/2026, "
        "yang kedua tidak lebih awal."
    )


def no_such_column(*, tab: str, key: str) -> str:
    """Say that a tab has no column of a key."""
    return f"Tab {tab} tidak punya kolom dengan kunci {key!r}."


def columns_alike(*, file: str, name: str) -> str:
    """Say that two columns of a tab share a key or a heading."""
    return f"sheets_schema/{file}: ada dua kolom dengan {name} yang sama."


def column_choices_astray(where: str) -> str:
    """Say that a column has choices where it may have none, or none where it needs some."""
    return f'{where}: pilihan ada bila, dan hanya bila, kind = "choice".'


def column_shows_astray(where: str) -> str:
    """Say that a column shows another where it may not, or none where it must."""
    return f'{where}: shows ada bila, dan hanya bila, kind = "lookup".'


def lookup_is_the_jobs(where: str) -> str:
    """Say that a column of lookups belongs to the job."""
    return f"{where}: kolom lookup milik job."


def optional_is_the_jobs(where: str) -> str:
    """Say that only a column of the job may be optional."""
    return f"{where}: hanya kolom milik job boleh optional."


def unknown_keys(*, where: str, keys: str) -> str:
    """Name keys that the schema does not know."""
    return f"sheets_schema/{where}: kunci tak dikenal: {keys}."


def missing_keys(*, where: str, keys: str) -> str:
    """Name keys that the schema needs."""
    return f"sheets_schema/{where}: kunci belum ada: {keys}."


def reference_leads_nowhere(*, tab: str, heading: str, reference: str) -> str:
    """Say that a column refers to none that is there."""
    return f"Tab {tab}, kolom {heading}: {reference} tidak ada."
