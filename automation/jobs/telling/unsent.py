"""Mails that an earlier tick had begun: each is found sent, or withdrawn, before anything new is decided.

So no mail goes out with outdated contents: what still holds is written again, the rest is forgotten.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from automation.domain.effects import SendMail
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback import Setback
from automation.domain.setback_name import SetbackName
from automation.jobs.job_context import JobContext
from automation.jobs.telling import wording
from automation.jobs.trouble import Attempts
from automation.ledger import BegunEffect
from automation.ledger.codec import from_json

#: So many ticks look for a mail whose draft is gone, for Gmail's search may lag; then a person must have deleted it.
LOOKS = 3


def clear_up_begun_mails(job: JobContext, attempts: Attempts, now: datetime) -> tuple[str, ...]:
    """Clear up every mail that was begun and not finished; returns the keys of those that turn out to be sent.

    One that cannot be looked for now stays begun, and is not written anew in this tick.

    Raises:
        TryLater: the mailbox is out of reach; those not looked at yet stay begun.
    """
    sent = []
    setbacks = job.ledger.setbacks()
    for begun in job.ledger.begun():
        name, number = SetbackName.effect(begun.key), ComplaintNumber.read(begun.number)
        if begun.kind != SendMail.__name__ or (
            begun.failures and not _may_be_drafted(begun, setbacks.get(name), now)
        ):
            continue
        if attempts.of(name, partial(_is_sent, job, begun), number):
            sent.append(begun.key)
    return tuple(sent)


def _may_be_drafted(begun: BegunEffect, setback: Setback | None, now: datetime) -> bool:
    """Return whether a mail that failed may lie among the drafts: its draft's id, or the answer with it, was lost.

    One that could not be written at all has none; it is looked for when it would be tried again.
    """
    if begun.token or setback is None:  # What failed together with everything else is nobody's setback.
        return True
    return setback.failure.may_pass and not setback.rests(now, setback.rests_on)


def _is_sent(job: JobContext, begun: BegunEffect) -> bool:
    """Find a mail among the sent ones; one that was not sent is forgotten together with its draft."""
    draft = begun.token or job.mailbox.drafted(begun.key)
    if draft is None and begun.failures:
        return False  # It was never drafted, and is tried again after its pause.
    if draft is None or job.mailbox.discard(draft):
        job.ledger.abandon(begun.key)
        return False
    mail = from_json(SendMail, begun.payload)
    message = job.mailbox.sent(begun.key, mail.subject)
    if message is not None:
        job.ledger.finish(begun.key, message, covers=mail.covers)
    elif job.ledger.fail(begun.key, wording.PERHAPS_SENT) >= LOOKS:
        job.ledger.abandon(begun.key)
    return message is not None
