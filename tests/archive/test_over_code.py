"""What lies over one of a page's codes: the other one is read, and nothing comes into another's file."""

import pytest

from automation.archive.scan_reading import PageReading
from automation.letters.filling import fill
from automation.letters.late import draft_faults
from tests.archive.marks import MARKS
from tests.archive.over_code import before, letter, page_read, whose
from tests.archive.paper import pages_of
from tests.letters.samples import SECRET, all_words, template


@pytest.mark.parametrize("name", MARKS)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_page_is_known_though_something_lies_over_one_of_its_codes(name, seed):
    code, page = page_read(name, seed)
    assert page == PageReading((code,))


def test_a_letter_of_before_with_one_code_is_still_read_and_its_draft_goes_on():
    code = whose(0)
    assert pages_of(letter(code, codes=1), "application/pdf") == (PageReading((code,)),)
    draft = fill(before(template(code.kind)), all_words()[code.kind], code.signed(SECRET))
    assert draft_faults(draft, code.signed(SECRET)) == ()
