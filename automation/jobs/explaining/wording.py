"""What `explain` says besides the facts of a complaint: headings, labels, and why something is not done."""

from __future__ import annotations

FILLED = "(terisi)"
THERE, NOT_THERE = "ada", "tidak ada"
CHANNEL, RECEIVED, STATED_SERVICE = "Kanal", "Diterima", "Layanan menurut pelapor"
CUSTOMER_MAIL, CUSTOMER_PHONE, CUSTOMER_ATTACHMENTS = "Surel pelapor", "Telepon pelapor", "Lampiran pelapor"
ALIKE, ACTIONS, RECURRENCE = "Mungkin serupa", "Tindakan", "Kambuh"
DISPOSITION, HEAD_OF_OFFICE = "Disposisi", "Kepala Balai"
OF_AN_EARLIER_ROUND = " (dari penanganan sebelumnya)"


def unknown_complaint(number: object) -> str:
    """Say that no complaint has this number."""
    return f"Keluhan {number} tidak ada di buku besar. Periksa nomornya di lembar Register."


def group_lead(group: str) -> str:
    """Name the lead of a working group."""
    return f"Ketua {group}"


def disposed(*, group: str, by: str, at: str) -> str:
    """Say which working group a complaint went to, by whom and when."""
    return f"{group}, oleh {by}, {at}"


# -- mails

ALL_NEWS = "semua kabar"
NO_MAIL, WRONG_MAIL = "pelapor tidak meninggalkan surel", "alamat surelnya salah tulis"
BY_CHAT = "; petugas menyampaikannya lewat WhatsApp"
STAFF_WITHOUT_MAIL = "tidak beralamat surel; terbaca di lembar Register"
WAITS_FOR_DIGEST = "menunggu kabar harian"
HELD_BACK = "ditahan, karena terlalu banyak surel sekaligus; lihat `sync --dry-run`"
AT_NEXT_SYNC = "dilakukan pada sync berikutnya"
BEGUN = "sudah dimulai; diselesaikan pada sync berikutnya"


def waits_for_office(opening: str = "") -> str:
    """Say that something waits for office hours, and where that is known, from when on."""
    return f"menunggu jam kerja, {opening}" if opening else "menunggu jam kerja"


# -- as text

NOTHING_AWAITED, NO_DEADLINE = "Tidak ada yang ditunggu.", "Tanpa tenggat saat ini."
FACTS = "Keterangan:"
STEPS = "Perjalanan (jam kerja, penundaan tidak dihitung):"
HOLDS = "Penundaan, selama itu tenggat berhenti:"
WHOLE = "Seluruhnya (diukur saja):"
MAILS = "Surel, masing-masing sekali untuk selamanya:"
PENDING = "Belum dilakukan:"
DOCUMENTS = "Dokumen:"
HISTORY = "Riwayat:"
UNTIL_EMPTIED = "kolomnya dikosongkan"
LATE, GOES_ON, SENT = "TERLAMBAT", "berjalan", "terkirim"
WITHIN, BEYOND, NOT_MEASURED = "masih dalam norma", "melampaui norma", "tidak terukur"


def seen(moment: str) -> str:
    """Say when the complaint was looked at."""
    return f"dilihat {moment}"


def awaited(*, task: str) -> str:
    """Say what the complaint waits for."""
    return f"Yang ditunggu: {task}"


def awaited_of(whom: str) -> str:
    """Say whom the complaint waits for."""
    return f"Dari: {whom}"


def due(moment: str) -> str:
    """Say by when that is due."""
    return f"Paling lambat: {moment}"


def warning(text: str) -> str:
    """Mark a warning."""
    return f"Peringatan: {text}"


def held(*, since: str, until: str) -> str:
    """Say from when until when the complaint rested."""
    return f"{since} sampai {until}"


def document(*, at: str, kind: str, sequence: int, form: str, shelf: str) -> str:
    """Name a document with when it was filed, and where its paper lies."""
    lies = f"; lokasi fisik: {shelf}" if shelf else ""
    return f"{at}  {kind} ke-{sequence} ({form}){lies}"


def step(*, number: int, name: str, round: int, parts: str) -> str:
    """Tell of one turn of a step."""
    again = f" (penanganan ke-{round})" if round > 1 else ""
    return f"Langkah {number} {name}{again}: {parts}"


def began(moment: str) -> str:
    """Say when a step began."""
    return f"mulai {moment}"


def ended(moment: str) -> str:
    """Say when a step ended."""
    return f"selesai {moment}"


def step_due(moment: str) -> str:
    """Say when a step is due."""
    return f"tenggat {moment}"


def norm(text: str, *, measured_only: bool) -> str:
    """Say what the SOP grants a step."""
    return f"norma {text}{', diukur saja' if measured_only else ''}"


def spent(span: str) -> str:
    """Say how much office time a step took."""
    return f"terpakai {span}"


def rested(span: str) -> str:
    """Say how much office time a step rested."""
    return f"ditunda {span}"


def whole_unknown(norm: str) -> str:
    """Say that the time of the whole case is unknown."""
    return f"tidak terukur; norma {norm}"


def whole(*, spent: str, norm: str, within: bool | None) -> str:
    """Hold the time of the whole case against its norm."""
    return f"{spent} dari {norm}: {WITHIN if within else BEYOND}"


def mail(*, mark: str, what: str, to: str, why: str) -> str:
    """Tell of one mail: what, to whom, and whether it is sent or why not."""
    return f"{mark} {what}, kepada {to}: {why}"


def span(*, hours: int, minutes: int) -> str:
    """Print a span of office time."""
    return f"{hours} jam {minutes} menit" if hours else f"{minutes} menit"
