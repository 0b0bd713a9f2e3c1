"""The words of each of the nine documents: what stands where a template says `{{ … }}`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from automation.domain.complaint import Intake, StaffFacts
from automation.domain.dates import clock_time, date_and_time, local_day, long_date, weekday_and_date
from automation.domain.form_of_address import addressed, addressed_company
from automation.domain.letter_wording import way_in
from automation.domain.texts import shortened
from automation.domain.vocabulary import Channel, Classification, Level, YesNo

from . import wording
from .plain_text import one_line
from .values import Assignment, Complaint, Concept, Handover, IssuingOffice, Meeting, Reply, Report

Words = Mapping[str, str]

#: So much of a subject stands behind "Hal"; the letter itself says all of it.
_LONGEST_SUBJECT = 80

#: Every word that a template of the reply may ask for.
REPLY_WORDS = frozenset(
    (
        *("kop_kementerian", "kop_unit", "kop_balai", "kop_alamat", "kop_kontak", "kota"),
        *("kepala_jabatan", "kepala_nama", "kepala_nip", "nomor_keluhan", "tanggal_diterima", "waktu_diterima"),
        *("kanal", "cara_masuk", "nama_pelapor", "perusahaan", "layanan", "perihal", "uraian", "harapan"),
        *("penerima_surat", "isi_balasan", "lampiran_surat", "tembusan", "perihal_singkat", "kalimat_elektronik"),
    )
)


#: What the officer's part of the Form Pengaduan says.
SORTING_WORDS = ("pilihan_klasifikasi", "pilihan_tingkat", "catatan_pemilahan")

#: What a document shows besides the statements it was made from: days, the office, who leads that day, other cases.
_PASSING = frozenset(
    (
        *("kop_kementerian", "kop_unit", "kop_balai", "kop_alamat", "kop_kontak", "kota", "kepala_jabatan"),
        *("kepala_nama", "kepala_nip", "ketua_pokja", "tenggat", "tanggal_surat", "tanggal_laporan", "tembusan"),
        *("tanggal_konsep", "keluhan_terkait", "keluhan_serupa", "nomor_sop", "dasar_hukum", "sop_terkait"),
        *("rujukan_sop", "kualifikasi", "berlaku", "ketua_nip", "petugas_nip"),
        # These say in another form what other words say.
        *("peserta_yth", "pilihan_tingkat", "pilihan_pokja"),
    )
)


#: On which day a document is written.
_WRITTEN_ON = frozenset(("tanggal_surat", "tanggal_laporan", "tanggal_konsep", "tanggal_notulen"))

#: Words that came later: where they say nothing, a document is what it was before there were any.
_LATER = frozenset(("kategori_penyebab",))


def undated(words: Words) -> Words:
    """Return what a document says without the day on which it is written."""
    return {key: text for key, text in words.items() if key not in _WRITTEN_ON}


def made_from(words: Words) -> str:
    """Return what stands for the statements that a document was made from: 16 letters of a hash."""
    said = {key: text for key, text in words.items() if key not in _LATER or text != wording.NOTHING}
    lines = (f"{key}={text}" for key, text in sorted(said.items()) if key not in _PASSING)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def form_words(office: IssuingOffice, complaint: Complaint) -> Words:
    """Form Pengaduan, SOP step 1: as the complainant wrote it, whatever is put right later."""
    intake = complaint.intake
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        "nama_pelapor": one_line(intake.complainant) or wording.NOTHING,
        "alamat": _or_nothing(intake.address),
        "surel": _or_nothing(intake.email),
        "telepon": _or_nothing(intake.phone),
        "nomor_order": _or_nothing(intake.order_reference),
        "jumlah_lampiran": wording.attachments(len(intake.attachments)),
        "uraian": _with_extras(intake),
        **_sorting_words(complaint.facts),
        **_procedure_words(office),
    }


def _sorting_words(facts: StaffFacts) -> dict[str, str]:
    """Return what the officer's part of the form says: boxes to tick by hand before the sorting, ticked after it."""
    is_sorted = facts.classification is not None
    duplicate = wording.duplicate_of(str(facts.duplicate_of)) if facts.duplicate_of else ""
    remarks = " ".join(filter(None, (duplicate, one_line(facts.reason_given))))
    return {
        "pilihan_klasifikasi": wording.boxes([one.value for one in Classification], facts.classification),
        "pilihan_tingkat": wording.boxes([one.value for one in Level], facts.level),
        "catatan_pemilahan": remarks or (wording.NOTHING if is_sorted else wording.TO_BE_WRITTEN),
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
        "pilihan_tingkat": wording.boxes([one.value for one in Level], facts.level),
        "pilihan_pokja": wording.boxes(assignment.among or (assignment.group,), assignment.group),
        "instruksi": _or_nothing(facts.instruction),
        "keluhan_serupa": "\n".join(map(one_line, assignment.alike)) or wording.NOTHING,
        "tenggat": _moment(assignment.review_due, office),
        "tanggal_disposisi": long_date(local_day(assignment.at, office.zone)),
        **_procedure_words(office),
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
        "peserta_yth": _numbered(tuple(map(addressed, meeting.invited))),
        "hari_rapat": weekday_and_date(at),
        "waktu_rapat": wording.from_time(clock_time(at)),
        "tempat_rapat": _or_nothing(meeting.place),
        "agenda": meeting.agenda.strip() or wording.AGENDA,
        "tembusan": _numbered(meeting.copied_to),
    }


