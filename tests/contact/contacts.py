"""Contacts with a served workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from automation import contact_wiring
from automation.contact.catalogue import PROBES
from automation.contact.contact import Outcome
from automation.contact.probe import Probe
from automation.contact.site import Guests, Hand
from demo.mirror import OFFICE, STRANGER, TESTER, WorkspaceHand, prepare
from demo.people import Hands
from local_workspace.server import Serving, serve

GUESTS = Guests(tester=TESTER.email, stranger=STRANGER)


@dataclass(frozen=True, slots=True)
class Contacts:
    """A served workspace, and the folder whose notes its contacts keep."""

    folder: Path
    serving: Serving
    session: requests.Session

    @property
    def notes(self) -> Path:
        """The file of notes."""
        return self.folder / "kontak-sisa.json"

    @property
    def hand(self) -> Hand:
        """Somebody who helps."""
        return WorkspaceHand(self.serving.address, self.session)

    def made(
        self,
        *,
        guests: Guests = GUESTS,
        hand: Hand | None = None,
        probes: Sequence[Probe] = PROBES,
        progress: Callable[..., None] = lambda *_: None,
        shared: bool = False,
        **where: str,
    ) -> Outcome:
        """Make a contact."""
        with self.opened(shared=shared) as opened:
            return opened.made(guests=guests, hand=hand, progress=progress, probes=probes, **where)

    @contextmanager
    def opened(self, *, shared: bool = False) -> Iterator[contact_wiring.OpenContact]:
        """Sign in as the command does."""
        settings = prepare(self.serving.address, self.folder, self.session, shared=shared)
        with contact_wiring.open_contact(settings, self.notes) as opened:
            yield opened

    def break_calls(self, **fault: Any) -> None:
        """Let calls fail, as `POST /_workspace/faults` takes it."""
        self.session.post(f"{self.serving.address}/_workspace/faults", json=fault, timeout=60).raise_for_status()

    def heal_calls(self) -> None:
        """Let none fail any more."""
        self.session.delete(f"{self.serving.address}/_workspace/faults", timeout=60).raise_for_status()

    def office(self) -> Hands:
        """Do things as the account."""
        return Hands(self.serving.address, OFFICE, self.session)

    def names(self) -> list[str]:
        """Give the names of all files of the account."""
        return sorted(file.name for file in self.office().files("mimeType != 'none/at-all'"))


@contextmanager
def contacts(folder: Path, serving: Serving | None = None) -> Iterator[Contacts]:
    """Serve a workspace for contacts; or use one that is served."""
    with requests.Session() as session:
        if serving is not None:
            yield Contacts(folder, serving, session)
            return
        with serve(folder / "ruang-kerja", check_answers=True) as made:
            yield Contacts(folder, made, session)


def probes_named(*names: str) -> tuple[Probe, ...]:
    """Return some probes."""
    found = tuple(probe for probe in PROBES if probe.belief.name in names)
    assert len(found) == len(names)
    return found
