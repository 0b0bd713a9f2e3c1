"""The satisfaction survey: nine elements, each answered 1 to 4 (PermenPANRB 14/2017)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from fractions import Fraction

from . import wording
from .numbers import ComplaintNumber
from .reference import references_in, signed_reference

#: U1 to U9, in the order of the regulation's questionnaire.
ELEMENTS = (
    "Persyaratan",
    "Prosedur",
    "Waktu",
    "Biaya",
    "Hasil",
    "Kompetensi petugas",
    "Perilaku petugas",
    "Sarana dan prasarana",
    "Tindak lanjut pengaduan",
)


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    """What respondents may tell of themselves; `choices` are all that is ever kept or counted of it.

    Attributes:
        key: of the question on the forms, and of the column in the answers' workbook.
        name: what tables call it.
    """

    key: str
    name: str
    choices: tuple[str, ...]

    def read(self, text: str) -> str:
        """Return the choice that a text is; "" for none, and what stands for all others where it is no choice."""
        words = " ".join(text.split()).casefold()
        known = {choice.casefold(): choice for choice in self.choices}
        return known.get(words, UNKNOWN_CHOICE) if words else ""


#: A choice that an office put into its form itself: its words might be anything.
UNKNOWN_CHOICE = wording.UNKNOWN_CHOICE
#: Each may be left out by who answers; asked for the profile of respondents that reports show, and for nothing else.
PROFILE = tuple(ProfileQuestion(key, name, choices) for key, name, choices in wording.PROFILE)
NO_PROFILE = ("",) * len(PROFILE)


class Weight(Enum):
    """How much each element weighs; the value is what the settings say and what stands beside the index."""

    NINTH = "1/9"
    THREE_DECIMALS = "0,111"
    TWO_DECIMALS = "0,11"

    @property
    def factor(self) -> Fraction:
        """The weight as a number."""
        return Fraction(self.value.replace(",", "."))


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswer:
    """One answer as it arrived; its texts are the public's and stay text.

    Attributes:
        response: the form's own id of the answer, the key of its intake.
        reference: what stood in the field for the survey's code, which the link fills in.
        number: the complaint whose signed reference that was when it was read; None when it was none.
        marks: U1 to U9, each 1 to 4; None where nothing was chosen that can be read.
        profile: what was told of oneself, in the order of `PROFILE`; "" where nothing was.
        on_paper: an officer entered it from a sheet of paper.
    """

    response: str
    submitted_at: datetime
    reference: str
    number: ComplaintNumber | None
    marks: tuple[int | None, ...]
    suggestion: str = ""
    profile: tuple[str, ...] = NO_PROFILE
    on_paper: bool = False

    @property
    def complete_marks(self) -> tuple[int, ...] | None:
        """All nine marks; None while one of them is missing."""
        marks = tuple(mark for mark in self.marks if mark is not None)
        return marks if len(marks) == len(ELEMENTS) else None


@dataclass(frozen=True, slots=True)
class SurveyForm:
    """Where complainants answer the survey, and how their link names the complaint.

    Attributes:
        address: of the public page.
        entry: the name of the code's field on it, `entry.N`.
    """

    address: str
    entry: str
    secret: bytes = field(repr=False)

    def link_for(self, number: ComplaintNumber) -> str:
        """Return the address of the page with a complaint's code filled in."""
        joint = "&" if "?" in self.address else "?"
        return f"{self.address}{joint}usp=pp_url&{self.entry}={signed_reference(number, self.secret)}"


def number_in_code(text: str, secret: bytes) -> ComplaintNumber | None:
    """Return the one complaint that a survey's code names; None where it is not of our making."""
    match tuple(references_in(text, secret).genuine):
        case (number,):
            return number
        case _:
            return None