def concept_words(office: IssuingOffice, complaint: Complaint, assignment: Assignment, concept: Concept) -> Words:
    """Konsep Tindakan Perbaikan, SOP step 6: what is to be done, before it is."""
    facts = complaint.facts
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        **_group_words(assignment),
        "putaran": str(concept.round),
        "hasil_kajian": _or_nothing(facts.findings),
        "penyebab": _or_nothing(facts.cause),
        "kategori_penyebab": one_line(facts.cause_category) or wording.NOTHING,
        "tindakan_koreksi": _or_nothing(facts.corrective_action),
        "tindakan_pencegahan": _or_nothing(facts.preventive_action),
        "tenggat": _moment(concept.due, office),
        "tanggal_konsep": long_date(concept.written_on),
        **_procedure_words(office),
    }


def report_words(office: IssuingOffice, complaint: Complaint, assignment: Assignment, report: Report) -> Words:
    """Laporan Tindakan Perbaikan, SOP steps 4 to 7."""
    facts = complaint.facts
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        **_group_words(assignment),
        "pokja_pendukung": ", ".join(map(one_line, report.supported_by)) or wording.NOTHING,
        "keluhan_terkait": "\n".join(map(one_line, report.relations)) or wording.NOTHING,
        "putaran": str(report.round),
        "hasil_kajian": _or_nothing(facts.findings),
        "penyebab": _or_nothing(facts.cause),
        "kategori_penyebab": one_line(facts.cause_category) or wording.NOTHING,
        "tindakan_koreksi": _or_nothing(facts.corrective_action),
        "tindakan_pencegahan": _or_nothing(facts.preventive_action),
        "tanggal_penerapan": _day(facts.applied_on),
        "hasil_verifikasi": _or_nothing(facts.verification),
        "kesimpulan": wording.conclusion(_effective(facts)),
        "berlaku": wording.provisional(report.check_after) if _effective(facts) else wording.NOTHING,
        "diverifikasi_oleh": _or_nothing(facts.verified_by),
        **_procedure_words(office),
        "kualifikasi": "\n".join(map(one_line, report.qualifications)) or wording.NOTHING,
        "tanggal_laporan": long_date(report.written_on),
    }


def periodic_words(office: IssuingOffice, *, period: str, written_on: date) -> Words:
    """Laporan Penanganan Keluhan of a month, quarter or year; its contents are laid out, not filled in."""
    return {
        **_office_words(office),
        **_procedure_words(office),
        "masa": period,
        "tanggal_laporan": long_date(written_on),
    }


def reply_words(office: IssuingOffice, complaint: Complaint, reply: Reply) -> Words:
    """Surat Balasan, SOP step 8; its number and date are filled into the edited draft (see `number_letter`)."""
    several = _joint_words(office, (complaint, *reply.joining), names_all=reply.names_all) if reply.joining else {}
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        "perihal_singkat": shortened(one_line(complaint.intake.subject) or wording.NOTHING, _LONGEST_SUBJECT),
        "penerima_surat": _addressee(complaint) or wording.NOTHING,
        **several,
        "isi_balasan": "\n".join((*_replaced(reply), _paragraphs(complaint.facts.reply_text))),
        "lampiran_surat": wording.enclosed(reply.attachments),
        "tembusan": _numbered(reply.copied_to) if reply.copied_to else "",
        "kalimat_elektronik": one_line(office.electronic_sentence),
    }


def _replaced(reply: Reply) -> Iterator[str]:
    """Say in a paragraph of its own which letter this one replaces: offices' templates have no place for it."""
    if old := reply.replaces:
        yield wording.replaces_letter(one_line(old.number), long_date(old.date))


def _addressee(complaint: Complaint) -> str:
    """Return the lines behind "Yth.": whom with the right form of address, the company once, and the address."""
    contact = complaint.contact
    name, company = one_line(contact.complainant), one_line(contact.company)
    if name.casefold() == company.casefold():
        name, company = "", company
    whom = addressed(name) if name else addressed_company(company)
    lines = (whom, company if name else "", one_line(contact.address))
    return "\n".join(filter(None, lines))


