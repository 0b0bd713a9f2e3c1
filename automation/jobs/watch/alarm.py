"""The supervisor is told what stops the job or holds it back, since nobody watches a scheduled one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from automation.domain.effects import EffectKey, SendMail
from automation.jobs.desk import Desk
from automation.jobs.office_view import sender_of
from automation.jobs.setup.site import Site
from automation.jobs.tick.act import Acting
from automation.jobs.tick.brake import SuddenEmptiness
from automation.jobs.tick.decide import LedgerLost
from automation.jobs.tick.sync import Outcome, sync
from automation.jobs.watch.daily import tell_of_the_days_before
from automation.jobs.watch.remaking import in_bin, remade
from automation.ledger import FailedBackup, Locked
from automation.mail.wording import staff
from automation.ports import Missing, NotAllowed, TryLater, UnreadableWorkbook
from automation.register.reading import WrongHeadings

ALARM = "peringatan"
#: What passes by itself is told of once it has lasted so long.
LONG = timedelta(minutes=30)
FAILING_SINCE = "gagal.sejak"
#: What stops a tick until a person acts.
STOPPED = (Missing, UnreadableWorkbook, WrongHeadings, LedgerLost, SuddenEmptiness)


def attended_sync(
    desk: Desk, now: datetime, *, sure: bool = False, site: Callable[[], Site] | None = None
) -> Outcome:
    """Run one tick, and tell the supervisor what it cannot do without a person.

    Args:
        desk: the office's.
        now: this moment.
        sure: a person said that what seems unlikely is right.
        site: gives setup's means, for a tab of the job's own that was deleted, and for the day's look into the bin.

    Raises:
        What `sync` raises.
    """
    try:
        outcome = _synced(desk, now, site, sure=sure)
    except (*STOPPED, NotAllowed) as fault:
        tell_supervisor(desk, [str(fault)], now)
        raise
    except Locked:
        raise
    except TryLater as reason:
        _note_failure(desk, str(reason), now)
        raise
    _note_failure(desk, outcome.later, now)
    problems = (*outcome.problems, *_backed_up(desk, now), *(in_bin(desk, site, now) if site else ()))
    if problems:
        tell_supervisor(desk, problems, now)
    if outcome.office_open and not outcome.later:
        tell_of_the_days_before(desk, (*problems, *dict.fromkeys(outcome.refused.values())), now)
    return replace(outcome, problems=problems)


def _synced(desk: Desk, now: datetime, site: Callable[[], Site] | None, *, sure: bool) -> Outcome:
    try:
        return sync(desk, now, sure=sure)
    except UnreadableWorkbook:
        if site is None or not remade(desk, site, now):
            raise
    return sync(desk, now, sure=sure)


def _backed_up(desk: Desk, now: datetime) -> tuple[str, ...]:
    day = now.astimezone(desk.settings.hours.zone).date()
    try:
        desk.ledger.back_up(day, desk.settings.backups_kept)
    except FailedBackup as fault:
        return (str(fault),)
    return ()


def _note_failure(desk: Desk, reason: str, now: datetime) -> None:
    """Remember since when ticks fail, and tell the supervisor once that has been long."""
    since = desk.ledger.noted(FAILING_SINCE)
    if not reason:
        if since:
            desk.ledger.note_memory(FAILING_SINCE, "")
    elif not since:
        desk.ledger.note_memory(FAILING_SINCE, now.isoformat())
    elif now - datetime.fromisoformat(since) >= LONG:
        tell_supervisor(
            desk,
            [f"Sudah lebih dari {LONG.seconds // 60} menit pekerjaan tidak berhasil. {reason}"],
            now,
            matter=FAILING_SINCE,
        )


def tell_supervisor(desk: Desk, faults: Sequence[str], now: datetime, matter: str = "") -> None:
    """Mail these faults to the supervisor, once a day however often the job meets them.

    Faults that differ in their figures alone are the same, and so are all of one matter: while Google is away, each
    tick may fail at another call. What stops the mail itself is left to the job's own output.
    """
    same = matter or "\n".join(sorted(re.sub(r"\d+", "", fault) for fault in faults))
    day = f"{now.astimezone(desk.settings.hours.zone):%Y-%m-%d}"
    seal = hashlib.sha256(same.encode()).hexdigest()[:12]
    message = staff.fault(sender_of(desk.settings), faults, now)
    mail = SendMail(
        EffectKey("kantor", ALARM, f"{day}.{seal}"),
        None,
        desk.settings.office.supervisor_email,
        message.subject,
        message.body,
    )
    try:
        with desk.ledger.lock():
            Acting.at(desk, desk.ledger.memory(), now).do_all([mail])
    except (TryLater, NotAllowed, Missing, Locked):
        return
