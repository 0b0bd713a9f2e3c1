"""HTTP batches: up to 100 calls in one `multipart/mixed` request, each answered by itself."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.multipart import Part, parts
from local_workspace.core.answers import Answer, response_of
from local_workspace.core.routes import Routes
from local_workspace.core.wire import ConnectionCut

from .faults import Asked
from .pipeline import Gateway, refused, service_of
from .trouble import troubled

LIMIT = 100


def serve_batch(routes: Routes, gateway: Gateway) -> None:
    """Add the batch addresses."""

    def answer(request: Request, **_: str) -> Response:
        path, service = request.path, _service_of(request.path)
        fault = gateway.faults.take(Asked("batch", "POST", path, content=request.get_data()))
        try:
            # The parts' own transactions are the batch's, so one that is undone leaves no trace either.
            made = troubled(fault, service, path, lambda: _answered(gateway, request), gateway.undone)
        except Refusal as refusal:
            made = refused(refusal, service)
        return response_of(made)

    for rule in ("/batch", "/batch/<api>/<version>"):
        routes.add(rule, answer, ("POST",), whole=False)


def _service_of(path: str) -> str:
    return next((name for name in ("gmail", "sheets", "forms") if f"/{name}/" in path), "drive")


def _answered(gateway: Gateway, request: Request) -> Answer:
    found = parts(request.headers.get("Content-Type", ""), request.get_data())
    if not found:
        raise Refusal(400, "Failed to parse batch request, error: 0 items. Received batch body: (0) bytes redacted")
    if len(found) > LIMIT:
        raise Refusal(400, f"The batch request has {len(found)} calls; the limit is {LIMIT}.", reason="badRequest")
    marker = "batch_" + secrets.token_urlsafe(24)
    body, cut = b"", None
    for part in found:
        try:
            made = _one(gateway, part[1], request)
        except ConnectionCut as ended:
            if ended.reset:
                raise ConnectionCut(reset=True) from ended
            made = ended.answer or Answer(b"", status=204)
            cut = len(body) + len(_piece(marker, part, made)) // 2 if cut is None else cut
        body += _piece(marker, part, made)
    whole = Answer(body + f"--{marker}--\r\n".encode(), f"multipart/mixed; boundary={marker}")
    if cut is not None:
        raise ConnectionCut(whole, reset=False, sent=cut)
    return whole


def _piece(marker: str, part: Part, made: Answer) -> bytes:
    id = part[0].get("content-id", "")
    if id:
        id = f"Content-ID: {'<response-' + id[1:] if id.startswith('<') else 'response-' + id}\r\n"
    head = f"--{marker}\r\nContent-Type: application/http\r\n{id}\r\n"
    return head.encode() + _printed(made) + b"\r\n"


def _one(gateway: Gateway, content: bytes, request: Request) -> Answer:
    head, _, body = content.lstrip(b"\r\n").replace(b"\r\n", b"\n", 1).partition(b"\n")
    words = head.decode("latin-1").split()
    if len(words) < 2:
        return refused(Refusal(400, "Bad Request", reason="badRequest"), "drive")
    names, body = _headers(body)
    split = urlsplit(words[1])
    if "/upload/" in split.path or "alt=media" in split.query.split("&"):
        return refused(
            Refusal(400, "Media uploads and downloads are not supported in a batch.", reason="badRequest"),
            service_of(split.path),
        )
    outer = {"host": request.headers.get("Host", ""), "authorization": request.headers.get("Authorization", "")}
    return gateway.call(words[0].upper(), split.path, split.query, {**outer, **names}, body)


def _headers(rest: bytes) -> tuple[dict[str, str], bytes]:
    names: dict[str, str] = {}
    while rest:
        line, _, rest = rest.partition(b"\n")
        line = line.strip()
        if not line:
            break
        name, _, value = line.decode("latin-1").partition(":")
        names[name.strip().lower()] = value.strip()
    return names, rest


def _printed(answer: Answer) -> bytes:
    try:
        reason = HTTPStatus(answer.status).phrase
    except ValueError:
        reason = "Unknown"
    lines = [f"HTTP/1.1 {answer.status} {reason}"]
    if answer.mime_type:
        lines.append(f"Content-Type: {answer.mime_type}")
    lines.append(f"Content-Length: {len(answer.content)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + answer.content
