"""Sending: what Gmail makes of a mail on its way, and where it lands."""

from __future__ import annotations

import secrets
from datetime import datetime
from email.utils import format_datetime

from local_workspace.api.errors import Refusal
from local_workspace.core.store import Store

from .headers import BadAddress, Headers, printed_address
from .mailboxes import Mail, Mailboxes, id_of, mailbox_of, subject_key
from .origins import Origins

# As documented for Gmail; a receiver may take less still.
LARGEST = 25 * 2**20
RECIPIENT_FIELDS = ("To", "Cc", "Bcc")
TABLES = "create table if not exists mail_unknown_address (address text primary key);"


class PostOffice:
    """Carries mail between the local mailboxes; addresses said not to exist bounce."""

    def __init__(self, store: Store, mailboxes: Mailboxes) -> None:
        self._store = store
        self._mailboxes = mailboxes
        self.origins = Origins(store)
        store.define(TABLES)

    def forget_addresses(self, addresses: list[str]) -> None:
        """Say which addresses do not exist; replaces what was said before."""
        self._store.do("delete from mail_unknown_address")
        self._store.many(
            "insert into mail_unknown_address values (?)", [(one,) for one in {mailbox_of(one) for one in addresses}]
        )

    def send(self, sender: str, raw: bytes, now: datetime, thread: str = "") -> Mail:
        """Send a mail as `sender`; return the copy in the sender's mailbox.

        The Message-ID is replaced, a missing Date is set, From becomes the sender's own address.

        Raises:
            Refusal: 400 for a recipient header that does not parse, or none, or a mail that is too large to send.
        """
        headers = checked(raw)
        if len(raw) > LARGEST:
            raise Refusal(400, "Message too large", reason="invalidArgument")
        recipients = list(dict.fromkeys(mailbox_of(one) for one in headers.reached(*RECIPIENT_FIELDS)))
        if not recipients:
            raise Refusal(400, "Recipient address required", reason="invalidArgument")
        own = mailbox_of(sender)
        outgoing = _as_sent(headers, sender, now)
        sent = self._mailboxes.add(
            own,
            outgoing.bytes(),
            ["UNREAD", "SENT", "INBOX"] if own in recipients else ["SENT"],
            now,
            self.joined_thread(own, thread, headers),
        )
        delivered = outgoing.without("Bcc")
        for recipient in recipients:
            if recipient != own:
                self._deliver(recipient, sender, delivered, sent, now)
        return sent

    def joined_thread(self, mailbox: str, thread: str, headers: Headers) -> str:
        """Return the asked-for thread when the subject fits it, otherwise none.

        Raises:
            Refusal: 404 when there is no such thread, 400 when its id is none.
        """
        if not thread:
            return ""
        thread = id_of(thread, "thread_id")
        key = subject_key(headers.text("Subject"))
        return thread if self._mailboxes.is_same_subject(mailbox, thread, key) else ""

    def _deliver(self, recipient: str, sender: str, headers: Headers, sent: Mail, now: datetime) -> None:
        if self._store.one("select 1 from mail_unknown_address where address = ?", recipient):
            bounce = _bounce(recipient, sender, headers, now)
            self._mailboxes.add(sent.mailbox, bounce, ["UNREAD", "INBOX"], now, sent.thread)
            return
        received = headers.on_top(
            ("Delivered-To", recipient),
            ("Received", f"by 2002:a05:6402:local with SMTP id {secrets.token_hex(9)}; {format_datetime(now)}"),
            ("Return-Path", f"<{sender}>"),
            ("Authentication-Results", self.origins.stamp(sender)),
        )
        self._mailboxes.add(recipient, received.bytes(), ["UNREAD", "INBOX"], now)


def checked(raw: bytes) -> Headers:
    """Read a mail's headers as Gmail checks them on drafts and on sending.

    Raises:
        Refusal: 400 for a recipient header that does not parse.
    """
    headers = Headers.read(raw)
    try:
        headers.reached(*RECIPIENT_FIELDS)
    except BadAddress as error:
        raise Refusal(400, f"Invalid {error.args[0]} header", reason="invalidArgument") from error
    return headers


def _as_sent(headers: Headers, sender: str, now: datetime) -> Headers:
    headers = headers.with_first("From", printed_address(_display_name(headers), sender))
    if not headers.first("Date"):
        headers = headers.with_first("Date", format_datetime(now))
    return headers.with_first("Message-ID", f"<CA{secrets.token_urlsafe(30)}@mail.gmail.com>")


def _display_name(headers: Headers) -> str:
    try:
        return next((shown for shown, _ in headers.addresses("From")), "")
    except BadAddress:
        return ""


def _bounce(recipient: str, sender: str, headers: Headers, now: datetime) -> bytes:
    """Write the notice Gmail's mail delivery subsystem sends, shortened."""
    about = headers.first("Message-ID")
    edge = secrets.token_hex(12)
    lines = [
        f"Delivered-To: {sender}",
        "Return-Path: <>",
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        f"To: {sender}",
        "Auto-Submitted: auto-replied",
        "Subject: Delivery Status Notification (Failure)",
        f"In-Reply-To: {about}",
        f"References: {about}",
        f"X-Failed-Recipients: {recipient}",
        f"Message-ID: <{secrets.token_hex(12)}.GMR@mx.google.com>",
        f"Date: {format_datetime(now)}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; boundary="{edge}"; report-type=delivery-status',
        "",
        f"--{edge}",
        'Content-Type: text/plain; charset="UTF-8"',
        "",
        "** Address not found **",
        "",
        f"Your message wasn't delivered to {recipient} because the address couldn't be found, or is unable to "
        "receive mail.",
        "",
        f"--{edge}",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; googlemail.com",
        f"X-Original-Message-ID: {about}",
        "",
        f"Final-Recipient: rfc822; {recipient}",
        "Action: failed",
        "Status: 5.1.1",
        f"--{edge}--",
        "",
    ]
    return "\r\n".join(lines).encode()
