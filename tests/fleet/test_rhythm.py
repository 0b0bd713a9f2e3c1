"""When offices tick: spread, within the quota of their project, the busy first, and nobody starved."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.fleet.offices import FleetOffice, Project, Standing
from automation.fleet.rhythm import Paces, first_turn, paces, phase, plan, share_after
from tests.fleet.builders import MINUTE, NOW, a_project, an_office, busy

SLICE, AHEAD = timedelta(seconds=10), timedelta(seconds=15)


def played(
    offices: list[FleetOffice], project: Project, length: timedelta, start: datetime = NOW
) -> list[tuple[str, datetime]]:
    """Plan slice after slice, let each tick begin in time, and return all ticks."""
    known = {one.name: one for one in offices}
    ticks: list[tuple[str, datetime]] = []
    now = start
    while now < start + length:
        for one in plan(tuple(known.values()), {project.name: project}, now, AHEAD):
            known[one.name] = replace(known[one.name], next_due=one.then, began=one.at)
            ticks.append((one.name, one.at))
        now += SLICE
    return ticks


def test_an_office_ticks_once_a_minute_at_its_own_second():
    ticks = played([an_office()], a_project(), timedelta(minutes=10))
    assert {(later - sooner) for (_, sooner), (_, later) in pairwise(ticks)} == {MINUTE}
    assert len(ticks) == 10
    assert ticks[0][1].timestamp() % 60 == pytest.approx(phase("balai") * 60, abs=1e-3)


def test_offices_are_spread_over_the_minute():
    names = [f"kantor_{place}" for place in range(300)]
    seconds = Counter(int(phase(name) * 6) for name in names)
    assert len(seconds) == 6
    assert max(seconds.values()) < 2 * min(seconds.values())


def test_an_office_that_was_planned_is_not_planned_again_before_its_next_turn():
    office = an_office()
    [first] = plan((office,), {}, NOW, timedelta(minutes=2))
    assert plan((replace(office, next_due=first.then),), {}, NOW, first.then - NOW) == ()


def test_what_was_missed_is_not_made_up_for():
    offices = [an_office(f"kantor_{place}", next_due=NOW - timedelta(hours=5)) for place in range(120)]
    ticks = played(offices, a_project(), MINUTE)
    assert max(Counter(name for name, _ in ticks).values()) <= 2
    quarter = [at for _, at in ticks if at < NOW + timedelta(seconds=15)]
    assert len(quarter) < 60


@pytest.mark.parametrize(
    "resting",
    [an_office(is_paused=True), an_office(standing=Standing(put_aside=NOW))],
    ids=["paused", "put aside"],
)
def test_an_office_that_rests_is_not_planned(resting):
    assert plan((resting,), {}, NOW, timedelta(hours=1)) == ()


def test_a_project_within_its_quota_ticks_each_minute():
    assert paces(40, 200, 240) == Paces(60, 60)


def test_a_project_over_its_quota_lets_its_busy_offices_go_first():
    assert paces(50, 450, 240) == Paces(60, 150)


def test_where_nearly_all_are_busy_none_goes_first():
    assert paces(450, 50, 240) == Paces(135, 135)


def test_offices_of_a_project_that_used_its_quota_up_are_moved_on_to_their_own_turns():
    barred = NOW + timedelta(seconds=40)
    offices = [an_office(f"kantor_{place}") for place in range(60)]
    planned = plan(offices, {"proyek": a_project(not_before=barred)}, NOW, timedelta(minutes=2))
    assert len(planned) == 60
    assert min(one.at for one in planned) >= barred
    assert max(one.at for one in planned) < barred + MINUTE
    assert len({one.at.second for one in planned}) > 25


def test_another_project_goes_on_while_one_is_barred():
    there = an_office("lain", project="lain", next_due=NOW)
    barred = {"proyek": a_project(not_before=NOW + MINUTE)}
    assert [one.name for one in plan((an_office(next_due=NOW), there), barred, NOW, SLICE)] == ["lain"]


def test_an_office_that_has_waited_a_whole_pace_goes_before_busy_ones():
    waited = an_office("menunggu", next_due=NOW, began=NOW - 2 * MINUTE)
    fresh = busy("sibuk", next_due=NOW, began=NOW - MINUTE)
    assert [one.name for one in plan((fresh, waited), {}, NOW, SLICE)] == ["menunggu", "sibuk"]


def test_less_is_planned_for_after_a_refusal_once_a_minute_and_more_again_after_a_calm_time():
    refused = share_after(a_project(), NOW, refused=True)
    assert refused == pytest.approx(0.72)
    project = a_project(share=refused, not_before=NOW + MINUTE)
    assert share_after(project, NOW, refused=True) == refused
    assert share_after(project, NOW + 5 * MINUTE, refused=False) == refused
    assert share_after(project, NOW + 30 * MINUTE, refused=False) > refused
    assert share_after(a_project(), NOW, refused=False) == 0.8


@given(st.text(min_size=1), st.sampled_from([60.0, 75.0, 135.0]), st.floats(1.7e9, 1.9e9))
def test_a_turn_is_within_one_pace_and_on_the_offices_own_beat(name, pace, after):
    turn = first_turn(name, pace, after)
    assert -1e-3 <= turn - after <= pace + 1e-3
    assert (turn - phase(name) * pace) % pace == pytest.approx(0, abs=1e-2) or (
        turn - phase(name) * pace
    ) % pace == pytest.approx(pace, abs=1e-2)


@given(st.integers(0, 400), st.integers(0, 800), st.integers(60, 600))
def test_the_paces_keep_the_quota_and_starve_nobody(busy_reads, idle_reads, budget):
    found = paces(busy_reads, idle_reads, budget)
    assert busy_reads * 60 / found.busy + idle_reads * 60 / found.idle <= budget * 1.0001
    assert 60 <= found.busy <= found.idle
    # Half of the quota is for the others, however many are busy; a step of the pace is 15 seconds.
    assert found.idle <= max(60, 2 * (busy_reads + idle_reads) * 60 / budget + 15)


@given(st.data())
def test_no_office_waits_longer_than_one_and_a_half_paces_and_all_together_keep_the_quota(data):
    count = data.draw(st.integers(1, 150))
    names = [f"kantor_{place}" for place in range(count)]
    busy_ones = data.draw(st.sets(st.sampled_from(names), max_size=count))
    offices = [busy(name) if name in busy_ones else an_office(name) for name in names]
    project = a_project(reads_a_minute=data.draw(st.sampled_from([60, 120, 300])))
    length = timedelta(minutes=12)
    ticks = played(offices, project, length)
    found = paces(len(busy_ones), count - len(busy_ones), project.share * project.reads_a_minute)
    for name in names:
        pace = found.busy if name in busy_ones else found.idle
        own = [NOW, *sorted(at for ticked, at in ticks if ticked == name), NOW + length]
        assert max((later - sooner).total_seconds() for sooner, later in pairwise(own)) <= 1.5 * pace
    assert len(ticks) <= project.share * project.reads_a_minute * (length / MINUTE) + count


def test_no_minute_of_five_hundred_offices_goes_over_a_quota_of_three_hundred():
    offices = [an_office(f"kantor_{place}") for place in range(450)] + [busy(f"sibuk_{place}") for place in range(50)]
    ticks = played(offices, a_project(), timedelta(minutes=15))
    minutes = Counter(int((at - NOW) / MINUTE) for _, at in ticks if at < NOW + timedelta(minutes=15))
    assert 200 < min(minutes.values()) <= max(minutes.values()) <= 300
    assert len(ticks) / 15 <= 240
