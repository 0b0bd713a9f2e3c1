"""The house's figures: `make figures`. A lamp to steer by.

How it counts:

- A function's length is its lines from `def` to its last, without its docstring. A function within another counts by
  itself and within the outer one. Migrations are left out: nobody edits what has run.
- Complexity is cyclomatic: one, and one more for each `if`, `elif`, `for`, `while`, `except`, `case`, conditional
  expression, filter of a comprehension, `and` and `or`. A function that is one `match` is a table: its cases count
  once.
- A literal is for people when it is a string (an f-string is one) of at least six words, one of them Indonesian by
  the list below; docstrings are none. It belongs in a wording file: a module in a folder `wording/`, or one whose
  name ends in `wording.py`, `words.py` or `phrases.py`.
"""

from __future__ import annotations

import ast
import re
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("automation", "local_workspace", "demo")
_INDONESIAN = re.compile(
    r"\b(?:ada|adalah|agar|akan|anda|atau|bagian|baris|baru|belum|benar|berkas|bila|bisa|boleh|bukan|buku|cara|coba|dalam|dan"
    r"|dapat|dari|dengan|di|diisi|hapus|hari|harus|ini|isi|itu|jam|jangan|jika|juga|kami|karena|kasus|kembali|kepada|keluhan"
    r"|kolom|kunci|lagi|lalu|langkah|lebih|lembar|masih|menjadi|misalnya|mis|nama|nomor|oleh|orang|pada|pelapor|periksa"
    r"|perlu|pilih|putaran|salah|sampai|satu|sebab|sedang|selesai|semua|seperti|sesudah|setelah|setiap|sudah|supaya|surat"
    r"|surel|tanggal|telah|terlalu|tetapi|tidak|tulis|ulang|untuk|waktu|yang)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 6
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDING = re.compile(r"(?:^|_)(?:wording|words|phrases)\.py\Z")
_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)
_FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Function:
    """One function: where it stands, its lines and its cyclomatic complexity."""

    place: str
    lines: int
    complexity: int


@dataclass(frozen=True, slots=True)
class Literal:
    """One string for people, and whether it stands in a wording file."""

    place: str
    text: str
    at_home: bool


def functions(room: str) -> Iterator[Function]:
    """Give every function of a room, those within others too."""
    for file, source in _sources(room):
        yield from functions_in(source, file)


def literals(room: str) -> Iterator[Literal]:
    """Give every string for people of a room; an f-string is one."""
    for file, source in _sources(room):
        yield from literals_in(source, file)


def functions_in(source: str, file: Path) -> Iterator[Function]:
    """Give every function of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, _FunctionNode):
            yield Function(f"{file}:{node.lineno} {node.name}", _lines(node), _complexity(node))


def literals_in(source: str, file: Path) -> Iterator[Literal]:
    """Give every string for people of a module."""
    tree = ast.parse(source)
    prose = _docstrings(tree)
    for node in _strings(tree):
        text = _text(node)
        if id(node) not in prose and len(_WORD.findall(text)) >= _LEAST_WORDS and _INDONESIAN.search(text):
            yield Literal(f"{file}:{node.lineno}", text, is_wording(file))


def is_wording(file: Path) -> bool:
    """Check whether a file is one that words for people belong in."""
    return bool(_WORDING.search(file.name)) or file.parent.name == "wording"


def _sources(room: str) -> Iterator[tuple[Path, str]]:
    for file in sorted((ROOT / room).rglob("*.py")):
        if "migrations" in file.parts:
            continue
        yield file.relative_to(ROOT), file.read_text(encoding="utf-8")


def _lines(node: _FunctionNode) -> int:
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    described = ast.get_docstring(node, clean=False) is not None and len(node.body) > 1
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1 if described else 0)


def _complexity(node: _FunctionNode) -> int:
    inner = list(ast.walk(node))
    count = 1 + sum(isinstance(one, _BRANCHES) for one in inner)
    count += sum(len(one.values) - 1 for one in inner if isinstance(one, ast.BoolOp))
    count += sum(len(one.ifs) for one in inner if isinstance(one, ast.comprehension))
    return count - _table_cases(node)


def _table_cases(node: _FunctionNode) -> int:
    """Count the cases of a function that is one `match`, but for one."""
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    matches = [one for one in body if isinstance(one, ast.Match)]
    return len(matches[0].cases) - 1 if len(matches) == 1 else 0


def _docstrings(tree: ast.Module) -> set[int]:
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, described)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }


def _strings(tree: ast.Module) -> Iterator[ast.Constant | ast.JoinedStr]:
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr():
                yield node
            case ast.Constant(value=str()) if id(node) not in parts:
                yield node


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))


def _ninetieth(sizes: Sequence[int]) -> int:
    return sorted(sizes)[int(0.9 * (len(sizes) - 1))]


def _told(room: str) -> Iterator[str]:
    found = list(functions(room))
    yield f"{room}: {len(found)} functions (median / 90 % / most)"
    yield f"  lines {_spread([one.lines for one in found])}"
    for one in sorted(found, key=lambda one: (-one.lines, one.place))[:3]:
        yield f"    {one.lines:4} {one.place}"
    yield f"  complexity {_spread([one.complexity for one in found])}"
    for one in sorted(found, key=lambda one: (-one.complexity, one.place))[:3]:
        yield f"    {one.complexity:4} {one.place}"


def _spread(sizes: Sequence[int]) -> str:
    return f"{statistics.median(sizes):.0f} / {_ninetieth(sizes)} / {max(sizes)}"


def main() -> int:
    """Print the figures; with `--literals` also each literal that stands outside a wording file."""
    for room in ROOMS:
        print("\n".join(_told(room)))
    words = list(literals("automation"))
    strays = [one for one in words if not one.at_home]
    print(f"automation: {len(words) - len(strays)} of {len(words)} literals for people stand in wording files")
    if "--literals" in sys.argv:
        print("\n".join(f"    {one.place} {one.text[:90]!r}" for one in strays))
    return 0


if __name__ == "__main__":
    sys.exit(main())
