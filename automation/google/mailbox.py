"""Gmail: a mail is a draft first, whose stored id makes sending it twice impossible."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

from automation.ports import KEY_HEADER, DraftGone, Missing

from .errors import translated
from .patience import Patience

#: So many candidates are looked at for a key: whoever asks has just lost an answer, so the mail is a young one.
_CANDIDATES = 100


class GoogleMailbox:
    """Keeps the promises of `automation.ports.Mailbox`."""

    def __init__(self, service: Any, patience: Patience) -> None:
        self._messages = service.users().messages()
        self._drafts = service.users().drafts()
        self._patience = patience

    def draft(self, message: bytes) -> str:
        """Keep a message as a draft and give its id."""
        body = {"message": {"raw": base64.urlsafe_b64encode(message).decode("ascii")}}
        with translated("menyiapkan surel"):
            request = self._drafts.create(userId="me", body=body)
            return str(self._patience.careful(request.execute)["id"])

    def send(self, draft: str) -> str:
        """Send a draft and give the message's id."""
        request = self._drafts.send(userId="me", body={"id": draft})
        try:
            with translated("mengirim surel"):
                return str(self._patience.careful(request.execute)["id"])
        except Missing as error:
            raise DraftGone(f"Konsep surel {draft} tidak ada lagi: sudah terkirim, atau dihapus orang.") from error

    def discard(self, draft: str) -> bool:
        """Delete a draft; False when it is not there (any more)."""
        try:
            with translated("menghapus konsep surel"):
                # Not tried again after a lost answer: the second try would tell of a draft that was never there.
                self._patience.careful(self._drafts.delete(userId="me", id=draft).execute)
        except Missing:
            return False
        return True

    def sent(self, key: str, subject: str) -> str | None:
        """Give the id of the sent message that bears a key."""
        # Gmail finds no header of ours; the subject narrows the search, and the header decides.
        words = " ".join(re.findall(r"[\w-]+", subject)[:12])
        query = f"in:sent subject:({words})" if words else "in:sent"
        with translated("mencari surel terkirim"):
            for found in self._listed(self._messages, "messages", q=query):
                message = self._read(self._messages, found["id"])
                if key_of(message) == key:
                    return str(found["id"])
        return None

    def drafted(self, key: str) -> str | None:
        """Give the id of the draft that bears a key."""
        with translated("mencari konsep surel"):
            for found in self._listed(self._drafts, "drafts"):
                draft = self._patience.repeated(
                    self._drafts.get(userId="me", id=found["id"], format="metadata").execute
                )
                if key_of(draft.get("message", {})) == key:
                    return str(found["id"])
        return None

    def _read(self, messages: Any, id: str) -> dict[str, Any]:
        request = messages.get(userId="me", id=id, format="metadata", metadataHeaders=[KEY_HEADER])
        found: dict[str, Any] = self._patience.repeated(request.execute)
        return found

    def _listed(self, collection: Any, name: str, **named: Any) -> Iterator[dict[str, Any]]:
        left, token = _CANDIDATES, None
        while left > 0:
            request = collection.list(userId="me", maxResults=min(left, 100), pageToken=token, **named)
            answer = self._patience.repeated(request.execute)
            found = answer.get(name, ())
            yield from found
            left -= max(len(found), 1)
            token = answer.get("nextPageToken")
            if not token:
                return


def key_of(message: dict[str, Any]) -> str | None:
    """Give the key that a message bears, as its headers show it."""
    headers = message.get("payload", {}).get("headers", ())
    return next((one["value"] for one in headers if one["name"].casefold() == KEY_HEADER.casefold()), None)
