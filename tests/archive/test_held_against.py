"""A scan that shows what was printed is told from one that does not; each case was once judged wrongly."""

import pytest

from automation.domain.scans import ScanDifferences
from tests.archive.held_scans import outcome


@pytest.mark.parametrize(("seed", "dpi"), [(1004, 100), (3018, 200), (3042, 200)])
def test_folds_through_words_and_pens_across_them_change_nothing(seed, dpi):
    assert outcome(seed, dpi=dpi) == ScanDifferences(scanned=1, printed=1)


def test_a_word_that_moves_its_whole_line_is_a_difference_and_the_page_the_same():
    [page] = outcome(1007, "a word", 300).pages
    assert page.words
    assert not page.is_another
