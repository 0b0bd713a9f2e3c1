"""Where a scan belongs: decided from its codes, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentKind
from automation.domain.effects import ScanPart
from automation.domain.numbers import ComplaintNumber
from automation.domain.scans import Medium

from . import wording
from .scan_reading import ScanReading, UnreadableScan


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """What the office knows when a scan comes in.

    Attributes:
        cases: the complaints that exist.
        filed: SHA-256 of every scan filed before, with the name it got.
        names: the names already used where scans are filed.
    """

    cases: Collection[ComplaintNumber]
    filed: Mapping[str, str]
    names: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class File:
    """The whole scan is one document; `remark` is what an officer must still say of it."""

    code: DocumentCode
    name: str
    pages: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """The scan is a batch; each part is one document."""

    parts: tuple[ScanPart, ...]


@dataclass(frozen=True, slots=True)
class AlreadyFiled:
    """The very same file was filed before, under this name."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Review:
    """A person must look at it, and this is why."""

    reason: str


Filing = File | Split | AlreadyFiled | Review


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Pages of one document: from `first` up to, not including, `end`."""

    code: DocumentCode
    first: int
    end: int
    remark: str = ""


def filing_for(reading: ScanReading | UnreadableScan, known: KnownPaper, file_name: str, on: date) -> Filing:
    """Decide where a scan goes.

    Each page's code says which document it is; a page without one belongs to the document before it. A cover sheet
    bears the code of the paper below it: it begins a document of its own, and is kept as its first page.

    Where there are no codes at all, a name like "KEL-2026-0042 Surat Pengaduan.pdf" makes it a customer's letter or
    an attachment; never a document of ours, which would be mailed on as such: it becomes an attachment, and an
    officer is asked of one that is named as the reply. So are pages with the reply's code that nobody signed.

    Args:
        reading: what was found on the scan.
        known: what is there already.
        file_name: the name the scan came with.
        on: the day that its new name will bear.
    """
    if isinstance(reading, UnreadableScan):
        return Review(reading.reason)
    if reading.sha256 in known.filed:
        return AlreadyFiled(reading.sha256, known.filed[reading.sha256])
    stretches = _stretches(reading, stated_in(file_name))
    if isinstance(stretches, Review):
        return stretches
    if any(_is_cover_alone(stretch, reading) for stretch in stretches):
        return Review(wording.COVER_ALONE)
    unknown = sorted({stretch.code.number for stretch in stretches} - set(known.cases))
    if unknown:
        return Review(wording.unknown_case(", ".join(map(str, unknown))))
    stretches = [_unless_unsigned(stretch, reading) for stretch in stretches]
    names = _names(stretches, reading.medium, on, known.names)
    if len(stretches) == 1:
        stated = stated_in(file_name)
        # The case waits for its signed reply alone: nothing is asked of pages named as another paper of ours.
        is_reply = stated is not None and stated.kind is DocumentKind.SURAT_BALASAN
        named = wording.NAMED_AS_OURS if is_reply and _named_as_ours(reading, stated) else ""
        remark = stretches[0].remark or named
        return File(stretches[0].code, names[0], len(reading.pages), remark)
    if reading.medium is not Medium.PDF:
        return Review(wording.TIFF_OF_SEVERAL)
    return Split(tuple(_part(stretch, name) for stretch, name in zip(stretches, names, strict=True)))


def _unless_unsigned(stretch: _Stretch, reading: ScanReading) -> _Stretch:
    """Return pages as they are; a letter that nobody signed becomes an attachment, of which an officer is asked."""
    held = reading.held.get(stretch.code)
    if held is None or held.is_signed is not False:
        return stretch
    code = DocumentCode(stretch.code.number, DocumentKind.LAMPIRAN)
    return replace(stretch, code=code, remark=wording.unsigned(held.differences))


def stated_in(file_name: str) -> DocumentCode | None:
    """Return the document that a file's name states ("KEL-2026-0042 Surat Pengaduan 2.pdf"); None for none."""
    # macOS writes é as e + ´, which looks the same and compares as different.
    name = " ".join(unicodedata.normalize("NFC", file_name).split())
    for kind in DocumentKind:
        found = re.match(rf"(\S+) {re.escape(kind.title)}(?: (\d{{1,3}}))?(?=[ .(]|$)", name, re.IGNORECASE)
        if found:
            try:
                return DocumentCode(ComplaintNumber.parse(found[1]), kind, max(1, int(found[2] or 1)))
            except ValueError:
                return None
    return None


