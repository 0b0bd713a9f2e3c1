"""What the office's own people read: one digest a person, the pressing matters first, and what to do in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from math import inf

from automation.domain.groups import Person
from automation.domain.prose import Line, Look, Paragraph
from automation.mail.plain import one_line
from automation.mail.values import (
    ActionAwaited,
    ActionOverdue,
    ActionUnplanned,
    ArrivedMail,
    CaseGivenAway,
    CaseReference,
    ChatToSend,
    DispositionAsked,
    DispositionToConfirm,
    DispositionTold,
    DraftReturned,
    DueSoon,
    Escalated,
    EvidenceMissing,
    FiguresReady,
    FormTorn,
    FormVoid,
    Item,
    LegalLimit,
    LetterForSrikandi,
    LetterReplaced,
    LetterStopped,
    LetterToSign,
    Matter,
    MeetingCancelled,
    MeetingInvitation,
    Message,
    NotIndependent,
    NumberNeeded,
    Overdue,
    Read,
    Recurs,
    ReopeningToDecide,
    ReportReady,
    ReportToRead,
    ReroutingToDecide,
    ScanSetAside,
    Sender,
    SignedLetterDiffers,
    SupportToGive,
    Task,
)

from . import actions
from . import incoming_mail as incoming_mail
from .phrases import greeting, lines, moment, paragraphs, perihal, small

_AUTOMATIC = "Surel ini dikirim otomatis oleh Tanggap. Tidak perlu dibalas: cukup isi kolom yang disebut di atas."
_ONLY_TOLD = "Surel ini dikirim otomatis oleh Tanggap. Tidak perlu dibalas."
_NAMED = 6
#: A digest is shorter than so many characters, or as short as its tables can be made.
MOST_OF_A_DIGEST = 6000
#: So many complaints are told of one by one, and more where each is another matter; else in tables of so many rows.
_FEW_CASES, _ROWS = 4, (36, 24, 12, 1)
_LONGEST_SUBJECT, _LONGEST_DETAIL, _LONGEST_SHARED = 50, 160, 300
_LONGEST_READ, _MOST_LINES_READ, _LONGEST_SENT = 1800, 40, 400
_DEADLINE = "Tenggat: "
#: The address of a row tells its place, and people sort.
_MOVED = (
    "Tautan Register membuka daftar menurut giliran. Bila nomornya tidak tampak di sana, gilirannya sudah berpindah: "
    "pilih tampilan filter lain, atau cari nomornya."
)

#: From the most to the least pressing; a digest and its subject begin with what comes first here.
_ORDER: tuple[type[Matter], ...] = (
    NotIndependent,
    Recurs,
    Escalated,
    FormTorn,
    FormVoid,
    LetterStopped,
    LegalLimit,
    Overdue,
    ActionOverdue,
    DueSoon,
    DraftReturned,
    LetterReplaced,
    DispositionAsked,
    DispositionToConfirm,
    ReroutingToDecide,
    ReopeningToDecide,
    Task,
    SignedLetterDiffers,
    NumberNeeded,
    LetterForSrikandi,
    LetterToSign,
    ActionAwaited,
    ActionUnplanned,
    EvidenceMissing,
    ReportToRead,
    ArrivedMail,
    ScanSetAside,
    FiguresReady,
    ReportReady,
    MeetingCancelled,
    MeetingInvitation,
    ChatToSend,
    CaseGivenAway,
    SupportToGive,
    DispositionTold,
)


_OfLetter = (
    DraftReturned
    | LetterReplaced
    | LetterStopped
    | NumberNeeded
    | LetterToSign
    | LetterForSrikandi
    | SignedLetterDiffers
)

#: What asks nobody to do anything.
_ONLY_NEWS = (
    DispositionTold,
    CaseGivenAway,
    SupportToGive,
    MeetingInvitation,
    MeetingCancelled,
    ReportReady,
    ReportToRead,
    LegalLimit,
)


def digest(
    person: Person, items: Sequence[Item], sender: Sender, at: datetime, register: str = "", today: str = ""
) -> Message:
    """Tell one person everything at once: case by case where these are few, else by what is to be done.

    Args:
        person: who reads it.
        items: what there is to tell.
        sender: the office.
        at: this moment.
        register: the workbook's address.
        today: the address of Hari Ini; "" where the workbook has none.
    """
    ordered = sorted(items, key=_pressing)
    found = [_digest(person, ordered, sender, at, register, today, how) for how in _ways(ordered)]
    return next((one for one in found if len(one.text) < MOST_OF_A_DIGEST), found[-1])


def _ways(items: Sequence[Item]) -> tuple[int | None, ...]:
    """Return the ways to tell it, the fullest first: how many rows of tables; None for case by case."""
    cases, kinds = len({item.case for item in items}), len({_title(item.matter) for item in items})
    return (None, *_ROWS) if cases <= max(_FEW_CASES, 2 * kinds) else _ROWS


def _digest(
    person: Person,
    ordered: Sequence[Item],
    sender: Sender,
    at: datetime,
    register: str,
    today: str,
    rows: int | None,
) -> Message:
    cases = list(dict.fromkeys(item.case for item in ordered))
    what = _counted(ordered) if len(ordered) > 1 else "satu hal"
    told = "yang menunggu Anda" if any(map(_asks, ordered)) else "untuk Anda ketahui"
    intro = f"Ada {what} {told} per {moment(at, sender)}."
    if rows is None:
        sections = [_section(case, [item for item in ordered if item.case == case], sender) for case in cases]
    else:
        sections = list(tables(ordered, sender, rows))
    return Message(
        _subject(ordered),
        paragraphs(
            greeting(person.name),
            lines(intro, _what_is_new(ordered), _button(today) if today else ""),
            *sections,
            "" if today else _where(cases, register),
            lines(small(sender.name), small(_AUTOMATIC if any(map(_asks, ordered)) else _ONLY_TOLD)),
        ),
    )


def _button(today: str) -> Line:
    return Line("Daftar kerja Anda:", link=today, link_name="Buka Hari Ini", look=Look.BUTTON)


def _asks(item: Item) -> bool:
    """Return whether a matter asks its reader to do something."""
    return not isinstance(item.matter, _ONLY_NEWS)


def tables(items: Sequence[Item], sender: Sender, rows: int) -> Iterator[Paragraph]:
    """Return a table for each thing to do, of at most so many rows together: what all of them share stands above."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(_title(item.matter), []).append(item)
    most = max(1, rows // len(groups))
    for title, group in groups.items():
        told = [_said(item, sender) for item in group]
        shared = [line for line in told[0] if all(line in one for one in told)] if len(group) > 1 else []
        shown = [
            _table_row(item, [line for line in said if line not in shared], sender)
            for item, said in zip(group[:most], told, strict=False)
        ]
        left = len(group) - len(shown)
        yield lines(
            Line(f"{title}: {len(group)}", look=Look.HEADING),
            *shared,
            *shown,
            f"… dan {left} lagi." if left else "",
        )


def _said(item: Item, sender: Sender) -> list[str]:
    """Return what there is to say of a matter without its texts, links and deadline, each shortened."""
    matter = item.matter
    bare = matter
    if isinstance(bare, Task | DueSoon | Overdue):
        bare = replace(bare, read=(), alike=(), sent=(), form="")
    bare = replace(bare, sent=()) if isinstance(bare, LetterToSign) else bare
    details = [line if isinstance(line, str) else line.text for line in _details(bare, sender, again=item.again)]
    kept = [line for line in details if line and not line.startswith(_DEADLINE) and not line.endswith(":")]
    return [one_line(line, _LONGEST_SHARED) for line in kept]


def _table_row(item: Item, said: Sequence[str], sender: Sender) -> Line:
    due: datetime | None = getattr(item.matter, "due", None)
    until = f"tenggat {due.astimezone(sender.zone):%d/%m %H.%M}" if due else ""
    subject = one_line(item.case.subject, _LONGEST_SUBJECT)
    link = getattr(item.matter, "link", "")
    return Line(
        "; ".join(filter(None, (subject, until, one_line(" ".join(said), _LONGEST_DETAIL)))),
        label=item.case.number,
        link=link,
        link_name="buka" if link else "",
    )


def _what_is_new(items: Sequence[Item]) -> str:
    """Name the complaints with something new, where not everything is."""
    fresh = dict.fromkeys(item.case.number for item in items if not item.again)
    if not any(item.again for item in items):
        return ""
    return f"Yang baru: {', '.join(fresh)}." if len(fresh) <= _NAMED else f"Yang baru: {len(fresh)} di antaranya."


def _where(cases: Sequence[CaseReference], register: str) -> str | Paragraph:
    """Say where the columns are; where each case has its address, that it may be another's move since."""
    if all(case.register for case in cases):
        return _MOVED
    if not register:
        return ""
    return lines(
        "Semua kolom diisi pada baris keluhan itu di lembar Register:",
        Line(link=register, link_name="Buka Register"),
    )


def fault(sender: Sender, faults: Sequence[str], at: datetime) -> Message:
    """Tell the supervisor what stops the job, or holds part of it back; each fault says what to do."""
    return Message(
        one_line(f"[Tanggap] Perlu tindakan: {faults[0]}", 120),
        paragraphs(
            "Yth. Penyelia,",
            f"Pada {moment(at, sender)} Tanggap tidak dapat mengerjakan semuanya:",
            "\n".join(f"- {one_line(fault, 600)}" for fault in faults),
            "Tidak ada keluhan yang hilang: pekerjaan dilanjutkan dari tempatnya berhenti setelah ini diperbaiki. "
            "Surel ini paling banyak sekali sehari untuk masalah yang sama.",
            lines(small(sender.name), small("Surel ini dikirim otomatis oleh Tanggap.")),
        ),
    )


def _subject(items: Sequence[Item]) -> str:
    first = items[0]
    if len(items) == 1:
        return one_line(f"[Tanggap {first.case.number}] {_title(first.matter)}")
    late = sum(isinstance(item.matter, Overdue | Escalated) for item in items)
    urgent = f", {late} terlambat" if late else ""
    move = "Giliran Anda" if any(map(_asks, items)) else "Untuk diketahui"
    return one_line(f"[Tanggap] {move}: {_counted(items)}{urgent}")


def _counted(items: Sequence[Item]) -> str:
    about = [item for item in items if not isinstance(item.matter, ScanSetAside | ReportReady | FiguresReady)]
    complaints = {item.case for item in about if item.case.number != incoming_mail.OFFICE_REFERENCE.number}
    if len(complaints) == len(items):
        return f"{len(items)} keluhan"
    return f"{len(items)} hal" + (f" pada {len(complaints)} keluhan" if complaints else "")


def _pressing(item: Item) -> tuple[int, float, str]:
    """Sort by kind, then by the deadline, the oldest first."""
    due: datetime | None = getattr(item.matter, "due", None)
    return _ORDER.index(type(item.matter)), due.timestamp() if due else inf, item.case.number


def _section(case: CaseReference, items: Sequence[Item], sender: Sender) -> Paragraph:
    told = [Line(f"{case.number} – {perihal(case.subject)}", look=Look.HEADING)]
    for place, item in enumerate(items, start=1):
        number = f"{place}. " if len(items) > 1 else ""
        told.append(Line(f"{number}{_title(item.matter)}", look=Look.TITLE))
        details = lines(*_details(item.matter, sender, again=item.again)).lines
        told.extend(replace(line, indent=len(number)) for line in details)
    if case.register:
        told.append(Line("Di Register:", link=case.register, link_name=f"buka daftar, cari {case.number}"))
    if case.folder:
        told.append(Line("Folder kasus:", link=case.folder, link_name="buka folder"))
    return Paragraph(tuple(told))


def _title(matter: Matter) -> str:
    match matter:
        case Task(step=step, round=again):
            return f"Tugas untuk Anda – {step}" + (f" (penanganan ke-{again})" if again > 1 else "")
        case DueSoon(step=step):
            return f"Segera jatuh tempo – {step}"
        case Overdue(step=step, days=days):
            return f"TERLAMBAT – {step}" + (f" (hari kerja ke-{days} sesudah tenggat)" if days else "")
        case Escalated(step=step):
            return f"Mohon perhatian pimpinan, TERLAMBAT – {step}"
        case DispositionTold():
            return "Disposisi telah dijalankan"
        case CaseGivenAway():
            return "Pokja lain yang menangani sekarang"
        case DispositionToConfirm():
            return "Usulan disposisi menunggu persetujuan Anda"
        case DispositionAsked():
            return "Disposisi menunggu keputusan Anda"
        case ReopeningToDecide():
            return "Usul buka kembali menunggu keputusan Anda"
        case ReroutingToDecide():
            return "Usul pengalihan pokja menunggu keputusan Anda"
        case SupportToGive():
            return "Pokja Anda diminta mendukung"
        case NotIndependent(duty=duty):
            return f"Tidak independen: {duty.value} oleh pelaksana pekerjaan"
        case MeetingInvitation():
            return "Undangan rapat"
        case MeetingCancelled():
            return "Rapat batal"
        case DraftReturned():
            return "Konsep surat balasan dikembalikan"
        case LetterReplaced():
            return "Surat balasan dibatalkan: tulis penggantinya"
        case LetterStopped():
            return "Surat balasan batal: jangan dicetak, ditandatangani atau diserahkan"
        case NumberNeeded():
            return "Nomor surat keluar diperlukan"
        case LetterToSign():
            return "Surat balasan siap dicetak dan ditandatangani"
        case LetterForSrikandi():
            return "Surat balasan siap ditandatangani di Srikandi"
        case SignedLetterDiffers():
            return "Surat bertanda tangan berbeda dari konsep yang disetujui"
        case ChatToSend():
            return "Kabari pelapor lewat WhatsApp"
        case ScanSetAside():
            return "Pindaian perlu ditinjau"
        case LegalLimit(passed=passed):
            return "Batas menurut undang-undang lewat" if passed else "Batas menurut undang-undang sudah dekat"
        case ReportReady():
            return "Laporan dikembalikan dan disusun lagi" if matter.returned else "Laporan sudah disusun"
        case FiguresReady():
            return "Angka untuk umum menunggu persetujuan Anda"
        case ArrivedMail():
            return incoming_mail.title(matter)
        case FormVoid() | FormTorn():
            return "Jawaban formulir Anda belum berlaku"
        case _:
            return actions.title(matter)


def _details(matter: Matter, sender: Sender, *, again: bool) -> list[str | Line]:
    match matter:
        case Task() | DueSoon() | Overdue() | Escalated():
            return _of_deadline(matter, sender, again=again)
        case DispositionTold() | CaseGivenAway() | DispositionToConfirm() | DispositionAsked():
            return _of_disposition(matter, sender)
        case SupportToGive() | ReroutingToDecide() | ReopeningToDecide() | NotIndependent():
            return _of_responsibility(matter)
        case MeetingInvitation(at=at, place=place, link=link):
            return [
                f"Waktu: {moment(at, sender)}",
                f"Tempat: {one_line(place)}" if place else "",
                Line("Surat undangan:", link=link, link_name="buka undangan") if link else "",
            ]
        case MeetingCancelled(at=at):
            return [
                f"Rapat pada {moment(at, sender)} tidak jadi.",
                "Bila waktunya dipindahkan, undangan yang baru menyebutkannya.",
            ]
        case (
            DraftReturned()
            | LetterReplaced()
            | LetterStopped()
            | NumberNeeded()
            | LetterToSign()
            | LetterForSrikandi()
            | SignedLetterDiffers()
        ):
            return _of_letter(matter, sender, again=again)
        case ChatToSend(purpose=purpose, link=link):
            return [
                f"Pelapor tidak mencantumkan surel. Yang disampaikan: {purpose}.",
                Line("Buka lalu kirim:", link=link, link_name="buka WhatsApp"),
            ]
        case ScanSetAside(name=name, reason=reason, filed=case) if case:
            return [f"Berkas “{one_line(name, 150)}”: {one_line(reason, 600)}"]
        case ScanSetAside(name=name, reason=reason):
            return [
                f"Berkas “{one_line(name, 150)}”: {one_line(reason, 400)}",
                "Berkasnya ada di folder Perlu Ditinjau. Sesudah dibetulkan, letakkan di folder Pindaian Masuk.",
            ]
        case LegalLimit(told=told):
            return [told]
        case ReportReady():
            return _of_report(matter)
        case FiguresReady(link=link):
            return [
                Line("Yang akan dibaca umum:", link=link, link_name="buka angka"),
                "Di lembar Arsip, pada barisnya: tulis perbaikan yang boleh diumumkan di kolom Uraian untuk umum, "
                "lalu pilih Ya di kolom Terbitkan. Sebelum itu tidak ada yang terbit.",
            ]
        case ArrivedMail():
            return incoming_mail.details(matter)
        case FormVoid(step=step, reason=reason):
            return [
                f"Jawaban Anda untuk {step} tidak dipakai: {reason}.",
                "Buka tautan terbaru di surel tugas atau di lembar Hari Ini bila giliran Anda masih ada.",
            ]
        case FormTorn(said=said):
            return [
                "Yang Anda isi di formulir berbeda dari sel di Register, jadi belum ada yang dipakai:",
                *(f"- {one_line(one, 300)}" for one in said),
                "Kosongkan selnya bila formulir yang berlaku; bila selnya yang berlaku, kirim formulir itu lagi "
                "dengan isi yang sama.",
            ]
        case _:
            return actions.details(matter)


def _of_responsibility(
    matter: SupportToGive | ReroutingToDecide | ReopeningToDecide | NotIndependent,
) -> list[str | Line]:
    match matter:
        case SupportToGive(group=group, in_charge=in_charge, lead=lead):
            return [
                f"{one_line(group, 100)} diminta membantu {_group(in_charge, lead)}, yang memimpin penanganannya.",
                "Hubungi ketuanya; folder kasus sudah dibagikan kepada Anda. Kolom di Register diisi pokja yang "
                "memimpin.",
            ]
        case ReroutingToDecide(service=service, group=group):
            return [
                f"Jenis layanan diubah menjadi {one_line(service, 100)}, yang ditangani {one_line(group, 100)}.",
                "Pilih pokja itu di kolom Disposisi kepada, atau pilih pokja yang sekarang bila tetap.",
            ]
        case ReopeningToDecide(reason=reason):
            return [
                f"Alasan petugas: {one_line(reason, 1000)}",
                "Bila setuju, isi alasannya di kolom Buka kembali: penanganan mulai lagi dari langkah 4 dengan surat "
                "baru. Bila tidak, sampaikan kepada petugas, yang lalu mengosongkan kolom Usul buka kembali.",
            ]
        case NotIndependent(who=who):
            return [
                f"{one_line(who, 100)} tercatat di Pelaksana pekerjaan, jadi hasilnya harus ditinjau orang lain.",
                "Mintalah orang lain meninjau ulang, lalu perbarui kolomnya. Bila isinya keliru, perbaiki Pelaksana "
                "pekerjaan.",
            ]


def _of_letter(matter: _OfLetter, sender: Sender, *, again: bool) -> list[str | Line]:
    match matter:
        case DraftReturned(note=note, due=due):
            return [
                f"Catatan Kepala Balai: {one_line(note, 1000) or '(tidak ada catatan)'}",
                "Perbaiki konsep surat di folder kasus, lalu perbarui isi kolom Paraf.",
                _due(due, sender),
            ]
        case LetterReplaced(letter_number=number, reason=reason, due=due):
            which = f"Surat balasan nomor {one_line(number, 100)}" if number else "Surat balasan yang sudah dibuat"
            return [
                f"{which} dibatalkan Kepala Balai. Alasannya: {one_line(reason, 1000)}",
                "Konsep surat penggantinya ada di folder kasus. Perbaiki di sana, lalu perbarui isi kolom Paraf.",
                _due(due, sender),
            ]
        case LetterStopped(letter_number=number, reason=reason, electronic=electronic):
            which = f"Surat balasan nomor {one_line(number, 100)}" if number else "Surat balasan yang sudah dibuat"
            return [
                f"{which} dibatalkan Kepala Balai. Alasannya: {one_line(reason, 1000)}",
                "Tarik kertasnya bila sudah dicetak; jangan dimintakan tanda tangan, dikirim atau diserahkan.",
                "Bila naskahnya sudah diunggah ke Srikandi, batalkan di sana." if electronic else "",
                "Surat penggantinya menyusul sesudah diparaf dan disetujui.",
            ]
        case NumberNeeded(due=due):
            return [
                "Surat balasan telah disetujui. Ambil nomor di Srikandi, lalu isi No. surat keluar dan Tanggal "
                "surat.",
                "PDF surat lalu dibuat di folder kasus, siap dicetak dan ditandatangani.",
                _due(due, sender),
            ]
        case LetterToSign(letter_number=number, link=link, due=due, sent=sent):
            return [
                f"Nomor: {one_line(number, 100)}",
                Line("Surat (PDF):", link=link, link_name="buka surat") if link else "",
                "Cetak dan mintakan tanda tangan, lalu letakkan pindaiannya di folder Pindaian Masuk.",
                "Pastikan kode QR ikut terpindai utuh.",
                _due(due, sender),
                *_sent(sent, again=again),
            ]
        case LetterForSrikandi():
            return _of_srikandi(matter, sender)
        case SignedLetterDiffers(changes=changes, link=link, due=due):
            return [
                f"Yang berbeda: {one_line(changes, 1000)}.",
                Line("Surat bertanda tangan (PDF):", link=link, link_name="buka surat") if link else "",
                "Surat belum dikirim. Bila tetap berlaku, pilih Setuju ulang di kolom Keputusan; bila tidak, isi "
                "Ganti surat dengan alasannya.",
                _due(due, sender),
            ]


def _of_report(matter: ReportReady) -> list[str | Line]:
    told: list[str | Line] = [
        f"Dikembalikan Kepala Balai: {one_line(matter.returned, 400)}." if matter.returned else "",
        matter.told,
        Line("PDF:", link=matter.link, link_name="buka laporan"),
        Line("Word:", link=matter.draft, link_name="buka .docx"),
    ]
    if matter.may_return:
        told.append(
            "Bila perlu dikembalikan, tulis catatan di kolom Catatan Kepala Balai pada barisnya di lembar Arsip. "
            "Angkanya tetap; catatan itu ditambahkan."
        )
    return told


def _of_srikandi(matter: LetterForSrikandi, sender: Sender) -> list[str | Line]:
    choices = (
        ("Klasifikasi", matter.classification),
        ("Sifat", matter.confidentiality),
        ("Urgensi", matter.urgency),
        ("Hal", matter.subject),
        ("Tujuan", matter.addressee),
    )
    chosen = [f"{name}: {one_line(choice, 200)}" for name, choice in choices if choice]
    return [
        Line("Naskah (.docx):", link=matter.link, link_name="buka naskah") if matter.link else "",
        "Unduh naskah itu tanpa menyuntingnya, lalu unggah ke Srikandi. Variabel ${…} di dalamnya diisi Srikandi: "
        "nomor, tanggal dan tanda tangan.",
        f"Pilih di Srikandi – {'; '.join(chosen)}.",
        "Sesudah ditandatangani, unduh PDF-nya dan taruh di folder Pindaian Masuk tanpa dicetak, dipindai atau "
        "disimpan ulang. Nomor dan tanggal dibaca dari PDF itu.",
        _due(matter.due, sender),
    ]


def _of_deadline(matter: Task | DueSoon | Overdue | Escalated, sender: Sender, *, again: bool) -> list[str | Line]:
    match matter:
        case Task(task=task, due=due, version=version, changes=changes, alike=alike):
            about = [f"Versi konsep: {version}"] if version else []
            told = [f"Yang berubah sejak diparaf: {one_line('; '.join(changes), 1000)}."] if changes else []
            return [task, *about, *told, _due(due, sender), *_around(matter, again=again), *_alike(alike)]
        case DueSoon(task=task, due=due, alike=alike):
            return [task, _due(due, sender), *_around(matter, again=again), *_alike(alike)]
        case Overdue(task=task, due=due, alike=alike):
            advice = "Bila terhambat, isi Ditunda sejak dan Alasan."
            return [task, _passed(due, sender), advice, *_around(matter, again=again), *_alike(alike)]
        case Escalated(responsible=responsible, due=due, movable=movable):
            advice = "Mohon ingatkan, atau alihkan lewat kolom Disposisi kepada." if movable else "Mohon ingatkan."
            who = f"Penanggung jawab: {responsible.replace(': ', ' ', 1)}"
            return [who, _passed(due, sender), "" if again else advice]


def _around(matter: Task | DueSoon | Overdue, *, again: bool) -> Iterator[str | Line]:
    if matter.form:
        yield Line("Dari ponsel:", link=matter.form, link_name="putuskan lewat formulir")
    yield from _sent(matter.sent, again=again)
    yield from _read(matter.read, again=again)


def _sent(sent: Sequence[str], *, again: bool) -> Iterator[str]:
    """Name what went to the complainant before, where its reader was not told of this yet."""
    if sent and not again:
        yield f"Sudah dikirim kepada pelapor: {one_line('; '.join(sent), _LONGEST_SENT)}."


def _read(texts: Sequence[Read], *, again: bool) -> Iterator[Line]:
    """Quote what is to be read; who was told of it before has read it."""
    for one in texts if not again else ():
        told = [kept for line in one.text.splitlines() if (kept := one_line(line, _LONGEST_READ))]
        if told:
            yield Line(f"{one.title}:")
            yield from (Line(line, look=Look.QUOTE) for line in _shortened(told))


def _shortened(told: Sequence[str]) -> Iterator[str]:
    left = _LONGEST_READ
    for line in told[:_MOST_LINES_READ]:
        if len(line) > left:
            yield one_line(line, max(left, 1)) if left > 1 else "…"
            return
        yield line
        left -= len(line)
    if len(told) > _MOST_LINES_READ:
        yield "…"


def _alike(alike: Sequence[str]) -> list[str]:
    """Name the complaints that may be like this one."""
    return ["Mungkin serupa:", *(f"- {one_line(line, 200)}" for line in alike)] if alike else []


def _of_disposition(
    matter: DispositionTold | CaseGivenAway | DispositionToConfirm | DispositionAsked, sender: Sender
) -> list[str | Line]:
    match matter:
        case DispositionTold(group=group, lead=lead):
            return [
                f"Diteruskan kepada {_group(group, lead)} menurut tabel Pokja.",
                "Tidak perlu tindakan bila sesuai; bila tidak, pilih pokja lain di kolom Disposisi kepada.",
            ]
        case CaseGivenAway(group=group, lead=lead):
            return [
                f"Keluhan ini sekarang ditangani {_group(group, lead)}.",
                "Pokja Anda tidak perlu mengerjakannya lagi. Bila sudah ada hasil, sampaikan kepada ketuanya.",
            ]
        case DispositionToConfirm(group=group, lead=lead, due=due):
            return [
                f"Diusulkan: {_group(group, lead)}.",
                "Pilih pokja itu, atau pokja lain, di kolom Disposisi kepada; arahan boleh ditulis di Instruksi.",
                _due(due, sender),
            ]
        case DispositionAsked(reason=reason, due=due):
            return [one_line(reason, 400), _due(due, sender)]


def _group(group: str, lead: str) -> str:
    return f"{one_line(group, 100)} (ketua: {one_line(lead, 100)})" if lead else one_line(group, 100)


def _due(due: datetime | None, sender: Sender) -> str:
    return f"{_DEADLINE}{moment(due, sender)}" if due else ""


def _passed(due: datetime, sender: Sender) -> str:
    return f"{_DEADLINE}{moment(due, sender)} (sudah lewat)"
