"""What the job notes of its own ticks: when the last one was, and how many there were each day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from automation.domain.dates import local_day
from automation.domain.notes import Note

#: So many days are remembered, for a report after the longest holiday.
DAYS = 21


@dataclass(frozen=True, slots=True)
class Day:
    """What one day saw: ticks that came to their end, and mails sent by them."""

    ticks: int = 0
    mails: int = 0


@dataclass(frozen=True, slots=True)
class Diary:
    """The ticks so far; `last` is when the last one that came to its end had begun."""

    last: datetime | None = None
    days: Mapping[date, Day] | None = None

    def day(self, day: date) -> Day:
        """Return what a day saw; nothing, when it is not remembered."""
        return (self.days or {}).get(day, Day())

    def with_tick(self, at: datetime, zone: tzinfo, mails: int) -> Diary:
        """Add a tick."""
        today = local_day(at, zone)
        before = self.day(today)
        days = {**(self.days or {}), today: Day(before.ticks + 1, before.mails + mails)}
        return Diary(at, {day: days[day] for day in sorted(days)[-DAYS:]})

    def text(self) -> str:
        """Return it as the text of a note."""
        days = {day.isoformat(): [seen.ticks, seen.mails] for day, seen in (self.days or {}).items()}
        return json.dumps({"last": self.last.isoformat() if self.last else "", "days": days}, separators=(",", ":"))


def diary_of(notes: Mapping[Note, str]) -> Diary:
    """Read the diary from the job's notes."""
    if Note.TICKS not in notes:
        return Diary()
    kept = json.loads(notes[Note.TICKS])
    last = datetime.fromisoformat(kept["last"]) if kept["last"] else None
    return Diary(last, {date.fromisoformat(day): Day(*seen) for day, seen in kept["days"].items()})
