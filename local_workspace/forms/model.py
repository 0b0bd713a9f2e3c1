"""A form as Google's API describes it, and the questions in it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How a question is asked."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    DROP_DOWN = "drop_down"
    SCALE = "scale"
    RATING = "rating"
    DATE = "date"
    TIME = "time"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked; a grid has one for each of its rows.

    Attributes:
        spec: the part of the API's question that belongs to its kind, such as `choiceQuestion`.
        row: the row's title within a grid, otherwise empty.
    """

    id: str
    item_id: str
    kind: Kind
    title: str
    description: str
    required: bool
    spec: dict[str, Any]
    row: str = ""

    @property
    def entry(self) -> str:
        """The field name of Google's public page: `entry.` and the id as a decimal number."""
        return f"entry.{int(self.id, 16)}"

    @property
    def options(self) -> list[str]:
        """The choices by their words, without "other"."""
        return [option.get("value", "") for option in self.spec.get("options", []) if not option.get("isOther")]

    @property
    def has_other(self) -> bool:
        """Whether an answer of one's own may be given."""
        return any(option.get("isOther") for option in self.spec.get("options", []))

    @property
    def heading(self) -> str:
        """What the column of its answers is called: the title, for a grid with the row in brackets."""
        return f"{self.title} [{self.row}]" if self.row else self.title


@dataclass(frozen=True, slots=True)
class Section:
    """What stands on one page of a form: the page break that begins it (none for the first) and its items."""

    head: dict[str, Any] | None
    items: tuple[dict[str, Any], ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything asked here."""
        return tuple(question for item in self.items for question in questions_of(item))


_KINDS = {
    "scaleQuestion": Kind.SCALE,
    "ratingQuestion": Kind.RATING,
    "dateQuestion": Kind.DATE,
    "timeQuestion": Kind.TIME,
    "fileUploadQuestion": Kind.FILE,
}
_CHOICES = {"RADIO": Kind.RADIO, "CHECKBOX": Kind.CHECKBOX, "DROP_DOWN": Kind.DROP_DOWN}


def questions_of(item: dict[str, Any]) -> Iterator[Question]:
    """Return what an item asks: nothing, one question, or a grid's rows."""
    title, description = item.get("title", ""), item.get("description", "")
    if "questionItem" in item:
        question = item["questionItem"]["question"]
        kind, spec = _kind_of(question)
        required = question.get("required", False)
        yield Question(question["questionId"], item["itemId"], kind, title, description, required, spec)
    for question in item.get("questionGroupItem", {}).get("questions", []):
        columns = item["questionGroupItem"]["grid"]["columns"]
        yield Question(
            question["questionId"],
            item["itemId"],
            _CHOICES[columns["type"]],
            title,
            description,
            question.get("required", False),
            columns,
            question["rowQuestion"].get("title", ""),
        )


def _kind_of(question: dict[str, Any]) -> tuple[Kind, dict[str, Any]]:
    if "textQuestion" in question:
        spec = question["textQuestion"]
        return (Kind.PARAGRAPH if spec.get("paragraph") else Kind.TEXT), spec
    if "choiceQuestion" in question:
        return _CHOICES[question["choiceQuestion"]["type"]], question["choiceQuestion"]
    return next((kind, question[name]) for name, kind in _KINDS.items() if name in question)


def sections_of(content: dict[str, Any]) -> list[Section]:
    """Divide a form at its page breaks."""
    found: list[tuple[dict[str, Any] | None, list[dict[str, Any]]]] = [(None, [])]
    for item in content.get("items", []):
        if "pageBreakItem" in item:
            found.append((item, []))
        else:
            found[-1][1].append(item)
    return [Section(head, tuple(items)) for head, items in found]


def all_questions(content: dict[str, Any]) -> list[Question]:
    """Return everything a form asks, in order."""
    return [question for item in content.get("items", []) for question in questions_of(item)]


def new_id(taken: set[str]) -> str:
    """Make an item's or question's id as Google's look: eight hexadecimal digits."""
    while True:
        id = f"{secrets.randbelow(0x7FFFFFFF - 0x1000_0000) + 0x1000_0000:08x}"
        if id not in taken:
            return id


def ids_of(content: dict[str, Any]) -> set[str]:
    """Return the ids of all items and questions."""
    return {item["itemId"] for item in content.get("items", [])} | {
        question.id for question in all_questions(content)
    }


def without_defaults(value: Any) -> Any:
    """Leave out what Google leaves out of its answers: false, zero and empty texts."""
    if isinstance(value, dict):
        return {
            name: without_defaults(inner)
            for name, inner in value.items()
            if not (inner is False or inner is None or inner == "" or (inner == 0 and isinstance(inner, int | float)))
        }
    if isinstance(value, list):
        return [without_defaults(inner) for inner in value]
    return value
