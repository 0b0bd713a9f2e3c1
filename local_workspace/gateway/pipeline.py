"""What each API call goes through: overrides, uploads, tokens, faults, quotas, the method itself, the record."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from urllib.parse import parse_qs

from local_workspace.api import discovery
from local_workspace.api.calls import Identity
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import FrontEndRefusal, Refusal, anonymous
from local_workspace.api.json_bodies import as_json
from local_workspace.auth.accounts import Accounts
from local_workspace.core.answers import Answer
from local_workspace.core.clock import Clock
from local_workspace.core.wire import ConnectionCut

from . import error_pages
from .faults import Asked, Faults
from .quotas import Quotas
from .served import Served
from .trouble import troubled
from .uploads import Uploads

JSON = "application/json; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Gateway:
    """The one way to the API for HTTP calls, batched or not."""

    api: Api
    clock: Clock
    accounts: Accounts
    served: Served
    faults: Faults
    quotas: Quotas
    uploads: Uploads

    def call(self, verb: str, path: str, query: str, headers: Mapping[str, str], content: bytes) -> Answer:
        """Answer one API call and note it."""
        verb, query, content = _overridden(verb, query, headers, content)
        session = (parse_qs(query).get("upload_id") or [""])[0]
        found = discovery.find("PATCH" if self.uploads.updates(session) else "POST" if session else verb, path)
        if found is None:
            return not_found(path)
        method, now, who = found[0], self.clock.now(), Identity("")
        service = service_of(path)

        def carry_out() -> Answer:
            self.quotas.spend(method.id, verb, who)
            if session:
                return self.uploads.go_on(session, verb, headers, content)
            if method.upload and "uploadType=resumable" in query:
                return self.uploads.start(verb, path, query, headers, content, who, now)
            return self.api.answer(verb, path, query, headers, content, who, now)

        try:
            who = self._caller(headers.get("authorization", ""), service, verb)
            metadata = self.uploads.metadata(session)
            fault = self.faults.take(Asked(method.id, verb, path, query, who.email, content, metadata))
            answer = troubled(fault, service, path, carry_out, lambda: self.uploads.undone(session))
        except FrontEndRefusal as refusal:
            answer = error_pages.googles(refusal.status, path)
        except Refusal as refusal:
            answer = refused(refusal, service, (parse_qs(query).get("$.xgafv") or [""])[-1])
        except ConnectionCut:
            self.served.note(method.id, verb, path, 0, who.email, now)
            raise
        except Exception:  # noqa: BLE001 (a fault of our own must be seen, and the connection must live on)
            sys.stderr.write(traceback.format_exc())
            answer = refused(Refusal(500, "Internal error encountered.", reason="internalError"), service)
        self.served.note(method.id, verb, path, answer.status, who.email, now)
        return answer

    def undone(self) -> AbstractContextManager[None]:
        """Return a block that leaves no trace of the calls inside it."""
        return self.uploads.undone("")

    def _caller(self, authorization: str, service: str, verb: str) -> Identity:
        if not authorization:
            raise anonymous(service, verb)
        return self.accounts.identity_of(authorization)


def _overridden(verb: str, query: str, headers: Mapping[str, str], content: bytes) -> tuple[str, str, bytes]:
    """Return verb, query and content as `X-HTTP-Method-Override` means them: a form's fields become the query."""
    override = headers.get("x-http-method-override", "")
    if verb != "POST" or not override:
        return verb, query, content
    if headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        query, content = "&".join(filter(None, (query, content.decode()))), b""
    return override.upper(), query, content


def service_of(path: str) -> str:
    """Return which service an address belongs to."""
    if "/drive/" in path:
        return "drive"
    if "/gmail/" in path:
        return "gmail"
    return "forms" if path.startswith("/v1/forms") else "sheets"


def refused(refusal: Refusal, service: str, envelope: str = "") -> Answer:
    """Return a refusal as the service words it, in the envelope that `$.xgafv` asked for."""
    return Answer(as_json(refusal.body(service, envelope)), JSON, refusal.status, refusal.headers)


def not_found(path: str) -> Answer:
    """Return Google's page for an address that nothing answers."""
    return error_pages.googles(404, path)
