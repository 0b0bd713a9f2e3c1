"""Telephone numbers as Indonesians write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

INDONESIA = "62"

_LABEL = re.compile(r"^\s*(?:no|nomor|telp|telepon|tlp|tel|hp|wa|whatsapp)\b[\s.:]*", re.IGNORECASE)
_REMARK = re.compile(r"\s*\(?\s*(?:wa|whatsapp|hp)\s*\)?\s*\Z", re.IGNORECASE)
_TYPED = re.compile(r"^\+?\(?[0-9][0-9 .()\-‐–]*\Z")


class WrongPhone(ValueError):
    """What was written is not one telephone number; the text says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number in E.164, digits only: country code first, no plus."""

    digits: str

    @classmethod
    def parse(cls, text: str) -> PhoneNumber:
        """Read 0812-3456-7890, +62 812…, 62812…, 812… (a leading zero lost in a sheet) or a foreign +60….

        Raises:
            WrongPhone: it is empty, several numbers, or too short or long to be dialled.
        """
        typed = _REMARK.sub("", _LABEL.sub("", text)).strip(" \t")
        if not typed:
            raise WrongPhone("nomor telepon kosong")
        if not _TYPED.match(typed):
            raise WrongPhone("tulis satu nomor telepon saja, misalnya 0812-3456-7890")
        digits = re.sub(r"[^0-9]", "", typed)
        if typed.startswith("+"):
            return cls._checked(digits)
        if digits.startswith("00"):
            return cls._checked(digits[2:])
        if digits.startswith("0"):
            return cls._checked(INDONESIA + digits[1:])
        return cls._checked(digits if digits.startswith(INDONESIA) else INDONESIA + digits)

    @classmethod
    def _checked(cls, digits: str) -> PhoneNumber:
        if digits.startswith(INDONESIA + "0"):
            digits = INDONESIA + digits[len(INDONESIA) + 1 :]
        if digits.startswith("0") or not 9 <= len(digits) <= 15:
            raise WrongPhone("nomor telepon terlalu pendek atau terlalu panjang")
        return cls(digits)

    @classmethod
    def found_in(cls, text: str) -> PhoneNumber | None:
        """Read what a person typed, or give None when it is not one number."""
        try:
            return cls.parse(text)
        except WrongPhone:
            return None

    @property
    def is_mobile(self) -> bool:
        """Tell whether WhatsApp may be expected there: an Indonesian mobile number, or any foreign one."""
        return not self.digits.startswith(INDONESIA) or self.digits.startswith(INDONESIA + "8")

    def whatsapp_link(self, text: str = "") -> str:
        """Give the click-to-chat address, with a text ready to be sent."""
        return f"https://wa.me/{self.digits}" + (f"?text={quote(text, safe='')}" if text else "")

    def __str__(self) -> str:
        return f"+{self.digits}"
