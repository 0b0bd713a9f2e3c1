"""One API call from address to answer: found in the discovery documents, checked, allowed, served, trimmed."""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from local_workspace.core.answers import Answer
from local_workspace.core.store import Store

from . import discovery, fields, multipart
from .calls import Call, Identity, Media
from .errors import Refusal
from .json_bodies import as_json
from .registration import Endpoint, UnknownMethod, endpoints_of

LARGEST_JSON = 10 * 2**20
UPLOAD_PARAMETERS = ("uploadType", "upload_id")


class Api:
    """The served methods, by discovery id.

    The checks that hold for every method are done here. `gather` takes in the methods of a service's resources.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._endpoints: dict[str, Endpoint] = {}
        self.check_answers = False

    def gather(self, *resources: object) -> None:
        """Serve the methods that the classes of these resources mark with `serves`.

        Raises:
            UnknownMethod: for an id that discovery does not know, or that is served already.
        """
        found = endpoints_of(*resources)
        if twice := found.keys() & self._endpoints.keys():
            raise UnknownMethod(f"served already: {sorted(twice)}")
        self._endpoints.update(found)

    def ask(self, call: Call) -> dict[str, Any]:
        """Return the answer of another service's method, called from within one's own call: unchecked and untrimmed.

        Raises:
            Refusal: whatever the method refuses.
        """
        found = self._endpoints[call.method].handler(call)
        if isinstance(found, Answer):
            raise TypeError(f"{call.method} answers with bytes")
        return found

    def answer(
        self,
        verb: str,
        path: str,
        query: str,
        headers: Mapping[str, str],
        content: bytes,
        who: Identity,
        now: datetime,
    ) -> Answer:
        """Answer one call addressed by its undecoded path and query string.

        Raises:
            Refusal: whatever Google would refuse; `service_of(path)` tells in which shape to print it.
        """
        method, params = self.prepared(verb, path, query, who)
        if method.service in ("sheets", "forms") and len(content) > LARGEST_JSON:
            raise Refusal(400, f"Request payload size exceeds the limit: {LARGEST_JSON} bytes.")
        body, media = _contents(method, headers, content)
        if media is not None:
            method.check_media(media.mime_type, len(media.content))
        if method.request and body:
            discovery.check_body(method.service, method.request, body)
        return self.perform(method, params, body, media, who, now, headers)

    def prepared(self, verb: str, path: str, query: str, who: Identity) -> tuple[discovery.Method, dict[str, Any]]:
        """Find the method a call addresses and check its scopes and parameters.

        Raises:
            Refusal: as Google refuses.
        """
        found = discovery.find(verb, path)
        if found is None:
            raise Refusal(404, "The requested URL was not found on this server.", reason="notFound")
        method, in_path = found
        if method.id not in self._endpoints:
            raise Refusal(501, f"The embedded workspace does not offer {method.id}.", reason="notImplemented")
        if who.scopes and not who.scopes & method.scopes:
            raise _insufficient_scopes(method)
        given = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in UPLOAD_PARAMETERS]
        return method, {**discovery.parameters(method, given), **in_path}

    def body(self, method: discovery.Method, content: bytes) -> dict[str, Any]:
        """Read and check a JSON body.

        Raises:
            Refusal: 400 as Google words it.
        """
        body = _json(content)
        if method.request and body:
            discovery.check_body(method.service, method.request, body)
        return body

    def perform(
        self,
        method: discovery.Method,
        params: dict[str, Any],
        body: dict[str, Any],
        media: Media | None,
        who: Identity,
        now: datetime,
        headers: Mapping[str, str],
    ) -> Answer:
        """Carry out a prepared call, in one transaction, and return its printed answer.

        Raises:
            Refusal: whatever the method refuses.
        """
        nothing = params.get("fields") == ""
        if nothing:
            params = {name: value for name, value in params.items() if name != "fields"}
        if "fields" in params and method.response:
            discovery.check_mask(method.service, method.response, fields.parsed(params["fields"]))
        call = Call(method.id, params, body, media, who, now, headers)
        endpoint = self._endpoints[method.id]
        with self._store.transaction() if endpoint.whole else contextlib.nullcontext():
            answer = endpoint.handler(call)
        if isinstance(answer, Answer):
            return answer
        if self.check_answers and method.response:
            faults = discovery.answer_faults(method.service, method.response, answer)
            if faults:
                raise AssertionError(f"{method.id} answers against its schema: {faults[:5]}")
        if nothing and method.service.startswith("drive"):
            answer = {}
        if "fields" in params:
            answer = fields.masked(answer, params["fields"])
        return Answer(as_json(answer), "application/json; charset=UTF-8")


def _insufficient_scopes(method: discovery.Method) -> Refusal:
    return Refusal(
        403,
        "Request had insufficient authentication scopes.",
        reason="insufficientPermissions",
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
                "metadata": {"method": method.id, "service": f"{method.service.partition('.')[0]}.googleapis.com"},
            }
        ],
    )


def _contents(
    method: discovery.Method, headers: Mapping[str, str], content: bytes
) -> tuple[dict[str, Any], Media | None]:
    kind = headers.get("content-type", "")
    if not method.upload:
        return _json(content), None
    if kind.startswith("multipart/"):
        return _related(kind, content)
    return {}, Media(kind or "application/octet-stream", content)


def _json(content: bytes) -> dict[str, Any]:
    if not content.strip():
        return {}
    try:
        body = json.loads(content)
    except ValueError as error:
        raise Refusal(400, "Invalid JSON payload received. Unexpected token.", reason="parseError") from error
    if not isinstance(body, dict):
        raise Refusal(400, 'Invalid JSON payload received. Unknown name "": Root element must be a message.')
    return body


def _related(kind: str, content: bytes) -> tuple[dict[str, Any], Media]:
    """Read a `multipart/related` body: JSON first, then the content."""
    found = multipart.parts(kind, content)
    if len(found) != 2:
        raise Refusal(400, "Missing end boundary in multipart body.", reason="badContent")
    (_, meta), (names, data) = found
    if names.get("content-transfer-encoding", "").lower() == "base64":
        data = base64.b64decode(data)
    return _json(meta), Media(names.get("content-type", "application/octet-stream"), data)
