"""What goes through the pipes: lines of JSON, with bytes after those that announce them.

Nothing that comes out of the process is believed: a hostile file may have taken it over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any

from automation.domain.letter_content import LetterContent, Variables
from automation.domain.paper import Block, BlockKind
from automation.domain.scans import HeldScan, Medium, PageDifference, ScanDifferences
from automation.domain.signatures import Chain, Integrity, Signature, SignedPdf
from automation.domain.texts import keepable

#: Bytes of a line: a page full of QR codes fits.
_LONGEST_LINE = 1_000_000
#: Bytes that go in: the largest scan.
LARGEST_GIVEN = 110_000_000
#: Bytes that come back: a scan of 100 MB taken apart, with room for what each part repeats.
LARGEST_ANSWER = 400_000_000
_LONGEST_REASON = 3_000


_WORD = re.compile(r"[a-z][a-z0-9_]{0,99}")


class Garbled(Exception):
    """The other side said nothing, or what makes no sense."""


def write(pipe: IO[bytes], line: Mapping[str, Any], contents: Sequence[bytes] = ()) -> None:
    """Write one line, and the files that belong to it."""
    pipe.write(json.dumps(line).encode("ascii") + b"\n")
    for content in contents:
        pipe.write(content)
    pipe.flush()


def read(pipe: IO[bytes]) -> dict[str, Any]:
    """Read one line.

    Raises:
        Garbled: there is none.
    """
    line = pipe.readline(_LONGEST_LINE)
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Garbled from error
    if not isinstance(found, dict):
        raise Garbled
    return found


def contents_of(pipe: IO[bytes], sizes: object, most: int) -> tuple[bytes, ...]:
    """Read files of these sizes.

    Raises:
        Garbled: they do not come, or have more bytes than `most` together.
    """
    if not isinstance(sizes, list) or not all(type(size) is int and size >= 0 for size in sizes) or sum(sizes) > most:
        raise Garbled
    return tuple(_content(pipe, size) for size in sizes)


def _content(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) != size:
        raise Garbled
    return content


def texts_of(page: object) -> frozenset[str]:
    """Return the texts of one page; raises `Garbled`."""
    if not isinstance(page, list) or not all(isinstance(text, str) for text in page):
        raise Garbled
    return frozenset(page)


def medium_of(name: object, pages: Sequence[object]) -> Medium:
    """Return what kind of file it is; raises `Garbled`, also when it has no page."""
    if not pages:
        raise Garbled
    try:
        return Medium(name)
    except ValueError as error:
        raise Garbled from error


def reason_of(text: object) -> str:
    """Return why a file was refused; raises `Garbled`."""
    if not isinstance(text, str) or not text.isprintable() or len(text) > _LONGEST_REASON:
        raise Garbled
    return text


def sayable(text: str) -> str:
    """Return a reason as `reason_of` takes it: on one line, without signs that are not seen, and not too long."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:_LONGEST_REASON]


def words_of(found: object) -> frozenset[str]:
    """Return the words that a template asks for; raises `Garbled`."""
    if not isinstance(found, list) or not all(isinstance(word, str) and _WORD.fullmatch(word) for word in found):
        raise Garbled
    return frozenset(found)


def printed_held(found: HeldScan) -> dict[str, Any]:
    """Print what came of holding a scan against what was printed."""
    differences = found.differences
    pages = [
        {"page": one.page, "words": [sayable(word) for word in one.words], "is_another": one.is_another}
        for one in differences.pages
    ]
    whole = {"scanned": differences.scanned, "printed": differences.printed, "pages": pages}
    return {**whole, "is_signed": found.is_signed}


def held_in(told: object) -> HeldScan:
    """Read what `printed_held` printed; raises `Garbled`."""
    match told:
        case {
            "scanned": int(scanned),
            "printed": int(printed),
            "pages": list(pages),
            "is_signed": bool() | None as said,
        }:
            differences = ScanDifferences(scanned=scanned, printed=printed, pages=tuple(map(_page_difference, pages)))
            return HeldScan(differences, said)
        case _:
            raise Garbled


