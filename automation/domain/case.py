"""A complaint's way through the SOP, as far as the job has seen it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime

from .complaint import Intake
from .happenings import Happening, Sentence, sentence_of
from .numbers import ComplaintNumber
from .vocabulary import Outcome, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One turn of one step.

    Attributes:
        began: when the step before it ended.
        due: when its norm runs out, in office time; None when it has none or the case is on hold.
        ended: when the job first saw its end, or an earlier time that staff stated; None while it runs.
        calendar: the fingerprint of the calendar that `due` was computed with.
        breached: the norm was once exceeded; never taken back.
        took: office seconds from beginning to end, holds left out; None while it runs or where nobody could tell.
    """

    step: Step
    round: int
    began: datetime
    due: datetime | None = None
    ended: datetime | None = None
    calendar: str = ""
    breached: bool = False
    took: int | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A time in which the case rested; `until` is None while it lasts."""

    began: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """Who handles the case, since when; `sequence` counts the sheets written for it."""

    group: str
    by: str
    at: datetime
    sequence: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything the job remembers of one complaint.

    Attributes:
        cells: the staff columns as last seen, by column key, as text; a deleted row comes back with them.
        steps: turns in their order; the last one without an end is where the case stands.
        stale: cells that belong to an earlier round and must be renewed, by column key with their old text.
        disposition: the working group in charge; None before step 3 is done.
        proposed: the group proposed to the Kepala Balai, in `konfirmasi` mode.
        own_letter_number: given by the job, in an office without Srikandi.
        outcome: how it ended; None while it is open.
        row_seen: its row was in the Register when the job last looked; gone since, a person deleted it.
        settled: nothing remains to be done for a closed case; it is looked at again only when its row changes.
    """

    number: ComplaintNumber
    intake: Intake
    registered_at: datetime
    cells: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[StepRecord, ...] = ()
    stale: Mapping[str, str] = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    disposition: Disposition | None = None
    proposed: str = ""
    own_letter_number: str = ""
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    row_seen: bool = False
    settled: bool = False

    @property
    def current(self) -> StepRecord:
        """The turn the case is in; the last one when it is closed."""
        return self.steps[-1]

    def round_of(self, step: Step) -> int:
        """Return how often the case has entered a step."""
        return sum(1 for record in self.steps if record.step is step)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of Riwayat to be: what happens to a complaint (None: to the office).

    Attributes:
        column: the Register's column that a person edited, by key; "" for what no person typed.
        since: the tick before, when the edit was not there yet.
        who: by whom, as far as it is known.
    """

    number: ComplaintNumber | None
    happening: Happening
    _: KW_ONLY
    column: str = ""
    since: datetime | None = None
    who: str = ""

    @property
    def sentence(self) -> Sentence:
        """What Riwayat says of it."""
        return sentence_of(self.happening)
