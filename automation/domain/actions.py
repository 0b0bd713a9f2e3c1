"""Actions: what was decided to put a matter right, or to keep it from coming back, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from .numbers import ComplaintNumber


class ActionKind(Enum):
    """What an action is for; the value is what the tab Tindakan shows, so it never changes."""

    CORRECTIVE = "Koreksi"
    PREVENTIVE = "Pencegahan"
    IMPROVEMENT = "Peningkatan"


class CheckResult(Enum):
    """What a later check of an action found."""

    EFFECTIVE = "Efektif"
    INEFFECTIVE = "Tidak efektif"


#: So many rows without a complaint wait to be used; where fewer do, the job adds to them.
FREE_ROWS, FEWEST_FREE_ROWS = 5, 3

#: How the actions of a complaint's round are called in its keys.
_LETTERS = {ActionKind.CORRECTIVE: "K", ActionKind.PREVENTIVE: "P"}
_OF_A_CASE = re.compile(r"(?P<number>[^/]+)/(?P<letter>[KP])(?P<round>[1-9][0-9]*)")
_FREE = re.compile(r"TND-(?P<place>[0-9]{4,9})")


@dataclass(frozen=True, slots=True)
class ActionKey:
    """The name of an action for ever, printed as `KEL-2026-0042/K1` or, without a complaint, `TND-0007`.

    `place` is the round of its complaint in which it was decided, or else which of those without one.
    """

    number: ComplaintNumber | None
    kind: ActionKind
    place: int

    @property
    def code(self) -> str:
        """What tells it apart within its complaint; as a whole, where it has none."""
        return f"{_LETTERS[self.kind]}{self.place}" if self.number else f"TND-{self.place:04d}"

    def __str__(self) -> str:
        return f"{self.number}/{self.code}" if self.number else self.code

    @classmethod
    def read(cls, text: str) -> ActionKey | None:
        """Read a printed key; None where it is none."""
        if found := _FREE.fullmatch(text.strip()):
            return cls(None, ActionKind.IMPROVEMENT, int(found["place"]))
        found = _OF_A_CASE.fullmatch(text.strip())
        number = ComplaintNumber.read(found["number"]) if found else None
        if found is None or number is None:
            return None
        kind = next(kind for kind, letter in _LETTERS.items() if letter == found["letter"])
        return cls(number, kind, int(found["round"]))


@dataclass(frozen=True, slots=True)
class DecidedActions:
    """What step 6 decided in one round."""

    round: int
    corrective: str
    preventive: str

    def of(self, kind: ActionKind) -> str:
        """Return the action of one kind."""
        return self.corrective if kind is ActionKind.CORRECTIVE else self.preventive


def with_decided(
    decided: tuple[DecidedActions, ...], round: int, kind: ActionKind, text: str
) -> tuple[DecidedActions, ...]:
    """Return what was decided with one action more, which belongs to the last round or begins another."""
    is_known = bool(decided) and decided[-1].round == round
    last = decided[-1] if is_known else DecidedActions(round, "", "")
    before = decided[:-1] if is_known else decided
    if kind is ActionKind.CORRECTIVE:
        return (*before, replace(last, corrective=text))
    return (*before, replace(last, preventive=text))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """What people wrote beside an action, read; None or "" where a cell is empty or could not be read."""

    origin: str = ""
    what: str = ""
    owner: str = ""
    due: date | None = None
    done_on: date | None = None
    evidence: str = ""
    check_on: date | None = None
    result: CheckResult | None = None
    note: str = ""
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """An action is to be reviewed.

    Attributes:
        because: the complaint as which its matter came back.
        since: when it was said to have come back.
        dropped: since when it is said not to have, before anybody reviewed the action; None while the review stands.
    """

    because: ComplaintNumber
    since: date
    dropped: date | None = None

    def stands(self, on: date | None = None) -> bool:
        """Return whether it stood at the end of a day; without one, whether it stands now."""
        if on is None:
            return self.dropped is None
        return self.since <= on and (self.dropped is None or self.dropped > on)


@dataclass(frozen=True, slots=True)
class Check:
    """What a later check found, and when the job saw it; `turn` counts the standing reviews that it came after."""

    on: date
    result: CheckResult
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Everything the job remembers of one action.

    Attributes:
        key: its printed key.
        stated: what step 6 said; "" for one without a complaint.
        listed_on: since when it stands in the tab; one without a complaint, since when its row says something.
        cells: people's cells as last seen, by column key, as text; a deleted row comes back with them.
        stale: what the cells of its check said when it was last reopened: they must be renewed.
        reviews: each time that its matter came back.
        checks: the check that counts of each turn, oldest first.
        row_seen: its row was there when the job last looked.
    """

    key: str
    number: ComplaintNumber | None
    kind: ActionKind
    place: int
    listed_on: date
    stated: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    stale: Mapping[str, str] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()
    checks: tuple[Check, ...] = ()
    row_seen: bool = False

    @property
    def name(self) -> ActionKey:
        """Its key, read."""
        return ActionKey(self.number, self.kind, self.place)

    def standing_reviews(self, on: date | None = None) -> tuple[Review, ...]:
        """Return the reviews that stood at the end of a day; without one, those that stand now."""
        return tuple(one for one in self.reviews if one.stands(on))

    def is_reviewed(self, turn: int) -> bool:
        """Return whether a check answered one of its standing reviews, counted from 1."""
        return any(check.turn >= turn for check in self.checks)
