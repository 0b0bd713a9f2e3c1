"""What the workflow says to people: warnings and what keeps a case waiting, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.dates import long_date
from automation.domain.documents import DocumentKind
from automation.domain.numbers import ComplaintNumber
from automation.domain.outer_limits import Limit
from automation.domain.vocabulary import STEP_NAMES, Outcome, Step

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


def applied_in_future(day: date) -> str:
    """Say that an action cannot have been judged before it is applied."""
    return (
        f"Tanggal penerapan: {long_date(day)} belum tiba, padahal Efektif sudah dinilai; perbaiki tanggalnya, atau "
        "nilai sesudah tindakan diterapkan."
    )


RECEIVED_AFTER_ENTRY = (
    "Diterima (dibetulkan): lebih akhir daripada saat keluhan dicatat, jadi belum dipakai; perbaiki atau kosongkan."
)


def received_in_the_future(on: date) -> str:
    """Say that the time received lies after the form was sent, and what counts instead."""
    return (
        f"Diterima pada {long_date(on)}, padahal hari itu belum tiba ketika dicatat: tenggat dihitung dari waktu "
        "formulir dikirim. Isi Diterima (dibetulkan) dengan waktu yang benar."
    )


def received_long_ago(on: date) -> str:
    """Say that the time received is hardly meant, and what counts instead."""
    return (
        f"Diterima pada {long_date(on)}, hampir setahun atau lebih dari setahun sebelum dicatat: tenggat dihitung "
        "dari waktu formulir dikirim. Isi Diterima (dibetulkan) dengan waktu yang benar."
    )


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
    return " (perbarui isinya, karena penanganannya diulang)" if any(key in case.stale for key in keys) else ""


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
    """Say that the case's group does not stand in the tab Pokja, or not so that it could be read."""
    return (
        f"{group} tidak ada di lembar Pokja, atau barisnya tidak terbaca: perbaiki barisnya, atau pilih pokja lain "
        "di Disposisi kepada."
    )


def nobody_may_lead(group: str) -> str:
    """Say that all who could lead the case did the work complained of."""
    return f"Ketua dan wakil {group} mengerjakan layanan ini; alihkan lewat Disposisi kepada."


def no_group_for(service: str) -> str:
    """Ask the head for a group: none handles the service."""
    return f"Belum ada pokja untuk layanan {service}; isi kolom Disposisi kepada."


def several_groups_for(*, count: int, service: str, names: str) -> str:
    """Ask the head for a group: several handle the service."""
    return f"{count} pokja menangani layanan {service} ({names}); isi kolom Disposisi kepada."


#: The kinds of service in which the office takes decisions that somebody may appeal against.
DECIDING_SERVICES = ("Sertifikasi produk", "Inspeksi teknis")
NOTHING_TO_APPEAL_AGAINST = (
    "Klasifikasi: Banding hanya untuk keputusan Sertifikasi produk atau Inspeksi teknis. Betulkan Jenis layanan, "
    "atau pilih Keluhan."
)
NO_GROUP_FOR_APPEALS = (
    "Belum ada pokja untuk banding ini: di lembar Pokja isi Menangani banding = Ya pada pokja yang tidak ikut "
    "mengambil keputusannya."
)


def several_groups_for_appeals(names: str) -> str:
    """Ask the head for a group: several are marked for appeals."""
    return f"Beberapa pokja menangani banding ({names}); isi kolom Disposisi kepada."


def hears_no_appeals(name: str) -> str:
    """Refuse a group that is not marked for appeals."""
    return f"Disposisi kepada: {name} tidak menangani banding. Pilih pokja yang Menangani banding = Ya di Pokja."


def took_the_decision(name: str, service: str) -> str:
    """Refuse a group whose own decision is appealed against."""
    return f"Disposisi kepada: {name} mengambil keputusan {service} itu sendiri; banding ditangani pokja lain."


def appeal_with_another(group: str) -> str:
    """Say that an appeal is with a group that may not handle it."""
    return (
        f"Banding ini masih di pokja yang tidak boleh menanganinya: Kepala Balai memilih {group} di Disposisi kepada."
    )


