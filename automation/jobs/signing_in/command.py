"""`masuk`: asks a person's consent in the browser, and keeps what came of it once it is the right person's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from automation.google.connection import Connection
from automation.google.consent import Asked, Consent
from automation.google.consent_answer import Code, Stopped, Wrong, read_answer
from automation.google.landing import Landing
from automation.google.oauth_client import OAuthClient, SavedToken, read_client, write_token
from automation.google.signin_refusals import advice_for
from automation.jobs.signing_in import wording
from automation.ports import NotAllowed, TryLater
from automation.settings.values import AccessMode, GoogleSettings

#: So many seconds a person may take; Google's own page gives up earlier.
PATIENCE = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInContext:
    """What signing in works with.

    Attributes:
        root: the id of the office's root folder; "" before setup.
        show: prints a line for the person who signs in.
        open_page: opens a page in this machine's browser; False where there is none.
        typed: gives the lines that the person types.
        connect: signs in with a token that is not kept yet.
        now, seconds: the time, and a running count.
    """

    google: GoogleSettings
    root: str
    zone: tzinfo
    show: Callable[[str], None]
    open_page: Callable[[str], bool]
    typed: Callable[[], Iterable[str]]
    connect: Callable[[SavedToken], Connection]
    now: Callable[[], datetime]
    seconds: Callable[[], float]


def sign_in(context: SignInContext, *, sure: bool) -> tuple[str, ...]:
    """Ask for consent and keep the token; returns what to tell the person.

    Args:
        context: what it works with.
        sure: keep it although the office's files belong to somebody else.

    Raises:
        NotAllowed: nothing is kept; the text says why, and what to do.
        TryLater: nobody answered, or the way to Google.
    """
    google = context.google
    if google.mode is not AccessMode.USER or not google.token_file or not google.client_file:
        raise NotAllowed(wording.WRONG_MODE)
    token = _consented(context, read_client(google.client_file))
    account, owner = _looked_at(context, token)
    _hold_to_the_office(context, account, owner, sure=sure)
    write_token(google.token_file, replace(token, account=account))
    return _lines(context, token, account, google.token_file)


def _consented(context: SignInContext, client: OAuthClient) -> SavedToken:
    google = context.google
    with Landing() as landing:
        asked = Asked(
            client=client,
            landing=landing.address,
            account=google.subject,
            base_address=google.base_address,
        )
        consent = Consent(asked)
        landing.await_with(lambda address: read_answer(address, consent.state), context.typed())
        opened = context.open_page(consent.link)
        context.show(wording.how_to_sign_in(link=consent.link, account=google.subject, opened=opened))
        code = _awaited(context, landing)
        return consent.token_for(code.code, context.now())


def _awaited(context: SignInContext, landing: Landing) -> Code:
    end = context.seconds() + PATIENCE
    while (left := end - context.seconds()) > 0:
        came = landing.next(left)
        match came.answer if came else None:
            case None:
                break
            case Code() as code:
                return code
            case Stopped(code="access_denied", description=""):
                raise NotAllowed(wording.DENIED)
            case Stopped(code, description):
                raise NotAllowed(wording.stopped(advice_for(code, description)), f"{code}: {description}"[:300])
            case Wrong() as wrong:
                context.show(wording.WRONG_PASTE[wrong])
    raise TryLater(wording.NOBODY_ANSWERED)


def _looked_at(context: SignInContext, token: SavedToken) -> tuple[str, str | None]:
    """Return who consented, and who owns the office's folder: "" for nobody in person, None where it is not seen."""
    connection = context.connect(token)
    try:
        account = connection.construction.account()
        return account, connection.construction.owner_of(context.root) if context.root else ""
    finally:
        connection.close()


def _hold_to_the_office(context: SignInContext, account: str, owner: str | None, *, sure: bool) -> None:
    expected = context.google.subject.lower()
    if expected and account != expected:
        raise NotAllowed(wording.another_account(account=wording.half_hidden(account), expected=expected))
    if sure or owner in ("", account):
        return
    shown = wording.half_hidden(account)
    if owner is None:
        raise NotAllowed(wording.folder_unseen(account=shown))
    raise NotAllowed(wording.other_owner(account=shown, owner=wording.half_hidden(owner)))


def _lines(context: SignInContext, token: SavedToken, account: str, file: Path) -> tuple[str, ...]:
    lines = [wording.signed_in(account=account, file=f"{file.parent.name}/{file.name}")]
    lines.append(wording.ends_at(token.ends.astimezone(context.zone)) if token.ends else wording.STAYS)
    if account.endswith("@gmail.com"):
        lines.append(wording.PLAIN_GMAIL)
        if context.google.shared_drive:
            lines.append(wording.SHARED_DRIVE_OF_OTHERS)
    if not context.google.subject:
        lines.append(wording.name_the_account(account))
    return (*lines, wording.NEXT_STEPS)
