"""A crease goes from edge to edge; a line whose words were changed does not."""

import numpy as np
import pytest

from automation.archive.creases import creases

_HEIGHT, _WIDTH, _LINE = 2339, 1654, 700


def written(seed: int) -> np.ndarray:
    """Lines of words as ink, with margins: strokes at chance places."""
    chance = np.random.default_rng(seed)
    page = np.zeros((_HEIGHT, _WIDTH), np.float32)
    for top in range(300, 2000, 50):
        for left in range(200, 1450, 12):
            if chance.random() < 0.8:
                page[top : top + int(chance.integers(12, 26)), left : left + 5] = 0.9
    return page


def test_a_line_of_other_words_is_no_crease():
    ours, theirs = written(1), written(1)
    theirs[_LINE : _LINE + 30] = written(2)[_LINE : _LINE + 30]
    assert not creases(ours, theirs).any()


@pytest.mark.parametrize("slant", [0.0, 0.008, -0.015])
@pytest.mark.parametrize("turned", [False, True])
def test_a_dark_line_from_edge_to_edge_is_one_also_through_words(slant, turned):
    ours, theirs = written(1), written(1)
    there = theirs.T if turned else theirs
    rows = _LINE + 10 + np.rint(slant * (np.arange(there.shape[1]) - there.shape[1] / 2)).astype(int)
    for beside in range(6):
        there[rows + beside, np.arange(there.shape[1])] = 0.4
    found = creases(ours, theirs)
    found = found.T if turned else found
    assert found[rows + 3, np.arange(there.shape[1])].mean() > 0.95
    assert found.mean() < 0.02


def test_a_pale_line_down_the_page_is_known_by_the_print_that_lacks():
    ours, theirs = written(1), written(1)
    theirs[:, 800:808] = 0
    found = creases(ours, theirs)
    assert found[300:2000, 800:808].mean() > 0.95
    assert found.mean() < 0.02


def test_a_page_that_is_as_it_was_printed_has_none():
    assert not creases(written(1), written(1)).any()
