"""The QR code on every printed document: it names the case and the document, and nobody else can make one.

`TG1/KEL-2026-0042/SB.1/QJ5A…`: version, complaint, kind and sequence, HMAC-SHA256 cut to 10 bytes. Only characters
of a QR code's alphanumeric mode are used, so that it fits version 3 at level Q: 29 modules a side.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from .documents import DocumentKind, kind_marked
from .numbers import ComplaintNumber

_FAMILY = "TG"
_VERSION = "1"
_SEAL_BYTES = 10
_SHORTEST_SECRET = 16
_SHAPE = re.compile(
    r"(?P<body>TG1/(?P<number>[A-Z0-9-]{1,24})/(?P<mark>[A-Z]{2})\.(?P<sequence>[1-9][0-9]{0,3}))/(?P<seal>[A-Z2-7]{16})"
)
_OURS = re.compile(rf"{_FAMILY}[0-9]+/")


@dataclass(frozen=True, slots=True, order=True)
class DocumentCode:
    """Which document of which complaint a sheet of paper belongs to."""

    number: ComplaintNumber
    kind: DocumentKind
    sequence: int = 1
    """Which document of its kind: the round of a reply, the how-manieth invitation."""

    def signed(self, secret: bytes) -> str:
        """Return the text of this document's QR code, sealed: only a holder of the secret could have made it."""
        body = f"{_FAMILY}{_VERSION}/{self.number}/{self.kind.mark}.{self.sequence}"
        return f"{body}/{_seal(body, secret)}"

    def __str__(self) -> str:
        again = f" ({self.sequence})" if self.sequence > 1 else ""
        return f"{self.number} {self.kind.title}{again}"


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """A code that never claimed to be ours: a product's, a map's, the electronic signature's."""

    text: str


@dataclass(frozen=True, slots=True)
class ForgedCode:
    """A code that claims to be ours, but that this secret did not seal."""

    text: str


def read_code(text: str, secret: bytes) -> DocumentCode | ForeignCode | ForgedCode:
    """Return what the text of a QR code says, once its seal has been checked."""
    if not _OURS.match(text):
        return ForeignCode(text)
    parts = _SHAPE.fullmatch(text)
    # The seal comes first: nothing inside a code is looked at before it is known to be ours.
    if parts is None or not hmac.compare_digest(_seal(parts["body"], secret), parts["seal"]):
        return ForgedCode(text)
    kind = kind_marked(parts["mark"])
    if kind is None:
        return ForgedCode(text)
    return DocumentCode(ComplaintNumber.parse(parts["number"]), kind, int(parts["sequence"]))


def is_shaped_like_ours(text: str) -> bool:
    """Return whether a text has the shape of our codes; whether it is one, only a holder of the secret knows."""
    return _SHAPE.fullmatch(text) is not None


def _seal(body: str, secret: bytes) -> str:
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"the secret of the document codes is shorter than {_SHORTEST_SECRET} bytes")
    digest = hmac.new(secret, body.encode("ascii"), hashlib.sha256).digest()
    return base64.b32encode(digest[:_SEAL_BYTES]).decode("ascii")
