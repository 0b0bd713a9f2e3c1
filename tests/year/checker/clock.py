"""The office's time by walking from day to day: slow, plain, and nobody else's."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from tests.year.seen import Value

WITA = ZoneInfo("Asia/Makassar")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

Hold = tuple[datetime, datetime | None]
Span = tuple[datetime, datetime]

_ORDINARY = (((7, 30), (12, 0)), ((13, 0), (16, 0)))
_FRIDAY = (((7, 30), (11, 30)), ((13, 0), (16, 30)))
_FASTING = (((8, 0), (12, 0)), ((12, 30), (15, 0)))
_FASTING_FRIDAY = (((8, 0), (11, 30)), ((12, 30), (15, 30)))
_FRIDAYS, _SATURDAYS = 4, 5


def day_of(value: Value) -> date | None:
    """Read a date as a person types it, or as the workbook keeps it."""
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case int() | float():
            return date(1899, 12, 30) + timedelta(days=int(value))
        case _:
            try:
                return datetime.strptime(value.strip(), "%d/%m/%Y").replace(tzinfo=WITA).date()
            except ValueError:
                return None


class Clock:
    """Opening hours as Perpres 21/2023 gives them, and the days off that stand in Hari Libur."""

    def __init__(self, holidays: Sequence[Mapping[str, Value]]) -> None:
        self.off: set[date] = set()
        self.fasting: set[date] = set()
        for row in holidays:
            first = day_of(row["Tanggal"])
            assert first is not None, row
            last = day_of(row["Sampai"]) if row.get("Sampai") else first
            assert last is not None, row
            days = {first + place * DAY for place in range((last - first).days + 1)}
            if row["Jenis"] == "Ramadan":
                self.fasting |= days
            else:
                self.off |= days
        self.spans = cache(self._spans)

    def _spans(self, day: date) -> tuple[Span, ...]:
        if day.weekday() >= _SATURDAYS or day in self.off:
            return ()
        friday = day.weekday() == _FRIDAYS
        usual, fasting = (_FRIDAY, _FASTING_FRIDAY) if friday else (_ORDINARY, _FASTING)
        hours = fasting if day in self.fasting else usual
        return tuple((_at(day, *opens), _at(day, *closes)) for opens, closes in hours)

    def is_open(self, at: datetime) -> bool:
        return any(opens <= at < closes for opens, closes in self.spans(at.date()))

    def opening(self, day: date) -> datetime | None:
        spans = self.spans(day)
        return spans[0][0] if spans else None

    def next_open(self, at: datetime) -> datetime:
        return next(max(at, opens) for opens, closes in self._from(at.date()) if closes > at)

    def _from(self, day: date) -> Iterator[Span]:
        while True:
            yield from self.spans(day)
            day += DAY

    def minutes_after(self, start: datetime, minutes: float, holds: Sequence[Hold] = ()) -> datetime | None:
        """Give when so many minutes were worked, those on hold left out; None while nobody knows."""
        left = timedelta(minutes=minutes)
        for opens, closes in self._from(start.date()):
            at = max(opens, start)
            while at < closes:
                stop = next((hold for hold in holds if hold[0] <= at and (hold[1] is None or at < hold[1])), None)
                if stop is not None:
                    if stop[1] is None:
                        return None
                    at = stop[1]
                    continue
                until = min([closes, *(hold[0] for hold in holds if at < hold[0] < closes)])
                if until - at >= left:
                    return at + left
                left -= until - at
                at = until
        raise AssertionError("time never ends")

    def days_after(self, start: datetime, days: int, holds: Sequence[Hold] = ()) -> datetime | None:
        """Give the close of the so-manieth working day after the day of the start; closes on hold do not count.

        The close of the start's own day comes on top, whenever on that day the step began.
        """
        spans, day = self.spans(start.date()), start.date()
        left = days + bool(spans and spans[-1][1] > start)
        while True:
            spans = self.spans(day)
            close = spans[-1][1] if spans else start
            if close > start:
                stop = next(
                    (hold for hold in holds if hold[0] < close and (hold[1] is None or close <= hold[1])), None
                )
                if stop is not None and stop[1] is None:
                    return None
                left -= stop is None
                if not left:
                    return close
            day += DAY

    def worked_days_since(self, at: datetime, until: datetime) -> int:
        """Count the openings after the day of one moment, up to another."""
        day, count = at.date() + DAY, 0
        while day <= until.date():
            opening = self.opening(day)
            count += opening is not None and opening <= until
            day += DAY
        return count


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), WITA)
