"""Gmail's methods on labels."""

from __future__ import annotations

from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves

from .access import own_mailbox
from .labels import SYSTEM, Labels
from .mailboxes import Mailboxes

SETTINGS = ("messageListVisibility", "labelListVisibility", "color")
AT_FIRST = {"messageListVisibility": "show", "labelListVisibility": "labelShow"}


class LabelsApi:
    """The `gmail.users.labels` methods."""

    def __init__(self, mailboxes: Mailboxes, labels: Labels) -> None:
        self._mailboxes = mailboxes
        self._labels = labels

    @serves("gmail.users.labels.create")
    def create(self, call: Call) -> dict[str, Any]:
        """Make a label."""
        mailbox, id = own_mailbox(call), self._labels.new_id()
        self._labels.write(mailbox, id, call.body.get("name", ""), {**AT_FIRST, **_settings_of(call.body)})
        return self._labels.shown(mailbox, id)

    @serves("gmail.users.labels.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Return a label with the number of its mails and threads."""
        mailbox = own_mailbox(call)
        label = self._labels.shown(mailbox, call.params["id"])
        mails = [mail for mail in self._mailboxes.mails(mailbox) if label["id"] in mail.labels]
        unread = [mail for mail in mails if mail.is_unread]
        return {
            **label,
            "messagesTotal": len(mails),
            "messagesUnread": len(unread),
            "threadsTotal": len({mail.thread for mail in mails}),
            "threadsUnread": len({mail.thread for mail in unread}),
        }

    @serves("gmail.users.labels.list")
    def list(self, call: Call) -> dict[str, Any]:
        """Return all labels of the mailbox."""
        mailbox = own_mailbox(call)
        return {"labels": [self._labels.shown(mailbox, id) for id in self._labels.names(mailbox)]}

    @serves("gmail.users.labels.patch")
    def patch(self, call: Call) -> dict[str, Any]:
        """Change what the call names of a label."""
        return self._change(call, keeps=True)

    @serves("gmail.users.labels.update")
    def update(self, call: Call) -> dict[str, Any]:
        """Replace a label's name and settings."""
        return self._change(call, keeps=False)

    @serves("gmail.users.labels.delete")
    def delete(self, call: Call) -> None:
        """Take a label off all mails and delete it."""
        mailbox, id = own_mailbox(call), call.params["id"]
        if id in SYSTEM:
            raise Refusal(400, "Invalid delete request", reason="invalidArgument")
        self._labels.shown(mailbox, id)
        for mail in self._mailboxes.mails(mailbox):
            self._mailboxes.relabel(mail, (), (id,))
        self._labels.remove(mailbox, id)

    def _change(self, call: Call, *, keeps: bool) -> dict[str, Any]:
        mailbox, id = own_mailbox(call), call.params["id"]
        if id in SYSTEM:
            raise Refusal(400, "Invalid update request", reason="invalidArgument")
        before = self._labels.shown(mailbox, id)
        kept = _settings_of(before) if keeps else {}
        self._labels.write(mailbox, id, call.body.get("name", before["name"]), {**kept, **_settings_of(call.body)})
        return self._labels.shown(mailbox, id)


def _settings_of(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in SETTINGS if name in body}
