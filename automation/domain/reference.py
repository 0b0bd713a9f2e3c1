"""The signed reference that our mails print: it names a complaint, and nobody else can make one.

`KEL-2026-0042-7QX4MZ2P`: the complaint's number and an HMAC-SHA256 cut to 5 bytes. Whoever knows a number, which is
easily guessed, does not know its reference. A corrected address has a reference of its own: those printed in mails to
another address no longer count.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass

from .numbers import ComplaintNumber

_SEAL_BYTES = 5
_SHORTEST_SECRET = 16
_SHAPE = re.compile(r"(?<![A-Z0-9-])([A-Z]{2,6}-[0-9]{4}-[0-9]{4,9})-([A-Z0-9]{8})(?![A-Z0-9-])")
#: Who copies a code by hand writes a nought for an O; base 32 has no such figures.
_MISREAD = str.maketrans("018", "OIB")
_LONGEST_SEARCHED = 200_000


@dataclass(frozen=True, slots=True)
class References:
    """The references that a text holds: `genuine` ones by number, and whether another only looks like one."""

    genuine: frozenset[ComplaintNumber] = frozenset()
    forged: bool = False


def signed_reference(number: ComplaintNumber, secret: bytes, to: str = "") -> str:
    """Print the reference of a complaint.

    Args:
        number: the complaint.
        secret: the office's.
        to: stands for the corrected address that it is printed for; "" for the one that came in.

    Raises:
        ValueError: the secret is too short.
    """
    return f"{number}-{_seal(number, secret, to)}"


def _as_came_in(number: ComplaintNumber) -> str:
    return ""


def references_in(text: str, secret: bytes, to: Callable[[ComplaintNumber], str] = _as_came_in) -> References:
    """Find the references in a text, in large or small letters.

    Args:
        text: what somebody wrote.
        secret: the office's.
        to: gives what stands for the address that a complaint's references are printed for now.
    """
    genuine, forged = set(), False
    for printed, seal in _SHAPE.findall(text[:_LONGEST_SEARCHED].upper()):
        number = ComplaintNumber.parse(printed)
        if hmac.compare_digest(_seal(number, secret, to(number)).encode(), seal.translate(_MISREAD).encode()):
            genuine.add(number)
        else:
            forged = True
    return References(frozenset(genuine), forged)


def _seal(number: ComplaintNumber, secret: bytes, to: str) -> str:
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"the secret of the references is shorter than {_SHORTEST_SECRET} bytes")
    # "rujukan/" sets these seals apart from those of the documents' codes, which the same secret makes.
    sealed = f"rujukan/{number}/{to}" if to else f"rujukan/{number}"
    digest = hmac.new(secret, sealed.encode("ascii"), hashlib.sha256).digest()
    return base64.b32encode(digest[:_SEAL_BYTES]).decode("ascii")
