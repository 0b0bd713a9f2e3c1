"""A sign-in that is refused for the moment is no fault of anybody's access."""

import json

import pytest

from automation.google.answers import SignInFailed, TokenAnswer
from automation.google.signin_refusals import sign_in_refusal
from automation.ports import NotAllowed, TryLater

SIGN = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b.example:signJwt"
BECOME = SIGN.replace("signJwt", "generateAccessToken")
STS, TOKEN = "https://sts.googleapis.com/v1/token", "https://oauth2.googleapis.com/token"


def _refusal(url, status, body):
    answer = TokenAnswer(url=url, status=status, content=json.dumps(body).encode())
    return sign_in_refusal(SignInFailed("no token", answer, is_borrowed=True), "masuk")


def _of_an_api(status, name, reason=""):
    details = [{"reason": reason}] if reason else []
    return {"error": {"code": status, "status": name, "message": "…", "details": details}}


@pytest.mark.parametrize("url", [SIGN, BECOME, STS, TOKEN])
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (429, _of_an_api(429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED")),
        (403, _of_an_api(403, "PERMISSION_DENIED", "RATE_LIMIT_EXCEEDED")),
        (500, _of_an_api(500, "INTERNAL")),
        (503, _of_an_api(503, "UNAVAILABLE")),
        (503, {"error": "temporarily_unavailable"}),
        (504, {}),
    ],
)
def test_what_no_endpoint_can_do_just_now_is_tried_again(url, status, body):
    assert isinstance(_refusal(url, status, body), TryLater)


@pytest.mark.parametrize(
    ("url", "status", "body"),
    [
        (SIGN, 403, _of_an_api(403, "PERMISSION_DENIED", "IAM_PERMISSION_DENIED")),
        (SIGN, 404, _of_an_api(404, "NOT_FOUND")),
        (STS, 400, {"error": "invalid_grant"}),
        (TOKEN, 401, {"error": "invalid_client"}),
    ],
)
def test_what_somebody_must_allow_is_not(url, status, body):
    assert isinstance(_refusal(url, status, body), NotAllowed)