def _joint_words(office: IssuingOffice, complaints: tuple[Complaint, ...], *, names_all: bool) -> dict[str, str]:
    """Return what one letter says of several complaints: nothing of one that others may not know."""
    each = [_complaint_words(office, one) for one in complaints]
    said = {key: list(dict.fromkeys(words[key] for words in each)) for key in each[0]}
    told = ("nomor_keluhan", "tanggal_diterima", "cara_masuk", "layanan", "kanal", "waktu_diterima")
    words = {key: wording.enumerated(said[key]) for key in told}
    hidden = {key: wording.enumerated(texts) if names_all else wording.NOTHING for key, texts in said.items()}
    addressees = list(dict.fromkeys(filter(None, map(_addressee, complaints))))
    together = names_all or len(addressees) == 1
    subject = said["perihal"][0] if names_all or len(said["perihal"]) == 1 else wording.ALIKE
    return {
        **hidden,
        **words,
        "perihal": subject,
        "perihal_singkat": shortened(subject, _LONGEST_SUBJECT),
        "penerima_surat": "\n".join(addressees) if together else wording.ALL_COMPLAINANTS,
    }


def handover_words(office: IssuingOffice, complaint: Complaint, handover: Handover) -> Words:
    """Notulen Penyerahan, SOP step 10."""
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        "hari_diterima": weekday_and_date(handover.delivered_on),
        "nomor_surat": _or_nothing(handover.letter_number),
        "tanggal_surat": _signed_on(handover),
        "cara_kirim": handover.way.value,
        "penerima": one_line(handover.recipient) or wording.NOTHING,
        "tanda_penerima": one_line(handover.recipient) or wording.TO_BE_WRITTEN,
        "petugas": one_line(handover.officer) or wording.TO_BE_WRITTEN,
        "petugas_nip": handover.officer_number,
        "tanggapan": _or_nothing(handover.response),
        "tanggal_notulen": long_date(handover.written_on),
        **_procedure_words(office),
    }


def cover_words(office: IssuingOffice, complaint: Complaint, paper: str) -> Words:
    """Lembar Sampul: scanned on top of a paper that bears no code of ours."""
    return {**_office_words(office), **_complaint_words(office, complaint), "jenis_kertas": paper}


def label_words(office: IssuingOffice, complaint: Complaint, group: str) -> Words:
    """Label Map: what stands on the folder of a case in the cupboard."""
    return {
        **_office_words(office),
        **_complaint_words(office, complaint),
        "pokja": one_line(group) or wording.NOTHING,
    }


def _signed_on(handover: Handover) -> str:
    day = _day(handover.letter_date)
    return wording.signed_on(day, one_line(handover.signed_by)) if handover.signed_by else day


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


def _procedure_words(office: IssuingOffice) -> dict[str, str]:
    procedure = office.procedure
    return {
        "nomor_sop": _or_nothing(procedure.number),
        "dasar_hukum": "; ".join(procedure.legal_basis) or wording.NOTHING,
        "sop_terkait": "; ".join(procedure.related) or wording.NOTHING,
        "rujukan_sop": wording.procedure(procedure.number, procedure.related, procedure.legal_basis),
    }


def _complaint_words(office: IssuingOffice, complaint: Complaint) -> dict[str, str]:
    intake, contact = complaint.intake, complaint.contact
    received_at = intake.received_at.astimezone(office.zone)
    return {
        "nomor_keluhan": str(complaint.number),
        "tanggal_diterima": long_date(received_at),
        "waktu_diterima": date_and_time(received_at),
        "kanal": one_line(intake.shown_channel),
        "cara_masuk": way_in(intake.channel),
        "nama_pelapor": one_line(contact.complainant) or wording.NOTHING,
        "perusahaan": one_line(contact.company) or _no_company(intake.channel),
        "layanan": one_line(complaint.facts.service or intake.stated_service) or wording.NOTHING,
        "perihal": one_line(intake.subject) or wording.NOTHING,
        "uraian": _or_nothing(intake.description),
        "harapan": _or_nothing(intake.remedy),
    }


def _with_extras(intake: Intake) -> str:
    """Return the description, and below it what people added to the form: templates have no place of its own."""
    return "\n".join(filter(None, (_or_nothing(intake.description), intake.other_answers)))


def _group_words(assignment: Assignment) -> dict[str, str]:
    return {
        "pokja": one_line(assignment.group),
        "ketua_pokja": one_line(assignment.lead) or wording.TO_BE_WRITTEN,
        "ketua_nip": assignment.lead_number,
    }


def _no_company(channel: Channel) -> str:
    """Return what an empty company says: the public form asks to leave it empty for oneself, other ways do not."""
    return wording.NO_COMPANY if channel is Channel.FORM else wording.NOTHING


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
