"""An answer of a form that its complainant edited: what it said, what it says, and which of both counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from .complaint import Intake
from .vocabulary import EditDecision

#: What complainants may have edited, by the names that the Register's columns bear too.
FIELDS = (
    "complainant",
    "company",
    "email",
    "phone",
    "address",
    "stated_service",
    "order_reference",
    "subject",
    "description",
    "remedy",
)
#: What an edit may change beside; kept as it is, and compared as people read it.
_BESIDE = {"other_answers": "extras", "uploaded": "uploads"}


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One text that was edited; `key` names it in an intake, most also the Register's column of the original."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEdit:
    """The latest edit of an answer.

    Attributes:
        before: what counted when it came.
        after: what the form says now.
        at: when it was sent.
        cell: what the officers' cell said when it came, until it says something else: that was about an earlier edit.
    """

    before: Intake
    after: Intake
    at: datetime
    cell: str = ""

    @property
    def fields(self) -> tuple[FieldEdit, ...]:
        """What it changes, in the order of the form."""
        return tuple(_differing(self.before, self.after))

    def decision(self, cell: str) -> EditDecision | None:
        """Return what the officers' cell says about this edit; None while it says nothing about it."""
        return None if cell == self.cell else _decision(cell)

    @property
    def earlier_decision(self) -> EditDecision | None:
        """What the cell said about an earlier edit when this one came, and still says."""
        return _decision(self.cell)

    def read_beside(self, cell: str) -> AnswerEdit:
        """Return the edit as the cell reads now: once it reads otherwise, the old words may be chosen again."""
        return self if cell == self.cell else replace(self, cell="")

    def in_force(self, cell: str) -> Intake:
        """Return what counts: the new texts once they are accepted, and the original answer's keys in any case."""
        decision = self.decision(cell)
        if decision is None or decision is EditDecision.IGNORED:
            return self.before
        taken = (*FIELDS, *_BESIDE.values(), "attachments")
        return replace(self.before, **{key: getattr(self.after, key) for key in taken})


def noticed(intake: Intake, known: AnswerEdit | None, now: Intake, cell: str) -> AnswerEdit | None:
    """Return what a form's answer was edited to since it was last seen; None where nothing new was.

    Args:
        intake: as it came in.
        known: the latest edit that was seen.
        now: what the form says.
        cell: what the officers' cell says.
    """
    latest = known.after if known else intake
    if now.submitted_at <= latest.submitted_at or not any(_differing(latest, now)):
        return None
    before = known.in_force(cell) if known else intake
    return AnswerEdit(before=before, after=now, at=now.submitted_at, cell=cell)


def _decision(cell: str) -> EditDecision | None:
    return next((one for one in EditDecision if one.value.casefold() == cell.strip().casefold()), None)


def _differing(before: Intake, after: Intake) -> Iterator[FieldEdit]:
    for key in (*FIELDS, *_BESIDE):
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            yield FieldEdit(key, old, new)
