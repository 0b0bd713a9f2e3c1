"""What was asked of a moment comes out the same until its term ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.lasting import Lasting, Term

WITA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 5, 9, 30, tzinfo=WITA)
MOMENTS = st.datetimes(
    min_value=datetime(2026, 11, 4), max_value=datetime(2026, 11, 7), timezones=st.sampled_from((UTC, WITA))
)
#: Whatever may be asked of a moment and another one.
QUESTIONS: dict[str, Callable[[datetime, datetime], object]] = {
    "before": lambda now, at: now < at,
    "not after": lambda now, at: now <= at,
    "after": lambda now, at: now > at,
    "not before": lambda now, at: now >= at,
    "the other before": lambda now, at: at < now,
    "the other not after": lambda now, at: at <= now,
    "the very moment": lambda now, at: now == at,
    "another moment": lambda now, at: now != at,
    "the later": lambda now, at: max(now, at) == at,
    "the day": lambda now, at: now.astimezone(WITA).date(),
    "the day elsewhere": lambda now, at: now.astimezone(UTC).date() < at.date(),
    "hours since": lambda now, at: now - at > timedelta(hours=3),
    "hours until": lambda now, at: at - now > timedelta(hours=3),
    "later": lambda now, at: now + timedelta(hours=3) < at,
    "later still": lambda now, at: timedelta(hours=3) + now < at,
    "the hour": lambda now, at: now.hour,
    "in words": lambda now, at: f"{now:%H.%M}",
    "printed": lambda now, at: str(now),
    "for a program": lambda now, at: now.isoformat(),
    "among others": lambda now, at: now in {at},
    "since 1970": lambda now, at: now.timestamp(),
    "without its zone": lambda now, at: now.replace(tzinfo=None),
}


@pytest.mark.parametrize("name", QUESTIONS)
@given(now=MOMENTS, at=MOMENTS, later=st.timedeltas(timedelta(), timedelta(days=2)))
def test_an_answer_holds_until_the_term_ends(name, now, at, later):
    asked, term = QUESTIONS[name], Term()
    assert asked(Lasting.of(now, term), at) == asked(now, at)
    if term.until is None or now + later < term.until:
        assert asked(now + later, at) == asked(now, at)


def test_a_comparison_ends_when_the_two_meet_and_a_day_at_midnight():
    term = Term()
    now = Lasting.of(NOW, term)
    assert now > NOW - timedelta(hours=1)
    assert term.until is None
    assert now.astimezone(WITA).date() == NOW.date()
    assert term.until == datetime(2026, 11, 6, tzinfo=WITA)
    assert now <= NOW + timedelta(hours=2)
    assert term.until == NOW + timedelta(hours=2)
    assert now + timedelta(hours=1) > NOW
    assert term.until == NOW


def test_what_a_moment_is_says_nothing_of_when_it_is():
    term = Term()
    now = Lasting.of(NOW, term)
    assert isinstance(now, datetime)
    assert now.tzinfo is WITA
    assert now.astimezone(UTC) == now
    assert term.until is None
