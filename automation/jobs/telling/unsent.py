"""Mails that an earlier tick had begun: each is found sent, or withdrawn, before anything new is decided.

So no mail goes out with outdated contents: what still holds is written again, the rest is forgotten.
"""

from __future__ import annotations

from functools import partial

from automation.domain.effects import SendMail
from automation.domain.numbers import ComplaintNumber
from automation.jobs.job_context import JobContext
from automation.jobs.telling import wording
from automation.jobs.trouble import Attempts
from automation.ledger import BegunEffect
from automation.ledger.codec import from_json

#: So many ticks look for a mail whose draft is gone, for Gmail's search may lag; then a person must have deleted it.
LOOKS = 3


def settle_mails(job: JobContext, attempts: Attempts) -> tuple[str, ...]:
    """Settle every mail that was begun and not finished; returns the keys of those that turn out to be sent.

    One that cannot be looked for now stays begun, and is not written anew in this tick.

    Raises:
        TryLater: the mailbox is out of reach; those not looked at yet stay begun.
    """
    sent = []
    for begun in job.ledger.begun():
        # A mail that could not be written at all has no draft; why stands in its failure.
        if begun.kind != SendMail.__name__ or (begun.failures and not begun.token):
            continue
        if attempts.of(begun.key, partial(_is_sent, job, begun), ComplaintNumber.read(begun.number)):
            sent.append(begun.key)
    return tuple(sent)


def _is_sent(job: JobContext, begun: BegunEffect) -> bool:
    """Find a mail among the sent ones; one that was not sent is forgotten together with its draft."""
    draft = begun.token or job.mailbox.drafted(begun.key)
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
