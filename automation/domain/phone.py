"""Telephone numbers as Indonesians write them, read by Google's `phonenumbers`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberType,
    format_number,
    is_valid_number,
    number_type,
)
from phonenumbers import parse as parsed
from phonenumbers.phonenumber import PhoneNumber as Parsed

from . import wording

REGION = "ID"

_LABEL = re.compile(rf"^\s*(?:(?:{'|'.join(wording.PHONE_LABELS)})\b[\s.:/]*)+", re.IGNORECASE)
_REMARK = re.compile(
    r"\s*[(,]?\s*(?:wa|whatsapp|hp|(?:ext|ekst|psw|pesawat)[\s.:]*[0-9]{1,5})\s*\)?\s*\Z", re.IGNORECASE
)
_TYPED = re.compile(r"^\+?\(?[0-9][0-9 .()\-‐–]*\Z")
_WITH_MOBILES = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


class WrongPhone(ValueError):
    """What was written is not one telephone number; the text says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number that can be dialled.

    Attributes:
        digits: E.164 without the plus: country code first.
        is_mobile: WhatsApp may be expected there.
    """

    digits: str
    is_mobile: bool

    @classmethod
    def parse(cls, text: str) -> PhoneNumber:
        """Read 0812-3456-7890, HP 0812…, +62 812…, 62812…, 812… (a leading zero lost in a sheet) or a foreign +60….

        Raises:
            WrongPhone: it is empty, several numbers, or none that can be dialled.
        """
        # Phones of some countries type digits of full width, and their own brackets and dashes.
        text = unicodedata.normalize("NFKC", text)
        typed = _REMARK.sub("", _LABEL.sub("", text)).strip(" \t")
        if not typed:
            raise WrongPhone(wording.PHONE_EMPTY)
        # Asked before the library is, which reads the first of two numbers and drops the second.
        if not _TYPED.match(typed):
            raise WrongPhone(wording.PHONE_NOT_ONE)
        number = _dialled(typed) or (_dialled("+" + typed[2:]) if typed.startswith("00") else None)
        if number is None:
            raise WrongPhone(wording.PHONE_UNREACHABLE)
        digits = format_number(number, PhoneNumberFormat.E164).removeprefix("+")
        return cls(digits, number_type(number) in _WITH_MOBILES)

    @classmethod
    def found_in(cls, text: str) -> PhoneNumber | None:
        """Read what a person typed, or return None when it is not one number."""
        return _found_in(text)

    @property
    def mark(self) -> str:
        """A hash that stands for the number in the keys of notices, where no number may stand."""
        return hashlib.sha256(self.digits.encode()).hexdigest()[:12]

    def whatsapp_link(self, text: str = "") -> str:
        """Return the click-to-chat address, with a text ready to be sent."""
        return f"https://wa.me/{self.digits}" + (f"?text={quote(text, safe='')}" if text else "")

    def __str__(self) -> str:
        return f"+{self.digits}"


@lru_cache(maxsize=4096)
def _found_in(text: str) -> PhoneNumber | None:
    try:
        return PhoneNumber.parse(text)
    except WrongPhone:
        return None


def _dialled(typed: str) -> Parsed | None:
    try:
        number = parsed(typed, REGION)
    except NumberParseException:
        return None
    return number if is_valid_number(number) else None