def no_such_officer(*, takes_turns: bool) -> str:
    """Say that whom Ditangani oleh names is no officer in office today, and whose it is meanwhile."""
    whose = "menurut giliran" if takes_turns else "untuk semua petugas"
    return (
        "Ditangani oleh: yang tertulis bukan nama Petugas Pelayanan yang bertugas hari ini; "
        f"keluhan ini sementara {whose}. Tulis nama petugas lain, atau kosongkan."
    )


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


def verifier_unclear(name: str, worker: str) -> str:
    """Say that the stated verifier may be one of those who did the work."""
    return (
        f"Diverifikasi oleh: {name} mungkin orang yang sama dengan {worker} di Pelaksana pekerjaan. "
        "Tulis nama lengkap atau surel di kedua kolom."
    )


def approver_unclear(name: str, worker: str) -> str:
    """Say that who approves may be one of those who did the work."""
    return (
        f"Keputusan: {worker} di Pelaksana pekerjaan mungkin {name}, yang menyetujui. Tulis nama lengkap atau "
        "surelnya di Pelaksana pekerjaan."
    )


def not_independent(*, duty: str, who: str) -> str:
    """Say that who verified or approved did the work."""
    return (
        f"Pelaksana pekerjaan: {who} mengerjakan layanan yang dikeluhkan, padahal {duty} sudah dilakukan olehnya. "
        "Mintalah orang lain meninjau ulang; Kepala Balai sudah diberi tahu."
    )


def perhaps_not_independent(*, duty: str, who: str, worker: str) -> str:
    """Say that who verified or approved may be one of those who did the work."""
    return (
        f"Pelaksana pekerjaan: {worker} mungkin {who}, padahal {duty} sudah dilakukan olehnya. Tulis nama lengkap "
        "atau surelnya di Pelaksana pekerjaan."
    )


APPEALED_DECISION_WANTED = (
    "Pelaksana pekerjaan: sebut semua yang ikut mengambil keputusan yang dibanding; mereka tidak boleh memverifikasi "
    "atau menyetujui, jadi banding ini belum dapat diputuskan."
)
WORKERS_WANTED = (
    "Pelaksana pekerjaan: isi siapa yang mengerjakan layanan yang dikeluhkan, atau “tidak ada”; mereka tidak boleh "
    "memverifikasi atau menyetujui."
)


CATEGORY_WANTED = (
    "Kategori penyebab: pilih jenis penyebabnya, agar penyebab yang sering muncul terlihat. Daftarnya di lembar "
    "Kategori Penyebab."
)


RECURRENCE_OF_WHAT = (
    "Kambuh: tidak ada keluhan terdahulu yang tindakannya dinyatakan efektif dan serupa. Tulis nomornya di Terkait "
    "dengan, atau pilih Tidak."
)


def recurrence_suspected(of: ComplaintNumber) -> str:
    """Propose that a matter came back."""
    return (
        f"Kambuh: diduga masalah {of} muncul lagi, padahal tindakannya dinyatakan efektif. Bandingkan, lalu pilih Ya "
        "atau Tidak; dengan Ya tindakan itu ditinjau ulang."
    )


def suspected_shown(of: ComplaintNumber) -> str:
    """Say that a recurrence is suspected."""
    return f"Diduga kambuh dari {of}"


def recurs_shown(of: ComplaintNumber) -> str:
    """Say that a matter came back."""
    return f"Kambuh dari {of}"


def recurs_not_shown(of: ComplaintNumber) -> str:
    """Say that a matter is another than before."""
    return f"Bukan kambuhan {of}"


_ACTION_STATES = {
    "free": "baris kosong",
    "to_plan": "belum ada penanggung jawab atau tenggat",
    "at_work": "dikerjakan, tenggat {due}",
    "provisional": "efektif sementara, diperiksa lagi {due}",
    "to_review": "ditinjau ulang karena kambuh, sampai {due}",
    "effective": "efektif, sudah diperiksa",
    "ineffective": "tidak efektif, sudah diperiksa",
    "over": "tidak berlaku lagi",
}


def action_state(state: str, due: date | None) -> str:
    """Say where an action stands, and until when something is awaited."""
    return _ACTION_STATES[state].format(due=long_date(due) if due else "–")


def action_done_in_future(code: str) -> str:
    """Say that an action cannot have been done on a day to come."""
    return f"Tindakan {code}: Selesai pada belum tiba; perbaiki."


def action_without_words(code: str) -> str:
    """Ask what an action without a complaint is."""
    return f"Tindakan {code}: isi Uraian tindakan."


