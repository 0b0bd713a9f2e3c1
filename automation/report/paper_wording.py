"""The words of a period's report, in Indonesian."""

from __future__ import annotations

NOTHING = "–"
FEW_EACH = "Lainnya (masing-masing kurang dari lima)"
#: Services whose answers are told together, since one of them has few.
OTHER_SERVICES = "Layanan lain (digabung)"
SUMMARY = "Ringkasan"
MEASURE, COUNT, VALUE = "Ukuran", "Jumlah", "Nilai"
OUTCOME, AGE, CHANNEL, SERVICE, GROUP, CAUSE = "Hasil", "Umur", "Kanal", "Layanan", "Pokja", "Kategori penyebab"
ELEMENT, INDEX, GRADE, ANSWERS = "Unsur", "Indeks", "Mutu", "Jawaban"
IN_AND_OUT = "Keluhan per bulan"
LEFT_OPEN = "Masih ditangani"
MONTH_HEADINGS = ("Bulan", "Sisa awal", "Diterima", "Dibuka kembali", "Dipindahkan", "Berakhir", "Sisa akhir")
NORM_HEADINGS = ("Langkah", "Pelaksana", "Dikerjakan", "Tepat waktu", "%")
ROLE_HEADINGS = ("Pelaksana", "Dikerjakan", "Tepat waktu", "%")
LIMIT_HEADINGS = ("Batas", "Jatuh tempo", "Ditepati", "%")
NO_APPEALS = "Tidak ada banding dalam masa ini."
APPEALS_REMARK = "Banding sudah termasuk dalam semua angka lain di laporan ini."
NONE_IN_PERIOD = "Tidak ada pada masa ini."
NO_CAUSES = "Belum ada keluhan masa ini yang kategori penyebabnya ditetapkan."
ACTIONS_REMARK = (
    "Yang terjadi pada masa ini, lalu keadaan pada akhir masa. Tindakan yang dinyatakan efektif pada langkah 7 "
    "efektif sementara, sampai diperiksa lagi oleh orang yang tidak mengerjakannya."
)
ACTIONS_LEFT = "Tindakan yang masih terbuka pada akhir masa:"
ACTION_HEADINGS = ("Kode tindakan", "Jenis", "Menunggu", "Tenggat", "Keterangan")
LATE = "terlambat"
RECURRENCE_HEADINGS = ("Keluhan", "Kambuhan dari")
RECURRENCES_REMARK = (
    "Dihitung pada masa dinyatakannya. Dugaan dihitung pada masa diusulkannya, selama ketua pokja belum "
    "menyatakannya."
)
NO_ANSWERS = "Tidak ada jawaban survei yang dihitung pada masa ini."


def too_few(n: int) -> str:
    """Say that the index of so few answers is not told."""
    return f"{n} jawaban survei dihitung pada masa ini. Indeks kurang dari lima jawaban tidak disebut."


CORRECTIONS = "Koreksi atas laporan terdahulu"
CORRECTIONS_WHY = (
    "Angka yang sudah dilaporkan tidak diubah. Yang dicatat atau dibetulkan sesudah laporannya dibuat, misalnya "
    "surat yang terlambat dicatat, disebut di sini satu kali."
)
CORRECTION_HEADINGS = ("Masa", "Ukuran", "Dilaporkan", "Seharusnya")
LIST = "Daftar keluhan"
LIST_HEADINGS = ("Nomor", "Diterima", "Berakhir", "Layanan", "Kategori penyebab", "Hasil")
HEADS_NOTE = "Catatan Kepala Balai"
BALANCE_REMARK = (
    "Sisa dari masa sebelumnya + diterima + dibuka kembali + dipindahkan − berakhir = masih ditangani. Keluhan yang "
    "berakhir lalu dibuka kembali dalam masa yang sama dihitung menurut keadaannya pada akhir masa."
)
NORM_REMARK = (
    "Dihitung dalam bulan langkah itu selesai. Waktu penundaan tidak dihitung. Langkah 1 dan 10 bergantung pada "
    "pelanggan, jadi diukur tanpa norma."
)
LIMIT_REMARK = (
    "Batas yang jatuh tempo pada masa ini. Batas ini berlaku di samping norma SOP; penundaan tidak menghentikannya. "
    "Angka harinya menurut pengaturan kantor."
)
INDEX_REMARK = (
    "Sembilan unsur PermenPANRB 14/2017. Yang menjawab hanya pelapor yang keluhannya selesai ditangani: ini indeks "
    "penanganan pengaduan, bukan Survei Kepuasan Masyarakat kantor."
)


def summary(*, period: str, came_in: int, before: int, before_title: str, ended: int, left: int) -> str:
    """Tell a period in two sentences."""
    return (
        f"Pada masa {period} kantor menerima {came_in} keluhan ({before_title}: {before}). Sebanyak {ended} keluhan "
        f"berakhir, dan {left} masih ditangani pada akhir masa."
    )


def speed(*, median: str, ninth: str, measured: int) -> str:
    """Tell how long complaints took."""
    return (
        f"Dari {measured} keluhan yang selesai, separuhnya selesai dalam {median} jam kerja, dan sembilan dari "
        f"sepuluh dalam {ninth} jam kerja."
    )


def in_and_out(told: str) -> str:
    """Tell a chart of months to who cannot see it."""
    return f"Keluhan diterima, berakhir, dan masih ditangani per bulan. {told}."


def pareto(told: str) -> str:
    """Tell a Pareto chart to who cannot see it."""
    return f"Kategori penyebab dari yang paling sering. {told}."


def index(*, index: str, grade: str, weight: str, n: int) -> str:
    """Tell the index, its weight, and how many answers it rests on."""
    return f"Indeks {index} (bobot {weight} tiap unsur), mutu {grade}, dari {n} jawaban."


PROFILE = "Profil penjawab, sejauh diisi; yang kurang dari lima disatukan."
SHARE_HEADINGS = ("Layanan", "Selesai", "Dinilai", "Bagian (%)")


def on_paper(count: int) -> str:
    """Tell how many answers came on paper."""
    return f"Dari jawaban itu, {count} dicatat petugas dari lembar kertas."


def answered(*, n: int, of: int, share: str) -> str:
    """Tell how many answered of those whose complaints were settled in the period."""
    return f"Dari {of} keluhan yang selesai pada masa ini, {n} dinilai pelapornya sampai akhir masa ({share} %)."
