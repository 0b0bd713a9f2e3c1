"""The errors of Google's clients as refusals of the ports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from google.auth.exceptions import GoogleAuthError, TransportError
from googleapiclient.errors import HttpError
from gspread.exceptions import APIError

from automation.ports import Missing, NotAllowed, Refusal, Refused, TryLater, UnreadableWorkbook

from . import refusals_wording as texts
from . import wording
from .answers import (
    CLIENT_ERRORS,
    CutAnswer,
    ForeignPage,
    SignInFailed,
    answered,
    is_unreachable,
    masked,
    proxy_status,
    silent_workspace,
)
from .refusals import refusal_for
from .signin_refusals import sign_in_refusal

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
    if isinstance(error, SignInFailed):
        return sign_in_refusal(error, doing)
    if is_unreachable(error):
        return _of_the_way(error, doing)
    if isinstance(error, GoogleAuthError):
        said = masked(str(error))
        return NotAllowed(wording.key_unusable(doing=doing, said=said), said)
    return None


def _of_the_way(error: BaseException, doing: str) -> Refusal:
    # google-auth wraps what went wrong on its own way to the token.
    cause = error.__cause__ if isinstance(error, TransportError) and error.__cause__ else error
    said = masked(f"{type(cause).__name__}: {cause}") if isinstance(cause, CutAnswer) else type(cause).__name__
    if isinstance(cause, ForeignPage):
        if cause.status == 200:
            title = masked(str(cause).partition(" ")[2])
            return TryLater(texts.captive_portal(doing=doing, title=title), said)
        return TryLater(texts.not_google(doing=doing, status=cause.status), said)
    if isinstance(cause, CutAnswer | json.JSONDecodeError):
        return TryLater(wording.answer_cut_off(doing), said)
    if status := proxy_status(cause):
        return TryLater(texts.not_google(doing=doing, status=status), f"{said} {status}")
    if address := silent_workspace(cause):
        return TryLater(wording.workspace_silent(doing=doing, address=address), said)
    return TryLater(wording.google_unreachable(doing), said)


def _of_the_office(refusal: Refusal) -> Refusal:
    """Take a refusal of one object for one of the office: the object is the workbook."""
    if isinstance(refusal, Missing):
        return UnreadableWorkbook(str(refusal), refusal.said)
    return NotAllowed(str(refusal), refusal.said) if isinstance(refusal, Refused) else refusal
