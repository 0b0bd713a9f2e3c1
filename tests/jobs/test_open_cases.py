"""What was derived of an open case is kept as long as its row, what was asked for it, and its hour are the same."""

from dataclasses import replace
from datetime import timedelta

from automation.domain.asked import AskedMapping, Questions
from automation.domain.case import Case
from automation.domain.lasting import Lasting, Term
from automation.jobs.tick.open_cases import Kept, OpenCases, OpenLook
from automation.register.lines import Line
from tests.builders import a_number, an_intake, wita

NOW = wita(5, 9)
CASE, LINE = Case(number=a_number(), intake=an_intake(), registered_at=NOW), Line(1, {})
NOTES = {"a": "1"}


def kept_in_a_look(derived="derived", notes=NOTES, ends=None, moved=None):
    """Return what a look found that asked for one note, and perhaps whether a moment had come."""
    last, questions, term = OpenCases[str](), Questions(), Term()
    look = OpenLook(last, {"notes": notes}, ("office",), NOW)
    moved = {"notes": notes} if moved is None else moved
    assert AskedMapping(moved["notes"], "notes", questions)["a"] == "1"
    assert ends is None or Lasting.of(NOW, term) < ends
    look.keep(Kept(row=(CASE, LINE), derived=derived, questions=questions, since=NOW, term=term), moved)
    look.conclude()
    return last


def found(last, *, row=(CASE, LINE), notes=NOTES, moved=None, around=("office",), now=NOW):
    look = OpenLook(last, {"notes": notes}, around, now)
    return look.known(row, {"notes": notes} if moved is None else moved)


def test_what_was_derived_holds_while_all_that_was_asked_for_answers_the_same():
    last = kept_in_a_look()
    assert found(last) == "derived"
    assert found(last, notes={"a": "1", "b": "2"}) == "derived"
    assert found(last, notes={"a": "2"}) is None


def test_what_a_case_before_it_changed_is_asked_too():
    last = kept_in_a_look()
    assert found(last, moved={"notes": {"a": "1"}}) == "derived"
    assert found(last, moved={"notes": {"a": "2"}}) is None


def test_what_a_case_before_it_changes_no_more_is_asked_once_more():
    assert found(kept_in_a_look(notes={}, moved={"notes": NOTES}), notes={}) is None
    last = kept_in_a_look()
    changed, notes = {"notes": {"a": "1"}}, {"b": "2"}
    look = OpenLook(last, {"notes": notes}, ("office",), NOW)
    assert look.known((CASE, LINE), changed) == "derived"
    look.conclude()
    assert OpenLook(last, {"notes": notes}, ("office",), NOW).known((CASE, LINE), {"notes": notes}) is None


def test_another_row_or_another_office_makes_it_another():
    last = kept_in_a_look()
    assert found(last, row=(CASE, Line(1, {}))) is None
    assert found(last, row=(replace(CASE), LINE)) is None
    assert found(last, around=("another",)) is None
    assert found(last, around=()) is None


def test_it_holds_until_its_hour_and_not_for_a_clock_that_was_set_back():
    last = kept_in_a_look(ends=NOW + timedelta(hours=1))
    assert found(last, now=NOW + timedelta(minutes=59)) == "derived"
    assert found(last, now=NOW + timedelta(hours=1)) is None
    assert found(last, now=NOW - timedelta(minutes=1)) is None


def test_what_one_look_did_not_ask_for_is_forgotten():
    last = kept_in_a_look()
    OpenLook(last, {"notes": {"a": "2"}}, ("office",), NOW).conclude()
    assert found(last, notes={"a": "2"}) is None


def test_what_a_look_that_broke_off_asked_is_asked_again():
    last = kept_in_a_look()
    assert found(last, notes={"a": "1"}) == "derived"
    assert found(last, notes={"a": "2"}) is None


def test_a_case_is_known_to_be_quiet_by_the_look_before():
    last = OpenCases[str]()
    look = OpenLook(last, {}, (), NOW)
    look.found_quiet((CASE, LINE))
    assert not look.was_quiet((CASE, LINE))
    look.conclude()
    assert OpenLook(last, {}, (), NOW).was_quiet((CASE, LINE))
    assert not OpenLook(last, {}, (), NOW).was_quiet((CASE, None))
