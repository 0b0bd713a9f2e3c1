"""What setup works with, and its report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from automation.domain.places import Place
from automation.jobs.job_context import UNWATCHED
from automation.jobs.setup import wording
from automation.ledger import Ledger
from automation.ports import Construction, Drive, Progress, Workbook
from automation.settings.values import OfficeSettings


def _nobody_says_yes(address: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupContext:
    """What setup works with; the workbook can be opened once its places are known.

    Attributes:
        invited: addresses, in small letters, that a person said may be invited by mail.
        progress: hears how far it has come.
        may_invite: asks a person whether an address may be invited by mail; nobody is there to say yes in a tick.
    """

    settings: OfficeSettings
    ledger: Ledger
    construction: Construction
    drive: Drive
    open_workbook: Callable[[Mapping[Place, str]], Workbook]
    invited: frozenset[str] = frozenset()
    progress: Progress = UNWATCHED
    may_invite: Callable[[str], bool] = _nobody_says_yes

    @property
    def office_mark(self) -> str:
        """What marks this office's files among those of others on the same Drive."""
        return office_mark(self.settings.office.name)


def office_mark(name: str) -> str:
    """Return what marks the files of the office of this name."""
    return sha256(name.encode()).hexdigest()[:20]


@dataclass(slots=True, kw_only=True)
class SetupReport:
    """What setup made, what was there, what is amiss, what waits, and what people do next; all for people to read."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return it all as lines."""
        return [
            *map(wording.made, self.made),
            *map(wording.kept, self.kept),
            *map(wording.problem, (*self.problems, *self.later)),
            *self.next_steps,
        ]


def folders_of(settings: OfficeSettings) -> Mapping[str, str]:
    """Return the folders that an office has below its own, by their names among the places."""
    are_shown = settings.customer_pages.are_made or settings.public_figures.is_on
    left_out = () if are_shown else ("pages",)
    return {key: name for key, name in wording.FOLDERS.items() if key not in left_out}


def remember(setup: SetupContext, place: Place, id: str) -> None:
    """Note the id of a place in the ledger, where it is new or changed."""
    if places_known(setup).get(place) != id:
        setup.ledger.remember_place(place, id)


def places_known(setup: SetupContext) -> Mapping[Place, str]:
    """Return the id of everything that setup made, by place."""
    return setup.ledger.places()
