"""The kinds of causes that the office has: those its tab lists now, and those it ever listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from automation.domain.cells import Cell
from automation.domain.notes import Note
from automation.ledger.codec import NotOurs, from_json, to_json
from automation.register import wording as register_wording
from automation.register.causes_tab import causes_in
from automation.register.schema import tabs


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCauses:
    """What a kind of cause may be called.

    Attributes:
        listed: those that may be chosen now, in the tab's order.
        ever: those that could be chosen at some time; complaints of then bear them still.
    """

    listed: tuple[str, ...] = ()
    ever: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The last good state, as the ledger keeps it; "" where there is none."""
        return to_json(self) if self.ever else ""

    def named(self, text: str) -> str | None:
        """Return the kind that a cell names, as the list spells it; None where it names none."""
        wanted = text.casefold()
        return next((one for one in (*self.ever, *register_wording.CAUSES) if one.casefold() == wanted), None)


def known_causes(notes: Mapping[Note, str]) -> KnownCauses:
    """Return the last good state of the tab; an empty one where none is kept."""
    try:
        return from_json(KnownCauses, notes.get(Note.CAUSES) or "{}")
    except NotOurs:
        return KnownCauses()


def seen_causes(
    table: Sequence[Sequence[Cell]] | None, notes: Mapping[Note, str], *, is_gone: bool
) -> tuple[KnownCauses, tuple[str, ...]]:
    """Return the kinds of causes, and what is wrong with their tab.

    Args:
        table: the tab's cells, the headings first; None without the tab.
        notes: the ledger's.
        is_gone: there was a tab, and it was deleted or renamed.
    """
    before = known_causes(notes)
    names, problems = causes_in(tabs()["causes"], table or ())
    if is_gone:
        problems = (register_wording.CAUSES_GONE,)
    if not names:
        return KnownCauses(listed=before.listed or register_wording.CAUSES, ever=before.ever), problems
    return KnownCauses(listed=names, ever=tuple(dict.fromkeys((*before.ever, *names)))), problems
