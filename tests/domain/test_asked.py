"""What is asked of a value is noted, and the same is known to be answered as long as it is."""

from dataclasses import dataclass
from datetime import UTC, datetime

from automation.domain.asked import AskedMapping, AskedResults, AskedSet, AskedValue, Questions, is_plain
from automation.domain.lasting import Lasting, Term
from automation.domain.results import Results


def same(questions: Questions, now: object) -> bool:
    return questions.answer_the_same({"it": now}, {"it"})


def test_of_a_mapping_only_what_was_looked_up_must_stay():
    questions = Questions()
    asked = AskedMapping({"a": 1, "b": 2}, "it", questions)
    assert (asked["a"], asked.get("c"), "d" in asked, bool(asked)) == (1, None, False, True)
    assert same(questions, {"a": 1, "b": 3, "e": 4})
    assert not same(questions, {"a": 2, "b": 2})
    assert not same(questions, {"a": 1, "c": None})
    assert not same(questions, {"a": 1, "d": 0})
    assert not same(questions, {})


def test_whoever_goes_through_a_mapping_asked_for_all_of_it():
    for go in (dict, len, list):
        questions, whole = Questions(), {"a": 1}
        go(AskedMapping(whole, "it", questions))
        assert same(questions, whole)
        assert not same(questions, {"a": 1, "b": 2})


def test_of_results_the_keys_that_begin_so_must_stay():
    questions = Questions()
    asked = AskedResults(Results({"KEL-1/a/1": "x"}), "it", questions)
    assert list(asked.beginning("KEL-1/a")) == ["KEL-1/a/1"]
    assert same(questions, Results({"KEL-1/a/1": "y", "KEL-1/b/1": ""}))
    assert not same(questions, Results({"KEL-1/a/1": "x", "KEL-1/a/2": ""}))


def test_of_a_set_only_what_was_looked_for_must_stay():
    questions = Questions()
    asked = AskedSet(frozenset({1, 2}), "it", questions)
    assert (1 in asked, 3 in asked, bool(asked)) == (True, False, True)
    assert same(questions, frozenset({1, 4}))
    assert not same(questions, frozenset({1, 3}))
    whole = frozenset({1})
    for go in (len, set):
        questions = Questions()
        go(AskedSet(whole, "it", questions))
        assert same(questions, whole)
        assert not same(questions, frozenset({1, 2}))


@dataclass(frozen=True)
class Office:
    name: str
    head: str


def test_of_a_value_only_what_was_read_must_stay():
    questions = Questions()
    asked = AskedValue(Office("Balai", "Dewi"), "it", questions, {"head": "another"})
    assert (asked.name, asked.head) == ("Balai", "another")
    assert same(questions, Office("Balai", "Siti"))
    assert not same(questions, Office("Kantor", "Dewi"))


def test_a_source_that_is_not_asked_for_is_the_same():
    questions = Questions()
    questions.note("it", "get", "a", 1)
    assert questions.answer_the_same({"it": {}}, set())


def test_what_holds_a_present_moment_or_a_noted_value_is_not_plain():
    moment = datetime(2026, 11, 5, tzinfo=UTC)
    assert is_plain((Office("Balai", "Dewi"), {"at": moment}, frozenset({1}), [None]))
    assert not is_plain((Office("Balai", "Dewi"), [Lasting.of(moment, Term())]))
    assert not is_plain({"a": AskedMapping({}, "it", Questions())})
    assert not is_plain((Results({}),))
