"""Drafts. The id of a draft is stable; its message has a new id after each change; once it is sent, both are gone."""

from __future__ import annotations

import secrets

from local_workspace.api.errors import Refusal
from local_workspace.core.store import Store

from .mailboxes import NOT_FOUND, Mail, Mailboxes


class Drafts:
    """Knows which message is whose draft."""

    def __init__(self, store: Store, mailboxes: Mailboxes) -> None:
        self._store = store
        self._mailboxes = mailboxes

    def add(self, mail: Mail, id: str = "") -> str:
        """Make a message a draft (again, under the same `id`); return the draft's id."""
        id = id or f"r{secrets.randbelow(9 * 10**18) + 10**18}"
        self._store.do("insert or replace into mail_draft values (?, ?, ?)", id, mail.mailbox, mail.id)
        return id

    def mail(self, mailbox: str, id: str) -> Mail:
        """Return a draft's message.

        Raises:
            Refusal: 404 when it was sent, deleted, or never was; 400 for the id of a message.
        """
        row = self._store.one("select mail from mail_draft where mailbox = ? and id = ?", mailbox, id)
        if row is None:
            sent = "select 1 from mail_draft_sent where mailbox = ? and id = ? and stays"
            for known in ("select 1 from mail where mailbox = ? and id = ?", sent):
                if self._store.one(known, mailbox, id):
                    raise _not_a_draft()
            raise Refusal(404, NOT_FOUND, reason="notFound")
        return self._mailboxes.mail(mailbox, row["mail"])

    def to_change(self, mailbox: str, id: str) -> Mail:
        """Return the message of a draft that is to get another content.

        Raises:
            Refusal: 400 when it was sent, otherwise as `mail`.
        """
        row = self._store.one("select mail from mail_draft_sent where mailbox = ? and id = ?", mailbox, id)
        if row is not None and self._mailboxes.mail(mailbox, row["mail"]):
            raise _not_a_draft()
        return self.mail(mailbox, id)

    def shown_by(self, mailbox: str, id: str) -> Mail:
        """Return the message that a draft's id still leads to: the draft's own, or the sent one where ids stay.

        Raises:
            Refusal: as `mail`.
        """
        row = self._store.one("select mail from mail_draft_sent where mailbox = ? and id = ? and stays", mailbox, id)
        return self._mailboxes.mail(mailbox, row["mail"]) if row is not None else self.mail(mailbox, id)

    def close(self, id: str, draft: Mail, sent: Mail, *, by_hand: bool = False) -> None:
        """Note that a draft was sent; its message is gone, and its id leads nowhere unless ids stay."""
        self._mailboxes.remove(draft)
        stays = by_hand and self.ids_stay
        self._store.do("insert into mail_draft_sent values (?, ?, ?, ?)", id, sent.mailbox, sent.id, int(stays))

    @property
    def ids_stay(self) -> bool:
        """Whether the id of a draft that a person sends in the page goes on to lead to what was sent."""
        return bool(self._store.fact("gmail.draft_ids_stay", default=False))

    @ids_stay.setter
    def ids_stay(self, value: bool) -> None:
        self._store.remember("gmail.draft_ids_stay", value)

    def ids(self, mailbox: str) -> dict[str, str]:
        """Return the ids of a mailbox's drafts by the ids of their messages."""
        rows = self._store.all("select id, mail from mail_draft where mailbox = ?", mailbox)
        return {row["mail"]: row["id"] for row in rows}


def _not_a_draft() -> Refusal:
    return Refusal(400, "Message not a draft", reason="failedPrecondition", name="FAILED_PRECONDITION")