def checked_before_done(code: str) -> str:
    """Say that an action is checked once it was done."""
    return f"Tindakan {code}: belum dikerjakan, jadi Hasil pemeriksaan belum berlaku. Isi Selesai pada."


def check_without_name(code: str) -> str:
    """Ask who checked an action."""
    return f"Tindakan {code}: isi Diperiksa oleh, agar Hasil pemeriksaan berlaku."


def checked_by_owner(code: str, name: str) -> str:
    """Say that who did an action may not check it."""
    return (
        f"Tindakan {code}: {name} mengerjakan tindakan ini, jadi tidak boleh memeriksanya. Isi nama pemeriksa lain "
        "di Diperiksa oleh."
    )


def checker_unclear(code: str, name: str) -> str:
    """Say that who checked an action may be who did it."""
    return (
        f"Tindakan {code}: {name} mungkin orang yang sama dengan penanggung jawabnya. Tulis nama lengkap atau surel "
        "di kedua kolom."
    )


def evidence_lost(code: str) -> str:
    """Say that the evidence of an action is not there."""
    return (
        f"Tindakan {code}: berkas di Bukti tidak ditemukan di folder kasus. Kembalikan dari Sampah, atau tulis nama "
        "atau tautan berkas lain."
    )


def not_an_approver(*, name: str, approvers: str) -> str:
    """Say that the stated approver has no right to decide."""
    return f"Disetujui oleh: {name} bukan pejabat yang berwenang. Isi {approvers}."


def no_approver_left(approver: str) -> str:
    """Ask for a deputy: whoever approves did the work."""
    return (
        f"Keputusan: {approver} mengerjakan layanan yang dikeluhkan, jadi tidak boleh menyetujui, dan tidak ada "
        "wakil yang boleh. Tulis Wakil Kepala Balai lain di lembar Pejabat (kantor tanpa lembar itu: penyelia "
        "mengisi [kantor.wakil_kepala_balai] di office.toml), lalu isi namanya di kolom Disetujui oleh."
    )


def deputy_must_approve(*, approver: str, deputy: str) -> str:
    """Ask for the deputy's decision: the approver did the work."""
    return (
        f"Keputusan: {approver} mengerjakan layanan yang dikeluhkan, jadi tidak boleh menyetujui. "
        f"Mintalah {deputy} memutuskan dan isi namanya di kolom Disetujui oleh."
    )


REASON_WANTED = (
    "Alasan bagi pelapor: isi mengapa keluhan di luar kewenangan dan ke mana pelapor sebaiknya mengadu; tulisan ini "
    "dikirim kepada pelapor."
)
CLOSED_TOO_LATE = (
    "Klasifikasi: surat balasan sudah ditandatangani, jadi keluhan tidak dapat lagi ditutup begini; pilih lagi "
    "Keluhan."
)
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


def duplicates_in_circle(first: ComplaintNumber) -> str:
    """Say that two complaints are said to be duplicates of each other."""
    return (
        f"Duplikat dari: {first} sendiri disebut duplikat dari keluhan ini. Tentukan satu yang ditangani, dan pilih "
        "Klasifikasi Keluhan di barisnya."
    )


def first_ended_otherwise(first: ComplaintNumber, ended: Outcome) -> str:
    """Say that the first complaint of a duplicate is not handled, and what can be done."""
    return (
        f"Duplikat dari: {first} tidak ditangani lagi ({ended.value}). Pilah keluhan ini kembali: pilih Klasifikasi "
        "Keluhan, atau isi nomor keluhan lain yang ditangani."
    )


def first_of_another_year(first: ComplaintNumber) -> str:
    """Say that a complaint of another year is over, so that nothing is joined to it unseen."""
    return (
        f"Duplikat dari: {first} dari tahun lain dan sudah selesai; periksa nomornya. Bila masalahnya muncul lagi, "
        "pilih Klasifikasi Keluhan dan isi nomor itu di Terkait dengan."
    )


def check_the_year(first: ComplaintNumber) -> str:
    """Say that the first complaint is of another year, which may be a slip."""
    return f"Duplikat dari: {first} dari tahun lain; periksa apakah nomornya benar."


def first_stays(first: ComplaintNumber) -> str:
    """Say which first complaint counts, where the cell names none that can."""
    return f"Duplikat dari: isinya tidak berlaku, jadi keluhan ini tetap duplikat dari {first}; perbaiki nomornya."


