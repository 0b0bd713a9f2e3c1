"""What the Google Cloud console and the admins decided of the one OAuth app, and of people's sign-ins.

Tests switch it. In memory: a restart is a fresh start.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from local_workspace.api.errors import Refusal

#: How long a refresh token lives while the app is "in testing": Google says 604799 seconds.
TESTING_LIFETIME = timedelta(days=7)
#: What Google's authorization page says when it lets nobody in, by the code it gives.
BLOCKED = {
    "admin_policy_enforced": "Access to your account data is restricted by policies within your organization. "
    "Please contact the administrator of your organization for more information.",
    "deleted_client": "The OAuth client was deleted.",
    "disabled_client": "The OAuth client was disabled.",
    "invalid_client": "The OAuth client was not found.",
    "access_denied": "The app is currently being tested, and can only be accessed by developer-approved testers. "
    "If you think you should have access, you can contact the developer.",
    "org_internal": "This client is restricted to users within its organization.",
    "policy_enforced": "Advanced Protection prevented your Google Account from being signed in.",
}
STATUSES = {"admin_policy_enforced": 400, "policy_enforced": 400, "access_denied": 403, "org_internal": 403}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppState:
    """How things stand.

    Attributes:
        testing: the publishing status is "Testing": test users alone, and refresh tokens for seven days.
        testers: the test users, who alone may sign in then: nobody where there are none, not even the owner.
        verified: Google has looked at the app: no warning before the consent.
        internal_to: the domain to whose people the app is kept; "" lets in everybody.
        blocked: a code of `BLOCKED` that the authorization page gives everybody.
        suspended: the addresses whose accounts are suspended.
        reauthenticate: the addresses whose session has run out by the admin's rule (`invalid_rapt`).
        clock_ahead: how many seconds the token endpoint is ahead of this machine.
        signing_forbidden: nobody may let a service account sign (`iam.serviceAccounts.signJwt`).
        signing_disabled: the API iamcredentials is not switched on.
        subject_token: what a federated identity must show; "" takes any.
    """

    testing: bool = False
    testers: tuple[str, ...] = ()
    verified: bool = False
    internal_to: str = ""
    blocked: str = ""
    suspended: tuple[str, ...] = ()
    reauthenticate: tuple[str, ...] = ()
    clock_ahead: float = 0.0
    signing_forbidden: bool = False
    signing_disabled: bool = False
    subject_token: str = ""

    def refusal_of(self, email: str) -> str:
        """Return the code with which the authorization page stops somebody; "" lets the person in."""
        email = email.lower()
        if self.blocked:
            return self.blocked
        if self.internal_to and email.rpartition("@")[2] != self.internal_to:
            return "org_internal"
        return "access_denied" if self.testing and email not in self.testers else ""


class OAuthApp:
    """Keeps the state, and changes it; safe to use from several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._state = AppState()

    @property
    def state(self) -> AppState:
        """How things stand now."""
        with self._guard:
            return self._state

    def change(self, given: Mapping[str, object]) -> AppState:
        """Change what is given and leave the rest.

        Raises:
            Refusal: 400 for a name or a kind of value that is not known.
        """
        with self._guard:
            changes: dict[str, Any] = {name: _read(name, value) for name, value in given.items()}
            self._state = replace(self._state, **changes)
            return self._state

    def reset(self) -> None:
        """Let all be well again."""
        with self._guard:
            self._state = AppState()


def _read(name: str, value: object) -> object:
    usual = {one.name: one.default for one in fields(AppState)}.get(name)
    match usual, value:
        case tuple(), list() if all(isinstance(one, str) for one in value):
            return tuple(str(one).lower() for one in value)
        case bool(), bool():
            return value
        case float(), int() | float() if not isinstance(value, bool):
            return float(value)
        case str(), str() if name != "blocked" or value in ("", *BLOCKED):
            return value
        case _:
            raise Refusal(400, f"No such switch, or no such value: {name}")
