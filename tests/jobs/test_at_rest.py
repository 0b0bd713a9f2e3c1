"""What is known of cases at rest: looked through once something around them is another, and not before."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from automation.domain.case import Case
from automation.domain.numbers import ComplaintNumber
from automation.jobs.tick.at_rest import CasesAtRest
from automation.register.lines import Line
from tests.ledger.cases import a_closed_case, a_number


class Counted(Mapping[ComplaintNumber, Any]):
    """A mapping that counts how often it was looked into."""

    def __init__(self, given: Mapping[ComplaintNumber, Any]) -> None:
        self.given, self.looked = given, 0

    def __getitem__(self, key: ComplaintNumber) -> Any:
        self.looked += 1
        return self.given[key]

    def __iter__(self) -> Iterator[ComplaintNumber]:
        self.looked += 1
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)


class Office:
    """So many settled cases whose rows are there, all derived once."""

    def __init__(self, ever: int) -> None:
        cases = {a_number(place): replace(a_closed_case(place), row_seen=True) for place in range(1, ever + 1)}
        self.cases = Counted(cases)
        self.lines = Counted({number: Line(number.sequence, {}) for number in cases})
        self.documents: dict[ComplaintNumber, Any] = {}
        self.resting: CasesAtRest[str] = CasesAtRest()
        self.look()
        for number, case in cases.items():
            self.keep(case, self.lines.given[number])
        self.look()
        self.cases.looked = self.lines.looked = 0

    def look(self, *in_motion: ComplaintNumber) -> Any:
        return self.resting.look(self.cases, self.lines, self.documents, frozenset(in_motion))

    def keep(self, case: Case, line: Line) -> None:
        self.resting.keep(case, line, (), f"derived of {case.number}")


def test_a_look_at_what_did_not_change_looks_into_no_case():
    office = Office(50)
    first, again = office.look(), office.look()
    assert again is first
    assert len(again.derived) == 50
    assert again.others == ()
    assert (office.cases.looked, office.lines.looked) == (0, 0)


def test_one_that_is_in_motion_is_known_no_more_and_then_derived_again():
    office = Office(5)
    still = office.look(a_number(3))
    assert still.others == (a_number(3),)
    assert a_number(3) not in still.derived
    office.keep(office.cases.given[a_number(3)], office.lines.given[a_number(3)])
    assert office.look(a_number(3)).others == (a_number(3),)
    assert office.look().others == (a_number(3),)
    office.keep(office.cases.given[a_number(3)], office.lines.given[a_number(3)])
    assert office.look().others == ()


def test_one_whose_case_or_line_is_another_is_known_no_more():
    office = Office(5)
    office.cases = Counted({**office.cases.given, a_number(2): replace(office.cases.given[a_number(2)], cells={})})
    office.lines = Counted({**office.lines.given, a_number(4): Line(9, {})})
    assert office.look().others == (a_number(2), a_number(4))