def _page_difference(told: object) -> PageDifference:
    match told:
        case {"page": int(page), "words": list(words), "is_another": bool(is_another)}:
            return PageDifference(page, tuple(reason_of(word) for word in words), is_another)
        case _:
            raise Garbled


def printed_content(content: LetterContent) -> bytes:
    """Print what a reader sees of a letter."""
    told = {"lines": content.lines, "leftovers": content.leftovers, "is_tracked": content.is_tracked}
    told["outside"] = content.outside
    return json.dumps(told).encode("ascii")


def content_in(printed: bytes) -> LetterContent:
    """Read what `printed_content` printed; raises `Garbled`."""
    try:
        told = json.loads(printed)
        lines, leftovers, is_tracked = told["lines"], told["leftovers"], told["is_tracked"]
        outside = told["outside"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise Garbled from error
    if not isinstance(is_tracked, bool):
        raise Garbled
    return LetterContent(
        lines=_lines(lines), leftovers=_lines(leftovers), is_tracked=is_tracked, outside=_lines(outside)
    )


def _lines(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(line, str) and "\n" not in line for line in found):
        raise Garbled
    return tuple(keepable(line) for line in found)


def printed_parts(words: Mapping[str, str], blocks: Sequence[Block]) -> bytes:
    """Print the words and parts of a report; of a chart its picture goes along, and what it says."""
    told = [
        {
            "kind": one.kind.value,
            "text": one.text,
            "headings": one.headings,
            "rows": one.rows,
            "widths": one.widths,
            "numeric": one.numeric,
        }
        for one in blocks
    ]
    return json.dumps({"words": dict(words), "blocks": told}).encode("ascii")


def parts_in(printed: bytes) -> tuple[dict[str, str], tuple[Block, ...]]:
    """Read what `printed_parts` printed."""
    told = json.loads(printed)
    blocks = tuple(
        Block(
            kind=BlockKind(one["kind"]),
            text=one["text"],
            headings=tuple(one["headings"]),
            rows=tuple(map(tuple, one["rows"])),
            widths=tuple(one["widths"]),
            numeric=tuple(one["numeric"]),
        )
        for one in told["blocks"]
    )
    return told["words"], blocks


def printed_variables(variables: Variables) -> dict[str, str]:
    """Print the names of the variables that Srikandi fills."""
    return asdict(variables)


def variables_in(printed: Mapping[str, str]) -> Variables:
    """Read what `printed_variables` printed."""
    return Variables(**printed)


def printed_signed(found: SignedPdf) -> bytes:
    """Print the signatures of a PDF, and the text of its pages."""
    signatures = [
        {
            "signer": one.signer,
            "at": one.at.isoformat() if one.at else "",
            "integrity": one.integrity.value,
            "chain": one.chain.value,
        }
        for one in found.signatures
    ]
    return json.dumps({"signatures": signatures, "pages": found.pages}).encode("ascii")


def signed_in(printed: bytes) -> SignedPdf:
    """Read what `printed_signed` printed; raises `Garbled`."""
    try:
        told = json.loads(printed)
        signatures = tuple(_signature(one) for one in told["signatures"])
        pages = told["pages"]
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise Garbled from error
    if not isinstance(pages, list) or not all(isinstance(page, str) for page in pages):
        raise Garbled
    return SignedPdf(signatures, tuple(map(keepable, pages)))


def _signature(told: Any) -> Signature:
    at = datetime.fromisoformat(told["at"]) if told["at"] else None
    if at is not None and at.tzinfo is None:
        raise Garbled
    return Signature(
        signer=reason_of(told["signer"]),
        at=at,
        integrity=Integrity(told["integrity"]),
        chain=Chain(told["chain"]),
    )
