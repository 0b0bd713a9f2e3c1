"""A mail's header block, read and changed line by line, so that the body stays the bytes it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email.header import decode_header, make_header
from email.utils import formataddr

ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
    r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
)


class BadAddress(Exception):
    """An address header that does not parse to addresses."""


@dataclass(frozen=True, slots=True)
class Headers:
    """The header fields of a mail, in order, as raw values (folded, encoded), and the body's bytes."""

    fields: tuple[tuple[str, str], ...]
    body: bytes

    @classmethod
    def read(cls, raw: bytes) -> Headers:
        """Split a mail at its first empty line; a line that is no header field begins the body."""
        fields: list[tuple[str, str]] = []
        rest = raw
        while rest:
            line, end, after = rest.partition(b"\n")
            if not line.rstrip(b"\r"):
                rest = after
                break
            text = line.rstrip(b"\r").decode("utf-8", "surrogateescape")
            if text[0] in " \t" and fields:
                fields[-1] = (fields[-1][0], fields[-1][1] + "\r\n" + text)
            elif re.match(r"[!-9;-~]+[ \t]*:", text):
                name, _, value = text.partition(":")
                fields.append((name.rstrip(), value))
            else:
                break
            rest = after
            if not end:
                break
        return cls(tuple(fields), rest)

    def bytes(self) -> bytes:
        """Print the whole mail again."""
        head = "".join(f"{name}:{value}\r\n" for name, value in self.fields)
        return head.encode("utf-8", "surrogateescape") + b"\r\n" + self.body

    def all(self, name: str) -> list[str]:
        """Return the unfolded raw values of every field of this name."""
        return [
            re.sub(r"\r?\n[ \t]*", " ", value).strip()
            for field, value in self.fields
            if field.lower() == name.lower()
        ]

    def first(self, name: str) -> str:
        """Return the unfolded raw value of the first field of this name, or the empty string."""
        return next(iter(self.all(name)), "")

    def text(self, name: str) -> str:
        """Return the first value of this name with its encoded words decoded."""
        return decoded(self.first(name))

    def without(self, *names: str) -> Headers:
        """Leave fields out."""
        gone = {name.lower() for name in names}
        return replace(self, fields=tuple(field for field in self.fields if field[0].lower() not in gone))

    def with_first(self, name: str, value: str) -> Headers:
        """Put a field in the place of all of its name, or at the end."""
        at = next((i for i, field in enumerate(self.fields) if field[0].lower() == name.lower()), len(self.fields))
        kept = [field for field in self.fields[at:] if field[0].lower() != name.lower()]
        return replace(self, fields=(*self.fields[:at], (name, f" {value}"), *kept))

    def on_top(self, *fields: tuple[str, str]) -> Headers:
        """Write fields above all others, as mail servers do."""
        return replace(self, fields=(*((name, f" {value}") for name, value in fields), *self.fields))

    def addresses(self, *names: str) -> list[tuple[str, str]]:
        """Return the (display name, address) pairs of address fields.

        Raises:
            BadAddress: when one of the fields does not parse; its argument is the field's name.
        """
        found = []
        for name in names:
            for value in self.all(name):
                found += _addresses(name, value)
        return found

    def reached(self, *names: str) -> list[str]:
        """Return the addresses that a mail with these fields reaches, read as a hostile mail server might.

        Such a server decodes encoded words before it looks for commas and angle brackets, so that a word in a local
        part or in a display name can hold addresses of its own.

        Raises:
            BadAddress: as `addresses`.
        """
        found = []
        for name in names:
            for value in self.all(name):
                read = _addresses(name, value) if not _ENCODED_WORD.search(value) else _decoded_first(name, value)
                found += [address for _, address in read]
        return found


_ENCODED_WORD = re.compile(r"=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=")
_QUOTED_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')


def _decoded_first(name: str, value: str) -> list[tuple[str, str]]:
    together = re.sub(r"(?<=\?=)\s+(?==\?)", "", value)
    plain = _QUOTED_OR_COMMENT.sub(" ", _ENCODED_WORD.sub(lambda word: decoded(word[0]), together))
    found = [("", address[0]) for address in ADDRESS.finditer(plain)]
    if not found:
        raise BadAddress(name)
    return found


# Not email.utils.getaddresses(): before Python 3.12 it reads two addresses out of a display name.
_MAILBOX = re.compile(r'\s*(?P<shown>(?:"(?:[^"\\]|\\.)*"|[^"<>@,:;])*)<(?P<address>[^<>\s]+)>\s*')
_LIST = re.compile(r'(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|[^",])+')


def _addresses(name: str, value: str) -> list[tuple[str, str]]:
    # A bracket within quotes begins no comment.
    value = _QUOTED_OR_COMMENT.sub(lambda found: found[0] if found[0][0] == '"' else "", value)
    value = re.sub(r"^[^<>@,\":]*:\s*;\s*$", "", value)
    pairs = []
    for piece in _LIST.findall(value):
        if not piece.strip():
            continue
        match = _MAILBOX.fullmatch(piece)
        shown, address = (match["shown"], match["address"]) if match else ("", piece.strip())
        try:
            local, _, domain = address.rpartition("@")
            plain = f"{local}@{domain.encode('idna').decode()}"
        except UnicodeError:
            raise BadAddress(name) from None
        if not ADDRESS.fullmatch(plain):
            raise BadAddress(name)
        pairs.append((decoded(_unquoted(shown.strip())), plain))
    if re.sub(r"\\.", "", value).count('"') % 2:
        raise BadAddress(name)
    return pairs


def _unquoted(shown: str) -> str:
    if len(shown) > 1 and shown[0] == shown[-1] == '"':
        return re.sub(r"\\(.)", r"\1", shown[1:-1])
    return shown


def decoded(value: str) -> str:
    """Decode a header's encoded words and stray bytes; what cannot be decoded stays as it is."""
    try:
        return str(make_header(decode_header(value.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))))
    except (LookupError, ValueError):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def printed_address(shown: str, address: str) -> str:
    """Print a mailbox for a header, its display name encoded where it must be."""
    return formataddr((shown, address))
