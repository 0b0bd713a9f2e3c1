"""What is sent back over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.wrappers import Response


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is not plain JSON with status 200."""

    content: bytes
    mime_type: str = "application/octet-stream"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def response_of(answer: Answer) -> Response:
    """Turn an answer into HTTP."""
    return Response(answer.content, answer.status, dict(answer.headers), content_type=answer.mime_type or None)
