"""What each API call goes through: overrides, uploads, tokens, faults, quotas, the method itself, the record."""

from __future__ import annotations

import html
import sys
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from . import discovery
from .api import Api, as_json
from .auth.accounts import Accounts
from .calls import Answer, Identity
from .clock import Clock
from .errors import Refusal, anonymous
from .faults import Fault, Faults
from .quotas import Quotas
from .served import Served
from .uploads import Uploads
from .wire import ConnectionCut

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
        override = headers.get("x-http-method-override", "")
        if verb == "POST" and override:
            verb = override.upper()
            if headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
                query, content = "&".join(filter(None, (query, content.decode()))), b""
        session = (parse_qs(query).get("upload_id") or [""])[0]
        found = discovery.find("PATCH" if self.uploads.updates(session) else "POST" if session else verb, path)
        if found is None:
            return not_found(path)
        method, now, who = found[0], self.clock.now(), Identity("")
        service = service_of(path)
        fault: Fault | None = None
        try:
            who = self._caller(headers.get("authorization", ""), service, verb)
            fault = self.faults.take(method.id, verb, path, who.email)
            _before(fault, service)
            self.quotas.spend(method.id, verb, who)
            if session:
                answer = self.uploads.go_on(session, verb, headers, content)
            elif method.upload and "uploadType=resumable" in query:
                answer = self.uploads.start(verb, path, query, headers, content, who, now)
            else:
                answer = self.api.answer(verb, path, query, headers, content, who, now)
            answer = _after(fault, service, answer)
        except Refusal as refusal:
            answer = refused(refusal, service, (parse_qs(query).get("$.xgafv") or [""])[-1])
        except ConnectionCut:
            self.served.note(method.id, verb, path, 0, who.email, now)
            raise
        except Exception:  # noqa: BLE001  A fault of our own must be seen, and the connection must live on.
            sys.stderr.write(traceback.format_exc())
            answer = refused(Refusal(500, "Internal error encountered.", reason="internalError"), service)
        self.served.note(method.id, verb, path, answer.status, who.email, now)
        return answer

    def _caller(self, authorization: str, service: str, verb: str) -> Identity:
        if not authorization:
            raise anonymous(service, verb)
        return self.accounts.identity_of(authorization)


def _before(fault: Fault | None, service: str) -> None:
    if fault is None:
        return
    if fault.kind == "slow":
        time.sleep(fault.seconds)
    elif fault.when == "before" and fault.kind == "status":
        raise fault.refusal(service)
    elif fault.when == "before" and fault.kind == "reset":
        raise ConnectionCut


def _after(fault: Fault | None, service: str, answer: Answer) -> Answer:
    if fault is not None and fault.when == "after":
        if fault.kind == "status":
            return refused(fault.refusal(service), service)
        if fault.kind == "reset":
            size = len(answer.content) + 1
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {answer.mime_type}\r\nContent-Length: {size}\r\n\r\n"
            raise ConnectionCut(head.encode() + answer.content[: size // 2])
    return answer


def service_of(path: str) -> str:
    """Tell which service an address belongs to."""
    if "/drive/" in path:
        return "drive"
    if "/gmail/" in path:
        return "gmail"
    return "forms" if path.startswith("/v1/forms") else "sheets"


def refused(refusal: Refusal, service: str, envelope: str = "") -> Answer:
    """Give a refusal as the service words it, in the envelope that `$.xgafv` asked for."""
    return Answer(as_json(refusal.body(service, envelope)), JSON, refusal.status, refusal.headers)


def not_found(path: str) -> Answer:
    """Give Google's page for an address that nothing answers."""
    page = (
        "<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n<title>Error 404 (Not Found)!!1</title>\n"
        "<p><b>404.</b> <ins>That’s an error.</ins>\n"
        f"<p>The requested URL <code>{html.escape(path)}</code> was not found on this server. "
        "<ins>That’s all we know.</ins>\n"
    )
    return Answer(page.encode(), "text/html; charset=UTF-8", 404)
