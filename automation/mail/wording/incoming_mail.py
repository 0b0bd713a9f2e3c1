"""What is said of mails that came in: to staff, beside a row, and at the foot of our own mails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from automation.domain.mail_fate import Tidings
from automation.domain.prose import Line, Paragraph
from automation.mail.plain import one_line
from automation.mail.values import ArrivedMail, CaseReference, Message

from .phrases import small

# -- why a person must look

FROM_STAFF = "dikirim dari alamat petugas kantor; keluhan yang diteruskan dicatat lewat formulir petugas"
NO_SENDER = "pengirimnya tidak jelas"
FALSE_NAME = "alamat pengirimnya mungkin dipalsukan"
NOT_WHOLE = "surelnya tidak dapat dibaca seluruhnya"
INVITATION = "berupa undangan kalender"

OFFICE_REFERENCE = CaseReference(number="Kotak surat pengaduan", subject="surel yang perlu diperiksa petugas")

TO_STAFF = "surel kabar kepada petugas"


def unreadable(why: str) -> str:
    """Say why a person must look at a mail that could not be read."""
    return f"tidak dapat dibaca oleh sistem. {why.removesuffix('.')}"


def kept_name(day: str, id: str) -> str:
    """Name the file of a mail that waits for a person."""
    return f"Surel {day} {id}.eml"


def undelivered(mails: Sequence[str], status: str) -> str:
    """Say which mails of ours did not arrive, and by which code of RFC 3463."""
    named = ", ".join(dict.fromkeys(mails))
    return f"{named} (kode {status})" if status else named


def warnings(tidings: Tidings, details: Sequence[str]) -> list[str]:
    """Say beside a row what is to be done about a mail."""
    match tidings:
        case Tidings.KEPT:
            return [
                f"Surel yang menyebut keluhan ini {_joined(details)}. Periksa di folder Perlu Ditinjau; pindahkan ke "
                "folder kasus bila memang milik pelapor, atau hapus."
            ]
        case Tidings.BOUNCED:
            return [f"Surel kepada pelapor tidak sampai: {_joined(details)}. Hubungi pelapor lewat telepon atau pos."]
        case Tidings.COMPLAINT | Tidings.ANSWER:
            return [
                f"Lampiran surel ({_nameless(detail)}) tidak disimpan terpisah. Namanya ada di Riwayat, dan aslinya "
                "di dalam surel .eml di folder kasus."
                for detail in details
            ]
        case Tidings.GONE:
            return [
                "Surel pelapor dihapus dari kotak surat sebelum sempat disimpan. Minta pelapor mengirimnya lagi bila "
                "isinya diperlukan."
            ]
        case Tidings.LATE_ANSWER | Tidings.OVER:
            return []


def title(matter: ArrivedMail) -> str:
    """Head a mail's matter in a digest."""
    match matter.tidings:
        case Tidings.ANSWER:
            return "Pelapor mengirim surel"
        case Tidings.LATE_ANSWER:
            return "Pelapor mengirim surel setelah keluhan selesai"
        case Tidings.KEPT:
            return "Surel perlu diperiksa petugas"
        case Tidings.BOUNCED:
            return "Surel kami tidak sampai"
        case Tidings.OVER:
            return "Terlalu banyak surel dari satu pengirim"
        case Tidings.COMPLAINT:
            return "Sebagian lampiran surel pengaduan tidak disimpan terpisah"
        case Tidings.GONE:
            return "Surel pelapor terhapus sebelum disimpan"


def details(matter: ArrivedMail) -> list[str | Line]:
    """Say what to do about it."""
    about = f"Perihal surel: {one_line(matter.subject, 150) or '(tanpa perihal)'}"
    refused = [f"Tidak disimpan terpisah – {one_line(detail, 200)}" for detail in matter.details]
    match matter.tidings:
        case Tidings.ANSWER:
            return [about, "Surel dan lampirannya sudah ada di folder kasus; baca sebelum melanjutkan.", *refused]
        case Tidings.LATE_ANSWER:
            return [
                about,
                "Surel sudah ada di folder kasus. Keluhan tidak dibuka kembali dengan sendirinya: bila perlu, catat "
                "keluhan baru lewat formulir petugas, atau ubah isian barisnya.",
                *refused,
            ]
        case Tidings.KEPT:
            return [
                about,
                f"Sebabnya: {_joined(matter.details)}.",
                Line("Berkasnya di folder Perlu Ditinjau:", link=matter.link, link_name="buka surel")
                if matter.link
                else "",
                "Bila memang milik pelapor, pindahkan ke folder kasus; bila keluhan baru, catat lewat formulir "
                "petugas. Bila tidak perlu, hapus.",
            ]
        case Tidings.BOUNCED:
            return [
                f"Yang tidak sampai: {_joined(matter.details)}.",
                "Alamatnya tidak dapat menerima surel; hubungi penerimanya dengan cara lain.",
            ]
        case Tidings.OVER:
            return [
                f"Pengirim: {_joined(matter.details)}.",
                "Surel berikutnya dari pengirim ini tidak diproses hari ini; semuanya tetap ada di kotak surat "
                "kantor.",
            ]
        case Tidings.COMPLAINT:
            return [about, *refused, "Aslinya ada di dalam surel .eml di folder kasus."]
        case Tidings.GONE:
            return ["Kotak surat tidak memuatnya lagi. Minta pelapor mengirimnya sekali lagi bila isinya diperlukan."]


def referenced(message: Message, reference: str) -> Message:
    """Print a case's signed reference at the foot of a mail to its complainant."""
    if not reference:
        return message
    *body, foot = message.body
    line = small(f"Kode rujukan: {reference} (biarkan tertulis dalam balasan Anda).")
    return replace(message, body=(*body, Paragraph((line, *foot.lines))))


def _nameless(refusal: str) -> str:
    """Tell a refused file by its ending and the reason: what stands beside a row is printed by `sync` as well."""
    name, _, reason = refusal.partition(": ")
    ending = name.rpartition(".")[2] if "." in name else ""
    return f".{ending}: {reason}" if ending else reason


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(one_line(part, 200) for part in parts)
