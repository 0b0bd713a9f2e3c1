"""What a fault on demand makes of one call: whether the call happens, and what of its answer arrives."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from local_workspace.core.answers import Answer
from local_workspace.core.wire import ConnectionCut

from . import error_pages
from .faults import Fault


def troubled(
    fault: Fault | None,
    service: str,
    path: str,
    carry_out: Callable[[], Answer],
    undone: Callable[[], AbstractContextManager[None]],
) -> Answer:
    """Carry a call out under a fault; return what arrives.

    Args:
        fault: what goes wrong, if anything.
        service: whose words a refusal uses; `oauth2` for the token endpoint.
        path: the call's address, which error pages name.
        carry_out: does the call.
        undone: a block that leaves no trace of what happens inside it.

    Raises:
        Refusal: as the fault says, or as the call itself is refused.
        ConnectionCut: the fault ends the connection.
    """
    if fault is None:
        return carry_out()
    if fault.kind == "slow":
        time.sleep(fault.seconds)
        return carry_out()
    if fault.when == "after":
        return spoilt(fault, service, path, carry_out())
    if not fault.shows_the_answer:
        return spoilt(fault, service, path, None)
    with undone():
        answer = carry_out()
    return spoilt(fault, service, path, answer)


def spoilt(fault: Fault, service: str, path: str, answer: Answer | None) -> Answer:
    """Return what arrives of an answer; None when the call did not happen."""
    match fault.kind:
        case "status":
            raise fault.refusal(service)
        case "html":
            return error_pages.page(fault.page, fault.status, path)
        case "reset":
            raise ConnectionCut(answer, reset=True)
        case "cut":
            raise ConnectionCut(answer, reset=False)
        case "not_json":
            return _no_json(fault, path, answer)
        case _:
            return _halved(answer, 206 if answer and answer.status == 206 else 200)


def _no_json(fault: Fault, path: str, answer: Answer | None) -> Answer:
    match fault.body:
        case "empty":
            return Answer(b"", "application/json; charset=UTF-8")
        case "half":
            return _halved(answer, 200)
        case _:
            return error_pages.page(fault.page, 200, path)


def _halved(answer: Answer | None, status: int) -> Answer:
    if answer is None:
        return Answer(b"")
    return Answer(answer.content[: len(answer.content) // 2], answer.mime_type, status, answer.headers)
