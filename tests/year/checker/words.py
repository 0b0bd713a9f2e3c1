"""What the mails say, as a reader would know it: the checker's own copy, so that a changed word is noticed too."""

from datetime import date, datetime

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905 (twelve quoted names are harder to read)
)

STEPS = {
    2: "Langkah 2: pemilahan",
    3: "Langkah 3: disposisi",
    4: "Langkah 4: kajian",
    5: "Langkah 5: pencarian penyebab",
    6: "Langkah 6: penetapan tindakan",
    7: "Langkah 7: penerapan dan verifikasi",
    8: "Langkah 8: penyusunan surat balasan",
    9: "Langkah 9: penandatanganan",
    10: "Langkah 10: penyampaian balasan",
}

#: By which words the task of a phase is known.
TASKS = {
    "sorting": "isi Klasifikasi",
    "ask head": "Pilih pokja",
    "review": "isi Hasil kajian",
    "cause": "isi Penyebab",
    "action": "isi Tindakan koreksi",
    "application": "isi Tanggal penerapan",
    "verification": "isi Hasil verifikasi",
    "reply text": "Isi balasan",
    "initials": "isi Paraf",
    "decision": "pilih Keputusan",
    "signer": "sunting penanda tangannya di konsep",
    "letter number": "isi No. surat keluar",
    "signed scan": "letakkan pindaiannya",
    "delivery": "isi Cara kirim",
}

TO_CUSTOMERS = {
    "received": "Keluhan Anda telah kami terima",
    "studied": "Keluhan Anda telah kami kaji",
    "set": "Tindakan perbaikan telah ditetapkan",
    "wanted": "Mohon lengkapi data keluhan Anda",
    "reply": "Surat balasan atas keluhan Anda",
    "separated": "Keluhan Anda kami tangani tersendiri",
    "resumed": "Penanganan keluhan Anda kami lanjutkan",
    "reopened": "Keluhan Anda kami tangani kembali",
    "joined end": "Hasil penanganan keluhan Anda",
    "Selesai": "Penanganan keluhan Anda telah selesai",
    "Bukan keluhan": "Pesan Anda kami teruskan",
    "Di luar kewenangan": "Keluhan di luar kewenangan kami",
    "Duplikat": "Digabung dengan ",
    "Dicabut pelapor": "Keluhan dicabut",
}

CHATS = {
    "received": "konfirmasi penerimaan",
    "studied": "kabar bahwa keluhan telah dikaji",
    "set": "kabar bahwa tindakan perbaikan telah ditetapkan",
    "wanted": "permintaan data",
    "reply": "surat balasan",
    "separated": "kabar bahwa keluhan ditangani tersendiri",
    "resumed": "kabar bahwa penanganan dilanjutkan",
    "reopened": "kabar bahwa keluhan dibuka kembali",
    "joined end": "kabar hasil keluhan yang digabung",
}
CHAT_OF_AN_ENDING = "pemberitahuan penutupan"


def moment(at: datetime) -> str:
    return f"{_DAYS[at.weekday()]}, {day(at)} pukul {at:%H.%M} WITA"


def day(on: date) -> str:
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def month_named(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def quarter_named(first: date) -> str:
    return f"triwulan {first.month // 3 + 1} {first.year}"


def year_named(year: int) -> str:
    return f"tahun {year}"


def arrival(office: str) -> str:
    return f"[Tanggap] Anda kini {office}"


def departure(office: str) -> str:
    return f"[Tanggap] Tugas Anda sebagai {office} beralih"
