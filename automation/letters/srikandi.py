"""The approved letter as Srikandi takes it: with variables in place of number, date and signature."""

from __future__ import annotations

import copy

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from automation.domain.letter_content import Variables

from . import wording
from .filling import replace_span
from .late import CannotNumber, Numbered, fill_head, unreadable_draft
from .package import Element, opened, paragraphs_of, saved, text_of, texts_of
from .unpacking import UnreadableDocument

#: Twentieths of a point between the office and its signature.
_ABOVE = "120"


def with_variables(draft: bytes, variables: Variables, signer: str) -> Numbered | CannotNumber:
    """Put the variables that Srikandi fills into an approved draft; what a reader approved stays as it is.

    Args:
        draft: the .docx.
        variables: their names.
        signer: the name under the signature. Room left above it for wet ink is closed.
    """
    try:
        document = opened(draft)
    except UnreadableDocument as error:
        return CannotNumber(unreadable_draft(error))
    filled = fill_head(document, _variable(variables.number), _variable(variables.date))
    if isinstance(filled, CannotNumber):
        return filled
    if not _sign(document, _variable(variables.signature), signer):
        return CannotNumber(wording.no_place_to_sign(signer, _variable(variables.signature)))
    return Numbered(saved(document))


def _variable(name: str) -> str:
    return f"${{{name}}}"


def _sign(document: Document, variable: str, signer: str) -> bool:
    """Put the signature's variable above the signer's name; tell whether it stands in the letter by now."""
    paragraphs = list(paragraphs_of(document.part))
    if any(variable in text_of(one) for one in paragraphs):
        return True
    named = [one for one in paragraphs if _compared(text_of(one)) == _compared(signer)]
    if not named or not _compared(signer):
        return False
    name = named[-1]
    place = copy.deepcopy(name)
    replace_span(place, 0, sum(len(text.text or "") for text in texts_of(place)), variable)
    while (before := name.getprevious()) is not None and _is_blank(before):
        before.getparent().remove(before)
    name.addprevious(place)
    _leave_above(place, _ABOVE)
    _leave_above(name, "0")
    return True


def _compared(text: str) -> str:
    return "".join(text.split()).casefold()


def _is_blank(element: Element) -> bool:
    """Return whether an element is a paragraph that shows nothing, and ends no section."""
    shown = (qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sectPr"))
    return element.tag == qn("w:p") and not text_of(element).strip() and next(element.iter(*shown), None) is None


def _leave_above(paragraph: Element, room: str) -> None:
    properties = paragraph.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        spacing = OxmlElement("w:spacing")
        properties._insert_spacing(spacing)
    spacing.set(qn("w:before"), room)
    spacing.attrib.pop(qn("w:beforeLines"), None)
    spacing.attrib.pop(qn("w:beforeAutospacing"), None)
