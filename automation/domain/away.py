"""Complaints that were settled long ago and whose rows stand in a yearly workbook, as the journal tells of them."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from .effects import Deed, Document, EffectKey, keys_of
from .memory import Memory
from .numbers import ComplaintNumber

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class MovedCase:
    """One complaint of a passage, with the lines of Riwayat that went along, each span's first and last."""

    number: ComplaintNumber
    lines: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Rows that go from one workbook into another, together or not at all.

    Attributes:
        book: the id of the yearly workbook.
        mark: by which that is known, such as `2026` or `2026.2`.
        at: when.
        back: they come back into the office's own workbook.
        cases: whose rows they are; before it is done, those that may be deleted where they stood.
        copied: while it is on its way, those that may have been copied as well and stay where they are.
    """

    book: str
    mark: str
    at: datetime
    back: bool = False
    cases: tuple[MovedCase, ...] = ()
    copied: tuple[ComplaintNumber, ...] = ()

    @property
    def numbers(self) -> tuple[ComplaintNumber, ...]:
        """All complaints that it is about."""
        return (*(one.number for one in self.cases), *self.copied)

    @property
    def text(self) -> str:
        """What the journal keeps of it."""
        kept = {
            "book": self.book,
            "mark": self.mark,
            "at": self.at.isoformat(),
            "back": self.back,
            "cases": {str(one.number): one.lines for one in self.cases},
            "copied": [str(number) for number in self.copied],
        }
        return json.dumps(kept, separators=(",", ":"))


@lru_cache(5_000)
def passage_in(text: str) -> Passage:
    """Read what the journal keeps of a passage."""
    kept = json.loads(text)
    return Passage(
        book=kept["book"],
        mark=kept["mark"],
        at=datetime.fromisoformat(kept["at"]),
        back=kept["back"],
        cases=tuple(
            MovedCase(ComplaintNumber.parse(number), tuple((first, last) for first, last in lines))
            for number, lines in kept["cases"].items()
        ),
        copied=tuple(map(ComplaintNumber.parse, kept["copied"])),
    )


def spans_of(lines: Iterable[int]) -> Spans:
    """Return the first and last of each run of neighbours."""
    found: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if found and found[-1][1] == line - 1:
            found[-1] = found[-1][0], line
        else:
            found.append((line, line))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Away:
    """The complaints whose rows stand elsewhere.

    Attributes:
        passages: the passage that took each away last.
        returned: when those came back that did.
        lines: 1 at the place of each line of Riwayat that is away.
    """

    passages: Mapping[ComplaintNumber, Passage] = field(default_factory=dict)
    returned: Mapping[ComplaintNumber, datetime] = field(default_factory=dict)
    lines: bytes = b""

    def __contains__(self, number: object) -> bool:
        return number in self.passages

    def __len__(self) -> int:
        return len(self.passages)

    def holds_document(self, document: Document) -> bool:
        """Return whether the row of a document stands elsewhere: one that was filed later does not."""
        passage = self.passages.get(document.number)
        return passage is not None and document.filed_at <= passage.at

    def holds_line(self, sequence: object) -> bool:
        """Return whether a line of Riwayat stands elsewhere."""
        return isinstance(sequence, int | float) and bool(self.lines[int(sequence) : int(sequence) + 1].strip(b"\0"))

    def without(self, numbers: Container[ComplaintNumber]) -> Away:
        """Return the others: whose row stands in the Register is there, whatever was written down."""
        left = {number: one for number, one in self.passages.items() if number not in numbers}
        return self if len(left) == len(self.passages) else _away(left, self.returned)


NOBODY = Away()


def away_in(memory: Memory) -> Away:
    """Return whose rows stand elsewhere, or may while a passage is not settled; the same for the same journal."""
    done = tuple((key.detail, memory.results[str(key)]) for key in keys_of(memory.results, None, Deed.MOVE))
    begun = tuple((key.detail, memory.begun[str(key)]) for key in keys_of(memory.begun, None, Deed.MOVE))
    known = memory.worked_out
    return known.of(_away_by, known.equal("passages", done), known.equal("passages begun", begun))


def _away_by(done: Iterable[tuple[str, str]], begun: Iterable[tuple[str, str]]) -> Away:
    found: dict[ComplaintNumber, Passage] = {}
    returned: dict[ComplaintNumber, datetime] = {}
    for passage in _in_order(done):
        for one in passage.cases:
            if passage.back:
                found.pop(one.number, None)
                returned[one.number] = passage.at
            else:
                found[one.number] = passage
    for passage in _in_order(begun):
        if not passage.back:
            found.update({one.number: passage for one in passage.cases})
    return _away(found, returned) if found or returned else NOBODY


def _in_order(texts: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    for _, text in sorted(texts, key=lambda one: int(one[0])):
        if text:
            yield passage_in(text)


def _away(found: Mapping[ComplaintNumber, Passage], returned: Mapping[ComplaintNumber, datetime]) -> Away:
    lines = bytearray()
    # By identity: the hash of a passage goes through all that it holds.
    for passage in {id(one): one for one in found.values()}.values():
        for one in passage.cases:
            if found.get(one.number) is passage:
                for first, last in one.lines:
                    lines += bytes(max(0, last + 1 - len(lines)))
                    lines[first : last + 1] = b"\1" * (last + 1 - first)
    return Away(passages=found, returned=returned, lines=bytes(lines))


def next_passage(memory: Memory) -> EffectKey:
    """Return the name of the next passage."""
    named = (*keys_of(memory.results, None, Deed.MOVE), *keys_of(memory.begun, None, Deed.MOVE))
    return EffectKey.of(None, Deed.MOVE, str(1 + max((int(key.detail) for key in named), default=0)))
