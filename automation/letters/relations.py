"""Relations of a .docx that lead to no part: programs leave them behind, and Word and Google open such documents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from lxml import etree

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: What is not missed where it is not there; without its styles or notes a letter is damaged.
_DISPENSABLE = (
    *("/image", "/hyperlink", "/theme", "/fontTable", "/webSettings", "/customXml", "/printerSettings"),
    *("/core-properties", "/extended-properties", "/custom-properties", "/thumbnail"),
)


def without_loose_ends(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return a document's parts without dispensable relations to parts that are not there, and what names these."""
    mended = dict(parts)
    for name in [name for name in parts if name.endswith(".rels")]:
        root = etree.fromstring(parts[name])
        folder, _, own = name.rpartition("_rels/")
        loose = [one for one in root.iter(etree.Element) if _is_loose(one, folder, parts)]
        for relation in loose:
            root.remove(relation)
        if loose:
            mended[name] = etree.tostring(root)
            source = folder + own.removesuffix(".rels")
            if source in parts:
                mended[source] = _without_names(parts[source], [one.get("Id", "") for one in loose])
    return mended


def _is_loose(relation: etree._Element, folder: str, parts: Mapping[str, bytes]) -> bool:
    if relation.get("TargetMode") == "External" or not relation.get("Type", "").endswith(_DISPENSABLE):
        return False
    return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/") not in parts


def _without_names(part: bytes, ids: Iterable[str]) -> bytes:
    root, gone = etree.fromstring(part), frozenset(ids)
    for element in root.iter(etree.Element):
        for name, value in element.items():
            if value in gone and str(name).startswith(_RELATION):
                del element.attrib[name]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
