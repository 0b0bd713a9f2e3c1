"""Who held office and had access when the job first saw the tab Pejabat, and everybody it has seen since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from automation.domain.notes import Note
from automation.ledger.codec import NotOurs, from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What was so when the job first saw the tab, and everybody it has seen since.

    Attributes:
        since: when that was; part of every key, so that a ledger made anew uses none of the old ones.
        held: the names of those in office then.
        folder, workbook: addresses that could open the office's folder, and the workbook alone.
        editors: what stands for the editors of the protections then.
        people: the name of each person ever in an office, by what `Held.name` prints.
        addresses: all that ever should have access.
    """

    since: str = ""
    held: tuple[str, ...] = ()
    folder: tuple[str, ...] = ()
    workbook: tuple[str, ...] = ()
    editors: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    addresses: tuple[str, ...] = ()


def beginning_in(notes: Mapping[Note, str]) -> Beginning | None:
    """Return what was noted; None before the tab was seen."""
    text = notes.get(Note.OFFICIALS_FROM)
    try:
        return from_json(Beginning, text) if text else None
    except NotOurs:
        return None


def former_addresses(notes: Mapping[Note, str]) -> frozenset[str]:
    """Return the addresses, in small letters, of everybody ever seen in an office."""
    beginning = beginning_in(notes)
    return frozenset(name.rpartition("|")[2] for name in beginning.people) if beginning else frozenset()
