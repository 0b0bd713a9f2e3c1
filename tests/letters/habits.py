"""A draft as other programs save it, told from what they are known to write: neither runs where the tests do.

LibreOffice writes the document anew: it drops revision ids and spelling marks, names every paragraph's style, joins
runs that look alike, writes fields in their long form and hyphens as signs, and names pictures and relations its own
way.
Google Docs writes direction into every run, breaks at will, content controls of its own, and an empty last paragraph.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

Saved = Callable[[bytes], bytes]
_STORIES = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_RELATIONS = re.compile(r"word/_rels/(?P<story>.+)\.rels")


def by_libreoffice(draft: bytes) -> bytes:
    """Save a draft as LibreOffice Writer does."""
    parts = _parts(draft)
    for name in filter(_STORIES.fullmatch, list(parts)):
        root = parse_xml(parts[name])
        for element in root.iter():
            for attribute in [key for key in element.attrib if "rsid" in str(key)]:
                del element.attrib[attribute]
        for mark in [*root.iter(qn("w:proofErr")), *root.iter(qn("w:lastRenderedPageBreak"))]:
            _parent(mark).remove(mark)
        for field in list(root.iter(qn("w:fldSimple"))):
            _lengthen(field)
        for hyphen, sign in (("w:noBreakHyphen", "\u2011"), ("w:softHyphen", "\u00ad")):
            for one in list(root.iter(qn(hyphen))):
                _parent(one).replace(one, _text(sign))
        for paragraph in root.iter(qn("w:p")):
            _name_the_style(paragraph)
            _join_alike(paragraph)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    _rename_pictures(parts)
    _rename_relations(parts)
    parts["docProps/app.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/extended-properties"><Application>LibreOffice/7.4.7.2$Linux_X86_64</Application>'
        b"</Properties>"
    )
    return _packed(parts)


def by_google(draft: bytes) -> bytes:
    """Save a draft as Google Docs exports it."""
    parts = _parts(draft)
    for name in filter(_STORIES.fullmatch, list(parts)):
        root = parse_xml(parts[name])
        for run in list(root.iter(qn("w:r"))):
            style = run.find(qn("w:rPr"))
            if style is None:
                style = OxmlElement("w:rPr")
                run.insert(0, style)
            direction = OxmlElement("w:rtl")
            direction.set(qn("w:val"), "0")
            style.append(direction)
        for line in root.iter(qn("w:br")):
            if line.get(qn("w:type")) is None:
                line.set(qn("w:type"), "textWrapping")
        for place, paragraph in enumerate(list(root.iter(qn("w:p")))):
            _control(paragraph, place)
        body = root.find(qn("w:body"))
        if body is not None:
            body.insert(len(body) - 1, OxmlElement("w:p"))
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _packed(parts)


def saved_plainly(draft: bytes) -> bytes:
    """Save a draft without a change: the parts come in another order, packed anew."""
    return _packed(dict(reversed(_parts(draft).items())))


HABITS: dict[str, Saved] = {"libreoffice": by_libreoffice, "google": by_google, "autosave": saved_plainly}


def _parts(draft: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(draft)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def _text(text: str) -> etree._Element:
    shown = OxmlElement("w:t")
    shown.text = text
    shown.set(qn("xml:space"), "preserve")
    return shown


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _lengthen(field: etree._Element) -> None:
    """Write a field in its long form: begin, instruction, separator, what it shows, end."""
    parent = _parent(field)
    at = parent.index(field)
    shown = list(field)
    parent.remove(field)
    pieces = [_run(_mark("begin")), _run(_instruction(str(field.get(qn("w:instr"))))), _run(_mark("separate"))]
    for offset, piece in enumerate([*pieces, *shown, _run(_mark("end"))]):
        parent.insert(at + offset, piece)


def _run(child: etree._Element) -> etree._Element:
    run = OxmlElement("w:r")
    run.append(child)
    return run


def _mark(kind: str) -> etree._Element:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _instruction(text: str) -> etree._Element:
    instruction = OxmlElement("w:instrText")
    instruction.text = text
    instruction.set(qn("xml:space"), "preserve")
    return instruction


def _name_the_style(paragraph: etree._Element) -> None:
    style = paragraph.find(qn("w:pPr"))
    if style is None:
        style = OxmlElement("w:pPr")
        paragraph.insert(0, style)
    if style.find(qn("w:pStyle")) is None:
        name = OxmlElement("w:pStyle")
        name.set(qn("w:val"), "Normal")
        style.insert(0, name)


def _join_alike(paragraph: etree._Element) -> None:
    """Join neighbours of runs that look alike and hold nothing but text."""
    before: etree._Element | None = None
    for run in list(paragraph):
        if run.tag != qn("w:r") or any(child.tag not in (qn("w:rPr"), qn("w:t")) for child in run):
            before = None
        elif before is not None and _look(before) == _look(run):
            for text in run.findall(qn("w:t")):
                before.append(text)
            paragraph.remove(run)
        else:
            before = run


def _look(run: etree._Element) -> bytes:
    style = run.find(qn("w:rPr"))
    return b"" if style is None else etree.tostring(style)


def _rename_pictures(parts: dict[str, bytes]) -> None:
    pictures = [name for name in parts if name.startswith("word/media/")]
    for place, name in enumerate(pictures, start=1):
        new = f"word/media/bild{place}.{name.rpartition('.')[2]}"
        parts[new] = parts.pop(name)
        for other in [one for one in parts if one.endswith(".rels")]:
            parts[other] = parts[other].replace(
                name.removeprefix("word/").encode(), new.removeprefix("word/").encode()
            )


def _rename_relations(parts: dict[str, bytes]) -> None:
    """Number the relations of each story anew."""
    for name in list(parts):
        if not (found := _RELATIONS.fullmatch(name)):
            continue
        story = f"word/{found['story']}"
        for id in sorted(_ids(parts[name]), key=len, reverse=True):
            parts[name] = parts[name].replace(f'Id="{id}"'.encode(), f'Id="rel{id}"'.encode())
            parts[story] = re.sub(
                rb'(r:(?:id|embed|link|pict)=")%s"' % re.escape(id.encode()),
                rb"\1rel%s" % id.encode() + b'"',
                parts[story],
            )


def _ids(relations: bytes) -> Iterator[str]:
    for relation in parse_xml(relations):
        yield str(relation.get("Id"))


def _control(paragraph: etree._Element, place: int) -> None:
    """Wrap a run in a content control, as Google does where somebody commented or suggested once."""
    run = next((one for one in paragraph if one.tag == qn("w:r") and one.find(qn("w:t")) is not None), None)
    if run is None or place % 3:
        return
    control, properties = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
    tag, content = OxmlElement("w:tag"), OxmlElement("w:sdtContent")
    tag.set(qn("w:val"), f"goog_rdk_{place}")
    properties.append(tag)
    control.append(properties)
    control.append(content)
    paragraph.replace(run, control)
    content.append(run)
