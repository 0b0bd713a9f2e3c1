"""The office clock: exact against the walker, and how fast beside what one would use instead."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from time import process_time

import pandas as pd
import pytz
from businesstimedelta import BusinessTimeDelta, HolidayRule, LunchTimeRule, Rules, WorkDayRule

from automation.domain.calendar import Norm, OfficeCalendar
from tests.bench import measuring
from tests.builders import a_calendar, wita
from tests.oracle.clock_cases import differences

measured = partial(measuring.measured, clock=process_time)

CASES = 100_000
DUE_TIMES = 200_000
NORM = 90


def clock() -> None:
    """Print the differences from the walker (there must be none) and the due times a second."""
    print(f"\nOffice clock against the day-walking oracle, {CASES:,} random cases, three questions each")
    found: list[str] = []
    measured("asked both", lambda: found.extend(differences(CASES)), CASES, "cases")
    print(f"{len(found)} differences", *found[:5], sep="\n  ")
    print(f"\nOffice clock, due times of a norm of {NORM} office minutes, plain Python on one core")
    _ours()
    starts = list(_starts(2_000))
    _pandas(starts)
    _businesstimedelta(starts[:500])


def _starts(count: int) -> Iterator[datetime]:
    chance = random.Random(1)
    for _ in range(count):
        yield wita(2) + timedelta(minutes=chance.randrange(60 * 24 * 45))


def _due_at_all(
    calendar: OfficeCalendar, norm: Norm, starts: Iterable[datetime], stops: Sequence[tuple[datetime, datetime]]
) -> list[datetime | None]:
    return [calendar.due_at(norm, one, stops) for one in starts]


def _ours() -> None:
    calendar, norm = a_calendar(date(2026, 12, 24), date(2026, 12, 25)), Norm(minutes=NORM)
    holds = [(wita(1, month=10), wita(2, month=10)), (wita(9), wita(10))]
    local = list(_starts(DUE_TIMES))
    for what, starts, stops in (
        ("Tanggap (breaks, holidays, Ramadan), moments in office time", local, ()),
        ("… moments in UTC, as the ledger keeps them", [one.astimezone(UTC) for one in local], ()),
        ("… in UTC, with two holds", [one.astimezone(UTC) for one in local], holds),
    ):
        measured(
            what,
            partial(_due_at_all, calendar, norm, starts, stops),
            DUE_TIMES,
            "due",
        )


def _pandas(starts: list[datetime]) -> None:
    hours = pd.offsets.CustomBusinessHour(n=2, start="07:30", end="16:00", holidays=["2026-12-24", "2026-12-25"])
    stamps = [pd.Timestamp(one.replace(tzinfo=None)) for one in starts]
    measured(
        "pandas CustomBusinessHour (whole hours, no break)",
        lambda: [one + hours for one in stamps],
        len(stamps),
        "due",
    )


def _businesstimedelta(starts: list[datetime]) -> None:
    zone = pytz.timezone("Asia/Makassar")
    days_off = {date(2026, 12, 24): "Cuti bersama", date(2026, 12, 25): "Natal"}
    rules = Rules(
        head=[
            WorkDayRule(start_time=time(7, 30), end_time=time(16), working_days=[0, 1, 2, 3, 4], tz=zone),
            LunchTimeRule(start_time=time(12), end_time=time(13), working_days=[0, 1, 2, 3, 4], tz=zone),
            HolidayRule(days_off, tz=zone),
        ]
    )
    norm = BusinessTimeDelta(rules, hours=NORM / 60)
    measured(
        "businesstimedelta (one break, holidays, no Ramadan)",
        lambda: [one + norm for one in starts],
        len(starts),
        "due",
    )
