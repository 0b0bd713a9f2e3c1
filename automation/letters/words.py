"""The words of each of the six documents: what stands where a template says `{{ … }}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from automation.domain.complaint import StaffFacts
from automation.domain.dates import clock_time, date_and_time, local_day, long_date, weekday_and_date
from automation.domain.vocabulary import YesNo

from . import wording
from .plain_text import one_line
from .values import Assignment, Complaint, Handover, IssuingOffice, Meeting, Reply, Report

Words = Mapping[str, str]


def form_words(office: IssuingOffice, complaint: Complaint) -> Words:
    """Form Pengaduan, SOP step 1."""
    intake = complaint.intake
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        "alamat": _or_nothing(intake.address),
        "surel": _or_nothing(intake.email),
        "telepon": _or_nothing(intake.phone),
        "nomor_order": _or_nothing(intake.order_reference),
        "jumlah_lampiran": wording.attachments(len(intake.attachments)),
    }


def disposition_words(office: IssuingOffice, complaint: Complaint, assignment: Assignment) -> Words:
    """Lembar Disposisi, SOP step 3."""
    facts = complaint.facts
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        **_group_words(assignment),
        "nomor_surat_masuk": _or_nothing(facts.incoming_number),
        "tingkat": facts.level.value if facts.level else wording.NOTHING,
        "instruksi": facts.instruction.strip() or wording.BY_RULE,
        "tenggat": _moment(assignment.review_due, office),
        "tanggal_disposisi": long_date(local_day(assignment.at, office.zone)),
    }


def invitation_words(office: IssuingOffice, complaint: Complaint, assignment: Assignment, meeting: Meeting) -> Words:
    """Undangan Rapat, SOP step 4."""
    at = meeting.at.astimezone(office.zone)
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        **_group_words(assignment),
        "nomor_surat": one_line(meeting.letter_number) or wording.TO_BE_WRITTEN,
        "tanggal_surat": long_date(meeting.written_on),
        "peserta": _numbered(meeting.invited),
        "hari_rapat": weekday_and_date(at),
        "waktu_rapat": wording.from_time(clock_time(at)),
        "tempat_rapat": _or_nothing(meeting.place),
        "agenda": meeting.agenda.strip() or wording.AGENDA,
        "tembusan": _numbered(meeting.copied_to),
    }


def report_words(office: IssuingOffice, complaint: Complaint, assignment: Assignment, report: Report) -> Words:
    """Laporan Tindakan Perbaikan, SOP steps 4 to 7."""
    facts = complaint.facts
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        **_group_words(assignment),
        "putaran": str(report.round),
        "hasil_kajian": _or_nothing(facts.findings),
        "penyebab": _or_nothing(facts.cause),
        "tindakan_koreksi": _or_nothing(facts.corrective_action),
        "tindakan_pencegahan": _or_nothing(facts.preventive_action),
        "tanggal_penerapan": _day(facts.applied_on),
        "hasil_verifikasi": _or_nothing(facts.verification),
        "kesimpulan": wording.conclusion(_effective(facts)),
        "diverifikasi_oleh": _or_nothing(facts.verified_by),
        "tanggal_laporan": long_date(report.written_on),
    }


def reply_words(office: IssuingOffice, complaint: Complaint, reply: Reply) -> Words:
    """Surat Balasan, SOP step 8; its number and date are filled into the edited draft (see `number_letter`)."""
    intake = complaint.intake
    addressee = (intake.complainant, intake.company, intake.address)
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        "penerima_surat": "\n".join(one_line(line) for line in addressee if line.strip()) or wording.NOTHING,
        "isi_balasan": _paragraphs(complaint.facts.reply_text),
        "lampiran_surat": wording.attachments(reply.attachments),
        "tembusan": _numbered(reply.copied_to),
    }


def handover_words(office: IssuingOffice, complaint: Complaint, handover: Handover) -> Words:
    """Notulen Penyerahan, SOP step 10."""
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        "hari_diterima": weekday_and_date(handover.delivered_on),
        "nomor_surat": _or_nothing(handover.letter_number),
        "tanggal_surat": long_date(handover.letter_date),
        "cara_kirim": handover.way.value,
        "penerima": one_line(handover.recipient or complaint.intake.complainant) or wording.NOTHING,
        "petugas": one_line(handover.officer) or wording.TO_BE_WRITTEN,
        "tanggapan": handover.response.strip() or wording.NO_RESPONSE,
        "tanggal_notulen": long_date(handover.written_on),
    }


def _office_words(office: IssuingOffice) -> dict[str, str]:
    head = office.letterhead
    return {
        "kop_kementerian": head.ministry,
        "kop_unit": head.agency,
        "kop_balai": head.office,
        "kop_alamat": head.address,
        "kop_kontak": head.contact,
        "kota": office.city,
        "kepala_jabatan": office.head.position,
        "kepala_nama": office.head.name,
        "kepala_nip": office.head.nip,
    }


def _complaint_words(office: IssuingOffice, complaint: Complaint) -> dict[str, str]:
    intake = complaint.intake
    received_at = intake.received_at.astimezone(office.zone)
    return {
        "nomor_keluhan": str(complaint.number),
        "tanggal_diterima": long_date(received_at),
        "waktu_diterima": date_and_time(received_at),
        "kanal": intake.channel.value,
        "cara_masuk": wording.way_in(intake.channel),
        "nama_pelapor": one_line(intake.complainant) or wording.NOTHING,
        "perusahaan": one_line(intake.company) or wording.NO_COMPANY,
        "layanan": one_line(complaint.facts.service or intake.stated_service) or wording.NOTHING,
        "perihal": one_line(intake.subject) or wording.NOTHING,
        "uraian": _or_nothing(intake.description),
        "harapan": _or_nothing(intake.remedy),
    }


def _group_words(assignment: Assignment) -> dict[str, str]:
    return {"pokja": one_line(assignment.group), "ketua_pokja": one_line(assignment.lead) or wording.TO_BE_WRITTEN}


def _or_nothing(text: str) -> str:
    return text.strip() or wording.NOTHING


def _paragraphs(text: str) -> str:
    """Return the paragraphs of a reply without the empty lines between them: the template spaces them itself."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) or wording.REPLY_TO_BE_WRITTEN


def _numbered(names: tuple[str, ...]) -> str:
    given = [one_line(name) for name in names if name.strip()]
    if len(given) < 2:
        return "".join(given) or wording.NOTHING
    return "\n".join(f"{position}. {name}" for position, name in enumerate(given, start=1))


def _moment(moment: datetime | None, office: IssuingOffice) -> str:
    return date_and_time(moment.astimezone(office.zone)) if moment else wording.NOTHING


def _day(day: date | None) -> str:
    return long_date(day) if day else wording.NOTHING


def _effective(facts: StaffFacts) -> bool | None:
    return None if facts.effective is None else facts.effective is YesNo.YES
