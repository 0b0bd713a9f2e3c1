"""The errors of Google's clients as refusals of the ports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from google.auth.exceptions import GoogleAuthError, RefreshError
from googleapiclient.errors import HttpError
from gspread.exceptions import APIError

from automation.ports import Missing, NotAllowed, Refusal, Refused, TryLater, UnreadableWorkbook

from . import wording
from .answers import CLIENT_ERRORS, CutAnswer, answered, is_unreachable, masked, read_answer
from .refusals import refusal_for, sign_in_refusal

__all__ = ["answered", "translated"]


@contextmanager
def translated(doing: str, *, office: bool = False) -> Iterator[None]:
    """Turn the errors of Google's clients into refusals.

    Args:
        doing: what was tried, in Indonesian, to follow "Gagal ".
        office: the call is about what the whole office stands on, the workbook: where it is refused, nothing goes on.

    Raises:
        TryLater, NotAllowed, Refused, Missing, UnreadableWorkbook: as the ports say.
    """
    try:
        yield
    except CLIENT_ERRORS as error:
        refusal = _refusal(error, doing)
        if refusal is None:
            raise
        raise _of_the_office(refusal) if office else refusal from error


def _refusal(error: BaseException, doing: str) -> Refusal | None:
    if isinstance(error, HttpError | APIError):
        found = answered(error)
        return refusal_for(found, doing) if found else None
    if isinstance(error, RefreshError):
        return _of_the_sign_in(error, doing)
    if is_unreachable(error):
        return _of_the_way(error, doing)
    if isinstance(error, GoogleAuthError):
        said = masked(str(error))
        return NotAllowed(wording.key_unusable(doing=doing, said=said), said)
    return None


def _of_the_way(error: BaseException, doing: str) -> TryLater:
    said = type(error).__name__
    if isinstance(error, CutAnswer | json.JSONDecodeError):
        return TryLater(
            wording.answer_cut_off(doing),
            masked(f"{said}: {error}"),
        )
    return TryLater(wording.google_unreachable(doing), said)


def _of_the_sign_in(error: RefreshError, doing: str) -> Refusal:
    """Read what the token endpoint said: `{"error", "error_description"}` (RFC 6749), or a page."""
    body: Any = error.args[1] if len(error.args) > 1 else ""
    if isinstance(body, dict):
        code, description = str(body.get("error", "")), str(body.get("error_description", ""))
    else:
        found = read_answer(0, str(body or error.args[0] if error.args else ""))
        if found.is_foreign and str(body).lstrip().startswith("<"):
            return _of_the_way(CutAnswer(found.message), doing)
        code, description = "", found.message
    if getattr(error, "retryable", False):
        said = masked(f"{code} {description}".strip())
        return TryLater(wording.sign_in_postponed(doing), said)
    return sign_in_refusal(code, description, doing)


def _of_the_office(refusal: Refusal) -> Refusal:
    """Take a refusal of one object for one of the office: the object is the workbook."""
    if isinstance(refusal, Missing):
        return UnreadableWorkbook(str(refusal), refusal.said)
    return NotAllowed(str(refusal), refusal.said) if isinstance(refusal, Refused) else refusal
