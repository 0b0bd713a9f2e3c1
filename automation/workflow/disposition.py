"""Step 3: which working group handles a complaint. In doubt, the Kepala Balai is asked; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from automation.domain.groups import WorkingGroup


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
            return AskHead(f"Belum ada pokja untuk layanan {service or '(kosong)'}; isi kolom Disposisi kepada.")
        case several:
            names = ", ".join(group.name for group in several)
            return AskHead(f"{len(several)} pokja menangani layanan {service} ({names}); isi kolom Disposisi kepada.")


def group_named(name: str, groups: Sequence[WorkingGroup]) -> WorkingGroup | None:
    """Find a working group by its name."""
    return next((group for group in groups if group.name.casefold() == name.casefold()), None)


def _handles(group: WorkingGroup, service: str) -> bool:
    return any(one.casefold() == service.casefold() for one in group.services)
