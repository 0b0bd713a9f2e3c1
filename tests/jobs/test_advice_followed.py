"""Who does what a warning says sees it end: each advice of the workflow, played in an office."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from automation.register import wording as register
from automation.workflow import wording as workflow
from tests.house.figures import ROOT

from . import advices, advices_of_tabs
from .advice_stages import Stages, goes_by
from .advices import Advice

#: A word that tells people to do something.
_TELLS = re.compile(
    r"\b(?:isi|pilih|kosongkan|perbaiki|betulkan|ubah|tulis|hapus|periksa|kembalikan)\b", re.IGNORECASE
)


#: A piece of so many signs says enough to be known by it; of shorter ones the longest must do.
ENOUGH, FEW = 16, 9
#: What cannot be followed in an office in memory within minutes, and the test that does it.
ELSEWHERE = {
    "LIMITS": "",  # What stands within `limit_near`.
    "recurrence_suspected": "tests/jobs/test_recurrence.py::test_no_is_kept_and_reopens_nothing",
    "RETURNED_FROM_SRIKANDI": (
        "tests/jobs/test_srikandi.py::test_a_draft_that_is_ready_for_srikandi_is_replaced_and_not_returned"
    ),
    "signed_differs": "tests/jobs/test_srikandi.py::test_other_words_wait_for_who_decides_who_is_told_which",
    "SIGNED_UNREAD": (
        "tests/jobs/test_srikandi.py::test_a_letter_without_text_is_stated_by_a_person_and_a_lost_ledger_knows_it_again"
    ),
    "waits_for_papers": (
        "tests/jobs/test_papers.py::test_the_end_waits_for_the_papers_and_the_officer_is_told_of_what"
    ),
    "ended_with_a_person": (
        "tests/jobs/test_retrying.py::test_a_thing_that_was_given_up_stays_so_until_a_person_asks_for_it"
    ),
}
EVERY = (*advices.ALL, *advices_of_tabs.ALL)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stages"))


def names_in(words: ModuleType) -> Iterator[str]:
    """Return what a wording file defines."""
    return filter(None, map(name_of, ast.parse(Path(str(words.__file__)).read_text("utf-8")).body))


def pieces(words: ModuleType, name: str) -> tuple[str, ...]:
    """Return the texts of one name of a wording file, cut where something is put in."""
    nodes = ast.parse(Path(str(words.__file__)).read_text("utf-8")).body
    found = next(node for node in nodes if name_of(node) == name)
    body = found.body[1:] if isinstance(found, ast.FunctionDef) else [found]
    return tuple(
        str(one.value)
        for node in body
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )


def name_of(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


@pytest.mark.parametrize("advice", EVERY, ids=str)
def test_who_does_what_a_warning_says_sees_it_end(advice: Advice, stages: Stages, tmp_path: Path) -> None:
    world = stages.at(advice.stage, tmp_path)
    advice.wrong(world)
    before = goes_by(world)
    there = sorted((piece for piece in pieces(advice.words, advice.name) if piece in before), key=len)
    said = [piece for piece in there if len(piece) >= ENOUGH] or [piece for piece in there[-1:] if len(piece) > FEW]
    assert said, before
    advice.follow(world)
    after = goes_by(world)
    world.ledger.close()
    assert [piece for piece in said if piece in after] == []


@pytest.mark.parametrize(
    ("words", "elsewhere"),
    [(workflow, ELSEWHERE), (register, advices_of_tabs.ELSEWHERE)],
    ids=["workflow", "register"],
)
def test_each_text_that_tells_people_to_do_something_is_followed_here_or_elsewhere(
    words: ModuleType, elsewhere: Mapping[str, str]
) -> None:
    telling = {name for name in names_in(words) if any(_TELLS.search(piece) for piece in pieces(words, name))}
    assert telling - {advice.name for advice in EVERY} - elsewhere.keys() == set()


@pytest.mark.parametrize("where", sorted({*ELSEWHERE.values(), *advices_of_tabs.ELSEWHERE.values()} - {""}))
def test_each_advice_that_is_followed_elsewhere_is_followed_by_a_test_that_is_there(where: str) -> None:
    file, _, test = where.partition("::")
    assert f"def {test}(" in (ROOT / file).read_text("utf-8")
