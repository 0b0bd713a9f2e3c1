"""Whatever is exempt from ruff or mypy says why, in brackets behind it."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator
from io import StringIO

import pytest

from tests.house.figures import ROOT

PLACES = ("automation", "demo", "doc_templates", "local_workspace", "tests")
_EXEMPTION = re.compile(r"#\s*(?:noqa|(?:ruff|flake8|mypy):|type:\s*ignore)", re.IGNORECASE)
_REASONED = re.compile(
    r"# noqa: [A-Z]+\d+(?:, [A-Z]+\d+)* \(.+?\)|# type: ignore\[[a-z-]+(?:, [a-z-]+)*\]  # \(.+?\)"
)


def unexplained(source: str) -> Iterator[int]:
    """Give the lines of a module with an exemption that does not say why, or not from what."""
    if not _EXEMPTION.search(source):
        return
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type == tokenize.COMMENT and _EXEMPTION.search(_REASONED.sub("", token.string)):
            yield token.start[0]


def test_every_exemption_says_why() -> None:
    modules = [ROOT / "main.py", *(path for place in PLACES for path in sorted((ROOT / place).rglob("*.py")))]
    assert len(modules) > 500
    found = [f"{path.relative_to(ROOT)}:{line}" for path in modules for line in unexplained(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# NOQA: S101",
        "# noqa: S101, S102",
        "# noqa: S101 - it holds",
        "# noqa: S101 ()",
        "# type: ignore",
        "# type: ignore[misc]",
        "# type: ignore[misc]  # it holds",
        "# type: ignore[misc]  # noqa: S101 (it holds)",
        "# ruff: noqa",
        "# mypy: ignore-errors",
    ],
)
def test_an_exemption_without_a_reason_is_found(comment: str) -> None:
    assert list(unexplained(f"first = 1\nsecond = 2  {comment}\n")) == [2]


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: S101 (it holds)",
        "# noqa: S101, S102 (they hold)",
        "# type: ignore[misc]  # (it holds)",
        "# type: ignore[misc]  # (it holds)  # noqa: S101 (so does this)",
    ],
)
def test_one_that_says_why_is_not(comment: str) -> None:
    assert list(unexplained(f"second = 2  {comment}\n")) == []


def test_words_in_a_text_are_no_exemption() -> None:
    assert list(unexplained('text = "# noqa"\n')) == []
