"""What is installed by requirements.txt and what the package asks for are the same."""

import re
import tomllib
from pathlib import Path

from automation import __version__
from automation.shipped import found_by_people, shipped

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pinned(file: str) -> dict[str, str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))


def test_requirements_are_the_packages_own_and_those_of_its_extra() -> None:
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["workspace"]]
    assert dict(line.split("==") for line in asked) == pinned("requirements.txt")
    assert len(asked) == len(pinned("requirements.txt"))


def test_what_a_ledger_on_postgresql_needs_is_the_other_extra() -> None:
    asked = PROJECT["optional-dependencies"]["postgresql"]
    assert dict(line.split("==") for line in asked) == pinned("requirements-postgresql.txt")


def test_what_a_fleet_needs_is_a_third_extra() -> None:
    asked = PROJECT["optional-dependencies"]["armada"]
    assert dict(line.split("==") for line in asked) == pinned("requirements-armada.txt")


def test_constraints_hold_every_requirement_at_the_same_version() -> None:
    held = {name.casefold(): version for name, version in pinned("constraints.txt").items()}
    for file in (
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-postgresql.txt",
        "requirements-armada.txt",
    ):
        for name, version in pinned(file).items():
            assert held[name.casefold()] == version, name


def test_the_extra_is_what_the_workspace_alone_imports() -> None:
    extra = r"^\s*(?:import|from) (werkzeug|jinja2|ironcalc)\b"
    for file in (ROOT / "automation").rglob("*.py"):
        assert not re.search(extra, file.read_text(encoding="utf-8"), re.MULTILINE), file


def test_the_version_stands_in_one_place_and_the_changelog_tells_of_it() -> None:
    assert "version" not in PROJECT
    assert "version" in PROJECT["dynamic"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)[0] == __version__


def test_a_checkout_has_what_is_shipped_at_its_top() -> None:
    for name in ("sheets_schema", "doc_templates", "office.example.toml"):
        assert shipped(name) == ROOT / name
        assert found_by_people(name) == name
