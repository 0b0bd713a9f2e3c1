"""A .docx opened as leniently as Word and Google open it; python-docx refuses much of what other programs write."""

from __future__ import annotations

import mimetypes
import posixpath
import re
import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

Element = Any
_TYPES = "[Content_Types].xml"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_MAIN = re.compile(rb"application/vnd\.[\w.-]+\.(?:document|template)(?:\.macroEnabled(?:Template)?)?\.main\+xml")
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
#: What stands around words and is not itself shown, by where the words are in it.
_WRAPPINGS = tuple(map(qn, ("w:smartTag", "w:customXml", "w:fldSimple", "w:ins", "w:moveTo")))
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?")
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72, "pt": 1, "pc": 12, "pi": 12}
_HALVES = frozenset(map(qn, ("w:sz", "w:szCs", "w:position")))
_COUNTED = frozenset(map(qn, ("w:sz", "w:szCs", "w:spacing", "w:gridSpan", "w:position")))
_SIDES = {"start": "left", "end": "right"}
_VAL, _ID = qn("w:val"), qn("r:id")


def opened(content: bytes, *, unwrapped: bool = False) -> Document:
    """Return the document in these bytes, with what python-docx asks for put in its place.

    Args:
        content: the .docx.
        unwrapped: put the words of content controls, tags, fields and insertions straight into what holds these.

    Raises:
        Exception: of many kinds, when it is none.
    """
    document = docx.Document(_package(content))
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            if unwrapped:
                _unwrap_all(part.element)
            _mend(part)
    if next(document.element.iter(qn("w:sectPr")), None) is None:
        document.element.body.append(OxmlElement("w:sectPr"))
    return document


def _package(content: bytes) -> BytesIO:
    """Pack a document again, without relations to parts that are not there, and with a type for each that is."""
    with zipfile.ZipFile(BytesIO(content)) as given:
        parts = {name: _transitional(given.read(name)) for name in given.namelist()}
    for name in [name for name in parts if name.endswith(".rels")]:
        parts[name] = _relations(name, parts)
    parts[_TYPES] = _MAIN.sub(_DOCUMENT, _typed(parts))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    packed.seek(0)
    return packed


def _transitional(part: bytes) -> bytes:
    for strict, usual in _STRICT:
        part = part.replace(strict, usual)
    return part


def _relations(name: str, parts: dict[str, bytes]) -> bytes:
    root = etree.fromstring(parts[name])
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in list(root):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        if relation.get("TargetMode") != "External" and target not in parts:
            root.remove(relation)
    return etree.tostring(root)


def _typed(parts: dict[str, bytes]) -> bytes:
    root = etree.fromstring(parts[_TYPES])
    known = {one.get("Extension", "").lower() for one in root}
    for ending in {posixpath.splitext(name)[1].lstrip(".").lower() for name in parts} - known - {""}:
        kind = mimetypes.guess_type(f"part.{ending}")[0] or "application/octet-stream"
        etree.SubElement(root, f"{{{root.nsmap[None]}}}Default", Extension=ending, ContentType=kind)
    return etree.tostring(root)


def _mend(part: XmlPart) -> None:
    root: Element = part.element
    for element in root.iter(etree.Element):
        _mend_values(element)
    for reference in list(root.iter(qn("w:headerReference"), qn("w:footerReference"))):
        if reference.get(_ID) not in part.rels:
            reference.getparent().remove(reference)
    for stop in [one for one in root.iter(qn("w:tab")) if one.getparent().tag == qn("w:tabs")]:
        if stop.get(qn("w:pos")) is None:
            stop.getparent().remove(stop)
    for table in root.iter(qn("w:tbl")):
        _mend_table(table)
    _part_circles(root)


def _unwrap_all(root: Element) -> None:
    for wrapped in list(root.iter(qn("w:sdt"))):
        inside = wrapped.find(qn("w:sdtContent"))
        _unwrap(wrapped, inside if inside is not None else wrapped)
    for wrapping in list(root.iter(*_WRAPPINGS)):
        _unwrap(wrapping, wrapping)


def _unwrap(wrapping: Element, inside: Element) -> None:
    for child in list(inside):
        wrapping.addprevious(child)
    wrapping.getparent().remove(wrapping)


def _mend_values(element: Element) -> None:
    """Tell lengths in whole numbers of Word's own measure, and name sides as they were named before."""
    for name, value in element.items():
        found = _NUMBER.fullmatch(value) if name != _VAL or element.tag in _COUNTED else None
        if found and not value.lstrip("-").isdecimal():
            scale = _POINTS[found[2]] * (2 if element.tag in _HALVES else 20) if found[2] else 1
            element.set(name, str(round(float(found[1]) * scale)))
    if element.tag == qn("w:jc"):
        element.set(_VAL, _SIDES.get(element.get(_VAL, ""), element.get(_VAL, "left")))


def _mend_table(table: Element) -> None:
    """Give a table properties, and a column for each cell of its widest row; part cells that go on from none."""
    if table.find(qn("w:tblPr")) is None:
        table.insert(0, OxmlElement("w:tblPr"))
    grid = table.find(qn("w:tblGrid"))
    if grid is None:
        grid = OxmlElement("w:tblGrid")
        table.find(qn("w:tblPr")).addnext(grid)
    widest, above = 1, frozenset[int]()
    for row in table.findall(qn("w:tr")):
        begun = []
        place = _number(row, "w:trPr", "w:gridBefore", 0)
        for cell in row.findall(qn("w:tc")):
            goes_on = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if goes_on is not None and goes_on.get(_VAL) != "restart" and place not in above:
                goes_on.getparent().remove(goes_on)
            if next(cell.iterchildren(qn("w:p"), qn("w:tbl")), None) is None:
                cell.append(OxmlElement("w:p"))
            begun.append(place)
            place += max(_number(cell, "w:tcPr", "w:gridSpan", 1), 1)
        above = frozenset(begun)
        widest = max(widest, place + _number(row, "w:trPr", "w:gridAfter", 0))
    for _ in range(widest - len(grid.findall(qn("w:gridCol")))):
        grid.append(OxmlElement("w:gridCol"))


def _number(holder: Element, properties: str, name: str, otherwise: int) -> int:
    found = holder.find(f"{qn(properties)}/{qn(name)}")
    said = "" if found is None else found.get(_VAL, "")
    return int(said) if said.isdecimal() else otherwise


def _part_circles(root: Element) -> None:
    """Let no style rest upon itself."""
    styles = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
    for style in styles.values():
        seen, one = {style}, style
        while one is not None:
            base = one.find(qn("w:basedOn"))
            one = styles.get(base.get(_VAL)) if base is not None else None
            if one in seen:
                base.getparent().remove(base)
                break
            if one is not None:
                seen.add(one)
