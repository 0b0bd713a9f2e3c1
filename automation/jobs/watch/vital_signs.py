"""Doctor's look at what changes by itself: the clock, estimated holidays, the last tick, and what is used up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from automation.domain.calendar import CalendarRunOut, OfficeCalendar
from automation.domain.dates import date_and_time, date_in, short_date
from automation.domain.effects import EffectKey
from automation.domain.holidays_tab import ESTIMATED
from automation.domain.layout import FoundTab
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.jobs.incoming_mail.left_alone import left_alone
from automation.jobs.tick import room
from automation.jobs.tick.diary import diary_of
from automation.jobs.tick.wording import FULL_ADVICE
from automation.jobs.watch import wording
from automation.jobs.watch.finding import Finding
from automation.jobs.watch.spans import SILENCE, ago
from automation.mail.wording import incoming_mail
from automation.register.lines import Line
from automation.register.schema import tabs
from automation.settings.values import CONSUMER_MAILS, WORKSPACE_MAILS

#: A machine's clock that differs more from Google's puts deadlines wrong and lets sign-ins fail.
DRIFT = timedelta(seconds=60)
NEARLY = 0.8
#: So long before Google ends a sign-in, doctor is no longer content.
SOON_OVER = timedelta(days=3)
#: Mails left alone are counted from so long ago on.
_MAILS_SHOWN = timedelta(days=6)


def clock(now: datetime, google: datetime | None, calendar: OfficeCalendar) -> Iterator[Finding]:
    """Check the office time, whether the office is open, and how far the machine's clock is from Google's."""
    shown = date_and_time(now.astimezone(calendar.hours.zone))
    try:
        opening = date_and_time(calendar.next_opening(now))
        state = wording.IS_OPEN if calendar.is_open(now) else wording.closed_until(opening)
        yield Finding(well=True, what=wording.office_time(shown=shown, state=state))
    except CalendarRunOut as error:
        yield Finding(well=False, what=wording.office_time(shown=shown), advice=str(error))
    if google is not None:
        drift = round((now - google) / timedelta(seconds=1))
        well = abs(drift) <= DRIFT.seconds
        yield Finding(well=well, what=wording.CLOCK_RIGHT, advice=wording.clock_off(abs(drift)))


def estimates(lines: Sequence[Line], today: date) -> Iterator[Finding]:
    """Warn of days to come that Hari Libur still calls an estimate."""
    coming = []
    for line in lines:
        day = date_in(line.cells.get("day"))
        last = date_in(line.cells.get("until")) or day
        if ESTIMATED in line.text("description").casefold() and day and last and last >= today:
            coming.append(wording.estimated_day(day=short_date(day), row=line.row + 1))
    if coming:
        what = wording.estimates(count=len(coming), tab=tabs()["holidays"].title)
        yield Finding(well=True, what=what, remark=wording.estimates_advice(days=coming, mark=ESTIMATED))


def alive(notes: Mapping[Note, str], now: datetime) -> Finding:
    """Check that a tick came to its end lately; nothing but the ledger's notes is asked."""
    last = diary_of(notes).last
    if last is None:
        return Finding(well=False, what=wording.LAST_TICK, advice=wording.NEVER_TICKED)
    silent = wording.TICKS_SILENT if now - last > SILENCE else ""
    return Finding(well=not silent, what=wording.last_tick(ago(now - last)), advice=silent)


def ticks(notes: Mapping[Note, str], begun: Sequence[str], now: datetime) -> Iterator[Finding]:
    """Check when the last tick ended, whether ticks have failed since, and what was begun and never finished."""
    if diary_of(notes).last is None:
        yield Finding(well=True, what=wording.LAST_TICK, remark=wording.NEVER_TICKED)
    else:
        yield alive(notes, now)
    since = notes.get(Note.FAILING_SINCE, "")
    failing = wording.ticks_fail(ago(now - datetime.fromisoformat(since))) if since else ""
    yield Finding(well=not since, what=wording.TICKS_GO_WELL, advice=failing)
    fault = notes.get(Note.UNHEARD, "")
    yield Finding(well=not fault, what=wording.SUPERVISOR_KNOWS_ALL, advice=wording.supervisor_unheard(fault))
    # The rest of a key may be somebody's address.
    named = ", ".join([*dict.fromkeys(map(_without_detail, begun))][:5])
    yield Finding(well=not begun, what=wording.NOTHING_HALF_DONE, advice=wording.half_done(named))


def _without_detail(printed: str) -> str:
    key = EffectKey.read(printed)
    return str(replace(key, detail="")) if key else "?"


def sign_in(ends: datetime | None, now: datetime, zone: tzinfo) -> Iterator[Finding]:
    """Say when Google ends the sign-in; nothing where it stays good."""
    if ends is not None:
        told = wording.sign_in_ends(date_and_time(ends.astimezone(zone)))
        yield Finding(well=ends - now > SOON_OVER, what=wording.SIGN_IN_LASTS, advice=told, remark=told)


def quotas(mails_today: int, account: str, used: int, limit: int | None) -> Iterator[Finding]:
    """Check how much of the day's mails and of the account's storage is used (bytes; no limit is None)."""
    most = CONSUMER_MAILS if account.endswith("@gmail.com") else WORKSPACE_MAILS
    advice = wording.MAILS_ADVICE if mails_today > NEARLY * most else ""
    yield Finding(well=not advice, what=wording.mails_used(count=mails_today, most=most), advice=advice)
    advice = wording.STORAGE_ADVICE if limit and used > NEARLY * limit else ""
    what = wording.storage_used(used=_gigabytes(used), limit=_gigabytes(limit) if limit else "")
    yield Finding(well=not advice, what=what, advice=advice)


def cells(tabs: Sequence[FoundTab]) -> Iterator[Finding]:
    """Check how many cells the workbook has, empty ones included, long before it can hold no more."""
    used = {tab.title: tab.rows * tab.columns for tab in tabs}
    largest = ", ".join(sorted(used, key=lambda title: -used[title])[:3])
    advice = "" if sum(used.values()) < room.NEARLY_FULL else f"{FULL_ADVICE}{wording.largest_tabs(largest)}"
    yield Finding(well=not advice, what=wording.cells_used(room.share(sum(used.values()))), advice=advice)


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB".replace(".", ",")


def mails_left_alone(memory: Memory, today: date) -> Finding:
    """Say how many mails of the last days were left alone, and why."""
    days = left_alone(memory, today - _MAILS_SHOWN, today).items()
    told = "; ".join(incoming_mail.left_alone(day, counts) for day, counts in days)
    remark = wording.in_the_mailbox(told) if told else ""
    return Finding(well=True, what=wording.MAILS_LEFT_ALONE, remark=remark)
