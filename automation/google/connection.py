"""Everything of Google that one office uses, over one session for each thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property, partial
from threading import Lock
from typing import Any

from google.auth.credentials import Credentials
from google.oauth2 import credentials as user
from gspread.http_client import HTTPClient

from automation.domain.places import Place
from automation.settings.values import AccessMode, GoogleSettings

from .access import SCOPES, credentials_for
from .construction import GoogleConstruction
from .drive import GoogleDrive
from .forms import GoogleForms
from .inbox import GoogleInbox
from .mailbox import GoogleMailbox
from .oauth_client import SavedToken, end_of
from .pace import Pace
from .retry_policy import Clock, RetryBudget, RetryPolicy
from .shared_clients import client_over
from .transport import TIME_LIMITS, CallCounts, HttpOverSession, SessionsByThread, SignedSession
from .workbook import GoogleWorkbook


def connect(
    settings: GoogleSettings,
    waiting: Clock,
    budget: RetryBudget | None = None,
    before_change: Callable[[], None] = lambda: None,
) -> Connection:
    """Sign in as the settings say; the first call asks Google.

    Args:
        settings: of the office.
        waiting: how time passes between two tries.
        budget: what a tick may spend on trying again.
        before_change: is asked before each call that may change something; what it raises ends what is being done.

    Raises:
        NotAllowed: the key or token file cannot be used.
    """
    credentials, pace = credentials_for(settings), pace_of(settings, waiting)
    return Connection(credentials, settings, RetryPolicy(waiting, budget), before_change, pace)


def pace_of(settings: GoogleSettings, waiting: Clock) -> Pace | None:
    """Return how fast Google itself may be called; None for the embedded workspace, which has no such limits."""
    return None if settings.base_address else Pace(waiting.seconds, waiting.sleep)


def connect_with(token: SavedToken, settings: GoogleSettings, waiting: Clock) -> Connection:
    """Sign in with a token that lies in no file yet."""
    person: Any = user.Credentials
    credentials = person.from_authorized_user_info(token.as_json(), scopes=SCOPES)
    return Connection(credentials, settings, RetryPolicy(waiting, None), pace=pace_of(settings, waiting))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """Google's own clients over the same sessions, for what looks at Google itself (`automation.contact`)."""

    sheets: HTTPClient
    drive: Any
    forms: Any
    gmail: Any


class Connection:
    """The adapters of one office; `counts` are the calls made, `retry_policy` says how they are repeated.

    Drive and the mailboxes may be called from several threads at once; all else from the thread that made this, or
    that it was handed to.
    """

    def __init__(
        self,
        credentials: Credentials,
        settings: GoogleSettings,
        retry_policy: RetryPolicy,
        before_change: Callable[[], None] = lambda: None,
        pace: Pace | None = None,
    ) -> None:
        self.counts = CallCounts()
        self._settings = settings
        self.retry_policy = retry_policy
        made = partial(SignedSession, credentials, settings.base_address, self.counts, before_change, pace, Lock())
        self._sessions = SessionsByThread(made)
        self._session = self._sessions.here()
        self._sheets = HTTPClient(credentials, self._session)
        self._sheets.set_timeout(TIME_LIMITS)

    def close(self) -> None:
        """Close all connections."""
        self._sessions.close()

    def hand_over(self) -> None:
        """Let the thread that asks use what the thread that made this used; sessions of all others are closed."""
        self._sessions.hand_over(self._session)

    def google_time(self) -> datetime | None:
        """Return the time that Google's first answer bore, to the second; None before there was one."""
        date = self._session.first_date
        return parsedate_to_datetime(date) if date else None

    def sign_in_ends(self) -> datetime | None:
        """Return when Google ends the sign-in whatever happens; None where it stays good."""
        file = self._settings.token_file if self._settings.mode is AccessMode.USER else None
        return end_of(file) if file else None

    def workbook(self, places: Mapping[Place, str]) -> GoogleWorkbook:
        """Return the workbook that setup made ("workbook" and "tab.…" of the ledger's places)."""
        tabs = {key: int(id) for name, id in places.items() if (key := Place(name).tab_key)}
        return GoogleWorkbook(self._sheets, places.get(Place.WORKBOOK, ""), tabs, self.retry_policy)

    def forms(self, places: Mapping[Place, str]) -> GoogleForms:
        """Return the forms that setup made, with the meaning of their questions."""
        questions = {
            places[form]: json.loads(text) for name, text in places.items() if (form := Place(name).questions_of)
        }
        return GoogleForms(self._service("forms", "v1"), questions, self.retry_policy)

    def drive(self, places: Mapping[Place, str]) -> GoogleDrive:
        """Return Drive; copies made for printing lie in the office's root folder for a moment."""
        return GoogleDrive(self._service("drive", "v3"), self.retry_policy, places.get(Place.ROOT, ""))

    @cached_property
    def mailbox(self) -> GoogleMailbox:
        """The mailbox of whoever signed in."""
        return GoogleMailbox(self._service("gmail", "v1"), self.retry_policy)

    @cached_property
    def inbox(self) -> GoogleInbox:
        """What came into that mailbox."""
        return GoogleInbox(self._service("gmail", "v1"), self.retry_policy)

    @cached_property
    def construction(self) -> GoogleConstruction:
        """What setup builds with."""
        return GoogleConstruction(
            self._sheets,
            self._service("drive", "v3"),
            self._service("forms", "v1"),
            self.retry_policy,
            self._settings.shared_drive,
        )

    @cached_property
    def clients(self) -> Clients:
        """Google's own clients: the same session, and so the same sign-in, counts and address."""
        drive, forms, gmail = (self._service(*api) for api in (("drive", "v3"), ("forms", "v1"), ("gmail", "v1")))
        return Clients(sheets=self._sheets, drive=drive, forms=forms, gmail=gmail)

    @property
    def base_address(self) -> str:
        """Where Google is found; "" for Google itself."""
        return self._settings.base_address

    def _service(self, name: str, version: str) -> Any:
        return client_over(name, version, HttpOverSession(self._sessions))
