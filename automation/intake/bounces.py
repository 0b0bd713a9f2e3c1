"""Reports that a mail of ours did not arrive, in the form of RFC 3464, 5429 and 6533 or in any of the older ones."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from automation.domain.address import EmailAddress
from automation.domain.incoming_mail import MOST_REFERENCES, Bounce
from automation.domain.texts import keepable
from automation.ports import KEY_HEADER

from . import wording
from .authors import author_of
from .html_text import words_of_html
from .mail_parts import Block, Parts, field, ids_in

_MOST_NAMED = 50
_LONGEST = 400_000
_BEGINNING = 3_000
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_FAILED_FOR_GOOD = re.compile(r"(?<![\d.])5\.\d{1,3}\.\d{1,3}(?![\d.])")
_ADDRESS = re.compile(r"[A-Za-z0-9_'+&=~#.-]{1,64}@[A-Za-z0-9.-]{3,255}")
#: Who writes such reports, by what stands before the "@"; a name beside it is anybody's choice.
_DAEMONS = re.compile(
    r"(?<![a-z0-9])(mailer[._-]?daemon|mail[._-]?daemon|mdaemon|(mail[._-]?)?delivery[._-]?(sub)?system)(?![a-z0-9])",
    re.IGNORECASE,
)
_REPORTERS = re.compile(r"(?<![a-z0-9])(post[._-]?master|bounces?)(?![a-z0-9])", re.IGNORECASE)
_OFFICIALS = re.compile(rf"{_REPORTERS.pattern}|(?<![a-z0-9])(administrator|system)(?![a-z0-9])", re.IGNORECASE)
#: What such programs call themselves: where that is all there is, it is who wrote; beside an address, a doubt.
_NAMES_OF_DAEMONS = re.compile(
    r"(mailer|mail)[ ._-]?daemon|mdaemon|(internet )?mail delivery( (sub)?system)?|delivery subsystem|"
    r"mail (system|administrator)|smtp server|system administrator|post ?master",
    re.IGNORECASE,
)
_BEFORE_AT = re.compile(r"<?([^\s<>@\"]{1,64})@[^\s<>@]{1,255}>?\Z")
#: What such reports are called, by the programs that write them: sendmail, qmail, Exim, Postfix, Exchange, Notes, …
_SUBJECTS = re.compile(
    r"^\W*(returned mail|undeliver(able|ed)|un-?deliverable|failure notice|mail delivery (fail|problem|error|status)|"
    r"delivery (status notification|failure|failed|error|problem|report|notification|status)|failed (delivery|mail)|"
    r"(message|mail) (delivery|status|could not be delivered|not delivered)|non[- ]?delivery|nondeliverable|"
    r"mail system error|(email|e-mail) (delivery failure|could not be)|bounced?( mail)?\b|message status|"
    r"unzustellbar|"
    r"mail (error|failure|failed|rejected|returned)|sending failed|(could|can)not (send|deliver)|processing error|"
    r"message you sent blocked|rejected( mail|:))|\(delivery failed\)\W*$",
    re.IGNORECASE,
)
#: So a person may begin as well: whoever writes such reports says with it that no person does.
_SUBJECTS_HERE = re.compile(rf"^\W*({'|'.join(wording.NOT_ARRIVED)})", re.IGNORECASE)
_FAILS = re.compile(
    r"(?<!\d)5[0-5]\d[ -]|(?<!\d)5\.\d\.\d|user unknown|unknown user|no such user|undeliverable|undelivered|"
    r"(could|can) ?not be (delivered|reached)|unable to (deliver|relay)|not delivered|failed (recipients|addresses)|"
    r"delivery (to|has|have|of).{0,80}fail|permanent (fatal )?error|does(n't| not) exist|over quota|quota exceeded|"
    r"mailbox (is )?(full|unavailable|disabled)|rejected|returned to sender|wasn't able to deliver|did not reach|"
    r"not found|not listed|fatal error|has been returned|"
    rf"{wording.FAILS_HERE}",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\byour (message|mail|e-?mail)\b.{0,80}\b(could not|cannot|can not|was not|wasn't|has not been) (be )?delivered",
    re.IGNORECASE | re.DOTALL,
)
_WAITS = re.compile(
    r"delivery status notification \(delay\)|warning[ -]*(message )?(only|still)|(will|being) (be )?retr(ied|y)|"
    r"will (keep|continue) (on |to )?try|not yet been delivered|(delivery|message) (has been )?delay|postponed|"
    rf"do not need to resend|could not send message for past|{wording.NOT_ARRIVED_YET}",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"giving up|given up|permanent|fatal|expired|too long|retry time(out)? exceeded|cancell?ed", re.IGNORECASE
)
_OF_MAILS = re.compile(
    r"^[>\s|]{0,12}(?:X-)?(?:Original-)?Message-?ID\b\s?:?([^\n]*(?:\n[ \t][^\n]*)?)", re.IGNORECASE | re.MULTILINE
)
#: What a report says of one that did arrive, or may yet do so.
_NOT_FAILED = frozenset({"delayed", "delivered", "relayed", "expanded", "displayed"})
#: How a mailbox's own rules refuse a mail: by what else says that it was read (RFC 5429, 2.2).
_REFUSED = re.compile(r"\s*automatic-action\s*/[^;]*;\s*deleted(?![a-z])", re.IGNORECASE)
_KEY = re.compile(rf"^[>\s|]{{0,12}}{KEY_HEADER}:\s{{0,5}}([!-~]{{5,200}})", re.IGNORECASE | re.MULTILINE)


def bounce_in(parts: Parts) -> Bounce | None:
    """Read a report of failed delivery; one of a delay or of a delivery is none."""
    if not _reports_a_delivery(parts):
        return None
    failed = next((block for block in parts.reports if _action(block) not in {"", *_NOT_FAILED}), ())
    if not failed and (any(map(_action, parts.reports)) or _only_waits(parts)):
        return None
    texts = tuple(_texts(parts))
    named = tuple(dict.fromkeys([*_reported(failed, parts), *_written(texts)]))[:_MOST_NAMED]
    own = {*_addresses(parts.raw("to")), *_addresses(parts.raw("from"))}
    status = _STATUS.search(field(failed, "status")) or next(filter(None, map(_STATUS.search, texts)), None)
    return Bounce(
        recipient=next((one for one in named if one not in own), ""),
        status=status[0] if status else "",
        answers=_returned_ids(parts, texts),
        named=named,
        keys=tuple(dict.fromkeys(keepable(key) for text in texts for key in _KEY.findall(text)))[:_MOST_NAMED],
    )


def is_from_daemon(parts: Parts) -> bool:
    """Return whether a mail comes from an address that only mail servers have."""
    return bool(_DAEMONS.search(_before_at(parts))) or _is_called_daemon(parts, alone=True)


def is_official(parts: Parts) -> bool:
    """Return whether a mail comes from an address that servers write from, and now and then a person.

    One that merely calls itself so is no better known.
    """
    return bool(_OFFICIALS.search(_before_at(parts))) or _is_called_daemon(parts, alone=False)


def _before_at(parts: Parts) -> str:
    """Return what stands before the "@" of the one address in From; "" where there is none."""
    author = author_of(parts)
    found = _BEFORE_AT.search(author.through or author.address or parts.text("from").strip())
    return found[1] if found else ""


def _is_called_daemon(parts: Parts, *, alone: bool) -> bool:
    """Return whether a sender's name is a mail server's, and whether there is an address beside it."""
    name, _, address = parts.text("from").partition("<")
    called = _NAMES_OF_DAEMONS.fullmatch(name.strip().strip("\"'").strip())
    return bool(called) and alone is ("@" not in address)


def says_so_below(parts: Parts) -> bool:
    """Return whether a mail begins by saying that what the reader sent did not arrive, whatever it is called."""
    return bool(_SAYS_SO.search(_beginning(parts)))


def is_null_sender(parts: Parts) -> bool:
    """Return whether a mail came from nobody, as only reports do (RFC 5321, 4.5.5)."""
    return any(value.strip() == "<>" for value in parts.all_raw("return-path"))


def reads_like_a_report(parts: Parts) -> bool:
    """Return whether a mail has such a report's name and words: people, too, write of what was rejected or lost."""
    return bool(_SUBJECTS.search(parts.text("subject"))) and _fails(parts)


