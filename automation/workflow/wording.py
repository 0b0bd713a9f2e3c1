"""What the workflow says to people: warnings and what keeps a case waiting, in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import STEP_NAMES, Step

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

#: Columns that only make sense once a step is reached, in the order of the SOP.
_BELONGS_TO = (
    ("findings", Step.REVIEW),
    ("cause", Step.CAUSE),
    ("corrective_action", Step.ACTION),
    ("effective", Step.VERIFICATION),
    ("initials", Step.REPLY_DRAFT),
    ("decision", Step.SIGNATURE),
    ("letter_number", Step.SIGNATURE),
    ("delivered_on", Step.DELIVERY),
)

#: The cells whose content ends a step.
_NEEDED: Mapping[Step, tuple[str, ...]] = {
    Step.SORTING: ("classification", "service"),
    Step.DISPOSITION: ("assigned_to",),
    Step.REVIEW: ("findings",),
    Step.CAUSE: ("cause",),
    Step.ACTION: ("corrective_action", "preventive_action"),
    Step.VERIFICATION: ("applied_on", "verification", "verified_by", "effective"),
    Step.REPLY_DRAFT: ("reply_text", "initials"),
    Step.SIGNATURE: ("decision",),
}


def out_of_order(case: Case, facts: StaffFacts, headings: Mapping[str, str]) -> str:
    """Warn of a cell that was filled before its turn, naming what comes first; "" when all is in order."""
    current = case.current.step
    early = next((key for key, step in _BELONGS_TO if step > current and getattr(facts, key)), None)
    missing = [headings[key] for key in _NEEDED.get(current, ()) if not getattr(facts, key)]
    if early is None or not missing:
        return ""
    return (
        f"{headings[early]} sudah diisi, padahal langkah {current.value} ({STEP_NAMES[current]}) belum selesai: "
        f"isi dulu {', '.join(missing)}{to_renew(case, _NEEDED[current])}."
    )


def to_renew(case: Case, keys: tuple[str, ...]) -> str:
    """Explain why a cell that holds something counts as empty; "" when none of these does."""
    return " (perbarui isinya, karena ini putaran baru)" if any(key in case.stale for key in keys) else ""


def ended_with_a_person(number: ComplaintNumber) -> str:
    """Say that a thing is not tried again by itself, and how it is."""
    return (
        "Sistem tidak mencobanya lagi sendiri. Sesudah diperbaiki, minta penyelia menjalankan "
        f"`sync --ulangi {number}`."
    )


def nobody_can_act(role: str) -> str:
    """Name a role that nobody can act in now."""
    return f"{role} (belum ada yang dapat bertindak)"


def group_is_gone(group: str) -> str:
    """Say that the case's group no longer stands in the tab Pokja."""
    return f"Pokja {group} tidak ada lagi di lembar Pokja; pilih Disposisi kepada yang baru."


def nobody_may_lead(group: str) -> str:
    """Say that all who could lead the case did the work complained of."""
    return f"Ketua dan wakil {group} mengerjakan layanan ini; alihkan lewat Disposisi kepada."


def no_group_for(service: str) -> str:
    """Ask the head for a group: none handles the service."""
    return f"Belum ada pokja untuk layanan {service}; isi kolom Disposisi kepada."


def several_groups_for(*, count: int, service: str, names: str) -> str:
    """Ask the head for a group: several handle the service."""
    return f"{count} pokja menangani layanan {service} ({names}); isi kolom Disposisi kepada."


def on_hold(reason: str) -> str:
    """Name the state of a case that rests, by its reason."""
    return f"Ditunda: {reason}"


HOLD_WITHOUT_START = "Ditunda sampai: isi juga Ditunda sejak."
HOLD_WITHOUT_REASON = "Ditunda sejak: isi Alasan, agar penundaan berlaku."
HOLD_ENDS_BEFORE_START = "Ditunda sampai: tanggalnya sebelum Ditunda sejak; perbaiki salah satu."


def verifier_did_the_work(name: str) -> str:
    """Say that the stated verifier may not verify."""
    return (
        f"Diverifikasi oleh: {name} mengerjakan layanan yang dikeluhkan, jadi tidak boleh "
        "memverifikasi. Isi nama pemeriksa lain, misalnya wakil ketua pokja."
    )


def not_an_approver(*, name: str, approvers: str) -> str:
    """Say that the stated approver has no right to decide."""
    return f"Disetujui oleh: {name} bukan pejabat yang berwenang. Isi {approvers}."


def no_approver_left(approver: str) -> str:
    """Ask for a deputy: whoever approves did the work."""
    return (
        f"Keputusan: {approver} mengerjakan layanan yang dikeluhkan, jadi tidak boleh menyetujui. "
        "Tunjuk wakilnya di pengaturan kantor, bagian [kantor.wakil_kepala_balai]."
    )


def deputy_must_approve(*, approver: str, deputy: str) -> str:
    """Ask for the deputy's decision: the approver did the work."""
    return (
        f"Keputusan: {approver} mengerjakan layanan yang dikeluhkan, jadi tidak boleh menyetujui. "
        f"Mintalah {deputy} memutuskan dan isi namanya di kolom Disetujui oleh."
    )


CLOSED_TOO_LATE = "Klasifikasi: surat balasan sudah ditandatangani, jadi keluhan tidak dapat lagi ditutup begini."
DUPLICATE_OF_NOTHING = "Duplikat dari: isi nomor keluhan pertama, mis. KEL-2026-0012."
DUPLICATE_OF_ITSELF = (
    "Duplikat dari: keluhan tidak dapat menjadi duplikat dirinya sendiri; isi nomor keluhan pertama."
)


def duplicate_of_unknown(first: ComplaintNumber) -> str:
    """Say that the first complaint of a duplicate does not stand in the Register."""
    return f"Duplikat dari: {first} tidak ada di Register; periksa nomornya."


def duplicate_of_duplicate(first: ComplaintNumber) -> str:
    """Say that the first complaint of a duplicate is one itself."""
    return f"Duplikat dari: {first} sendiri sebuah duplikat; isi nomor keluhan yang ditangani."


SERVICE_WANTED = "Jenis layanan: isi, agar keluhan dapat didisposisikan."
MEETING_DATE_WANTED = "Tanggal rapat: isi tanggal dan jam, karena Perlu rapat = Ya."


def verified_too_early(*, missing: str, renewal: str) -> str:
    """Name what must be filled before the verification counts."""
    return f"Efektif: isi dulu {missing}{renewal}."


REPLY_TEXT_WANTED = "Paraf: isi dulu Isi balasan, agar konsep surat dibuat."
NOTE_WANTED = "Catatan: isi apa yang harus diperbaiki, karena Keputusan = Kembalikan."
RETURNED_TOO_LATE = "Keputusan: surat sudah bernomor, jadi konsep tidak dapat lagi dikembalikan."


def needed_for_the_letter(heading: str) -> str:
    """Ask for a cell that the letter needs."""
    return f"{heading}: isi juga, agar surat dapat diselesaikan."


DELIVERED_IN_FUTURE = "Tanggal diterima pelanggan: tanggalnya belum tiba; perbaiki."
DELIVERED_BEFORE_SIGNED = "Tanggal diterima pelanggan: tanggalnya sebelum surat ditandatangani; perbaiki."
