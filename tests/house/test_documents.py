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


@pytest.mark.parametrize("document", ALL)
def test_every_name_that_a_document_points_to_is_in_its_module(document: Path) -> None:
    assert [str(named) for named in d.names(document) if not d.has_name(named.text)] == []


@pytest.mark.parametrize("document", ALL)
def test_a_link_that_shows_a_module_leads_to_it(document: Path) -> None:
    wrong = [path for path, link in d.linked_modules(document) if (document.parent / link).resolve() != d.ROOT / path]
    assert wrong == []


def test_the_tour_and_the_recipes_point_to_names() -> None:
    assert len(list(d.names(d.ROOT / "docs" / "tour.md"))) > 20
    assert len(list(d.names(d.ROOT / "CONTRIBUTING.md"))) > 10


def test_the_code_that_the_tour_shows_stands_in_its_module() -> None:
    shown = list(d.shown_code(d.ROOT / "docs" / "tour.md"))
    assert len(shown) > 10
    assert [line for path, line in shown if line not in (d.ROOT / path).read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("room", ["automation", "automation.jobs", "local_workspace", "demo"])
def test_the_design_shows_the_layers_that_are_held(room: str) -> None:
    assert d.layers_shown(d.ROOT / "docs" / "design.md", room) == d.layers_held(room)


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


@pytest.mark.parametrize(
    ("text", "pointed", "there"),
    [
        ("`automation/cli.py` → `main` begins.", ["automation/cli.py:main"], [True]),
        ("`jobs/tick/act.py` → `Acting._do`, `calls_of` and\n`gone`", None, [True, True, False]),
        ("[`automation/nowhere.py`](x.py) → `main`", ["automation/nowhere.py:main"], [False]),
        ("`a` → `b`, gather → decide, `automation/cli.py` and `main`", [], []),
    ],
)
def test_a_name_that_is_not_in_its_module_is_found(tmp_path, text, pointed, there) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    found = [named.text for named in d.names(page)]
    assert pointed is None or found == pointed
    assert [d.has_name(one) for one in found] == there
