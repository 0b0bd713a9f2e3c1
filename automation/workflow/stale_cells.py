"""Cells of an earlier round: after a return they stand as they were and must be renewed before they count.

Only people write these cells, so the job cannot clear them: it remembers what they said when the case went back.
A group of cells counts again as soon as one of its deciding cells reads differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace

from automation.domain.complaint import StaffFacts


@dataclass(frozen=True, slots=True)
class _Group:
    cells: tuple[str, ...]
    deciding: tuple[str, ...]


_CAUSE = _Group(("cause",), ("cause",))
_ACTION = _Group(("corrective_action", "preventive_action"), ("corrective_action", "preventive_action"))
# On its own: a new action is not applied on the day of the old one.
_APPLICATION = _Group(("applied_on",), ("applied_on",))
_VERIFICATION = _Group(("verification", "effective", "verified_by"), ("verification", "effective"))
_INITIALS = _Group(("initials",), ("initials",))
_DECISION = _Group(("decision", "decision_note", "decided_by"), ("decision", "decision_note"))
_GROUPS = (_CAUSE, _ACTION, _APPLICATION, _VERIFICATION, _INITIALS, _DECISION)

#: What an ineffective action makes stale (back to step 5), and what a returned draft does (back to step 8).
INEFFECTIVE = _CAUSE.cells + _ACTION.cells + _APPLICATION.cells + _VERIFICATION.cells
RETURNED = _INITIALS.cells + _DECISION.cells


def made_stale(cells: Mapping[str, str], keys: tuple[str, ...]) -> dict[str, str]:
    """Remember what these cells say now."""
    return {key: cells.get(key, "") for key in keys}


def still_stale(stale: Mapping[str, str], cells: Mapping[str, str]) -> dict[str, str]:
    """Return what of the remembered cells has not been renewed."""
    kept: dict[str, str] = {}
    for group in _GROUPS:
        remembered = {key: stale[key] for key in group.cells if key in stale}
        if remembered and not any(cells.get(key, "") != stale[key] for key in group.deciding if key in stale):
            kept |= remembered
    return kept


def without(facts: StaffFacts, stale: Mapping[str, str]) -> StaffFacts:
    """Return the facts as if the stale cells were empty."""
    empty = {field.name: field.default for field in fields(StaffFacts) if field.default is not MISSING}
    return replace(facts, **{key: empty[key] for key in stale})
