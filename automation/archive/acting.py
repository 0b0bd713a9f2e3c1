"""Whether a PDF acts: runs a script, starts a program, sends itself off, or carries files, once somebody opens it.

Such a PDF is refused by the name of what it does, signed or not. What it says of itself may lie plainly in the file,
in an update at its end, or in compressed object streams; names may be escaped. Where objects cannot be looked
through, it is refused too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from automation.ports import CannotOpen

from . import wording
from .object_streams import object_streams

#: Names as long as these do not come about by chance within pictures; shorter ones stand beside longer ones.
_DEEDS = {
    rb"/JavaScript\b": wording.RUNS_A_SCRIPT,
    rb"/Launch\b": wording.STARTS_A_PROGRAM,
    rb"/(?:EmbeddedFiles?|FileAttachment|GoToE)\b": wording.CARRIES_FILES,
    rb"/GoToR\b": wording.OPENS_A_FILE,
    rb"/(?:SubmitForm|ImportData)\b": wording.SENDS_DATA,
    rb"/(?:RichMedia(?:Execute)?|Rendition)\b|/(?:S|Subtype)\s*/(?:Movie|Sound|Screen|3D)\b": wording.PLAYS_MEDIA,
}
_KINDS = tuple((re.compile(pattern), what) for pattern, what in _DEEDS.items())
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_OPENING = re.compile(rb"/OpenAction\s*(?:(\d+)\s+(\d+)\s+R\b|(<<|\[)|(.))", re.DOTALL)
_SHOWS_A_PAGE = re.compile(rb"\s*(?:\[|<<(?:(?!>>).){0,200}/S\s*/GoTo\b)", re.DOTALL)
_NULL = re.compile(rb"null(?=[\s/>])")
#: A tree of names, as a value of its own kind: what follows `/S` would be an action.
_TREE = re.compile(
    rb"(?<=<<|>>| R)\s*/(?:EmbeddedFiles|JavaScript)\s*"
    rb"(?:<<\s*(?:/Names\s*\[\s*\]\s*)?>>|(\d{1,10})\s+(\d{1,5})\s+R\b)"
)
_NOTHING = re.compile(rb"\s*<<\s*(?:/Names\s*\[\s*\]\s*)?>>")
#: Actions that start by themselves, by a page or a field: even plain ones, as URI and Thread are.
_BY_ITSELF = re.compile(rb"/AA\s*(?:\d+\s+\d+\s+R\b|<<(?!\s*>>))")
_GOES_ON = re.compile(rb"(?:(?!endobj).){0,2000}?/Next\b", re.DOTALL)
_XFA = (2, 3)

_Packed = Mapping[int, Sequence[bytes]]


def refuse_acting(pdf: bytes) -> None:
    """Refuse a PDF that acts.

    Raises:
        CannotOpen: it does, or that cannot be known; the text says which.
    """
    if what := what_it_does(pdf):
        raise CannotOpen(wording.acts_though_signed(what) if b"/ByteRange" in pdf else wording.acts(what))


def what_it_does(pdf: bytes) -> str:
    """Return what a PDF does beyond showing its pages, in words; "" for nothing."""
    packed: list[bytes] = []
    numbered: dict[int, list[bytes]] = {}
    for stream in object_streams(pdf):
        if stream is None:
            return wording.CANNOT_BE_KNOWN
        packed.append(_spelt_out(stream.content))
        for number, one in stream.objects():
            numbered.setdefault(number, []).append(_spelt_out(one))
    plain = _spelt_out(pdf)
    known = (_named_in(part, plain, numbered) for part in (plain, *packed))
    return next((what for what in known if what), "") or _found_by_reader(pdf)


def _spelt_out(content: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content) if b"#" in content else content


def _named_in(part: bytes, plain: bytes, packed: _Packed) -> str:
    named = _TREE.sub(lambda found: b" " if _is_empty(found, plain, packed) else found[0], part)
    if what := next((what for pattern, what in _KINDS if pattern.search(named)), ""):
        return what
    if _BY_ITSELF.search(part):
        return wording.ACTS_BY_ITSELF
    opens = any(_opens_more(found, part, plain, packed) for found in _OPENING.finditer(part))
    return wording.ACTS_WHEN_OPENED if opens else ""


def _is_empty(tree: re.Match[bytes], plain: bytes, packed: _Packed) -> bool:
    """Return whether a tree of files or scripts holds none, as many programs write it."""
    if tree[1] is None:
        return True
    found = list(_called(tree[1], tree[2], plain, packed))
    return bool(found) and all(_NOTHING.match(content, place) for content, place in found)


def _called(number: bytes, version: bytes, plain: bytes, packed: _Packed) -> Iterator[tuple[bytes, int]]:
    """Yield where objects of a number begin, plainly or within object streams: updates may bring several."""
    for place in re.finditer(rb"(?<!\d)%s\s+%s\s+obj\b" % (number, version), plain):
        yield plain, place.end()
    yield from ((one, 0) for one in packed.get(int(number), ()))


def _opens_more(found: re.Match[bytes], content: bytes, plain: bytes, packed: _Packed) -> bool:
    """Return whether opening the file does more than show a page; in doubt it does."""
    if found[1] is None:
        start = found.end() - len(found[3] or found[4])
        return not (_only_shows(content, start) or _NULL.match(content, start))
    shown = [_only_shows(*place) for place in _called(found[1], found[2], plain, packed)]
    return not shown or not all(shown)


def _only_shows(content: bytes, place: int) -> bool:
    """Return whether a place to begin, or an action, only shows a page and leads to no further action."""
    shown = _SHOWS_A_PAGE.match(content, place)
    return shown is not None and (shown[0].endswith(b"[") or not _GOES_ON.match(content, place))


def _found_by_reader(pdf: bytes) -> str:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError:
        return ""  # It is told as damaged, or as locked.
    try:
        if pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0:
            return wording.RUNS_A_SCRIPT
        if pdfium_c.FPDFDoc_GetAttachmentCount(document) > 0:
            return wording.CARRIES_FILES
        return wording.FILLS_ITSELF if pdfium_c.FPDF_GetFormType(document) in _XFA else ""
    finally:
        document.close()
