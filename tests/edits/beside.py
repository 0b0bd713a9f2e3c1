"""What people edit besides: Pejabat, Tindakan, joint letters, sheets to print, times of receipt."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import docx

from automation.domain.cells import Cell
from automation.register.schema import tabs
from tests.letters.letter_lines import as_text

if TYPE_CHECKING:
    from .office import EditedOffice

POSTS = (
    "Plh. Kepala Balai",
    "Plt. Kepala Balai",
    "Kepala Balai",
    "Wakil Kepala Balai",
    "Petugas Pelayanan",
    "Ketua Pokja Pengujian",
    "Wakil Ketua Pokja Pengujian",
    "Ketua Pokja Kalibrasi",
)
SHEETS = ("Surat Pengaduan", "Notulen Rapat", "Daftar Hadir", "Lampiran", "Label Map")
_MOST_ROWS = 5
_FORMER_SIGNER = r"konsepnya masih menyebut (.+), yang hari ini .*; kini (.+), (?:Plh\. |Plt\. )?Kepala Balai\."
_ACTIONS = tabs()["actions"]


def writes_into_pejabat(office: EditedOffice) -> None:
    """Appoint somebody, put a row off, spoil a cell, or delete a row that was added before."""
    chance, book = office.chance, office.world.workbook
    rows = len(book.rows("Pejabat"))
    added = rows - office.officials_at_first
    if added and chance.random() < 0.25:
        book.delete_row("Pejabat", office.officials_at_first + 1 + chance.randrange(added))
        return
    if added < _MOST_ROWS and (not added or chance.random() < 0.4):
        office.counted += 1
        name = f"Pejabat Nomor {office.counted}"
        email = f"pejabat{office.counted}@bspji-samarinda.example"
        book.add_row("Pejabat", post=chance.choice(POSTS), name=name, email=email, first=_day(office))
        rows += 1
    row = office.officials_at_first + 1 + chance.randrange(rows - office.officials_at_first)
    heading = chance.choice(("Jabatan", "Surel pejabat", "Dari", "Sampai", "Sampai", "Sampai"))
    good: Cell = {"Jabatan": chance.choice(POSTS), "Surel pejabat": "baru@bspji-samarinda.example"}.get(
        heading, _day(office)
    )
    book.type("Pejabat", row, heading, chance.choice((good, good, good, "", "entah")))
    office.done.append(f"{office.world.now:%d/%m %H.%M} Pejabat {row}: {book.rows('Pejabat')[row - 1]}")


def writes_into_tindakan(office: EditedOffice) -> None:
    """Plan an action, do it, check it, or write nonsense beside it."""
    chance, book = office.chance, office.world.workbook
    row = 1 + chance.randrange(len(book.rows("Tindakan")))
    column = chance.choice([one for one in _ACTIONS.columns if one.owner != "job"])
    person = chance.choice(("Siti Aminah", "Bambang Sutrisno", "rudi@lab.example", "Pak Karyo"))
    fitting: dict[str, Cell] = {"owner": person, "checked_by": person}
    day = column.key in ("due", "done_on", "check_on")
    value = fitting.get(column.key, chance.choice((*column.choices, _day(office) if day else "Uraian")))
    book.type("Tindakan", row, column.heading, chance.choice((value, value, value, "", "#REF!")))
    office.done.append(f"{office.world.now:%d/%m %H.%M} Tindakan {row}: {column.key} = {value}")


def joins_a_letter(office: EditedOffice) -> None:
    """Let the letter of another complaint answer one too, or take that back."""
    number, other = office.some_number(), office.some_number()
    if number is not None and other is not None:
        office.types(number, joint_letter=office.chance.choice((other, other, other, "")))


def finishes_a_joint_draft(office: EditedOffice) -> None:
    """Write into a draft the numbers that its letter answers too, as its row asks for."""
    for row in office.world.workbook.rows("Register"):
        asked = re.search(r"konsep surat belum menyebut nomor ([\w, -]+);", str(row["Peringatan"]))
        if asked:
            _changed(office, str(row["Nomor"]), partial(_appended, said=asked[1]))


def names_who_signs(office: EditedOffice) -> None:
    """Put into a draft whoever signs today, as its row asks for."""
    for row in office.world.workbook.rows("Register"):
        asked = re.search(_FORMER_SIGNER, str(row["Peringatan"]))
        if asked:
            _changed(office, str(row["Nomor"]), partial(_renamed, before=asked[1], after=asked[2]))


def asks_for_sheets(office: EditedOffice) -> None:
    """Ask for cover sheets and labels."""
    if number := office.some_number():
        office.types(number, to_print="; ".join(office.chance.sample(SHEETS, office.chance.randrange(3))))


def puts_receipt_right(office: EditedOffice) -> None:
    """Write when a complaint came in: some time before it was written down, after it, or nothing."""
    if number := office.some_number():
        at = office.world.now - timedelta(minutes=office.chance.randrange(-300, 40_000))
        office.types(number, corrected_received=office.chance.choice((f"{at:%d/%m/%Y %H:%M}",) * 3 + ("",)))


#: All of these, each as often as it stands here.
ACTS: tuple[Callable[[EditedOffice], None], ...] = (
    writes_into_pejabat,
    writes_into_tindakan,
    writes_into_tindakan,
    joins_a_letter,
    finishes_a_joint_draft,
    names_who_signs,
    names_who_signs,
    asks_for_sheets,
    puts_receipt_right,
)


def _day(office: EditedOffice) -> str:
    return f"{office.world.now + timedelta(days=office.chance.randrange(-4, 9)):%d/%m/%Y}"


def _changed(office: EditedOffice, number: str, change: Callable[[docx.document.Document], None]) -> None:
    draft = office.draft_file(number)
    if draft is None:
        return
    document = docx.Document(io.BytesIO(draft.content))
    change(document)
    out = io.BytesIO()
    document.save(out)
    office.world.drive.edit(draft.id, out.getvalue())
    office.done.append(f"{office.world.now:%d/%m %H.%M} {number}: konsep {as_text(out.getvalue())[-200:]!r}")


def _appended(document: docx.document.Document, said: str) -> None:
    document.paragraphs[-1].insert_paragraph_before(f"Surat ini menjawab juga {said}.")


def _renamed(document: docx.document.Document, before: str, after: str) -> None:
    for text in document.element.iter(docx.oxml.ns.qn("w:t")):
        if text.text and before in text.text:
            text.text = text.text.replace(before, after)
