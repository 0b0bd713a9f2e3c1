"""`spreadsheets.batchUpdate`: one function a request, one file a family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_workspace.api.discovery import bad_request
from local_workspace.api.errors import Refusal
from local_workspace.sheets.limits import check_size

from . import (
    arranging,
    banding,
    cells,
    charts,
    conditional,
    copying,
    dimensions,
    filters,
    formats,
    groups,
    metadata,
    ranges,
    tabs,
    texts,
)
from .edit import Edit

Handler = Callable[[Edit, dict[str, Any]], "dict[str, Any] | None"]

HANDLERS: dict[str, Handler] = {
    **tabs.HANDLERS,
    **cells.HANDLERS,
    **dimensions.HANDLERS,
    **groups.HANDLERS,
    **formats.HANDLERS,
    **conditional.HANDLERS,
    **ranges.HANDLERS,
    **filters.HANDLERS,
    **banding.HANDLERS,
    **copying.HANDLERS,
    **arranging.HANDLERS,
    **texts.HANDLERS,
    **metadata.HANDLERS,
    **charts.HANDLERS,
}


def apply(edit: Edit, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Do all requests in their order and give their replies.

    Raises:
        Refusal: at the first request that cannot be done, named as Google does; the caller's transaction undoes
            the ones before it.
    """
    if not requests:
        raise Refusal(400, "Must specify at least one request.")
    replies = []
    for index, request in enumerate(requests):
        kinds = [name for name, body in request.items() if body is not None]
        if not kinds:
            raise Refusal(400, f"Invalid requests[{index}]: No request set.")
        if len(kinds) > 1:
            place = f"requests[{index}]"
            said = f"Invalid value at '{place}' (oneof), oneof field 'kind' is already set. Cannot set '{kinds[1]}'"
            raise Refusal(400, said, details=bad_request([(place, said)]))
        kind = kinds[0]
        handler = HANDLERS.get(kind)
        if handler is None:
            raise Refusal(501, f"Invalid requests[{index}].{kind}: this kind of request is not served here.")
        try:
            reply = handler(edit, request[kind])
            check_size(edit.book)
        except Refusal as refusal:
            raise _placed(refusal, index, kind) from refusal
        replies.append({} if reply is None else {kind: reply})
    return replies


def _placed(refusal: Refusal, index: int, kind: str) -> Refusal:
    if refusal.status != 400:
        return refusal
    return Refusal(400, f"Invalid requests[{index}].{kind}: {refusal.message}", details=refusal.details)
