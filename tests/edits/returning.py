"""Letters that people sign in Srikandi and bring back: as approved, with other words, by others, or as pictures."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from automation.domain.dates import long_date
from local_workspace.drive.rendering.typesetting import pdf
from local_workspace.scanner import scan
from tests.archive.signing import Identity, issued, signed
from tests.letters.test_srikandi import filled_in

if TYPE_CHECKING:
    from .office import EditedOffice

_COPY = re.compile(r"(KEL-2026-\d{4}) Surat Balasan(?: \(\d+\))? \(untuk Srikandi\)\.docx")
#: Stands for a signature that is not the office's among what a letter says.
STRANGER = "tanda tangan orang lain"
#: Stands for a number that another letter bears.
USED = "nomor surat lain"
_OPENING = "Menindaklanjuti"


@dataclass(frozen=True, slots=True)
class Returned:
    """A letter as it came back: whose, its number and date, and what was added to it since it was drafted."""

    complaint: str
    letter: str
    on: date
    says: frozenset[str]
    is_picture: bool


def signs_letter_of(office: EditedOffice, number: str) -> None:
    """Have the copy for Srikandi of a complaint's latest letter signed."""
    copies = [(_COPY.fullmatch(file.name), file.content) for file in office.world.drive.files.values()]
    if theirs := [content for name, content in copies if name and name[1] == number]:
        _signs(office, number, theirs[-1])


def signs_some_letter(office: EditedOffice) -> None:
    """Have some letter signed in Srikandi, once more or one that is void by now."""
    copies = [(_COPY.search(file.name), file.content) for file in office.world.drive.files.values()]
    if found := [(name[1], content) for name, content in copies if name]:
        _signs(office, *office.chance.choice(found))


def _signs(office: EditedOffice, number: str, copy: bytes) -> None:
    """Have a copy filled in, at times changed, signed, and put back."""
    from .office import added_in

    chance, now = office.chance, office.world.now
    office.counted += 1
    letter, changed = f"B/{office.counted}/BSPJI/2026", {}
    borne = {row["Nomor surat"] for row in office.world.workbook.rows("Arsip")}
    others = [one.letter for one in office.returned.values() if one.complaint != number and one.letter in borne]
    is_used = bool(others) and chance.random() < 0.08
    if is_used:
        letter = chance.choice(others)
    if chance.random() < 0.2:
        changed[_OPENING] = f"Tambahan nomor {office.counted}. {_OPENING}"
    filled = filled_in(copy, **{"${nomor_naskah}": letter, "${tanggal_naskah}": long_date(now.date()), **changed})
    is_picture, is_stranger = chance.random() < 0.1, chance.random() < 0.1
    printed = pdf(filled)
    content = signed(
        scan(printed, seed=chance.randrange(4), dpi=100) if is_picture else printed,
        _stranger() if is_stranger else None,
        at=now,
    )
    says = added_in(filled) | ({STRANGER} if is_stranger else set()) | ({USED} if is_used else set())
    office.returned[hashlib.sha256(content).hexdigest()] = Returned(
        number, letter, now.date(), frozenset(says), is_picture
    )
    office.world.drive.drop("folder-scans", "unduhan.pdf", content)
    office.done.append(f"{now:%d/%m %H.%M} {number}: Srikandi {letter} {sorted(says)} {is_picture=}")


@cache
def _stranger() -> Identity:
    return issued("Joko Susilo")
