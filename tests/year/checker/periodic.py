"""Which reports of a month, quarter or year the Kepala Balai should have been told of."""

from collections.abc import Iterator
from datetime import date, datetime, time

from tests.year.seen import Somebody

from . import words
from .clock import WITA, Clock
from .matters import Matter

_ABOUT = "Laporan Penanganan Keluhan"


def _month_before(first: date, months: int = 1) -> date:
    place = first.year * 12 + first.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def _last_periods(today: date) -> Iterator[tuple[str, datetime]]:
    """Give the month, quarter and year that ended last: how each is called, and its end."""
    month, quarter = today.replace(day=1), date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    for title, end in (
        (words.month_named(_month_before(month)), month),
        (words.quarter_named(_month_before(quarter, 3)), quarter),
        (words.year_named(today.year - 1), date(today.year, 1, 1)),
    ):
        yield title, datetime.combine(end, time(), WITA)


def reports_of(began: datetime, now: datetime, clock: Clock, head: Somebody) -> Iterator[Matter]:
    """Give the reports that should be there; of a time before the office's first complaint, none.

    Each is made when the office first opens after its period.
    """
    for title, end in _last_periods(now.date()):
        opened = clock.next_open(end)
        if began < end and opened <= now:
            names = (("report", title),)
            yield Matter(head.email, _ABOUT, names, "Laporan sudah disusun", (title,), opened, False, False, "report")
