"""Gmail's methods on messages and their attachments."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves

from .access import named, own_mailbox, shown
from .content import Content, encoded
from .headers import Headers
from .labels import Labels
from .mailboxes import NOT_FOUND, Mail, Mailboxes
from .messages import matching, named_ids, paged, raw_of, relabelled
from .sending import PostOffice


class MessagesApi:
    """The `gmail.users.messages` methods."""

    def __init__(self, mailboxes: Mailboxes, post_office: PostOffice, labels: Labels) -> None:
        self._mailboxes = mailboxes
        self._post_office = post_office
        self._labels = labels

    @serves("gmail.users.messages.send")
    def send(self, call: Call) -> dict[str, Any]:
        """Send a mail."""
        own_mailbox(call)
        raw = raw_of(call, call.body)
        return named(self._post_office.send(call.who.email, raw, call.now, call.body.get("threadId", "")))

    @serves("gmail.users.messages.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Return a mail."""
        return shown(call, self._mailboxes, self._asked(call), call.params.get("format", "full"))

    @serves("gmail.users.messages.list")
    def list(self, call: Call) -> dict[str, Any]:
        """Return a page of the mails that a search finds."""
        page, about = paged(call, matching(call, self._mailboxes, self._labels))
        if page:
            about["messages"] = [{"id": mail.id, "threadId": mail.thread} for mail in page]
        return about

    @serves("gmail.users.messages.modify")
    def modify(self, call: Call) -> dict[str, Any]:
        """Change the labels of a mail."""
        return named(relabelled(self._mailboxes, self._labels, [self._asked(call)], call.body)[0])

    @serves("gmail.users.messages.batchModify")
    def batch_modify(self, call: Call) -> None:
        """Change the labels of many mails; ids that are not there are passed over."""
        mailbox = own_mailbox(call)
        held = {mail.id: mail for mail in self._mailboxes.mails(mailbox)}
        ids = named_ids(call)
        if not ids:
            raise Refusal(400, "No message ids specified", reason="invalidArgument")
        relabelled(self._mailboxes, self._labels, [held[id] for id in ids if id in held], call.body)

    @serves("gmail.users.messages.batchDelete")
    def batch_delete(self, call: Call) -> None:
        """Delete many mails for good; ids that are not there are passed over."""
        wanted = set(named_ids(call))
        for mail in self._mailboxes.mails(own_mailbox(call)):
            if mail.id in wanted:
                self._mailboxes.remove(mail)

    @serves("gmail.users.messages.trash")
    def trash(self, call: Call) -> dict[str, Any]:
        """Put a mail into the trash."""
        return named(self._mailboxes.relabel(self._asked(call), ("TRASH",), ("INBOX",)))

    @serves("gmail.users.messages.untrash")
    def untrash(self, call: Call) -> dict[str, Any]:
        """Take a mail out of the trash."""
        return named(self._mailboxes.relabel(self._asked(call), (), ("TRASH",)))

    @serves("gmail.users.messages.delete")
    def delete(self, call: Call) -> None:
        """Delete a mail for good."""
        self._mailboxes.remove(self._asked(call))

    @serves("gmail.users.messages.insert")
    def insert(self, call: Call) -> dict[str, Any]:
        """Put a mail into the mailbox, dated as of now unless asked otherwise."""
        return self._put_in(call, "receivedTime")

    @serves("gmail.users.messages.import")
    def import_(self, call: Call) -> dict[str, Any]:
        """Put a mail into the mailbox, dated as its header says unless asked otherwise."""
        return self._put_in(call, "dateHeader")

    def _put_in(self, call: Call, date_source: str) -> dict[str, Any]:
        mailbox = own_mailbox(call)
        raw = raw_of(call, call.body)
        given = call.body.get("labelIds", [])
        known = self._labels.names(mailbox)
        for label in given:
            if label not in known:
                raise Refusal(400, f"Invalid label: {label}", reason="invalidArgument")
        from_header = call.params.get("internalDateSource", date_source) == "dateHeader"
        thread = self._post_office.joined_thread(mailbox, call.body.get("threadId", ""), Headers.read(raw))
        received = (_dated(raw) if from_header else None) or call.now
        return named(self._mailboxes.add(mailbox, raw, given, received, thread))

    def _asked(self, call: Call) -> Mail:
        return self._mailboxes.mail(own_mailbox(call), call.params["id"])


class AttachmentsApi:
    """The `gmail.users.messages.attachments` method."""

    def __init__(self, mailboxes: Mailboxes) -> None:
        self._mailboxes = mailboxes

    @serves("gmail.users.messages.attachments.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Return the bytes of an attachment."""
        mail = self._mailboxes.mail(own_mailbox(call), call.params["messageId"])
        for part in Content.read(self._mailboxes.raw(mail)).attachments:
            if part.attachment_id == call.params["id"]:
                return {"size": len(part.content), "data": encoded(part.content)}
        raise Refusal(404, NOT_FOUND, reason="notFound")


def _dated(raw: bytes) -> datetime | None:
    try:
        instant = parsedate_to_datetime(Headers.read(raw).first("Date"))
    except ValueError:
        return None
    return instant if instant.tzinfo else None
