"""Words put into a Word template, once: what a value says is never looked at again."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

import segno
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from docx.shared import Mm

from . import wording
from .leaving import leave_out, leave_out_cell
from .logo import Logo
from .package import Element, opened, paragraphs_of, saved, story_parts, text_of, texts_of
from .plain_text import is_right_to_left, printable

QR_WORD, LOGO_WORD = "qr", "logo"
#: Words that take their line with them where they are empty: an official letter has no row for what is not there.
LINES_OF_THEIR_OWN = frozenset(
    ("kepala_nip", "ketua_nip", "petugas_nip", "lampiran_surat", "tembusan", "kalimat_elektronik", "rujukan_sop")
)
# With its four modules of quiet zone on each side; the code itself measures 20.4 mm.
_QR_WIDTH = Mm(26)
_WORD = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
# WordprocessingML wants its properties in this order; Word calls a document with another order damaged.
_AFTER_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl"),
    *("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)
_AFTER_RTL = ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")


class TemplateFault(ValueError):
    """A template asks for what cannot be given; the message names template and word."""


def fill(
    template: bytes, words: Mapping[str, str], code: str, *, name: str = "dokumen", logo: Logo | None = None
) -> bytes:
    """Return the template with each `{{ word }}` replaced by its value and `{{ qr }}` by the code as a picture.

    `{{ logo }}` is replaced by the office's logo; without one its place is closed. A value keeps the format of its
    place. Its new lines become paragraphs where the word stands alone, and line breaks elsewhere. Whatever a value
    holds stays text.

    Args:
        template: a .docx.
        words: every word that the template may ask for; more than it asks for is fine.
        code: the text of the QR code (see `DocumentCode.signed`).
        name: what people call this template; errors say it.
        logo: the office's; None where it has none.

    Raises:
        TemplateFault: when the template asks for a word that has no value, is misspelt, or has lost its QR code.
        UnreadableDocument: when the template is no .docx, or too heavy.
    """
    document = opened(template)
    faults = template_faults(document, words)
    if faults:
        raise TemplateFault(wording.template_fault(name, faults))
    fill_words(document, words, code, logo)
    return saved(document)


def fill_words(document: Document, words: Mapping[str, str], code: str = "", logo: Logo | None = None) -> None:
    """Put words into every part of an open document, whose faults were looked for before."""
    filling = _Filling(words, code, logo)
    for part in story_parts(document):
        for paragraph in paragraphs_of(part):
            filling.fill(part, paragraph)


def words_in(template: bytes) -> frozenset[str]:
    """Return the words a template asks for, `qr` included."""
    return frozenset(word for text in _texts(opened(template)) for word in _WORD.findall(text))


def replace_span(paragraph: Element, start: int, end: int, value: str) -> None:
    """Put a value in place of some characters of a paragraph's text, with their look, across runs."""
    _give_each_text_its_own_run(paragraph)
    place = _cut(paragraph, start, end)
    place.addnext(_run(place, printable(value)))


def _texts(document: Document) -> Iterable[str]:
    for part in story_parts(document):
        for paragraph in paragraphs_of(part):
            yield "".join(text.text or "" for text in texts_of(paragraph))


def template_faults(document: Document, words: Mapping[str, str], *, wants_code: bool = True) -> tuple[str, ...]:
    """Return what is wrong with an open template, in Indonesian; a letter wants its QR code."""
    texts = list(_texts(document))
    asked = [word for text in texts for word in _WORD.findall(text)]
    pictures = {LOGO_WORD, *([QR_WORD] if wants_code else [])}
    unknown = sorted(set(asked) - set(words) - pictures)
    rests = [_WORD.sub("", text) for text in texts]
    broken = [rest.strip() for rest in rests if "{{" in rest or "}}" in rest]
    return (
        *(wording.unknown_word(word, words) for word in unknown),
        *(wording.broken_word(rest) for rest in broken),
        *(() if QR_WORD in asked or not wants_code else (wording.QR_MISSING,)),
    )


