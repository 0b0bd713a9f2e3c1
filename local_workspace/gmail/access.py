"""Whose mailbox a call may open, and how its mail is shown."""

from __future__ import annotations

from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal

from .content import encoded, payload, shown_headers
from .headers import Headers
from .mailboxes import Mail, Mailboxes, mailbox_of

METADATA_SCOPE = "https://www.googleapis.com/auth/gmail.metadata"


def own_mailbox(call: Call) -> str:
    """Return the caller's mailbox, which `userId` must name.

    Raises:
        Refusal: 400 for a service account without a mailbox, 403 for somebody else's.
    """
    if call.who.service_account:
        raise Refusal(400, "Precondition check failed.", reason="failedPrecondition", name="FAILED_PRECONDITION")
    asked = call.params["userId"]
    if asked != "me" and mailbox_of(asked) != mailbox_of(call.who.email):
        raise Refusal(403, f"Delegation denied for {call.who.email}", reason="forbidden")
    return mailbox_of(call.who.email)


def shown(call: Call, mailboxes: Mailboxes, mail: Mail, format: str) -> dict[str, Any]:
    """Return a mail as `format` ("full", "metadata", "minimal", "raw") asks.

    Raises:
        Refusal: 403 when the token only allows metadata.
    """
    if format in ("full", "raw") and call.who.scopes == {METADATA_SCOPE}:
        raise Refusal(403, f"Metadata scope doesn't allow format {format.upper()}", reason="forbidden")
    found: dict[str, Any] = named(mail)
    found |= {
        "snippet": mail.snippet,
        "sizeEstimate": mail.size,
        "historyId": str(mail.history),
        "internalDate": str(mail.received),
    }
    raw = mailboxes.raw(mail)
    if format == "raw":
        found["raw"] = encoded(raw)
    elif format == "full":
        found["payload"] = payload(raw)
    elif format == "metadata":
        headers = shown_headers(Headers.read(raw), call.params.get("metadataHeaders"))
        found["payload"] = {"mimeType": payload(raw)["mimeType"], "headers": headers}
    return found


def named(mail: Mail) -> dict[str, Any]:
    """Return a mail's ids and labels, as lists and changes do."""
    found: dict[str, Any] = {"id": mail.id, "threadId": mail.thread}
    if mail.labels:
        found["labelIds"] = list(mail.labels)
    return found
