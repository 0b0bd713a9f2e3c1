"""Gmail's search words: `from:siti subject:"surat balasan" has:attachment -in:trash newer_than:2d`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses
from zoneinfo import ZoneInfo

from local_workspace.api.errors import Refusal


@dataclass(frozen=True, slots=True)
class Searched:
    """What of a mail can be searched; texts as people read them, labels by id and by name."""

    sender: str
    to: str
    cc: str
    bcc: str
    subject: str
    text: str
    filenames: tuple[str, ...]
    labels: frozenset[str]
    label_names: frozenset[str]
    message_id: str
    received: datetime
    size: int


Test = Callable[[Searched], bool]

_PLACES = {
    "inbox": "INBOX",
    "sent": "SENT",
    "draft": "DRAFT",
    "drafts": "DRAFT",
    "trash": "TRASH",
    "spam": "SPAM",
    "starred": "STARRED",
    "important": "IMPORTANT",
    "unread": "UNREAD",
    "chats": "CHAT",
}
_TOKEN = re.compile(
    r"""\s*(?:(?P<open>[({])|(?P<close>[)}])|(?P<minus>-)|(?P<term>(?:[A-Za-z_]+:)?(?:"[^"]*"?|[^\s(){}"]+)|[A-Za-z_]+:(?=[({])))"""
)


@dataclass(frozen=True, slots=True)
class Query:
    """A search understood: its test, and whether it looks into the bin and spam too."""

    test: Test
    everywhere: bool


def parsed(text: str, now: datetime) -> Query:
    """Parse a search; relative times count from `now` (aware)."""
    reader = _Reader(text, now)
    test = reader.any_of(until="")
    low = text.lower()
    return Query(test, bool(re.search(r"\b(in|is|label):(anywhere|trash|spam)\b", low)))


class _Reader:
    def __init__(self, text: str, now: datetime) -> None:
        self._tokens = [
            (str(match.lastgroup), match.group().strip()) for match in _TOKEN.finditer(text) if match.group().strip()
        ]
        self._at = 0
        self._now = now

    def _next(self) -> tuple[str, str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def any_of(self, until: str) -> Test:
        """Read up to a closing bracket: groups joined by OR, terms within a group all needed."""
        groups: list[list[Test]] = [[]]
        joined = False
        while (token := self._next()) and not (token[0] == "close" and token[1] == until):
            if token == ("term", "OR") or token[1] == "|":
                self._at += 1
                joined = True
                continue
            if token == ("term", "AND") or token[0] == "close":
                self._at += 1
                continue
            test = self._term()
            # OR binds its two neighbours: `a b OR c` needs a, and one of b and c.
            if joined and groups[-1]:
                groups[-1][-1] = _either([groups[-1][-1], test])
            else:
                groups[-1].append(test)
            joined = False
        self._at += 1
        return _every(groups[0])

    def _term(self) -> Test:
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "minus":
            if self._next() is None:
                return lambda mail: True
            inner = self._term()
            return lambda mail: not inner(mail)
        if kind == "open":
            return self._group("", text)
        name, colon, value = text.partition(":")
        if colon and not value and (token := self._next()) and token[0] == "open":
            self._at += 1
            return self._group(name, token[1])
        return self._test_of(text)

    def _group(self, name: str, bracket: str) -> Test:
        """Read `(a b)`, all of them, or `{a b}`, one of them; `from:(a OR b)` gives each the operator."""
        close = ")" if bracket == "(" else "}"
        if name:
            depth, at = 1, self._at
            while at < len(self._tokens) and depth:
                one, text = self._tokens[at]
                depth += (one == "open") - (one == "close")
                if one == "term" and text not in ("OR", "AND"):
                    self._tokens[at] = (one, f"{name}:{text}")
                at += 1
        if bracket == "(":
            return self.any_of(")")
        tests = []
        while (token := self._next()) and token != ("close", close):
            tests.append(self._term())
        self._at += 1
        return _either(tests)

    def _test_of(self, text: str) -> Test:
        name, colon, value = text.partition(":")
        value = value.strip('"')
        if colon and name.lower() in _OPERATORS and not text.startswith('"'):
            return _OPERATORS[name.lower()](value, self._now)
        words = text.strip('"')
        return lambda mail: _says(
            "\n".join((mail.subject, mail.text, mail.sender, mail.to, mail.cc, *mail.filenames)), words
        )


def _every(tests: list[Test]) -> Test:
    return lambda mail: all(test(mail) for test in tests)


def _either(tests: list[Test]) -> Test:
    return lambda mail: any(test(mail) for test in tests)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _says(text: str, wanted: str) -> bool:
    """Check whether `wanted`'s words stand in `text`, whole and in this order, as Gmail matches them."""
    words = _words(wanted)
    return not words or f" {' '.join(words)} " in f" {' '.join(_words(text))} "


