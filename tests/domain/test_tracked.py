"""What is worked out of a mapping from change to change is what one would find who looks for the first time."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from automation.domain.case import Case
from automation.domain.tracked import Folded, Overlaid, changed_since
from automation.domain.vocabulary import Outcome
from automation.ledger.codec import to_json
from automation.ledger.kept import Kept
from tests.ledger.cases import a_case, a_closed_case, a_number

NUMBERS = st.integers(1, 5)
CHANGES = st.lists(st.dictionaries(NUMBERS, st.booleans(), max_size=3), max_size=8)


def cases_of(said: dict[int, bool]) -> dict[Any, Case]:
    return {a_number(number): (a_closed_case if closed else a_case)(number) for number, closed in said.items()}


def kept(cases: dict[Any, Case]) -> Kept[Any, Case]:
    return Kept(Case, {number: to_json(case) for number, case in cases.items()})


def open_ones() -> Folded[Any, Case, Outcome | None]:
    return Folded(lambda case: case.outcome, keeps=lambda outcome: outcome is None)


@given(CHANGES, st.data())
def test_it_is_the_same_in_the_same_order_after_any_changes(
    changes: list[dict[int, bool]], data: st.DataObject
) -> None:
    mapping, folded = kept({}), open_ones()
    for said in changes:
        cases = cases_of(said)
        how = data.draw(st.sampled_from(["written", "laid over", "read anew", "laid over and not kept"]))
        laid_over = Overlaid(mapping, cases)
        if how.startswith("laid over"):
            assert list(folded.of(laid_over).items()) == list(open_ones().of(dict(laid_over)).items())
        if how == "read anew":
            mapping = kept({**dict(mapping), **cases}).as_before(mapping)
        elif how != "laid over and not kept":
            mapping = mapping.with_rows(kept(cases))
        before = folded.of(mapping)
        assert list(before.items()) == list(open_ones().of(dict(mapping)).items())
        assert folded.of(mapping) is before


def test_what_says_the_same_is_the_very_same() -> None:
    mapping, folded = kept(cases_of({1: True, 2: False})), open_ones()
    before = folded.of(mapping)
    assert folded.of(mapping.with_rows(kept(cases_of({1: True})))) is before
    assert folded.of(Overlaid(mapping, cases_of({2: False}))) is before


def test_only_what_changed_is_worked_out_again() -> None:
    asked: list[Any] = []
    folded: Folded[Any, Case, None] = Folded(lambda case: asked.append(case.number))
    mapping = kept(cases_of({1: True, 2: False, 3: True}))
    folded.of(mapping)
    asked.clear()
    folded.of(mapping.with_rows(kept(cases_of({3: False}))))
    assert asked == [a_number(3)]


def test_of_two_that_follow_the_same_one_each_knows_its_own() -> None:
    first = kept(cases_of({1: True, 2: False}))
    one, other = first.with_rows(kept(cases_of({1: False}))), first.with_rows(kept(cases_of({2: True})))
    assert list(changed_since(first, one) or ()) == [a_number(1)]
    assert changed_since(first, other) is None
    assert changed_since(one, other) is None
    assert changed_since(other, one) is None
