"""The instructions of a document's fields, such as `HYPERLINK "…"`, wherever a word processor cut them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_INSTRUCTIONS = ("{*}instrText", "{*}fldSimple")


def instructions_in(root: etree._Element) -> Iterator[str]:
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
