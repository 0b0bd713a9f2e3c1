"""What is wrong with a tab or with the schema, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable

#: The categories of causes that a new list starts with, and that hold where an office's list is empty.
CAUSES = (
    "Manusia",
    "Metode",
    "Peralatan",
    "Bahan",
    "Lingkungan",
    "Subkontraktor",
    "Dari pelanggan sendiri",
)
#: The services that a new list starts with, and that hold where an office's list is empty.
SERVICES = (
    "Pengujian",
    "Kalibrasi",
    "Sertifikasi produk",
    "Inspeksi teknis",
    "Pelatihan",
    "Konsultansi",
    "Layanan umum",
    "Lainnya",
)
LINE_READS_OTHERWISE = "isinya lain"
SEAL_IS_ANOTHER = "kode periksanya lain"
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
        "Bila kolomnya terhapus, pulihkan beserta isinya lewat File > Histori versi. "
        "Bila Tanggap baru diperbarui, jalankan `setup`: kolom baru ditambahkannya sendiri."
    )


def headings_twice(*, tab: str, headings: str) -> str:
    """Say which headings of a tab stand twice."""
    return f"Lembar {tab}: judul kolom {headings} ada lebih dari satu. Ganti judul kolom tambahan Anda."


def write_a_date(example: str) -> str:
    """Ask for a date, by an example."""
    return f"tulis tanggal seperti {example}."


#: Where people set the locale of a workbook, by the words of Google's Indonesian menus.
SET_LOCALE = "File › Setelan › Lokalitas: Indonesia › Simpan setelan"


def date_doubted(shown: str) -> str:
    """Say that a date was read by another locale than people wrote it in, and what to do."""
    return (
        f"terbaca {shown}, tetapi diketik selagi lokalitas buku kerja bukan Indonesia: hari dan bulannya bisa "
        f"tertukar, jadi belum dipakai. Setel {SET_LOCALE}; lalu kosongkan sel ini, tunggu beberapa menit sampai "
        "peringatan ini hilang, dan ketik lagi tanggalnya, hari dahulu."
    )


def tab_date_doubted(*, tab: str, row: int, shown: str) -> str:
    """Say the same of a row of a tab, counted from 1 with the heading."""
    return f"{tab} baris {row}: {date_doubted(shown)}"


#: Of a cell that shows what stands in another one.
CELL_MERGED = (
    "sel ini digabung dengan sel lain, sehingga isinya hanya dihitung untuk baris dan kolom pertamanya. Pilih sel "
    "itu, klik Format › Gabungkan sel › Pisahkan, lalu isi setiap sel sendiri."
)


def date_to_check(*, number: str, heading: str, shown: str) -> str:
    """Name a date whose day and month may be exchanged."""
    return f"{number} {heading} {shown}"


def correction_unreadable(fault: object) -> str:
    """Say what is wrong with a corrected address or number, and what counts meanwhile."""
    return f"{fault}; sementara itu data yang lama tetap dipakai."


def choose_some_of(allowed: Iterable[str]) -> str:
    """Ask for names of a list, divided by semicolons."""
    return f"tulis nama seperti di daftar, pisahkan dengan titik koma: {', '.join(allowed)}."


WRITE_A_NUMBER = "tulis nomor keluhan seperti KEL-2026-0012."


def group_cell(*, row: int, heading: str, fault: str) -> str:
    """Say what is wrong with a cell of the tab Pokja."""
    return f"Pokja baris {row}, {heading}: {fault}"


def group_without_lead(row: int) -> str:
    """Ask for a group's name and lead."""
    return f"Pokja baris {row}: isi Pokja dan Ketua."


def group_twice(*, row: int, name: str) -> str:
    """Say that a group stands in two rows."""
    return f"Pokja baris {row}: {name} sudah ada di baris lain; hapus salah satu."


def group_address_wrong(*, row: int, name: str, error: Exception) -> str:
    """Say what is wrong with an address in the tab Pokja."""
    return f"Pokja baris {row}: surel {name}: {error}"


