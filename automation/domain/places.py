"""The names under which the ledger keeps where things are; files in Drive bear some of them, so none ever changes."""

from __future__ import annotations

from typing import ClassVar

from .views import RegisterView

_YEAR_BOOK = "workbook.tahun."


class Place(str):
    """The name of one thing that setup made, as it is printed."""

    __slots__ = ()

    WORKBOOK: ClassVar[Place]
    ROOT: ClassVar[Place]
    ANSWERS: ClassVar[Place]

    @classmethod
    def tab(cls, key: str) -> Place:
        """Name a tab of the workbook, whose id is kept."""
        return cls(f"tab.{key}")

    @classmethod
    def columns(cls, key: str) -> Place:
        """Name the columns that setup gave a tab."""
        return cls(f"columns.{key}")

    @classmethod
    def rows(cls, key: str) -> Place:
        """Name how many rows of a tab are dressed."""
        return cls(f"rows.{key}")

    @classmethod
    def look(cls, key: str) -> Place:
        """Name what stands for the drop-downs and looks that setup gave a tab."""
        return cls(f"look.{key}")

    @classmethod
    def filter_view(cls, view: RegisterView) -> Place:
        """Name a filter view of the Register, whose id is kept."""
        return cls(f"view.{view.value}")

    @classmethod
    def form(cls, form: str) -> Place:
        """Name a form, whose id is kept."""
        return cls(f"form.{form}")

    @classmethod
    def address(cls, form: str) -> Place:
        """Name where a form is answered."""
        return cls(f"form.{form}.address")

    @classmethod
    def questions(cls, form: str) -> Place:
        """Name the meaning of a form's questions, kept as JSON."""
        return cls(f"form.{form}.questions")

    @classmethod
    def raw(cls, form: str) -> Place:
        """Name the tab into which Google puts a linked form's answers, whose title is kept."""
        return cls(f"raw.{form}")

    @classmethod
    def folder(cls, key: str) -> Place:
        """Name a folder."""
        return cls(f"folder.{key}")

    @classmethod
    def year_book(cls, mark: str) -> Place:
        """Name a workbook of what was settled long ago, by its year, such as `2026`, or `2026.2` for another one."""
        return cls(f"{_YEAR_BOOK}{mark}")

    @classmethod
    def template(cls, kind: str) -> Place:
        """Name the template of a kind of document."""
        return cls(f"template.{kind}")

    @property
    def tab_key(self) -> str | None:
        """The key of the tab that this names; None where it names none."""
        return self.removeprefix("tab.") if self.startswith("tab.") else None

    @property
    def year_mark(self) -> str | None:
        """The mark of the yearly workbook that this names; None where it names none."""
        return self.removeprefix(_YEAR_BOOK) if self.startswith(_YEAR_BOOK) else None

    @property
    def questions_of(self) -> Place | None:
        """The form whose questions this names; None where it names none."""
        is_theirs = self.startswith("form.") and self.endswith(".questions")
        return Place(self.removesuffix(".questions")) if is_theirs else None

    @property
    def is_file(self) -> bool:
        """Whether it names a file or folder in Drive that the job cannot do without."""
        return self in (Place.WORKBOOK, Place.ANSWERS) or self.startswith(("folder.", "template.", _YEAR_BOOK))


Place.WORKBOOK = Place("workbook")
Place.ROOT = Place.folder("root")
Place.ANSWERS = Place("workbook.answers")
