"""A mailbox's labels: Gmail's own, and those people make."""

from __future__ import annotations

import json
from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.core.store import Store

from .mailboxes import NOT_FOUND

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
        """Return the names of all labels by id."""
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
        """Return a label as the API lists it.

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
