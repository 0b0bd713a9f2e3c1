"""Who has which role on a file or folder, to the last page: Drive gives at most a hundred at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

_PAGE = 100


def roles_on(
    permissions: Any, repeated: Callable[[Any], Any], file: str, fields: str, **more: Any
) -> Iterator[dict[str, Any]]:
    """Return the permissions of a file.

    Args:
        permissions: Drive's resource of that name.
        repeated: makes a request, again where its answer is lost.
        file: its id.
        fields: of each permission, as Drive names them.
        more: further parameters of the call.
    """
    token = None
    while True:
        request = permissions.list(
            fileId=file,
            fields=f"nextPageToken,permissions({fields})",
            pageSize=_PAGE,
            pageToken=token,
            supportsAllDrives=True,
            **more,
        )
        answer = repeated(request)
        yield from answer.get("permissions", ())
        token = answer.get("nextPageToken")
        if not token:
            return
