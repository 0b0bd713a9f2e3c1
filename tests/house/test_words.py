"""One word, one thing: a word of the glossary that once named several things names only one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.figures import ROOT

PLACES = ("automation", "demo", "local_workspace")
#: The modules, classes and functions that each word may be a part of, since there it has its one meaning.
MEANINGS = {
    # Nothing is left to do: of a case that ended with a reply, of a mail that came in.
    "settled": {"settled_mails", "settled_within"},
    # Somebody of the staff, or a complainant, has heard of it.
    "told": {"DispositionTold", "_disposition_told", "_told_of", "is_told", "told", "told_all_of"},
    # What was found on a scan.
    "reading": {"PageReading", "ScanReading", "_reading", "reading_of", "scan_reading"},
}
#: Words that alone name at most this, for others to use; with another word beside them they say which they mean.
ALONE = {"office": "demo/office.py", "outcome": "Outcome", "view": "", "letter": ""}


def names_in(path: Path, source: str) -> Iterator[str]:
    """Give the name of a module, and those of its classes and functions."""
    yield path.stem
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def words_of(name: str) -> tuple[str, ...]:
    """Take a name apart, however it is written."""
    return tuple(word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name))


def named(*places: str) -> set[tuple[str, str]]:
    paths = [path for place in places for path in (ROOT / place).rglob("*.py")]
    assert len(paths) > 100
    return {(str(path.relative_to(ROOT)), name) for path in paths for name in names_in(path, path.read_text("utf-8"))}


@pytest.mark.parametrize("word", MEANINGS)
def test_a_word_is_part_of_the_names_of_its_one_meaning_alone(word: str) -> None:
    assert {name for _, name in named(*PLACES) if word in words_of(name)} == MEANINGS[word]


@pytest.mark.parametrize("word", ALONE)
def test_a_word_that_says_little_alone_names_one_thing(word: str) -> None:
    found = {
        shown if name == Path(shown).stem else name
        for shown, name in named("automation", "demo")
        if words_of(name) == (word,) and not name.startswith("_")
    }
    assert found == {ALONE[word]} - {""}


def test_a_name_is_taken_apart_however_it_is_written() -> None:
    assert words_of("_disposition_told") == ("disposition", "told")
    assert words_of("DispositionTold") == ("disposition", "told")
    assert words_of("MOST_TOLD") == ("most", "told")
    assert words_of("retold") == ("retold",)