def group_appeals_wrong(row: int) -> str:
    """Ask whether a group handles appeals."""
    return f"Pokja baris {row}: di kolom Menangani banding pilih Ya atau Tidak, atau kosongkan."


def group_absence_wrong(row: int) -> str:
    """Ask for a lead's days of absence."""
    return (
        f"Pokja baris {row}: tulis Ketua absen dari dan Ketua absen sampai seperti 31/12/2026, "
        "yang kedua tidak lebih awal."
    )


def list_cell(*, tab: str, row: int, fault: str) -> str:
    """Say that a name of one of the office's lists cannot be read."""
    return f"{tab} baris {row}: {fault}"


def action_without_key(row: int) -> str:
    """Say that somebody wrote an action where there is no numbered row."""
    return (
        f"Tindakan baris {row}: bukan baris bernomor buatan sistem, jadi tidak dihitung. Pindahkan isinya ke baris "
        "TND- yang masih kosong, lalu hapus baris itu."
    )


def action_twice(*, row: int, key: str, first: int) -> str:
    """Say that an action stands in two rows."""
    return f"Tindakan baris {row}: {key} sudah ada di baris {first}; hapus salah satu."


NO_HEAD_LISTED = (
    "Lembar Pejabat: tidak ada baris Kepala Balai; isi Jabatan, Nama dan Surel pejabat. "
    "Sampai itu, pejabat seperti terakhir terbaca tetap berlaku."
)
NO_OFFICER_LISTED = (
    "Lembar Pejabat: tidak ada baris Petugas Pelayanan; isi Jabatan, Nama dan Surel pejabat. "
    "Sampai itu, pejabat seperti terakhir terbaca tetap berlaku."
)
OFFICIALS_GONE = (
    "Lembar Pejabat tidak ditemukan; pejabat seperti terakhir terbaca tetap berlaku. Kembalikan lembar itu atau "
    "namanya, atau jalankan `setup`: lembar itu dibuat lagi seperti terakhir terbaca."
)
CAUSES_GONE = (
    "Lembar Kategori Penyebab tidak ditemukan; daftar terakhirnya tetap berlaku. Kembalikan lembar itu atau namanya, "
    "atau jalankan `setup`: lembar itu dibuat lagi."
)
SERVICES_GONE = (
    "Lembar Jenis Layanan tidak ditemukan; daftar terakhirnya tetap berlaku. Kembalikan lembar itu atau namanya, "
    "atau jalankan `setup`: lembar itu dibuat lagi."
)
ACTIONS_GONE = (
    "Lembar Tindakan tidak ditemukan; tindakan tidak dipantau dan tidak ada yang ditambahkan sampai lembar itu "
    "kembali. Kembalikan lembar itu atau namanya lewat File > Histori versi."
)
CELL_EMPTY = "kosong; isi"
NIP_ROUNDED = "terbaca sebagai angka, sehingga Sheets membulatkannya; ketik ulang dengan tanda petik (') di depannya"
NIP_WRONG = "NIP terdiri atas 18 angka; perbaiki atau kosongkan"
NOT_A_DAY = "bukan tanggal; tulis seperti 31/12/2026"
ENDS_BEFORE_IT_BEGINS = "lebih awal daripada Dari; perbaiki salah satu"


def official_cell(*, row: int, heading: str, what: str) -> str:
    """Say what is wrong with a cell of the tab Pejabat, and what holds meanwhile."""
    return (
        f"Lembar Pejabat, baris {row}, kolom {heading}: {what}. Selama belum diperbaiki, yang berlaku tetap "
        "pejabat yang terakhir terbaca."
    )


def post_unknown(text: str) -> str:
    """Say which offices can stand in the tab Pejabat."""
    return (
        f"“{text[:60]}” tidak dikenal; tulis Kepala Balai, Plh. Kepala Balai, Plt. Kepala Balai, Wakil Kepala Balai, "
        "Petugas Pelayanan, atau Ketua/Wakil Ketua dengan nama pokja seperti di lembar Pokja"
    )


