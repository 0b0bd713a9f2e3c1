"""The names of the figures of a recap, and verdicts on answers, in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping

from automation.domain.calendar import Norm
from automation.domain.outer_limits import Limit
from automation.domain.total import TotalNorm

BY_OUTCOME = "Keluhan tahun ini menurut hasil"
BY_CHANNEL = "Keluhan tahun ini menurut kanal"
NORMS_KEPT = "Norma yang ditepati per langkah (%)"
INDEX_BY_ELEMENT = "Indeks kepuasan per unsur"


def received_in(period: str) -> str:
    """Name the count of a period's complaints."""
    return f"Keluhan diterima, {period}"


STILL_OPEN = "Masih ditangani"


def by_channel(channel: str) -> str:
    """Name the count of one channel's complaints."""
    return f"Kanal: {channel}"


FOUND_INEFFECTIVE = "Tindakan dinyatakan tidak efektif"
DRAFTS_RETURNED = "Konsep surat dikembalikan"


def norm_kept(step: int) -> str:
    """Name the share that kept a step's norm."""
    return f"Norma langkah {step} ditepati (%)"


def mean_minutes(step: int) -> str:
    """Name the mean time of a step."""
    return f"Langkah {step} rata-rata (menit kerja)"


def delivered_within(norm: Norm) -> str:
    """Name the share of letters that were delivered in time, which binds nobody."""
    return f"Langkah 10 dalam {norm}, diukur saja (%)"


ANSWERS_COUNTED = "Survei: jawaban yang dihitung"
ANSWERS_NOT_COUNTED = "Survei: jawaban yang tidak dihitung"


def survey_index(weight: str) -> str:
    """Name the index with the weight of each element."""
    return f"Survei: indeks penanganan pengaduan (bobot {weight})"


ANSWERED = "Survei: keluhan selesai yang dinilai pelapornya"
SHARE_ANSWERED = "Survei: bagian yang menjawab (%)"


def index_of_service(service: str) -> str:
    """Name the index of one service."""
    return f"Survei: indeks {service}"


def answers_of_service(service: str) -> str:
    """Name how many answers that index rests on."""
    return f"Survei: jawaban {service}"


NOT_TOLD = "(tidak diisi)"
ALL_SERVICES = "Semua layanan"
ON_PAPER = "Survei: jawaban yang dicatat dari kertas"


def ended_of_service(service: str) -> str:
    """Name how many complaints about a service were settled."""
    return f"Survei: keluhan selesai {service}"


def answered_of_service(service: str) -> str:
    """Name how many of them their complainants judged."""
    return f"Survei: yang dinilai {service}"


def share_of_service(service: str) -> str:
    """Name the share of these."""
    return f"Survei: bagian yang menjawab {service} (%)"


def profile_of(question: str, choice: str) -> str:
    """Name how many respondents told something of themselves."""
    return f"Profil penjawab: {question}: {choice}"


TOO_FEW = "kurang dari lima jawaban"
SURVEY_GRADE = "Survei: mutu pelayanan"
GRADES_BY_ELEMENT = "Survei: mutu per unsur"
MEAN_HOURS = "Rata-rata sampai selesai (jam kerja)"


def settled_within(total: TotalNorm) -> str:
    """Name the share of complaints settled within the SOP's total."""
    return f"Selesai dalam {total} (%)"


def by_service(service: str) -> str:
    """Name the count of one service's complaints."""
    return f"Layanan: {service}"


NOT_SORTED = "(belum dipilah)"


SECTION_BALANCE = "Jumlah keluhan"
SECTION_APPEALS = "Banding"
SECTION_OUTCOMES = "Hasil keluhan yang berakhir"
SECTION_COURSE = "Jalannya penanganan"
SECTION_NORMS = "Norma waktu per langkah"
SECTION_ROLES = "Norma waktu per pelaksana"
SECTION_DURATIONS = "Lama penanganan keluhan yang selesai (jam kerja)"
SECTION_AGES = "Keluhan yang masih ditangani menurut umur"
SECTION_LIMITS = "Batas menurut undang-undang"
SECTION_CHANNELS = "Keluhan yang diterima menurut kanal"
SECTION_SERVICES = "Keluhan yang diterima menurut layanan"
SECTION_GROUPS = "Keluhan yang diterima menurut pokja"
SECTION_CAUSES = "Keluhan yang diterima menurut kategori penyebab"
SECTION_ACTIONS = "Tindakan koreksi, pencegahan, dan peningkatan"
SECTION_RECURRENCES = "Kambuh"
SECTION_SATISFACTION = "Indeks penanganan pengaduan"

