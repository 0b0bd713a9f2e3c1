"""Nothing is advised that does not exist: each column, tab, choice, question, command and setting that is named."""

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from automation import cli, options
from automation.jobs.setup.wording import FOLDERS
from automation.register.schema import tabs
from demo.commands import COMMANDS
from tests.house.figures import ROOT

#: A part of a text that is only known when it is said.
GAP = "…"
#: What looks like a column and is none: a word of Google's own pages.
NOT_OURS = {"Sampah"}
#: Commands that are not of this program, and places that people type.
OTHERS = {"gcloud", "make", "pip", "timedatectl"}
NAME = r"[“\"]?([A-Z][^,.;:“”\"()`]*)"


def texts_in(path: Path) -> Iterator[str]:
    """Give the texts of a wording file, with a gap where something is put in."""

    def joined(node: ast.expr) -> str:
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.JoinedStr(values=parts):
                return "".join(joined(part) for part in parts)
            case ast.FormattedValue():
                return GAP
            case _:
                return ""

    inner: set[int] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Expr):
            inner.add(id(node.value))  # A docstring.
        if isinstance(node, ast.JoinedStr):
            inner.update(id(part) for part in ast.walk(node) if part is not node)
        if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in inner:
            yield joined(node)


@cache
def advice() -> tuple[tuple[str, str], ...]:
    """Give every text that tells people something, with where it stands."""
    files = [path for path in (ROOT / "automation").rglob("*.py") if "wording" in str(path.relative_to(ROOT))]
    assert len(files) > 20
    told = [(str(path.relative_to(ROOT)), text) for path in files for text in texts_in(path)]
    for path in (ROOT / "sheets_schema").glob("*.toml"):
        content = tomllib.loads(path.read_text("utf-8"))
        told += [(path.name, str(one.get("note", ""))) for one in content.get("column", ())]
        told += [(path.name, line) for one in content.get("section", ()) for line in one["lines"]]
        told += [(path.name, str(one.get("help", ""))) for one in content.get("question", ())]
    return tuple((where, text) for where, text in told if text)


@cache
def headings() -> frozenset[str]:
    return frozenset(column.heading for tab in tabs().values() for column in tab.columns)


@cache
def questions() -> frozenset[str]:
    files = (ROOT / "sheets_schema").glob("form_*.toml")
    return frozenset(one["title"] for path in files for one in tomllib.loads(path.read_text("utf-8"))["question"])


@cache
def parsers() -> dict[str, frozenset[str]]:
    """Give the options of each command."""
    found = {}
    for name, add in vars(options).items():
        if name.endswith("_options"):
            parser = argparse.ArgumentParser()
            add(parser)
            found[name] = frozenset(parser._option_string_actions)
    return found


def begins_with_one(text: str, names: frozenset[str]) -> bool:
    """Tell whether a text is or begins with one of these names; one that has a full stop in it may be cut there."""
    return text.startswith(GAP) or any(
        text == one or text.startswith((f"{one} ", f"{one}/")) or one.startswith((f"{text}.", f"{text} ("))
        for one in names
    )


def places(pattern: str) -> list[tuple[str, str]]:
    return [(where, found.strip()) for where, text in advice() for found in re.findall(pattern, text)]


def test_each_column_that_people_are_sent_to_is_in_the_schema() -> None:
    named = places(rf"\bkolom {NAME}") + places(
        rf"\b(?:isi|kosongkan|mengisi|mengosongkan|perbarui)(?: dulu| juga)? {NAME}"
    )
    assert len(named) > 40
    lost = {(where, name) for where, name in named if not begins_with_one(name, headings() | questions())}
    assert {one for one in lost if one[1].split()[0] not in NOT_OURS} == set()


def test_each_choice_that_people_are_to_make_is_one_of_the_columns_drop_down() -> None:
    columns = [column for column in tabs()["register"].columns if column.choices]
    for where, text in advice():
        for column in columns:
            for said in re.findall(
                rf"(?:[Pp]ilih|memilih|isi) {re.escape(column.heading)}:? [“]?([A-Z][\w ]*)", text
            ):
                assert begins_with_one(said, frozenset(column.choices)), (where, column.heading, said)


def test_each_tab_that_people_are_sent_to_is_one_of_the_workbooks() -> None:
    titles = frozenset(tab.title for tab in tabs().values()) | {"Petunjuk"}
    named = places(rf"\b(?:lembar|Lembar|tab) {NAME}")
    assert len(named) > 20
    assert {(where, name) for where, name in named if not begins_with_one(name, titles)} <= {
        # Titles of papers, which begin with the same word.
        (where, name)
        for where, name in named
        if name.startswith(("Disposisi", "Kerja"))
    }


def test_each_folder_that_people_are_sent_to_is_one_of_the_offices() -> None:
    named = places(rf"\b[Ff]older {NAME}")
    assert len(named) > 10
    assert {one for one in named if not begins_with_one(one[1], frozenset({*FOLDERS.values(), "Drive"}))} == set()


def test_each_question_that_people_are_to_answer_is_one_of_a_form() -> None:
    named = places(rf"\bpertanyaan {NAME}")
    assert named
    kinds = frozenset({"Tanggal"})  # What Google calls a kind of question.
    begun = frozenset(title.partition(" (")[0] for title in questions()) | kinds
    assert {one for one in named if not begins_with_one(one[1], begun)} == set()


def commands_named() -> list[tuple[str, str]]:
    return [(where, said) for where, said in places(r"`([^`]+)`") if re.match(r"[a-z]", said)]


def test_each_command_that_people_are_to_run_is_one_and_takes_what_is_typed_behind_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"], more=COMMANDS)
    known = set(re.findall(r"^    ([a-z]+) ", capsys.readouterr().out, re.MULTILINE))
    options_of = {"sync": "sync_options", "setup": "setup_options", "masuk": "sign_in_options"}
    options_of |= {"doctor": "doctor_options", "rebuild": "rebuild_options", "run": "run_options"}
    named = 0
    for where, said in commands_named():
        command, *behind = said.removeprefix("python main.py ").removeprefix("tanggap ").split()
        if command in OTHERS or not command.isalpha():
            continue
        assert command in known, (where, said)
        named += 1
        if command in options_of:
            wanted = {one for one in behind if one.startswith("--")}
            assert wanted <= parsers()[options_of[command]], (where, said)
    assert named > 20


def test_each_setting_that_people_are_to_write_is_in_the_example() -> None:
    example = (ROOT / "office.example.toml").read_text("utf-8")
    named = places(r"(?<![\w.])\[([a-z_]{3,}(?:\.[a-z_]+)*)\]")
    assert named
    assert {one for one in named if f"[{one[1]}]" not in example} == set()


def test_a_column_that_is_none_would_be_seen() -> None:
    assert not begins_with_one("Buka lagi", headings())
    assert begins_with_one("Buka kembali bila setuju", headings())