def _reports_a_delivery(parts: Parts) -> bool:
    """Return whether a mail is a report, by its form or by who wrote it: its words alone prove nothing."""
    return _has_the_form(parts) or _is_reporter_s(parts) or (reads_like_a_report(parts) and _returns_a_mail(parts))


def _has_the_form(parts: Parts) -> bool:
    """Return whether a mail is laid out as RFC 3464 has it, or bears the header that some servers add."""
    if parts.kind == "multipart/report" and parts.report_type == "delivery-status":
        return True
    return any(field(block, "final-recipient") for block in parts.reports) or bool(parts.raw("x-failed-recipients"))


def _is_reporter_s(parts: Parts) -> bool:
    """Return whether a mail comes from a machine, and its subject or words are a report's."""
    by_machine = is_null_sender(parts) or _is_marked(parts)
    called_so = any(pattern.search(parts.text("subject")) for pattern in (_SUBJECTS, _SUBJECTS_HERE))
    if is_from_daemon(parts):
        # Whatever language it speaks: it has the mail with it that did not arrive.
        return by_machine or called_so or _fails(parts) or _returns_a_mail(parts)
    reporter = bool(_REPORTERS.search(_before_at(parts)))
    if called_so and (by_machine or (reporter and _fails(parts))):
        return True
    # In a language that is not listed: codes are the same in all of them.
    coded = (reporter or by_machine) and bool(_FAILED_FOR_GOOD.search(_beginning(parts)))
    return coded and _returns_a_mail(parts)


