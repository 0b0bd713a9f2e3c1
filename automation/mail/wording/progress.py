"""How far a complaint has come, in words for its complainant: on the page of their own, and by mail to STATUS."""

from __future__ import annotations

from collections.abc import Mapping

from automation.domain.calendar import Norm
from automation.domain.customer_view import CustomerView, Standing, StepShown
from automation.domain.dates import long_date
from automation.domain.paper import Leaflet, remark, sentence, table
from automation.domain.prose import Line, Paragraph
from automation.domain.vocabulary import Outcome, Step
from automation.mail.plain import one_line
from automation.mail.values import CustomerCase, Message, Sender

from .customer import FURTHER_WAYS, PROCEDURE, to_customer

#: What the complainant reads of each step.
STEPS: Mapping[Step, str] = {
    Step.SUBMISSION: "Keluhan diterima",
    Step.SORTING: "Keluhan diperiksa dan dipilah",
    Step.DISPOSITION: "Keluhan diteruskan kepada tim yang berwenang",
    Step.REVIEW: "Keluhan dikaji",
    Step.CAUSE: "Penyebab dicari",
    Step.ACTION: "Tindakan perbaikan ditetapkan",
    Step.VERIFICATION: "Tindakan diterapkan dan hasilnya diperiksa",
    Step.REPLY_DRAFT: "Surat balasan disusun",
    Step.SIGNATURE: "Surat balasan ditandatangani",
    Step.DELIVERY: "Surat balasan disampaikan kepada Anda",
}
STANDINGS: Mapping[Standing, str] = {
    Standing.DONE: "Selesai",
    Standing.NOW: "Sedang dikerjakan",
    Standing.LATE: "Sedang dikerjakan",
    Standing.COMING: "Berikutnya",
}
_PAST = "melewati perkiraan"
_UNKNOWN = "–"
_ESTIMATED = "Hari yang belum tiba adalah perkiraan menurut norma waktu setiap langkah, dan dapat berubah."
_KEPT_UP = (
    "Halaman ini diperbarui sistem pada alamat yang sama setiap kali penanganan maju, dan tidak memuat nama maupun "
    "isi keluhan. Siapa pun yang memegang tautannya dapat membacanya; simpan untuk Anda sendiri."
)


def page_name(number: object) -> str:
    """Name the file of a complainant's own page."""
    return f"Perkembangan {number}.pdf"


def procedure_name() -> str:
    """Name the file of the page that says how complaints are handled."""
    return f"{PROCEDURE}.pdf"


def page(view: CustomerView, office: str) -> Leaflet:
    """Show how far a complaint has come: neither a name nor a word of what it says."""
    rows = tuple((_named(one), STANDINGS[one.standing], _day(one)) for one in view.steps)
    return Leaflet(
        title=f"Perkembangan keluhan {view.number}",
        office=one_line(office),
        blocks=(
            *(sentence(one) for one in _stands(view)),
            table(("Langkah", "Keadaan", "Tanggal"), rows, (8, 4, 5), words=3),
            *([remark(_ESTIMATED)] if view.expects else []),
            remark(_KEPT_UP),
        ),
    )


def procedure(sender: Sender, norms: Mapping[Step, Norm]) -> Leaflet:
    """Say how complaints are handled: the steps and how long each may take, and where else to turn."""
    rows = tuple((f"{step.value}. {STEPS[step]}", _norm(step, norms)) for step in Step)
    reached = ", ".join(filter(None, (sender.email, sender.phone, sender.website)))
    return Leaflet(
        title=PROCEDURE,
        office=one_line(sender.name),
        blocks=(
            sentence(
                "Setiap keluhan mendapat nomor dan melalui sepuluh langkah. Norma waktu dihitung dalam jam dan hari "
                "kerja, dan berhenti selama kami menunggu keterangan."
            ),
            table(("Langkah", "Norma waktu"), rows, (7, 3), words=2),
            sentence(
                "Keluhan yang bukan kewenangan kami, yang dicabut, atau yang sama dengan keluhan lain tidak melalui "
                "semua langkah; kami memberi tahu Anda."
            ),
            sentence(f"Menyampaikan keluhan dan menanyakan perkembangannya tidak dipungut biaya. Hubungi {reached}."),
            sentence(FURTHER_WAYS),
        ),
    )


def status(case: CustomerCase, sender: Sender, view: CustomerView) -> Message:
    """Answer a mail that asks for the status, and nothing else."""
    rows = tuple(Line(_standing(one), label=_named(one)) for one in view.steps)
    told = [*_stands(view), Paragraph(rows) if rows else "", _ESTIMATED if view.expects else ""]
    return to_customer(case, sender, "Perkembangan keluhan Anda", told)


def _stands(view: CustomerView) -> tuple[str, ...]:
    number, on = view.number, f" pada {long_date(view.ended_on)}" if view.ended_on else ""
    match view.outcome:
        case Outcome.SETTLED:
            return (f"Penanganan keluhan {number} telah selesai{on}.",)
        case Outcome.NOT_A_COMPLAINT:
            return (f"Pesan {number} berupa pertanyaan, permintaan, atau saran, dan kami tanggapi langsung.",)
        case Outcome.OUT_OF_SCOPE:
            return (f"Keluhan {number} di luar kewenangan kami; alasannya kami sampaikan kepada Anda.",)
        case Outcome.DUPLICATE:
            return (
                f"Keluhan {number} kami gabung dengan keluhan lain tentang hal yang sama. Kami mengabari Anda "
                "setelah selesai.",
            )
        case Outcome.WITHDRAWN:
            return (f"Keluhan {number} telah dicabut{on}, dan penanganannya kami hentikan.",)
        case None if view.is_resting:
            return (f"Penanganan keluhan {number} sedang ditunda, sehingga harinya belum dapat diperkirakan.",)
        case None if any(one.standing is Standing.LATE for one in view.steps):
            return (
                f"Keluhan {number} sedang kami tangani. Langkah yang sedang dikerjakan {_PAST}; hari berikutnya kami "
                "perkirakan setelah langkah itu selesai.",
            )
        case None:
            return (f"Keluhan {number} sedang kami tangani.",)


def _named(shown: StepShown) -> str:
    return f"{shown.step.value}. {STEPS[shown.step]}"


def _standing(shown: StepShown) -> str:
    day = _day(shown)
    return STANDINGS[shown.standing] + (f" – {day}" if day != _UNKNOWN else "")


def _day(shown: StepShown) -> str:
    if shown.standing is Standing.LATE:
        return _PAST
    day = long_date(shown.on) if shown.on else _UNKNOWN
    return day if shown.standing is Standing.DONE or shown.on is None else f"perkiraan {day}"


def _norm(step: Step, norms: Mapping[Step, Norm]) -> str:
    norm = norms.get(step)
    if norm is None:
        return _UNKNOWN
    return f"{norm.minutes} menit kerja" if norm.minutes is not None else str(norm)
