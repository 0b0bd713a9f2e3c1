"""What a contact writes down: one JSON, without anybody's name, address, id or token."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .contact import Outcome
from .values import Answer, Answered, Need, NotTried, answered_with

_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One contact, written down.

    Attributes:
        day: when it was.
        against: "google", or "workspace" for the embedded one.
        place: "my drive" or "shared drive".
        account: "consumer" or "organisation".
        version: of this program.
        calls: how many were made.
        answers: by the names of the beliefs.
    """

    day: date
    against: str
    place: str
    account: str
    version: str
    calls: int
    answers: Mapping[str, Answer]

    def as_json(self) -> str:
        """Return it as text."""
        whole = {
            "format": _FORMAT,
            "day": self.day.isoformat(),
            "against": self.against,
            "place": self.place,
            "account": self.account,
            "version": self.version,
            "calls": self.calls,
            "answers": {name: _as_json(answer) for name, answer in self.answers.items()},
        }
        return json.dumps(whole, indent=2) + "\n"


def recorded(outcome: Outcome, *, day: date, address: str, base: str, shared: bool, version: str) -> Record:
    """Return what is written down of a contact.

    Args:
        outcome: what it brought.
        day: when.
        address: the account's; only its kind is kept.
        base: where Google was reached; "" for Google itself.
        shared: whether in a shared drive.
        version: of this program.
    """
    return Record(
        day=day,
        against="workspace" if base else "google",
        place="shared drive" if shared else "my drive",
        account="consumer" if address.endswith(("@gmail.com", "@googlemail.com")) else "organisation",
        version=version,
        calls=outcome.calls,
        answers=outcome.answers,
    )


def read_record(text: str) -> Record:
    """Read what `Record.as_json` wrote.

    Raises:
        ValueError: it is something else.
    """
    found = json.loads(text)
    try:
        if found["format"] != _FORMAT:
            raise ValueError(f"format {found['format']}")
        return Record(
            day=date.fromisoformat(found["day"]),
            answers={name: _answer(one) for name, one in found["answers"].items()},
            **{name: found[name] for name in ("against", "place", "account", "version", "calls")},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no record of a contact: {error}") from error


def _as_json(answer: Answer) -> dict[str, Any]:
    match answer:
        case Answered(facts=facts):
            return {"answered": dict(facts)}
        case NotTried(need=need):
            return {"not tried": need.value}


def _answer(found: Mapping[str, Any]) -> Answer:
    if "answered" in found:
        return answered_with(found["answered"])
    return NotTried(Need(found["not tried"]))
