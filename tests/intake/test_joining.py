"""Each cell of the table: what a mail proves, and what becomes of it."""

import pytest

from automation.domain.numbers import ComplaintNumber
from automation.domain.reference import References
from automation.intake.joining import AskPerson, Doubt, Evidence, Joins, NewComplaint, belonging_of, numbers_in

ONE, TWO = ComplaintNumber(2026, 1), ComplaintNumber(2026, 2)
OF_ONE = frozenset({ONE})
OF_BOTH = frozenset({ONE, TWO})
SIGNED = References(OF_ONE)
FORGED = References(forged=True)


@pytest.mark.parametrize(
    ("evidence", "belonging"),
    [
        # nothing proven, nothing said
        (Evidence(), NewComplaint()),
        # conversation
        (Evidence(threaded=OF_ONE, is_complainant=OF_ONE), Joins(ONE)),
        (Evidence(threaded=OF_ONE), AskPerson(ONE, Doubt.STRANGER)),
        (Evidence(threaded=OF_ONE, is_complainant=frozenset({TWO})), AskPerson(ONE, Doubt.STRANGER)),
        (Evidence(threaded=OF_BOTH, is_complainant=OF_BOTH), AskPerson(None, Doubt.SEVERAL)),
        # signed reference
        (Evidence(references=SIGNED, is_complainant=OF_ONE), Joins(ONE)),
        (Evidence(references=SIGNED), AskPerson(ONE, Doubt.STRANGER)),
        (Evidence(references=References(OF_BOTH), is_complainant=OF_BOTH), AskPerson(None, Doubt.SEVERAL)),
        # both
        (Evidence(threaded=OF_ONE, references=SIGNED, is_complainant=OF_ONE), Joins(ONE)),
        (Evidence(threaded=OF_ONE, references=SIGNED), AskPerson(ONE, Doubt.STRANGER)),
        (
            Evidence(threaded=frozenset({TWO}), references=SIGNED, is_complainant=OF_BOTH),
            AskPerson(None, Doubt.SEVERAL),
        ),
        (Evidence(threaded=OF_ONE, references=FORGED, is_complainant=OF_ONE), Joins(ONE)),
        # a bare number, by whomever
        (Evidence(named=OF_ONE), AskPerson(ONE, Doubt.NUMBER_ALONE)),
        (Evidence(named=OF_ONE, is_complainant=OF_ONE), AskPerson(ONE, Doubt.NUMBER_ALONE)),
        (Evidence(named=OF_BOTH, is_complainant=OF_BOTH), AskPerson(None, Doubt.SEVERAL)),
        (Evidence(threaded=OF_ONE, named=OF_BOTH, is_complainant=OF_ONE), Joins(ONE)),
        # a reference that is none
        (Evidence(references=FORGED), AskPerson(None, Doubt.FORGED)),
        (Evidence(references=FORGED, named=OF_ONE, is_complainant=OF_ONE), AskPerson(ONE, Doubt.FORGED)),
        (Evidence(references=FORGED, named=OF_BOTH), AskPerson(None, Doubt.FORGED)),
    ],
)
def test_a_letter_belongs_where_it_proves_to_belong(evidence, belonging):
    assert belonging_of(evidence) == belonging


def test_numbers_are_found_in_a_subject_and_only_whole_ones():
    assert numbers_in("Re: [KEL-2026-0001] dan kel-2026-0002") == OF_BOTH
    assert numbers_in("SKEL2026-0001, KEL-26-1, X-KEL-2026-0001") == frozenset()
