"""Google's addresses in cells and mails, led to the same thing on the workspace's own pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ID = r"(?P<id>[A-Za-z0-9_-]+)"
_ACCOUNT = r"(?:/u/\d+)?"
_PLACES = (
    ("docs.google.com", re.compile(rf"{_ACCOUNT}/spreadsheets/d/{_ID}(?:/.*)?"), "/spreadsheets/d/{}/edit"),
    ("docs.google.com", re.compile(rf"{_ACCOUNT}/document/d/{_ID}(?:/.*)?"), "/document/d/{}/edit"),
    ("docs.google.com", re.compile(rf"{_ACCOUNT}/forms/d/e/{_ID}/viewform"), "/forms/d/e/{}/viewform"),
    ("docs.google.com", re.compile(rf"{_ACCOUNT}/forms/d/{_ID}(?:/.*)?"), "/forms/d/{}/edit"),
    ("drive.google.com", re.compile(rf"/drive{_ACCOUNT}/folders/{_ID}"), "/drive/folders/{}"),
    ("drive.google.com", re.compile(rf"{_ACCOUNT}/file/d/{_ID}(?:/.*)?"), "/file/d/{}/view"),
    ("drive.google.com", re.compile(rf"/drive{_ACCOUNT}(?:/my-drive)?"), "/drive/my-drive"),
)
_SAFE = ("http", "https", "mailto", "tel")


def local_address(address: str, base: str = "") -> str:
    """Return where a link leads from a page of the workspace.

    Google's addresses of files become the workspace's own, and so do those that begin with `base`, the address the
    workspace is served at; others stay. What a browser might run, such as `javascript:`, becomes the empty string.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SAFE:
        return ""
    tail = f"#{parts.fragment}" if parts.fragment else ""
    for host, shape, place in _PLACES:
        if parts.hostname == host and (found := shape.fullmatch(parts.path.rstrip("/"))):
            return (
                place.format(found["id"]) + _query(parts.query, found["id"], place) + tail if "{}" in place else place
            )
    if base and address.startswith(f"{base}/"):
        return address.removeprefix(base)
    return address


def _query(query: str, id: str, place: str) -> str:
    return f"?{query}" if query and place.startswith("/forms") else ""
