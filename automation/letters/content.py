"""What a reader sees of a draft: the text that an approval holds for, whichever program saved it.

Bytes, properties, revision ids and the cutting into runs do not count. Left out are number and date of the head,
variables for an electronic signature (`${…}`) and our own code, which are put in without changing what was approved.
What tells another thing than its words, such as a link or a crossed-out sentence, is a line of its own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from docx.document import Document
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart

from automation.domain.codes import is_shaped_like_ours
from automation.domain.letter_content import LetterContent

from . import wording
from .comments import open_comments
from .fields import instructions_in
from .filling import replace_span
from .late import head_fields
from .list_numbers import ListNumbers
from .looks import Looks
from .outside import outside_faults
from .package import Element, opened
from .pictures import codes_with_share, opened_picture, pixels_of
from .words import REPLY_WORDS

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LETTERING = "{urn:schemas-microsoft-com:vml}textpath"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_NOTES = ("/footnotes", "/endnotes")
_STRUCK = (qn("w:del"), qn("w:moveFrom"))
_TRACKED = (*_STRUCK, qn("w:ins"), qn("w:moveTo"))
_WRITTEN = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_VARIABLE = re.compile(r"\$\{[^{}]{1,60}\}")
#: Fields whose result each program fills in anew: page numbers.
_LIVE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: The code fills this much of its picture, in width and in height.
_MOST_OF_IT = 0.6
_LONGEST_LEFTOVER = 80
_WITH_UNDERSCORE = "|".join(sorted(word for word in REPLY_WORDS if "_" in word))
_ANY_WORD = "|".join(sorted(REPLY_WORDS))
_LEFTOVER = re.compile(
    r"\{\{[^{}]{0,60}\}{0,2}|\}\}"
    rf"|(?<!\w)(?:{_WITH_UNDERSCORE})(?!\w)"
    rf"|[\[{{<«]\s*(?:{_ANY_WORD})\s*[\]}}>»]"
    rf"|\[(?:{wording.ASKS_FOR_WORDS})\b[^\[\]]{{0,60}}\]"
    r"|\.{6,}|…{2,}|_{4,}|(?<!\w)x{3,}(?!\w)",
    re.IGNORECASE,
)


def content_of(draft: bytes) -> LetterContent:
    """Return what a reader sees of a draft.

    Raises:
        UnreadableDocument: when it is no .docx, or too heavy.
    """
    document = opened(draft)
    is_tracked = any(True for part in _stories(document) for _ in part.element.iter(*_TRACKED))
    _blank_the_head(document)
    numbers = ListNumbers(document)
    seen = _Reader(document, numbers)
    lines = tuple(line for line in seen.lines() if line)
    found = dict.fromkeys(match[0] for line in lines for match in _LEFTOVER.finditer(line))
    asked = (wording.comment_left(text) for text in open_comments(document))
    leftovers = tuple(dict.fromkeys(one[:_LONGEST_LEFTOVER] for one in (*found, *asked)))
    outside = outside_faults(draft)
    return LetterContent(lines=lines, leftovers=leftovers, is_tracked=is_tracked, outside=outside)


def _blank_the_head(document: Document) -> None:
    fields = head_fields(document)
    # The date may stand behind the number in one paragraph: from the back, places stay true.
    for field, shown in reversed(list(zip(fields, (wording.A_NUMBER, wording.A_DATE), strict=False))):
        replace_span(field.paragraph, field.start, field.end, shown)


class _Reader:
    """Reads one document: headers, body, notes, footers, each as far as pages show it."""

    def __init__(self, document: Document, numbers: ListNumbers) -> None:
        self.document = document
        self.numbers = numbers
        self.looks = Looks(document)
        self._pictures: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        yield from self._edges("w:headerReference")
        yield from self._of(self.document.part, self.document.part.element)
        yield from self._notes()
        yield from self._edges("w:footerReference")

    def _edges(self, tag: str) -> Iterator[str]:
        """Return the lines of headers or footers that some page shows, each part's once."""
        told: set[str] = set()
        for part in _edges_shown(self.document, tag):
            if str(part.partname) not in told:
                told.add(str(part.partname))
                yield from self._of(part, part.element)

    def _notes(self) -> Iterator[str]:
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(_NOTES) and not relation.is_external:
                root = parse_xml(relation.target_part.blob)
                for note in root:
                    if note.get(qn("w:type")) in (None, "normal"):
                        yield from self._of(relation.target_part, note)

    def _of(self, part: Part, root: Element) -> Iterator[str]:
        for paragraph in root.iter(qn("w:p")):
            if next(paragraph.iterancestors(_FALLBACK), None) is not None:
                continue
            pieces = tuple(_pieces(paragraph, self.looks))
            text = _shown("".join(piece for piece, _ in pieces))
            label = self.numbers.label(paragraph) if text else ""
            yield f"{label} {text}" if label else text
            yield from self._besides(part, paragraph, pieces, text)

    def _besides(
        self, part: Part, paragraph: Element, pieces: tuple[tuple[str, Element | None], ...], text: str
    ) -> Iterator[str]:
        """Return what a paragraph shows besides its words, and how some of them look."""
        looks = self.looks
        for look, told in ((looks.is_struck, wording.struck), (looks.is_faint, wording.faint)):
            words = _shown(" ".join(piece for piece, run in pieces if run is not None and look(run, paragraph)))
            if words:
                yield told(words)
        for target in dict.fromkeys(_targets(part, paragraph)):
            if _bare_address(target) not in _bare_address(text):
                yield wording.a_link(target)
        yield _shown(" ".join(_drawn(part, paragraph)))
        yield from self._pictures_of(part, paragraph)

    def _pictures_of(self, part: Part, paragraph: Element) -> Iterator[str]:
        for shown in _inside(paragraph, qn("a:blip"), _SVG, _IMAGE):
            picture = part.related_parts.get(shown.get(qn("r:embed")) or shown.get(qn("r:id")))
            if isinstance(picture, ImagePart):
                yield self._picture(str(picture.partname), picture.blob, _edges_cut(shown))

    def _picture(self, name: str, blob: bytes, cut: tuple[int, ...]) -> str:
        if name not in self._pictures:
            self._pictures[name] = _hash_of_picture(blob)
        shown = self._pictures[name]
        if not shown:
            return ""
        return wording.a_cut_picture(shown, cut) if any(cut) else wording.a_picture(shown)


