"""What the documents name: files, modules, targets of make, links and anchors, each with where it stands."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Where a path in the documents may begin, besides the top: they speak of `jobs/tick/` as the code's authors do.
_BEGINNINGS = ("", "automation/")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_MAKE = re.compile(r"(?:^|[\s`(])make ([a-z]+)\b", re.MULTILINE)
_RUN_MODULE = re.compile(r"python -m ([\w.]+)")
_DOTTED = re.compile(r"\b(?:automation|local_workspace|demo|tests)(?:\.\w+)+\b")
_PATH = re.compile(r"[\w.@*-]+(?:/[\w.@*-]+)*/?")
_ALL_PYTHON = re.compile(r"[\w*/.-]+\.py\b")
_POINTED = re.compile(r"`([\w/]+\.py)`(?:\]\([^)\s]*\))?\s→\s(`[\w.]+`(?:(?:,|\sand)\s`[\w.]+`)*)")
_LINKED = re.compile(r"\[`([\w/]+\.py)`\]\(([^)\s]+)\)")
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a document names."""

    document: str
    text: str

    def __str__(self) -> str:
        return f"{self.document}: {self.text}"


def documents() -> tuple[Path, ...]:
    """Give every document that is held to what it names."""
    return (
        *(ROOT / name for name in ("README.md", "README.id.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
    )


def paths(document: Path) -> Iterator[Named]:
    """Give each file and folder of this repository that a document names in code.

    A span of code is one when it ends in `.py`, or when it has a slash and begins with a folder that is there.
    """
    for span in _spans(document):
        for word in span.split():
            word = word.rstrip(",;:")
            if _PATH.fullmatch(word) and (word.endswith(".py") or _begins_here(word)):
                yield _named(document, word)
    for fence in _FENCE.findall(_text(document)):
        for word in _ALL_PYTHON.findall(fence):
            yield _named(document, word)


def targets(document: Path) -> Iterator[Named]:
    """Give each target of make that a document names in code."""
    code = "\n".join([*_spans(document), *_FENCE.findall(_text(document))])
    for target in _MAKE.findall(code):
        yield _named(document, target)


def modules(document: Path) -> Iterator[Named]:
    """Give each module of ours that a document names with dots, alone or after `python -m`."""
    code = "\n".join([*_spans(document), *_FENCE.findall(_text(document))])
    ours = [name for name in _RUN_MODULE.findall(code) if _begins_here(name.replace(".", "/") + "/")]
    for module in {*ours, *_DOTTED.findall(code)}:
        if not module.endswith((".py", ".md", ".toml")):
            yield _named(document, module)


def links(document: Path) -> Iterator[Named]:
    """Give each link of a document that leads into the repository."""
    for link in _LINK.findall(_FENCE.sub("", _text(document))):
        if not re.match(r"[a-z]+:", link):
            yield _named(document, link)


def names(document: Path) -> Iterator[Named]:
    """Return each name that a document points to in a module, written as path, arrow and names: as `path.py:name`."""
    for path, pointed in _POINTED.findall(_text(document)):
        for name in _SPAN.findall(pointed):
            yield _named(document, f"{path}:{name}")


def linked_modules(document: Path) -> Iterator[tuple[str, str]]:
    """Return the path that each link to a module shows, with where the link leads."""
    yield from _LINKED.findall(_text(document))


def shown_code(document: Path) -> Iterator[tuple[str, str]]:
    """Return each line of Python that a document shows, after the path of the module that it links last before."""
    text = _text(document)
    for block in _PYTHON.finditer(text):
        module = [path for path, _ in _LINKED.findall(text[: block.start()])][-1]
        for line in filter(None, map(str.strip, block[1].splitlines())):
            yield module, line


def layers_shown(document: Path, room: str) -> list[frozenset[str]]:
    """Return the layers that a document's table shows for a room, the topmost first."""
    table = _text(document).partition(f"**`{room}`**")[2].partition("\n\n| Layer")[2].partition("\n\n")[0]
    rows = [line.replace("\\|", ",").split("|")[1] for line in table.splitlines()[2:]]
    return [frozenset(_SPAN.findall(row)) for row in rows]


def layers_held(room: str) -> list[frozenset[str]]:
    """Return the layers that import-linter holds a room to, the topmost first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in project["tool"]["importlinter"]["contracts"]:
        rows = [{one.strip() for one in row.split("|")} for row in contract.get("layers", ())]
        if contract.get("containers") == [room]:
            return [frozenset(row) for row in rows]
        if rows and all(one.startswith(f"{room}.") for row in rows for one in row):
            return [frozenset(one.removeprefix(f"{room}.") for one in row) for row in rows]
    raise KeyError(room)


def is_there(path: str) -> bool:
    """Check whether a path as documents write it is that of a file or folder; `*` stands for anything."""
    known = _tracked()
    wanted = re.compile(re.escape(path.rstrip("/")).replace(r"\*", "[^/]*"))
    if any(wanted.fullmatch(name.removeprefix(begins)) for name in known for begins in _BEGINNINGS):
        return True
    return path.endswith(".py") and any(
        wanted.fullmatch("/".join(name.split("/")[-n:])) for name in known for n in (1, 2, 3)
    )


def is_a_module(name: str) -> bool:
    """Check whether a dotted name is a module or package of ours, or a name within one."""
    path = name.replace(".", "/")
    return any(one in _tracked() for one in (path, f"{path}.py", path.rpartition("/")[0] + ".py"))


def has_name(pointed: str) -> bool:
    """Check whether the module in `path.py:name` defines the name; `Class.method` is one within a class."""
    path, _, name = pointed.partition(":")
    file = next((ROOT / f"{begins}{path}" for begins in _BEGINNINGS if (ROOT / f"{begins}{path}").is_file()), None)
    return file is not None and name in _defined(ast.parse(file.read_text(encoding="utf-8")).body)


def resolves(document: Path, link: str) -> bool:
    """Check whether a link's file is there, and its anchor in it."""
    where, _, anchor = link.partition("#")
    target = (document.parent / where).resolve() if where else document
    if not target.exists():
        return False
    return not anchor or (target.suffix == ".md" and anchor in _anchors(target))


def make_targets() -> frozenset[str]:
    """Give the targets that the Makefile has."""
    return frozenset(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def _defined(body: Sequence[ast.stmt], within: str = "") -> set[str]:
    """Return the functions, classes and constants of a module, and those of its classes after a dot."""
    found: set[str] = set()
    for one in body:
        match one:
            case ast.ClassDef(name=name):
                found |= {f"{within}{name}", *_defined(one.body, f"{name}.")}
            case (
                ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name))
            ):
                found.add(f"{within}{name}")
            case ast.Assign(targets=[ast.Name(id=name)]):
                found.add(f"{within}{name}")
            case _:
                pass
    return found


def _anchors(document: Path) -> set[str]:
    """Give the anchors that a document's headings have on GitHub."""
    plain = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in _HEADING.findall(_text(document)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def _spans(document: Path) -> list[str]:
    return _SPAN.findall(_FENCE.sub("", _text(document)))


def _begins_here(word: str) -> bool:
    first, slash, _ = word.partition("/")
    return bool(slash) and any(f"{begins}{first}" in _tracked() for begins in _BEGINNINGS)


@cache
def _tracked() -> frozenset[str]:
    """Give every file that git knows or would take, and every folder that holds one."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    there = [Path(name) for name in files if (ROOT / name).exists()]
    return frozenset(str(one) for name in there for one in (name, *name.parents))


@cache
def _text(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def _named(document: Path, text: str) -> Named:
    name = document.relative_to(ROOT) if document.is_relative_to(ROOT) else document.name
    return Named(str(name), text)