def officials_overlap(*, row: int, other: int) -> str:
    """Say that two rows give one office to two people on the same days."""
    return (
        f"Lembar Pejabat, baris {row}, kolom Dari: jabatan ini pada hari yang sama sudah ada di baris {other}; isi "
        "Sampai pada baris yang berakhir. Selama belum diperbaiki, yang berlaku tetap pejabat yang terakhir terbaca."
    )


def nobody_holds(post: str) -> str:
    """Say that an office is vacant today, and who goes on."""
    return (
        f"Lembar Pejabat: hari ini tidak ada yang menjabat {post}; yang terakhir menjabat dianggap masih menjabat. "
        "Tambahkan baris penggantinya."
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


def unknown_keys(*, where: str, keys: str) -> str:
    """Name keys that the schema does not know."""
    return f"sheets_schema/{where}: kunci tak dikenal: {keys}."


def missing_keys(*, where: str, keys: str) -> str:
    """Name keys that the schema needs."""
    return f"sheets_schema/{where}: kunci belum ada: {keys}."


def reference_leads_nowhere(*, tab: str, heading: str, reference: str) -> str:
    """Say that a column refers to none that is there."""
    return f"Tab {tab}, kolom {heading}: {reference} tidak ada."


NO_TICK_BOX = "tulis isinya sebagai teks; kotak centang, dicentang atau tidak, tidak dihitung."
A_NUMBER_NOT_A_DATE = (
    "terbaca sebagai tanggal, pecahan atau jumlah uang; ketik ulang nomornya dengan tanda petik di depan, mis. '1/12."
)
NUMBER_NOT_WORDS = (
    "terbaca sebagai angka atau tanggal, jadi belum dipakai; ketik ulang isinya dengan tanda petik di depan, "
    "mis. '1/12."
)
NOTHING_VISIBLE = "hanya berisi karakter yang tidak terlihat; kosongkan selnya, lalu ketik isinya."
CHIP_UNREAD = "berisi keping pintar (@) yang namanya tidak terbaca; hapus kepingnya dan ketik namanya."


def formula_failed(error: str) -> str:
    """Say that a cell shows a formula's error."""
    return f"menunjukkan galat rumus {error}, jadi belum dipakai; hapus rumusnya dan ketik isinya."


ONLINE, ON_PAPER = "lewat tautan", "di kertas"


# -- Hari Ini

OFFICE_LINE, MORE, DRAFT, FOLDER = "Kantor", "Lainnya", "Konsep", "Folder"
LATE_SINCE, LATE_TODAY, DAYS, DAYS_LEFT = "lewat ", "lewat hari ini", " hari", " hari lagi"
STILL_TODAY, TOMORROW = "hari ini", "besok"


def row_shown(row: int) -> str:
    """Name the row in which a block begins."""
    return f"Baris {row}"


def block_entry(heading: str, count: int, late: int) -> str:
    """Say how much waits for somebody, and how much of it is late."""
    return f"{heading}: {count} menunggu" + (f", {late} terlambat" if late else "")


IN_ACTIONS = "lembar Tindakan"


def in_view(view: str) -> str:
    """Name a view of the Register."""
    return f"lembar Register, tampilan filter “{view}”"


def more_elsewhere(count: int, place: str) -> str:
    """Say how much more waits, and where all of it stands."""
    return f"{count} lagi ada di {place}."


def office_line(*, open: int, new: int, late: int, asked: int, resting: int) -> str:
    """Say how many complaints are open, and of these how many are new, late, wait for the customer, or rest."""
    parts = [(new, "baru"), (late, "terlambat"), (asked, "menunggu pelapor"), (resting, "ditunda")]
    told = ", ".join(f"{count} {what}" for count, what in parts if count)
    return f"{open} keluhan terbuka" + (f": {told}" if told else "") + "."
