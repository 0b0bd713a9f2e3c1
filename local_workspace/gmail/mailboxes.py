"""Everybody's mail: contents kept once as bytes, one copy a mailbox with its labels, thread and history.

A mailbox comes into being when a mail reaches it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from local_workspace.api.errors import Refusal
from local_workspace.core.store import Store

from .content import Content
from .headers import Headers

TABLES = """
create table if not exists mail_content (sha text primary key, raw blob not null);
create table if not exists mail (
    seq integer primary key autoincrement, id text not null unique, mailbox text not null, thread text not null,
    sha text not null, received integer not null, history integer not null, labels text not null,
    message_id text not null, subject_key text not null, sender text not null, recipients text not null,
    cc text not null, bcc text not null, subject text not null, words text not null, snippet text not null,
    filenames text not null, size integer not null
);
create index if not exists mail_by_mailbox on mail (mailbox, received desc, seq desc);
create index if not exists mail_by_thread on mail (mailbox, thread);
create index if not exists mail_by_message_id on mail (mailbox, message_id);
create table if not exists mail_draft (id text primary key, mailbox text not null, mail text not null);
create table if not exists mail_draft_sent (
    id text primary key, mailbox text not null, mail text not null, stays integer not null
);
create table if not exists mail_history (
    id integer primary key autoincrement, mailbox text not null, kind text not null, mail text not null,
    thread text not null, labels text not null, labels_then text not null
);
create index if not exists mail_history_by_mailbox on mail_history (mailbox, id);
create table if not exists mail_history_kept (mailbox text primary key, since integer not null);
"""

NOT_FOUND = "Requested entity was not found."
BIN = frozenset({"TRASH", "SPAM"})


@dataclass(frozen=True, slots=True)
class Mail:
    """One mailbox's copy of a mail.

    Attributes:
        received: Gmail's internalDate, milliseconds since 1970.
        subject_key: the subject without `Re:` and the like, by which threads hold together.
    """

    seq: int
    id: str
    mailbox: str
    thread: str
    sha: str
    received: int
    history: int
    labels: tuple[str, ...]
    message_id: str
    subject_key: str
    sender: str
    recipients: str
    cc: str
    bcc: str
    subject: str
    words: str
    snippet: str
    filenames: tuple[str, ...]
    size: int

    @property
    def received_at(self) -> datetime:
        """The instant of `received`, UTC."""
        return datetime.fromtimestamp(self.received / 1000, UTC)

    @property
    def is_unread(self) -> bool:
        """Whether nobody opened it yet."""
        return "UNREAD" in self.labels


def mailbox_of(address: str) -> str:
    """Name the mailbox that an address reaches: in lower case, without a `+tag`."""
    local, _, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def id_of(text: str, name: str = "id") -> str:
    """Return the id that a text means: a hexadecimal number below 2^63, in whatever case.

    Raises:
        Refusal: 400 when it is none.
    """
    if not re.fullmatch(r"[0-9A-Fa-f]+", text) or int(text, 16) >= 2**63:
        raise Refusal(400, f"Invalid {name} value", reason="invalidArgument")
    return f"{int(text, 16):x}"


def milliseconds(instant: datetime) -> int:
    """Return an aware instant as Gmail counts it."""
    return int(instant.timestamp() * 1000)


def subject_key(subject: str) -> str:
    """Return a subject as threads compare it."""
    return re.sub(r"^(\s*(re|fwd?|bls|tr|aw)\s*(\[\d+\])?:\s*)+", "", subject, flags=re.IGNORECASE).strip().lower()


class Mailboxes:
    """Keeps and finds mails; every method belongs inside a transaction of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.define(TABLES)

    def all(self) -> list[str]:
        """Name every mailbox that holds a mail."""
        return [row["mailbox"] for row in self._store.all("select distinct mailbox from mail order by mailbox")]

    def unread(self, mailbox: str) -> int:
        """Count what waits in a mailbox's inbox."""
        return sum(
            mail.is_unread and "INBOX" in mail.labels and not BIN & set(mail.labels) for mail in self.mails(mailbox)
        )

    def add(self, mailbox: str, raw: bytes, labels: Iterable[str], received: datetime, thread: str = "") -> Mail:
        """Put a mail into a mailbox; without `thread` it joins the thread its References tell, or begins one."""
        content, sha, id = Content.read(raw), hashlib.sha256(raw).hexdigest(), f"19{secrets.token_hex(7)}"
        headers = content.headers
        key = subject_key(headers.text("Subject"))
        self._store.do("insert or ignore into mail_content values (?, ?)", sha, raw)
        thread = thread or self._thread_of(mailbox, headers, key) or id
        self._store.do(
            "insert into mail (id, mailbox, thread, sha, received, history, labels, message_id, subject_key, sender,"
            " recipients, cc, bcc, subject, words, snippet, filenames, size)"
            " values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            id,
            mailbox,
            thread,
            sha,
            milliseconds(received),
            0,
            _joined(labels),
            headers.first("Message-ID"),
            key,
            headers.text("From"),
            headers.text("To"),
            headers.text("Cc"),
            headers.text("Bcc"),
            headers.text("Subject"),
            content.text,
            content.snippet,
            "\n".join(part.filename or "noname" for part in content.attachments),
            len(raw),
        )
        self._note("messageAdded", self.mail(mailbox, id), ())
        return self.mail(mailbox, id)

    def mail(self, mailbox: str, id: str) -> Mail:
        """Return one mail of a mailbox.

        Raises:
            Refusal: 404 when it holds none of this id, 400 for what is no id.
        """
        found = self._mails("mailbox = ? and id = ?", mailbox, id_of(id))
        if not found:
            raise Refusal(404, NOT_FOUND, reason="notFound")
        return found[0]

    def mails(self, mailbox: str) -> list[Mail]:
        """Return a mailbox's mails, newest first."""
        return self._mails("mailbox = ?", mailbox)

    def thread(self, mailbox: str, thread: str) -> list[Mail]:
        """Return a thread's mails, oldest first.

        Raises:
            Refusal: 404 when there is no such thread, 400 for what is no id.
        """
        found = self._mails("mailbox = ? and thread = ?", mailbox, id_of(thread))
        if not found:
            raise Refusal(404, NOT_FOUND, reason="notFound")
        return found[::-1]

    def raw(self, mail: Mail) -> bytes:
        """Return a mail's bytes."""
        row = self._store.one("select raw from mail_content where sha = ?", mail.sha)
        return bytes(row["raw"]) if row else b""

    def relabel(self, mail: Mail, add: Iterable[str], remove: Iterable[str]) -> Mail:
        """Change a mail's labels; return it as it is then."""
        gone = set(remove)
        added = tuple(label for label in dict.fromkeys(add) if label not in mail.labels and label not in gone)
        removed = tuple(label for label in mail.labels if label in gone)
        if not added and not removed:
            return mail
        labels = (*(label for label in mail.labels if label not in gone), *added)
        self._store.do("update mail set labels = ? where id = ?", _joined(labels), mail.id)
        mail = self.mail(mail.mailbox, mail.id)
        if added:
            self._note("labelAdded", mail, added)
        if removed:
            self._note("labelRemoved", mail, removed)
        return self.mail(mail.mailbox, mail.id)

    def remove(self, mail: Mail) -> None:
        """Take a mail away for good."""
        self._note("messageDeleted", mail, ())
        self._store.do("delete from mail where id = ?", mail.id)
        self._store.do("delete from mail_draft where mail = ?", mail.id)
        if not self._store.one("select 1 from mail where sha = ?", mail.sha):
            self._store.do("delete from mail_content where sha = ?", mail.sha)

    def last_history(self, mailbox: str) -> int:
        """Return the id of a mailbox's latest change."""
        row = self._store.one("select max(id) as id from mail_history where mailbox = ?", mailbox)
        return int(row["id"] or 1) if row else 1

    def kept_history(self, mailbox: str) -> int:
        """Return the id from which on a mailbox's changes are known; what an earlier one began is forgotten."""
        row = self._store.one("select since from mail_history_kept where mailbox = ?", mailbox)
        return int(row["since"]) if row else 0

    def forget_history(self, mailbox: str) -> None:
        """Forget what happened in a mailbox, as Gmail does after a week, or some hours."""
        self._store.do(
            "insert or replace into mail_history_kept values (?, ?)", mailbox, self.last_history(mailbox) + 1
        )
        # Ids go on from there: whoever asks with the latest one was late as well.
        self._store.do(
            "insert into mail_history (mailbox, kind, mail, thread, labels, labels_then) values (?,?,?,?,?,?)",
            mailbox,
            "forgotten",
            "",
            "",
            "",
            "",
        )

    def is_same_subject(self, mailbox: str, thread: str, key: str) -> bool:
        """Check whether a mail of this subject may join a thread."""
        return any(mail.subject_key == key for mail in self.thread(mailbox, thread))

    def _thread_of(self, mailbox: str, headers: Headers, key: str) -> str:
        named = re.findall(r"<[^<>]+>", headers.first("References") + headers.first("In-Reply-To"))
        for message_id in reversed(named):
            found = self._mails("mailbox = ? and message_id = ? and subject_key = ?", mailbox, message_id, key)
            if found:
                return found[0].thread
        return ""

    def _note(self, kind: str, mail: Mail, labels: tuple[str, ...]) -> None:
        self._store.do(
            "insert into mail_history (mailbox, kind, mail, thread, labels, labels_then) values (?,?,?,?,?,?)",
            mail.mailbox,
            kind,
            mail.id,
            mail.thread,
            _joined(labels),
            _joined(mail.labels),
        )
        self._store.do("update mail set history = ? where id = ?", self.last_history(mail.mailbox), mail.id)

    def _mails(self, condition: str, *values: str) -> list[Mail]:
        rows = self._store.all(f"select * from mail where {condition} order by received desc, seq desc", *values)  # noqa: S608 (conditions of our own, values apart)
        return [
            Mail(
                **{
                    **dict(row),
                    "labels": tuple(row["labels"].split()),
                    "filenames": tuple(name for name in row["filenames"].split("\n") if name),
                }
            )
            for row in rows
        ]


def _joined(labels: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(labels))
