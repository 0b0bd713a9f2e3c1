"""No documented rate of Google's is exceeded, however many calls are made at once."""

from __future__ import annotations

from bisect import bisect_left
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from threading import Lock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.google.pace import DRIVE_WRITES, GMAIL_UNITS, Limit, Pace, cost_of

DRIVE, GMAIL = "https://www.googleapis.com/drive/v3/files", "https://gmail.googleapis.com/gmail/v1/users/me/drafts"
SEND = f"{GMAIL}/send"


class Passing:
    """A time that passes when somebody sleeps; the moments at which calls went out."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pace = Pace(lambda: self.now, self.sleep)
        self.sent: list[tuple[float, int]] = []

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def call(self, verb: str, url: str) -> None:
        self.pace.await_turn(verb, url)
        found = cost_of(verb, url)
        self.sent.append((self.now, found[1] if found else 0))


def most_within(sent: list[tuple[float, int]], seconds: float) -> int:
    """Give the most that any so many seconds have, in which the last moment is not."""
    moments, sums = [at for at, _ in sent], [0, *accumulate(cost for _, cost in sent)]
    return max(sums[bisect_left(moments, at + seconds)] - sums[place] for place, at in enumerate(moments))


@given(st.lists(st.floats(0, 8), min_size=31, max_size=150))
def test_drive_is_written_to_no_more_than_three_times_a_second(pauses: list[float]) -> None:
    time = Passing()
    for pause in pauses:
        time.now += pause / 10
        time.call("POST", DRIVE)
    assert most_within(time.sent, 10) <= 30


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["GET", "POST", "send"])), min_size=60, max_size=400))
def test_a_mailbox_is_asked_for_no_more_than_its_units_a_minute(calls: list[tuple[float, str]]) -> None:
    time = Passing()
    for pause, what in calls:
        time.now += pause
        time.call("POST" if what == "send" else what, SEND if what == "send" else GMAIL)
    assert most_within(time.sent, 60) <= 6_000


def test_a_small_tick_waits_for_nothing_and_a_hundred_files_take_half_a_minute() -> None:
    time = Passing()
    for _ in range(30):
        time.call("PATCH", DRIVE)
    assert time.now == 0
    for _ in range(70):
        time.call("POST", DRIVE)
    assert time.now == 30


def test_fifty_mails_go_at_once() -> None:
    time = Passing()
    for _ in range(50):
        time.call("POST", GMAIL)
        time.call("POST", SEND)
    assert time.now == 0


def test_threads_share_one_pace() -> None:
    slept: list[float] = []
    lock = Lock()

    def sleep(seconds: float) -> None:
        with lock:
            slept.append(seconds)

    pace = Pace(lambda: 0.0, sleep)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: pace.await_turn("POST", DRIVE), range(90)))
    assert sorted(slept) == [10.0] * 30 + [20.0] * 30


@pytest.mark.parametrize(
    ("verb", "url", "limit"),
    [
        ("GET", DRIVE, None),
        ("POST", "https://www.googleapis.com/upload/drive/v3/files", DRIVE_WRITES),
        ("DELETE", f"{DRIVE}/x/permissions/y", DRIVE_WRITES),
        ("GET", GMAIL, GMAIL_UNITS),
        ("POST", "https://sheets.googleapis.com/v4/spreadsheets/x:batchUpdate", None),
    ],
    ids=["read", "upload", "permission", "mail", "workbook"],
)
def test_each_call_counts_towards_the_limit_that_google_names(verb: str, url: str, limit: Limit | None) -> None:
    found = cost_of(verb, url)
    assert (found[0] if found else None) == limit
