"""The office clock against an oracle that walks day by day; `make bench` asks many more of these questions."""

from tests.oracle.clock_cases import differences


def test_the_clock_answers_as_the_day_walker_does():
    assert list(differences(4_000, seed=2026)) == []