def _inside(paragraph: Element, *tags: str) -> Iterator[Element]:
    """Return a paragraph's own elements of these kinds, without what only older programs show."""
    for element in paragraph.iter(*tags):
        if (
            next(element.iterancestors(qn("w:p"))) is paragraph
            and next(element.iterancestors(_FALLBACK), None) is None
        ):
            yield element


def _edges_cut(shown: Element) -> tuple[int, ...]:
    """Return how much is cut off from each edge of a picture, in percent; programs that save it anew round."""
    found = shown.getparent().find(qn("a:srcRect"))
    edges = [] if found is None else [found.get(edge, "0") for edge in ("l", "t", "r", "b")]
    return tuple(round(int(one) / 1000) if re.fullmatch(r"-?\d{1,9}", one) else 0 for one in edges)


def _targets(part: Part, paragraph: Element) -> Iterator[str]:
    """Return where the links of a paragraph lead outside the letter."""
    for link in _inside(paragraph, qn("w:hyperlink"), qn("a:hlinkClick")):
        relation = part.rels.get(link.get(qn("r:id")))
        if relation is not None and relation.is_external:
            yield _shown(relation.target_ref)
    for instruction in instructions_in(paragraph):
        if found := _LINK.match(instruction):
            yield _shown(found[1])


def _bare_address(text: str) -> str:
    """Return an address, or a text that shows some, without what only programs need of it."""
    return re.sub(r"https?://|mailto:|tel:|/(?=\s|$)", "", text.casefold())


