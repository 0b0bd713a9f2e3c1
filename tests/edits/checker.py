"""What must hold whatever people edit: read from what they see, by rules written apart from the product's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import pairwise

from tests.builders import WITA
from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .office import EditedOffice, added_in

_PDF = re.compile(r"(?:BATAL - )?(KEL-2026-\d{4}) Surat Balasan(?: \((\d+)\))?\.pdf")
_JOINT = re.compile(r"KEL-2026-\d{4}/surat-bersama/(KEL-2026-\d{4})\.(\d+)\.")
_SHEET = re.compile(
    r"(KEL-2026-\d{4}) (?:Lembar Sampul )?(Surat Pengaduan|Notulen Rapat|Daftar Hadir|Lampiran|Label Map)\.docx"
)
_ENDS = re.compile(r"^(Selesai|Ditutup: .*)$")


@cache
def text_of_letter(letter: bytes) -> str:
    """Return what a printed letter says; each is read once."""
    return as_text(letter)


def violations(office: EditedOffice) -> Iterator[str]:
    """Return what is wrong with the office's world, in words."""
    yield from _nothing_lost(office)
    yield from _letters(office)
    yield from _joint(office)
    yield from _mails(office)
    yield from _endings(office)
    yield from _duplicates(office)
    yield from _independence(office)
    yield from _signers(office)
    yield from _actions(office)
    yield from _sheets(office)
    yield from _receipts(office)


def _nothing_lost(office: EditedOffice) -> Iterator[str]:
    numbers = office.numbers()
    for number, count in Counter(numbers).items():
        if count > 1:
            yield f"{number} has {count} rows"
    for place in range(1, office.complaints + 1):
        number = f"KEL-2026-{place:04d}"
        if number not in numbers and len(numbers) == office.complaints:
            yield f"{number} is lost"
    if sorted(office.states()) != sorted(numbers):
        yield f"Status names {sorted(office.states())}, the Register {sorted(numbers)}"
    lines = [int(str(row["No."])) for row in office.world.workbook.rows("Riwayat")]
    if any(after <= before for before, after in pairwise(lines)):
        yield "Riwayat is out of order"


def _letters(office: EditedOffice) -> Iterator[str]:
    """A letter says what was approved, under one number, in every place that names it."""
    printed = [(text_of_letter(document), document) for document in office.world.drive.printed]
    told = [
        (str(row["Kejadian"]), str(row["Nomor"]), str(row["Menjadi"]))
        for row in office.world.workbook.rows("Riwayat")
    ]
    bearers = Counter[str]()
    for row in office.world.workbook.rows("Arsip"):
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
        dated = [what for what, whose, new in told if whose == number and new == bears and what.endswith("dibuat")]
        if len(dated) != 1:
            yield f"{number}: Riwayat tells {len(dated)} times of letter {bears}"
    yield from (f"{count} letters bear the number {bears}" for bears, count in bearers.items() if count > 1)


def _joint(office: EditedOffice) -> Iterator[str]:
    """A letter that answers another complaint too counts there as long as it counts where it was made."""
    rows = {str(row["Kode sistem"]): row for row in office.world.workbook.rows("Arsip")}
    for code, row in rows.items():
        joint = _JOINT.match(code)
        if joint is None or row["Keterangan"]:
            continue
        again = f".{joint[2]}" if joint[2] != "1" else ""
        first = rows.get(f"{joint[1]}/pdf/surat_balasan{again}")
        if first is None:
            yield f"{code} has no letter that it is a copy of"
        elif first["Keterangan"] and row["Nomor"] in office.states() and not row["Keterangan"]:
            yield f"{code} still counts, but the letter of {joint[1]} is void"
        elif first["SHA-256"] != row["SHA-256"] and ".pdf." in code:
            yield f"{code} differs from the letter of {joint[1]}"


def _mails(office: EditedOffice) -> Iterator[str]:
    """Mail goes to an address that its row has named, and names only numbers that a letter of the case bears."""
    borne: dict[str, set[str]] = {}
    for row in office.world.workbook.rows("Arsip"):
        borne.setdefault(str(row["Nomor"]), set()).add(str(row["Nomor surat"]))
    for mail in office.world.mailbox.mails:
        to, text = str(mail.message["To"]), text_of(mail.message)
        if not to.endswith("@contoh.example"):
            continue
        named = set(re.findall(r"KEL-2026-\d{4}", str(mail.message["Subject"])))
        if not any(to in office.letters[number].addresses for number in named):
            yield f"{to} was mailed about {sorted(named)}"
        for number in named:
            other = set(re.findall(r"B/\d+/BSPJI/2026", text)) - borne.get(number, set())
            if other:
                yield f"{number}: a mail names {sorted(other)}, its letters bear {sorted(borne.get(number, set()))}"


def _endings(office: EditedOffice) -> Iterator[str]:
    """Register, Status and the ledger agree on how each complaint stands."""
    memory = {str(case.number): case for case in office.world.ledger.memory().cases.values()}
    for number, state in office.states().items():
        outcome = memory[number].outcome
        if bool(_ENDS.match(state)) != (outcome is not None):
            yield f"{number}: Status says {state!r}, the ledger {outcome}"


def _duplicates(office: EditedOffice) -> Iterator[str]:
    """What is closed as a duplicate has a first complaint that is handled or was answered."""
    states = office.states()
    for row in office.world.workbook.rows("Register"):
        number, first = str(row["Nomor"]), str(row["Duplikat dari"])
        if states.get(number) != "Ditutup: duplikat" or first not in states:
            continue
        if first == number or states[first].startswith("Ditutup"):
            yield f"{number} is closed as a duplicate of {first}, which is {states[first]!r}"


def _independence(office: EditedOffice) -> Iterator[str]:
    """Whoever did the work complained of verified nothing unheard."""
    for row in office.world.workbook.rows("Register"):
        worker, verifier = str(row["Pelaksana pekerjaan"]), str(row["Diverifikasi oleh"])
        passed = office.states().get(str(row["Nomor"]), "").startswith(("Menunggu paraf", "Menunggu keputusan"))
        if worker and worker == verifier and passed and not row["Peringatan"]:
            yield f"{row['Nomor']}: {worker} verified their own work, and nothing is said"


def _signers(office: EditedOffice) -> Iterator[str]:
    """Whoever is named below a letter holds that office on the day it is printed."""
    for letter, may_sign in office.printed:
        text = text_of_letter(letter)
        if "Surat Balasan" in text and not any(f" {name}\n" in text for name in may_sign):
            yield f"a letter is printed that nobody of {sorted(may_sign)} is named below: {text[-500:]!r}"


def _actions(office: EditedOffice) -> Iterator[str]:
    """Each action that was decided has one row, and nobody checked their own."""
    rows = {str(row["Kode tindakan"]): row for row in office.world.workbook.rows("Tindakan")}
    if len(rows) != len(office.world.workbook.rows("Tindakan")):
        yield "Tindakan has two rows of one action"
    for number, case in office.world.ledger.memory().cases.items():
        wanted = {f"{number}/{kind}{one.round}" for one in case.decided for kind in "KP"}
        if lost := wanted - rows.keys():
            yield f"{number}: Tindakan lacks {sorted(lost)}"
    for shown in office.world.workbook.rows("Status"):
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


def _receipts(office: EditedOffice) -> Iterator[str]:
    """A corrected time of receipt counts where it lies before the complaint was written down; nothing else does."""
    memory = {str(case.number): case for case in office.world.ledger.memory().cases.values()}
    for row in office.world.workbook.rows("Register"):
        case, cell = memory[str(row["Nomor"])], str(row["Diterima (dibetulkan)"])
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
