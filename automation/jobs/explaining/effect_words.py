"""What effects and mails are called when people are told of them, without a word of what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from automation.domain.effects import (
    CreateCaseFolder,
    Effect,
    FileScan,
    MakePdf,
    NumberLetter,
    SendMail,
    SetAside,
    SettleMail,
    ShareCaseFolder,
    SplitScan,
    WriteDocument,
)
from automation.domain.groups import Person, WorkingGroup
from automation.domain.happenings import Assigned, Happening, sentence_of
from automation.domain.rules import Rules
from automation.domain.vocabulary import Role

CUSTOMER = "pelapor"
_MAILS: Mapping[str, str] = {
    "penerimaan": "konfirmasi penerimaan",
    "dikaji": "kabar bahwa keluhan telah dikaji",
    "ditetapkan": "kabar bahwa tindakan ditetapkan",
    "data": "permintaan data",
    "balasan": "surat balasan",
    "akhir": "pemberitahuan penutupan",
}
_NOTICES: Mapping[str, str] = {
    "tugas": "tugas langkah {step}",
    "segera": "pengingat langkah {step} sebelum tenggat",
    "tenggat": "pemberitahuan tenggat langkah {step} lewat",
    "lewat": "pengingat harian langkah {step} terlambat",
    "eskalasi": "eskalasi langkah {step}",
    "disposisi": "kabar disposisi",
    "rapat": "undangan rapat",
    "obrolan": "pesan WhatsApp yang perlu dikirim",
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


def mail_words(detail: str) -> str:
    """Name a mail to the complainant by the last part of its key."""
    name = detail.partition(".")[0]
    return _MAILS.get(name, name.replace("-", " "))


def notice_words(key: str) -> str:
    """Name a notice to staff by its key: complaint, what, and for whom."""
    name = key.split("/")[1] if key.count("/") > 1 else key
    parts = name.split(".")
    # The passage's step and round follow the rung, which may hold a count of its own, or the phase.
    passage = parts[2:] if parts[0] == "tugas" or (parts[0] == "lewat" and len(parts) > 5) else parts[1:]
    words = _NOTICES.get(parts[0], parts[0].replace("-", " ")).format(step=passage[0] if passage else "")
    again = len(passage) > 1 and "{step}" in _NOTICES.get(parts[0], "") and passage[1] != "1"
    return f"{words} (putaran {passage[1]})" if again else words


def nameless(happening: Happening) -> str:
    """Tell a happening without who disposed, since a name stands in it."""
    return "Didisposisikan" if isinstance(happening, Assigned) else sentence_of(happening).what


def reader_of(address: str, rules: Rules, groups: Sequence[WorkingGroup]) -> str:
    """Name by their part in the SOP who a mail address belongs to."""

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
