"""Who wrote a mail: its one author, read as leniently as the world writes From; in doubt nobody, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from automation.domain.address import EmailAddress
from automation.domain.incoming_mail import SenderFault
from automation.domain.texts import keepable

from . import wording
from .mail_parts import Parts, decoded

_LONGEST = 20_000
_OPEN, _CLOSED = {"(": ")", "<": ">"}, {")": "(", ">": "<"}
_IN_ANGLES = re.compile(r"<([^<>]*)>")
_MAILTO = re.compile(r"\s*mailto:", re.IGNORECASE)
_ENCODED = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=")
_COMMENT = re.compile(r"\(([^()]*)\)")
_PROGRAMS = re.compile(
    rf"(?:(?:[^@]*[._+-])?(?:{'|'.join(wording.NEVER_READ)})|{'|'.join(wording.PROGRAMS)})(?:[+._-][^@]*)?@",
    re.IGNORECASE,
)
#: What programs of web forms leave in the head.
_OF_FORMS = ("x-php-script", "x-php-originating-script", "x-wpforms", "x-contact-form", "x-form-id")
_FORM_MAILER = re.compile(r"phpmailer|php/|wpforms|contact form|formmail", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a mail.

    Attributes:
        address: in small letters; "" where nobody can say.
        name: what the author calls himself; where there is no address, what stands in its place.
        fault: why there is none.
        through: the address that it was sent from, where the author is another, as of a web form.
    """

    address: str = ""
    name: str = ""
    fault: SenderFault = SenderFault.NONE
    through: str = ""


def author_of(parts: Parts) -> Author:
    """Return the author of a mail: who stands in From, or in Reply-To where a program sent it for somebody."""
    sender = _one(parts.all_raw("from"))
    if not sender.address or not _is_sent_for_another(parts, sender.address):
        return sender
    person = _one(parts.all_raw("reply-to"))
    if person.address in ("", sender.address) or _PROGRAMS.match(person.address):
        return _program(sender) if _PROGRAMS.match(sender.address) else sender
    return Author(address=person.address, name=person.name, through=sender.address)


def _program(sender: Author) -> Author:
    return Author(name=sender.name or sender.address, fault=SenderFault.PROGRAM, through=sender.address)


def _is_sent_for_another(parts: Parts, sender: str) -> bool:
    """Return whether a program sent it: by its address, or a form that writes in the office's name to the office."""
    if _PROGRAMS.match(sender):
        return True
    another = {one.address for one in _named(parts.raw("reply-to"))} - {sender, ""}
    return bool(another) and (_is_form(parts) or sender in {one.address for one in _named(parts.raw("to"))})


def _is_form(parts: Parts) -> bool:
    return any(parts.raw(name) for name in _OF_FORMS) or bool(_FORM_MAILER.search(parts.raw("x-mailer")))


def _one(headers: tuple[str, ...]) -> Author:
    named = [one for header in headers[:10] for one in _named(header)]
    shown = decoded(", ".join(headers[:10]))
    if not named:
        return Author(name=shown, fault=SenderFault.UNREADABLE if shown.strip("<> ") else SenderFault.MISSING)
    if any(not one.address for one in named):
        return Author(name=shown, fault=SenderFault.UNREADABLE)
    if len({one.address for one in named}) > 1:
        return Author(name=shown, fault=SenderFault.SEVERAL)
    return max(named, key=lambda one: len(one.name))


def _named(header: str) -> Iterator[Author]:
    """Return whom a header names; a piece without an address belongs to the name that goes on behind the comma."""
    before: list[str] = []
    for piece in _pieces(header[:_LONGEST]):
        if "@" not in piece and not before and not piece.strip():
            continue
        if "@" not in piece:
            before.append(piece)
            continue
        found = _author_in(piece)
        if not before or "<" in piece:
            yield Author(address=found.address, name=_name(", ".join([*before, found.name])))
        else:  # "Budi, budi@kayu.example": whose name that is nobody can say
            yield Author()
        before = []


def _author_in(piece: str) -> Author:
    angles = [match for match in _IN_ANGLES.finditer(piece) if "@" in match[1]]
    encoded = [word.span() for word in _ENCODED.finditer(piece)]
    if any(begun < one.start() < end for one in angles for begun, end in encoded):
        return Author()  # Some readers decode words before they look for addresses.
    if len(angles) == 1 and "@" not in piece[angles[0].end() :]:
        return Author(address=_plain(_without_mailto(angles[0][1])), name=piece[: angles[0].start()])
    if angles:
        return Author()
    comments = _COMMENT.findall(piece)
    bare = _without_mailto(_COMMENT.sub(" ", piece).strip().strip("'\""))
    return Author(address=_plain(bare), name=comments[0] if comments else "")


def _without_mailto(text: str) -> str:
    found = _MAILTO.match(text)
    return text[found.end() :] if found else text


def _plain(text: str) -> str:
    found = EmailAddress.found_in(text.strip().strip("'"))
    return found.folded if found else ""


def _name(text: str) -> str:
    return decoded(text.replace('\\"', '"').strip().strip('"').strip())


def _pieces(header: str) -> Iterator[str]:
    """Cut a header at its commas, but not within quotes, comments or angles, where these are closed again."""
    quotes = header.count('"') - header.count('\\"')
    begun, inside, quoted = 0, "", False
    for at, sign in enumerate(header):
        if sign == '"' and quotes % 2 == 0 and header[at - 1 : at] != "\\":
            quoted = not quoted
        elif quoted:
            continue
        elif not inside and sign in _OPEN and _OPEN[sign] in header[at : at + 1_000]:
            inside = sign
        elif inside and _CLOSED.get(sign) == inside:
            inside = ""
        elif not inside and sign in ",;":
            yield header[begun:at]
            begun = at + 1
    yield header[begun:]


def addressed(parts: Parts, headers: tuple[str, ...], most: int) -> frozenset[str]:
    """Return whom a mail was sent to, up to `most` addresses."""
    found = (one.address for name in headers for value in parts.all_raw(name) for one in _named(value) if one.address)
    return frozenset(keepable(address) for address, _ in zip(found, range(most), strict=False))
