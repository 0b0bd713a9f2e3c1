"""What a draft would fetch from elsewhere, run, or fill in by itself: no such draft is turned into a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.oxml import parse_xml
from lxml import etree

from . import wording
from .fields import instructions_in
from .unpacking import DamagedDocument, unpacked

#: A link only shows where it leads, until somebody follows it.
_LINK = "/hyperlink"
_PICTURES = ("/image", "/video", "/audio", "/media")
_FETCHING = re.compile(r"^\s*(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DDE|DDEAUTO|RD|DATABASE)\b", re.IGNORECASE)
#: What each program fills with what is true when it opens the draft, so that nobody approved what is printed.
_CHANGING = re.compile(
    r"^\s*(?:DATE|TIME|PRINTDATE|SAVEDATE|EDITTIME|FILENAME|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|ASK|FILLIN)\b",
    re.IGNORECASE,
)
#: A whole document within the draft, which each program takes apart in its own way.
_DOCUMENT_INSIDE = "/aFChunk"
#: An object of another program within the draft: readers show a picture of it, another one, or nothing.
_OBJECTS_INSIDE = ("/oleObject", "/package", "/control")
#: Where a chart keeps the numbers that it is drawn from.
_OF_CHARTS = "word/charts/"
_OF_PACKAGE = "_rels/.rels"
_MACROS = re.compile(rb"vbaProject|macroEnabled|application/vnd\.ms-word\.(?:vba|attachedToolbars)")


def outside_faults(draft: bytes) -> tuple[str, ...]:
    """Return what a draft takes from outside itself, runs or fills in by itself, each with what to do.

    Raises:
        UnreadableDocument: as `unpacked`.
    """
    parts = unpacked(draft)
    return tuple(dict.fromkeys(_faults(parts)))


def _faults(parts: Mapping[str, bytes]) -> Iterator[str]:
    if any("vbaproject" in name.lower() for name in parts) or _MACROS.search(parts.get("[Content_Types].xml", b"")):
        yield wording.HAS_MACROS
    for name, part in parts.items():
        if name.endswith(".rels"):
            yield from _relations(_tree(part), name)
        elif name.startswith("word/") and name.endswith(".xml") and _names_a_field(part):
            yield from _fields(_tree(part))


def _relations(root: etree._Element, name: str) -> Iterator[str]:
    for relation in root:
        kind = relation.get("Type", "")
        if kind.endswith(_DOCUMENT_INSIDE):
            yield wording.DOCUMENT_INSIDE
        elif relation.get("TargetMode", "").lower() == "external" and not kind.endswith(_LINK):
            target = relation.get("Target", "")
            yield wording.picture_outside(target) if kind.endswith(_PICTURES) else wording.part_outside(target)
        elif kind.endswith(_OBJECTS_INSIDE) and name != _OF_PACKAGE and not name.startswith(_OF_CHARTS):
            yield wording.OBJECT_INSIDE


def _names_a_field(part: bytes) -> bool:
    return b"instrText" in part or b"fldSimple" in part


def _fields(root: etree._Element) -> Iterator[str]:
    for instruction in instructions_in(root):
        if _FETCHING.match(instruction):
            yield wording.field_outside(instruction.split()[0])
        elif _CHANGING.match(instruction):
            yield wording.field_that_changes(instruction.split()[0])


def _tree(part: bytes) -> etree._Element:
    try:
        tree: etree._Element = parse_xml(part)
    except etree.XMLSyntaxError as error:
        raise DamagedDocument from error
    return tree
