"""Every file, module and target that the documents name is there, and every link leads somewhere."""

from pathlib import Path

import pytest

from tests.house import documents as d

ALL = [pytest.param(document, id=str(document.relative_to(d.ROOT))) for document in d.documents()]


@pytest.mark.parametrize("document", ALL)
def test_every_path_that_a_document_names_is_there(document: Path) -> None:
    assert [str(named) for named in d.paths(document) if not d.is_there(named.text)] == []


@pytest.mark.parametrize("document", ALL)
def test_every_target_of_make_that_a_document_names_is_there(document: Path) -> None:
    assert [str(named) for named in d.targets(document) if named.text not in d.make_targets()] == []


@pytest.mark.parametrize("document", ALL)
def test_every_module_that_a_document_names_is_there(document: Path) -> None:
    assert [str(named) for named in d.modules(document) if not d.is_a_module(named.text)] == []


@pytest.mark.parametrize("document", ALL)
def test_every_link_and_anchor_leads_somewhere(document: Path) -> None:
    assert [str(named) for named in d.links(document) if not d.resolves(document, named.text)] == []


def test_every_decision_stands_in_their_list() -> None:
    folder = d.ROOT / "docs" / "decisions"
    listed = {named.text for named in d.links(folder / "README.md")}
    assert listed == {file.name for file in folder.glob("0*.md")}


def test_each_decision_has_a_context_a_decision_and_consequences() -> None:
    for file in (d.ROOT / "docs" / "decisions").glob("0*.md"):
        headings = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
        assert headings == ["## Context", "## Decision", "## Consequences"], file.name


@pytest.mark.parametrize(
    ("text", "paths", "targets", "modules", "links"),
    [
        ("See `jobs/nowhere.py` and `tests/x/`.", ["jobs/nowhere.py", "tests/x/"], [], [], []),
        ("Run `make nothing` or `python -m tests.nothing`.", [], ["nothing"], ["tests.nothing"], []),
        ("Read [this](gone.md) and [that](https://x.example/).", [], [], [], ["gone.md"]),
        ("```\nmake nothing    # or nowhere.py\n```", ["nowhere.py"], ["nothing"], [], []),
        ("An address like `/v4/spreadsheets`, a folder like `hasil-demo/`.", [], [], [], []),
    ],
)
def test_what_is_not_there_is_found(tmp_path, text, paths, targets, modules, links) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    found = [[named.text for named in find(page)] for find in (d.paths, d.targets, d.modules, d.links)]
    assert found == [paths, targets, modules, links]
    assert not any(map(d.is_there, paths))
    assert not any(map(d.is_a_module, modules))
    assert not any(d.resolves(page, link) for link in links)
