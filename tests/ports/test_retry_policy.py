"""Trying again: all calls of one tick share what may be spent on it, and a quota is waited for once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Lock

import pytest
import requests
from googleapiclient.errors import HttpError
from httplib2 import Response

from automation.domain.cells import AppendRows
from automation.domain.layout import AddTab
from automation.google import Clock, connect
from automation.google.retry_policy import RetryBudget, RetryPolicy
from automation.ports import TryLater
from tests.builders import job_cells

from .served import connected, settings_for


class HandTime:
    """A time that passes when somebody sleeps, or is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 9, 0, 20, tzinfo=UTC)
        self.slept: list[float] = []

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.pass_by(seconds)

    def waiting(self, chance: float = 0.5) -> Clock:
        return Clock(
            now=lambda: self.now, seconds=lambda: self.now.timestamp(), sleep=self.sleep, chance=lambda: chance
        )


def refused(status: int, reason: str = "backendError") -> HttpError:
    body = f'{{"error": {{"message": "no", "errors": [{{"reason": "{reason}"}}]}}}}'
    return HttpError(Response({"status": str(status)}), body.encode())


class Calls:
    """A call that fails so often before it answers, each time after so many seconds."""

    def __init__(self, time: HandTime, *errors: Exception, seconds: float = 0.0) -> None:
        self.time, self.errors, self.seconds, self.made = time, list(errors), seconds, 0

    def __call__(self) -> str:
        self.made += 1
        self.time.pass_by(self.seconds)
        if self.errors:
            raise self.errors.pop(0)
        return "answer"


BUSY = refused(429, "rateLimitExceeded")
AWAY = refused(503)


def test_waits_double_up_to_the_longest():
    time = HandTime()
    assert RetryPolicy(time.waiting(), RetryBudget(longest_wait=5)).repeated(Calls(time, *[AWAY] * 5)) == "answer"
    assert time.slept == [1, 2, 4, 5, 5]


@pytest.mark.parametrize(("chance", "waited"), [(0.0, 0.5), (0.999, 1.499)])
def test_waits_are_spread_so_that_offices_do_not_come_back_together(chance, waited):
    time = HandTime()
    RetryPolicy(time.waiting(chance)).repeated(Calls(time, AWAY))
    assert time.slept == [waited]


def test_the_calls_of_a_tick_share_one_budget_and_the_next_tick_has_its_own():
    time = HandTime()
    retry_policy = RetryPolicy(time.waiting(), RetryBudget(seconds=10))
    assert retry_policy.repeated(Calls(time, AWAY, AWAY)) == "answer"
    assert retry_policy.repeated(Calls(time, AWAY, AWAY)) == "answer"
    for left in range(8):
        with pytest.raises(HttpError):
            retry_policy.repeated(Calls(time, *[AWAY] * 9))
        assert sum(time.slept) <= 10, left
    retry_policy.renew()
    assert retry_policy.repeated(Calls(time, AWAY, AWAY)) == "answer"


def test_tries_that_hang_are_paid_from_the_budget_too():
    time = HandTime()
    slow = Calls(time, *[requests.exceptions.ReadTimeout()] * 99, seconds=50)
    with pytest.raises(requests.exceptions.ReadTimeout):
        RetryPolicy(time.waiting()).repeated(slow)
    assert slow.made == 3


def test_the_number_of_tries_is_bounded_too():
    time = HandTime()
    calls = Calls(time, *[AWAY] * 99)
    with pytest.raises(HttpError):
        RetryPolicy(time.waiting(), RetryBudget(first_wait=0, tries=4)).repeated(calls)
    assert calls.made == 5


def test_a_quota_is_waited_for_until_the_next_minute_and_once_a_tick():
    time = HandTime()
    retry_policy = RetryPolicy(time.waiting(chance=0))
    assert retry_policy.careful(Calls(time, BUSY)) == "answer"
    assert time.slept == [40]
    assert (time.now.minute, time.now.second) == (1, 0)
    again = Calls(time, BUSY)
    with pytest.raises(HttpError):
        retry_policy.careful(again)
    assert again.made == 1
    retry_policy.renew()
    assert retry_policy.careful(Calls(time, BUSY)) == "answer"


def test_a_quota_of_the_day_is_not_waited_for():
    time = HandTime()
    with pytest.raises(HttpError):
        RetryPolicy(time.waiting()).repeated(Calls(time, refused(403, "dailyLimitExceeded")))
    assert time.slept == []


@pytest.mark.parametrize(
    "error", [refused(404), refused(403, "forbidden"), refused(400), requests.exceptions.SSLError()]
)
def test_what_will_not_pass_is_not_tried_again(error):
    time = HandTime()
    calls = Calls(time, error)
    with pytest.raises(type(error)):
        RetryPolicy(time.waiting()).careful(calls)
    assert calls.made == 1


