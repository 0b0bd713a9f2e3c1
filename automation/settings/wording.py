"""What is wrong with a settings file and what to write instead, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable

from automation.domain.office_hours import ZONES


def settings_unusable(*, file: str, count: int) -> str:
    """Say that a settings file cannot be used yet."""
    return f"Pengaturan {file} belum dapat dipakai; perbaiki {count} hal ini:"


COPY_THE_PING_ADDRESS = (
    "Salin alamat ping dari layanan pemantauan, misalnya https://pantau.example/abc; kosong berarti tanpa."
)
NOT_A_WEB_ADDRESS = "bukan alamat http atau https"

WRITE_A_SPAN = "Tulis seperti “60 menit” atau “1 hari”, atau “tidak”."


def not_a_norm(text: str) -> str:
    """Say that a text is no norm."""
    return f"{text} bukan norma waktu"


def norm_of_nothing(text: str) -> str:
    """Say that a norm gives no time."""
    return f"{text} tidak memberi waktu sama sekali"


def not_a_clock_time(text: str) -> str:
    """Say that a text is no time of day."""
    return f"{text} bukan jam"


def key_renamed(*, table: str, key: str, new_table: str, new_key: str) -> str:
    """Say how a key is called now."""
    return f"[{table}] {key} sudah berganti nama; tulis {new_key} pada bagian [{new_table}]."


def written_twice(*, table: str, key: str) -> str:
    """Say that a key also stands under its new name."""
    return f"ditulis dua kali, juga sebagai {key} pada bagian [{table}]"


REMOVE_THE_OLD = "Hapus yang lama."


def outside_known_tables(key: str) -> str:
    """Say where a key stands that belongs to no table."""
    return f"di luar bagian yang dikenal: {key}"


FILL_THE_VALUE = "Isi nilainya."
NOT_FILLED = "belum diisi"


def not_a_text(value: str) -> str:
    """Say that a value is no text."""
    return f"{value} bukan teks"


QUOTE_IT = "Tulis di antara tanda kutip."
WITH_CONTROLS = "memuat ganti baris atau karakter kendali"
ONE_LINE_ONLY = "Tulis dalam satu baris."
EMPTY = "kosong"
NOT_A_LIST_OF_TEXTS = "bukan daftar teks"


def not_yes_or_no(value: str) -> str:
    """Say that a value is neither true nor false."""
    return f"{value} bukan ya atau tidak"


WRITE_TRUE_OR_FALSE = "Tulis true atau false, tanpa tanda kutip."


def out_of_bounds(value: str) -> str:
    """Say that a number is out of its bounds."""
    return f"{value} di luar batas"


def write_a_number(*, least: int, most: int) -> str:
    """Say which numbers may stand there."""
    return f"Tulis bilangan bulat dari {least} sampai {most}."


def unknown_word(*, word: str, meant: str) -> str:
    """Say that a word is none of the choices, and which it may have meant."""
    return f"{word} tidak dikenal{meant}"


def maybe_meant(word: str) -> str:
    """Offer the word that a misspelt one may have been, to follow what is wrong."""
    return f"; mungkin maksudnya “{word}”"


def choose_among(words: Iterable[str]) -> str:
    """Say which words may stand there."""
    return f"Pilih salah satu: {', '.join(words)}."


ONE_ADDRESS_WANTED = "Isi satu alamat surel."
WRITE_ONE_ADDRESS = "Tulis tepat satu alamat, misalnya nama@kantor.go.id."
NOT_THERE = "belum ada"
NOT_A_TABLE = "bukan bagian"


def write_the_table(name: str) -> str:
    """Say which table to write, and where it is shown."""
    return f"Tulis bagian [{name}] seperti dalam office.example.toml."


NOT_A_LIST_OF_TABLES = "bukan daftar bagian"


def unknown_key(meant: str) -> str:
    """Say that a key is unknown, and which it may have meant."""
    return f"kunci ini tidak dikenal{meant}"


CORRECT_OR_REMOVE = "Perbaiki ejaannya atau hapus."


def copy_the_example(example: str) -> str:
    """Say how a settings file begins."""
    return f"Salin {example} menjadi berkas ini lalu isi, atau sebut berkas lain dengan --office."


FILE_MISSING = "berkas tidak ada"
CHECK_THE_RIGHTS = "Periksa hak baca berkas ini."
FILE_UNREADABLE = "berkas tidak dapat dibaca"
NOT_UTF_8 = "bukan teks UTF-8"
SAVE_AS_UTF_8 = "Simpan ulang sebagai UTF-8."
USUAL_TOML_FAULTS = (
    "Biasanya tanda kutip, tanda = atau kurung siku belum lengkap, atau sebuah kunci ditulis dua kali."
)
NOT_TOML = "penulisan TOML tidak benar"


def place_in_file(*, line: str, column: str) -> str:
    """Name a place in the file."""
    return f"baris {line}, kolom {column}"


END_OF_FILE = "akhir berkas"
WITHIN_FILE = "isi berkas"


def not_a_prefix(prefix: str) -> str:
    """Say that a text cannot begin complaint numbers."""
    return f"{prefix} bukan kode"


WRITE_A_PREFIX = "Tulis 2 sampai 6 huruf besar, misalnya KEL."
WRITE_THE_OFFICERS = "Tulis bagian [[kantor.petugas_pelayanan]] dengan nama dan surel, satu per petugas."
WRITE_THE_CITY = "Isi kota untuk tempat dan tanggal surat."


def not_a_staff_number(number: str) -> str:
    """Say that a text is no NIP."""
    return f"{number} bukan NIP"


WRITE_A_STAFF_NUMBER = "Tulis 18 angka, boleh dengan spasi, atau kosongkan."


def not_a_time_zone(name: str) -> str:
    """Say that a text is no time zone."""
    return f"{name} bukan zona waktu"


WRITE_A_TIME_ZONE = f"Tulis {', '.join(ZONES)}, atau nama seperti {ZONES['WITA']}."
WRITE_OPENING_HOURS = "Tulis seperti “07.30-12.00, 13.00-16.00”, atau “libur”."
WRITE_THE_KEY_FILE = "Isi letak berkas kunci akun layanan (JSON)."
WRITE_THE_SERVICE_ACCOUNT = "Isi alamat akun layanan, seperti otomasi@proyek.iam.gserviceaccount.com."
WRITE_A_WORKSPACE_ADDRESS = "Kosongkan untuk Google; untuk ruang kerja lokal tulis seperti http://127.0.0.1:8085."


def not_a_workspace_address(address: str) -> str:
    """Say that a text is no address of a workspace."""
    return f"{address} bukan alamat ruang kerja"


WRITE_A_GROUP = "Tulis paling sedikit satu [[disposisi.pokja]]."


def group_twice(name: str) -> str:
    """Say that several groups bear one name."""
    return f"nama {name} dipakai lebih dari satu pokja"


NAME_GROUPS_APART = "Beri setiap pokja nama sendiri."
WRITE_SERVICES = 'Tulis daftar jenis layanan, misalnya ["Kalibrasi"].'
WRITE_A_DAY = 'Tulis tanggal seperti "2026-12-01", atau kosongkan.'


def not_a_day(value: str) -> str:
    """Say that a text is no day."""
    return f"{value} bukan tanggal"


WRITE_A_NUMBER_PATTERN = "Tulis seperti “{urut}/BSPJI-Samarinda/{bulan}/{tahun}”."
WRITE_THE_LETTERHEAD = (
    'Tulis lima baris: kementerian, badan, balai, alamat, kontak; baris yang tidak dipakai ditulis "".'
)


def letterhead_of_other_length(lines: int) -> str:
    """Say that a letterhead has too few or too many lines."""
    return f"harus lima baris, tertulis {lines}"


WRITE_AN_ARCHIVE_CLASS = (
    "Tulis kode klasifikasi arsip untuk surat balasan, misalnya “HM.01.02”, atau hapus {klasifikasi} dari pola."
)
LOGO_TOO_LARGE = "berkasnya lebih besar daripada 2 MB"
MAKE_THE_LOGO_SMALLER = "Simpan ulang sebagai PNG atau JPEG yang lebih kecil; logo dicetak setinggi 24 mm."
#: What a letter says that is signed electronically, unless the office wrote another sentence.
SIGNED_ELECTRONICALLY = "Dokumen ini ditandatangani secara elektronik."


def not_an_archive_class(text: str) -> str:
    """Say that a text is no class of an archive."""
    return f"{text} bukan kode klasifikasi arsip"


def not_a_number_pattern(text: str) -> str:
    """Say that a text is no pattern of letter numbers."""
    return f"{text} bukan pola nomor"


def number_pattern_lacks(text: str) -> str:
    """Say which words a pattern of letter numbers needs."""
    return f"{text} tidak memuat {{urut}} dan {{tahun}}"


WRITE_A_CLOCK_TIME = "Tulis jam seperti “08.00”."
ROOT_FOLDER = "Penanganan Keluhan Pelanggan"
WRITE_A_NORM = "Tulis seperti “30 menit” atau “1 hari”."
WRITE_A_DATABASE_ADDRESS = "Tulis sqlite:///tanggap.db, atau postgresql://pengguna:sandi@mesin/nama-basis-data."
NOT_A_DATABASE_ADDRESS = "bukan alamat basis data yang dikenal"
DOWNLOAD_THE_KEY = "Unduh kunci akun layanan (JSON) ke letak itu"
MAKE_A_SIGN_IN_FILE = "Jalankan `masuk` agar berkas itu dibuat"
MAKE_AN_IDENTITY_FILE = "Unduh konfigurasi identitas (JSON) dari Google Cloud ke letak itu"


def no_such_file(file: str) -> str:
    """Say that a file is missing."""
    return f"berkas {file} tidak ada"


def or_correct_its_place(advice: str) -> str:
    """Offer to correct a file's place instead."""
    return f"{advice}, atau perbaiki letaknya."


