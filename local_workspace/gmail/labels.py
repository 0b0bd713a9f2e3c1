"""A mailbox's labels: Gmail's own, and those people make."""

from __future__ import annotations

import json
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.core.answers import Answer
from local_workspace.core.store import Store

from .access import own_mailbox
from .mailboxes import NOT_FOUND, Mailboxes

TABLES = """
create table if not exists mail_label (
    mailbox text not null, id text not null, name text not null, settings text not null default '{}',
    primary key (mailbox, id)
);
"""
SYSTEM = [
    "CHAT",
    "SENT",
    "INBOX",
    "IMPORTANT",
    "TRASH",
    "DRAFT",
    "SPAM",
    *(f"CATEGORY_{kind}" for kind in ("FORUMS", "UPDATES", "PERSONAL", "PROMOTIONS", "SOCIAL")),
    "STARRED",
    "UNREAD",
]
# Only Gmail itself says that a mail is a draft or was sent.
UNSETTABLE = frozenset({"DRAFT", "SENT", "CHAT"})


class Labels:
    """Knows which labels a mailbox has."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.define(TABLES)

    def names(self, mailbox: str) -> dict[str, str]:
        """Give the names of all labels by id."""
        rows = self._store.all("select id, name from mail_label where mailbox = ? order by rowid", mailbox)
        return {**{id: id for id in SYSTEM}, **{row["id"]: row["name"] for row in rows}}

    def check(self, mailbox: str, ids: list[str]) -> None:
        """Refuse labels that cannot be set.

        Raises:
            Refusal: 400 naming the first.
        """
        known = self.names(mailbox)
        for id in ids:
            if id not in known or id in UNSETTABLE:
                raise Refusal(400, f"Invalid label: {id}", reason="invalidArgument")

    def shown(self, mailbox: str, id: str) -> dict[str, Any]:
        """Give a label as the API lists it.

        Raises:
            Refusal: 404 when there is none.
        """
        if id in SYSTEM:
            return {"id": id, "name": id, "type": "system", "messageListVisibility": "hide"}
        row = self._store.one("select * from mail_label where mailbox = ? and id = ?", mailbox, id)
        if row is None:
            raise Refusal(404, NOT_FOUND, reason="notFound")
        return {"id": id, "name": row["name"], "type": "user", **json.loads(row["settings"])}

    def write(self, mailbox: str, id: str, name: str, settings: dict[str, Any]) -> None:
        """Make or change a label.

        Raises:
            Refusal: 400 without a name or for a name of Gmail's own, 409 for a name that another label has.
        """
        name = "/".join(part.strip() for part in name.split("/"))
        if not name.strip("/"):
            raise Refusal(400, "Invalid label name", reason="invalidArgument")
        for other, taken in self.names(mailbox).items():
            if other != id and taken.lower() == name.lower():
                if other in SYSTEM:
                    raise Refusal(400, "Invalid label name", reason="invalidArgument")
                raise Refusal(409, "Label name exists or conflicts", reason="aborted", name="ABORTED")
        self._store.do(
            "insert into mail_label values (?,?,?,?) on conflict (mailbox, id) do update set name = excluded.name, "
            "settings = excluded.settings",
            mailbox,
            id,
            name,
            json.dumps(settings),
        )

    def new_id(self) -> str:
        """Make an id as Google's look."""
        count = self._store.fact("gmail.labels", 0) + 1
        self._store.remember("gmail.labels", count)
        return f"Label_{count}"

    def remove(self, mailbox: str, id: str) -> None:
        """Take a label away."""
        self._store.do("delete from mail_label where mailbox = ? and id = ?", mailbox, id)


def serve_labels(api: Api, mailboxes: Mailboxes, labels: Labels) -> None:
    """Register the label methods."""

    def settings_of(body: dict[str, Any]) -> dict[str, Any]:
        return {
            name: body[name] for name in ("messageListVisibility", "labelListVisibility", "color") if name in body
        }

    def create(call: Call) -> dict[str, Any]:
        mailbox, id = own_mailbox(call), labels.new_id()
        settings = {"messageListVisibility": "show", "labelListVisibility": "labelShow", **settings_of(call.body)}
        labels.write(mailbox, id, call.body.get("name", ""), settings)
        return labels.shown(mailbox, id)

    def get(call: Call) -> dict[str, Any]:
        mailbox = own_mailbox(call)
        label = labels.shown(mailbox, call.params["id"])
        mails = [mail for mail in mailboxes.mails(mailbox) if label["id"] in mail.labels]
        unread = [mail for mail in mails if mail.is_unread]
        return {
            **label,
            "messagesTotal": len(mails),
            "messagesUnread": len(unread),
            "threadsTotal": len({mail.thread for mail in mails}),
            "threadsUnread": len({mail.thread for mail in unread}),
        }

    def list_all(call: Call) -> dict[str, Any]:
        mailbox = own_mailbox(call)
        return {"labels": [labels.shown(mailbox, id) for id in labels.names(mailbox)]}

    def change(call: Call) -> dict[str, Any]:
        mailbox, id = own_mailbox(call), call.params["id"]
        if id in SYSTEM:
            raise Refusal(400, "Invalid update request", reason="invalidArgument")
        before = labels.shown(mailbox, id)
        kept = settings_of(before) if call.method.endswith("patch") else {}
        labels.write(mailbox, id, call.body.get("name", before["name"]), {**kept, **settings_of(call.body)})
        return labels.shown(mailbox, id)

    def delete(call: Call) -> Answer:
        mailbox, id = own_mailbox(call), call.params["id"]
        if id in SYSTEM:
            raise Refusal(400, "Invalid delete request", reason="invalidArgument")
        labels.shown(mailbox, id)
        for mail in mailboxes.mails(mailbox):
            mailboxes.relabel(mail, (), (id,))
        labels.remove(mailbox, id)
        return Answer(b"", status=204)

    api.serve("gmail.users.labels.create", create)
    api.serve("gmail.users.labels.get", get)
    api.serve("gmail.users.labels.list", list_all)
    api.serve("gmail.users.labels.patch", change)
    api.serve("gmail.users.labels.update", change)
    api.serve("gmail.users.labels.delete", delete)
