"""Number and date, filled last into the reply letter that people have edited.

The draft shows `[nomor surat]` and `[tanggal surat]` in its head. Only the head is looked at (what stands before
"Yth."), and there only the line that begins with "Nomor" and the one that ends with the date: so the same words in
a customer's own text are never touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from docx.document import Document
from docx.oxml.ns import qn

from automation.domain.dates import long_date

from . import wording
from .filling import replace_span
from .outside import outside_faults
from .package import Element, opened, paragraphs_of, saved, text_of, texts_of
from .pictures import codes_in
from .plain_text import one_line
from .unpacking import HeavyDocument, LockedDocument, UnreadableDocument

_NUMBER_LABEL = re.compile(r"(?:nomor|no\.?)\s*:?", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"\s*(?:nomor|no\.?)\s*:", re.IGNORECASE)
_PLACE = r"[^\d:\[\]]{2,40},\s*"
#: What Srikandi fills in, such as `${tanggal_naskah}`.
_VARIABLE = r"\$\{[^{}]{1,60}\}"
_DATE_LINE = re.compile(_PLACE + rf"(?P<day>\[tanggal surat\]|{_VARIABLE}|\d{{1,2}} [A-Za-z]+ \d{{4}})")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The letter with its number and date; the very same bytes when it already bore both."""

    content: bytes


@dataclass(frozen=True, slots=True)
class CannotNumber:
    """Why number and date could not be filled in, and what a person should do."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadField:
    """A place in the head: what stands there now, and where in its paragraph."""

    paragraph: Element
    start: int
    end: int
    standing: str


def number_letter(draft: bytes, letter_number: str, letter_date: date) -> Numbered | CannotNumber:
    """Fill number and date into the head of an edited reply letter; harmless when it was done before."""
    number, day = one_line(letter_number), long_date(letter_date)
    if not number:
        return CannotNumber(wording.EMPTY_NUMBER)
    try:
        document = opened(draft)
    except UnreadableDocument as error:
        return CannotNumber(unreadable_draft(error))
    match fill_head(document, number, day):
        case CannotNumber() as fault:
            return fault
        case changed:
            return Numbered(saved(document) if changed else draft)


def fill_head(document: Document, number: str, day: str) -> bool | CannotNumber:
    """Put number and date into the head of a letter; return whether that changed anything of it."""
    fields = _fields(document)
    if isinstance(fields, CannotNumber):
        return fields
    wanted = ((fields[0], wording.NUMBER_PLACE, number), (fields[1], wording.DATE_PLACE, day))
    for field, place, value in wanted:
        if field.standing not in (place, value):
            return CannotNumber(wording.numbered_otherwise(field.standing, value))
    open_fields = [(field, value) for field, place, value in wanted if field.standing == place]
    # The date may stand behind the number in one paragraph: from the back, places stay true.
    for field, value in reversed(open_fields):
        replace_span(field.paragraph, field.start, field.end, value)
    return bool(open_fields)


def draft_text(draft: bytes) -> tuple[str, ...]:
    """Return the paragraphs of the letter's body, empty ones left out.

    Raises:
        UnreadableDocument: when the draft is no .docx, or too heavy.
    """
    texts = (text_of(paragraph).strip() for paragraph in paragraphs_of(opened(draft).part))
    return tuple(text for text in texts if text)


def draft_faults(draft: bytes, code: str) -> tuple[str, ...]:
    """Return what is wrong with an edited draft: its head, its QR code, its text, what it fetches from elsewhere.

    Args:
        draft: the .docx as it is in Drive now.
        code: the text that its QR code must have.
    """
    try:
        outside = outside_faults(draft)
        document = opened(draft)
    except UnreadableDocument as error:
        return (unreadable_draft(error),)
    fields = _fields(document)
    faults = [fields.reason] if isinstance(fields, CannotNumber) else []
    faults += outside
    codes = codes_in(document)
    if code not in codes:
        faults.append(wording.QR_OF_ANOTHER if codes else wording.QR_GONE)
    if any(text_of(paragraph).strip() == wording.REPLY_TO_BE_WRITTEN for paragraph in paragraphs_of(document.part)):
        faults.append(wording.REPLY_EMPTY)
    return tuple(faults)


def head_fields(document: Document) -> tuple[HeadField, ...]:
    """Return the places of number and date in a letter's head; none where they are not clear."""
    found = _fields(document)
    return () if isinstance(found, CannotNumber) else found


