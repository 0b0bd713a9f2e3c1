"""What comes back from Google's pages of consent: the address where the browser landed, or that a person pasted."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import parse_qs, urlsplit


class Wrong(Enum):
    """Why an address is not the one that is waited for."""

    NOTHING = auto()
    NO_ADDRESS = auto()
    CODE_ALONE = auto()
    STILL_GOOGLE = auto()
    ANOTHER_PAGE = auto()
    CUT_OFF = auto()
    ANOTHER_TRY = auto()


@dataclass(frozen=True, slots=True)
class Code:
    """The person agreed; the code is good for one token, within ten minutes."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Stopped:
    """Google or the person said no, in OAuth's words."""

    code: str
    description: str = ""


Answer = Code | Stopped | Wrong


def read_answer(text: str, state: str) -> Answer:
    """Read an address.

    Args:
        text: the address, as it was called or pasted.
        state: what this try sent along: an answer to another try, or made by somebody else, bears another.
    """
    pasted = "".join(text.split()).strip("<>\"'")
    if not pasted:
        return Wrong.NOTHING
    try:
        parts = urlsplit(pasted)
        host = parts.hostname or ""
    except ValueError:
        return Wrong.NO_ADDRESS
    if not parts.scheme.startswith("http") or not host:
        return Wrong.CODE_ALONE if pasted.startswith("4/") else Wrong.NO_ADDRESS
    told = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if host == "google.com" or host.endswith(".google.com"):
        return _of_googles_page(told.get("authError", ""))
    if host not in ("localhost", "127.0.0.1", "::1"):
        return Wrong.ANOTHER_PAGE
    return _of_the_landing(told, state)


def _of_the_landing(told: dict[str, str], state: str) -> Answer:
    if "state" not in told:
        return Wrong.CUT_OFF
    if not hmac.compare_digest(told["state"].encode(), state.encode()):
        return Wrong.ANOTHER_TRY
    if "authError" in told:
        return _of_googles_page(told["authError"])
    if "error" in told:
        return Stopped(told["error"], told.get("error_description", ""))
    return Code(told["code"]) if told.get("code") else Wrong.CUT_OFF


def _of_googles_page(packed: str) -> Answer:
    try:
        raw = base64.b64decode(packed.replace("-", "+").replace("_", "/") + "=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        return Wrong.STILL_GOOGLE
    code, rest = _field(raw, 1)
    description, _ = _field(rest, 2)
    return Stopped(code, description.strip()) if code else Wrong.STILL_GOOGLE


def _field(raw: bytes, number: int) -> tuple[str, bytes]:
    """Return a text of a protocol buffer that begins with it, and what follows; "" where another thing begins it."""
    if raw[:1] != bytes([number << 3 | 2]):
        return "", raw
    size, place = 0, 1
    for shift, byte in enumerate(raw[1:3]):
        size |= (byte & 0x7F) << 7 * shift
        place += 1
        if byte < 0x80:
            break
    return raw[place : place + size].decode("utf-8", "replace"), raw[place + size :]
