"""Why no token was given, by true cause: what the token endpoint, iamcredentials and the token exchange answer.

From RFC 6749 (5.2), Google's pages on OAuth errors, and what others recorded. The first entry that fits counts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from automation.ports import NotAllowed, Refusal, TryLater

from . import refusals_wording, wording
from . import signin_wording as texts
from .answers import SignInFailed, TokenAnswer, masked, read_answer

#: A clock off by less is no reason for Google to refuse.
TOLERATED = timedelta(minutes=2)

#: The code, what its description or subtype holds, and the advice.
_TOKENS: tuple[tuple[str, str, str], ...] = (
    ("unauthorized_client", "", texts.DELEGATION_MISSING),
    ("invalid_grant", "short-lived", texts.JWT_OUTDATED),
    ("invalid_grant", "valid email", texts.SUBJECT_UNKNOWN),
    ("invalid_grant", "invalid email", texts.SUBJECT_UNKNOWN),
    ("invalid_request", "impersonation", texts.SUBJECT_GONE),
    ("invalid_grant", "account has been deleted", texts.SUBJECT_DELETED),
    ("invalid_grant", "suspended", texts.SUBJECT_SUSPENDED),
    ("invalid_grant", "account restricted", texts.SUBJECT_SUSPENDED),
    ("access_denied", "account restricted", texts.SUBJECT_SUSPENDED),
    ("invalid_grant", "Robot is disabled", texts.ACCOUNT_DISABLED),
    ("invalid_grant", "account not found", texts.ACCOUNT_DELETED),
    ("invalid_grant", "No valid verifier", texts.ACCOUNT_DELETED),
    ("invalid_grant", "Invalid JWT Signature", texts.KEY_DELETED),
    ("invalid_grant", "expired or revoked", texts.SIGN_IN_WITHDRAWN),
    ("invalid_grant", "rapt", texts.SIGN_IN_AGAIN),
    ("invalid_grant", "auth code", texts.CODE_USED),
    ("invalid_grant", "code verifier", texts.CODE_USED),
    ("invalid_client", "", texts.CLIENT_UNKNOWN),
    ("deleted_client", "", texts.CLIENT_DELETED),
    ("disabled_client", "", texts.CLIENT_DISABLED),
    ("admin_policy_enforced", "", texts.FORBIDDEN_BY_ADMIN),
    ("policy_enforced", "", texts.PROTECTED_ACCOUNT),
    ("org_internal", "", texts.OTHER_ORGANISATION),
    ("access_denied", "tested", texts.NOT_A_TESTER),
    ("access_denied", "verification process", texts.NOT_A_TESTER),
    ("access_denied", "", texts.APP_FORBIDDEN),
    ("invalid_scope", "", texts.SCOPE_UNKNOWN),
    ("redirect_uri_mismatch", "", texts.REDIRECT_WRONG),
    ("invalid_request", "", texts.REQUEST_WRONG),
)


@dataclass(frozen=True, slots=True)
class EndpointError:
    """What an endpoint said: OAuth's word, and its text with the subtype behind it."""

    code: str
    description: str

    @property
    def said(self) -> str:
        """Its own words, addresses masked."""
        return masked(f"{self.code}: {self.description}")


def sign_in_refusal(failed: SignInFailed, doing: str) -> Refusal:
    """Return the refusal for a token that was not given."""
    answer = failed.answer
    if answer is None:
        said = masked(str(failed))
        return NotAllowed(refusals_wording.failed(doing=doing, advice=texts.SIGN_IN_REFUSED), said)
    told = error_in(answer)
    if failed.may_pass or answer.may_pass:
        return TryLater(wording.sign_in_postponed(doing), told.said)
    advice = _of_signing(answer, told) or (failed.is_borrowed and _of_the_source(answer)) or _of_a_token(answer, told)
    if advice == texts.SIGN_IN_WITHDRAWN and failed.is_over:
        # Google has the same words for both: only the end that it named at the sign-in tells them apart.
        advice = texts.SIGN_IN_TIME_UP
    return NotAllowed(refusals_wording.failed(doing=doing, advice=advice), told.said)


def error_in(answer: TokenAnswer) -> EndpointError:
    """Read an answer: OAuth's `{"error", "error_description"}`, or the error of one of Google's APIs."""
    try:
        body = json.loads(answer.content)
    except ValueError:
        body = None
    if isinstance(body, dict) and isinstance(body.get("error"), str):
        words = (str(body.get(name, "")) for name in ("error_description", "error_subtype"))
        return EndpointError(body["error"], " ".join(filter(None, words)))
    found = read_answer(answer.status, answer.content)
    return EndpointError(f"{found.status}", " ".join([*sorted(found.reasons), found.message]).strip())


def advice_for(code: str, description: str) -> str:
    """Return what a code of OAuth's means and where to click."""
    return next(
        (advice for known, words, advice in _TOKENS if known == code and words.lower() in description.lower()),
        texts.SIGN_IN_REFUSED,
    )


def _of_a_token(answer: TokenAnswer, told: EndpointError) -> str:
    # Asked only where the time may be the cause: a signature that Google looked at no further says nothing of it.
    if told.code == "invalid_grant" and abs(answer.behind) > TOLERATED and "JWT" in told.description:
        return texts.clock_wrong(answer.behind)
    return advice_for(told.code, told.description)


def _of_signing(answer: TokenAnswer, told: EndpointError) -> str:
    """Return what it means when iamcredentials does not sign; "" for another endpoint."""
    if ":sign" not in answer.url and ":generateAccessToken" not in answer.url:
        return ""
    if "SERVICE_DISABLED" in told.description or "has not been used" in told.description:
        return texts.SIGNING_OFF
    match answer.status:
        case 404:
            return texts.SIGNER_UNKNOWN
        case 401:
            return texts.SOURCE_OVER
        case _:
            return texts.SIGNING_FORBIDDEN


def _of_the_source(answer: TokenAnswer) -> str:
    """Return what it means when the identity that is to sign gets no token; "" for the service account's own."""
    if urlsplit(answer.url).hostname == "sts.googleapis.com":
        return texts.FEDERATION_REFUSED
    return "" if answer.signed_at else texts.SOURCE_OVER
