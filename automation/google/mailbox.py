"""Gmail: a mail is a draft first, whose stored id makes sending it twice impossible."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from googleapiclient.errors import HttpError

from automation.ports import KEY_HEADER, LARGEST_MESSAGE, DraftGone, Refused

from . import wording
from .errors import answered, translated
from .retry_policy import RetryPolicy
from .uploading import Contents, resumed

#: Larger messages are uploaded: within JSON, Gmail refuses them from about 5 MB on.
_UPLOADED_ABOVE = 3_000_000
#: What Gmail says of an id that leads to a mail, which was a draft before somebody sent it.
_NO_DRAFT = re.compile(r"not a draft", re.IGNORECASE)
#: So many candidates are looked at for a key: whoever asks has just lost an answer, so the mail is a young one.
_CANDIDATES = 100


class GoogleMailbox:
    """Keeps the promises of `automation.ports.Mailbox`."""

    def __init__(self, service: Any, retry_policy: RetryPolicy) -> None:
        self._messages = service.users().messages()
        self._drafts = service.users().drafts()
        self._retry_policy = retry_policy

    def draft(self, message: bytes) -> str:
        """Keep a message as a draft and return its id."""
        if len(message) > LARGEST_MESSAGE:
            raise Refused(wording.mail_too_large(megabytes=len(message) / 2**20, most=LARGEST_MESSAGE // 2**20))
        with translated(wording.WRITING_DRAFT):
            if len(message) > _UPLOADED_ABOVE:
                media = Contents(message, "message/rfc822")
                upload = self._drafts.create(userId="me", media_body=media)
                return str(resumed(upload, self._retry_policy, repeatable=False)["id"])
            body = {"message": {"raw": base64.urlsafe_b64encode(message).decode("ascii")}}
            request = self._drafts.create(userId="me", body=body)
            return str(self._retry_policy.careful(request.execute)["id"])

    def send(self, draft: str) -> str:
        """Send a draft and return the message's id."""
        request = self._drafts.send(userId="me", body={"id": draft})
        with translated(wording.SENDING_MAIL), _gone(draft):
            return str(self._retry_policy.careful(request.execute)["id"])

    def discard(self, draft: str) -> bool:
        """Delete a draft; False when it is not there (any more), or is a sent mail by now, which stays."""
        try:
            with translated(wording.DELETING_DRAFT), _gone(draft):
                look = self._drafts.get(userId="me", id=draft, format="minimal")
                labels = self._retry_policy.repeated(look.execute).get("message", {}).get("labelIds", ())
                # An id may outlive its draft, and then deleting by it erases the mail that was sent.
                if "SENT" in labels or "DRAFT" not in labels:
                    return False
                # Not tried again after a lost answer: the second try would tell of a draft that was never there.
                self._retry_policy.careful(self._drafts.delete(userId="me", id=draft).execute)
        except DraftGone:
            return False
        return True

    def sent(self, key: str, subject: str) -> str | None:
        """Return the id of the sent message that bears a key."""
        # Gmail finds no header of ours; the subject narrows the search, and the header decides.
        words = " ".join(re.findall(r"[\w-]+", subject)[:12])
        query = f"in:sent subject:({words})" if words else "in:sent"
        with translated(wording.FINDING_SENT_MAIL):
            for found in self._listed(self._messages, "messages", q=query):
                message = self._read(self._messages, found["id"])
                if key_of(message) == key:
                    return str(found["id"])
        return None

    def drafted(self, key: str) -> str | None:
        """Return the id of the draft that bears a key."""
        with translated(wording.FINDING_DRAFT):
            for found in self._listed(self._drafts, "drafts"):
                draft = self._retry_policy.repeated(
                    self._drafts.get(userId="me", id=found["id"], format="metadata").execute
                )
                if key_of(draft.get("message", {})) == key:
                    return str(found["id"])
        return None

    def _read(self, messages: Any, id: str) -> dict[str, Any]:
        request = messages.get(userId="me", id=id, format="metadata", metadataHeaders=[KEY_HEADER])
        found: dict[str, Any] = self._retry_policy.repeated(request.execute)
        return found

    def _listed(self, collection: Any, name: str, **named: Any) -> Iterator[dict[str, Any]]:
        left, token = _CANDIDATES, None
        while left > 0:
            request = collection.list(userId="me", maxResults=min(left, 100), pageToken=token, **named)
            answer = self._retry_policy.repeated(request.execute)
            found = answer.get(name, ())
            yield from found
            left -= max(len(found), 1)
            token = answer.get("nextPageToken")
            if not token:
                return


@contextmanager
def _gone(draft: str) -> Iterator[None]:
    """Turn Google's refusal of a draft that is gone into `DraftGone`.

    Raises:
        DraftGone: Google knows nothing by its id, or something else than a draft.
    """
    try:
        yield
    except HttpError as error:
        found = answered(error)
        if found and (found.status == 404 or (found.status == 400 and _NO_DRAFT.search(found.message))):
            raise DraftGone(wording.draft_is_gone(draft)) from error
        raise


def key_of(message: dict[str, Any]) -> str | None:
    """Return the key that a message bears, as its headers show it."""
    headers = message.get("payload", {}).get("headers", ())
    return next((one["value"] for one in headers if one["name"].casefold() == KEY_HEADER.casefold()), None)
