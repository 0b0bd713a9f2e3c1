"""Uploads that arrive byte for byte.

The client's own multipart bodies do not: it builds them with `email`, whose generator refuses 8-bit contents of
`message/*` and `multipart/*` (UnicodeEncodeError), cannot write `message/delivery-status`, and fails on a MIME type
that is none. So small contents go in a body of our own making, in one call; large ones are resumable, two calls.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from googleapiclient.errors import HttpError
from googleapiclient.http import MediaUpload

from automation.ports import TryLater

from . import wording
from .errors import answered
from .retry_policy import RetryPolicy

#: Above this size an upload goes on where it was cut.
RESUMED_ABOVE = 5_000_000
UNKNOWN = "application/octet-stream"

_MIME_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+\Z", re.ASCII)
_SESSION_LOST = (404, 410)


class Contents(MediaUpload):  # type: ignore[misc]  # (the client library has no types)
    """Bytes to upload. Not a stream: one is empty when a call is made again."""

    def __init__(self, content: bytes, mime_type: str) -> None:
        self._content = content
        self._mime_type = mime_type if _MIME_TYPE.match(mime_type) else UNKNOWN

    def chunksize(self) -> int:
        """Return how much goes at once: all."""
        return max(1, len(self._content))

    def mimetype(self) -> str:
        """Return the type of the contents."""
        return self._mime_type

    def size(self) -> int:
        """Return their length."""
        return len(self._content)

    def resumable(self) -> bool:
        """Have the client ask for the address of an upload and leave the body to us."""
        return True

    def getbytes(self, begin: int, length: int) -> bytes:
        """Return a part of them."""
        return self._content[begin : begin + length]


def in_one_call(request: Any) -> Any:
    """Make a request that carries `Contents` send all of them at once, exactly as they are."""
    media = request.resumable
    content, mime_type = media.getbytes(0, media.size()), media.mimetype()
    # No content holds its own hash, so none can end its part.
    mark = "tanggap-" + hashlib.sha256(content).hexdigest()
    request.headers["content-type"] = f'multipart/related; boundary="{mark}"'
    request.uri = request.uri.replace("uploadType=resumable", "uploadType=multipart")
    request.body = _multipart(mark.encode(), (request.body or "{}").encode(), content, mime_type.encode())
    request.resumable, request.body_size = None, len(request.body)
    return request


def resumed(request: Any, retry_policy: RetryPolicy, *, repeatable: bool) -> Any:
    """Send `Contents` in a session: after a cut, Google tells how much has come, and the rest follows.

    Args:
        request: of the client.
        retry_policy: how long it is tried.
        repeatable: whether the whole may be done twice without harm, should Google forget the session.

    Raises:
        TryLater: Google forgot the session, and whether it was done is not known.
    """
    try:
        return retry_policy.repeated(request.execute)
    except HttpError as error:
        found = answered(error)
        if request.resumable_uri is None or found is None or found.status not in _SESSION_LOST:
            raise
        if not repeatable:
            raise TryLater(wording.UPLOAD_BROKEN_OFF) from error
    request.resumable_uri, request.resumable_progress, request._in_error_state = None, 0, False
    return retry_policy.repeated(request.execute)


def _multipart(mark: bytes, metadata: bytes, content: bytes, mime_type: bytes) -> bytes:
    return b"\r\n".join(
        (
            b"--" + mark,
            b"Content-Type: application/json; charset=UTF-8",
            b"",
            metadata,
            b"--" + mark,
            b"Content-Type: " + mime_type,
            b"Content-Transfer-Encoding: binary",
            b"",
            content,
            b"--" + mark + b"--",
            b"",
        )
    )
