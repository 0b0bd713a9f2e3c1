"""Where probes work: a throw-away folder, the product's clients and adapters, and the notes of what they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol, TypeVar

import requests

from automation.domain.places import Place
from automation.google import Clock, Connection
from automation.google.connection import Clients
from automation.google.drive import ALL_DRIVES
from automation.google.transport import TIME_LIMITS
from automation.ports import Sandbox

from .lag import Lag
from .mails import OwnMail
from .notebook import Notebook
from .refusals import REFUSALS, was_not_done
from .values import Lacking, Need

T = TypeVar("T")
#: So many ids are asked for at once.
_IDS = 12


class Deed(Enum):
    """What only a person can do, in Google's own pages."""

    PUT_FILE = "put a file into the throw-away folder, as the address to share with"
    EDIT_DRAFT = "edit a draft"
    SEND_DRAFT = "send a draft"


class Hand(Protocol):
    """Somebody who does what no program can."""

    def do(self, deed: Deed, where: str) -> bool:
        """Have something done and return whether it was; `where` is a subject or a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """The addresses that files may be shared with, for this alone; "" where none was given.

    Attributes:
        tester: has a Google account.
        stranger: has none.
    """

    tester: str = ""
    stranger: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a contact works with.

    Attributes:
        connection: of the office, signed in.
        sandbox: opens the PDF that Google makes.
        clock: how time passes while an index lags.
        notebook: of this run.
        hand: None where nobody is there.
        home: the folder that the throw-away folder is made in.
        account: the address that is signed in.
    """

    connection: Connection
    sandbox: Sandbox
    clock: Clock
    notebook: Notebook
    guests: Guests
    hand: Hand | None
    home: str
    account: str


@dataclass(slots=True)
class Site:
    """What the probes of one run share; what several of them need is made once."""

    world: World
    run: str
    folder: str
    _ids: list[str] = field(default_factory=list)
    _kept: dict[str, Any] = field(default_factory=dict)
    sent: int = 0
    _mails: int = 0

    @property
    def clients(self) -> Clients:
        """Google's own clients, over the office's session."""
        return self.world.connection.clients

    @property
    def mark(self) -> Mapping[str, str]:
        """The property by which whatever this run makes is known."""
        return {"kontak": self.run}

    @property
    def places(self) -> Mapping[Place, str]:
        """Have the adapter put the copies that it prints into the throw-away folder."""
        return {Place.ROOT: self.folder}

    # -- calls

    def read(self, request: Any) -> Any:
        """Make a call that may be repeated."""
        return self.world.connection.retry_policy.repeated(request.execute)

    def write(self, request: Any) -> Any:
        """Make a call that must not be repeated blindly."""
        return self.world.connection.retry_policy.careful(request.execute)

    def outside(self, method: str, url: str, **how: Any) -> requests.Response:
        """Make a call as anybody does: without a sign-in."""
        with requests.Session() as session:
            session.trust_env = not self.world.connection.base_address
            return session.request(method, url, timeout=TIME_LIMITS, **how)

    def found_after(self, look: Callable[[], bool]) -> str:
        """Look until something is there, and return how long that took, as a `Lag` is written down."""
        waited = 0
        for lag in Lag.found():
            self.world.clock.sleep(lag.seconds - waited)
            waited = lag.seconds
            if look():
                return lag.value
        return Lag.NEVER.value

    # -- what is shared, and what is made

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what was made under a name; where it was refused, it is refused to all who need it."""
        if name not in self._kept:
            try:
                self._kept[name] = make()
            except REFUSALS as refusal:
                self._kept[name] = refusal
        found = self._kept[name]
        if isinstance(found, BaseException):
            raise found
        made: T = found
        return made

    def new_id(self, kind: str = "files") -> str:
        """Return an id to make something with, noted already."""
        if not self._ids:
            self._ids += self.world.connection.drive(self.places).new_ids(_IDS)
        id = self._ids.pop(0)
        self.world.notebook.add(kind, id)
        return id

    def native(self, name: str, kind: str, **more: Any) -> str:
        """Make a file of Google's own kind and return its id; until that is noted, it is known by its mark."""
        body = {
            "name": name,
            "mimeType": f"application/vnd.google-apps.{kind}",
            "parents": [self.folder],
            "appProperties": dict(self.mark),
            **more,
        }
        made = self.write(self.clients.drive.files().create(body=body, fields="id", **ALL_DRIVES))
        self.world.notebook.add("files", made["id"])
        return str(made["id"])

    def mail(self, size: int = 0) -> OwnMail:
        """Return a mail to the account itself, its key noted."""
        self._mails += 1
        mail = OwnMail(run=self.run, number=self._mails, account=self.world.account, size=size)
        self.world.notebook.add("keys", mail.key)
        return mail

    def draft(self, mail: OwnMail, create: Callable[[], str]) -> str:
        """Make a draft of a mail and return its id, noted."""
        try:
            id = create()
        except REFUSALS as refusal:
            if was_not_done(refusal):
                self.world.notebook.drop("keys", mail.key)
            raise
        self.world.notebook.add("drafts", id)
        self.world.notebook.drop("keys", mail.key)
        return id

    # -- what is not everywhere

    def tester(self) -> str:
        """Return the address to share with; raises `Lacking` where none was given."""
        return _given(self.world.guests.tester, Need.ADDRESS)

    def stranger(self) -> str:
        """Return the address without an account; raises `Lacking` where none was given."""
        return _given(self.world.guests.stranger, Need.STRANGER)

    def by_hand(self, deed: Deed, where: str) -> None:
        """Have a person do something; raises `Lacking` where nobody does."""
        if self.world.hand is None or not self.world.hand.do(deed, where):
            raise Lacking(Need.HAND)


def _given(address: str, need: Need) -> str:
    if not address:
        raise Lacking(need)
    return address