def _returns_a_mail(parts: Parts) -> bool:
    return any(_OF_MAILS.search(html.unescape(text)) or _KEY.search(text) for text in _texts(parts))


def _is_marked(parts: Parts) -> bool:
    submitted = parts.raw("auto-submitted").strip().lower()
    return bool(submitted) and not submitted.startswith("no")


def _fails(parts: Parts) -> bool:
    return bool(_FAILS.search(_beginning(parts)))


def _only_waits(parts: Parts) -> bool:
    said = f"{parts.text('subject')}\n{_beginning(parts)}"
    return bool(_WAITS.search(said)) and not _GIVEN_UP.search(said)


def _action(block: Block) -> str:
    if disposition := field(block, "disposition"):
        return "failed" if _REFUSED.match(disposition) else "displayed"
    return field(block, "action").partition("(")[0].strip().lower()


def _beginning(parts: Parts) -> str:
    return "\n".join(_texts(parts, 2 * _BEGINNING))[:_BEGINNING]


def _texts(parts: Parts, most: int = _LONGEST) -> Iterator[str]:
    """Return what stands in a report and in the mail that it returns, of their sources `most` signs in all."""
    left = most
    for leaf in parts.leaves:
        if leaf.kind.startswith(("text/", "message/")) and left > 0:
            whole = leaf.text[:left]
            left -= len(whole)
            yield words_of_html(whole) if leaf.kind == "text/html" else whole


def _reported(failed: Block, parts: Parts) -> Iterator[str]:
    for name in ("final-recipient", "original-recipient"):
        yield from _addresses(field(failed, name).rpartition(";")[2])
    for value in parts.all_raw("x-failed-recipients"):
        yield from _addresses(value)


def _written(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield from _addresses(_without_ids(text))


def _without_ids(text: str) -> str:
    return _OF_MAILS.sub("", text)


def _addresses(text: str) -> Iterator[str]:
    found = (EmailAddress.found_in(one.strip(".-'")) for one in _ADDRESS.findall(text))
    return (address.folded for address in found if address)


def _returned_ids(parts: Parts, texts: tuple[str, ...]) -> tuple[str, ...]:
    names = ("x-original-message-id", "original-message-id")
    blocks = [field(block, name) for block in parts.reports for name in names]
    lines = [line for text in texts for line in _OF_MAILS.findall(html.unescape(text))]
    own = set(ids_in(parts.raw("message-id")))
    found = dict.fromkeys(id for line in (*blocks, *lines) for id in ids_in(line) if id not in own)
    return tuple(found)[:MOST_REFERENCES]
