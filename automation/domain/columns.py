"""The columns of the workbook's tabs, told apart by who writes their cells: the job alone, or people alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What stands in a column's cells."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    CHOICE = "choice"
    LOOKUP = "lookup"
    LINK = "link"
    """Words, or what a formula of the job's shows: no plain text, which would keep a formula from being one."""


class Owner(StrEnum):
    """Who writes a column's cells: the job alone, or people of a role alone."""

    JOB = "job"
    SERVICE_OFFICER = "service_officer"
    HEAD_OF_OFFICE = "head_of_office"
    GROUP_LEAD = "group_lead"
    HEAD_AND_SUPERVISOR = "head_and_supervisor"
    ANYONE = "anyone"


class WrongOwner(ValueError):
    """A column of people is used as one of the job's, or the other way round: a fault of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a tab; each is either a `JobColumn` or a `StaffColumn`.

    Attributes:
        tab: the tab's name in the code.
        key: its name in the code.
        heading: its name for people; a column is found by it, wherever people move it.
        width: in screen pixels.
        choices: what its drop-down offers.
        choices_from: `tab.column` whose cells the drop-down offers instead.
        note: what the heading's note says.
        shows: the Status column that a lookup shows.
        format: a number format other than the kind's own.
        optional: a tab without it is whole: it holds nothing until setup has added it.
        digits: a column of words in which a plain whole number is one, such as a letter's.
        formerly: headings that earlier versions gave it: it is read by them until setup has renamed it.
    """

    tab: str
    key: str
    heading: str
    kind: Kind
    owner: Owner
    width: int
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    note: str = ""
    shows: str = ""
    format: str = ""
    optional: bool = False
    digits: bool = False
    formerly: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Its heading, and those it had before, the newest first."""
        return (self.heading, *self.formerly)

    @property
    def holds_words(self) -> bool:
        """Whether its cells are words, which Sheets must not take for a date, a number or a formula."""
        return self.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE)


@dataclass(frozen=True, slots=True)
class JobColumn(Column):
    """A column that the job writes, and no person. Only the schema makes them; writes take no other column.

    Raises:
        WrongOwner: it is a person's.
    """

    def __post_init__(self) -> None:
        """Refuse a person's column."""
        if self.owner is not Owner.JOB:
            raise WrongOwner(f"{self.tab}.{self.key} belongs to {self.owner.value}, not to the job")


@dataclass(frozen=True, slots=True)
class StaffColumn(Column):
    """A column that people write, and never the job.

    Raises:
        WrongOwner: it is the job's.
    """

    def __post_init__(self) -> None:
        """Refuse a column of the job's."""
        if self.owner is Owner.JOB:
            raise WrongOwner(f"{self.tab}.{self.key} belongs to the job")


def column_letters(position: int) -> str:
    """Return a column's letters in A1 notation; 0 is A."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