RELATED_UNREADABLE = (
    "Terkait dengan: ada yang bukan nomor keluhan; tulis seperti KEL-2026-0012, pisahkan dengan titik koma, atau "
    "kosongkan."
)
RELATED_LOST = (
    "Terkait dengan: isian di formulir petugas tidak terbaca sebagai nomor keluhan. Tulis nomornya di kolom Terkait "
    "dengan pada baris ini, atau isi “-” bila tidak ada."
)


def related_unknown(number: ComplaintNumber) -> str:
    """Say that a related complaint does not stand in the Register."""
    return f"Terkait dengan: {number} tidak ada di Register; periksa nomornya."


RELATED_TO_ITSELF = "Terkait dengan: ini nomor keluhan ini sendiri; isi nomor keluhan lain."
SAME_ORDER, SAME_CUSTOMER, SAME_MATTER = "nomor order atau sertifikat sama", "pelapor sama", "perkara mirip"

AND_EFFECTIVE = "; tindakannya dinyatakan efektif"


def alike_shown(number: ComplaintNumber, received: date, service: str, reason: str) -> str:
    """Name a complaint that may be like another, and in what."""
    return f"{number} ({long_date(received)}{f', {service}' if service else ''}): {reason}"


STILL_HANDLED = "masih ditangani"


def duplicate_shown(first: ComplaintNumber, state: str) -> str:
    """Name the first complaint of a duplicate."""
    return f"Duplikat dari {first} ({state})"


def joined_shown(number: ComplaintNumber, channel: str, received: date, *, told: bool) -> str:
    """Name a duplicate beside its first complaint, and whether its complainant was told what came of it."""
    return f"Duplikatnya: {number} ({channel}, {long_date(received)}{'; hasilnya sudah dikabarkan' if told else ''})"


JOINT_WITH_ITSELF = "Surat bersama: isi nomor keluhan lain, yang suratnya menjawab keluhan ini juga."
JOINT_TOO_LATE_HERE = (
    "Surat bersama: konsep surat keluhan ini sendiri sudah diparaf; kosongkan, atau kembalikan dahulu (Keputusan: "
    "Kembalikan, dengan Catatan)."
)
JOINT_AFTER_OWN_LETTER = (
    "Surat bersama: surat keluhan ini sendiri sudah dibuat; kosongkan, atau Kepala Balai mengisi Ganti surat dahulu."
)


def joint_unknown(lead: ComplaintNumber) -> str:
    """Say that the complaint whose letter shall answer another one does not stand in the Register."""
    return f"Surat bersama: {lead} tidak ada di Register; periksa nomornya."


def joint_of_joined(lead: ComplaintNumber) -> str:
    """Say that the complaint named has no letter of its own."""
    return f"Surat bersama: {lead} sendiri dijawab dengan surat lain; isi nomor keluhan yang suratnya dibuat."


def joint_without_letter(lead: ComplaintNumber) -> str:
    """Say that the complaint named ended without a letter."""
    return f"Surat bersama: {lead} berakhir tanpa surat balasan; kosongkan, dan jawab keluhan ini tersendiri."


def joint_too_late(lead: ComplaintNumber) -> str:
    """Say that the letter was made without this complaint."""
    return f"Surat bersama: surat {lead} sudah dibuat tanpa keluhan ini; kosongkan, dan jawab keluhan ini tersendiri."


def joint_void_here(lead: ComplaintNumber) -> str:
    """Say that the letter no longer answers this complaint: it was replaced here, or ended an earlier handling."""
    return (
        f"Surat bersama: surat {lead} sudah pernah menjawab keluhan ini dan diganti; kosongkan, dan jawab dengan "
        "surat baru."
    )


def joint_not_independent(lead: ComplaintNumber, approver: str) -> str:
    """Say that who approved the letter did the work that this complaint is about."""
    return (
        f"Surat bersama: {approver}, yang menyetujui surat {lead}, mengerjakan layanan yang dikeluhkan di sini; "
        "kosongkan, dan jawab keluhan ini dengan surat yang disetujui orang lain."
    )


