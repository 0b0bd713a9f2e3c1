"""Puts Google and a first contact together."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from automation import wiring
from automation.contact.catalogue import PROBES
from automation.contact.contact import Outcome, Progress, make_contact
from automation.contact.notebook import Notebook
from automation.contact.probe import Probe
from automation.contact.site import Guests, Hand, World
from automation.google import Connection, connect
from automation.ports import Sandbox
from automation.settings.values import GoogleSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenContact:
    """A first contact, ready to be made.

    Attributes:
        account: the address that is signed in.
    """

    account: str
    connection: Connection
    sandbox: Sandbox
    notes: Path

    def made(
        self,
        *,
        guests: Guests,
        hand: Hand | None,
        progress: Progress,
        home: str = "",
        office: str = "",
        probes: Sequence[Probe] = PROBES,
    ) -> Outcome:
        """Make it; see `make_contact`.

        Args:
            guests: with whom files may be shared.
            hand: who does what no program can.
            progress: hears how far it is.
            home: the folder to make the throw-away folder in; "" for the usual one.
            office: the office's own folder; "" where there is none.
            probes: what is asked.
        """
        world = World(
            connection=self.connection,
            sandbox=self.sandbox,
            clock=wiring.waiting(),
            notebook=Notebook(self.notes),
            guests=guests,
            hand=hand,
            home=home or self.connection.construction.home(),
            account=self.account,
        )
        return make_contact(world, secrets.token_hex(4), office, wiring.on_bug, progress, probes)


@contextmanager
def open_contact(google: GoogleSettings, notes: Path) -> Iterator[OpenContact]:
    """Sign in for a first contact, whose notes lie in a file.

    Raises:
        NotAllowed, TryLater: signing in fails.
    """
    connection = connect(google, wiring.waiting())
    sandbox = wiring.opening()
    try:
        account = connection.construction.account()
        yield OpenContact(account=account, connection=connection, sandbox=sandbox, notes=notes)
    finally:
        sandbox.rest()
        connection.close()
