"""HTTP batches: up to 100 calls in one `multipart/mixed` request, each answered by itself."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from .calls import Answer
from .errors import Refusal
from .gateway import Gateway, refused, service_of
from .multipart import parts
from .routes import Routes

LIMIT = 100


def serve_batch(routes: Routes, gateway: Gateway) -> None:
    """Add the batch addresses."""

    def answer(request: Request, **_: str) -> Response:
        found = parts(request.headers.get("Content-Type", ""), request.get_data())
        if not found:
            raise Refusal(
                400, "Failed to parse batch request, error: 0 items. Received batch body: (0) bytes redacted"
            )
        if len(found) > LIMIT:
            raise Refusal(
                400, f"The batch request has {len(found)} calls; the limit is {LIMIT}.", reason="badRequest"
            )
        outer = request.headers.get("Authorization", "")
        marker = "batch_" + secrets.token_urlsafe(24)
        pieces = []
        for names, content in found:
            made = _one(gateway, content, outer, request.headers.get("Host", ""))
            id = names.get("content-id", "")
            if id:
                id = f"Content-ID: {'<response-' + id[1:] if id.startswith('<') else 'response-' + id}\r\n"
            head = f"--{marker}\r\nContent-Type: application/http\r\n{id}\r\n"
            pieces.append(head.encode() + _printed(made) + b"\r\n")
        body = b"".join(pieces) + f"--{marker}--\r\n".encode()
        return Response(body, content_type=f"multipart/mixed; boundary={marker}")

    for rule in ("/batch", "/batch/<api>/<version>"):
        routes.add(rule, answer, ("POST",), whole=False)


def _one(gateway: Gateway, content: bytes, outer: str, host: str) -> Answer:
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
    headers = {"host": host, "authorization": outer, **names}
    return gateway.call(words[0].upper(), split.path, split.query, headers, body)


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