def joint_awaits(numbers: Iterable[ComplaintNumber]) -> str:
    """Say which complaints the joint letter answers before their outcome is known."""
    return (
        f"Surat bersama: {_and(numbers)} belum sampai langkah 8, jadi surat ini belum dapat diparaf; tunggu, atau "
        "kosongkan Surat bersama di barisnya."
    )


def joint_unnamed(numbers: Iterable[ComplaintNumber]) -> str:
    """Say which complaints the draft of the joint letter does not name."""
    return f"Surat bersama: konsep surat belum menyebut nomor {_and(numbers)}; tambahkan, lalu paraf."


def joint_left(numbers: Iterable[ComplaintNumber]) -> str:
    """Say which complaints the draft still speaks of, though the letter does not answer them."""
    return (
        f"Surat bersama: konsep surat masih menyebut {_and(numbers)}, yang tidak dijawab surat ini. Hapus dari "
        "konsep (Hal, kalimat pembuka, dan kaki surat), sesuaikan sapaannya, simpan, lalu paraf."
    )


def joint_shows(numbers: Iterable[ComplaintNumber]) -> str:
    """Say that the draft shows to others who complained."""
    return (
        f"Surat bersama: konsep surat memuat nama, perusahaan, alamat, surel atau telepon pelapor {_and(numbers)}, "
        "yang akan terbaca pelapor lain. Hapus dari konsep, atau petugas memilih Sebut semua pelapor: Ya di sini."
    )


def joint_changed(before: Iterable[ComplaintNumber], now: Iterable[ComplaintNumber]) -> str:
    """Say which complaints a letter was initialled for, and which it shall answer now."""
    return f"keluhan lain yang dijawab: semula {_and(before) or '–'}, kini {_and(now) or '–'}"


def joint_lead_shown(lead: ComplaintNumber, state: str) -> str:
    """Name the complaint whose letter answers this one."""
    return f"Surat bersama: dijawab dengan surat {lead} ({state})"


def joint_member_shown(number: ComplaintNumber, state: str) -> str:
    """Name a complaint that this one's letter answers too."""
    return f"Surat bersama: suratnya menjawab juga {number} ({state})"


def _and(numbers: Iterable[ComplaintNumber]) -> str:
    return ", ".join(map(str, numbers))


def related_shown(number: ComplaintNumber, state: str) -> str:
    """Name a related complaint."""
    return f"Terkait: {number} ({state})"


def follows_shown(number: ComplaintNumber, state: str) -> str:
    """Name the complaint that this one came after."""
    return f"Lanjutan dari {number} ({state})"


def followed_shown(number: ComplaintNumber, state: str) -> str:
    """Name the complaint that came after this one."""
    return f"Dilanjutkan oleh {number} ({state})"


def rerouting_proposed(*, service: str, group: str) -> str:
    """Say that another group handles the kind of service that now stands in the row."""
    return (
        f"Jenis layanan: {service} ditangani {group}. Keluhan belum dialihkan: Kepala Balai memilih pokja itu, atau "
        "pokja yang sekarang, di kolom Disposisi kepada."
    )


SERVICE_WANTED = "Jenis layanan: isi, agar keluhan dapat didisposisikan."
MEETING_PLACE_WANTED = "Tempat rapat: isi ruang atau tautannya; undangan rapat menunggu isian ini."
MEETING_DATE_WANTED = "Tanggal rapat: isi tanggal dan jam, karena Perlu rapat = Ya."


def verified_too_early(*, missing: str, renewal: str) -> str:
    """Name what must be filled before the verification counts."""
    return f"Efektif: isi dulu {missing}{renewal}."


REPLY_TEXT_WANTED = "Paraf: isi dulu Isi balasan, agar konsep surat dibuat."
TRACKED_CHANGES = (
    "Konsep surat masih memuat perubahan terlacak, jadi surat belum dapat diselesaikan. "
    "Terima atau tolak perubahan dahulu di konsepnya, lalu simpan."
)
CLASSIFIED_AFTER_THE_END = (
    "Klasifikasi: diubah sesudah keluhan selesai, jadi belum berlaku sekarang ketika penanganannya berlanjut. Bila "
    "memang begitu, kosongkan, lalu pilih lagi sesudah satu menit; bila tidak, kembalikan isinya."
)
REPLY_LEFT_OUT = (
    "Konsep surat tidak berisi jawaban lagi: yang tersisa hanya kepala, pembuka, dan penutup surat. "
    "Tulis jawabannya di konsep (Isi balasan di baris ini dapat disalin), lalu simpan."
)
DRAFT_GONE = (
    "Konsep surat balasan tidak ada di foldernya: mungkin dibuang atau diganti salinan. "
    "Pulihkan yang asli dari Sampah; salinan bernama sama tidak dipakai, "
    "karena paraf dan keputusan hanya berlaku untuk konsep asli."
)