#: What each of the law's outer limits asks for.
LIMITS: Mapping[Limit, str] = {
    Limit.COMPLETENESS: "Kelengkapan berkas diberitahukan",
    Limit.SETTLEMENT: "Keluhan diselesaikan",
    Limit.FORWARDING: "SP4N-LAPOR! diteruskan",
    Limit.ANSWER: "SP4N-LAPOR! dijawab",
}

CARRIED_OVER = "Sisa dari masa sebelumnya"
CAME_IN = "Diterima"
REOPENED = "Dibuka kembali"
IMPORTED = "Dipindahkan dari register lama"
ENDED = "Berakhir"
LEFT = "Masih ditangani pada akhir masa"
LATE = "Melewati norma suatu langkah"
HELD = "Pernah ditunda"
MEASURED = "Keluhan yang diukur"
MEDIAN = "Median"
NINTH_DECILE = "Persentil ke-90"
WITHIN_TOTAL = "Selesai dalam seluruh norma SOP"
ACTIONS_LISTED = "Tindakan baru"
ACTIONS_DONE = "Tindakan selesai dikerjakan"
CHECKED_EFFECTIVE = "Diperiksa kemudian: efektif"
CHECKED_INEFFECTIVE = "Diperiksa kemudian: tidak efektif"
ACTIONS_REVIEWED = "Ditinjau ulang karena kambuh"
ACTIONS_OPEN = "Belum selesai pada akhir masa"
ACTIONS_OVERDUE = "Belum selesai dan melewati tenggat"
ACTIONS_PROVISIONAL = "Efektif sementara: menunggu pemeriksaan kemudian"
CHECKS_OVERDUE = "Pemeriksaan kemudian melewati waktunya"
ACTIONS_TO_REVIEW = "Peninjauan ulang belum selesai"
AWAITS_WORK = "dikerjakan"
AWAITS_CHECK = "efektif sementara"
AWAITS_REVIEW = "ditinjau ulang"
RECURRED = "Dinyatakan kambuh"
RECURRED_NOT = "Dinyatakan bukan kambuh"
RECURRENCE_SUSPECTED = "Diduga kambuh, belum dinyatakan"
NOT_DISPOSED = "(belum didisposisikan)"


def of_appeals(measure: str) -> str:
    """Name a count of appeals alone, which the count of all holds too."""
    return f"Banding: {measure[0].lower()}{measure[1:]}"


def step_named(number: int, name: str) -> str:
    """Name a step."""
    return f"Langkah {number} {name}"


def turns_ended(name: str) -> str:
    """Name how many turns of a step, or of somebody's steps, ended."""
    return f"{name}: dikerjakan"


def turns_kept(name: str) -> str:
    """Name how many of them kept the norm."""
    return f"{name}: tepat waktu"


def turns_share(name: str) -> str:
    """Name the share of these."""
    return f"{name}: tepat waktu (%)"


def limit_due(name: str) -> str:
    """Name how many times a limit's last day came."""
    return f"{name}: jatuh tempo"


def limit_kept(name: str) -> str:
    """Name how many of these were met by then."""
    return f"{name}: ditepati"


def element(name: str) -> str:
    """Name the index of one element of the survey."""
    return f"Unsur {name}"


MONTH = "bulan"
QUARTER = "triwulan"
YEAR = "tahun"
#: In the order of `AGES` in `measures`.
AGES = ("sampai 7 hari", "8–14 hari", "15–30 hari", "31–60 hari", "lebih dari 60 hari")


def no_period(text: str) -> str:
    """Say that a text is no period, and how one is written."""
    return f"Masa “{text}” tidak dikenal. Tulis 2026-10 (bulan), 2026-Q4 (triwulan) atau 2026 (tahun)."


def quarter(*, number: int, year: int) -> str:
    """Name a quarter of a year."""
    return f"triwulan {number} {year}"


def whole_year(year: int) -> str:
    """Name a year."""
    return f"tahun {year}"


COUNTED = "Dihitung"
NO_CODE = "Tidak dihitung: kode survei tidak dikenal"
NO_NUMBER = "Tidak dihitung: nomor keluhannya tidak dikenal"
NOT_SETTLED = "Tidak dihitung: keluhannya belum selesai"
INCOMPLETE = "Tidak dihitung: ada unsur yang belum dinilai"
ANSWERED_BEFORE = "Tidak dihitung: keluhan ini sudah dinilai"
GRADE_A = "A (sangat baik)"
GRADE_B = "B (baik)"
GRADE_C = "C (kurang baik)"
GRADE_D = "D (tidak baik)"