def shows_a_password(file: str) -> str:
    """Say that others can read a password in the settings file."""
    return f"memuat sandi basis data, padahal {file} dapat dibaca pengguna lain di mesin ini"


def then_change_the_password(advice: str) -> str:
    """Say how the settings file is kept from others."""
    return f"{advice}; bila mungkin sudah terbaca orang, ganti sandinya."


CHECK_PLACE_AND_RIGHTS = "Periksa letak dan hak bacanya."
PUT_THE_CODE_KEY_BACK = "Kembalikan isinya dari cadangan; kunci baru membuat kode QR lama tidak dikenal lagi."
CODE_KEY_TOO_SHORT = "isinya terlalu pendek"


def keep_the_code_key(advice: str) -> str:
    """Say how the key of the QR codes is kept from others."""
    return f"{advice}; siapa pun yang membacanya dapat membuat kode QR palsu."


READABLE_BY_OTHERS = "dapat dibaca pengguna lain di mesin ini"

WRITE_A_SEARCH = (
    "tulis seperti di kotak pencarian Gmail, mis. label:pengaduan atau deliveredto:pengaduan@kantor.go.id; kosongkan "
    "bila semua surel di kotak itu untuk pengaduan"
)


def not_a_search(shown: str) -> str:
    """Say that a search of Gmail's is cut off."""
    return f"{shown} tidak utuh: kurung atau tanda petiknya tidak ditutup, atau terlalu panjang"


