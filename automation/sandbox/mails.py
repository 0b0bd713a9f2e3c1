"""A read mail on its way through the pipe, as JSON. Whoever takes it out believes neither its shape nor its size."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from automation.domain.address import LONGEST_ADDRESS, EmailAddress
from automation.domain.authentication import MOST_DOMAINS, MOST_RESULTS, AuthenticationResults
from automation.domain.incoming_mail import (
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_SUBJECT,
    MOST_ADDRESSED,
    MOST_FILES,
    MOST_PARTS,
    MOST_REFERENCES,
    Bounce,
    Enclosure,
    IncomingMail,
    RefusedFile,
    SenderFault,
)
from automation.domain.texts import LONGEST, keepable
from automation.intake.file_kinds import KINDS
from automation.intake.file_names import plain_stem
from automation.ports import ReceivedMail

from .messages import Garbled

#: Bytes of the longest mail, each of its signs as JSON prints the longest.
LARGEST = 4_000_000
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,988}>")
_STATUS = re.compile(r"([245]\.[0-9]{1,3}\.[0-9]{1,3})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_REASON = 200
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
#: What the mailbox said of it, which the job knows by itself.
_KNOWN = ("id", "thread", "arrived_at", "unreadable")


def printed(mail: IncomingMail) -> bytes:
    """Print what was read of a mail."""
    found = {name: value for name, value in asdict(mail).items() if name not in _KNOWN}
    return json.dumps({**found, "addressed": sorted(mail.addressed)}).encode("ascii")


def mail_in(content: bytes, mail: ReceivedMail) -> IncomingMail:
    """Read what `printed` printed of a mail; raises `Garbled` where it could not have."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Garbled from error
    fields = _Fields(found)
    return IncomingMail(
        id=mail.id,
        thread=mail.thread,
        arrived_at=mail.arrived_at,
        sender=fields.text("sender", LONGEST_ADDRESS, _is_sender),
        sender_name=fields.text("sender_name", LONGEST_NAME, str.isprintable),
        sender_fault=SenderFault(fields.text("sender_fault", LONGEST_NAME, _is_fault)),
        through=fields.text("through", LONGEST_ADDRESS, _is_sender),
        subject=fields.text("subject", LONGEST_SUBJECT, str.isprintable),
        text=fields.text("text", LONGEST + len(" […]")),
        message_id=fields.text("message_id", LONGEST_ID, _is_id_or_nothing),
        references=fields.texts("references", MOST_REFERENCES, _is_id),
        addressed=frozenset(fields.texts("addressed", MOST_ADDRESSED, str.isprintable)),
        automatic=fields.text("automatic", _LONGEST_REASON),
        perhaps_automatic=fields.text("perhaps_automatic", _LONGEST_REASON),
        bounce=_bounce(fields.one("bounce")),
        invites=fields.flag("invites"),
        is_whole=fields.flag("is_whole"),
        authentications=tuple(map(_results, fields.several("authentications", MOST_RESULTS))),
        enclosures=tuple(map(_enclosure, fields.several("enclosures", MOST_FILES))),
        refused=tuple(map(_refused, fields.several("refused", MOST_PARTS))),
    )


def _anything(_: str) -> bool:
    return True


class _Fields:
    """What the other side said of one thing; each question raises `Garbled` where the answer makes no sense."""

    def __init__(self, found: object) -> None:
        if not isinstance(found, dict):
            raise Garbled
        self._found: Mapping[str, Any] = found

    def text(self, name: str, longest: int, fits: Callable[[str], bool] = _anything) -> str:
        return _text(self._found.get(name), longest, fits)

    def texts(self, name: str, most: int, fits: Callable[[str], bool]) -> tuple[str, ...]:
        return tuple(_text(one, LONGEST_ID, fits) for one in self._list(name, most))

    def flag(self, name: str) -> bool:
        value = self._found.get(name)
        if not isinstance(value, bool):
            raise Garbled
        return value

    def place(self, name: str) -> int:
        value = self._found.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < MOST_PARTS:
            raise Garbled
        return value

    def one(self, name: str) -> _Fields | None:
        value = self._found.get(name)
        return None if value is None else _Fields(value)

    def several(self, name: str, most: int) -> Iterator[_Fields]:
        return map(_Fields, self._list(name, most))

    def _list(self, name: str, most: int) -> list[object]:
        value = self._found.get(name)
        if not isinstance(value, list) or len(value) > most:
            raise Garbled
        return value


def _text(value: object, longest: int, fits: Callable[[str], bool]) -> str:
    if not isinstance(value, str) or len(value) > longest or keepable(value) != value or not fits(value):
        raise Garbled
    return value


def _bounce(fields: _Fields | None) -> Bounce | None:
    if fields is None:
        return None
    return Bounce(
        recipient=fields.text("recipient", LONGEST_ADDRESS, _is_sender),
        status=fields.text("status", LONGEST_NAME, lambda text: bool(_STATUS.fullmatch(text))),
        answers=fields.texts("answers", MOST_REFERENCES, _is_id),
        named=fields.texts("named", MOST_REFERENCES, _is_sender),
        keys=fields.texts("keys", MOST_REFERENCES, str.isprintable),
    )


def _results(fields: _Fields) -> AuthenticationResults:
    return AuthenticationResults(
        server=fields.text("server", LONGEST_ID),
        passed=fields.texts("passed", MOST_DOMAINS, str.isascii),
        dmarc=fields.text("dmarc", LONGEST_ID),
        dmarc_domain=fields.text("dmarc_domain", LONGEST_ID, str.isascii),
    )


def _enclosure(fields: _Fields) -> Enclosure:
    ending = fields.text("ending", LONGEST_NAME, KINDS.__contains__)
    kind = fields.text("mime_type", LONGEST_NAME, lambda text: text == KINDS[ending])
    sha256 = fields.text("sha256", LONGEST_NAME, lambda text: bool(_SHA256.fullmatch(text)))
    return Enclosure(
        place=fields.place("place"),
        stem=fields.text("stem", LONGEST_NAME, _is_stem),
        ending=ending,
        mime_type=kind,
        sha256=sha256,
    )


def _refused(fields: _Fields) -> RefusedFile:
    name, reason = (fields.text(key, LONGEST_NAME, _is_harmless) for key in ("name", "reason"))
    return RefusedFile(name, reason)


def _is_sender(text: str) -> bool:
    address = EmailAddress.found_in(text)
    return not text or (address is not None and str(address).casefold() == text)


def _is_fault(text: str) -> bool:
    return text in list(SenderFault)


def _is_id(text: str) -> bool:
    return bool(_MESSAGE_ID.fullmatch(text))


def _is_id_or_nothing(text: str) -> bool:
    return not text or _is_id(text)


def _is_stem(text: str) -> bool:
    return plain_stem(f"{text}.x") == text


def _is_harmless(text: str) -> bool:
    return not any(unicodedata.category(sign) in _UNSEEN for sign in text)
