"""What the terminal shows: one line for each thing people do, and beneath it what the job made of it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from automation.domain.dates import weekday_and_date
from automation.domain.documents import DocumentKind
from automation.domain.effects import Deed, EffectKey
from automation.domain.happenings import ClosingChanged, Edited, StepEntered
from automation.domain.memory import HistoryLine
from automation.domain.vocabulary import Step

from .script import WITA
from .stage import Tick

_NUMBER = len("KEL-2026-0001")
_LONGEST = 60
_EFFECTS = {
    **{Deed(kind.value): f"{kind.title} dibuat" for kind in DocumentKind if kind.is_ours},
    Deed.UPLOAD: "lampiran formulir disimpan",
    Deed.PDF: "PDF surat balasan dibuat",
    Deed.SRIKANDI: "naskah untuk Srikandi disiapkan",
    Deed.MAIL: "surel kepada pelapor",
    Deed.DIGEST: "surel kepada staf",
}


class Teller:
    """Writes the story as it happens."""

    def __init__(self) -> None:
        self._day: date | None = None

    def say(self, line: str = "") -> None:
        """Write one line."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def day(self, at: datetime) -> None:
        """Write the date when a new day begins."""
        day = at.astimezone(WITA).date()
        if day != self._day:
            self._day = day
            self.say(f"\n{weekday_and_date(day)}")

    def event(self, at: datetime, number: str, what: str) -> None:
        """Tell what somebody did, and to which complaint."""
        self.day(at)
        self.say(f"  {at.astimezone(WITA):%H.%M}  {number:<{_NUMBER}}  {what}")

    def reaction(self, tick: Tick) -> None:
        """Tell what the job made of it, a line for each complaint; nothing when it made nothing."""
        for number, told in news_of(tick):
            self.day(tick.at)
            self.say(f"         {number:<{_NUMBER}}  → {told}")

    def table(self, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table, columns as wide as their texts."""
        lines = [heading, *rows]
        widths = [max(len(line[place]) for line in lines) for place in range(len(heading))]
        for number, line in enumerate(lines):
            self.say("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
            if number == 0:
                self.say("  ".join("─" * width for width in widths))


def news_of(tick: Tick) -> Iterator[tuple[str, str]]:
    """Say what a tick did: for each complaint, then for the office as a whole ("")."""
    said: dict[str, list[str]] = {}
    for line in tick.news:
        if told := _event(line):
            said.setdefault(line.number, []).append(told)
    for text in tick.report.effects:
        key = EffectKey.parse(text)
        if what := _EFFECTS.get(key.what):
            said.setdefault(str(key.number or ""), []).append(what)
    for number, text in tick.warnings:
        said.setdefault(number, []).append(f"peringatan: {text}")
    for text in (*tick.report.refused.values(), *tick.report.problems):
        said.setdefault("", []).append(f"perlu orang: {text}")
    about = [number for number in said if number]
    if len(about) == 1:
        said[about[0]] += said.pop("", [])
    for number in sorted(said, key=lambda number: (not number, number)):
        yield number, "; ".join(_counted(said[number]))


def _counted(parts: Sequence[str]) -> Iterator[str]:
    for part, times in Counter(parts).items():
        yield f"{times} {part}" if part.startswith("surel kepada") else part


def _event(line: HistoryLine) -> str:
    """Give an event in a few words; people's own edits were told already."""
    match line.happening:
        case Edited() | ClosingChanged() | StepEntered(step=Step.DISPOSITION):
            return ""
        case _:
            pass
    more = f" ({line.new})" if line.new and len(line.new) <= _LONGEST else ""
    return f"{line.what[0].lower()}{line.what[1:]}{more}"