def _about(pick: Callable[[Searched], str]) -> Callable[[str, datetime], Test]:
    return lambda value, now: lambda mail: _says(pick(mail), value)


def _person(pick: Callable[[Searched], str]) -> Callable[[str, datetime], Test]:
    def test_of(value: str, now: datetime) -> Test:
        def test(mail: Searched) -> bool:
            who = pick(mail)
            if "@" in value:
                addresses = [address.lower() for _, address in getaddresses([who])]
                return value.lower() in addresses or (
                    value.startswith("@") and any(address.endswith(value.lower()) for address in addresses)
                )
            return _says(who, value)

        return test

    return test_of


def _labelled(value: str, now: datetime) -> Test:
    wanted = value.lower()
    if wanted in ("anywhere", "all"):
        return lambda mail: True
    if wanted == "read":
        return lambda mail: "UNREAD" not in mail.labels
    if wanted in _PLACES:
        return lambda mail: _PLACES[wanted] in mail.labels
    folded = re.sub(r"[\s/&()\"|]", "-", wanted)
    return lambda mail: any(re.sub(r"[\s/&()\"|]", "-", name.lower()) == folded for name in mail.label_names)


def _has(value: str, now: datetime) -> Test:
    if value.lower() == "attachment":
        return lambda mail: bool(mail.filenames)
    if value.lower() in ("userlabels", "nouserlabels"):
        return lambda mail: bool(mail.label_names - mail.labels) == (value.lower() == "userlabels")
    return lambda mail: any(value.lower() in filename.lower() for filename in mail.filenames)


def _instant(value: str) -> datetime:
    if re.fullmatch(r"\d{9,}", value):
        return datetime.fromtimestamp(int(value), UTC)
    parts = re.split(r"[/-]", value)
    try:
        year, month, day = (int(part) for part in (parts if len(parts[0]) == 4 else parts[-1:] + parts[:-1]))
        # Google: dates in a search are midnight in California.
        return datetime(year, month, day, tzinfo=ZoneInfo("America/Los_Angeles"))
    except ValueError:
        raise Refusal(400, f"Invalid date: {value}", reason="invalidArgument") from None


def _ago(value: str, now: datetime) -> datetime:
    match = re.fullmatch(r"(\d+)([hdmy])", value.lower())
    if not match:
        raise Refusal(400, f"Invalid period: {value}", reason="invalidArgument")
    return (
        now
        - int(match[1])
        * {
            "h": timedelta(hours=1),
            "d": timedelta(days=1),
            "m": timedelta(days=30),
            "y": timedelta(days=365),
        }[match[2]]
    )


def _after(value: str, now: datetime) -> Test:
    instant = _instant(value)
    return lambda mail: mail.received >= instant


def _before(value: str, now: datetime) -> Test:
    instant = _instant(value)
    return lambda mail: mail.received < instant


def _newer(value: str, now: datetime) -> Test:
    instant = _ago(value, now)
    return lambda mail: mail.received >= instant


def _older(value: str, now: datetime) -> Test:
    instant = _ago(value, now)
    return lambda mail: mail.received < instant


def _identified(value: str, now: datetime) -> Test:
    wanted = value.strip("<>")
    return lambda mail: mail.message_id.strip("<> ") == wanted


def _bytes(value: str) -> int:
    match = re.fullmatch(r"(\d+)([kKmM]?)", value)
    return int(match[1]) * {"": 1, "k": 1024, "m": 1024 * 1024}[match[2].lower()] if match else 0


_OPERATORS: dict[str, Callable[[str, datetime], Test]] = {
    "from": _person(lambda mail: mail.sender),
    "to": _person(lambda mail: f"{mail.to}, {mail.cc}, {mail.bcc}"),
    "cc": _person(lambda mail: mail.cc),
    "bcc": _person(lambda mail: mail.bcc),
    "subject": _about(lambda mail: mail.subject),
    "in": _labelled,
    "is": _labelled,
    "label": _labelled,
    "has": _has,
    "filename": lambda value, now: lambda mail: any(value.lower() in name.lower() for name in mail.filenames),
    "after": _after,
    "newer": _after,
    "before": _before,
    "older": _before,
    "newer_than": _newer,
    "older_than": _older,
    "rfc822msgid": _identified,
    "larger": lambda value, now: lambda mail: mail.size > _bytes(value),
    "size": lambda value, now: lambda mail: mail.size > _bytes(value),
    "smaller": lambda value, now: lambda mail: mail.size < _bytes(value),
}
