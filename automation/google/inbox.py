"""Gmail: the mails that came in. Nothing is changed there, not even what counts as read."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from automation.ports import KEY_HEADER, Missing, ReceivedMail

from . import wording
from .errors import translated
from .mailbox import key_of
from .retry_policy import RetryPolicy

_PAGE = 500
#: So many of the Message-IDs that a mail refers to are looked for, the latest first.
_REFERENCES = 5
#: What may stand in a search; a Message-ID of other signs is none of ours.
_MESSAGE_ID = re.compile(r"<([A-Za-z0-9._%+=@-]{3,250})>\Z")


class GoogleInbox:
    """Keeps the promises of `automation.ports.Inbox`."""

    def __init__(self, service: Any, retry_policy: RetryPolicy) -> None:
        self._messages = service.users().messages()
        self._threads = service.users().threads()
        self._retry_policy = retry_policy

    def arrivals(self, since: datetime) -> tuple[str, ...]:
        """Return the ids of the mails that came in at or after `since`, oldest first."""
        # Gmail counts whole seconds, and leaves spam and the bin out by itself.
        query = f"after:{math.floor(since.timestamp()) - 1} -in:sent -in:drafts -in:chats"
        with translated(wording.LISTING_MAILBOX):
            newest_first = [str(found["id"]) for found in self._listed(query)]
        return tuple(reversed(newest_first))

    def received(self, id: str) -> ReceivedMail:
        """Return a mail."""
        request = self._messages.get(userId="me", id=id, format="raw")
        with translated(wording.READING_MAIL):
            found = self._retry_policy.repeated(request.execute)
        return ReceivedMail(
            id=id,
            thread=str(found["threadId"]),
            arrived_at=datetime.fromtimestamp(int(found["internalDate"]) / 1000, UTC),
            content=base64.urlsafe_b64decode(found["raw"] + "=="),
        )

    def answered(self, thread: str, references: Sequence[str]) -> tuple[str, ...]:
        """Return the keys of our mails in a thread, or with one of these Message-IDs."""
        with translated(wording.FINDING_ANSWERED_MAIL):
            keys = [key for message in self._thread(thread) if (key := _sent_key(message))]
            if not keys:
                keys = [key for message in self._referred(references) if (key := _sent_key(message))]
        return tuple(dict.fromkeys(keys))

    def _thread(self, thread: str) -> Sequence[dict[str, Any]]:
        request = self._threads.get(userId="me", id=thread, format="metadata", metadataHeaders=[KEY_HEADER])
        try:
            with translated(wording.READING_CONVERSATION):
                found: Sequence[dict[str, Any]] = self._retry_policy.repeated(request.execute).get("messages", ())
        except Missing:
            return ()
        return found

    def _referred(self, references: Sequence[str]) -> Iterator[dict[str, Any]]:
        named = [match[1] for reference in references if (match := _MESSAGE_ID.match(reference))]
        for message_id in dict.fromkeys(named[: -_REFERENCES - 1 : -1]):
            for found in self._listed(f"in:sent rfc822msgid:{message_id}"):
                request = self._messages.get(
                    userId="me", id=found["id"], format="metadata", metadataHeaders=[KEY_HEADER]
                )
                yield self._retry_policy.repeated(request.execute)

    def _listed(self, query: str) -> Iterator[dict[str, Any]]:
        token = None
        while True:
            request = self._messages.list(userId="me", q=query, maxResults=_PAGE, pageToken=token)
            answer = self._retry_policy.repeated(request.execute)
            yield from answer.get("messages", ())
            token = answer.get("nextPageToken")
            if not token:
                return


def _sent_key(message: dict[str, Any]) -> str | None:
    return key_of(message) if "SENT" in message.get("labelIds", ()) else None
