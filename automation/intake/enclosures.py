"""What a mail brings along: known by its content, never by its name, and never opened."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from automation.domain.incoming_mail import Enclosure, RefusedFile

from . import wording
from .mail_parts import Leaf, Parts

MOST_FILES = 30
_LONGEST_STEM = 80
#: A picture so small that a mail shows within its text is a letterhead's or a signature's.
_DECORATION = 8_000
_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|%\x00-\x1f\x7f]+')
_SEALS = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_READ_ELSEWHERE = ("text/plain", "text/html", "text/calendar", "message/disposition-notification", *_SEALS)


def enclosures_of(parts: Parts, largest: int) -> tuple[tuple[Enclosure, ...], tuple[RefusedFile, ...]]:
    """Return the files to keep (each up to `largest` bytes), and those refused."""
    kept: list[Enclosure] = []
    refused: list[RefusedFile] = []
    for place, leaf in enumerate(parts.leaves):
        if not _is_file(leaf):
            continue
        found = _judged(place, leaf, largest, len(kept))
        if isinstance(found, Enclosure):
            if found.sha256 not in {one.sha256 for one in kept}:
                kept.append(found)
        else:
            refused.append(found)
    return tuple(kept), tuple(refused)


def _judged(place: int, leaf: Leaf, largest: int, before: int) -> Enclosure | RefusedFile:
    stem = plain_stem(leaf.name)
    name = f"{stem}{_shown_ending(leaf.name)}"
    kind = _kind_of(leaf.content)
    if not leaf.content:
        return RefusedFile(name, wording.FILE_UNREADABLE)
    if kind is None:
        return RefusedFile(name, wording.FILE_OF_OTHER_KIND)
    if len(leaf.content) > largest:
        return RefusedFile(name, wording.file_too_large(largest // 1_000_000))
    if before >= MOST_FILES:
        return RefusedFile(name, wording.too_many_files(MOST_FILES))
    ending, mime_type = kind
    return Enclosure(
        place=place, stem=stem, ending=ending, mime_type=mime_type, sha256=hashlib.sha256(leaf.content).hexdigest()
    )


def _is_file(leaf: Leaf) -> bool:
    if leaf.is_inline and leaf.kind.startswith("image/") and len(leaf.content) < _DECORATION:
        return False
    return leaf.kind not in _SEALS and (leaf.is_attachment or leaf.kind not in _READ_ELSEWHERE)


def _kind_of(content: bytes) -> tuple[str, str] | None:
    if b"%PDF-" in content[:1024]:
        return "pdf", "application/pdf"
    if content.startswith(b"\x89PNG\r\n"):
        return "png", "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg", "image/jpeg"
    if content.startswith((b"II*\x00", b"MM\x00*")):
        return "tif", "image/tiff"
    return None


def plain_stem(name: str) -> str:
    """Make a stranger's file name harmless: no path, no ending, no sign that is unseen or turns the others."""
    seen = "".join(
        sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign) not in ("Cf", "Cs", "Co")
    )
    last = re.split(r"[\\/]", seen)[-1]
    stem = last.rpartition(".")[0] or last
    stem = " ".join(_IN_FILE_NAMES.sub(" ", stem).split()).strip(". ")
    return stem[:_LONGEST_STEM].rstrip(". ") or "lampiran"


def _shown_ending(name: str) -> str:
    match = re.search(r"\.([A-Za-z0-9]{1,8})\Z", name)
    return f".{match[1].lower()}" if match else ""
