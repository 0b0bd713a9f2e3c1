"""The rest of `sheets_schema/`: what the forms ask, and what the tab Petunjuk says."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from automation.domain.layout import FormText, Question, Section
from automation.domain.survey import PROFILE

from . import wording
from .schema import FOLDER, SchemaFault

FORMS = ("public", "officer", "survey", "survey_paper", "decisions")
#: What is offered of the office's own lists before it has any.
_USUAL = {"services": wording.SERVICES}
_KINDS = ("text", "long_text", "choice", "radio", "datetime")


@dataclass(frozen=True, slots=True)
class Guide:
    """The tab Petunjuk: its title, and headings with their lines."""

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=64)
def form_text(form: str, office: str, email: str, folder: Path = FOLDER, steps: str = "") -> FormText:
    """Return what one of `FORMS` says at an office; `steps` is how complaints are handled there.

    Raises:
        SchemaFault: its file does not say what it must.
    """
    file = f"form_{form}.toml"
    given = _read(folder / file)
    sections = {
        one["key"]: Section(question_id(one["key"]), one["title"], one.get("help", ""))
        for one in given.get("page", ())
    }
    questions = tuple(_question(file, one, sections) for one in given.get("question", ()))
    if other := given.get("further_questions_of"):
        left_out = given.get("except_questions", ())
        questions += tuple(
            one for one in form_text(other, office, email, folder).questions if one.key not in left_out
        )
    words = {"{kantor}": office, "{surel}": email, "{langkah}": steps}
    keys = [question.key for question in questions]
    if not keys or len(set(keys)) < len(keys):
        raise SchemaFault(wording.question_keys_repeat(file))
    title, description = _filled(given["title"], words), _filled(given["description"].strip(), words)
    return FormText(title, description, questions, signs_in=given.get("signs_in", False))


def question_id(key: str) -> str:
    """Return the id of our question: the same on every form of every office, so that no answer loses its meaning."""
    return f"{int(hashlib.sha256(f'tanggap/{key}'.encode()).hexdigest()[:8], 16) & 0x7FFFFFFF:08x}"


def guide(folder: Path = FOLDER) -> Guide:
    """Return what the tab Petunjuk says.

    Raises:
        SchemaFault: its file does not say what it must.
    """
    given = _read(folder / "guide.toml")
    sections = tuple((one["heading"], tuple(one["lines"])) for one in given.get("section", ()))
    return Guide(given["title"], sections)


def _question(file: str, given: Mapping[str, Any], sections: Mapping[str, Section]) -> Question:
    try:
        key, title, kind = given["key"], given["title"], given["kind"]
    except KeyError as error:
        raise SchemaFault(wording.question_lacks(file=file, error=error)) from error
    if kind not in _KINDS:
        raise SchemaFault(wording.question_of_unknown_kind(file=file, key=key, kind=kind))
    choices = tuple(given.get("choices", ()))
    if own_list := given.get("own_list", ""):
        choices = _USUAL[own_list]
    if given.get("profile", False):
        choices = next((one.choices for one in PROFILE if one.key == key), ())
    if (kind in ("choice", "radio")) != bool(choices):
        raise SchemaFault(wording.question_choices_astray(file=file, key=key))
    return Question(
        key=key,
        id=question_id(key),
        title=title,
        kind=kind,
        required=given.get("required", False),
        help=given.get("help", ""),
        choices=choices,
        other_titles=tuple(given.get("other_titles", ())),
        own_list=own_list,
        begins=sections[given["begins"]] if "begins" in given else None,
        ways={choice: sections[key].id for choice, key in given.get("ways", {}).items()},
        sends=given.get("sends", False),
    )


def _filled(text: str, words: Mapping[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SchemaFault(wording.schema_unreadable(file=path.name, error=error)) from error
