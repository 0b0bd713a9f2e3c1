"""What Gmail's methods on mails, drafts and threads share: contents, searches, pages and labels."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import FrontEndRefusal, Refusal

from .access import METADATA_SCOPE, own_mailbox
from .labels import Labels
from .mailboxes import BIN, Mail, Mailboxes, id_of
from .search import Searched, parsed

MOST_A_PAGE = 500
MOST_IDS = 1000
# Threads tell of 5 to 6.5 MB; the strictest holds.
LARGEST_IN_JSON = 5 * 2**20


def raw_of(call: Call, message: dict[str, Any]) -> bytes:
    """Return the mail that a call carries, as upload or as `raw`.

    Raises:
        Refusal: 400 when there is none or it is not base64, 413 when it is too large for JSON.
    """
    if call.media is not None:
        raw = call.media.content
    elif message.get("raw"):
        text = message["raw"].replace("-", "+").replace("_", "/").rstrip("=")
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        except binascii.Error:
            raise Refusal(400, "Invalid value for ByteString: " + message["raw"][:80], reason="invalid") from None
    else:
        raise Refusal(
            400,
            "'raw' RFC822 payload message string or uploading message via /upload/* URL required",
            reason="invalidArgument",
        )
    if call.media is None and len(raw) > LARGEST_IN_JSON:
        raise FrontEndRefusal(413, "Request Entity Too Large")
    return raw


def matching(call: Call, mailboxes: Mailboxes, labels: Labels) -> list[Mail]:
    """Return the caller's mails that `q`, `labelIds` and `includeSpamTrash` ask for, newest first."""
    mailbox = own_mailbox(call)
    wanted = set(call.params.get("labelIds", ()))
    text = call.params.get("q", "")
    if text and call.who.scopes == {METADATA_SCOPE}:
        raise Refusal(403, "Metadata scope does not support 'q' parameter", reason="forbidden")
    query = parsed(text, call.now)
    names = labels.names(mailbox)
    everywhere = call.params.get("includeSpamTrash", False) or query.everywhere or bool(wanted & BIN)
    return [
        mail
        for mail in mailboxes.mails(mailbox)
        if wanted <= set(mail.labels)
        and (everywhere or not BIN & set(mail.labels))
        and query.test(searched(mail, names))
    ]


def paged(call: Call, found: list[Mail]) -> tuple[list[Mail], dict[str, Any]]:
    """Return one page of mails, and the token of the next with the size of all."""
    token = call.params.get("pageToken", "")
    if token:
        if not token.isdigit():
            raise Refusal(400, "Invalid pageToken", reason="invalidArgument")
        # The token is a place in time, so that mail which comes in between shifts nothing.
        received, seq = int(token) >> 32, int(token) & 0xFFFFFFFF
        rest = [mail for mail in found if (mail.received, mail.seq) < (received, seq)]
    else:
        rest = found
    size = min(max(call.params.get("maxResults", 100), 1), MOST_A_PAGE)
    about: dict[str, Any] = {"resultSizeEstimate": len(found)}
    page = rest[:size]
    if len(rest) > size:
        about["nextPageToken"] = str(page[-1].received << 32 | page[-1].seq)
    return page, about


def relabelled(mailboxes: Mailboxes, labels: Labels, mails: Iterable[Mail], body: dict[str, Any]) -> list[Mail]:
    """Add and remove the labels that a modify request names.

    Raises:
        Refusal: 400 for a label that cannot be set.
    """
    mails = list(mails)
    add, remove = body.get("addLabelIds", []), body.get("removeLabelIds", [])
    for mailbox in {mail.mailbox for mail in mails}:
        labels.check(mailbox, [*add, *remove])
    return [mailboxes.relabel(mail, add, remove) for mail in mails]


def named_ids(call: Call) -> list[str]:
    """Return the ids that a batch names.

    Raises:
        Refusal: 400 for too many, or for one that is none.
    """
    ids = call.body.get("ids", [])
    if len(ids) > MOST_IDS:
        raise Refusal(400, f"Number of ids cannot exceed {MOST_IDS}", reason="invalidArgument")
    return [id_of(id) for id in ids]


def searched(mail: Mail, names: dict[str, str]) -> Searched:
    """Return what of a mail a search looks at; `names` are the labels' names by id."""
    return Searched(
        sender=mail.sender,
        to=mail.recipients,
        cc=mail.cc,
        bcc=mail.bcc,
        subject=mail.subject,
        text=mail.words,
        filenames=mail.filenames,
        labels=frozenset(mail.labels),
        label_names=frozenset(names.get(label, label) for label in mail.labels),
        message_id=mail.message_id,
        received=mail.received_at,
        size=mail.size,
    )


def newest_of_threads(mails: list[Mail]) -> list[Mail]:
    """Keep each thread's newest mail, in the given order (newest first)."""
    kept: dict[str, Mail] = {}
    for mail in mails:
        kept.setdefault(mail.thread, mail)
    return list(kept.values())