def which_draft(others: Iterable[str]) -> str:
    """Ask which of several files is the draft that is meant."""
    return (
        f"Di samping konsep surat balasan ada berkas lain yang mungkin dimaksud: {', '.join(others)}. Paraf dan "
        "keputusan hanya berlaku untuk konsep buatan sistem (tautannya di Status). Salin isi yang benar ke konsep "
        "itu, lalu buang berkas lainnya ke Sampah; sesudah itu surat dilanjutkan."
    )


EDITED_LATE = (
    "Konsep surat disunting sesudah PDF dibuat; surat tetap seperti yang disetujui. Bila isinya memang harus lain, "
    "Kepala Balai menulis alasannya di Ganti surat: surat itu batal, dan surat baru dimulai dari langkah 8."
)
SIGNED_UNREAD = (
    "Surat bertanda tangan elektronik: teksnya tidak dapat dibaca, jadi surat belum dikirim. Buka PDF di folder "
    "kasus dan "
    "bandingkan dengan konsep yang disetujui. Bila sama, isi No. surat keluar dan Tanggal surat seperti tertera "
    "(yang "
    "sudah terisi: hapus dahulu, lalu isi lagi); bila berbeda, Kepala Balai mengisi Ganti surat."
)
NO_NUMBER = "–"
#: How Riwayat says that a letter answers no other complaint any more.
NO_OTHERS = "–"


LETTER_IN_FUTURE = "Tanggal surat: tanggalnya belum tiba, jadi surat belum dibuat; perbaiki atau tunggu."
LETTER_BEFORE_COMPLAINT = "Tanggal surat: tanggalnya sebelum keluhan diterima, jadi surat belum dibuat; perbaiki."
LETTER_BEFORE_REOPENING = (
    "Tanggal surat: tanggalnya sebelum keluhan dibuka kembali, jadi surat yang baru belum dibuat; perbaiki."
)
FORMER_LETTER_STANDS = (
    "Ganti surat: surat balasan yang baru belum dibuat. Surat dari penanganan sebelum keluhan dibuka kembali tidak "
    "dapat dibatalkan lagi; bila isinya salah, sebutkan pembetulannya di surat balasan yang baru, lalu kosongkan "
    "Ganti surat."
)
REPLACED_TOO_EARLY = (
    "Ganti surat: tulisan itu dari sebelum surat ini dibuat, jadi tidak membatalkannya. Ubah isinya bila surat ini "
    "yang salah; bila tidak, kosongkan."
)
NOTHING_TO_REPLACE = (
    "Ganti surat: surat balasan belum dibuat, jadi belum ada yang diganti. Sunting konsepnya, atau pilih Kembalikan; "
    "lalu kosongkan Ganti surat."
)


WHICH_DOCUMENT = (
    "Buat ulang dokumen: awali dengan nama dokumennya – Lembar Disposisi, Undangan Rapat, Konsep Tindakan, atau "
    "Laporan – lalu alasannya, mis. “Laporan: penyebab dibetulkan”."
)


def nothing_to_remake(title: str) -> str:
    """Say that a document which shall be made anew was not made yet."""
    return (
        f"Buat ulang dokumen: {title} yang berlaku sekarang belum dibuat, jadi tidak ada yang diganti; kosongkan "
        "kolom itu."
    )


def made_of_other_words(title: str) -> str:
    """Say that what a document was made from reads differently now."""
    return (
        f"{title} dibuat sebelum isian barisnya diubah, jadi isinya berbeda. "
        f"Bila perlu versi baru, petugas menulis “{title}” dan alasannya di Buat ulang dokumen."
    )


def number_taken(*, number: str, by: str) -> str:
    """Say that another letter bears this number, or that it is void."""
    return f"No. surat keluar: {number} sudah dipakai pada {by}, jadi surat belum dibuat. Isi nomor lain."


