"""What Google answers when it refuses: a status, a message and, by service, one of two shapes."""

from __future__ import annotations

from typing import Any

STATUS_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ALREADY_EXISTS",
    412: "FAILED_PRECONDITION",
    416: "OUT_OF_RANGE",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}

USAGE_LIMITS = {
    "accessNotConfigured",
    "dailyLimitExceeded",
    "rateLimitExceeded",
    "storageQuotaExceeded",
    "userRateLimitExceeded",
}
MAY_NOT_CALL = {"accessNotConfigured", "forbidden", "insufficientPermissions"}


class Refusal(Exception):
    """A call that Google would refuse, with the words it would use.

    Args:
        status: HTTP status.
        message: Google's text.
        reason: the machine word of `errors[].reason` (Drive, Gmail) such as `notFound`.
        details: the `details` list of the newer APIs (Sheets, Forms).
        name: the canonical status name where it is not the usual one of `status`.
        location: `errors[].location`, with its kind in `location_type` (Drive).
        short: the text of `errors[]` where it is not the message.
        domain: `errors[].domain` where it is not the usual one; the parser's refusals of typed values have none.
        headers: HTTP headers that go with it.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        reason: str = "",
        details: list[dict[str, Any]] | None = None,
        name: str = "",
        location: str = "",
        location_type: str = "",
        short: str = "",
        domain: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.reason = reason
        self.details = details or []
        self.name = name or STATUS_NAMES.get(status, "UNKNOWN")
        self.location = location
        self.location_type = location_type
        self.short = short or message
        self.domain = domain
        self.headers = headers or {}

    def body(self, service: str, envelope: str = "") -> dict[str, Any]:
        """Return the JSON body as `service` ("sheets", "drive", "gmail", "forms") words it.

        Args:
            service: whose words.
            envelope: the call's `$.xgafv`: 1 asks for the `errors` list of Sheets and Forms too, 2 not even of Gmail.
        """
        error: dict[str, Any] = {"code": self.status, "message": self.message}
        if service == "drive" or envelope == "1" or (service == "gmail" and envelope != "2"):
            error["errors"] = [self._listed()]
        # Drive names the status where somebody may not call at all, not where a parameter or a file is wrong.
        may_not_call = self.status == 401 or self.reason in MAY_NOT_CALL
        if service != "drive" or may_not_call:
            error["status"] = self.name
        if self.details:
            error["details"] = self.details
        return {"error": error}

    def _listed(self) -> dict[str, Any]:
        one: dict[str, Any] = {"message": self.short}
        domain = ("usageLimits" if self.reason in USAGE_LIMITS else "global") if self.domain is None else self.domain
        if domain:
            one["domain"] = domain
        one["reason"] = self.reason or "badRequest"
        if self.location:
            one["location"] = self.location
            one["locationType"] = self.location_type or "parameter"
        return one


class FrontEndRefusal(Refusal):
    """A call that never reaches the service: Google's front end refuses it, with a page of its own."""


def anonymous(service: str, verb: str) -> Refusal:
    """Return the refusal of a call without credentials; only Drive and Sheets can be read with an API key."""
    if verb == "GET" and service in ("drive", "sheets"):
        return Refusal(
            403,
            "Method doesn't allow unregistered callers (callers without established identity). "
            "Please use API Key or other form of API consumer identity to call this API.",
            reason="forbidden",
        )
    return Refusal(
        401,
        "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other "
        "valid authentication credential. "
        "See https://developers.google.com/identity/sign-in/web/devconsole-project.",
        reason="required",
        short="Login Required.",
        location="Authorization",
        location_type="header",
    )
