"""Gmail's methods on threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.registration import serves

from .access import named, own_mailbox, shown
from .labels import Labels
from .mailboxes import Mail, Mailboxes
from .messages import matching, newest_of_threads, paged, relabelled


class ThreadsApi:
    """The `gmail.users.threads` methods."""

    def __init__(self, mailboxes: Mailboxes, labels: Labels) -> None:
        self._mailboxes = mailboxes
        self._labels = labels

    @serves("gmail.users.threads.list")
    def list(self, call: Call) -> dict[str, Any]:
        """Return a page of the threads that a search finds."""
        page, about = paged(call, newest_of_threads(matching(call, self._mailboxes, self._labels)))
        if page:
            about["threads"] = [
                {"id": mail.thread, "snippet": mail.snippet, "historyId": str(mail.history)} for mail in page
            ]
        return about

    @serves("gmail.users.threads.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Return a thread with its mails."""
        mails = self._mails(call)
        format = call.params.get("format", "full")
        return {
            "id": mails[0].thread,
            "historyId": str(max(mail.history for mail in mails)),
            "messages": [shown(call, self._mailboxes, mail, format) for mail in mails],
        }

    @serves("gmail.users.threads.modify")
    def modify(self, call: Call) -> dict[str, Any]:
        """Change the labels of a thread's mails."""
        return _named_thread(relabelled(self._mailboxes, self._labels, self._mails(call), call.body))

    @serves("gmail.users.threads.trash")
    def trash(self, call: Call) -> dict[str, Any]:
        """Put a thread into the trash."""
        return _named_thread([self._mailboxes.relabel(mail, ("TRASH",), ("INBOX",)) for mail in self._mails(call)])

    @serves("gmail.users.threads.untrash")
    def untrash(self, call: Call) -> dict[str, Any]:
        """Take a thread out of the trash."""
        return _named_thread([self._mailboxes.relabel(mail, (), ("TRASH",)) for mail in self._mails(call)])

    @serves("gmail.users.threads.delete")
    def delete(self, call: Call) -> None:
        """Delete a thread for good."""
        for mail in self._mails(call):
            self._mailboxes.remove(mail)

    def _mails(self, call: Call) -> Sequence[Mail]:
        return self._mailboxes.thread(own_mailbox(call), call.params["id"])


def _named_thread(mails: list[Mail]) -> dict[str, Any]:
    return {"id": mails[0].thread, "messages": [named(mail) for mail in mails]}
