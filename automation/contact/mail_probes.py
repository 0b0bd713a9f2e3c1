"""What is believed of Gmail; every mail goes to the account itself."""

from __future__ import annotations

from typing import Any

from automation.google.uploading import Contents, resumed
from automation.ports import KEY_HEADER

from .mails import OwnMail
from .probe import Probe
from .refusals import REFUSALS, refusal_of, refused_with
from .site import Deed, Site
from .sources import DRAFTS, MESSAGE, UPLOADS
from .values import Belief, Facts, Ground, Need, Source

_MEGABYTES = (1, 4, 6, 10)
_JSON_THREAD = "https://github.com/googleapis/google-api-go-client/issues/374"
_EDIT_THREAD = "https://github.com/taylorwilsdon/google_workspace_mcp/pull/943"
_MESSAGE_ID_THREAD = "https://github.com/gauteh/lieer/issues/198"


def _drafts(site: Site) -> Any:
    return site.clients.gmail.users().drafts()


def _messages(site: Site) -> Any:
    return site.clients.gmail.users().messages()


def _in_json(site: Site, mail: OwnMail) -> str:
    return str(site.write(_drafts(site).create(userId="me", body=mail.as_json()))["id"])


def _uploaded(site: Site, mail: OwnMail) -> str:
    request = _drafts(site).create(userId="me", media_body=Contents(mail.content(), "message/rfc822"))
    return str(resumed(request, site.world.connection.retry_policy, repeatable=False)["id"])


def _discard(site: Site, draft: str) -> None:
    site.write(_drafts(site).delete(userId="me", id=draft))
    site.world.notebook.drop("drafts", draft)


def _by_json(site: Site) -> Facts:
    return {f"{size} MB": _tried(site, size, _in_json) for size in _MEGABYTES}


def _by_upload(site: Site) -> Facts:
    return {f"{size} MB": _tried(site, size, _uploaded) for size in _MEGABYTES}


def _tried(site: Site, megabytes: int, way: Any) -> str:
    mail = site.mail(megabytes * 1_000_000)
    try:
        draft = site.draft(mail, lambda: way(site, mail))
    except REFUSALS as refusal:
        return refusal_of(refusal)
    _discard(site, draft)
    return "taken"


def _sent_large(site: Site) -> Facts:
    mail = site.mail(_MEGABYTES[-1] * 1_000_000)
    draft = site.draft(mail, lambda: _uploaded(site, mail))
    refused = refused_with(lambda: site.world.connection.mailbox.send(draft))
    if refused is None:
        site.world.notebook.drop("drafts", draft)
        site.sent += 1
    return {"answer": refused or "sent"}


def _sent(site: Site) -> tuple[OwnMail, str, str]:
    """Return a mail that was sent, its draft's id and its own."""

    def send() -> tuple[OwnMail, str, str]:
        mail = site.mail()
        draft = site.draft(mail, lambda: site.world.connection.mailbox.draft(mail.content()))
        id = site.world.connection.mailbox.send(draft)
        site.world.notebook.drop("drafts", draft)
        site.sent += 1
        return mail, draft, id

    return site.once("sent", send)


def _lag_of_sent(site: Site) -> Facts:
    mail, _, id = _sent(site)
    return {"found": site.found_after(lambda: site.world.connection.mailbox.sent(mail.key, mail.subject) == id)}


def _sent_twice(site: Site) -> Facts:
    _, draft, _ = _sent(site)
    again = _drafts(site).send(userId="me", body={"id": draft})
    return {"again": refused_with(lambda: site.write(again)) or "sent"}


def _headers_kept(site: Site) -> Facts:
    mail, _, id = _sent(site)
    asked = _messages(site).get(userId="me", id=id, format="metadata", metadataHeaders=[KEY_HEADER, "Message-ID"])
    headers = {one["name"].lower(): one["value"] for one in site.read(asked)["payload"].get("headers", ())}
    return {
        "key kept": headers.get(KEY_HEADER.lower()) == mail.key,
        "Message-ID kept": headers.get("message-id") == mail.message_id,
    }


def _deleted_after_sending(site: Site) -> Facts:
    _, draft, id = _sent(site)
    refused = refused_with(lambda: site.write(_drafts(site).delete(userId="me", id=draft)))
    gone = refused_with(lambda: site.read(_messages(site).get(userId="me", id=id, format="minimal")))
    return {"answer": refused or "deleted", "the sent mail": gone or "stays"}