def unreadable_draft(error: UnreadableDocument) -> str:
    """Say why a draft cannot be read, and what to do."""
    match error:
        case LockedDocument():
            return wording.LOCKED_DRAFT
        case HeavyDocument():
            return wording.HEAVY_DRAFT
        case _:
            return wording.DAMAGED_DRAFT


def _fields(document: Document) -> tuple[HeadField, HeadField] | CannotNumber:
    head = _head(document)
    if head is None:
        return CannotNumber(wording.HEAD_MISSING)
    numbers = [field for paragraph in head if (field := _number_field(paragraph))]
    days = [field for paragraph in head if (field := _date_field(paragraph))]
    match numbers, days:
        case [number], [day]:
            return number, day
        case [], _:
            return CannotNumber(wording.NUMBER_LINE_MISSING)
        case [_], []:
            return CannotNumber(wording.DATE_LINE_MISSING)
        case [_], _:
            return CannotNumber(wording.SEVERAL_DATES)
        case _:
            return CannotNumber(wording.SEVERAL_NUMBER_LINES)


def _head(document: Document) -> list[Element] | None:
    """Return the paragraphs before "Yth.", or None when there is no such line."""
    head: list[Element] = []
    for paragraph in paragraphs_of(document.part):
        if text_of(paragraph).strip().startswith("Yth"):
            return head
        head.append(paragraph)
    return None


def _number_field(paragraph: Element) -> HeadField | None:
    """Return the number in "Nomor : …": in one paragraph, or in the first filled cell beside "Nomor"."""
    text = _written(paragraph)
    cells = _cells_beside(paragraph)
    if not cells:
        line = _NUMBER_LINE.match(text)
        start = line.end() if line else None
    elif _NUMBER_LABEL.fullmatch(cells[0]) and _column(paragraph) == _first_filled(cells):
        start = len(text) - len(text.lstrip(" :"))
    else:
        start = None
    if start is None:
        return None
    day = _DATE_LINE.search(text, start)
    return _field(paragraph, text, start, day.start() if day else len(text))


def _date_field(paragraph: Element) -> HeadField | None:
    """Return the date after the place, "Samarinda, …", in a line of its own or in the line of the number."""
    text = _written(paragraph)
    cells = _cells_beside(paragraph)
    if cells and not _NUMBER_LABEL.fullmatch(cells[0]) and len([cell for cell in cells if cell]) > 1:
        return None
    line = _NUMBER_LINE.match(text)
    found = _DATE_LINE.search(text, line.end()) if line else _DATE_LINE.fullmatch(text.strip())
    if not found:
        return None
    start = text.rindex(found["day"])
    return _field(paragraph, text, start, start + len(found["day"]))


def _field(paragraph: Element, text: str, start: int, end: int) -> HeadField | None:
    standing = text[start:end]
    if not standing.strip():
        return None
    start += len(standing) - len(standing.lstrip())
    return HeadField(paragraph=paragraph, start=start, end=start + len(standing.strip()), standing=standing.strip())


def _written(paragraph: Element) -> str:
    return "".join(text.text or "" for text in texts_of(paragraph))


def _cells_beside(paragraph: Element) -> list[str]:
    """Return what the cells of the paragraph's table row say; nothing outside a table."""
    row = next(paragraph.iterancestors(qn("w:tr")), None)
    if row is None:
        return []
    return ["".join(text_of(each) for each in cell.iter(qn("w:p"))).strip() for cell in row.findall(qn("w:tc"))]


def _first_filled(cells: list[str]) -> int:
    """Return the column of the first cell after the label that holds more than a colon."""
    return next((column for column, cell in enumerate(cells) if column and cell.strip(" :")), -1)


def _column(paragraph: Element) -> int:
    cell = next(paragraph.iterancestors(qn("w:tc")))
    return int(cell.getparent().findall(qn("w:tc")).index(cell))
