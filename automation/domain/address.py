"""E-mail addresses: exactly one that all readers read alike, or none. This is the only place that decides it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from . import wording

LONGEST_ADDRESS = 254
LONGEST_LOCAL_PART = 64

# Of the signs that RFC 5322 allows here, those are left out that some reader on the way gives a meaning of its own:
# "?" begins encoded words (RFC 2047), "%" and "!" route, "|", "/", "`", "$", "*", "{", "}" and "^" are a shell's or a
# file's. People's addresses have none of them. Neither may one begin with "-", which is an option to many programs.
_LOCAL_PART = re.compile(r"(?!-)[A-Za-z0-9_'+&=~#-]+(?:\.[A-Za-z0-9_'+&=~#-]+)*\Z")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]\Z")
_A_LABEL = "xn--"


class WrongAddress(ValueError):
    """What was written is not one e-mail address; the text says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """One address that can stand in a header as it is: no name, no list, no line break."""

    local_part: str
    domain: str

    @classmethod
    def parse(cls, text: str) -> EmailAddress:
        """Read what a person typed; spaces around it are forgiven and the domain is put into small letters.

        Raises:
            WrongAddress: it is empty, several addresses, malformed, or may be read as another by some reader.
        """
        # Only blanks are forgiven: a line break at the end is how a header is smuggled in.
        address = text.strip(" \t")
        local_part, _, domain = address.rpartition("@")
        if fault := _fault(address) or _fault_of_parts(local_part, domain):
            raise WrongAddress(fault)
        return cls(local_part, domain.lower())

    @classmethod
    def found_in(cls, text: str) -> EmailAddress | None:
        """Read what a person typed, or return None when it is not one address."""
        return _found_in(text)

    @property
    def folded(self) -> str:
        """The address in small letters, for telling whether two are the same."""
        return str(self).lower()

    @property
    def mark(self) -> str:
        """A hash that stands for the address in the keys of the journal, where no address may stand."""
        return hashlib.sha256(self.folded.encode()).hexdigest()[:12]

    def __str__(self) -> str:
        return f"{self.local_part}@{self.domain}"


@lru_cache(4096)
def _found_in(text: str) -> EmailAddress | None:
    """Read an address once: every tick asks for those of every complaint, several times."""
    try:
        return EmailAddress.parse(text)
    except WrongAddress:
        return None


def _fault(address: str) -> str:
    """Say what keeps a text from being one address; "" when nothing does."""
    if not address:
        return wording.EMAIL_EMPTY
    if any(ord(character) < 32 or ord(character) == 127 for character in address):
        return wording.EMAIL_WITH_CONTROLS
    if address.count("@") > 1 or any(separator in address for separator in ",;"):
        return wording.EMAIL_NOT_ONE
    return ""


def _fault_of_parts(local_part: str, domain: str) -> str:
    """Say what is wrong with the parts of an address; "" when nothing is."""
    if not local_part:
        return wording.EMAIL_WITHOUT_DOMAIN
    if len(f"{local_part}@{domain}") > LONGEST_ADDRESS or len(local_part) > LONGEST_LOCAL_PART:
        return wording.EMAIL_TOO_LONG
    if not _LOCAL_PART.match(local_part):
        return wording.EMAIL_NAME_UNREADABLE
    if not _DOMAIN.match(domain) or not all(map(_is_readable, domain.lower().split("."))):
        return wording.EMAIL_DOMAIN_UNREADABLE
    return ""


def _is_readable(label: str) -> bool:
    """Return whether a part of a domain stands for itself, or for a name in another script (RFC 5890) that is one.

    A name in another script is taken in its "xn--" form alone, so that no look-alike passes for another.
    """
    if not label.startswith(_A_LABEL):
        return True
    name = label.removeprefix(_A_LABEL)
    try:
        meant = name.encode("ascii").decode("punycode")
        return not meant.isascii() and meant.encode("punycode").decode("ascii") == name
    except UnicodeError:
        return False
