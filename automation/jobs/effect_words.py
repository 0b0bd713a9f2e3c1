"""How effects and mails are named for people, without a word of their contents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from automation.domain.customer_news import NewsName
from automation.domain.effects import (
    CloseFiles,
    CompleteForm,
    CopyLetter,
    CreateCaseFolder,
    Deed,
    DesignateScan,
    Effect,
    EffectKey,
    FileReport,
    FileScan,
    KeepUpload,
    ListRelated,
    MakePdf,
    MarkDocument,
    NumberLetter,
    OpenFiles,
    PrepareFigures,
    PrepareSigning,
    RemovePage,
    RenewProtections,
    SendMail,
    SetAside,
    SettleMail,
    ShareCaseFolder,
    SplitScan,
    StateLetter,
    WriteDocument,
    WritePage,
)
from automation.domain.groups import Person, WorkingGroup
from automation.domain.happenings import Assigned, FilledByForm, FormAnswerRefused, Happening
from automation.domain.notices import (
    ActionEscalated,
    ActionReminder,
    ActionToPlan,
    ChatDue,
    DispositionMade,
    DispositionMoved,
    Escalation,
    EvidenceLost,
    FiguresPrepared,
    FormAnswerVoid,
    FormContradicted,
    LetterVoid,
    Level,
    LimitReached,
    MailArrived,
    MatterRecurred,
    MeetingOff,
    MeetingSet,
    PeriodReportMade,
    Reminder,
    ReopeningAsked,
    ReportMade,
    ReroutingProposed,
    ScanLeft,
    StepBegun,
    SupportAsked,
    Topic,
    WorkerDecided,
)
from automation.domain.rules import Rules
from automation.domain.sentences import sentence_of
from automation.domain.vocabulary import Role

CUSTOMER = "pelapor"
_REMINDERS: Mapping[Level, str] = {
    Level.SOON: "pengingat langkah {step} sebelum tenggat",
    Level.DUE: "pemberitahuan tenggat langkah {step} lewat",
    Level.LATE: "pengingat harian langkah {step} terlambat",
}


def deed_of(effect: Effect) -> str:
    """Name what an effect does."""
    match effect:
        case CreateCaseFolder():
            return "Buat folder kasus"
        case ShareCaseFolder():
            return "Buka folder kasus bagi ketua pokja"
        case WriteDocument(kind=kind):
            return f"Buat {kind.title}"
        case NumberLetter():
            return "Isi nomor dan tanggal surat balasan"
        case MakePdf(kind=kind):
            return f"Buat PDF {kind.title}"
        case SendMail(number=None):
            return "Kirim surel kabar"
        case SendMail(key=key):
            return f"Kirim surel {mail_words(key.detail)}"
        case FileScan(kind=kind):
            return f"Arsipkan pindaian {kind.title}"
        case SplitScan():
            return "Pilah berkas pindaian"
        case SetAside():
            return "Sisihkan pindaian ke Perlu Ditinjau"
        case SettleMail():
            return "Selesaikan surel yang masuk"
        case OpenFiles():
            return "Buka akses bagi pejabat baru"
        case CloseFiles():
            return "Tutup akses pejabat yang berganti"
        case RenewProtections():
            return "Perbarui siapa yang mengisi kolom"
        case KeepUpload():
            return "Salin lampiran formulir ke folder kasus"
        case MarkDocument():
            return "Tandai dokumen yang tidak berlaku lagi"
        case CompleteForm():
            return "Lengkapi Form Pengaduan sesudah dipilah"
        case DesignateScan(kind=kind):
            return f"Tetapkan pindaian sebagai {kind.title}"
        case PrepareSigning():
            return "Siapkan naskah surat balasan untuk Srikandi"
        case CopyLetter():
            return "Simpan surat bersama di kasus ini juga"
        case ListRelated():
            return "Perbarui daftar keluhan terkait di folder kasus"
        case StateLetter():
            return "Catat nomor dan tanggal surat yang dinyatakan petugas"
        case FileReport(period=period):
            return f"Susun laporan penanganan keluhan {period}"
        case PrepareFigures(period=period):
            return f"Siapkan angka untuk umum {period}"
        case WritePage(key=EffectKey(what=Deed.FIGURES_PAGE)):
            return "Terbitkan angka untuk umum"
        case WritePage(number=None):
            return "Perbarui halaman cara penanganan keluhan"
        case WritePage():
            return "Perbarui halaman perkembangan bagi pelapor"
        case RemovePage():
            return "Hapus halaman yang tidak berlaku lagi"


def mail_words(detail: str) -> str:
    """Name a mail to the complainant by the last part of its key."""
    name = NewsName.read(detail)
    return name.news.title if name else detail.partition(".")[0].replace("-", " ")


def notice_words(topic: Topic) -> str:
    """Name a notice to staff."""
    match topic:
        case StepBegun(step=step, round=turn):
            return f"tugas langkah {step.value}{_again(turn)}"
        case Reminder(level=level, step=step, round=turn):
            return f"{_REMINDERS[level].format(step=step.value)}{_again(turn)}"
        case Escalation(step, turn):
            return f"eskalasi langkah {step.value}{_again(turn)}"
        case DispositionMade():
            return "kabar disposisi"
        case DispositionMoved():
            return "kabar bahwa pokja lain yang menangani"
        case ReopeningAsked():
            return "usul buka kembali"
        case ReroutingProposed():
            return "usul pengalihan pokja"
        case SupportAsked():
            return "permintaan dukungan pokja"
        case ReportMade() | MatterRecurred():
            return "kabar laporan tindakan" if isinstance(topic, ReportMade) else "kabar kambuh"
        case ActionToPlan() | ActionReminder() | ActionEscalated() | EvidenceLost():
            return _of_action(topic)
        case LetterVoid():
            return "kabar bahwa surat batal"
        case FormAnswerVoid() | FormContradicted():
            return "kabar tentang jawaban formulir"
        case WorkerDecided():
            return "peringatan bahwa hasilnya tidak independen"
        case MeetingSet():
            return "undangan rapat"
        case MeetingOff():
            return "kabar bahwa rapat batal"
        case ChatDue():
            return "pesan WhatsApp yang perlu dikirim"
        case MailArrived():
            return "surel masuk"
        case ScanLeft():
            return "pindaian"
        case LimitReached():
            return "batas menurut undang-undang"
        case FiguresPrepared(issue=issue):
            return f"angka untuk umum {issue}"
        case PeriodReportMade(period=period):
            return f"kabar laporan {period}"


def _of_action(topic: ActionToPlan | ActionReminder | ActionEscalated | EvidenceLost) -> str:
    match topic:
        case ActionToPlan(code):
            return f"permintaan penanggung jawab dan tenggat tindakan {code}"
        case ActionReminder(code=code):
            return f"pengingat tindakan {code}"
        case ActionEscalated(code=code):
            return f"eskalasi tindakan {code}"
        case EvidenceLost(code=code):
            return f"kabar bahwa bukti tindakan {code} hilang"


def _again(turn: int) -> str:
    return f" (penanganan ke-{turn})" if turn > 1 else ""


def nameless(happening: Happening) -> str:
    """Return a happening's sentence without the name of who assigned the case, or decided through the form."""
    match happening:
        case Assigned():
            return "Didisposisikan"
        case FilledByForm(heading=heading):
            return f"{heading} diisi lewat formulir"
        case FormAnswerRefused(reason=reason):
            return f"Jawaban formulir tidak berlaku: {reason.value}"
        case _:
            return sentence_of(happening).what


def reader_of(address: str, rules: Rules, groups: Sequence[WorkingGroup]) -> str:
    """Name the owner of a mail address by their role in the SOP."""

    def is_theirs(person: Person | None) -> bool:
        return person is not None and person.email.strip().casefold() == address.strip().casefold()

    if any(map(is_theirs, rules.officers)):
        return Role.SERVICE_OFFICER.value
    if is_theirs(rules.head):
        return Role.HEAD_OF_OFFICE.value
    if is_theirs(rules.head_deputy):
        return f"Wakil {Role.HEAD_OF_OFFICE.value}"
    if is_theirs(rules.superior):
        return f"Atasan {Role.HEAD_OF_OFFICE.value}"
    for group in groups:
        if is_theirs(group.lead):
            return f"Ketua {group.name}"
        if is_theirs(group.deputy):
            return f"Wakil ketua {group.name}"
    return "orang lain"
