"""What a draft would fetch from elsewhere, or run: no such draft is turned into a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.oxml import parse_xml
from lxml import etree

from . import wording
from .unpacking import DamagedDocument, unpacked

#: A link only shows where it leads, until somebody follows it.
_LINK = "/hyperlink"
_PICTURES = ("/image", "/video", "/audio", "/media")
_FETCHING = re.compile(r"^\s*(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DDE|DDEAUTO|RD|DATABASE)\b", re.IGNORECASE)
_INSTRUCTIONS = ("{*}instrText", "{*}fldSimple")
_MACROS = re.compile(rb"vbaProject|macroEnabled|application/vnd\.ms-word\.(?:vba|attachedToolbars)")


def outside_faults(draft: bytes) -> tuple[str, ...]:
    """Return what a draft takes from outside itself or runs, each with what to do; nothing for a usual letter.

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
            yield from _relations(_tree(part))
        elif name.startswith("word/") and name.endswith(".xml") and _names_a_field(part):
            yield from _fields(_tree(part))


def _relations(root: etree._Element) -> Iterator[str]:
    for relation in root:
        kind = relation.get("Type", "")
        if relation.get("TargetMode", "").lower() == "external" and not kind.endswith(_LINK):
            target = relation.get("Target", "")
            yield wording.picture_outside(target) if kind.endswith(_PICTURES) else wording.part_outside(target)


def _names_a_field(part: bytes) -> bool:
    return b"instrText" in part or b"fldSimple" in part


def _fields(root: etree._Element) -> Iterator[str]:
    for instruction in _instructions(root):
        if _FETCHING.match(instruction):
            yield wording.field_outside(instruction.split()[0])


def _instructions(root: etree._Element) -> Iterator[str]:
    """Yield each field's instruction; a word processor may cut one into runs, and put one into another."""
    open_fields: list[str] = []
    loose = ""
    for one in root.iter("{*}p", *_INSTRUCTIONS, "{*}fldChar"):
        kind = etree.QName(one).localname
        if kind == "p":
            yield loose
            loose = ""
        elif kind == "fldSimple":
            yield _attribute(one, "instr")
        elif kind == "instrText" and open_fields:
            open_fields[-1] += one.text or ""
        elif kind == "instrText":
            loose += one.text or ""
        elif (does := _attribute(one, "fldCharType")) == "begin":
            open_fields.append("")
        elif open_fields:
            yield open_fields.pop()
            open_fields += [""] if does != "end" else []
    yield loose
    yield from open_fields


def _attribute(element: etree._Element, name: str) -> str:
    values = (str(value) for key, value in element.items() if etree.QName(str(key)).localname == name)
    return next(values, "")


def _tree(part: bytes) -> etree._Element:
    try:
        tree: etree._Element = parse_xml(part)
    except etree.XMLSyntaxError as error:
        raise DamagedDocument from error
    return tree
