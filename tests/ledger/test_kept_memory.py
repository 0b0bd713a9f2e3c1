"""The memory that is kept from read to read says what a ledger opened anew would say."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from automation.domain.effects import Deed, EffectKey
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.domain.setback import Cause, Failure, Setback
from automation.domain.setback_name import SetbackName
from automation.ledger import UnusableLedger, open_ledger
from tests.databases import new_database

from .cases import MONDAY, a_case, a_closed_case, a_number
from .test_ledger import a_document, events

NUMBERS = st.integers(1, 3)
KEYS = st.builds(
    lambda number, what: str(EffectKey.of(a_number(number), what)), NUMBERS, st.sampled_from(list(Deed)[:3])
)
NOTICES = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2)


class KeptBeside(RuleBasedStateMachine):
    """One process writes and reads; a second one sometimes writes too. A third begins anew each time and reads."""

    address = ":memory:"

    def __init__(self) -> None:
        super().__init__()
        self.ledger = open_ledger(self.address)

    def teardown(self) -> None:
        self.ledger.close()

    @rule(number=NUMBERS, closed=st.booleans(), told=st.integers(0, 2))
    def save(self, number: int, closed: bool, told: int) -> None:
        case = (a_closed_case if closed else a_case)(number)
        self.ledger.save([case], events(told), MONDAY, statuses={case.number: str(told)})

    @rule(number=NUMBERS, words=st.sampled_from(["x", "y"]))
    def change_a_status(self, number: int, words: str) -> None:
        self.ledger.keep_statuses({a_number(number): words})

    @rule(key=KEYS, token=st.sampled_from(["", "t"]), covers=NOTICES)
    def begin(self, key: str, token: str, covers: list[str]) -> None:
        self.ledger.begin(key, "Kind", None, "{}", token, covers)

    @rule(key=KEYS, act=st.sampled_from(["note", "fail", "abandon", "finish"]), covers=NOTICES)
    def go_on(self, key: str, act: str, covers: list[str]) -> None:
        if act == "abandon":
            self.ledger.abandon(key)
        elif key in self.ledger.memory().begun:
            if act == "note":
                self.ledger.note(key, "later")
            elif act == "fail":
                self.ledger.fail(key, "why")
            else:
                self.ledger.finish(key, "result", covers, at=MONDAY)

    @rule(number=NUMBERS, shelf=st.sampled_from(["", "Rak 1"]))
    def file(self, number: int, shelf: str) -> None:
        document = a_document(str(EffectKey.of(a_number(number), Deed.FOLDER)), number=a_number(number))
        if document.number in self.ledger.memory().cases:
            self.ledger.keep_documents([document])
            self.ledger.save([], [], MONDAY, shelves={document.effect: shelf})

    @rule(number=NUMBERS)
    def count_another_answer(self, number: int) -> None:
        self.ledger.save([], [], MONDAY, responses={f"jawaban-{number}": a_number(number)})

    @rule(text=st.sampled_from(["1", "2"]))
    def note_something(self, text: str) -> None:
        self.ledger.note_memory(Note.TICKS, text)
        self.ledger.remember_place(Place.WORKBOOK, text)

    @rule(key=KEYS)
    def set_back(self, key: str) -> None:
        self.ledger.set_back(
            Setback(
                name=SetbackName.effect(key),
                number=None,
                failure=Failure(Cause.REFUSED, "why"),
                rests_on="",
                since=MONDAY,
                tried_at=MONDAY,
                times=1,
                told=False,
            )
        )

    @invariant()
    def a_new_reading_says_the_same(self) -> None:
        kept = self.ledger.memory()
        self.ledger._kept = type(self.ledger._kept)()
        anew = self.ledger.memory()
        assert replace(kept, cases=dict(kept.cases), actions=dict(kept.actions)) == replace(
            anew, cases=dict(anew.cases), actions=dict(anew.actions)
        )
        assert list(kept.cases) == list(anew.cases)
        # From here on, what was kept is gone on with.
        self.ledger._kept._memory = kept


TestKeptBeside = KeptBeside.TestCase
TestKeptBeside.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_on_postgresql_too_a_kept_memory_says_what_a_new_reading_would(office):
    class OnPostgresql(KeptBeside):
        address = office.address

    # One ledger for all: each run goes on where the last one ended.
    run_state_machine_as_test(OnPostgresql, settings=settings(max_examples=2, stateful_step_count=25, deadline=None))


def test_what_did_not_change_is_the_very_same(database):
    with open_ledger(database.address) as ledger:
        ledger.save([a_case(1), a_closed_case(2)], [], MONDAY)
        before = ledger.memory()
        assert ledger.memory() is before
        ledger.note_memory(Note.TICKS, "1")
        after = ledger.memory()
        assert (after.cases, after.results, after.documents) == (before.cases, before.results, before.documents)
        assert after.cases is before.cases
        assert after.notes != before.notes


def test_what_another_process_wrote_is_read(database):
    with open_ledger(database.address) as ledger, open_ledger(database.address) as other:
        ledger.save([a_case(1)], [], MONDAY)
        assert len(ledger.memory().cases) == 1
        other.save([a_case(2)], [], MONDAY)
        other.begin("kantor/x", "Kind", None, "{}")
        assert len(ledger.memory().cases) == 2
        assert "kantor/x" in ledger.memory().begun


def test_what_another_process_left_as_it_was_is_the_very_same(database):
    with open_ledger(database.address) as ledger, open_ledger(database.address) as other:
        ledger.save([a_case(1), a_closed_case(2), a_case(3)], events(2), MONDAY)
        ledger.note_memory(Note.TICKS, "1")
        before = ledger.memory()
        known = dict(before.cases)
        other.note_memory(Note.TICKS, "1")
        assert ledger.memory() is before
        other.save([a_closed_case(3), a_case(4)], [], MONDAY)
        after = ledger.memory()
        assert list(after.cases) == [a_number(place) for place in range(1, 5)]
        assert (after.cases[a_number(3)], after.cases[a_number(4)]) == (a_closed_case(3), a_case(4))
        assert [after.cases[one] is known[one] for one in known] == [True, True, False]
        assert after.notes is before.notes
        assert dict(before.cases) == known


def test_what_was_written_without_the_ledger_is_read_from_a_file(tmp_path):
    database = new_database("sqlite", tmp_path)
    with open_ledger(database.address) as ledger:
        ledger.save([a_case(1)], [], MONDAY)
        assert not ledger.memory().notes
        database.run("insert into note (name, text) values ('x', 'y')")
        assert ledger.memory().notes == {"x": "y"}


def test_a_reading_that_failed_leaves_nothing_half_known(database):
    with open_ledger(database.address) as ledger:
        ledger.save([a_case(1)], [], MONDAY)
        ledger.memory()
        ledger.save([a_case(2)], [], MONDAY)
        database.run("alter table complaint rename to aside")
        with pytest.raises(UnusableLedger, match=r"no such table|does not exist"):
            ledger.memory()
        database.run("alter table aside rename to complaint")
        assert len(ledger.memory().cases) == 2
