"""What must hold whatever people edit: read from what they see, by rules written apart from the product's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise

from tests.builders import WITA
from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .filing import scans_wrong
from .office import EditedOffice, added_in
from .saying import papers_wrong
from .sending import letters_wrong

_PDF = re.compile(r"(?:BATAL - )?(KEL-2026-\d{4}) Surat Balasan(?: \((\d+)\))?\.pdf")
_JOINT = re.compile(r"KEL-2026-\d{4}/surat-bersama/(KEL-2026-\d{4})\.(\d+)\.")
_SHEET = re.compile(
    r"(KEL-2026-\d{4}) (?:Lembar Sampul )?(Surat Pengaduan|Notulen Rapat|Daftar Hadir|Lampiran|Label Map)\.docx"
)
_LIST = re.compile(r"(KEL-2026-\d{4}) Keluhan Terkait\.txt")
#: What the other's row says of a relation.
_BACK = {
    "Terkait:": "Terkait:",
    "Lanjutan dari": "Dilanjutkan oleh",
    "Dilanjutkan oleh": "Lanjutan dari",
    "Duplikat dari": "Duplikatnya:",
    "Duplikatnya:": "Duplikat dari",
    "Surat bersama: dijawab dengan surat": "Surat bersama: suratnya menjawab juga",
    "Surat bersama: suratnya menjawab juga": "Surat bersama: dijawab dengan surat",
}
_FIRST = re.compile(r"^Duplikat dari (KEL-2026-\d{4})", re.MULTILINE)
_ENDS = re.compile(r"^(Selesai|Ditutup: .*)$")


@cache
def text_of_letter(letter: bytes) -> str:
    """Return what a printed letter says; each is read once."""
    return as_text(letter)


Rows = Sequence[Mapping[str, object]]


class Look:
    """The office's world as it is seen once: reading a tab takes longer than judging it."""

    def __init__(self, office: EditedOffice) -> None:
        book = office.world.workbook
        self.office = office
        self.register: Rows = book.rows("Register")
        self.status: Rows = book.rows("Status")
        self.archive: Rows = book.rows("Arsip")
        self.history: Rows = book.rows("Riwayat")
        self.states = {str(row["Nomor"]): str(row["Status"]) for row in self.status if row["Nomor"]}
        self.numbers = [str(row["Nomor"]) for row in self.register]
        self.one_person = dict(_one_person(self.register, self.states))
        self.cases = {str(case.number): case for case in office.world.ledger.memory().cases.values()}
        self.mails = [one.message for one in office.world.mailbox.mails[office.read :]]
        office.read += len(self.mails)


