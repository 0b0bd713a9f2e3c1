"""What is believed of Google, and what was answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

#: What may stand in an answer: never a name, an address, an id or a token.
Fact = bool | int | str
Facts = Mapping[str, Fact]

_PLAIN = re.compile(r"[A-Za-z0-9 _.,:/+-]{0,100}")
#: A long run with a digit in it is an id or a token; Google's machine words are letters alone.
_LIKE_AN_ID = re.compile(r"(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{12,}")
UNPRINTABLE = "not plain"


class Ground(Enum):
    """What a belief rests on before anybody measured it."""

    DOCUMENTED = "documented"
    INFERRED = "inferred from documentation"
    THREAD = "told in a thread"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a belief comes from, as a public address."""

    ground: Ground
    url: str


@dataclass(frozen=True, slots=True)
class Belief:
    """One thing that the code or the embedded workspace takes for true of Google.

    Attributes:
        name: for ever: recordings name their answers by it.
        sentence: what is believed, in English.
        source: why.
    """

    name: str
    sentence: str
    source: Source


class Need(Enum):
    """What a probe needs besides the account; the value stands in recordings."""

    ADDRESS = "for want of an address to share with"
    STRANGER = "for want of an address without a Google account"
    HAND = "for want of a hand"


class Lacking(Exception):
    """A probe cannot be tried: nobody gave the address, or nobody lent a hand."""

    def __init__(self, need: Need) -> None:
        super().__init__(need.value)
        self.need = need


@dataclass(frozen=True, slots=True)
class Answered:
    """What a probe saw."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class NotTried:
    """Why a probe saw nothing."""

    need: Need


Answer = Answered | NotTried


def answered_with(facts: Facts) -> Answered:
    """Return an answer in which nothing can be read that is somebody's."""
    return Answered({name: plain(fact) if isinstance(fact, str) else fact for name, fact in facts.items()})


def plain(text: str) -> str:
    """Return a text that may be given to anybody, or in its place that it was not plain."""
    return text if _PLAIN.fullmatch(text) and not _LIKE_AN_ID.search(text) else UNPRINTABLE
