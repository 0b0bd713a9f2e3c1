"""The supervisor is told what stops the job or holds it back, since nobody watches a scheduled one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from automation.bug_report import place_of
from automation.domain.dates import date_and_time
from automation.domain.effects import Deed, EffectKey, SendMail
from automation.domain.notes import Note
from automation.domain.setback import Cause, Setback
from automation.domain.setback_name import SetbackName, Thing
from automation.jobs.boundary import Implausible
from automation.jobs.job_context import JobContext
from automation.jobs.setback_words import setback_line
from automation.jobs.settings_views import sender_of
from automation.jobs.setup.setup_context import SetupContext
from automation.jobs.tick.act import Acting
from automation.jobs.tick.sync import NotSetUp, TickReport, sync
from automation.jobs.trouble import Attempts
from automation.jobs.watch import wording
from automation.jobs.watch.daily import tell_of_the_days_before
from automation.jobs.watch.remaking import foreign_locale, in_bin, merged_cells, remade, unprotected_tabs
from automation.jobs.watch.vital_signs import SOON_OVER
from automation.jobs.wording import with_google_words
from automation.ledger import LEDGER_ERRORS, FailedBackup, Locked, UnusableLedger
from automation.mail.wording import staff
from automation.ports import AskedToStop, NotAllowed, Refusal, Refused, TryLater, UnreadableWorkbook
from automation.register.lines import WrongHeadings

#: What passes by itself is reported once it has lasted so long.
LONG = timedelta(minutes=30)
#: What stops a tick until a person acts.
STOPPED = (Refused, UnreadableWorkbook, WrongHeadings, Implausible)
#: What a person sees by themselves: they stopped it, another tick runs, nothing was set up, or the ledger is away.
_SEEN_ANYWAY = (AskedToStop, Locked, NotSetUp, UnusableLedger, *LEDGER_ERRORS)
#: So many failing things are named in one mail; the others are counted.
_MOST_IN_A_MAIL = 20


def attended_sync(
    job: JobContext, now: datetime, *, sure: bool = False, setup: Callable[[], SetupContext] | None = None
) -> TickReport:
    """Run one tick, and tell the supervisor what it cannot do without a person.

    Args:
        job: the office's.
        now: this moment.
        sure: a person said that what seems unlikely is right.
        setup: opens what setup works with, to remake a deleted tab of the job and to look into the bin once a day.

    Raises:
        What `sync` raises, and any unforeseen error that concerns the whole tick.
    """
    with _telling_what_stops(job, now):
        report = _synced(job, now, setup, sure=sure)
    lasts = _note_failure(job, report.ended_early, now, report.setbacks)
    looked = (*_backed_up(job, now), *_looked_at_daily(job, setup, now), *_signed_out_soon(job, now))
    problems = (*report.problems, *looked)
    _tell_what_holds_back(job, report.setbacks, problems, now, lasts=lasts)
    if report.office_open and not report.ended_early:
        waiting = (*problems, *(setback_line(one, job.settings.hours.zone) for one in report.setbacks))
        _tell_of_the_days_before(job, waiting, now)
    return replace(report, problems=problems)


@contextmanager
def _telling_what_stops(job: JobContext, now: datetime) -> Iterator[None]:
    """Tell the supervisor what stops the whole tick, before it goes on its way."""
    try:
        yield
    except _SEEN_ANYWAY:
        raise
    except TryLater as reason:
        _note_failure(job, str(reason), now)
        raise
    except (*STOPPED, NotAllowed) as fault:
        tell_supervisor(job, [in_full(fault)], now)
        raise
    except Exception as bug:  # Whatever it is, it is reported.
        tell_supervisor(job, [wording.bug_in_the_tick(place=place_of(bug))], now)
        raise


def _tell_what_holds_back(
    job: JobContext, setbacks: Sequence[Setback], problems: Sequence[str], now: datetime, *, lasts: bool
) -> None:
    """Tell the supervisor what a tick that came to its end could not do.

    Args:
        job: the office's.
        setbacks: what fails.
        problems: what concerns the office as a whole.
        now: this moment.
        lasts: ticks have ended early for long, which was reported.
    """
    if problems:
        tell_supervisor(job, problems, now)
    # Where ticks have ended early for long, what failed for the moment meanwhile was reported with that.
    until = job.ledger.noted(Note.FAILED_UNTIL)
    heard = datetime.fromisoformat(until) if until else None
    failing = [one for one in setbacks if _is_due(one, now)]
    due = [one for one in failing if not (_is_passing(one) and (lasts or _was_tried_by(one, heard)))]
    _tell_of_setbacks(job, [one for one in due if not one.told], now)
    if not (problems or lasts or due):
        _note_unheard(job, "")  # What could not be reported is over.


def in_full(fault: Exception) -> str:
    """Return a refusal's text with what the other side itself said."""
    said = fault.said if isinstance(fault, Refusal) else ""
    return with_google_words(text=str(fault), said=said)


def _synced(job: JobContext, now: datetime, setup: Callable[[], SetupContext] | None, *, sure: bool) -> TickReport:
    try:
        return sync(job, now, sure=sure)
    except UnreadableWorkbook:
        if setup is None or not remade(job, setup, now):
            raise
    return sync(job, now, sure=sure)


