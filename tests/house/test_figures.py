"""How the house's figures are counted."""

from pathlib import Path

import pytest

from tests.house.figures import functions_in, is_wording, literals, literals_in

BRANCHED = '''
def branched(rows, wanted):
    """Return something.

    At length.
    """
    for row in rows:
        if row and wanted:
            return [one for one in row if one]
    return 1 if wanted else 2
'''
TABLE = '''
def table(effect):
    """Tell."""
    match effect:
        case 1:
            return "a"
        case 2:
            return "b"
        case _:
            return "c"
'''


@pytest.mark.parametrize(
    ("source", "lines", "complexity"), [(BRANCHED, 5, 6), (TABLE, 8, 2), ("def short(): return 1", 1, 1)]
)
def test_lines_leave_the_docstring_out_and_a_match_counts_once(source: str, lines: int, complexity: int) -> None:
    (found,) = functions_in(source, Path("x.py"))
    assert (found.lines, found.complexity) == (lines, complexity)


def test_a_sentence_of_indonesian_is_counted_wherever_it_stands_and_a_docstring_is_not() -> None:
    source = '''
"""Berkas ini tidak dapat dibaca oleh siapa pun."""
NAMES = ("Jenis layanan", "an English sentence of more than six words")
def told(count):
    return f"{count} surel ditahan. Periksa dahulu, lalu ulangi dengan yakin."
'''
    (found,) = literals_in(source, Path("automation/x.py"))
    assert found.text.startswith(" surel ditahan")
    assert not found.at_home
    assert all(one.at_home for one in literals_in(source, Path("automation/mail/wording/x.py")))


@pytest.mark.parametrize(
    "name", ["workflow/wording.py", "jobs/effect_words.py", "mail/wording/staff.py", "phrases.py"]
)
def test_a_wording_file_is_known_by_its_name(name: str) -> None:
    assert is_wording(Path(name))
    assert not is_wording(Path("automation/swording.py"))


def test_every_sentence_for_people_stands_in_a_wording_file() -> None:
    found = list(literals("automation"))
    assert found
    assert [f"{one.place} {one.text[:60]}" for one in found if not one.at_home] == []