def _one_person(register: Rows, states: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return the first complaint of each duplicate that officers call the same person's: its letter goes to both."""
    for row in register:
        number = str(row["Nomor"])
        if row["Pelapor sama"] == "Ya" and states.get(number) == "Ditutup: duplikat":
            yield from ((number, first) for first in _FIRST.findall(str(row["Keluhan terkait"])))


def violations(office: EditedOffice) -> Iterator[str]:
    """Return what is wrong with the office's world, in words; mails are read once."""
    look = Look(office)
    yield from _nothing_lost(look)
    yield from _letters(look)
    yield from _joint(look)
    yield from letters_wrong(look)
    yield from _mails(look)
    yield from _endings(look)
    yield from _duplicates(look)
    yield from _relations(look)
    yield from _independence(look)
    yield from _signers(office)
    yield from _actions(look)
    yield from _sheets(office)
    yield from _receipts(look)
    yield from papers_wrong(look)
    yield from scans_wrong(look)


def _nothing_lost(look: Look) -> Iterator[str]:
    numbers, complaints = look.numbers, look.office.complaints
    for number, count in Counter(numbers).items():
        if count > 1:
            yield f"{number} has {count} rows"
    for place in range(1, complaints + 1):
        number = f"KEL-2026-{place:04d}"
        if number not in numbers and len(numbers) == complaints:
            yield f"{number} is lost"
    if sorted(look.states) != sorted(numbers):
        yield f"Status names {sorted(look.states)}, the Register {sorted(numbers)}"
    lines = [int(str(row["No."])) for row in look.history]
    if any(after <= before for before, after in pairwise(lines)):
        yield "Riwayat is out of order"


def _letters(look: Look) -> Iterator[str]:
    """A letter says what was approved, under one number, in every place that names it."""
    office = look.office
    printed = [(text_of_letter(document), document) for document in office.world.drive.printed]
    told = Counter(
        (str(row["Nomor"]), str(row["Menjadi"])) for row in look.history if str(row["Kejadian"]).endswith("dibuat")
    )
    bearers = Counter[str]()
    for row in look.archive:
        found = _PDF.fullmatch(str(row["Nama berkas"]))
        if found is None:
            continue
        number, bears = found[1], str(row["Nomor surat"])
        joint = _JOINT.match(str(row["Kode sistem"]))
        bearers[bears] += not joint
        made = [
            document for text, document in printed if number in text and re.search(rf"{re.escape(bears)}\b", text)
        ]
        if not bears or not made:
            yield f"{number}: no letter was printed with the number {bears!r} that Arsip names"
            continue
        said, approved = added_in(made[-1]), office.letters[joint[1] if joint else number].approved
        if said not in approved:
            yield f"{number}: letter {bears} says {sorted(said)}, approved were {[sorted(one) for one in approved]}"
        if told[number, bears] != 1:
            yield f"{number}: Riwayat tells {told[number, bears]} times of letter {bears}"
    yield from (f"{count} letters bear the number {bears}" for bears, count in bearers.items() if count > 1)


def _joint(look: Look) -> Iterator[str]:
    """A letter that answers another complaint too counts there as long as it counts where it was made."""
    rows = {str(row["Kode sistem"]): row for row in look.archive}
    for code, row in rows.items():
        joint = _JOINT.match(code)
        if joint is None or row["Keterangan"]:
            continue
        again = f".{joint[2]}" if joint[2] != "1" else ""
        made = (f"{joint[1]}/pdf/surat_balasan{again}", f"{joint[1]}/srikandi/{joint[2]}")
        first = next((rows[one] for one in made if one in rows), None)
        if first is None:
            yield f"{code} has no letter that it is a copy of"
        elif first["Keterangan"] and row["Nomor"] in look.states and not row["Keterangan"]:
            yield f"{code} still counts, but the letter of {joint[1]} is void"
        elif first["SHA-256"] != row["SHA-256"] and (".pdf." in code or ".srikandi." in code):
            yield f"{code} differs from the letter of {joint[1]}"


def _mails(look: Look) -> Iterator[str]:
    """Mail goes to an address that its row has named, names numbers of its letters alone, and says what is so."""
    borne: dict[str, set[str]] = {}
    for row in look.archive:
        borne.setdefault(str(row["Nomor"]), set()).add(str(row["Nomor surat"]))
    for mail in look.mails:
        to, subject, text = str(mail["To"]), str(mail["Subject"]), text_of(mail)
        if not to.endswith("@contoh.example"):
            continue
        named = set(re.findall(r"KEL-2026-\d{4}", subject))
        if not any(to in look.office.letters[number].addresses for number in named):
            yield f"{to} was mailed about {sorted(named)}"
        for number in named:
            bear = borne.get(number, set()) | borne.get(look.one_person.get(number, number), set())
            other = set(re.findall(r"B/\d+/BSPJI/2026", text)) - bear
            if other:
                yield f"{number}: a mail names {sorted(other)}, its letters bear {sorted(bear)}"
        number, topic = subject[1:14], subject.partition("] ")[2]
        look.office.letters[number].heard.append(topic)
        told = next((state for words, state in _TOLD.items() if topic.startswith(words)), "")
        if told and not look.states[number].startswith(told):
            yield f"{number}: a mail says “{topic}”, Status {look.states[number]!r}"


#: How a complaint stands when its complainant is told so.
_TOLD = {
    "Penanganan keluhan Anda telah selesai": "Selesai",
    "Keluhan dicabut": "Ditutup: dicabut pelapor",
    "Pesan Anda kami teruskan": "Ditutup: bukan keluhan",
    "Keluhan di luar kewenangan kami": "Ditutup: di luar kewenangan",
    "Digabung dengan": "Ditutup: duplikat",
    "Hasil penanganan keluhan Anda": "Ditutup: duplikat",
}


def _endings(look: Look) -> Iterator[str]:
    """Register, Status and the ledger agree on how each complaint stands."""
    for number, state in look.states.items():
        outcome = look.cases[number].outcome
        if bool(_ENDS.match(state)) != (outcome is not None):
            yield f"{number}: Status says {state!r}, the ledger {outcome}"


def _duplicates(look: Look) -> Iterator[str]:
    """What is closed as a duplicate has a first complaint that is handled, or whose outcome was told.

    Which one that is, the row shows; where its cell says another one, the row warns that this does not count.
    """
    for row in look.register:
        number = str(row["Nomor"])
        if look.states.get(number) != "Ditutup: duplikat":
            continue
        first = next(iter(_FIRST.findall(str(row["Keluhan terkait"]))), "")
        heard = "Hasil penanganan keluhan Anda" in look.office.letters[number].heard
        if first == number or (look.states.get(first, "Ditutup").startswith("Ditutup") and not heard):
            yield f"{number} is closed as a duplicate of {first!r}, which is {look.states.get(first)!r}"
        if first != row["Duplikat dari"] and "Duplikat dari: " not in str(row["Peringatan"]):
            yield f"{number} is a duplicate of {first!r}, its cell says {row['Duplikat dari']!r}, unwarned"


def _relations(look: Look) -> Iterator[str]:
    """Row and folder say the same of what is related, both sides know it, and each stands as they say."""
    shown = {str(row["Nomor"]): str(row["Keluhan terkait"]).splitlines() for row in look.register}
    folders = defaultdict[str, list[str]](list)
    for file in look.office.world.drive.files.values():
        if found := _LIST.fullmatch(file.name):
            folders[found[1]].append(file.content.decode("utf-8-sig"))
    for number, lines in shown.items():
        texts = folders[number]
        listed = [line[2:] for text in texts for line in text.splitlines() if line.startswith("- ")]
        if len(texts) > 1 or sorted(listed) != sorted(lines):
            yield f"{number}: the row says {lines}, {len(texts)} lists in the folder {listed}"
        for line in lines:
            what, other = line.partition(" KEL")[0], "".join(re.findall(r"KEL-2026-\d{4}", line))
            state = look.states.get(other, "")
            stands = "masih ditangani" if not _ENDS.match(state) else state
            if what != "Duplikatnya:" and f"({stands})" not in line:
                yield f"{number}: the row says {line!r}, but {other} is {state!r}"
            if "dikabarkan" in line and "Hasil penanganan keluhan Anda" not in look.office.letters[other].heard:
                yield f"{number}: the row says {line!r}, but {other} has heard nothing"
            if not any(_BACK[what] == one.partition(" KEL")[0] and number in one for one in shown.get(other, ())):
                yield f"{number}: the row says {line!r}, that of {other} {shown.get(other)}"


def _independence(look: Look) -> Iterator[str]:
    """Whoever did the work complained of verified nothing unheard."""
    for row in look.register:
        worker, verifier = str(row["Pelaksana pekerjaan"]), str(row["Diverifikasi oleh"])
        passed = look.states.get(str(row["Nomor"]), "").startswith(("Menunggu paraf", "Menunggu keputusan"))
        if worker and worker == verifier and passed and not row["Peringatan"]:
            yield f"{row['Nomor']}: {worker} verified their own work, and nothing is said"


def _signers(office: EditedOffice) -> Iterator[str]:
    """Whoever is named below a letter holds that office on the day it is printed."""
    for letter, may_sign in office.printed:
        text = text_of_letter(letter)
        if "Surat Balasan" in text and not any(f" {name}\n" in text for name in may_sign):
            yield f"a letter is printed that nobody of {sorted(may_sign)} is named below: {text[-500:]!r}"


def _actions(look: Look) -> Iterator[str]:
    """Each action that was decided has one row, and nobody checked their own."""
    every = look.office.world.workbook.rows("Tindakan")
    rows = {str(row["Kode tindakan"]): row for row in every}
    if len(rows) != len(every):
        yield "Tindakan has two rows of one action"
    for number, case in look.cases.items():
        wanted = {f"{number}/{kind}{one.round}" for one in case.decided for kind in "KP"}
        if lost := wanted - rows.keys():
            yield f"{number}: Tindakan lacks {sorted(lost)}"
    for shown in look.status:
        for line in str(shown["Tindakan"]).splitlines():
            row = rows[f"{shown['Nomor']}/{line.partition(' ')[0]}"]
            owner = str(row["Penanggung jawab"])
            if "sudah diperiksa" in line and owner and owner == row["Diperiksa oleh"]:
                yield f"{row['Kode tindakan']}: {owner} checked their own action"


def _sheets(office: EditedOffice) -> Iterator[str]:
    """A sheet to print was asked for, and is there once."""
    names = Counter(file.name for file in office.world.drive.files.values())
    for name, count in names.items():
        found = _SHEET.fullmatch(name)
        if found and found[2] not in office.letters[found[1]].sheets:
            yield f"{name} was never asked for"
        if found and count > 1:
            yield f"{name} is there {count} times"


def _receipts(look: Look) -> Iterator[str]:
    """A corrected time of receipt counts where it lies before the complaint was written down; nothing else does."""
    for row in look.register:
        case, cell = look.cases[str(row["Nomor"])], str(row["Diterima (dibetulkan)"])
        if case.intake.submitted_at < case.stated.received_at:
            yield f"{case.number} was received after it was written down"
        stated = _moment(cell)
        wanted = stated if stated and stated <= case.intake.submitted_at else case.intake.received_at
        if (stated or not cell) and case.stated.received_at != wanted:
            yield f"{case.number}: received {case.stated.received_at:%d/%m %H:%M}, the row says {cell!r}"


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=WITA)
    except ValueError:
        return None
