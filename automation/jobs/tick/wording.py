"""What people read of a tick: why it stops, what it foretells, and what it shows in the workbook."""

from __future__ import annotations

# -- why a tick does nothing until a person acts

REBUILD_UNFINISHED = (
    "Penyusunan ulang buku besar belum selesai. Jalankan `rebuild` (tanpa pilihan lain); ia melanjutkannya."
)


def ledger_is_older(*, held: int, shown: int) -> str:
    """Say that the ledger ends at line `held` of the history, while Riwayat goes on to line `shown`."""
    return (
        f"Buku besar lebih lama daripada lembar Riwayat: berhenti di baris {held}, sedangkan "
        f"Riwayat sampai baris {shown}. Mungkin salinan lama dipulihkan. Jalankan `rebuild`: "
        "yang terjadi sesudahnya dilengkapi dari ruang kerja. Jangan menghapus baris Riwayat."
    )


def ledger_is_empty(*, rows: int) -> str:
    """Say that the Register has rows, and the ledger knows of no complaint."""
    return (
        f"Buku besar kosong, tetapi Register berisi {rows} baris. Bila buku besar hilang, "
        "kembalikan salinan terbaru di folder cadangan/ dengan `rebuild --cadangan BERKAS`, atau tanpa "
        "salinan jalankan `rebuild`; bila baris itu bukan keluhan, hapus."
    )


def suddenly_empty(tabs: list[str]) -> str:
    """Say which tabs lost most of their rows (sentences of `tab_lost_rows`), and how to go on."""
    return (
        " ".join(tabs) + " Tidak ada yang dikerjakan. Pulihkan isinya lewat File > Histori versi di buku kerja, "
        "atau urungkan penghapusannya; bila memang disengaja, jalankan `sync --yakin`."
    )


def tab_lost_rows(*, title: str, rows: int, before: int, consequence: str) -> str:
    """Say how many rows a tab has and had, and what follows if the tick goes on."""
    return f"Lembar {title} tiba-tiba berisi {rows} baris, padahal sebelumnya {before}. {consequence}"


WITHOUT_REGISTER_ROWS = "Bila diteruskan, baris yang hilang ditulis lagi dengan isi terakhirnya."
WITHOUT_GROUPS = "Bila diteruskan, tidak ada pokja yang dapat menerima disposisi."
WITHOUT_HOLIDAYS = "Bila diteruskan, tenggat dihitung ulang seakan tidak ada libur."
REGISTER, GROUPS, HOLIDAYS = "Register", "Pokja", "Hari Libur"


def not_the_first_column(*, title: str, heading: str) -> str:
    """Say that a column must be the first of its tab."""
    return f"Lembar {title}: kolom “{heading}” harus kolom pertama. Kembalikan tempatnya."


# -- what concerns the office as a whole


def many_mails(*, count: int, usual: int) -> str:
    """Say that more mails than usual would go out, so they are held back."""
    return (
        f"{count} surel akan terkirim sekaligus, padahal biasanya paling banyak "
        f"{usual}. Surel itu ditahan. Periksa dengan `sync --dry-run`, "
        "lalu ulangi dengan `sync --yakin`."
    )


def row_twice(*, row: int, number: object, first: int) -> str:
    """Say that a complaint has two rows in the Register, counted from 1 with the heading; the first counts."""
    return f"Register baris {row}: nomor {number} ada dua kali; yang berlaku baris {first}. Hapus baris kembarannya."


def row_unknown(*, row: int) -> str:
    """Say that a row of the Register, counted from 1 with the heading, belongs to no complaint."""
    return (
        f"Register baris {row}: nomornya tidak dikenal. Keluhan baru dimasukkan lewat formulir "
        "petugas, bukan dengan menambah baris; pindahkan isinya, lalu hapus baris ini."
    )


FULL_ADVICE = (
    "Buku kerja Google menampung paling banyak 10 juta sel, sesudah itu tidak ada baris baru. Hapus lembar buatan "
    "sendiri yang tidak dipakai lagi dan baris serta kolom kosong di ujung lembar."
)


def nearly_full(*, share: str) -> str:
    """Say how much of a workbook's cells is used, such as "61%"."""
    return f"Buku kerja memakai sedikitnya {share} dari 10 juta sel. {FULL_ADVICE}"


# -- why one thing cannot be done


def not_addressed(fault: object) -> str:
    """Say that a mail has no address it can go to."""
    return f"Surel ini tidak dapat dialamatkan: {fault}."


def place_missing(place: object) -> str:
    """Say that setup has not made a place yet."""
    return f"Tempat {place} belum ada; jalankan `setup` sekali lagi."


def row_not_shown(*, key: str, title: str, refusal: object) -> str:
    """Say why a row of a tab could not be written."""
    return f"Baris {key} lembar {title} belum ditampilkan. {refusal}"


def no_row_shown(refusal: object) -> str:
    """Say that not one of the rows to be written could be."""
    return (
        "Tidak satu baris pun dapat ditulis ke buku kerja. Isinya tersimpan, dan setiap putaran mencobanya lagi. "
        f"{refusal}"
    )


# -- scans

SCANS_FOLDER = "Pindaian Masuk"
SEVERAL_DOCUMENTS = "beberapa dokumen"


def already_filed(*, name: str) -> str:
    """Say under which name the same scan is archived."""
    return f"Pindaian yang sama sudah diarsipkan sebagai “{name}”. Hapus berkas ini bila memang rangkap."


# -- what `sync --dry-run` foretells

FORECAST_HEADINGS = ("Tindakan", "Untuk", "Kapan dan mengapa")
TAKE_IN, WRITE_HISTORY = "Catat keluhan baru", "Tulis di Riwayat"
NOW, GOES_ON = "sekarang", "melanjutkan yang sudah dimulai"
HELD_BACK = "ditahan: terlalu banyak surel sekaligus; kirim dengan --yakin"
WAITS_FOR_TURN = "menunggu giliran: batas konfirmasi per alamat atau per hari tercapai"
WAITS_FOR_OFFICE = "menunggu jam kerja"


def came_by(channel: str) -> str:
    """Say by which channel a complaint came in."""
    return f"masuk dari kanal {channel}"


# -- what stands in the workbook

LAST_TICK = "Putaran terakhir: "
ALL_TOLD = "Tidak ada gangguan yang belum disampaikan."
UNTOLD = "PERLU PERHATIAN, penyelia belum dapat disurati: "
THIS_YEAR = "tahun ini"
SHARED_COLUMN = "kolom bersama"


def column_of(role: str) -> str:
    """Name whoever edited a cell by the role that its column belongs to."""
    return f"kolom {role}"


def proposed(group: str) -> str:
    """Say which working group the table proposes."""
    return f"Usulan: {group}"


def action_round(count: int) -> str:
    """Say how often a corrective action was begun."""
    return f"Perbaikan ke-{count}"


def draft_round(count: int) -> str:
    """Say how often a reply was drafted."""
    return f"Konsep ke-{count}"
