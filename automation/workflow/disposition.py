"""Step 3: which working group handles a complaint. In doubt, the Kepala Balai is asked; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from automation.domain.groups import WorkingGroup

from . import wording


@dataclass(frozen=True, slots=True)
class Assigned:
    """Exactly one group handles the service."""

    group: WorkingGroup


@dataclass(frozen=True, slots=True)
class AskHead:
    """The table gives no answer; the Kepala Balai is asked, with the reason."""

    reason: str


def routed(service: str, groups: Sequence[WorkingGroup]) -> Assigned | AskHead:
    """Look a service up in the routing table (the Pokja tab)."""
    match [group for group in groups if _handles(group, service)]:
        case [only]:
            return Assigned(only)
        case []:
            return AskHead(wording.no_group_for(service or "(kosong)"))
        case several:
            names = ", ".join(group.name for group in several)
            return AskHead(wording.several_groups_for(count=len(several), service=service, names=names))


def group_named(name: str, groups: Sequence[WorkingGroup]) -> WorkingGroup | None:
    """Find a working group by its name."""
    return next((group for group in groups if group.name.casefold() == name.casefold()), None)


def _handles(group: WorkingGroup, service: str) -> bool:
    return any(one.casefold() == service.casefold() for one in group.services)
