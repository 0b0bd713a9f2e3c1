"""The labelled sets, and how well the rule finds the pairs that are alike.

Each line is a complaint, all invented, with the matter that it is about. Two of one matter are alike, and
nothing else is. The rule was set on `learned.txt`; `held_out.txt` was written after it was found,
and chose none of its limits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path

from automation.domain.case import Case
from automation.domain.likenesses import Candidates, Likeness, Traits
from automation.domain.numbers import ComplaintNumber
from automation.workflow.likenesses import alike_to, traits_of
from tests.builders import an_intake, wita

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Labelled:
    """A complaint, and what it is about; "-" is about nothing that another one is."""

    matter: str
    case: Case

    def is_like(self, other: "Labelled") -> bool:
        return self.matter == other.matter != "-"


@dataclass(frozen=True, slots=True)
class Found:
    """How many of the pairs found are alike, and how many of those that are alike were found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


@cache
def labelled(name: str) -> tuple[Labelled, ...]:
    """Read one of the two sets."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_complaint(place, line) for place, line in enumerate(lines, 1) if line and not line.startswith("#"))


def _complaint(place: int, line: str) -> Labelled:
    matter, service, company, order, subject, description = (part.strip() for part in line.split("|"))
    intake = an_intake(
        stated_service=service,
        company=company,
        order_reference=order,
        subject=subject,
        description=description,
        email="",
        phone="",
    )
    number = ComplaintNumber(2026, place)
    return Labelled(matter, Case(number=number, intake=replace(intake, response=str(place)), registered_at=wita(2)))


def found_in(name: str) -> Found:
    """Compare each complaint of a set with each other, as if the index had found them all."""
    complaints = labelled(name)
    traits = {one.case.number: traits_of(one.case) for one in complaints}
    right = wrong = missed = 0
    for one, other in combinations(complaints, 2):
        told = _told(one.case.number, other.case.number, traits)
        right += told and one.is_like(other)
        wrong += told and not one.is_like(other)
        missed += one.is_like(other) and not told
    return Found(right, wrong, missed)


def _told(one: ComplaintNumber, other: ComplaintNumber, traits: Mapping[ComplaintNumber, Traits]) -> bool:
    """Tell whether a likeness is found; that the same customer complains is another matter."""
    known = Candidates(traits={other: traits[other]}, spread=_spread(tuple(traits.values())), total=len(traits))
    return any(found.likeness is not Likeness.CUSTOMER for found in alike_to(traits[one], known))


@cache
def _spread(traits: tuple[Traits, ...]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for word in _words(traits):
        counted[word] = counted.get(word, 0) + 1
    return counted


def _words(traits: tuple[Traits, ...]) -> Iterator[str]:
    for one in traits:
        yield from one.words