def _stretches(reading: ScanReading, stated: DocumentCode | None) -> list[_Stretch] | Review:
    codes = {code for page in reading.pages for code in page.codes}
    for number, page in enumerate(reading.pages, start=1):
        if len(page.codes) > 1:
            return Review(wording.several_codes(number, _listed(page.codes)))
    if any(page.forged for page in reading.pages):
        return Review(wording.FORGED)
    if any(code.kind is DocumentKind.LABEL_MAP for code in codes):
        return Review(wording.LABEL_SCANNED)
    if stated is not None and _named_as_ours(reading, stated):
        return [_Stretch(DocumentCode(stated.number, DocumentKind.LAMPIRAN), 0, len(reading.pages))]
    if stated is not None:
        whole = _Stretch(stated, 0, len(reading.pages))
        return [whole] if codes <= {stated} else Review(wording.name_disagrees(str(stated), _listed(codes)))
    if not codes:
        return _says_nothing(reading)
    silent = next(position for position, page in enumerate(reading.pages) if page.codes)
    if silent:
        return Review(wording.no_code(silent))
    stretches = _grouped(reading)
    ours = [stretch.code for stretch in stretches if stretch.code.kind.is_ours]
    if len(ours) != len(set(ours)):
        return Review(wording.MIXED_PAGES)
    return stretches


def _named_as_ours(reading: ScanReading, stated: DocumentCode | None) -> bool:
    """Return whether nothing but a file's name says that this is a document of ours."""
    return stated is not None and stated.kind.is_ours and not any(page.codes for page in reading.pages)


def _says_nothing(reading: ScanReading) -> Review:
    foreign = sum(1 for page in reading.pages if page.foreign)
    return Review(wording.only_foreign(foreign) if foreign else wording.no_code(1))


def _grouped(reading: ScanReading) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    for position, page in enumerate(reading.pages):
        code = page.codes[0] if page.codes else stretches[-1].code
        is_cover = bool(page.codes) and not code.kind.is_ours
        if stretches and stretches[-1].code == code and not is_cover:
            stretches[-1] = _Stretch(code, stretches[-1].first, position + 1)
        else:
            stretches.append(_Stretch(code, position, position + 1))
    return stretches


def _is_cover_alone(stretch: _Stretch, reading: ScanReading) -> bool:
    """Return whether nothing was scanned but a cover sheet: papers of others bear no code of ours themselves."""
    is_cover = bool(reading.pages[stretch.first].codes) and not stretch.code.kind.is_ours
    return is_cover and stretch.end - stretch.first == 1


def _names(stretches: Iterable[_Stretch], medium: Medium, on: date, taken: Collection[str]) -> list[str]:
    used = set(taken)
    names = []
    for stretch in stretches:
        code = stretch.code
        name = free_name(wording.scan_name(code.number, code.kind, code.sequence, on.isoformat(), medium.value), used)
        used.add(name)
        names.append(name)
    return names


def free_name(name: str, used: Collection[str]) -> str:
    """Return the name, or with a number behind it where it is used already."""
    taken = {_compared(one) for one in used}
    stem, _, ending = name.rpartition(".")
    tried, count = name, 1
    while _compared(tried) in taken:
        count += 1
        tried = f"{stem} ({count}).{ending}"
    return tried


def _compared(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _part(stretch: _Stretch, name: str) -> ScanPart:
    code = stretch.code
    return ScanPart(
        number=code.number,
        kind=code.kind,
        sequence=code.sequence,
        first=stretch.first,
        end=stretch.end,
        name=name,
        remark=stretch.remark,
    )


def _listed(codes: Iterable[DocumentCode]) -> str:
    return ", ".join(str(code) for code in sorted(codes))
