"""What warnings tell people to do: how each comes up in an office, and how it is done as it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import ModuleType

from automation.workflow import wording

from . import advice_stages as stages
from .advice_acts import (
    NEXT_YEAR,
    Act,
    adds,
    another_year,
    appoints,
    at_once,
    bins,
    copies_draft,
    edits_draft,
    in_action,
    into,
    nothing,
    officers_form,
    replaces,
    take_changes,
    then,
    track,
    types,
    waits,
    with_another,
)
from .advice_stages import TWO, Stage
from .test_sync import ONE


@dataclass(frozen=True, slots=True)
class Advice:
    """One warning.

    Attributes:
        name: of its text in the workflow's wording file.
        stage: where its complaint stands.
        wrong: what brings it up.
        follow: what it tells people to do.
        way: which of the ways that it names, where it names several.
        words: the wording file that holds the text.
    """

    name: str
    stage: Stage
    wrong: Act
    follow: Act
    way: str = ""
    words: ModuleType = wording

    def __str__(self) -> str:
        return f"{self.name} {self.way}".strip()


OTHER = {"classification": "Keluhan", "service": "Pengujian", "level": "Sedang"}
#: All that takes the second complaint to its reply.
DONE = {
    **OTHER,
    "findings": "F",
    "cause": "C",
    "cause_category": "Metode",
    "corrective_action": "K",
    "preventive_action": "P",
    "applied_on": "02/11/2026",
    "verification": "V",
    "verified_by": "Siti Aminah",
    "effective": "Ya",
    "workers": "tidak ada",
}
LEAD, DEPUTY, HEAD = "Bambang Sutrisno", "Siti Aminah", "Ratna Wulandari"
END = "Dicabut pelapor"
K1 = f"{ONE}/K1"

NUMBERED = {"decision": "Setuju", "letter_number": "B/7/XI/2026", "letter_date": "02/11/2026"}
#: The draft answers the second complaint too, and shows nobody.
JOINED = with_another(
    adds(f"Juga {TWO}."),
    replaces("Siti Aminah", "Pelapor"),
    replaces("PT Kayu Lestari", ""),
    joint_letter=ONE,
    **DONE,
)

SORTING = (
    Advice(
        "RECEIVED_AFTER_ENTRY",
        stages.received,
        types(corrected_received="03/11/2026 09:00"),
        types(corrected_received="02/11/2026 08:00"),
        "perbaiki",
    ),
    Advice(
        "RECEIVED_AFTER_ENTRY",
        stages.received,
        types(corrected_received="03/11/2026 09:00"),
        types(corrected_received=""),
        "kosongkan",
    ),
    Advice(
        "received_long_ago",
        stages.received,
        officers_form(received_at="1926-11-02 08:00"),
        types(TWO, corrected_received="01/11/2026 08:00"),
    ),
    Advice(
        "received_in_the_future",
        stages.received,
        officers_form(received_at="2026-12-02 08:00"),
        types(TWO, corrected_received="01/11/2026 08:00"),
    ),
    Advice("out_of_order", stages.received, types(findings="Terlalu dini"), types(**OTHER)),
    Advice(
        "no_group_for",
        stages.received,
        types(classification="Keluhan", service="Layanan umum"),
        types(assigned_to="Pokja Pengujian"),
    ),
    Advice(
        "several_groups_for",
        stages.received,
        then(into("Pokja", "services", 2, "Kalibrasi; Pengujian"), types(**OTHER)),
        types(assigned_to="Pokja Kalibrasi"),
    ),
    Advice("SERVICE_WANTED", stages.received, types(classification="Keluhan"), types(service="Pengujian")),
    Advice(
        "REASON_WANTED",
        stages.received,
        types(classification="Di luar kewenangan"),
        types(reason_given="Urusan dinas lain"),
    ),
    Advice(
        "HOLD_WITHOUT_START",
        stages.received,
        types(held_until="09/11/2026", hold_reason="Contoh"),
        types(held_from="02/11/2026"),
    ),
    Advice(
        "HOLD_WITHOUT_REASON", stages.received, types(held_from="02/11/2026"), types(hold_reason="Menunggu contoh")
    ),
    Advice(
        "HOLD_ENDS_BEFORE_START",
        stages.received,
        types(held_from="05/11/2026", held_until="03/11/2026", hold_reason="x"),
        types(held_until="06/11/2026"),
    ),
    Advice(
        "DUPLICATE_OF_NOTHING",
        stages.received,
        with_another(types(classification="Duplikat")),
        types(duplicate_of=TWO),
    ),
    Advice(
        "DUPLICATE_OF_ITSELF",
        stages.received,
        with_another(types(classification="Duplikat", duplicate_of=ONE)),
        types(duplicate_of=TWO),
    ),
    Advice(
        "duplicate_of_unknown",
        stages.received,
        with_another(types(classification="Duplikat", duplicate_of="KEL-2026-0099")),
        types(duplicate_of=TWO),
    ),
    Advice(
        "duplicate_of_duplicate",
        stages.received,
        then(
            with_another(classification="Duplikat", duplicate_of=ONE),
            officers_form(),
            types("KEL-2026-0003", classification="Duplikat", duplicate_of=TWO),
        ),
        types("KEL-2026-0003", duplicate_of=ONE),
    ),
    Advice(
        "duplicates_in_circle",
        stages.received,
        then(
            with_another(),
            at_once(
                types(classification="Duplikat", duplicate_of=TWO),
                types(TWO, classification="Duplikat", duplicate_of=ONE),
            ),
        ),
        types(classification="Keluhan"),
    ),
    Advice(
        "first_ended_otherwise",
        stages.received,
        then(with_another(classification="Duplikat", duplicate_of=ONE), types(classification=END)),
        types(TWO, classification="Keluhan"),
        "Keluhan",
    ),
    Advice(
        "first_ended_otherwise",
        stages.received,
        then(with_another(classification="Duplikat", duplicate_of=ONE), officers_form(), types(classification=END)),
        types(TWO, duplicate_of="KEL-2026-0003"),
        "nomor lain",
    ),
    Advice(
        "first_stays",
        stages.received,
        then(with_another(classification="Duplikat", duplicate_of=ONE), types(TWO, duplicate_of="dua")),
        types(TWO, duplicate_of=ONE),
    ),
    Advice(
        "RELATED_UNREADABLE", stages.received, types(related_to="yang kemarin"), types(related_to=""), "kosongkan"
    ),
    Advice(
        "RELATED_UNREADABLE",
        stages.received,
        with_another(types(related_to="yang kemarin")),
        types(related_to=f"{TWO}; KEL-2026-0001"[:13]),
        "nomor",
    ),
    Advice(
        "RELATED_LOST", stages.received, officers_form(related_to="yang kemarin"), types(TWO, related_to=ONE), "nomor"
    ),
    Advice(
        "RELATED_LOST",
        stages.received,
        officers_form(related_to="yang kemarin"),
        types(TWO, related_to="-"),
        "tidak ada",
    ),
    Advice(
        "related_unknown", stages.received, with_another(types(related_to="KEL-2026-0099")), types(related_to=TWO)
    ),
    Advice("RELATED_TO_ITSELF", stages.received, with_another(types(related_to=ONE)), types(related_to=TWO)),
    Advice("NOT_OVER_YET", stages.received, types(reopening="Terlalu dini"), types(reopening="")),
    Advice(
        "reopened_by_sorting",
        stages.received,
        then(types(classification=END), types(reopening="Ternyata berlanjut")),
        types(classification="Keluhan", reopening=""),
    ),
    Advice(
        "unheeded",
        stages.received,
        then(types(classification=END), types(findings="Terlambat")),
        types(classification="Keluhan"),
        "Keluhan",
    ),
    Advice(
        "unheeded",
        stages.received,
        then(types(classification=END), types(findings="Terlambat")),
        types(findings=""),
        "kembalikan",
    ),
    Advice(
        "COMPLETE_ON_NO_SUCH_DAY",
        stages.received,
        types(complete_since="09/11/2026"),
        types(complete_since="02/11/2026"),
    ),
)
AT_WORK = (
    Advice(
        "group_is_gone",
        stages.disposed,
        into("Pokja", "name", 1, "Pokja Uji"),
        types(assigned_to="Pokja Kalibrasi"),
        "pokja lain",
    ),
    Advice(
        "group_is_gone",
        stages.disposed,
        into("Pokja", "lead", 1, "#REF!"),
        into("Pokja", "lead", 1, LEAD),
        "perbaiki",
    ),
    Advice(
        "nobody_may_lead", stages.disposed, types(workers=f"{LEAD}; {DEPUTY}"), types(assigned_to="Pokja Kalibrasi")
    ),
    Advice("WORKERS_WANTED", stages.disposed, nothing, types(workers="tidak ada"), "tidak ada"),
    Advice("WORKERS_WANTED", stages.disposed, nothing, types(workers="Rudi Hartono"), "siapa"),
    Advice("CATEGORY_WANTED", stages.disposed, types(findings="F", cause="C"), types(cause_category="Metode")),
    Advice(
        "evidence_lost",
        stages.decided,
        in_action(K1, owner=LEAD, evidence="bukti.pdf"),
        in_action(K1, evidence=f"{ONE} Form Pengaduan.docx"),
    ),
    Advice("limit_near", stages.disposed, waits(13), types(complete_since="02/11/2026")),
    Advice(
        "RECURRENCE_OF_WHAT",
        stages.disposed,
        types(findings="F", recurrence="Ya"),
        types(recurrence="Tidak"),
        "Tidak",
    ),
    Advice(
        "rerouting_proposed",
        stages.disposed,
        types(service="Kalibrasi"),
        types(assigned_to="Pokja Kalibrasi"),
        "pokja itu",
    ),
    Advice(
        "rerouting_proposed",
        stages.disposed,
        types(service="Kalibrasi"),
        types(assigned_to="Pokja Pengujian"),
        "yang sekarang",
    ),
    Advice(
        "MEETING_PLACE_WANTED",
        stages.disposed,
        types(meeting_needed="Ya", meeting_at="04/11/2026 09:00"),
        types(meeting_place="Ruang rapat"),
    ),
    Advice("MEETING_DATE_WANTED", stages.disposed, types(meeting_needed="Ya"), types(meeting_at="04/11/2026 09:00")),
    Advice(
        "WHICH_DOCUMENT", stages.disposed, types(remake="salah ketik"), types(remake="Lembar Disposisi: salah ketik")
    ),
    Advice("nothing_to_remake", stages.disposed, types(remake="Laporan: salah ketik"), types(remake="")),
    Advice(
        "made_of_other_words",
        stages.disposed,
        types(level="Berat"),
        types(remake="Lembar Disposisi: tingkat dibetulkan"),
    ),
    Advice(
        "REPLY_TEXT_WANTED",
        stages.decided,
        types(applied_on="02/11/2026", verification="V", verified_by="Siti Aminah", effective="Ya", initials="BS"),
        types(reply_text="Sudah kami perbaiki."),
    ),
    Advice(
        "applied_in_future",
        stages.decided,
        types(applied_on="09/11/2026", effective="Ya"),
        types(applied_on="02/11/2026"),
    ),
    Advice(
        "verified_too_early",
        stages.decided,
        types(effective="Ya"),
        types(applied_on="02/11/2026", verification="V", verified_by="Siti Aminah"),
    ),
    Advice(
        "verifier_did_the_work",
        stages.decided,
        types(
            workers="Rudi Hartono",
            applied_on="02/11/2026",
            verification="V",
            verified_by="Rudi Hartono",
            effective="Ya",
        ),
        types(verified_by="Siti Aminah"),
    ),
    Advice(
        "verifier_unclear",
        stages.decided,
        types(
            workers="R. Hartono",
            applied_on="02/11/2026",
            verification="V",
            verified_by="Rudi Hartono",
            effective="Ya",
        ),
        types(workers="Rahmat Hartono"),
    ),
    Advice(
        "action_done_in_future",
        stages.decided,
        in_action(K1, done_on="09/11/2026"),
        in_action(K1, done_on="02/11/2026"),
    ),
    Advice(
        "action_without_words",
        stages.received,
        in_action("TND-0001", owner=LEAD),
        in_action("TND-0001", what="Latih petugas"),
    ),
    Advice(
        "checked_before_done",
        stages.decided,
        in_action(K1, owner=LEAD, result="Efektif", checked_by="Siti Aminah"),
        in_action(K1, done_on="02/11/2026"),
    ),
    Advice(
        "check_without_name",
        stages.decided,
        in_action(K1, owner=LEAD, done_on="02/11/2026", result="Efektif"),
        in_action(K1, checked_by="Siti Aminah"),
    ),
    Advice(
        "checked_by_owner",
        stages.decided,
        in_action(K1, owner=LEAD, done_on="02/11/2026", result="Efektif", checked_by=LEAD),
        in_action(K1, checked_by="Siti Aminah"),
    ),
    Advice(
        "checker_unclear",
        stages.decided,
        in_action(K1, owner="R. Hartono", done_on="02/11/2026", result="Efektif", checked_by="Rudi Hartono"),
        in_action(K1, owner="Rahmat Hartono", checked_by="Rudi Hartono"),
    ),
)
LETTER = (
    Advice(
        "verifier_did_the_work",
        stages.decided,
        types(workers=DEPUTY, applied_on="02/11/2026", verification="V", verified_by=DEPUTY, effective="Ya"),
        types(verified_by="Maya Sari"),
        "pemeriksa lain",
    ),
    Advice("not_independent", stages.drafted, types(workers="Siti Aminah"), types(verified_by="Maya Sari")),
    Advice(
        "fields_left",
        stages.drafted,
        then(adds("Terlampir [jumlah] berkas."), types(initials="BS")),
        replaces("[jumlah]", "dua"),
    ),
    Advice(
        "TRACKED_CHANGES", stages.drafted, then(edits_draft(track), types(initials="BS")), edits_draft(take_changes)
    ),
    Advice(
        "CLASSIFIED_AFTER_THE_END",
        stages.settled,
        then(types(classification="Dicabut pelapor"), types(replacement="Nomor keliru")),
        types(classification="Keluhan"),
    ),
    Advice(
        "REPLY_LEFT_OUT",
        stages.drafted,
        then(replaces("Hasil uji ulang kami lampirkan.", ""), types(initials="BS")),
        adds("Hasil uji ulang sudah kami kirim."),
    ),
    Advice(
        "DRAFT_GONE",
        stages.drafted,
        then(bins(f"{ONE} Surat Balasan.docx", is_trashed=True), types(initials="BS")),
        bins(f"{ONE} Surat Balasan.docx", is_trashed=False),
    ),
    Advice(
        "which_draft",
        stages.drafted,
        then(copies_draft, types(initials="BS")),
        bins(f"Salinan dari {ONE} Surat Balasan.docx", is_trashed=True),
    ),
    Advice(
        "FORMER_ADDRESSEE", stages.drafted, types(corrected_name="Siti Rahma"), replaces("Siti Aminah", "Siti Rahma")
    ),
    Advice(
        "JOINT_WITH_ITSELF", stages.drafted, with_another(types(joint_letter=ONE), **OTHER), types(joint_letter=TWO)
    ),
    Advice(
        "joint_unknown",
        stages.drafted,
        with_another(types(joint_letter="KEL-2026-0099"), **OTHER),
        types(joint_letter=TWO),
    ),
    Advice(
        "joint_of_joined",
        stages.drafted,
        then(
            with_another(joint_letter=ONE, **DONE), officers_form(), types("KEL-2026-0003", joint_letter=TWO, **DONE)
        ),
        types("KEL-2026-0003", joint_letter=ONE),
    ),
    Advice(
        "joint_without_letter",
        stages.drafted,
        then(with_another(classification=END), types(joint_letter=TWO)),
        types(joint_letter=""),
    ),
    Advice(
        "joint_awaits",
        stages.drafted,
        with_another(types(initials="BS"), joint_letter=ONE, **OTHER),
        types(TWO, joint_letter=""),
        "kosongkan",
    ),
    Advice(
        "joint_awaits",
        stages.drafted,
        with_another(types(initials="BS"), joint_letter=ONE, **OTHER),
        types(TWO, **DONE),
        "tunggu",
    ),
    Advice(
        "joint_unnamed",
        stages.drafted,
        with_another(types(initials="BS"), joint_letter=ONE, **DONE),
        then(adds(f"Juga {TWO}."), types(initials="BS 2")),
    ),
    Advice(
        "joint_left",
        stages.decided,
        with_another(
            types(applied_on="02/11/2026", verification="Sesuai", verified_by="Siti Aminah", effective="Ya"),
            types(reply_text="Hasil uji ulang kami lampirkan."),
            types(TWO, classification="Dicabut pelapor"),
            types(initials="BS"),
            joint_letter=ONE,
            **DONE,
        ),
        then(replaces(f" dan {TWO}", ""), types(initials="BS 2")),
    ),
    Advice(
        "joint_shows",
        stages.drafted,
        with_another(adds(f"Juga {TWO}."), types(initials="BS"), joint_letter=ONE, **DONE),
        types(addressees_shown="Ya"),
        "Ya",
    ),
    Advice(
        "joint_shows",
        stages.drafted,
        with_another(adds(f"Juga {TWO}, Budi."), types(initials="BS"), joint_letter=ONE, **DONE),
        then(replaces(", Budi", ""), replaces("Siti Aminah", "Pelapor"), replaces("PT Kayu Lestari", "")),
        "hapus",
    ),
    Advice(
        "JOINT_TOO_LATE_HERE",
        stages.initialled,
        with_another(types(joint_letter=TWO), **OTHER),
        types(joint_letter=""),
        "kosongkan",
    ),
    Advice(
        "JOINT_TOO_LATE_HERE",
        stages.initialled,
        with_another(types(joint_letter=TWO), **OTHER),
        types(decision="Kembalikan", decision_note="Dijawab bersama"),
        "Kembalikan",
    ),
    Advice(
        "JOINT_AFTER_OWN_LETTER",
        stages.printed,
        with_another(types(joint_letter=TWO), **OTHER),
        types(joint_letter=""),
        "kosongkan",
    ),
    Advice(
        "JOINT_AFTER_OWN_LETTER",
        stages.printed,
        with_another(types(joint_letter=TWO), **OTHER),
        types(replacement="Dijawab bersama"),
        "Ganti surat",
    ),
    Advice(
        "joint_void_here",
        stages.drafted,
        then(JOINED, types(initials="BS"), types(**NUMBERED), types(TWO, replacement="Perlu surat sendiri")),
        types(TWO, joint_letter=""),
    ),
    Advice(
        "joint_not_independent",
        stages.drafted,
        then(JOINED, types(initials="BS"), types(TWO, workers=HEAD), types(**NUMBERED)),
        types(TWO, joint_letter=""),
    ),
    Advice(
        "FORMER_ADDRESSEE_ON_LETTER",
        stages.printed,
        types(corrected_name="Siti Rahma"),
        types(replacement="Nama keliru"),
    ),
    Advice("NOTHING_TO_REPLACE", stages.initialled, types(replacement="Salah tanggal"), types(replacement="")),
    Advice(
        "NOTE_WANTED", stages.initialled, types(decision="Kembalikan"), types(decision_note="Sebut nomor sertifikat")
    ),
    Advice(
        "not_an_approver",
        stages.initialled,
        types(decision="Setuju", decided_by="Bambang Sutrisno"),
        types(decided_by="Indra Kusuma"),
    ),
    Advice(
        "deputy_must_approve",
        stages.initialled,
        types(workers=HEAD, decision="Setuju"),
        types(decided_by="Indra Kusuma"),
    ),
    Advice(
        "no_approver_left",
        stages.initialled,
        types(workers=f"{HEAD}; Indra Kusuma", decision="Setuju"),
        then(
            lambda world: world.workbook.type("Pejabat", 2, "Nama", "Wahyu Adi"),
            lambda world: world.workbook.type("Pejabat", 2, "Surel pejabat", "wahyu@bspji-samarinda.example"),
            types(decided_by="Wahyu Adi"),
        ),
    ),
    Advice(
        "approver_unclear",
        stages.initialled,
        types(workers="Wulandari", decision="Setuju"),
        types(workers="Rina Wulandari"),
    ),
    Advice(
        "perhaps_not_independent",
        stages.signed,
        types(workers="Bu Siti"),
        types(workers="Siti Rahmawati"),
    ),
    Advice(
        "former_opening",
        stages.drafted,
        types(corrected_channel="Telepon"),
        replaces("melalui formulir daring", "melalui telepon"),
    ),
    Advice(
        "former_signer",
        stages.approved,
        appoints(
            post="Plh. Kepala Balai",
            name="Wulan Sari",
            email="wulan@bspji-samarinda.example",
            first=date(2026, 11, 2),
        ),
        replaces("Ratna Wulandari, S.T., M.T.", "Wulan Sari"),
    ),
    Advice(
        "needed_for_the_letter", stages.approved, types(letter_number="B/7/XI/2026"), types(letter_date="02/11/2026")
    ),
    Advice(
        "LETTER_IN_FUTURE",
        stages.approved,
        types(letter_number="B/7/XI/2026", letter_date="09/11/2026"),
        types(letter_date="02/11/2026"),
    ),
    Advice(
        "LETTER_BEFORE_COMPLAINT",
        stages.approved,
        types(letter_number="B/7/XI/2026", letter_date="01/10/2026"),
        types(letter_date="02/11/2026"),
    ),
    Advice(
        "LETTER_BEFORE_REOPENING",
        stages.approved_again,
        types(letter_number="B/131/BSPJI/XI/2026"),
        types(letter_date="03/11/2026"),
    ),
    Advice(
        "number_of_another_year",
        stages.approved,
        types(letter_number="B/7/XI/2025", letter_date="02/11/2026"),
        types(replacement="Nomor tahun lalu"),
    ),
    Advice(
        "number_taken",
        stages.printed,
        then(
            types(replacement="Salah"),
            types(initials="BS lagi"),
            types(decision="Setuju ulang"),
            types(letter_date="03/11/2026", letter_number="b/120/BSPJI/XI/2026"),
        ),
        types(letter_number="B/121/BSPJI/XI/2026", letter_date="02/11/2026"),
    ),
    Advice(
        "letter_bears",
        stages.printed,
        types(letter_number="B/9/XI/2026"),
        types(letter_number="B/120/BSPJI/XI/2026"),
        "kembalikan",
    ),
    Advice(
        "letter_bears",
        stages.printed,
        types(letter_number="B/9/XI/2026"),
        types(replacement="Nomor salah"),
        "Ganti surat",
    ),
    Advice("EDITED_LATE", stages.printed, adds("Kalimat terlambat."), types(replacement="Isi kurang"), "Ganti surat"),
    Advice(
        "REPLACED_TOO_EARLY",
        stages.initialled,
        then(
            types(replacement="Terlalu dini"),
            types(decision="Setuju"),
            types(letter_number="B/7/XI/2026", letter_date="02/11/2026"),
        ),
        types(replacement=""),
        "kosongkan",
    ),
    Advice(
        "REPLACED_TOO_EARLY",
        stages.initialled,
        then(
            types(replacement="Terlalu dini"),
            types(decision="Setuju"),
            types(letter_number="B/7/XI/2026", letter_date="02/11/2026"),
        ),
        types(replacement="Salah hal"),
        "ubah",
    ),
    Advice(
        "RETURNED_TOO_LATE",
        stages.printed,
        types(decision="Kembalikan", decision_note="Sebut nomor"),
        types(decision="Setuju"),
        "Setuju",
    ),
    Advice(
        "RETURNED_TOO_LATE",
        stages.printed,
        types(decision="Kembalikan", decision_note="Sebut nomor"),
        types(replacement="Nomor sertifikat kurang"),
        "Ganti surat",
    ),
    Advice("joint_too_late", stages.printed, with_another(joint_letter=ONE, **DONE), types(TWO, joint_letter="")),
)
AFTER = (
    Advice(
        "no_such_officer",
        stages.drafted,
        types(handled_by="Orang Lain"),
        types(handled_by="Dewi Lestari"),
        "Tulis nama petugas lain",
    ),
    Advice("no_such_officer", stages.drafted, types(handled_by="Orang Lain"), types(handled_by=""), "kosongkan"),
    Advice("WAY_WANTED", stages.signed_without_mail, types(delivered_on="02/11/2026"), types(sent_by="Pos/kurir")),
    Advice("DELIVERED_IN_FUTURE", stages.signed, types(delivered_on="09/11/2026"), types(delivered_on="02/11/2026")),
    Advice(
        "DELIVERED_BEFORE_SIGNED", stages.signed, types(delivered_on="01/11/2026"), types(delivered_on="02/11/2026")
    ),
    Advice("CLOSED_TOO_LATE", stages.signed, types(classification=END), types(classification="Keluhan")),
    Advice(
        "PROPOSAL_WAITS",
        stages.settled,
        types(reopening_proposed="Pelapor menjawab"),
        types(reopening="Masih salah"),
        "Buka kembali",
    ),
    Advice(
        "PROPOSAL_WAITS",
        stages.settled,
        types(reopening_proposed="Pelapor menjawab"),
        types(reopening_proposed=""),
        "kosongkan",
    ),
    Advice(
        "REOPENED_FOR_THAT_BEFORE",
        stages.settled_again,
        then(types(reopening=""), types(reopening="Masih salah")),
        types(reopening="Salah lagi"),
        "ubah",
    ),
    Advice(
        "REOPENED_FOR_THAT_BEFORE",
        stages.settled_again,
        then(types(reopening=""), types(reopening="Masih salah")),
        types(reopening=""),
        "kosongkan",
    ),
    Advice(
        "proposed_too_late",
        stages.settled,
        then(waits(40), types(reopening_proposed="Pelapor menjawab")),
        then(officers_form(), types(reopening_proposed="")),
        "keluhan baru",
    ),
    Advice(
        "proposed_too_late",
        stages.settled,
        then(waits(40), types(reopening_proposed="Pelapor menjawab")),
        types(reopening="Masih salah"),
        "Buka kembali",
    ),
    Advice(
        "first_of_another_year",
        stages.settled,
        then(waits(60), another_year(classification="Duplikat", duplicate_of=ONE)),
        types(NEXT_YEAR, classification="Keluhan", related_to=ONE, service="Pengujian"),
    ),
    Advice(
        "check_the_year",
        stages.received,
        then(waits(60), another_year(classification="Duplikat", duplicate_of=ONE), another_year()),
        types(NEXT_YEAR, duplicate_of="KEL-2027-0002"),
    ),
    Advice("unheeded", stages.settled, types(findings="Lain"), types(reopening="Kajian keliru"), "Buka kembali"),
    Advice(
        "unheeded", stages.settled, types(findings="Lain"), types(findings="Contoh tertukar"), "kembalikan isinya"
    ),
    Advice(
        "written_before_the_end",
        stages.signed,
        then(types(reopening="Terlalu dini"), types(sent_by="Surel", delivered_on="02/11/2026", recipient="Siti")),
        types(reopening="Memang dimaksud"),
    ),
    Advice(
        "FORMER_LETTER_STANDS",
        stages.settled,
        then(types(reopening="Masih salah"), types(replacement="Surat lama salah")),
        types(replacement=""),
    ),
)
APPEAL = {"classification": "Banding", "service": "Sertifikasi produk"}
APPEALS = (
    Advice(
        "NOTHING_TO_APPEAL_AGAINST",
        stages.received,
        types(classification="Banding", service="Pengujian"),
        types(service="Inspeksi teknis"),
        "Jenis layanan",
    ),
    Advice(
        "NOTHING_TO_APPEAL_AGAINST",
        stages.received,
        types(classification="Banding", service="Pengujian"),
        types(classification="Keluhan"),
        "Keluhan",
    ),
    Advice("NO_GROUP_FOR_APPEALS", stages.received, types(**APPEAL), into("Pokja", "appeals", 1, "Ya")),
    Advice(
        "several_groups_for_appeals",
        stages.received,
        then(at_once(into("Pokja", "appeals", 1, "Ya"), into("Pokja", "appeals", 2, "Ya")), types(**APPEAL)),
        types(assigned_to="Pokja Kalibrasi"),
    ),
    Advice(
        "hears_no_appeals",
        stages.received,
        at_once(into("Pokja", "appeals", 1, "Ya"), types(assigned_to="Pokja Kalibrasi", **APPEAL)),
        types(assigned_to="Pokja Pengujian"),
    ),
)
ALL = (*SORTING, *AT_WORK, *LETTER, *AFTER, *APPEALS)
