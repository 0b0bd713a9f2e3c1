"""What `impor` asks and says, and how an office's old register may call its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from automation.domain.vocabulary import Channel, Outcome

# -- the file that keeps which column is which

SHEET, HEADING_ROW, COLUMNS, STATUSES, KEPT = "lembar", "baris_judul", "kolom", "status", "simpan_di_jawaban_lain"
MAP_ENDING = ".peta.toml"
MAP_HEAD = (
    "# Kolom register lama yang mana menjadi apa. Pakai lagi dengan `impor BERKAS --peta BERKAS_INI`.\n"
    "# Bagian status: arti tiap kata di kolom status register lama.\n"
)
OPEN = "Masih ditangani"
#: What a word of the column of status can mean; duplicates are closed as what they were found to be.
MEANINGS: Mapping[str, Outcome | None] = {
    OPEN: None,
    **{one.value: one for one in Outcome if one is not Outcome.DUPLICATE},
}

#: What a column can become: its name in the map, and how it is asked for.
LABELS: Mapping[str, str] = {
    "former_number": "nomor",
    "received_at": "diterima",
    "complainant": "nama_pelapor",
    "subject": "perihal",
    "description": "uraian",
    "status": "status",
    "ended_on": "tanggal_selesai",
    "company": "perusahaan",
    "email": "surel",
    "phone": "telepon",
    "address": "alamat",
    "channel": "kanal",
    "stated_service": "layanan",
    "order_reference": "no_order_sertifikat",
    "remedy": "penyelesaian_yang_diharapkan",
    "incoming_number": "no_surat_masuk",
    "findings": "hasil_kajian",
    "cause": "penyebab",
    "corrective_action": "tindakan_koreksi",
    "preventive_action": "tindakan_pencegahan",
    "letter_number": "no_surat_keluar",
    "letter_date": "tanggal_surat",
    "delivered_on": "tanggal_diterima_pelanggan",
}
#: How old registers call them, in small letters without signs.
GUESSES: Mapping[str, tuple[str, ...]] = {
    "former_number": ("no", "nomor", "no register", "nomor register", "no keluhan", "nomor keluhan", "no urut"),
    "received_at": (
        *("tanggal", "tgl", "tanggal terima", "tanggal diterima", "tgl terima", "tanggal keluhan", "tanggal masuk"),
        *("tgl masuk", "diterima", "tanggal pengaduan"),
    ),
    "complainant": ("nama", "nama pelapor", "nama pelanggan", "pelapor", "pelanggan", "nama pengadu", "pengadu"),
    "subject": ("perihal", "hal", "judul", "pokok keluhan", "jenis keluhan", "topik"),
    "description": ("uraian", "uraian keluhan", "isi keluhan", "keluhan", "isi pengaduan", "deskripsi", "masalah"),
    "status": ("status", "status keluhan", "keadaan"),
    "ended_on": ("tanggal selesai", "tgl selesai", "selesai", "tanggal tutup", "tgl tutup", "selesai tanggal"),
    "company": ("perusahaan", "nama perusahaan", "instansi", "asal perusahaan"),
    "email": ("surel", "email", "e mail", "alamat email", "surel pelapor"),
    "phone": ("telepon", "telp", "no telp", "no telepon", "hp", "no hp", "whatsapp", "no wa", "telepon whatsapp"),
    "address": ("alamat", "alamat pelapor", "alamat perusahaan"),
    "channel": ("kanal", "media", "melalui", "sarana", "saluran", "via"),
    "stated_service": ("layanan", "jenis layanan", "jasa", "jenis jasa"),
    "order_reference": ("no order", "nomor order", "no sertifikat", "nomor sertifikat", "no order sertifikat"),
    "remedy": ("penyelesaian yang diharapkan", "harapan", "permintaan", "harapan pelanggan"),
    "incoming_number": ("no surat masuk", "nomor surat masuk"),
    "findings": ("hasil kajian", "kajian", "analisis", "hasil analisis"),
    "cause": ("penyebab", "akar masalah", "akar penyebab", "penyebab masalah"),
    "corrective_action": ("tindakan koreksi", "tindakan perbaikan", "koreksi", "tindak lanjut", "tindakan"),
    "preventive_action": ("tindakan pencegahan", "pencegahan"),
    "letter_number": ("no surat keluar", "nomor surat keluar", "no surat balasan", "nomor surat balasan"),
    "letter_date": ("tanggal surat", "tgl surat", "tanggal surat balasan", "tgl surat balasan"),
    "delivered_on": ("tanggal diterima pelanggan", "diterima pelanggan", "tanggal kirim"),
}
#: What old registers call the ways in.
CHANNELS: Mapping[str, Channel] = {
    "email": Channel.EMAIL,
    "e mail": Channel.EMAIL,
    "wa": Channel.WHATSAPP,
    "telp": Channel.PHONE,
    "tlp": Channel.PHONE,
    "langsung": Channel.COUNTER,
    "tatap muka": Channel.COUNTER,
    "lapor": Channel.LAPOR,
    "sp4n lapor": Channel.LAPOR,
    "medsos": Channel.SOCIAL_MEDIA,
    "instagram": Channel.SOCIAL_MEDIA,
    "facebook": Channel.SOCIAL_MEDIA,
    "kotak saran": Channel.BOX,
    "google form": Channel.FORM,
    "formulir": Channel.FORM,
}
_ENDED = frozenset({"selesai", "closed", "close", "tutup", "ditutup", "done", "tuntas", "sudah selesai"})


def guessed_meaning(word: str) -> str:
    """Return what a word of a column of status most likely means; people are asked all the same."""
    return Outcome.SETTLED.value if word.casefold().strip() in _ENDED else OPEN


# -- what is asked

WHICH_SHEET = "Lembar mana yang berisi register?"
WHICH_ROW = "Baris ke berapa yang berisi judul kolom?"
HEADINGS_ARE = "Kolom berkas ini:"
WHICH_COLUMN = "Ketik nomor kolomnya; Enter menerima usul dalam kurung, tanda - berarti tidak ada."
WHICH_KEPT = "Kolom lain yang isinya disimpan di “Jawaban lain” (nomor, pisahkan dengan koma; - berarti tidak ada)"
WHICH_MEANING = "Arti tiap kata di kolom status:"
NOT_AMONG = "Ketik salah satu nomor yang ada."
NEEDED = "Kolom ini harus ada."
ONE_OF_BOTH = "Petakan status atau tanggal_selesai, supaya keluhan yang sudah selesai dikenali."
TEXT_NEEDED = "Petakan perihal atau uraian."
GO_ON = "Pindahkan sekarang? (ya/tidak) "


def question(text: str, proposed: str) -> str:
    """Ask, with the answer that Enter gives."""
    return f"{text} [{proposed}] "


def numbered(place: int, text: str) -> str:
    """Show one of several things with its number."""
    return f"  {place:>2}  {text}"


def map_kept(file: str) -> str:
    """Say where the answers are kept."""
    return f"Jawaban disimpan di {file}; lain kali tidak ditanyakan lagi."


# -- why nothing can begin


def no_such_file(file: str) -> str:
    """Say that there is no such file."""
    return f"Berkas {file} tidak ada."


def wrong_kind(ending: str) -> str:
    """Say which files can be read."""
    return f"“{ending}” tidak dapat dibaca. Simpan register sebagai .xlsx, .ods atau .csv, lalu ulangi."


def unreadable(file: str) -> str:
    """Say that a file does not open."""
    return (
        f"Berkas {file} tidak dapat dibuka: rusak, terkunci kata sandi, atau bukan seperti akhiran namanya. "
        "Buka di Excel atau LibreOffice, simpan sebagai .xlsx tanpa kata sandi, lalu ulangi."
    )


def too_large(file: str, most: int) -> str:
    """Say that a file is larger than a register can be."""
    return f"Berkas {file} lebih dari {most} MB. Hapus gambar dan lembar yang bukan register, lalu ulangi."


def nothing_in(file: str) -> str:
    """Say that a file holds no table."""
    return f"Berkas {file} tidak berisi tabel."


def no_sheet(title: str, there: Sequence[str]) -> str:
    """Say that a map names a sheet that is not there."""
    return f"Lembar “{title}” tidak ada di berkas. Yang ada: {', '.join(there)}. Betulkan “{SHEET}” di peta."


def no_heading(heading: str, row: int) -> str:
    """Say that a map names a column that is not there."""
    return f"Baris {row}: tidak ada kolom berjudul “{heading}”. Betulkan peta, atau judul kolom di berkas."


def heading_twice(heading: str, row: int, columns: Sequence[str]) -> str:
    """Say that two columns have one heading."""
    return f"Baris {row}: judul “{heading}” ada di kolom {' dan '.join(columns)}. Beri judul yang berbeda."


def map_unreadable(file: str, why: str) -> str:
    """Say that a map is no map."""
    return f"Peta {file} tidak dapat dibaca: {why}. Betulkan, atau hapus supaya ditanyakan lagi."


def map_strange(name: str) -> str:
    """Say that a map names something unknown."""
    return f"“{name}” tidak dikenal"


def map_wants(name: str) -> str:
    """Say that a map lacks something."""
    return f"“{name}” belum diisi"


MAP_WANTED = (
    "Belum ada peta kolom, dan tidak ada orang di terminal untuk ditanya. Jalankan sekali di terminal, atau beri "
    "`--peta BERKAS`."
)
SETUP_WANTED = "Register belum punya kolom “No. register lama”. Jalankan `setup`, lalu ulangi."

# -- what is wrong with a row

EMPTY = "kosong; isi, atau hapus barisnya bila bukan keluhan (bila selnya digabung, pisahkan dahulu)"
NO_DATE = "bukan tanggal; tulis seperti 31/12/2025"
IN_FUTURE = "tanggalnya di masa depan; betulkan"
BEFORE_RECEIPT = "lebih awal daripada tanggal diterima; betulkan salah satunya"
FORMULA = "berisi rumus yang belum dihitung; buka dan simpan di Excel atau LibreOffice, atau tempel sebagai nilai"
ERROR = "berisi galat rumus; betulkan, atau kosongkan"
MERGED = "sel digabung; pisahkan (Unmerge) dan isi tiap barisnya"
OPEN_WITH_DATE = "menurut status masih ditangani, tetapi tanggal selesainya terisi; betulkan salah satunya"


def fault(row: int, heading: str, advice: str) -> str:
    """Say where a cell stands that cannot be taken over, and what to do."""
    return f"Baris {row}, kolom “{heading}”: {advice}."


def status_unknown(word: str) -> str:
    """Say that the map does not know a word of the column of status."""
    return f"status “{word}” belum ada artinya; tambahkan di peta, bagian {STATUSES}"


def number_twice(number: str, first: int) -> str:
    """Say that a number stands in two rows of a year."""
    return (
        f"nomor {number} sudah ada di baris {first} pada tahun yang sama; betulkan salah satunya, atau beri awalan, "
        f"mis. B-{number}"
    )


def number_taken(number: str, by: object) -> str:
    """Say that a number of the register of before was taken over with another content."""
    return (
        f"nomor {number} tahun itu sudah dipindahkan sebagai {by} dengan isi lain; hapus barisnya bila keluhannya "
        f"sama, atau beri nomornya awalan, mis. B-{number}, bila keluhannya lain"
    )


def more_faults(count: int) -> str:
    """Count the faults that are not shown."""
    return f"… dan {count} kesalahan lagi."


def nothing_done(count: int) -> str:
    """Say that nothing was taken over."""
    return f"{count} kesalahan: belum satu pun keluhan dipindahkan. Betulkan berkasnya, lalu ulangi."


# -- what would be done, and was


def found(*, ended: int, still_open: int, known: int, empty: int) -> str:
    """Count what a file holds."""
    said = f"{ended + still_open} keluhan: {ended} sudah berakhir, {still_open} masih ditangani."
    said += f" {known} baris sudah pernah dipindahkan dan dilewati." if known else ""
    return said + (f" {empty} baris kosong dilewati." if empty else "")


def received_between(first: object, last: object) -> str:
    """Say between which days they were received, so that people see whether dates were read rightly."""
    return f"Diterima antara {first} dan {last}."


def titles_left_out(rows: Sequence[int]) -> str:
    """Say which rows are no complaints but titles."""
    return f"Hanya kolom pertamanya terisi, jadi dianggap judul dan dilewati: baris {', '.join(map(str, rows))}."


def unread(heading: str, count: int) -> str:
    """Say that a date that nobody needs was kept as words."""
    return f"Kolom “{heading}”: {count} isi bukan tanggal; disimpan di “Jawaban lain”."


def other_sheets(titles: Sequence[str]) -> str:
    """Say which sheets of the file were not read, and how they are."""
    named = ", ".join(f"“{title}”" for title in titles)
    return f"Lembar lain tidak dibaca: {named}. Bila berisi keluhan juga, ulangi dengan `--peta` untuk lembar itu."


DRY_RUN = "Ini baru pemeriksaan: belum ada yang dipindahkan. Ulangi dengan `--yakin` untuk memindahkan."
NOTHING_NEW = "Tidak ada yang perlu dipindahkan."


def brought_over(*, count: int, first: object, last: object) -> str:
    """Say what was taken over, and when the Register shows it."""
    return (
        f"Dipindahkan: {count} keluhan, {first} sampai {last}. Barisnya muncul di Register pada `sync` berikutnya"
        + ("; yang sebanyak ini dalam beberapa putaran." if count > _AT_ONCE else ".")
    )


#: Of more rows than about this, one tick does not show all.
_AT_ONCE = 200

#: What is shown while it is done.
CHECKING, TAKING_OVER, KEEPING = "Memeriksa register lama", "Memindahkan keluhan", "Menyimpan"
