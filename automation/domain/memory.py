"""What the ledger remembers, as the deciding functions see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .actions import Action
from .case import Case
from .effects import Document, OfficeDocument
from .happenings import Happening
from .likenesses import Alike
from .notes import Note
from .numbers import ComplaintNumber
from .places import Place
from .sentences import Sentence, happening_in
from .setback import Setback
from .setback_name import SetbackName
from .survey import SurveyAnswer
from .worked_out import WorkedOut


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
        setbacks: what could not be done, by name, the oldest first.
        done_lately: when the effects of the last two days were done, by printed key.
        covered: keys of notices that mails begun or done carry; of a mail that failed before it was drafted, none.
        carried: those of them that mails carry which are not known to be sent: they may yet come to nothing.
        documents: the archive, of complaints.
        office_documents: the archive, of the office itself.
        survey: answers of the satisfaction survey, oldest first.
        actions: the rows of the tab Tindakan by printed key, in the order of listing.
        alike: complaints that are like an open one, as far as they were looked for.
        places: ids of what setup made: "workbook", Place.tab("register"), "form.public", Place.folder("scans"), …
        notes: small memories of the job, such as when the forms were last asked.
        worked_out: what was worked out of earlier states; it says nothing of its own.
    """

    cases: Mapping[ComplaintNumber, Case] = field(default_factory=dict)
    responses: Mapping[str, ComplaintNumber] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, str] = field(default_factory=dict)
    setbacks: Mapping[SetbackName, Setback] = field(default_factory=dict)
    done_lately: Mapping[str, datetime] = field(default_factory=dict)
    covered: frozenset[str] = frozenset()
    carried: frozenset[str] = frozenset()
    documents: tuple[Document, ...] = ()
    office_documents: tuple[OfficeDocument, ...] = ()
    survey: tuple[SurveyAnswer, ...] = ()
    actions: Mapping[str, Action] = field(default_factory=dict)
    alike: Mapping[ComplaintNumber, tuple[Alike, ...]] = field(default_factory=dict)
    places: Mapping[Place, str] = field(default_factory=dict)
    notes: Mapping[Note, str] = field(default_factory=dict)
    history_length: int = 0
    worked_out: WorkedOut = field(default_factory=WorkedOut, compare=False, repr=False)

    @property
    def told(self) -> frozenset[str]:
        """Keys of the notices that surely were sent: what is concluded from these holds."""
        return self.covered - self.carried if self.carried else self.covered
