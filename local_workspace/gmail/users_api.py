"""Gmail's methods on a mailbox as a whole: its history and its profile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves
from local_workspace.core.store import Store

from .access import own_mailbox
from .mailboxes import NOT_FOUND, Mailboxes

KINDS = {
    "messageAdded": "messagesAdded",
    "messageDeleted": "messagesDeleted",
    "labelAdded": "labelsAdded",
    "labelRemoved": "labelsRemoved",
}


class HistoryApi:
    """The `gmail.users.history` method."""

    def __init__(self, store: Store, mailboxes: Mailboxes) -> None:
        self._store = store
        self._mailboxes = mailboxes

    @serves("gmail.users.history.list")
    def list(self, call: Call) -> dict[str, Any]:
        """Return a page of what happened in the mailbox since a history id."""
        mailbox, start = own_mailbox(call), call.params.get("startHistoryId", "")
        if not start.isdigit():
            raise Refusal(400, "Missing or invalid startHistoryId", reason="invalidArgument")
        last = self._mailboxes.last_history(mailbox)
        if not self._mailboxes.kept_history(mailbox) <= int(start) <= last:
            raise Refusal(404, NOT_FOUND, reason="notFound")
        token = call.params.get("pageToken", start)
        if not token.isdigit():
            raise Refusal(400, "Invalid pageToken", reason="invalidArgument")
        after = int(token)
        rows = [row for row in self._rows(mailbox, after) if _is_wanted(call, row)]
        size = min(max(call.params.get("maxResults", 100), 1), 500)
        answer: dict[str, Any] = {"historyId": str(last)}
        if rows:
            answer["history"] = [_record(row) for row in rows[:size]]
        if len(rows) > size:
            answer["nextPageToken"] = str(rows[size - 1]["id"])
        return answer

    def _rows(self, mailbox: str, after: int) -> Iterable[Any]:
        return self._store.all("select * from mail_history where mailbox = ? and id > ? order by id", mailbox, after)


class ProfileApi:
    """The `gmail.users` method."""

    def __init__(self, mailboxes: Mailboxes) -> None:
        self._mailboxes = mailboxes

    @serves("gmail.users.getProfile")
    def get_profile(self, call: Call) -> dict[str, Any]:
        """Return the caller's address and the size of the mailbox."""
        mailbox = own_mailbox(call)
        mails = self._mailboxes.mails(mailbox)
        return {
            "emailAddress": call.who.email,
            "messagesTotal": len(mails),
            "threadsTotal": len({mail.thread for mail in mails}),
            "historyId": str(self._mailboxes.last_history(mailbox)),
        }


def _is_wanted(call: Call, row: Any) -> bool:
    if row["kind"] not in KINDS or row["kind"] not in call.params.get("historyTypes", KINDS):
        return False
    return call.params.get("labelId", "") in ("", *row["labels_then"].split(), *row["labels"].split())


def _record(row: Any) -> dict[str, Any]:
    message: dict[str, Any] = {"id": row["mail"], "threadId": row["thread"]}
    change: dict[str, Any] = {"message": {**message, "labelIds": row["labels_then"].split()}}
    if row["labels"]:
        change["labelIds"] = row["labels"].split()
    return {"id": str(row["id"]), "messages": [message], KINDS[row["kind"]]: [change]}