@pytest.mark.parametrize("error", [AWAY, requests.exceptions.ConnectionError(), requests.exceptions.ReadTimeout()])
def test_what_may_have_been_done_is_repeated_only_where_that_is_harmless(error):
    time = HandTime()
    assert RetryPolicy(time.waiting()).repeated(Calls(time, error)) == "answer"
    once = Calls(time, error)
    with pytest.raises(type(error)):
        RetryPolicy(time.waiting()).careful(once)
    assert once.made == 1


# -- over the wire


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with connected(tmp_path_factory.mktemp("workspace")) as (serving, _):
        yield serving


@pytest.fixture
def office(served, tmp_path):
    """Give what breaks calls, a connection with a time of its own, and that time."""
    time = HandTime()
    connection = connect(settings_for(served, tmp_path), time.waiting())
    faults = f"{served.address}/_workspace/faults"

    def broken(**fault) -> None:
        match = fault.pop("match", {})
        requests.post(faults, json={"kind": "status", "match": match, **fault}, timeout=60).raise_for_status()

    yield broken, connection, time
    requests.delete(faults, timeout=60).raise_for_status()
    connection.close()


def test_a_lasting_503_ends_within_the_budget_for_all_calls_together(office):
    broken, connection, time = office
    broken(status=503, times=1000, match={"method": "drive.files.*"})
    drive = connection.drive({})
    for _ in range(5):
        with pytest.raises(TryLater):
            drive.listing("root")
    assert 60 < sum(time.slept) <= 120
    assert connection.counts.reads["drive"] == len(time.slept) + 5


def test_a_write_over_its_quota_is_done_once_in_the_next_minute(office):
    broken, connection, time = office
    id = connection.construction.make("workbook", "Register", "root", {})
    connection.construction.arrange(id, [AddTab(tab=7, title="Status", rows=20, columns=5)])
    workbook = connection.workbook({"workbook": id, "tab.status": "7"})
    broken(status=429, match={"method": "sheets.spreadsheets.batchUpdate"})
    workbook.write([AppendRows("status", (job_cells("status", "satu"),))])
    assert len(time.slept) == 1
    assert 40 <= time.slept[0] <= 45
    assert workbook.read(["Status"]) == ((("satu",),),)


def test_an_answer_cut_off_is_asked_for_again_where_it_was_a_read(office):
    broken, connection, time = office
    broken(kind="reset", match={"method": "drive.files.list"})
    assert connection.drive({}).listing("root") is not None
    assert time.slept == [1.0]


# -- calls at once


def test_calls_that_meet_a_quota_together_wait_for_the_same_minute():
    time = HandTime()
    first, beside = Calls(time, BUSY), Calls(time, BUSY)

    def sleep(seconds: float) -> None:
        """Let the other call, which was under way, meet the same quota while the first one waits."""
        if not beside.made:
            retry_policy.repeated(beside)
        time.sleep(seconds)

    retry_policy = RetryPolicy(replace(time.waiting(chance=0), sleep=sleep))
    assert retry_policy.repeated(first) == "answer"
    assert first.made == beside.made == 2
    assert time.slept == [40, 40]


def test_waits_that_pass_together_are_paid_for_once():
    time = HandTime()
    gate = Barrier(4)
    held = Lock()
    until: list[float] = []

    def sleep(seconds: float) -> None:
        """Let four waits pass together: time moves on once for all of them."""
        with held:
            until.append(time.now.timestamp() + seconds)
        if gate.wait(10) == 0:
            time.pass_by(max(until) - time.now.timestamp())
            until.clear()
        gate.wait(10)

    waiting = replace(time.waiting(), sleep=sleep)
    retry_policy = RetryPolicy(waiting, RetryBudget(seconds=10, tries=99, tries_a_call=9))
    with ThreadPoolExecutor(4) as threads:
        calls = [Calls(time, AWAY, AWAY, AWAY) for _ in range(4)]
        assert list(threads.map(retry_policy.repeated, calls)) == ["answer"] * 4


def test_each_thread_has_a_session_of_its_own_and_all_share_one_token(office):
    _, connection, _ = office
    drive = connection.drive({})
    drive.listing("root")
    before = connection.counts.tokens
    together, used = Barrier(4), []

    def listed(_: int) -> int:
        together.wait(30)
        found = len(drive.listing("root"))
        used.append(connection._sessions.here())
        return found

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(listed, range(4)))
    assert len(set(found)) == 1
    assert len({id(one) for one in [*used, connection._session]}) == 5
    assert all(one.first_date for one in used), "a thread called over the session of another"
    assert connection.counts.tokens == before
    assert connection.counts.reads["drive"] == 5


def test_who_shares_a_quota_with_others_does_not_wait_for_it_and_says_that_it_was_met() -> None:
    time = HandTime()
    policy = RetryPolicy(time.waiting(), RetryBudget(waits_for_quota=False))
    call = Calls(time, refused(429, "rateLimitExceeded"))
    assert not policy.met_quota
    with pytest.raises(HttpError):
        policy.repeated(call)
    assert (call.made, time.slept, policy.met_quota) == (1, [], True)
    policy.renew()
    assert not policy.met_quota
