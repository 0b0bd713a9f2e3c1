"""How long ago something was, in words; and how long is too long."""

from __future__ import annotations

from datetime import timedelta

from automation.jobs.watch import wording

#: An office's job ticks every minute, or at least every quarter of an hour from cron.
SILENCE = timedelta(hours=1)


def ago(span: timedelta) -> str:
    """Return a span as "5 menit", "3 jam" or "4 hari"."""
    minutes = max(0, int(span / timedelta(minutes=1)))
    if minutes < 120:
        return wording.minutes(minutes)
    return wording.hours(minutes // 60) if minutes < 2880 else wording.days(minutes // 1440)