def _backed_up(job: JobContext, now: datetime) -> tuple[str, ...]:
    day = job.settings.hours.day_of(now)
    try:
        job.ledger.back_up(day, job.settings.backups_kept)
    except FailedBackup as fault:
        return (str(fault),)
    return ()


def _signed_out_soon(job: JobContext, now: datetime) -> tuple[str, ...]:
    """Tell beforehand that Google ends the sign-in: afterwards no mail can tell it."""
    ends = job.sign_in_ends()
    if ends is None or ends - now > SOON_OVER:
        return ()
    return (wording.sign_in_ends(date_and_time(ends.astimezone(job.settings.hours.zone))),)


def _looked_at_daily(job: JobContext, setup: Callable[[], SetupContext] | None, now: datetime) -> tuple[str, ...]:
    """Look for what lies in the bin, a foreign locale, merged cells, lost protections; what fails is asked again."""
    if setup is None:
        return ()
    looks: tuple[tuple[str, Callable[[], tuple[str, ...]]], ...] = (
        ("sampah", partial(in_bin, job, setup, now)),
        ("lokalitas", partial(foreign_locale, job, now)),
        ("gabungan", partial(merged_cells, job, setup, now)),
        ("perlindungan", partial(unprotected_tabs, job, setup, now)),
    )
    found = (Attempts(job.on_bug).of(SetbackName.of(Thing.FOLDER, name), look) or () for name, look in looks)
    return tuple(problem for problems in found for problem in problems)


def _tell_of_the_days_before(job: JobContext, waiting: Sequence[str], now: datetime) -> None:
    Attempts(job.on_bug).of(SetbackName.of(Thing.DAY), partial(tell_of_the_days_before, job, waiting, now))


def _was_tried_by(setback: Setback, moment: datetime | None) -> bool:
    """Return whether something was not tried again after a moment."""
    return moment is not None and setback.tried_at <= moment


def _is_passing(setback: Setback) -> bool:
    return setback.failure.cause is Cause.MOMENT


def _note_failure(job: JobContext, reason: str, now: datetime, setbacks: Sequence[Setback] = ()) -> bool:
    """Remember since when ticks fail, and tell the supervisor after a long time; returns whether it is long.

    A failure that was reported for one thing is not reported again for all of them.
    """
    since = job.ledger.noted(Note.FAILING_SINCE)
    if not reason:
        if since:
            job.ledger.note_memory(Note.FAILING_SINCE, "")
    elif not since:
        job.ledger.note_memory(Note.FAILING_SINCE, now.isoformat())
    elif now - datetime.fromisoformat(since) >= LONG:
        told_of = wording.failing_for_long(minutes=LONG.seconds // 60, reason=reason)
        knows = any(one.told and one.failure.reason == reason for one in setbacks)
        if knows or tell_supervisor(job, [told_of], now, matter=Note.FAILING_SINCE):
            job.ledger.note_memory(Note.FAILED_UNTIL, now.isoformat())
        return True
    return False


def _tell_of_setbacks(job: JobContext, setbacks: Sequence[Setback], now: datetime) -> None:
    """Report failing things in one mail, however many they are, and not again until they are overcome."""
    if not setbacks:
        return
    zone = job.settings.hours.zone
    lines = [setback_line(one, zone) for one in setbacks[:_MOST_IN_A_MAIL]]
    if len(setbacks) > _MOST_IN_A_MAIL:
        lines.append(wording.others_failing(len(setbacks) - _MOST_IN_A_MAIL))
    if tell_supervisor(job, lines, now, matter="\n".join(sorted(one.name for one in setbacks))):
        for one in setbacks:
            job.ledger.set_back(replace(one, told=True))


def _is_due(setback: Setback, now: datetime) -> bool:
    # What stops mails to the supervisor cannot be reported by mail.
    key = setback.name.key
    return (key is None or key.what is not Deed.ALARM) and (
        setback.failure.cause is Cause.BUG or now - setback.since >= LONG
    )


def tell_supervisor(job: JobContext, faults: Sequence[str], now: datetime, matter: str = "") -> bool:
    """Mail these faults to the supervisor, once a day however often they occur; returns whether the mail went out.

    Faults that differ in their figures alone are the same, and so are all of one matter: while Google is away, each
    tick may fail at another call. Where mail itself is what fails, the workbook shows it at the next tick.
    """
    same = matter or "\n".join(sorted(re.sub(r"\d+", "", fault) for fault in faults))
    day = f"{now.astimezone(job.settings.hours.zone):%Y-%m-%d}"
    seal = hashlib.sha256(same.encode()).hexdigest()[:12]
    key = EffectKey.of(None, Deed.ALARM, f"{day}.{seal}")
    message = staff.fault(sender_of(job.settings), faults, now)
    mail = SendMail(
        key=key, number=None, to=job.settings.office.supervisor_email, subject=message.subject, body=message.body
    )
    try:
        with job.ledger.lock():
            memory = job.ledger.memory()
            Acting.at(job, memory, now).do_all([mail])
            knows = str(key) in job.ledger.memory().results
            _note_unheard(job, "" if knows else faults[0])
    except (Refusal, Locked, *STOPPED):
        _note_unheard(job, faults[0])
        return False
    return knows


def _note_unheard(job: JobContext, fault: str) -> None:
    if job.ledger.noted(Note.UNHEARD) != fault:
        job.ledger.note_memory(Note.UNHEARD, fault)
