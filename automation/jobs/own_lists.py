"""The office's own lists: its services and its kinds of causes, those listed now and those that ever were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from automation.domain.cells import Cell
from automation.domain.notes import Note
from automation.domain.texts import alike_one
from automation.ledger.codec import NotOurs, from_json, to_json
from automation.register import wording as register_wording
from automation.register.own_list_tab import names_in
from automation.register.schema import tabs


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKind:
    """One of the lists.

    Attributes:
        tab: its tab's key.
        kept: where the ledger keeps its last good state.
        usual: what a new list holds, and what counts where an office's is empty.
        gone: what to say when its tab was deleted or renamed.
    """

    tab: str
    kept: Note
    usual: tuple[str, ...]
    gone: str


CAUSES = ListKind(tab="causes", kept=Note.CAUSES, usual=register_wording.CAUSES, gone=register_wording.CAUSES_GONE)
SERVICES = ListKind(
    tab="services", kept=Note.SERVICES, usual=register_wording.SERVICES, gone=register_wording.SERVICES_GONE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnList:
    """What may be chosen.

    Attributes:
        listed: what may be chosen now, in the tab's order.
        ever: what could be chosen at some time; complaints of then bear it still.
    """

    listed: tuple[str, ...] = ()
    ever: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The last good state, as the ledger keeps it; "" where there is none."""
        return to_json(self) if self.ever else ""

    def known(self, kind: ListKind) -> tuple[str, ...]:
        """Return all that a complaint may bear: what is listed, was listed, or is usual."""
        return tuple(dict.fromkeys((*self.listed, *self.ever, *kind.usual)))

    def named(self, text: str, kind: ListKind) -> str | None:
        """Return what a cell names, as the list spells it; None where it names nothing of the list, or several."""
        return alike_one(text, self.known(kind))


def offered(services: OwnList) -> tuple[str, ...]:
    """Return the services that forms offer; a customer always finds one that is true."""
    listed = services.listed or SERVICES.usual
    other = SERVICES.usual[-1]
    return listed if any(one.casefold() == other.casefold() for one in listed) else (*listed, other)


def known_list(kind: ListKind, notes: Mapping[Note, str]) -> OwnList:
    """Return the last good state of a list; an empty one where none is kept."""
    try:
        return from_json(OwnList, notes.get(kind.kept) or "{}")
    except NotOurs:
        return OwnList()


def seen_list(
    kind: ListKind, table: Sequence[Sequence[Cell]] | None, notes: Mapping[Note, str], *, is_gone: bool
) -> tuple[OwnList, tuple[str, ...]]:
    """Return a list as its tab has it, and what is wrong with the tab; what it listed last still holds then.

    Args:
        kind: which list.
        table: the tab's cells, the headings first; None without the tab.
        notes: the ledger's.
        is_gone: there was a tab, and it was deleted or renamed.
    """
    before = known_list(kind, notes)
    names, problems = names_in(tabs()[kind.tab], table or ())
    if is_gone:
        problems = (kind.gone,)
    if not names:
        return OwnList(listed=before.listed or kind.usual, ever=before.ever), problems
    return OwnList(listed=names, ever=tuple(dict.fromkeys((*before.ever, *names)))), problems
