"""What the ledger remembers, as the deciding functions see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .case import Case
from .effects import Document
from .happenings import Happening, Sentence, happening_in
from .notes import Note
from .numbers import ComplaintNumber
from .places import Place
from .setback import Setback
from .survey import SurveyAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One kept event; `sequence` counts all of the office's events from 1.

    Attributes:
        at: when, to the second, as Riwayat can show it.
        since: of an edit, the tick before, when it was not there yet.
        who: of an edit, by whom, as far as it is known.
        seal: the line's hash over itself and the line before it; "" before it is kept.
    """

    sequence: int
    at: datetime
    number: str
    what: str
    old: str
    new: str
    since: datetime | None = None
    who: str = ""
    seal: str = ""

    @property
    def happening(self) -> Happening:
        """What it tells."""
        return happening_in(Sentence(self.what, self.old, self.new))


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """A frozen view of the ledger.

    Attributes:
        cases: all complaints by number, in the order of registration.
        responses: form answers taken in already, with the number each became.
        results: effects done, by printed key, with their result (a file's or a message's id).
        begun: effects that were begun but not finished, by printed key, with what is known (an id given).
        setbacks: what could not be done, by name (an effect's printed key, or what else fails), the oldest first.
        done_lately: when the effects of the last two days were done, by printed key.
        covered: keys of notices that mails begun or done carry.
        documents: the archive.
        survey: answers of the satisfaction survey, oldest first.
        places: ids of what setup made: "workbook", Place.tab("register"), "form.public", Place.folder("scans"), …
        notes: small memories of the job, such as when the forms were last asked.
    """

    cases: Mapping[ComplaintNumber, Case] = field(default_factory=dict)
    responses: Mapping[str, ComplaintNumber] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, str] = field(default_factory=dict)
    setbacks: Mapping[str, Setback] = field(default_factory=dict)
    done_lately: Mapping[str, datetime] = field(default_factory=dict)
    covered: frozenset[str] = frozenset()
    documents: tuple[Document, ...] = ()
    survey: tuple[SurveyAnswer, ...] = ()
    places: Mapping[Place, str] = field(default_factory=dict)
    notes: Mapping[Note, str] = field(default_factory=dict)
    history_length: int = 0
