"""Papers of meetings that people scan: below a cover sheet, named by their file, or as what an officer says."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from automation.domain.cells import Cell
from automation.domain.documents import DocumentKind
from automation.register.schema import tabs
from local_workspace.scanner import bundled, scan

if TYPE_CHECKING:
    from .office import EditedOffice

MINUTES = (DocumentKind.NOTULEN_RAPAT, DocumentKind.DAFTAR_HADIR)
ATTACHMENT = DocumentKind.LAMPIRAN
_ARCHIVE = tabs()["archive"]
DESIGNATED, SHELF = (_ARCHIVE.column(key).heading for key in ("designated", "shelf"))
#: In points; small, for a page on which no code is found takes long to look at.
_PAGE = (150, 210)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A file that somebody scanned: its SHA-256, and whose papers it holds; none where a person has to see it."""

    sha256: str
    papers: tuple[tuple[str, DocumentKind], ...]


def scans_minutes(office: EditedOffice) -> None:
    """Scan minutes or a list of attendance in one of the ways people have, mostly of a meeting that was called."""
    called = [str(row["Nomor"]) for row in office.world.workbook.rows("Register") if row["Perlu rapat"] == "Ya"]
    number = office.chance.choice(called) if called and office.chance.random() < 0.8 else office.some_number()
    if number is not None:
        office.chance.choice(_WAYS)(office, number)


def prints_cover_sheets(office: EditedOffice) -> None:
    """Ask for the cover sheets of a meeting's papers."""
    if number := office.some_number():
        office.types(number, to_print="; ".join(kind.title for kind in MINUTES))


def says_what_an_attachment_is(office: EditedOffice) -> None:
    """Write in Arsip what a paper is: mostly that an attachment is a meeting's, at times otherwise, or nonsense."""
    chance, book = office.chance, office.world.workbook
    rows = list(enumerate(book.rows("Arsip"), 1))
    attached = [one for one in rows if str(one[1]["Jenis dokumen"]).startswith(ATTACHMENT.title)]
    if not rows:
        return
    row, shown = chance.choice(attached if attached and chance.random() < 0.8 else rows)
    choices = _ARCHIVE.column("designated").choices
    minutes = [kind.title for kind in MINUTES]
    anything: tuple[Cell, ...] = (*minutes, *minutes, *minutes, *choices, "", "entah", False)
    value = chance.choice(anything)
    book.type("Arsip", row, DESIGNATED, value)
    office.done.append(f"{office.world.now:%d/%m %H.%M} Arsip {shown['Nama berkas']}: {DESIGNATED} = {value}")


def shelves(office: EditedOffice) -> None:
    """Write in Arsip where some paper lies, or nothing."""
    if rows := office.world.workbook.rows("Arsip"):
        places: tuple[Cell, ...] = ("Lemari 1", "Map 2", 3, "")
        row = 1 + office.chance.randrange(len(rows))
        office.world.workbook.type("Arsip", row, SHELF, office.chance.choice(places))


def _below_its_sheet(office: EditedOffice, number: str) -> None:
    """Scan a paper below its cover sheet; where that is not printed yet, ask for it."""
    kind = office.chance.choice(MINUTES)
    if sheet := _sheet(office, number, kind):
        drops(office, "pindai.pdf", bundled([sheet, paper(office)]), (number, kind))
    else:
        prints_cover_sheets(office)


def _in_one_pile(office: EditedOffice, number: str) -> None:
    """Scan both papers of a meeting in one go, each below its cover sheet."""
    sheets = [_sheet(office, number, kind) for kind in MINUTES]
    if all(sheets):
        pile = [page for sheet in sheets if sheet for page in (sheet, paper(office))]
        drops(office, "pindai.pdf", bundled(pile), *((number, kind) for kind in MINUTES))


