"""Everything of Google that one office uses, over one session."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any

from google.auth.credentials import Credentials
from googleapiclient import discovery, discovery_cache
from gspread.http_client import HTTPClient

from automation.domain.places import Place
from automation.settings.values import GoogleSettings

from .access import credentials_for
from .construction import GoogleConstruction
from .drive import GoogleDrive
from .forms import GoogleForms
from .inbox import GoogleInbox
from .mailbox import GoogleMailbox
from .retry_policy import Clock, RetryBudget, RetryPolicy
from .transport import TIME_LIMITS, CallCounts, HttpOverSession, SignedSession
from .workbook import GoogleWorkbook


def connect(settings: GoogleSettings, waiting: Clock, budget: RetryBudget | None = None) -> Connection:
    """Sign in as the settings say; the first call asks Google.

    Args:
        settings: of the office.
        waiting: how time passes between two tries.
        budget: what a tick may spend on trying again.

    Raises:
        NotAllowed: the key or token file cannot be used.
    """
    return Connection(credentials_for(settings), settings, RetryPolicy(waiting, budget))


class Connection:
    """The adapters of one office; `counts` are the calls made, `retry_policy` says how they are repeated."""

    def __init__(self, credentials: Credentials, settings: GoogleSettings, retry_policy: RetryPolicy) -> None:
        self.counts = CallCounts()
        self._settings = settings
        self.retry_policy = retry_policy
        self._session = SignedSession(credentials, settings.base_address, self.counts)
        self._sheets = HTTPClient(credentials, self._session)
        self._sheets.set_timeout(TIME_LIMITS)

    def close(self) -> None:
        """Close all connections."""
        session: Any = self._session
        session.close()

    def google_time(self) -> datetime | None:
        """Return the time that Google's first answer bore, to the second; None before there was one."""
        date = self._session.first_date
        return parsedate_to_datetime(date) if date else None

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

    def _service(self, name: str, version: str) -> Any:
        # The document ships with the library: no network is needed to know the API.
        building: Any = discovery
        shipped: Any = discovery_cache
        return building.build_from_document(
            shipped.get_static_doc(name, version), http=HttpOverSession(self._session)
        )
