"""JSON bodies, read and printed as Google does."""

from __future__ import annotations

import json
from typing import Any

from werkzeug.wrappers import Request, Response

from .errors import Refusal


def as_json(body: object) -> bytes:
    """Print JSON as Google does, in UTF-8 and readable; large answers in one line, which is many times faster."""
    text = json.dumps(body, ensure_ascii=False)
    if len(text) < 20_000:
        text = json.dumps(body, ensure_ascii=False, indent=2)
    return (text + "\n").encode()


def json_of(request: Request) -> Any:
    """Read a JSON body.

    Raises:
        Refusal: 400 when it is none.
    """
    found = request.get_json(force=True, silent=True)
    if found is None:
        raise Refusal(400, "Expected a JSON body.")
    return found


def json_response(body: object, status: int = 200) -> Response:
    """Return JSON."""
    return Response(as_json(body), status, content_type="application/json; charset=UTF-8")
