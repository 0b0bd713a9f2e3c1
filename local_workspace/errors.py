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
    "dailyLimitExceeded",
    "rateLimitExceeded",
    "sharingRateLimitExceeded",
    "storageQuotaExceeded",
    "userRateLimitExceeded",
}


class Refusal(Exception):
    """A call that Google would refuse, with the words it would use.

    Args:
        status: HTTP status.
        message: Google's text.
        reason: the machine word of `errors[].reason` (Drive, Gmail) such as `notFound`.
        details: the `details` list of the newer APIs (Sheets, Forms).
        name: the canonical status name where it is not the usual one of `status`.
        location: `errors[].location`, with its kind in `location_type` (Drive).
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
        self.headers = headers or {}

    def body(self, service: str) -> dict[str, Any]:
        """Give the JSON body as `service` ("sheets", "drive", "gmail", "forms") words it."""
        error: dict[str, Any] = {"code": self.status, "message": self.message}
        if service in ("drive", "gmail"):
            one: dict[str, Any] = {
                "message": self.message,
                "domain": "usageLimits" if self.reason in USAGE_LIMITS else "global",
                "reason": self.reason or "badRequest",
            }
            if self.location:
                one["location"] = self.location
                one["locationType"] = self.location_type or "parameter"
            error["errors"] = [one]
            if service == "gmail" or (self.status in (401, 403) and self.reason == "insufficientPermissions"):
                error["status"] = self.name
        else:
            error["status"] = self.name
        if self.details:
            error["details"] = self.details
        return {"error": error}