@dataclass(frozen=True, slots=True)
class _Filling:
    """What goes into one document."""

    words: Mapping[str, str]
    code: str
    logo: Logo | None

    def fill(self, part: StoryPart, paragraph: Element) -> None:
        """Put the words of one paragraph into it."""
        whole = "".join(text.text or "" for text in texts_of(paragraph))
        matches = list(_WORD.finditer(whole))
        if not matches:
            return
        asked = [match[1] for match in matches]
        if all(word in LINES_OF_THEIR_OWN and not self.words[word].strip() for word in asked):
            leave_out(paragraph)
            return
        _give_each_text_its_own_run(paragraph)
        alone = len(matches) == 1 and text_of(paragraph).strip() == matches[0][0]
        if alone and asked[0] == LOGO_WORD and self.logo is None:
            leave_out_cell(paragraph)
        elif alone and asked[0] not in (QR_WORD, LOGO_WORD):
            _fill_whole(paragraph, self._value(asked[0]))
        else:
            for match in reversed(matches):
                place = _cut(paragraph, match.start(), match.end())
                place.addnext(self._run(part, place, match[1]))

    def _value(self, word: str) -> str:
        return printable(self.words[word])

    def _run(self, part: StoryPart, look: Element, word: str) -> Element:
        if word not in (QR_WORD, LOGO_WORD):
            return _run(look, self._value(word))
        run = _run(look, "")
        if word == QR_WORD:
            run.append(_picture_of_code(part, self.code))
        elif self.logo is not None:
            run.append(_picture(part, self.logo.content, self.logo.width, self.logo.height, wording.LOGO))
        return run


def _fill_whole(paragraph: Element, value: str) -> None:
    """Put a value where a word stood alone: each of its lines becomes a paragraph of the same look."""
    length = sum(len(text.text or "") for text in texts_of(paragraph))
    look = _cut(paragraph, 0, length)
    look.getparent().remove(look)
    bare = copy.deepcopy(paragraph)
    where = paragraph
    for position, line in enumerate(value.split("\n")):
        target = paragraph if position == 0 else copy.deepcopy(bare)
        if position:
            where.addnext(target)
            where = target
        target.append(_run(look, line))
        if is_right_to_left(line):
            target.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


def _give_each_text_its_own_run(paragraph: Element) -> None:
    for run in list(paragraph.iter(qn("w:r"))):
        contents = [child for child in run if child.tag != qn("w:rPr")]
        after = run
        for content in contents[1:]:
            single = _bare_run(run)
            single.append(content)
            after.addnext(single)
            after = single


def _cut(paragraph: Element, start: int, end: int) -> Element:
    """Take the characters from start to end out of a paragraph; the run they began in marks their place and look."""
    position, first = 0, None
    for text in list(texts_of(paragraph)):
        content = text.text or ""
        begin, finish = max(start - position, 0), min(end - position, len(content))
        position += len(content)
        if begin >= finish:
            continue
        run = text.getparent()
        if first is None:
            first = run
            rest = content[finish:]
            if rest:
                tail = _bare_run(run)
                tail.append(_text(rest))
                run.addnext(tail)
            _put(text, content[:begin])
        else:
            _put(text, content[finish:])
        if position >= end:
            break
    if first is None:
        raise AssertionError("a matched word lies inside its paragraph")
    return first


def _put(text: Element, content: str) -> None:
    text.text = content
    text.set(qn("xml:space"), "preserve")


def _bare_run(look: Element) -> Element:
    run = OxmlElement("w:r")
    properties = look.find(qn("w:rPr"))
    if properties is not None:
        run.append(copy.deepcopy(properties))
    return run


def _run(look: Element, value: str) -> Element:
    run = _bare_run(look)
    if is_right_to_left(value):
        run.get_or_add_rPr().insert_element_before(OxmlElement("w:rtl"), *_AFTER_RTL)
    for number, line in enumerate(value.split("\n")):
        if number:
            run.append(OxmlElement("w:br"))
        for column, piece in enumerate(line.split("\t")):
            if column:
                run.append(OxmlElement("w:tab"))
            if piece:
                run.append(_text(piece))
    return run


def _text(content: str) -> Element:
    text = OxmlElement("w:t")
    _put(text, content)
    return text


def _picture_of_code(part: StoryPart, code: str) -> Element:
    image = BytesIO()
    segno.make_qr(code, error="q", boost_error=False).save(image, kind="png", scale=12, border=4)
    return _picture(part, image.getvalue(), _QR_WIDTH, _QR_WIDTH, wording.qr_description(code), name="Kode QR")


def _picture(part: StoryPart, content: bytes, width: int, height: int, told: str, *, name: str = "Logo") -> Element:
    inline = part.new_pic_inline(BytesIO(content), width, height)
    inline.docPr.set("name", name)
    inline.docPr.set("descr", told)
    drawing = OxmlElement("w:drawing")
    drawing.append(inline)
    return drawing