def _drawn(part: Part, paragraph: Element) -> Iterator[str]:
    """Return the words of drawings, charts and diagrams."""
    for element in _inside(paragraph, _DRAWN, _LETTERING, f"{_CHART}chart", f"{_DIAGRAM}relIds"):
        if element.tag in (_DRAWN, _LETTERING):
            yield element.get("string", "") if element.tag == _LETTERING else element.text or ""
            continue
        held = part.related_parts.get(element.get(qn("r:id")) or element.get(qn("r:dm")))
        if held is not None:
            yield from (one.text or "" for one in parse_xml(held.blob).iter(_DRAWN, f"{_CHART}v"))


def _stories(document: Document) -> Iterator[StoryPart]:
    yield document.part
    yield from _edges_shown(document, "w:headerReference")
    yield from _edges_shown(document, "w:footerReference")


def _edges_shown(document: Document, tag: str) -> Iterator[StoryPart]:
    """Return the headers or footers that some page shows; a section without its own keeps those before it."""
    settings = document.settings.element
    is_even_told = settings.find(qn("w:evenAndOddHeaders")) is not None
    held: dict[str, StoryPart] = {}
    for section in document.part.element.iter(qn("w:sectPr")):
        for reference in section.findall(qn(tag)):
            part = document.part.related_parts.get(reference.get(qn("r:id")))
            if isinstance(part, StoryPart):
                held[reference.get(qn("w:type"))] = part
        kinds = ["default", *(["first"] if section.find(qn("w:titlePg")) is not None else [])]
        kinds += ["even"] if is_even_told else []
        yield from (held[kind] for kind in kinds if kind in held)


def _pieces(paragraph: Element, looks: Looks) -> Iterator[tuple[str, Element | None]]:
    """Return what a paragraph shows, with the run of each piece.

    It is told with accepted changes, without hidden text and page numbers.
    """
    fields: list[list[str]] = []
    for element in paragraph.iter(qn("w:t"), _MATHS, qn("w:sym"), qn("w:fldChar"), qn("w:instrText"), *_WRITTEN):
        if _is_unseen(element, paragraph):
            continue
        run = next((one for one in element.iterancestors(qn("w:r"), qn("w:p"))), paragraph)
        if element.tag in (qn("w:fldChar"), qn("w:instrText")):
            _follow(element, fields)
        elif any(state == "result" and _LIVE.match(told) for state, told in fields):
            continue
        elif run is paragraph or not looks.is_hidden(run, paragraph):
            yield _piece(element), None if run is paragraph else run


def _follow(element: Element, fields: list[list[str]]) -> None:
    """Keep track of fields within fields: each is its state, and its instruction."""
    kind = element.get(qn("w:fldCharType"))
    if kind == "begin":
        fields.append(["told", ""])
    elif fields and kind == "separate":
        fields[-1][0] = "result"
    elif fields and kind == "end":
        fields.pop()
    elif fields and kind is None:
        fields[-1][1] += element.text or ""


def _piece(element: Element) -> str:
    if element.tag == qn("w:sym"):
        return str(element.get(qn("w:char"), ""))
    return _WRITTEN.get(element.tag) or element.text or ""


def _is_unseen(element: Element, paragraph: Element) -> bool:
    for above in element.iterancestors():
        if above is paragraph:
            return False
        if above.tag in (qn("w:p"), qn("w:tabs"), _FALLBACK, *_STRUCK):
            return True
        if above.tag == qn("w:fldSimple") and _LIVE.match(above.get(qn("w:instr"), "")):
            return True
    return True


def _shown(text: str) -> str:
    """Return a text as it is compared: spaces are one space, signs that are not seen are gone."""
    return " ".join(_VARIABLE.sub("", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).split())


def _hash_of_picture(blob: bytes) -> str:
    """Return what a picture is known by: its pixels, for programs save it anew; "" for our own code."""
    picture = opened_picture(blob)
    pixels = pixels_of(picture) if picture else None
    if picture is None or pixels is None:
        return hashlib.sha256(blob).hexdigest()[:16]
    if any(is_shaped_like_ours(text) and share >= _MOST_OF_IT for text, share in codes_with_share(pixels)):
        return ""
    size = f"{pixels.width}x{pixels.height}/".encode()
    return hashlib.sha256(size + pixels.tobytes()).hexdigest()[:16]
