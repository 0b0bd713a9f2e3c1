"""What a mail brings along: known by its content, never by its name, and never opened."""

from __future__ import annotations

import hashlib

from automation.domain.incoming_mail import MOST_FILES, Enclosure, RefusedFile

from . import smime, wording
from .file_kinds import KINDS, acts, kind_of
from .file_names import harmless, plain_stem
from .mail_parts import Leaf, Parts, is_read
from .outlook import WRAPPED_BY_OUTLOOK

#: A picture so small that a mail shows within its text is a letterhead's or a signature's.
_DECORATION = 8_000
_SEALS = (
    "application/pgp-encrypted",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
)
_ABOUT_MAILS = ("text/rfc822-headers", "text/x-amp-html", "text/css")


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
    stem, name = plain_stem(leaf.name), harmless(leaf.name)
    ending = kind_of(leaf.content, leaf.name, leaf.kind)
    if not leaf.content:
        return RefusedFile(name, wording.FILE_UNREADABLE)
    if leaf.kind in smime.KINDS or leaf.content.lstrip().startswith(b"-----BEGIN PGP MESSAGE"):
        return RefusedFile(name, wording.FILE_LOCKED)
    if leaf.content.startswith(WRAPPED_BY_OUTLOOK):
        return RefusedFile(name, wording.FILE_OF_OUTLOOK)
    if acts(leaf.content):
        return RefusedFile(name, wording.FILE_ACTS)
    if not ending:
        return RefusedFile(name, wording.FILE_OF_OTHER_KIND)
    if len(leaf.content) > largest:
        return RefusedFile(name, wording.file_too_large(largest // 1_000_000))
    if before >= MOST_FILES:
        return RefusedFile(name, wording.too_many_files(MOST_FILES))
    return Enclosure(
        place=place,
        stem=stem,
        ending=ending,
        mime_type=KINDS[ending],
        sha256=hashlib.sha256(leaf.content).hexdigest(),
    )


def _is_file(leaf: Leaf) -> bool:
    if leaf.is_inline and leaf.kind.startswith("image/") and len(leaf.content) < _DECORATION:
        return False
    return leaf.kind not in _SEALS and (leaf.is_attachment or not (is_read(leaf.kind) or leaf.kind in _ABOUT_MAILS))
