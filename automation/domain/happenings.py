"""What happens to a complaint or to the office, each with its Indonesian sentence as Riwayat and the ledger keep it.

A sentence is printed and read by one pattern, so that no other module cuts a sentence apart. Kept rows never change:
where a sentence is worded anew, its former wording goes to `older` and is read for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from . import happening_wording
from .dates import date_in
from .documents import DocumentKind
from .vocabulary import STEP_NAMES, Channel, Outcome, Step

# -- intake and rows


@dataclass(frozen=True, slots=True)
class Registered:
    """A complaint was taken in; `response` names the mail it came by, "" for a form's answer."""

    channel: Channel
    response: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A person changed a cell; `heading` is its column's."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowDeleted:
    """A person deleted the complaint's row."""


# -- clocks


@dataclass(frozen=True, slots=True)
class Held:
    """The clock stopped; since when and until when the edits of the hold's cells say."""

    reason: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock runs again."""


@dataclass(frozen=True, slots=True)
class DeadlineMovedByCalendar:
    """Holidays or office hours changed; the deadlines are as people read them."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DeadlineMovedByNorm:
    """The step's norm changed; the deadlines are as people read them."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """The running step exceeded its norm; `due` is as people read it."""

    step: Step
    due: str


# -- the way through the SOP


@dataclass(frozen=True, slots=True)
class StepEntered:
    """The case came to a step."""

    step: Step

    @property
    def name(self) -> str:
        """The step's name."""
        return STEP_NAMES[self.step]


@dataclass(frozen=True, slots=True)
class GroupProposed:
    """The Kepala Balai is asked to confirm a working group."""

    group: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """A working group got the case, by the routing table or by a person."""

    by: str
    group: str


@dataclass(frozen=True, slots=True)
class Reassigned:
    """The Kepala Balai gave the case to another working group."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Ineffective:
    """Verification found the action ineffective; the case went back to step 5."""

    verification: str


@dataclass(frozen=True, slots=True)
class DraftReturned:
    """The draft reply was sent back to step 8."""

    note: str


@dataclass(frozen=True, slots=True)
class LetterNumbered:
    """The job gave the reply its outgoing number."""

    number: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """The customer received the reply; `on` is None where Riwayat shows no date that can be read."""

    on: date | None


@dataclass(frozen=True, slots=True)
class Closed:
    """The case ended; `because` is the first complaint of a duplicate, or a reason that staff gave."""

    outcome: Outcome
    because: str = ""


@dataclass(frozen=True, slots=True)
class ClosingChanged:
    """A closed case ended otherwise than was stated before."""

    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Reopened:
    """A closed case goes on; `before` is how it had ended."""

    before: Outcome | None


# -- paper, mail, survey


@dataclass(frozen=True, slots=True)
class ScanFiled:
    """A scan came into the case's folder; `source` is the file's name before, `name` its name now."""

    kind: DocumentKind
    source: str
    name: str


@dataclass(frozen=True, slots=True)
class ScanFiledFromBatch:
    """Pages of a batch came into the case's folder; the names are as in `ScanFiled`."""

    kind: DocumentKind
    source: str
    name: str


@dataclass(frozen=True, slots=True)
class ScanToReview:
    """A scan waits for a person in `Perlu Ditinjau`."""

    name: str
    reason: str


class Handling(Enum):
    """What was done about a mail that came in; the value is its sentence in Riwayat."""

    COMPLAINT_KEPT = happening_wording.COMPLAINT_MAIL_KEPT
    ANSWER_KEPT = happening_wording.ANSWER_MAIL_KEPT
    FILE_REFUSED = happening_wording.ATTACHMENT_REFUSED
    LEFT_TO_PERSON = happening_wording.MAIL_LEFT_TO_PERSON
    NOT_DELIVERED = happening_wording.OUR_MAIL_NOT_DELIVERED
    TOO_MANY = happening_wording.TOO_MANY_MAILS
    FROM_MACHINE = happening_wording.MAIL_FROM_MACHINE
    FROM_OFFICE = happening_wording.MAIL_FROM_OFFICE


