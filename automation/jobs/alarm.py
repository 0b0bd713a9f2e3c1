"""The supervisor is told what stops the job or holds it back, since nobody watches a scheduled one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime

from automation.domain.effects import EffectKey, SendMail
from automation.ledger import Locked
from automation.mail.wording import staff
from automation.ports import Missing, NotAllowed, TryLater, UnreadableWorkbook
from automation.register.reading import WrongHeadings

from .act import Acting
from .correspondence import sender_of
from .decide import LedgerLost
from .desk import Desk
from .sync import Outcome, sync

ALARM = "peringatan"
#: What stops a tick until a person acts.
STOPPED = (Missing, UnreadableWorkbook, WrongHeadings, LedgerLost)


def attended_sync(desk: Desk, now: datetime, *, sure: bool = False) -> Outcome:
    """Run one tick, and tell the supervisor what it cannot do without a person.

    Raises:
        What `sync` raises.
    """
    try:
        outcome = sync(desk, now, sure=sure)
    except STOPPED as fault:
        tell_supervisor(desk, [str(fault)], now)
        raise
    if outcome.problems:
        tell_supervisor(desk, outcome.problems, now)
    return outcome


def tell_supervisor(desk: Desk, faults: Sequence[str], now: datetime) -> None:
    """Mail these faults to the supervisor, once a day however often the job meets them.

    A fault that differs in its figures alone is the same. What stops the mail itself is left to the job's own output.
    """
    same = "\n".join(sorted(re.sub(r"\d+", "", fault) for fault in faults))
    day = f"{now.astimezone(desk.settings.hours.zone):%Y-%m-%d}"
    seal = hashlib.sha256(same.encode()).hexdigest()[:12]
    message = staff.fault(sender_of(desk.settings), faults, now)
    mail = SendMail(
        EffectKey("kantor", ALARM, f"{day}.{seal}"),
        None,
        desk.settings.office.supervisor_email,
        message.subject,
        message.text,
    )
    try:
        with desk.ledger.lock():
            Acting.at(desk, desk.ledger.memory(), now).do_all([mail])
    except (TryLater, NotAllowed, Missing, Locked):
        return