WRITE_A_SERVER = "tulis nama servernya saja, mis. mx.google.com; kosongkan bila kotak suratnya di Gmail"


def not_a_server(shown: str) -> str:
    """Say that something is no name of a server."""
    return f"{shown} bukan nama server"


WRITE_A_VARIABLE = "Tulis nama variabelnya saja, seperti “nomor_naskah”, tanpa ${ dan }."
VARIABLES_ALIKE = "dua variabel bernama sama"
NAME_VARIABLES_APART = "Nomor, tanggal dan tanda tangan masing-masing punya variabel sendiri."
WRITE_SENTENCES = "Tulis kalimat yang dicetak Srikandi pada surat, masing-masing di antara tanda kutip."
#: As they are known; an office's own `kalimat` takes their place.
SENTENCES_OF_SRIKANDI = (
    "Ditandatangani secara elektronik oleh:",
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh "
    "Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara.",
)
SRIKANDI_NUMBERS = "tidak dapat true bersama tanda_tangan = “srikandi”"
NO_OWN_NUMBERS = "Tulis false: nomor surat diberikan Srikandi ketika surat ditandatangani."
SRIKANDI_IS_AWAITED = "tidak dapat false bersama tanda_tangan = “srikandi”"
AWAIT_THE_SIGNED_PDF = "Tulis true: surat baru bernomor setelah PDF bertanda tangan kembali."
NO_CERTIFICATE = "tidak berisi sertifikat (PEM)"
FETCH_THE_ROOT = (
    "Unduh sertifikat induk BSrE dalam bentuk PEM, atau kosongkan: rantai sertifikat lalu tidak diperiksa."
)


def not_a_variable(name: str) -> str:
    """Say that a text can be no variable of Srikandi's."""
    return f"{name} bukan nama variabel"


WRITE_A_LIST_OF_RULES = 'tulis sebagai daftar, misalnya ["SNI ISO 9001:2015"]'
#: What the SOP itself names.
LEGAL_BASIS = (
    "Peraturan Menteri Perindustrian Nomor 70/M-IND/PER/7/2011",
    "Peraturan Menteri PANRB Nomor 35 Tahun 2012",
    "Peraturan Menteri Perindustrian Nomor 1 Tahun 2022",
    "SNI ISO 9001:2015",
)