def _draft_for_a_hand(site: Site, deed: Deed) -> tuple[OwnMail, str]:
    mail = site.mail()
    draft = site.draft(mail, lambda: site.world.connection.mailbox.draft(mail.content()))
    site.by_hand(deed, mail.subject)
    return mail, draft


def _leads_to(site: Site, draft: str) -> str:
    """Return what a draft's id leads to."""
    found: list[Any] = []
    asked = _drafts(site).get(userId="me", id=draft, format="minimal")
    refused = refused_with(lambda: found.append(site.read(asked)))
    if refused:
        return refused
    labels = found[0].get("message", {}).get("labelIds", ())
    return "a sent mail" if "SENT" in labels else "the draft"


def _edited_by_hand(site: Site) -> Facts:
    mail, draft = _draft_for_a_hand(site, Deed.EDIT_DRAFT)
    leads = _leads_to(site, draft)
    if leads == "the draft":
        _discard(site, draft)
    else:
        # An edit may give the draft another id: that one is noted, so that it is cleaned up.
        site.world.notebook.add("drafts", *_drafts_named(site, mail.subject))
        site.world.notebook.drop("drafts", draft)
    return {"its id leads to": leads}


def _drafts_named(site: Site, subject: str) -> tuple[str, ...]:
    """Return the ids of the drafts with a subject of this run; an edit may have taken the key from them."""
    found = site.read(_drafts(site).list(userId="me", q=f'subject:("{subject}")'))
    return tuple(str(one["id"]) for one in found.get("drafts", ()))


def _sent_by_hand(site: Site) -> Facts:
    _, draft = _draft_for_a_hand(site, Deed.SEND_DRAFT)
    site.sent += 1
    leads = _leads_to(site, draft)
    # Deleting by the id of what was sent may erase it: that id is never used again.
    if leads != "the draft":
        site.world.notebook.drop("drafts", draft)
    return {"its id leads to": leads}


PROBES = (
    Probe(
        Belief(
            "mail-within-json",
            "A mail in JSON's `raw` is taken up to about 5 MB; above that comes 413.",
            Source(Ground.THREAD, _JSON_THREAD),
        ),
        _by_json,
    ),
    Probe(
        Belief(
            "mail-by-upload",
            "By upload a draft of 10 MB is taken.",
            Source(Ground.DOCUMENTED, UPLOADS),
        ),
        _by_upload,
    ),
    Probe(
        Belief(
            "large-mail-sent",
            "Such a draft is sent.",
            Source(Ground.DOCUMENTED, UPLOADS),
        ),
        _sent_large,
    ),
    # The first that needs the mail that was sent: later it would have been found long since.
    Probe(
        Belief(
            "sent-mail-lag",
            "How soon a mail is found in Sent by its subject and its key.",
            Source(Ground.INFERRED, MESSAGE),
        ),
        _lag_of_sent,
    ),
    Probe(
        Belief(
            "draft-sent-twice",
            "A draft that was sent is gone: sending it again is a 404, and no second mail.",
            Source(Ground.DOCUMENTED, DRAFTS),
        ),
        _sent_twice,
    ),
    Probe(
        Belief(
            "mail-headers-kept",
            "A sent mail keeps the header of our key; whether it keeps its Message-ID is not sure.",
            Source(Ground.THREAD, _MESSAGE_ID_THREAD),
        ),
        _headers_kept,
    ),
    Probe(
        Belief(
            "draft-deleted-after-sending",
            "Deleting a draft that was sent is a 404, and the sent mail stays.",
            Source(Ground.INFERRED, DRAFTS),
        ),
        _deleted_after_sending,
    ),
    Probe(
        Belief(
            "draft-edited-by-hand",
            "Whether a draft's id still leads to it after somebody edited it in Gmail's page.",
            Source(Ground.THREAD, _EDIT_THREAD),
        ),
        _edited_by_hand,
        frozenset({Need.HAND}),
    ),
    Probe(
        Belief(
            "draft-sent-by-hand",
            "Where a draft's id leads after somebody sent it from Gmail's page: nowhere, or to the sent mail.",
            Source(Ground.THREAD, _EDIT_THREAD),
        ),
        _sent_by_hand,
        frozenset({Need.HAND}),
    ),
)