def number_of_another_year(*, number: str, year: int) -> str:
    """Say that a number seems to be of another year than its letter."""
    return (
        f"No. surat keluar: {number} tampaknya bukan nomor tahun {year}; periksa nomor dan Tanggal surat. Bila "
        "suratnya sudah dibuat dengan nomor yang salah, Kepala Balai mengisi Ganti surat."
    )


def letter_bears(*, number: str, on: date | None) -> str:
    """Say which number and date count, where the cells name others."""
    day = f" tanggal {long_date(on)}" if on else ""
    return (
        f"No. surat keluar/Tanggal surat: suratnya sudah dibuat dengan nomor {number}{day}, dan itulah yang berlaku. "
        "Kembalikan isinya; bila suratnya yang salah, Kepala Balai mengisi Ganti surat."
    )


def fields_left(left: Iterable[str]) -> str:
    """Name the words of a template that nobody filled in."""
    named = ", ".join(f"“{one}”" for one in left)
    return (
        f"Paraf: di konsep surat masih ada bagian yang belum diisi atau komentar ({named}). Ganti dengan isinya, "
        "selesaikan komentarnya, lalu simpan."
    )


FORMER_ADDRESSEE = (
    "Surat balasan: konsepnya dibuat sebelum nama atau alamat pelapor dibetulkan; ganti penerima surat di konsep "
    "itu, di folder kasus, lalu simpan."
)
FORMER_ADDRESSEE_ON_LETTER = (
    "Surat balasan: suratnya tidak memuat nama atau alamat pelapor seperti yang sudah dibetulkan. Bila belum "
    "ditandatangani, Kepala Balai mengisi Ganti surat."
)


def former_opening(wrong: Iterable[tuple[str, str]], *, made: bool) -> str:
    """Say which words of a letter's opening are no longer true; `made` tells whether its PDF is there."""
    told = "; ".join(f"“{said}”, padahal kini tercatat “{now}”" for said, now in wrong)
    begin = f"Surat balasan: kalimat pembukanya menyebut {told}. "
    if made:
        return begin + "Bila suratnya belum ditandatangani, Kepala Balai mengisi Ganti surat."
    return begin + "Betulkan di konsep itu, di folder kasus, lalu simpan."


def former_signer(former: str, now: str, *, made: bool) -> str:
    """Say that a letter names somebody who signs no longer; `made` tells whether its PDF is there."""
    begin = f"Surat balasan: konsepnya masih menyebut {former}, yang hari ini tidak menandatangani; kini {now}. "
    if made:
        return begin + "Bila suratnya belum ditandatangani, Kepala Balai mengisi Ganti surat."
    return begin + (
        "Suratnya menunggu: ganti nama, NIP dan jabatannya di konsep itu, di folder kasus, simpan, lalu paraf dan "
        "setujui lagi."
    )


NOTE_WANTED = "Catatan: isi apa yang harus diperbaiki, karena Keputusan = Kembalikan."
RETURNED_FROM_SRIKANDI = (
    "Keputusan: naskah sudah disiapkan untuk Srikandi, jadi konsep tidak dapat lagi dikembalikan. Isi Ganti "
    "surat dengan "
    "alasannya, dan batalkan naskah itu di Srikandi."
)
RETURNED_TOO_LATE = (
    "Keputusan: surat sudah bernomor, jadi konsep tidak dapat lagi dikembalikan. Pilih lagi Setuju; bila isi "
    "suratnya salah, Kepala Balai mengisi Ganti surat."
)


def needed_for_the_letter(heading: str) -> str:
    """Ask for a cell that the letter needs."""
    return f"{heading}: isi juga, agar surat dapat diselesaikan."


NOT_OVER_YET = (
    "Buka kembali/Usul buka kembali: keluhan ini belum selesai, jadi belum ada yang dibuka kembali. Kosongkan "
    "isinya; bila suratnya yang salah, Kepala Balai mengisi Ganti surat."
)
REOPENED_FOR_THAT_BEFORE = (
    "Buka kembali: alasan ini sudah pernah dipakai untuk keluhan ini, jadi tidak membukanya lagi. Ubah isinya bila "
    "keluhan memang harus dibuka kembali; bila tidak, kosongkan."
)
PROPOSAL_WAITS = (
    "Usul buka kembali menunggu Kepala Balai: isi Buka kembali bila disetujui; bila tidak, petugas mengosongkan Usul "
    "buka kembali."
)


