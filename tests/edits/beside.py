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
from automation.workflow.phase import Phase
from automation.workflow.phase_wording import STATES
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
PEOPLE = ("Siti Aminah", "Bambang Sutrisno", "rudi@lab.example", "Pak Karyo")
SORTING = STATES[Phase.SORTING]
BEFORE_INITIALS = frozenset(
    STATES[phase]
    for phase in (Phase.REVIEW, Phase.CAUSE, Phase.ACTION, Phase.APPLICATION, Phase.VERIFICATION, Phase.REPLY_TEXT)
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
    person = chance.choice(PEOPLE)
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


def sees_a_joint_letter_through(office: EditedOffice) -> None:
    """Let two complaints that are not over have one letter, and see both through."""
    if office.urged and all(map(office.is_open, office.urged)) and office.chance.random() < 0.9:
        return
    waiting = [number for number, state in office.states().items() if state in BEFORE_INITIALS]
    if len(waiting) > 1:
        lead, member = office.urged = (*office.chance.sample(waiting, 2),)
        office.types(lead, joint_letter="")
        office.types(member, joint_letter=lead)


def joins_complaints(office: EditedOffice) -> None:
    """Call a complaint a duplicate of another one, or the first of some a withdrawn one, at times by mistake."""
    chance = office.chance
    if chance.random() < 0.5:
        number, first = office.some_number(SORTING) or office.some_number(), office.some_number()
        if number and first and number not in office.urged:
            office.types(number, classification="Duplikat", duplicate_of=first)
        return
    firsts = [str(row["Duplikat dari"]) for row in office.world.workbook.rows("Register") if row["Duplikat dari"]]
    known = sorted(set(firsts) & set(office.numbers()))
    if known:
        office.types(chance.choice(known), classification=chance.choice(("Dicabut pelapor", "Keluhan", "Keluhan")))


def relates_complaints(office: EditedOffice) -> None:
    """Name another complaint as related, or no longer."""
    number, other = office.some_number(), office.some_number()
    if number and other:
        office.types(number, related_to=office.chance.choice((other, other, "")))


def corrects_an_address(office: EditedOffice) -> None:
    """Put a complainant's mail address right, or back."""
    if number := office.some_number():
        office.counted += 1
        right = f"betul{office.counted}@contoh.example"
        office.types(number, corrected_email=office.chance.choice((right, right, "")))


def appoints(office: EditedOffice) -> None:
    """Let somebody act for the Kepala Balai, or lead a group, for some days from now."""
    chance, book = office.chance, office.world.workbook
    if len(book.rows("Pejabat")) - office.officials_at_first >= _MOST_ROWS:
        book.delete_row("Pejabat", office.officials_at_first + 1)
        return
    office.counted += 1
    today, days = office.world.now, timedelta(days=chance.randrange(1, 9))
    book.add_row(
        "Pejabat",
        post=chance.choice(POSTS[:2] + POSTS[5:6]),
        name=f"Pejabat Nomor {office.counted}",
        email=f"pejabat{office.counted}@bspji-samarinda.example",
        first=f"{today:%d/%m/%Y}",
        last=f"{today + days:%d/%m/%Y}",
    )
    office.done.append(f"{today:%d/%m %H.%M} Pejabat: {book.rows('Pejabat')[-1]}")


def carries_out_an_action(office: EditedOffice) -> None:
    """Write into a row of Tindakan what it waits for: who and until when, that it is done, what a check found."""
    chance, book = office.chance, office.world.workbook
    row = chance.choice([place for place, one in enumerate(book.rows("Tindakan"), 1) if one["Nomor"]] or [1])
    now = book.rows("Tindakan")[row - 1]
    today = f"{office.world.now:%d/%m/%Y}"
    if not (now["Penanggung jawab"] and now["Tenggat tindakan"]):
        cells = {"what": "Uraian", "owner": chance.choice(PEOPLE), "due": today}
    elif not now["Selesai pada"]:
        cells = {"done_on": today, "check_on": today}
    else:
        cells = {
            "result": chance.choice(("Efektif", "Efektif", "Tidak efektif")),
            "checked_by": chance.choice(PEOPLE),
        }
    for key, value in cells.items():
        book.type("Tindakan", row, _ACTIONS.column(key).heading, value)
    office.done.append(f"{office.world.now:%d/%m %H.%M} {now['Kode tindakan']}: {cells}")


def heeds_the_draft(office: EditedOffice, number: str) -> bool:
    """Do what a complaint's row says of its draft; whether it says anything of it."""
    row = next(row for row in office.world.workbook.rows("Register") if row["Nomor"] == number)
    others = re.search(r"konsep surat belum menyebut nomor ([\w, -]+);", str(row["Peringatan"]))
    former = re.search(_FORMER_SIGNER, str(row["Peringatan"]))
    if others:
        _changed(office, number, partial(_appended, said=others[1]))
    left = re.search(r"konsep surat masih menyebut ([\w, -]+), yang tidak dijawab", str(row["Peringatan"]))
    if former:
        _changed(office, number, partial(_renamed, before=former[1], after=former[2]))
    for other in left[1].split(", ") if left else ():
        for joined in (f" dan {other}", f", {other}", other):
            _changed(office, number, partial(_renamed, before=joined, after=""))
    return bool(others or former or left)


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
    appoints,
    writes_into_tindakan,
    carries_out_an_action,
    carries_out_an_action,
    carries_out_an_action,
    joins_a_letter,
    sees_a_joint_letter_through,
    sees_a_joint_letter_through,
    joins_complaints,
    joins_complaints,
    relates_complaints,
    corrects_an_address,
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
    parts = [part for part in document.part.package.iter_parts() if hasattr(part, "element")]
    for text in (one for part in parts for one in part.element.iter(docx.oxml.ns.qn("w:t"))):
        if text.text and before in text.text:
            text.text = text.text.replace(before, after)
