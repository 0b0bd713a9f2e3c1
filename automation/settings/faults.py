"""What is wrong with a settings file, in words for the person who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import wording


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right: where it stands, what it is, and what to do."""

    where: str
    what: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.advice}"


class WrongSettings(Exception):
    """A settings file cannot be used; every fault in it is named. Exit status 2."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        self.file = file
        self.faults = tuple(faults)
        lines = (f"  {place}. {fault}" for place, fault in enumerate(self.faults, start=1))
        super().__init__("\n".join([wording.settings_unusable(file=file, count=len(self.faults)), *lines]))