def unheeded(headings: Sequence[str], *, has_reply: bool) -> str:
    """Say that nothing follows from what was changed on the row of a case that is over, and what would."""
    way = (
        "Bila penanganannya harus dilanjutkan, Kepala Balai mengisi Buka kembali"
        if has_reply
        else "Bila penanganannya harus dilanjutkan, pilih Klasifikasi Keluhan"
    )
    return (
        f"{', '.join(headings)}: keluhan ini sudah ditutup, jadi perubahan itu tidak berpengaruh. {way}; bila tidak, "
        "kembalikan isinya."
    )


def reopened_by_sorting(heading: str) -> str:
    """Say how a case goes on that ended without a reply."""
    return (
        f"{heading}: keluhan ini ditutup tanpa surat balasan. Untuk melanjutkannya pilih Klasifikasi Keluhan, lalu "
        f"kosongkan {heading}."
    )


def written_before_the_end(heading: str) -> str:
    """Say that a text was there before the case was settled, so that it is no reopening."""
    return f"{heading}: ditulis sebelum keluhan selesai, jadi tidak berlaku. Ubah isinya bila memang dimaksud."


def proposed_too_late(until: date) -> str:
    """Say that the term for a proposal is over, and what can be done instead."""
    return (
        f"Usul buka kembali: batasnya {long_date(until)} sudah lewat. Catat keluhan baru lewat formulir petugas, "
        "lalu kosongkan Usul buka kembali; atau mintalah Kepala Balai mengisi Buka kembali."
    )


def paper(kind: DocumentKind, *, signed: bool) -> str:
    """Name a paper of a complete file."""
    return f"{kind.title} bertanda tangan" if signed else kind.title


def shelf_of(titles: Iterable[str]) -> str:
    """Name what lies nobody says where."""
    return f"Lokasi fisik di Arsip ({', '.join(titles)})"


def lacking(names: Sequence[str]) -> str:
    """Say what a file lacks; "" for nothing."""
    return f"kurang: {'; '.join(names)}" if names else ""


def waits_for_papers(what: str) -> str:
    """Say why a case does not end though its letter was received, and what ends it."""
    return (
        f"Keluhan belum ditutup, {what}. Taruh pindaian yang kurang di Pindaian Masuk dan isi Lokasi fisik di lembar "
        "Arsip."
    )


WAY_WANTED = "Cara kirim: isi bagaimana surat sampai kepada pelanggan; Notulen menunggu isian ini."
DELIVERED_IN_FUTURE = "Tanggal diterima pelanggan: tanggalnya belum tiba; perbaiki."
DELIVERED_BEFORE_SIGNED = "Tanggal diterima pelanggan: tanggalnya sebelum surat ditandatangani; perbaiki."


def signed_differs(changes: str) -> str:
    """Say that a signed letter is not what was approved, and who decides."""
    return (
        f"Surat bertanda tangan elektronik berbeda dari konsep yang disetujui, jadi belum dikirim: {changes}. "
        "Kepala Balai: "
        "pilih Setuju ulang bila tetap berlaku, atau isi Ganti surat. Bila itu kalimat Srikandi sendiri, "
        "tambahkan pada "
        "kalimat di [srikandi] office.toml."
    )


COMPLETE_ON_NO_SUCH_DAY = (
    "Berkas lengkap sejak tidak dapat sebelum keluhan diterima atau sesudah hari ini, jadi tidak dihitung. Betulkan "
    "tanggalnya."
)
#: What each of the law's outer limits asks for.
LIMITS: Mapping[Limit, str] = {
    Limit.COMPLETENESS: "pemberitahuan apakah berkas lengkap (isi Berkas lengkap sejak)",
    Limit.SETTLEMENT: "penyelesaian keluhan",
    Limit.FORWARDING: "penerusan laporan SP4N-LAPOR! (disposisi)",
    Limit.ANSWER: "jawaban atas laporan SP4N-LAPOR!",
}


def limit_near(limit: Limit, due: date, *, passed: bool) -> str:
    """Say that an outer limit draws near, or has passed."""
    when = f"sudah lewat sejak {long_date(due)}" if passed else f"paling lambat {long_date(due)}"
    return f"Batas menurut undang-undang, {LIMITS[limit]}: {when}. Penundaan tidak menghentikannya."
