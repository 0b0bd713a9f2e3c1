"""What reaches a service, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from local_workspace.core.answers import Answer


@dataclass(frozen=True, slots=True)
class Identity:
    """Who calls.

    Attributes:
        email: the person or service account that acts.
        scopes: what the token allows; empty means everything (a `local:` token).
        service_account: whether `email` is a service account acting for itself (it owns no storage).
        app: the project whose program holds the token; empty for a person in the browser (a `local:` token).
    """

    email: str
    scopes: frozenset[str] = frozenset()
    service_account: bool = False
    app: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """An uploaded content and its MIME type."""

    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one API method, its parameters already checked against the discovery document.

    Attributes:
        method: the discovery id, such as `sheets.spreadsheets.values.get`.
        params: path and query parameters by their discovery names, in their types (bool, int, str; repeated
            ones as lists); absent ones are absent.
        body: the JSON body, `{}` when there is none.
        media: the uploaded content, on an upload path.
        who: the caller.
        now: the workspace's time, UTC.
        headers: the request's headers, names in lower case.
    """

    method: str
    params: Mapping[str, Any]
    body: dict[str, Any]
    media: Media | None
    who: Identity
    now: datetime
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_drives(self) -> bool:
        """Whether the caller says that it knows shared drives (`supportsAllDrives`, or its older name)."""
        return bool(self.params.get("supportsAllDrives") or self.params.get("supportsTeamDrives"))

    @property
    def includes_all_drives(self) -> bool:
        """Whether a list is to hold what lies in shared drives, too."""
        return bool(self.params.get("includeItemsFromAllDrives") or self.params.get("includeTeamDriveItems"))


Handler = Callable[[Call], dict[str, Any] | Answer]
