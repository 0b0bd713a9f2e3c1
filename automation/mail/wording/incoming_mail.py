"""What is said of mails that came in: to staff, beside a row, and at the foot of our own mails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from automation.domain.complaint import Intake
from automation.domain.contact import Contact
from automation.domain.dates import long_date
from automation.domain.incoming_mail import SenderFault
from automation.domain.mail_fate import LeftAlone, Tidings
from automation.domain.prose import Line, Paragraph
from automation.mail.plain import one_line
from automation.mail.values import ArrivedMail, CaseReference, Message

from .phrases import small

# -- why a person must look

FROM_STAFF = "dikirim dari alamat petugas kantor; keluhan yang diteruskan dicatat lewat formulir petugas"
FORWARDED = (
    "diteruskan dari alamat kantor; pastikan dulu siapa pelapornya, biasanya pengirim surel yang dikutip di dalamnya"
)
NOT_WHOLE = "surelnya tidak dapat dibaca seluruhnya"
INVITATION = "berupa undangan kalender"

OFFICE_REFERENCE = CaseReference(number="Kotak surat pengaduan", subject="surel yang perlu diperiksa petugas")

TO_STAFF = "surel kabar kepada petugas"
TO_COMPLAINANT = "surel kepada pelapor"

_NO_SENDER = {
    SenderFault.MISSING: "tidak menyebut pengirimnya",
    SenderFault.UNREADABLE: "alamat pengirimnya tidak terbaca",
    SenderFault.SEVERAL: "mempunyai lebih dari satu pengirim",
    SenderFault.PROGRAM: "dikirim oleh program yang tidak menerima balasan, dan tidak menyebut alamat penulisnya",
}


#: Why mails were left alone, as counted by day.
LEFT_ALONE = {
    LeftAlone.MACHINE: "dari mesin atau milis",
    LeftAlone.OFFICE: "dari alamat kantor sendiri",
    LeftAlone.ELSEWHERE: "tidak ditujukan ke alamat pengaduan",
    LeftAlone.AGAIN: "kiriman ulang surel yang sama",
    LeftAlone.BEYOND_CAP: "melebihi batas sehari satu pengirim",
}


def left_alone(day: date, counts: Mapping[LeftAlone, int]) -> str:
    """Say how many mails of a day were left alone, and why."""
    told = ", ".join(f"{counts[why]} {words}" for why, words in LEFT_ALONE.items() if counts.get(why))
    return f"{long_date(day)}: {told}"


def no_sender(fault: SenderFault) -> str:
    """Say why nobody can say who wrote a mail."""
    return _NO_SENDER.get(fault, "pengirimnya tidak jelas")


def perhaps_automatic(sign: str) -> str:
    """Say that a mail may be a program's, and by which words of its head."""
    return f"mungkin ditulis program dan bukan orang (“{one_line(sign, 60)}”)"


def mail_to(recipient: str) -> str:
    """Name a mail of which only the recipient is known."""
    return f"surel kepada {recipient}" if recipient else "surel kepada penerima yang tidak disebut"


def twin_warning(twin: str) -> str:
    """Say beside a row that it may be the same complaint as another."""
    return (
        f"Pelapor yang sama mengirim surel yang mirip untuk {twin}. Bila memang sama, pilih “Duplikat” di kolom "
        "Klasifikasi dan tulis nomor keluhan pertama di kolom Duplikat dari; bila bukan, klasifikasikan seperti "
        "biasa."
    )


def later_twin_warning(twin: str) -> str:
    """Say beside a row that a later complaint may be the same."""
    return (
        f"Pelapor yang sama mengirim surel yang mirip, tercatat sebagai {twin}. Bandingkan; bila memang sama, "
        f"tandai {twin} sebagai “Duplikat” di barisnya."
    )


PUT_RIGHT = "Tulis alamat yang benar di kolom Surel (dibetulkan); kabar yang masih berlaku lalu dikirim ke sana."


_BY_PHONE = "Hubungi pelapor lewat telepon atau WhatsApp: "


def next_way(given: Intake, now: Contact) -> str:
    """Say how else to reach a complainant whose address takes no mail: as it came in, or as put right by now."""
    if now.phone and now.phone != given.phone:
        return f"{_BY_PHONE}nomornya di kolom Telepon (dibetulkan)."
    if now.phone:
        return f"{_BY_PHONE}nomornya di kolom Telepon/WhatsApp."
    if now.address and now.address != given.address:
        return "Kirim surat lewat pos: alamatnya di kolom Alamat (dibetulkan)."
    if now.address:
        return "Kirim surat lewat pos: alamatnya di kolom Alamat."
    return "Telepon dan alamat pelapor tidak diketahui: cari di berkas order atau surel aslinya di folder kasus."


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
            return [f"Surel kepada pelapor tidak sampai: {_joined(details)}."]
        case Tidings.COMPLAINT | Tidings.ANSWER | Tidings.TWIN:
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
        case Tidings.TWIN:
            return "Keluhan baru yang mirip dengan keluhan lain"
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
                "Surel sudah ada di folder kasus. Keluhan tidak dibuka kembali dengan sendirinya.",
                matter.advice,
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
        case Tidings.TWIN:
            return [about, *_twin(matter.twin), *refused]
        case Tidings.COMPLAINT:
            return [about, *refused, "Aslinya ada di dalam surel .eml di folder kasus."]
        case Tidings.GONE:
            return ["Kotak surat tidak memuatnya lagi. Minta pelapor mengirimnya sekali lagi bila isinya diperlukan."]


def after_a_reply(until: date, *, passed: bool) -> str:
    """Say what can be done when a complainant writes after the reply: propose a reopening, or take in anew."""
    if passed:
        return (
            f"Batas usul buka kembali ({long_date(until)}) sudah lewat: bila masalahnya belum selesai, catat keluhan "
            "baru lewat formulir petugas dan sebut nomor ini di pertanyaan Terkait dengan."
        )
    return (
        "Bila pelapor menyatakan masalahnya belum selesai, tulis alasannya di kolom Usul buka kembali, paling lambat "
        f"{long_date(until)}; Kepala Balai lalu memutuskan."
    )


WITHOUT_A_REPLY = (
    "Bila keluhan ini memang harus ditangani, pilih Klasifikasi Keluhan; penanganannya lalu dilanjutkan."
)


def _twin(twin: CaseReference | None) -> list[str | Line]:
    number, link = (twin.number, twin.folder or twin.register) if twin else ("", "")
    return [
        f"Pengirim yang sama baru-baru ini mengadukan {number} dengan perihal atau isi yang sama.",
        Line("Bandingkan keduanya:", link=link, link_name=f"buka {number}") if link else "",
        "Bila sama, pilih “Duplikat” di kolom Klasifikasi keluhan ini dan tulis nomor yang pertama di kolom "
        "Duplikat dari.",
    ]


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
