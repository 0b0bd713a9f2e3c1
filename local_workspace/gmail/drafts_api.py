"""Gmail's methods on drafts."""

from __future__ import annotations

from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves

from .access import named, own_mailbox, shown
from .drafts import Drafts
from .labels import Labels
from .mailboxes import Mailboxes
from .messages import matching, paged, raw_of
from .sending import PostOffice, checked


class DraftsApi:
    """The `gmail.users.drafts` methods."""

    def __init__(self, mailboxes: Mailboxes, drafts: Drafts, post_office: PostOffice, labels: Labels) -> None:
        self._mailboxes = mailboxes
        self._drafts = drafts
        self._post_office = post_office
        self._labels = labels

    @serves("gmail.users.drafts.create")
    def create(self, call: Call) -> dict[str, Any]:
        """Keep a mail as a draft."""
        mailbox = own_mailbox(call)
        message = call.body.get("message") or {}
        if not message and call.media is None:
            raise Refusal(400, "Missing draft message", reason="invalidArgument")
        raw = raw_of(call, message)
        thread = self._post_office.joined_thread(mailbox, message.get("threadId", ""), checked(raw))
        mail = self._mailboxes.add(mailbox, raw, ["DRAFT"], call.now, thread)
        return {"id": self._drafts.add(mail), "message": named(mail)}

    @serves("gmail.users.drafts.update")
    def update(self, call: Call) -> dict[str, Any]:
        """Give a draft another content; its message gets a new id."""
        mailbox, id = own_mailbox(call), call.params["id"]
        before = self._drafts.to_change(mailbox, id)
        message = call.body.get("message") or {}
        raw = raw_of(call, message)
        thread = self._post_office.joined_thread(mailbox, message.get("threadId", ""), checked(raw))
        mail = self._mailboxes.add(mailbox, raw, ["DRAFT"], call.now, thread or before.thread)
        self._mailboxes.remove(before)
        return {"id": self._drafts.add(mail, id), "message": named(mail)}

    @serves("gmail.users.drafts.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Return a draft."""
        id = call.params["id"]
        mail = self._drafts.shown_by(own_mailbox(call), id)
        return {"id": id, "message": shown(call, self._mailboxes, mail, call.params.get("format", "full"))}

    @serves("gmail.users.drafts.list")
    def list(self, call: Call) -> dict[str, Any]:
        """Return a page of the drafts that a search finds."""
        ids = self._drafts.ids(own_mailbox(call))
        found = [mail for mail in matching(call, self._mailboxes, self._labels) if mail.id in ids]
        page, about = paged(call, found)
        if page:
            about["drafts"] = [
                {"id": ids[mail.id], "message": {"id": mail.id, "threadId": mail.thread}} for mail in page
            ]
        return about

    @serves("gmail.users.drafts.delete")
    def delete(self, call: Call) -> None:
        """Delete a draft for good."""
        self._mailboxes.remove(self._drafts.shown_by(own_mailbox(call), call.params["id"]))

    @serves("gmail.users.drafts.send")
    def send(self, call: Call) -> dict[str, Any]:
        """Send a draft, with another content if the call brings one."""
        mailbox, id = own_mailbox(call), call.body.get("id", "")
        message = call.body.get("message") or {}
        has_content = call.media is not None or bool(message.get("raw"))
        if not id and not has_content:
            raise Refusal(400, "Invalid draft", reason="invalidArgument")
        before = self._drafts.mail(mailbox, id) if id else None
        raw = raw_of(call, message) if has_content or before is None else self._mailboxes.raw(before)
        thread = before.thread if before else message.get("threadId", "")
        sent = self._post_office.send(call.who.email, raw, call.now, thread)
        if before:
            self._drafts.close(id, before, sent)
        return named(sent)
