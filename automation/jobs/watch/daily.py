"""The supervisor's daily mail, once a working day when the office opens; it anchors the history by its seal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from automation.domain.addresses import Addresses
from automation.domain.dates import local_day
from automation.domain.effects import Deed, EffectKey, SendMail
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.incoming_mail.left_alone import left_alone
from automation.jobs.job_context import JobContext
from automation.jobs.settings_views import sender_of
from automation.jobs.tick.act import Acting
from automation.jobs.tick.diary import DAYS, diary_of
from automation.ledger import Locked
from automation.mail.wording.daily import SUBJECT, DailyFigures, daily
from automation.mail.wording.incoming_mail import left_alone as words
from automation.ports import Refusal
from automation.register.projection import SEAL_SHOWN


def tell_of_the_days_before(job: JobContext, problems: Sequence[str], now: datetime) -> None:
    """Mail the figures up to yesterday, once today; a mail that fails is tried again at the next tick.

    Args:
        job: the office, which is open.
        problems: what waits for a person now.
        now: this tick.
    """
    today = job.settings.hours.day_of(now)
    if job.ledger.noted(Note.DAYS_TOLD) == today.isoformat():
        return
    try:
        with job.ledger.lock():
            memory = job.ledger.memory()
            message = daily(sender_of(job.settings), _figures(job, memory, problems, now, today))
            key = _key(today)
            mail = SendMail(
                key=key,
                number=None,
                to=job.settings.office.supervisor_email,
                subject=message.subject,
                body=message.body,
            )
            Acting.at(job, memory, now).do_all([mail])
            if str(key) in job.ledger.memory().results:
                job.ledger.note_memory(Note.DAYS_TOLD, today.isoformat())
    except (Refusal, Locked):
        return


def note_what_was_sent(job: JobContext, now: datetime) -> None:
    """Note whether today's mail went out, for a ledger that was rebuilt."""
    today = job.settings.hours.day_of(now)
    if job.ledger.noted(Note.DAYS_TOLD) != today.isoformat() and job.mailbox.sent(str(_key(today)), SUBJECT):
        job.ledger.note_memory(Note.DAYS_TOLD, today.isoformat())


def _key(day: date) -> EffectKey:
    return EffectKey.of(None, Deed.SUPERVISOR_DAY, day.isoformat())


def _figures(job: JobContext, memory: Memory, problems: Sequence[str], now: datetime, today: date) -> DailyFigures:
    zone = job.settings.hours.zone
    days = _days_before(today, memory.notes.get(Note.DAYS_TOLD, ""))
    seen = [diary_of(memory.notes).day(day) for day in days]
    open_ones = [case for case in memory.cases.values() if case.outcome is None]
    end = job.ledger.history(max(memory.history_length, 1))
    return DailyFigures(
        first=days[0],
        last=days[-1],
        ticks=sum(day.ticks for day in seen),
        taken_in=sum(local_day(case.registered_at, zone) in days for case in memory.cases.values()),
        mails=sum(day.mails for day in seen),
        open=len(open_ones),
        late=sum(case.current.due is not None and case.current.due < now for case in open_ones),
        problems=problems,
        backup=job.ledger.newest_backup(),
        backed_up_elsewhere=job.ledger.is_on_a_server,
        line=memory.history_length,
        left_alone=[words(day, counts) for day, counts in left_alone(memory, days[0], days[-1]).items()],
        seal=end[-1].seal[:SEAL_SHOWN] if end else "-",
        recap=_recap(job, memory),
    )


def _recap(job: JobContext, memory: Memory) -> str:
    """Return the address of the tab that says when the last tick was."""
    addresses, tab = Addresses(job.settings.google.base_address), memory.places.get(Place.tab("recap"), "")
    return addresses.tab(memory.places[Place.WORKBOOK], tab) if tab else ""


def _days_before(today: date, told_on: str) -> list[date]:
    """Return the days since the last mail, its own day included, as that was not over; else yesterday alone."""
    yesterday = today - timedelta(days=1)
    first = max(date.fromisoformat(told_on), today - timedelta(days=DAYS)) if told_on else yesterday
    return [first + timedelta(days=later) for later in range(max((yesterday - first).days, 0) + 1)]