def _by_its_name(office: EditedOffice, number: str) -> None:
    """Scan a paper that its file's name tells of."""
    kind = office.chance.choice(MINUTES)
    drops(office, f"{number} {kind.title}.pdf", paper(office), (number, kind))


def _attached(office: EditedOffice, number: str) -> None:
    """Scan a paper as an attachment."""
    drops(office, f"{number} {ATTACHMENT.title}.pdf", paper(office), (number, ATTACHMENT))


def _sheet_alone(office: EditedOffice, number: str) -> None:
    """Scan a cover sheet, and forget the paper."""
    if sheet := _sheet(office, number, office.chance.choice(MINUTES)):
        drops(office, "pindai.pdf", sheet)


def _named_otherwise(office: EditedOffice, number: str) -> None:
    """Scan a paper below its cover sheet, into a file that is named as another paper."""
    one, other = office.chance.sample(MINUTES, 2)
    if sheet := _sheet(office, number, one):
        drops(office, f"{number} {other.title}.pdf", bundled([sheet, paper(office)]))


def _without_a_word(office: EditedOffice, number: str) -> None:
    """Scan a paper that nothing tells of, or one of a complaint that is not there."""
    drops(office, office.chance.choice(("rapat.pdf", "KEL-2026-0999 Notulen Rapat.pdf")), paper(office))


def _once_more(office: EditedOffice, number: str) -> None:
    """Put a file into the folder that was filed before."""
    drive = office.world.drive
    files = [file for file in drive.files.values() if "(pindaian)" in file.name and number in file.name]
    if files:
        file = office.chance.choice(files)
        name = office.chance.choice(("lagi.pdf", f"{number} Daftar Hadir.pdf"))
        drive.drop("folder-scans", name, file.content)
        office.scanned.append(Scanned(hashlib.sha256(file.content).hexdigest(), ()))


_WAYS: tuple[Callable[[EditedOffice, str], None], ...] = (
    _below_its_sheet,
    _below_its_sheet,
    _below_its_sheet,
    _in_one_pile,
    _by_its_name,
    _by_its_name,
    _attached,
    _attached,
    _sheet_alone,
    _named_otherwise,
    _without_a_word,
    _once_more,
)


def _sheet(office: EditedOffice, number: str, kind: DocumentKind) -> bytes | None:
    """Print a cover sheet; None where there is none yet."""
    name = f"{number} {DocumentKind.LEMBAR_SAMPUL.title} {kind.title}.docx"
    made = next((file.content for file in office.world.drive.files.values() if file.name == name), None)
    if made is None:
        return None
    printed = office.world.drive.as_pdf(made, "lembar")
    office.world.drive.printed.pop()  # No letter of the job's.
    return printed


def paper(office: EditedOffice) -> bytes:
    """Write a paper that is like no other."""
    office.counted += 1
    return _written(office.counted)


@cache
def _written(number: int) -> bytes:
    page, out = Image.new("L", _PAGE, 255), io.BytesIO()
    ImageDraw.Draw(page).text((20, 30), f"Rapat nomor {number}", fill=20)
    page.save(out, "PDF", resolution=72)
    return out.getvalue()


def drops(office: EditedOffice, name: str, sheets: bytes, *papers: tuple[str, DocumentKind]) -> None:
    """Scan sheets into a file of that name; `papers` are those in it that shall be filed."""
    content = scan(sheets, seed=office.chance.randrange(4), dpi=100)
    office.scanned.append(Scanned(hashlib.sha256(content).hexdigest(), papers))
    office.world.drive.drop("folder-scans", name, content)
    told = [f"{number} {kind.title}" for number, kind in papers]
    office.done.append(f"{office.world.now:%d/%m %H.%M} pindaian {name}: {told}")


#: All of these, each as often as it stands here.
ACTS: tuple[Callable[[EditedOffice], None], ...] = (
    scans_minutes,
    scans_minutes,
    prints_cover_sheets,
    says_what_an_attachment_is,
    shelves,
    shelves,
)
