"""Random offices and questions, put to the product's clock and to the walker."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from automation.domain.calendar import CalendarRunOut, Norm, OfficeCalendar
from automation.domain.holidays_tab import HolidayRow, read_calendar
from automation.domain.office_hours import DayHours, DayNormEnd, OfficeHours, WeekHours
from tests.oracle.day_walker import DayWalker, Hold, RanOut, Span

WITA = ZoneInfo("Asia/Makassar")
ZONES = (WITA, UTC, timezone(timedelta(hours=-3, minutes=-30)))
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
CASES_AN_OFFICE = 250

PLAIN = [[(450, 720), (780, 960)]] * 4 + [[(450, 690), (780, 990)], [], []]
FASTING = [[(480, 720), (750, 900)]] * 4 + [[(480, 690), (750, 930)], [], []]


@dataclass(frozen=True)
class Question:
    """What is asked of both: a norm, from when, with which holds (plain local times)."""

    unit: str
    amount: int
    began: datetime
    holds: list[Hold]
    end: datetime


def differences(cases: int, seed: int = 1) -> Iterator[str]:
    """Ask so many random questions and name each that the two answer differently."""
    chance = random.Random(seed)
    for number in range(cases):
        if number % CASES_AN_OFFICE == 0:
            walker = an_office(chance)
            calendar = calendar_of(walker, chance)
        asked = a_question(walker, chance)
        for what, ours, theirs in answers(calendar, walker, asked, chance):
            if ours != theirs:
                yield f"{what} of {asked}: the product says {ours}, the walker {theirs}"


def answers(
    calendar: OfficeCalendar, walker: DayWalker, asked: Question, chance: random.Random
) -> Iterator[tuple[str, Any, Any]]:
    began, end = aware(asked.began, chance), aware(asked.end, chance)
    holds = [(aware(since, chance), until and aware(until, chance)) for since, until in asked.holds]
    norm = Norm(**{asked.unit: asked.amount})
    ours = said(lambda: calendar.due_at(norm, began, holds))
    yield "due", ours, walked(lambda: walker.due(asked.unit, asked.amount, asked.began, asked.holds))
    yield "opening", said(lambda: calendar.next_opening(began)), walked(lambda: walker.opening(asked.began))
    ours = said(lambda: calendar.working_time_between(began, end, holds))
    yield "working time", ours, walked(lambda: walker.work(asked.began, asked.end, asked.holds))


def said(ask: Any) -> Any:
    try:
        return ask()
    except CalendarRunOut as error:
        return f"no calendar of {error.year}"


def walked(ask: Any) -> Any:
    try:
        answer = ask()
    except RanOut as error:
        return f"no calendar of {error.year}"
    return answer.replace(tzinfo=WITA) if isinstance(answer, datetime) else answer


def aware(moment: datetime, chance: random.Random) -> datetime:
    """Give a local time as a moment in any zone: the product must not care."""
    return moment.replace(tzinfo=WITA).astimezone(chance.choice(ZONES))


# -- offices


def an_office(chance: random.Random) -> DayWalker:
    """Give an office: the decree's hours or strange ones, with holidays, replacement days and a Ramadan or two."""
    walker = DayWalker(PLAIN, FASTING, {2026, 2027}, closed={date(year, 1, 1) for year in (2026, 2027)})
    if chance.random() < 0.5:
        walker.week, walker.fasting_week = a_week(chance), a_week(chance)
    walker.same_hour = chance.random() < 0.5
    walker.closed |= {a_day(chance) for _ in range(chance.randrange(60))}
    walker.opened = {a_day(chance) for _ in range(chance.randrange(6))}
    for _ in range(chance.randrange(3)):
        first = a_day(chance)
        walker.fasting |= {first + timedelta(days=n) for n in range(30)}
    return walker


def a_week(chance: random.Random) -> list[list[Span]]:
    week = [a_working_day(chance) if chance.random() < 0.75 else [] for _ in range(7)]
    return week if any(week) else a_week(chance)


def a_working_day(chance: random.Random) -> list[Span]:
    """Give one to three stretches; some touch one another."""
    edges = sorted(chance.sample(range(1440), 2 * chance.randint(1, 3)))
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    if len(spans) > 1 and chance.random() < 0.2:
        spans[1] = (spans[0][1], spans[1][1])
    return spans


def a_day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))


def calendar_of(walker: DayWalker, chance: random.Random) -> OfficeCalendar:
    """Give the product's clock of the same office, by way of the rows that people write."""
    kinds = ("Libur nasional", "Cuti bersama", "Libur kantor")
    rows = [HolidayRow(first=date(year, 1, 1), description="", kind="Libur nasional") for year in walker.years]
    rows += [HolidayRow(first=day, description="", kind=chance.choice(kinds)) for day in walker.closed]
    rows += [HolidayRow(first=day, description="", kind="Hari kerja pengganti") for day in walker.opened]
    for first in (day for day in walker.fasting if day - timedelta(days=1) not in walker.fasting):
        last = first
        while last + timedelta(days=1) in walker.fasting:
            last += timedelta(days=1)
        middle = min(last, first + timedelta(days=40))
        rows.append(HolidayRow(first=first, description="", kind="Ramadan", last=middle))
        if middle < last:
            rows.append(HolidayRow(first=middle, description="", kind="Ramadan", last=last))
    hours = OfficeHours(
        week=hours_of(walker.week),
        ramadan=hours_of(walker.fasting_week),
        zone=WITA,
        day_norm_end=DayNormEnd("jam_sama" if walker.same_hour else "akhir_hari"),
    )
    calendar, problems = read_calendar(rows, hours)
    assert not problems
    return calendar


def hours_of(week: list[list[Span]]) -> WeekHours:
    return WeekHours(tuple(DayHours.parse(", ".join(map(printed, day))) for day in week))


def printed(span: Span) -> str:
    return "-".join(f"{minute // 60:02}.{minute % 60:02}" for minute in span)


# -- questions


def a_question(walker: DayWalker, chance: random.Random) -> Question:
    began = a_moment(walker, chance)
    holds: list[Hold] = []
    for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
        since = a_moment(walker, chance, near=began)
        holds.append((since, None if chance.random() < 0.1 else a_moment(walker, chance, near=since)))
    unit = chance.choice(("minutes", "days"))
    amount = chance.choice((10, 30, chance.randint(1, 3000))) if unit == "minutes" else chance.choice((1, 3, 6, 12))
    return Question(unit, amount, began, holds, a_moment(walker, chance, near=began))


def a_moment(walker: DayWalker, chance: random.Random, near: datetime | None = None) -> datetime:
    """Give any microsecond, or just as well the clock of an opening or a close, or midnight."""
    day = near.date() + timedelta(days=chance.randint(-2, 12)) if near else a_day(chance)
    day = min(max(day, FIRST), LAST)
    midnight = datetime(day.year, day.month, day.day)
    match chance.randrange(4):
        case 0:
            edges = [edge for weekday in walker.week + walker.fasting_week for span in weekday for edge in span]
            return midnight + timedelta(minutes=chance.choice(edges))
        case 1:
            return midnight
        case 2:
            return midnight + timedelta(minutes=chance.randrange(1440))
        case _:
            return midnight + timedelta(microseconds=chance.randrange(86_400_000_000))