@dataclass(frozen=True, slots=True)
class MailHandled:
    """A mail that came in was dealt with; `response` is its name as an intake, `detail` what there is to add."""

    handling: Handling
    response: str
    detail: str


@dataclass(frozen=True, slots=True)
class SurveyAnswered:
    """The complainant answered the satisfaction survey."""


# -- the office as a whole


@dataclass(frozen=True, slots=True)
class MailboxOpened:
    """The complaints mailbox was switched on."""


@dataclass(frozen=True, slots=True)
class LedgerRebuilt:
    """The ledger was made anew from the workspace, or an old copy was completed."""


@dataclass(frozen=True, slots=True)
class LineLost:
    """A line of Riwayat that a rebuild did not find; it keeps its number."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A line that is kept exactly as it reads: told again by a rebuild, or no sentence known here."""

    what: str
    old: str = ""
    new: str = ""


Happening = (
    Registered
    | RowDeleted
    | Held
    | Resumed
    | DeadlineMovedByCalendar
    | DeadlineMovedByNorm
    | DeadlinePassed
    | StepEntered
    | GroupProposed
    | Assigned
    | Reassigned
    | Ineffective
    | DraftReturned
    | LetterNumbered
    | Delivered
    | Closed
    | ClosingChanged
    | Reopened
    | ScanFiled
    | ScanFiledFromBatch
    | ScanToReview
    | MailHandled
    | SurveyAnswered
    | MailboxOpened
    | LedgerRebuilt
    | LineLost
    | Edited
    | Verbatim
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A happening as Riwayat shows it, in the columns Kejadian, Semula and Menjadi."""

    what: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    """How a happening is told.

    Attributes:
        what: the sentence, with names of attributes in braces.
        old, new: the attributes that stand in the other two columns; "" for an empty one.
        older: former wordings.
    """

    what: str
    old: str = ""
    new: str = ""
    older: tuple[str, ...] = ()


_PATTERNS: Mapping[type, _Pattern] = {
    Registered: _Pattern(what=happening_wording.REGISTERED, old="response"),
    RowDeleted: _Pattern(what=happening_wording.ROW_DELETED),
    Held: _Pattern(what=happening_wording.HELD, new="reason"),
    Resumed: _Pattern(what=happening_wording.RESUMED),
    DeadlineMovedByCalendar: _Pattern(
        what=happening_wording.DEADLINE_MOVED_BY_CALENDAR,
        old="before",
        new="after",
        older=(happening_wording.DEADLINE_MOVED_BY_HOLIDAYS,),
    ),
    DeadlineMovedByNorm: _Pattern(what=happening_wording.DEADLINE_MOVED_BY_NORM, old="before", new="after"),
    DeadlinePassed: _Pattern(what=happening_wording.DEADLINE_PASSED, new="due"),
    StepEntered: _Pattern(what=happening_wording.STEP_ENTERED),
    GroupProposed: _Pattern(what=happening_wording.GROUP_PROPOSED, new="group"),
    Assigned: _Pattern(what=happening_wording.ASSIGNED, new="group"),
    Reassigned: _Pattern(what=happening_wording.REASSIGNED, old="before", new="after"),
    Ineffective: _Pattern(what=happening_wording.INEFFECTIVE, new="verification"),
    DraftReturned: _Pattern(what=happening_wording.DRAFT_RETURNED, new="note"),
    LetterNumbered: _Pattern(what=happening_wording.LETTER_NUMBERED, new="number"),
    Delivered: _Pattern(what=happening_wording.DELIVERED, new="on"),
    Closed: _Pattern(what="{outcome}", new="because"),
    ClosingChanged: _Pattern(what=happening_wording.CLOSING_CHANGED, old="before", new="after"),
    Reopened: _Pattern(what=happening_wording.REOPENED, old="before"),
    ScanFiled: _Pattern(what=happening_wording.SCAN_FILED, old="source", new="name"),
    ScanFiledFromBatch: _Pattern(what=happening_wording.SCAN_FILED_FROM_BATCH, old="source", new="name"),
    ScanToReview: _Pattern(what=happening_wording.SCAN_TO_REVIEW, new="reason"),
    MailHandled: _Pattern(what="{handling}", old="response", new="detail"),
    SurveyAnswered: _Pattern(what=happening_wording.SURVEY_ANSWERED),
    MailboxOpened: _Pattern(what=happening_wording.MAILBOX_OPENED),
    LedgerRebuilt: _Pattern(what=happening_wording.LEDGER_REBUILT),
    LineLost: _Pattern(what=happening_wording.LINE_LOST),
    # Read last: "Penutupan diubah" would fit it too.
    Edited: _Pattern(what=happening_wording.EDITED, old="old", new="new"),
}


def sentence_of(happening: Happening) -> Sentence:
    """Print a happening as Riwayat keeps it."""
    if isinstance(happening, Verbatim):
        return Sentence(happening.what, happening.old, happening.new)
    pattern = _PATTERNS[type(happening)]
    what = pattern.what.format_map(_Shown(happening))
    return Sentence(what, _shown_at(happening, pattern.old), _shown_at(happening, pattern.new))


def happening_in(sentence: Sentence) -> Happening:
    """Read a kept sentence, in today's words or older ones; a `Verbatim` where it is none of ours."""
    for kind in _PATTERNS:
        found = _read(kind, sentence)
        if found is not None:
            return found
    return Verbatim(sentence.what, sentence.old, sentence.new)


class _Shown(dict[str, str]):
    """The attributes of a happening, by name, as they stand in its sentence."""

    def __init__(self, happening: Happening) -> None:
        super().__init__()
        self.happening = happening

    def __missing__(self, name: str) -> str:
        return _shown_at(self.happening, name)


def _shown_at(happening: Happening, name: str) -> str:
    return _shown(getattr(happening, name)) if name else ""


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case DocumentKind(title=title):
            return title
        case Step() | Enum():
            return str(value.value)
        case date():
            return f"{value:%d/%m/%Y}"
        case _:
            return str(value)


def _read(kind: type, sentence: Sentence) -> Happening | None:
    """Read a sentence as one kind of happening; None where it is not of that kind."""
    pattern, hints = _PATTERNS[kind], _hints(kind)
    match = next((found for form in _forms(kind) if (found := form.fullmatch(sentence.what))), None)
    if match is None:
        return None
    texts = {**match.groupdict(), pattern.old: sentence.old, pattern.new: sentence.new}
    try:
        made: Happening = kind(**{name: _value(hint, texts[name]) for name, hint in hints.items()})
    except ValueError:
        return None
    return made


def _value(hint: Any, text: str) -> object:
    """Read one attribute.

    Raises:
        ValueError: it holds no such value, and the attribute must have one.
    """
    wanted = [one for one in get_args(hint) if one is not type(None)]
    if wanted:
        try:
            return _value(wanted[0], text)
        except ValueError:
            return None
    return _READERS.get(hint, hint)(text)


def _day(text: str) -> date:
    found = date_in(text)
    if found is None:
        raise ValueError(text)
    return found


def _kind_titled(title: str) -> DocumentKind:
    for kind in DocumentKind:
        if kind.title == title:
            return kind
    raise ValueError(title)


_READERS: Mapping[Any, Callable[[str], object]] = {
    Step: lambda text: Step(int(text)),
    date: _day,
    DocumentKind: _kind_titled,
}


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


@cache
def _forms(kind: type) -> tuple[re.Pattern[str], ...]:
    """Compile today's wording and the older ones; what a computed attribute says is not read."""
    pattern, hints = _PATTERNS[kind], _hints(kind)

    def compiled(sentence: str) -> re.Pattern[str]:
        parts = re.split(r"\{(\w+)\}", sentence)
        texts = [re.escape(part) if place % 2 == 0 else _group(part, hints) for place, part in enumerate(parts)]
        return re.compile("".join(texts), re.DOTALL)

    return tuple(compiled(sentence) for sentence in (pattern.what, *pattern.older))


def _group(name: str, hints: Mapping[str, Any]) -> str:
    return f"(?P<{name}>.+)" if name in hints else ".*"
