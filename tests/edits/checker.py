"""What must hold whatever people edit: read from what they see, by rules written apart from the product's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .office import EditedOffice, added_in

_PDF = re.compile(r"(?:BATAL - )?(KEL-2026-\d{4}) Surat Balasan(?: \((\d+)\))?\.pdf")
_JOINT = re.compile(r"KEL-2026-\d{4}/surat-bersama/(KEL-2026-\d{4})\.(\d+)\.")
_ENDS = re.compile(r"^(Selesai|Ditutup: .*)$")


def violations(office: EditedOffice) -> Iterator[str]:
    """Return what is wrong with the office's world, in words."""
    yield from _nothing_lost(office)
    yield from _letters(office)
    yield from _joint(office)
    yield from _mails(office)
    yield from _endings(office)
    yield from _duplicates(office)
    yield from _independence(office)


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
    printed = [(as_text(document), document) for document in office.world.drive.printed]
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
        joint = _JOINT.match(str(row["Kode dokumen"]))
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
    rows = {str(row["Kode dokumen"]): row for row in office.world.workbook.rows("Arsip")}
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
