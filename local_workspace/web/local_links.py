"""Google's addresses in cells and mails, led to the same thing on the workspace's own pages."""

from __future__ import annotations

import html
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
#: Pages of the workspace that others link to, and the names under which this machine serves them.
_PAGES = ("/spreadsheets/d/", "/document/d/", "/forms/d/", "/drive/", "/file/d/", "/mail/")
_HERE = ("127.0.0.1", "localhost", "::1")
_LINK = re.compile(r"""(<a\b[^>]*?\shref=["'])([^"']*)(["'])""", re.IGNORECASE)
_SAFE = ("http", "https", "mailto", "tel")


def local_address(address: str) -> str:
    """Return where a link leads from a page of the workspace.

    Google's addresses of files become the workspace's own, and so do those of a workspace on this machine, whatever
    port it had when the link was written; others stay. What a browser might run, such as `javascript:`, becomes the
    empty string.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SAFE:
        return ""
    tail = f"#{parts.fragment}" if parts.fragment else ""
    if parts.scheme.lower() == "http" and parts.hostname in _HERE and parts.path.startswith(_PAGES):
        return parts.path + (f"?{parts.query}" if parts.query else "") + tail
    for host, shape, place in _PLACES:
        if parts.hostname == host and (found := shape.fullmatch(parts.path.rstrip("/"))):
            return (
                place.format(found["id"]) + _query(parts.query, found["id"], place) + tail if "{}" in place else place
            )
    return address


def locally_linked(page: str) -> str:
    """Return a mail's HTML with its links led as `local_address` leads them; what leads nowhere stays."""
    return _LINK.sub(lambda found: f"{found[1]}{_led(found[2])}{found[3]}", page)


def _led(address: str) -> str:
    plain = html.unescape(address)
    return html.escape(local_address(plain)) if local_address(plain) not in ("", plain) else address


def _query(query: str, id: str, place: str) -> str:
    return f"?{query}" if query and place.startswith("/forms") else ""
