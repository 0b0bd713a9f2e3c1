"""What the rules say to people, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable

#: What a person types to retry everything that failed.
EVERYTHING = "semua"
EMAIL_EMPTY = "alamat surel kosong"
EMAIL_WITH_CONTROLS = "alamat surel memuat ganti baris atau karakter kendali"
EMAIL_NOT_ONE = "alamat surel harus tepat satu"
EMAIL_WITHOUT_DOMAIN = "alamat surel harus berbentuk nama@domain"
EMAIL_TOO_LONG = "alamat surel terlalu panjang"
EMAIL_NAME_UNREADABLE = "bagian alamat surel sebelum @ memuat spasi atau karakter yang tidak dikenal"
EMAIL_DOMAIN_UNREADABLE = "bagian alamat surel setelah @ harus nama domain lengkap, misalnya perusahaan.co.id"

#: What people write before a telephone number.
PHONE_LABELS = ("no", "nomor", "telp", "telepon", "tlp", "tel", "hp", "wa", "whatsapp")
PHONE_EMPTY = "nomor telepon kosong"
PHONE_NOT_ONE = "tulis satu nomor telepon saja, misalnya 0812-3456-7890"
PHONE_UNREACHABLE = "nomor telepon ini tidak dapat dihubungi; periksa angkanya"


def not_a_complaint_number(text: str) -> str:
    """Say that a text is no complaint number."""
    return f"bukan nomor keluhan: {text!r}"


def calendar_runs_out(year: int) -> str:
    """Ask for the holidays of a year that the calendar needs."""
    return (
        f"Kalender kantor belum memuat tahun {year}. Isi hari libur nasional dan cuti bersama tahun {year} "
        "pada lembar Hari Libur (sesuai SKB tentang hari libur), lalu jalankan lagi."
    )


def hours_end_early(span: object) -> str:
    """Say that opening hours end before they begin."""
    return f"{span} berakhir sebelum mulai"


def not_opening_hours(text: str) -> str:
    """Say that a text is no opening hours."""
    return f"“{text}” bukan jam kerja"


def no_such_hour(text: str) -> str:
    """Say that opening hours name an hour that no clock has."""
    return f"“{text}” memuat jam yang tidak ada"


def hours_overlap(*, earlier: object, later: object) -> str:
    """Say that two stretches of a day overlap or stand in the wrong order."""
    return f"{earlier} dan {later} bertumpuk atau tidak berurutan"


SEVEN_DAYS_WANTED = "jam kerja harus menyebut tujuh hari"
NO_WORKING_DAY = "tidak ada satu pun hari kerja dalam sepekan"


def holiday_problem(*, row: int, column: str, text: str) -> str:
    """Say where in the tab Hari Libur something is wrong."""
    return f"Hari Libur baris {row}, kolom {column}: {text}"


def choose_among(choices: Iterable[str]) -> str:
    """Ask for one of the choices of a cell."""
    return f"pilih salah satu: {', '.join(choices)}."


WRITE_A_DATE = "tulis tanggal seperti 31/12/2026."
WRITE_A_DATE_OR_NOTHING = "tulis tanggal seperti 31/12/2026, atau kosongkan."
LAST_BEFORE_FIRST = "tanggal ini sebelum Tanggal; tukar atau kosongkan."
HOLIDAY_TOO_LONG = "lebih dari dua bulan setelah Tanggal; periksa tahunnya."
RAMADAN_NEEDS_AN_END = "isi hari terakhir Ramadan."


def ramadan_hours(estimated: str) -> str:
    """Name the estimated weeks of Ramadan in the tab Hari Libur."""
    return f"Jam kerja Ramadan ({estimated}, sesuaikan dengan penetapan awal Ramadan)"


NEWS_OF_RECEIPT = "konfirmasi penerimaan"
NEWS_OF_REVIEW = "kabar bahwa keluhan telah dikaji"
NEWS_OF_ACTION = "kabar bahwa tindakan perbaikan telah ditetapkan"
NEWS_OF_DATA_WANTED = "permintaan data"
NEWS_OF_REPLY = "surat balasan"
NEWS_OF_END = "pemberitahuan penutupan"
NEWS_OF_REOPENING = "kabar bahwa keluhan dibuka kembali"
NEWS_OF_JOINED_END = "kabar hasil keluhan yang digabung"
NEWS_OF_RESUMPTION = "kabar bahwa penanganan dilanjutkan"
NEWS_OF_SEPARATION = "kabar bahwa keluhan ditangani tersendiri"
NEWS_OF_STATUS = "jawaban atas STATUS"
NEWS_OF_ADDRESS = "pemberitahuan bahwa alamat surel diubah"

SIR_OR_MADAM = "Bapak/Ibu"
HEAD_OF = "Pimpinan"
# First words of a name, in small letters and without a full stop.
FORMS_OF_ADDRESS = (
    "bapak bpk bp pak ibu bu sdr sdri sdr/i saudara saudari tuan nyonya tn ny nn nona kepala pimpinan direktur "
    "direksi manajer manager ketua yth mas mbak bang kak bapak/ibu petugas staf tim pokja panitia bagian bidang "
    "subbagian seksi sekretaris bendahara wakil plt plh camat lurah bupati walikota gubernur menteri rektor dekan"
)
LEADING_TITLES = (
    "ir dr drs dra prof h hj kh drg drh apt ns jenderal letjen mayjen brigjen komjen irjen kolonel letkol mayor "
    "kapten lettu letda kombes akbp kompol akp iptu ipda aiptu aipda bripka brigadir briptu bripda serka sertu serda "
    "kopral praka"
)
ORGANISATIONS = (
    "pt cv ud pd fa firma koperasi kop kud bumdes dinas badan balai kantor yayasan perum perumda perusahaan persero "
    "universitas univ politeknik institut sekolah smk sma smp sd toko bengkel pabrik laboratorium lab rs rsud rsia "
    "klinik puskesmas kementerian pemerintah pemkot pemkab pemprov kecamatan kelurahan desa asosiasi ikatan "
    "himpunan lembaga lpk lsm bank hotel apotek restoran"
)
ENDS_OF_ORGANISATIONS = "tbk persero pt cv ltd inc"

UNKNOWN_CHOICE = "jawaban lain"
#: Key, name and choices of what respondents of the survey may tell of themselves.
PROFILE = (
    ("sex", "Jenis kelamin", ("Perempuan", "Laki-laki")),
    ("age", "Usia", ("Di bawah 25 tahun", "25–34 tahun", "35–44 tahun", "45–54 tahun", "55 tahun ke atas")),
    (
        "education",
        "Pendidikan terakhir",
        ("SD atau sederajat", "SMP atau sederajat", "SMA atau sederajat", "Diploma", "D4 atau S1", "S2 atau S3"),
    ),
    (
        "occupation",
        "Pekerjaan",
        ("Pegawai perusahaan", "Pemilik usaha", "ASN, TNI atau Polri", "Pelajar atau mahasiswa", "Lainnya"),
    ),
)

#: What the signed form calls the steps that are decided in it.
FORM_STEPS = {"SORTING": "Pemilahan", "VERIFICATION": "Verifikasi", "SIGNATURE": "Keputusan"}
