"""Gmail's thread, history and profile methods."""

from __future__ import annotations

from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.core.answers import Answer
from local_workspace.core.store import Store

from .access import named, own_mailbox, shown
from .labels import Labels
from .mailboxes import NOT_FOUND, Mail, Mailboxes
from .messages import matching, paged, relabelled

KINDS = {
    "messageAdded": "messagesAdded",
    "messageDeleted": "messagesDeleted",
    "labelAdded": "labelsAdded",
    "labelRemoved": "labelsRemoved",
}


def newest_of_threads(mails: list[Mail]) -> list[Mail]:
    """Keep each thread's newest mail, in the given order (newest first)."""
    kept: dict[str, Mail] = {}
    for mail in mails:
        kept.setdefault(mail.thread, mail)
    return list(kept.values())


def serve_threads(api: Api, store: Store, mailboxes: Mailboxes, labels: Labels) -> None:
    """Register the thread, history and profile methods."""

    def thread(call: Call) -> list[Mail]:
        return mailboxes.thread(own_mailbox(call), call.params["id"])

    def named_thread(mails: list[Mail]) -> dict[str, Any]:
        return {"id": mails[0].thread, "messages": [named(mail) for mail in mails]}

    def list_matching(call: Call) -> dict[str, Any]:
        page, about = paged(call, newest_of_threads(matching(call, mailboxes, labels)))
        if page:
            about["threads"] = [
                {"id": mail.thread, "snippet": mail.snippet, "historyId": str(mail.history)} for mail in page
            ]
        return about

    def get(call: Call) -> dict[str, Any]:
        mails = thread(call)
        format = call.params.get("format", "full")
        return {
            "id": mails[0].thread,
            "historyId": str(max(mail.history for mail in mails)),
            "messages": [shown(call, mailboxes, mail, format) for mail in mails],
        }

    def modify(call: Call) -> dict[str, Any]:
        return named_thread(relabelled(mailboxes, labels, thread(call), call.body))

    def trash(call: Call) -> dict[str, Any]:
        return named_thread([mailboxes.relabel(mail, ("TRASH",), ("INBOX",)) for mail in thread(call)])

    def untrash(call: Call) -> dict[str, Any]:
        return named_thread([mailboxes.relabel(mail, (), ("TRASH",)) for mail in thread(call)])

    def delete(call: Call) -> Answer:
        for mail in thread(call):
            mailboxes.remove(mail)
        return Answer(b"", status=204)

    def history(call: Call) -> dict[str, Any]:
        mailbox, start = own_mailbox(call), call.params.get("startHistoryId", "")
        if not start.isdigit():
            raise Refusal(400, "Missing or invalid startHistoryId", reason="invalidArgument")
        last = mailboxes.last_history(mailbox)
        if int(start) > last:
            raise Refusal(404, NOT_FOUND, reason="notFound")
        wanted = set(call.params.get("historyTypes", KINDS))
        after = int(call.params.get("pageToken", start))
        rows = [
            row
            for row in store.all(
                "select * from mail_history where mailbox = ? and id > ? order by id", mailbox, after
            )
            if row["kind"] in wanted
            and call.params.get("labelId", "") in ("", *row["labels_then"].split(), *row["labels"].split())
        ]
        size = min(max(call.params.get("maxResults", 100), 1), 500)
        answer: dict[str, Any] = {"historyId": str(last)}
        if rows:
            answer["history"] = [_record(row) for row in rows[:size]]
        if len(rows) > size:
            answer["nextPageToken"] = str(rows[size - 1]["id"])
        return answer

    def profile(call: Call) -> dict[str, Any]:
        mailbox = own_mailbox(call)
        mails = mailboxes.mails(mailbox)
        return {
            "emailAddress": call.who.email,
            "messagesTotal": len(mails),
            "threadsTotal": len({mail.thread for mail in mails}),
            "historyId": str(mailboxes.last_history(mailbox)),
        }

    api.serve("gmail.users.threads.list", list_matching)
    api.serve("gmail.users.threads.get", get)
    api.serve("gmail.users.threads.modify", modify)
    api.serve("gmail.users.threads.trash", trash)
    api.serve("gmail.users.threads.untrash", untrash)
    api.serve("gmail.users.threads.delete", delete)
    api.serve("gmail.users.history.list", history)
    api.serve("gmail.users.getProfile", profile)


def _record(row: Any) -> dict[str, Any]:
    message: dict[str, Any] = {"id": row["mail"], "threadId": row["thread"]}
    change: dict[str, Any] = {"message": {**message, "labelIds": row["labels_then"].split()}}
    if row["labels"]:
        change["labelIds"] = row["labels"].split()
    return {"id": str(row["id"]), "messages": [message], KINDS[row["kind"]]: [change]}
