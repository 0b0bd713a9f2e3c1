import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.vocabulary import Level
from automation.ledger.codec import NotOurs, from_json, instant_text, to_json

from .cases import MONDAY, a_case, a_closed_case

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8))])
INSTANTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES)
st.register_type_strategy(datetime, INSTANTS)


@pytest.mark.parametrize("case", [a_case(), a_closed_case()])
def test_a_case_survives_printing_and_reading(case):
    assert from_json(Case, to_json(case)) == case


@given(st.from_type(Case))
def test_any_case_survives_printing_and_reading(case):
    assert from_json(Case, to_json(case)) == case


@given(st.from_type(StaffFacts))
def test_any_staff_facts_survive_printing_and_reading(facts):
    assert from_json(StaffFacts, to_json(facts)) == facts


def test_instants_are_kept_in_utc_and_come_back_aware():
    wita = timezone(timedelta(hours=8))
    kept = from_json(Case, to_json(a_case(registered_at=datetime(2026, 11, 2, 9, 0, tzinfo=wita)))).registered_at
    assert kept == MONDAY
    assert kept.utcoffset() == timedelta(0)


@given(INSTANTS, INSTANTS)
def test_kept_instants_sort_as_text(one, other):
    assert (instant_text(one) < instant_text(other)) == (one < other)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        to_json(a_case(registered_at=datetime(2026, 11, 2)))


def test_an_absent_field_takes_its_default_and_an_unknown_one_is_refused():
    printed = json.loads(to_json(a_case()))
    del printed["settled"]
    assert from_json(Case, json.dumps(printed)).settled is False
    with pytest.raises(NotOurs, match="colour"):
        from_json(Case, json.dumps({**printed, "colour": "red"}))
    del printed["number"]
    with pytest.raises(NotOurs, match="number"):
        from_json(Case, json.dumps(printed))


@pytest.mark.parametrize("text", ["[]", "null", '{"number": 1}', "{"])
def test_what_is_no_case_is_refused(text):
    with pytest.raises(NotOurs):
        from_json(Case, text)


@dataclass(frozen=True)
class Everything:
    day: date
    words: Mapping[str, Level | None]
    nested: tuple[tuple[int, ...], ...]


def test_dates_mappings_and_nested_tuples_are_kept():
    value = Everything(date(2026, 2, 28), {"a": Level.SEVERE, "b": None}, ((1, 2), ()))
    assert from_json(Everything, to_json(value)) == value
