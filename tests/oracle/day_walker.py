"""The office clock by walking: day after day over plain lists of minutes. It imports nothing of the product.

Moments are plain local times of a zone without summer time.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Span = tuple[int, int]
"""From and until which minute of the day."""
Hold = tuple[datetime, datetime | None]

MIDNIGHT = time()
DAY = timedelta(days=1)


class RanOut(Exception):
    """The walk came to a year that is not known."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(str(year))


@dataclass
class DayWalker:
    """One office's world. Weeks are lists of seven days; a day off is an empty list."""

    week: list[list[Span]]
    fasting_week: list[list[Span]]
    years: set[int]
    closed: set[date] = field(default_factory=set)
    opened: set[date] = field(default_factory=set)
    fasting: set[date] = field(default_factory=set)
    same_hour: bool = False

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        if day.year not in self.years:
            raise RanOut(day.year)
        week = self.fasting_week if day in self.fasting else self.week
        hours = week[day.weekday()]
        if day in self.opened:
            hours = hours or next(worked for worked in week if worked)
        elif day in self.closed:
            hours = []
        midnight = datetime.combine(day, MIDNIGHT)
        return [(midnight + timedelta(minutes=a), midnight + timedelta(minutes=b)) for a, b in hours]

    def opening(self, moment: datetime) -> datetime:
        day = moment.date()
        while True:
            for opens, closes in self.spans(day):
                if moment < closes:
                    return max(moment, opens)
            day += DAY

    def work(self, start: datetime, end: datetime, holds: list[Hold]) -> timedelta:
        total, day = timedelta(), start.date()
        while day <= end.date():
            for opens, closes in self.spans(day):
                for since, until in without(max(opens, start), min(closes, end), holds):
                    total += until - since
            day += DAY
        return total

    def after(self, start: datetime, work: timedelta, holds: list[Hold]) -> datetime:
        left, day = work, start.date()
        while True:
            for opens, closes in self.spans(day):
                for since, until in without(max(opens, start), closes, holds):
                    if until - since >= left:
                        return since + left
                    left -= until - since
            day += DAY

    def due(self, unit: str, amount: int, began: datetime, holds: list[Hold]) -> datetime | None:
        """Walk a norm to its end; None where a hold that nobody ended begins before it."""
        ended, endless = parted(holds)
        walk = {"minutes": self._minutes, "days": self._same_hour if self.same_hour else self._days}[unit]
        due = walk(amount, began, ended)
        return None if endless is not None and endless < due else due

    def _minutes(self, amount: int, began: datetime, holds: list[Hold]) -> datetime:
        return self.after(began, timedelta(minutes=amount), holds)

    def _days(self, amount: int, began: datetime, holds: list[Hold]) -> datetime:
        """Pass one close of day after another; the first day's own is extra, and one within a hold does not count."""
        day, left = began.date(), amount
        if (today := self.spans(day)) and today[-1][1] > began:
            left += 1
        while True:
            if spans := self.spans(day):
                close = spans[-1][1]
                held = any(since < close and until is not None and close <= until for since, until in holds)
                left -= close > began and not held
                if not left:
                    return close
            day += DAY

    def _same_hour(self, amount: int, began: datetime, holds: list[Hold]) -> datetime:
        begun = self.opening(began)
        day, left = begun.date(), amount
        while left:
            day += DAY
            left -= bool(self.spans(day))
        wished = datetime.combine(day, begun.time())
        later = [max(opens, wished) for opens, closes in self.spans(day) if wished < closes]
        due = later[0] if later else self.spans(day)[-1][1]
        for since, until in holds:
            if since < due and until is not None and until > began:
                held = self.work(max(since, began), until, [])
                due = self.after(due, held, []) if held else due
        return due


def without(since: datetime, until: datetime, holds: list[Hold]) -> list[tuple[datetime, datetime]]:
    """Cut the holds out of a stretch."""
    left = [(since, until)] if since < until else []
    for held, ended in holds:
        end = until if ended is None else ended
        if ended is not None and ended <= held:
            continue
        left = [piece for a, b in left for piece in ((a, min(b, held)), (max(a, end), b))]
        left = [(a, b) for a, b in left if a < b]
    return sorted(left)


def parted(holds: list[Hold]) -> tuple[list[Hold], datetime | None]:
    """Give the holds as they stand apart, in order, and since when one lasts that nobody ended."""
    apart: list[Hold] = []
    for since, until in holds:
        if until is not None and until <= since:
            continue
        touching = [one for one in apart if meet(one, (since, until))]
        while True:
            joined = joined_of([*touching, (since, until)])
            more = [one for one in apart if meet(one, joined)]
            if len(more) == len(touching):
                break
            touching = more
        apart = [one for one in apart if one not in touching] + [joined]
    endless = [since for since, until in apart if until is None]
    return sorted(one for one in apart if one[1] is not None), min(endless, default=None)


def meet(one: Hold, other: Hold) -> bool:
    ends_after = one[1] is None or other[0] <= one[1]
    return ends_after and (other[1] is None or one[0] <= other[1])


def joined_of(holds: list[Hold]) -> Hold:
    ends = [until for _, until in holds if until is not None]
    return min(since for since, _ in holds), max(ends) if len(ends) == len(holds) else None
