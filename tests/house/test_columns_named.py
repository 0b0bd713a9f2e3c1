"""What sends people to a column names it as the workbook does, and what sends them to a menu as Google does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from automation.register.schema import tabs
from tests.house.figures import ROOT

HEADINGS = sorted({column.heading for tab in tabs().values() for column in tab.columns}, key=len, reverse=True)
WORDING = [
    path for path in sorted((ROOT / "automation").rglob("*.py")) if "wording" in (path.stem + path.parent.name)
]
GUIDES = [ROOT / "sheets_schema" / "guide.toml", *sorted((ROOT / "docs" / "panduan").glob("*.md"))]
#: A heading that is printed between two pieces of a sentence is no literal.
_NAMED = re.compile(r"\bkolom(?:nya)?:? [“*]{0,2}(?!Anda\b)([A-Z][^\n]*)")


def texts_of(path: Path) -> Iterator[str]:
    if path.suffix != ".py":
        yield path.read_text("utf-8")
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named_wrongly(text: str) -> list[str]:
    return [said[:60] for said in _NAMED.findall(text) if not _begins_with_heading(said)]


def _begins_with_heading(said: str) -> bool:
    found = next((heading for heading in HEADINGS if said.startswith(heading)), None)
    return found is not None and not re.match(r"\w|/\w", said[len(found) :])


@pytest.mark.parametrize("path", [*WORDING, *GUIDES], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_column_is_named_as_in_the_workbook(path: Path) -> None:
    assert [found for text in texts_of(path) for found in named_wrongly(text)] == []


@pytest.mark.parametrize("text", ["lihat kolom Telepon.", "isi kolom “E-mail”", "kolom Alamatnya"])
def test_another_name_would_be_seen(text: str) -> None:
    assert named_wrongly(text)


#: The way through Google's console that people look for, as its help in Indonesian names it.
_MENU = re.compile(r"Keamanan\W{1,8}(\w[^,>*]{0,40})\W{1,8}(\w[^,>*]{0,40})\W")
_ELSEWHERE = re.compile(
    r"Konsol admin|konsol Admin|Google Admin|Admin Console|Penyerahan wewenang|seluruh domain|Kontrol akses dan data"
)
SENDING = [*WORDING, ROOT / "docs" / "pasang.md", ROOT / "office.example.toml"]


@pytest.mark.parametrize("path", SENDING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_menu_of_google_s_console_has_one_name(path: Path) -> None:
    text = "\n".join(texts_of(path))
    assert _ELSEWHERE.findall(text) == []
    assert {first for first, _ in _MENU.findall(text)} <= {"Kontrol data dan akses"}
