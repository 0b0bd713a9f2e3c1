"""The sentences by which Riwayat and the ledger keep what happened: one pattern prints a happening and reads it.

No other module cuts a sentence apart. Kept rows never change: where a sentence is worded anew, its former wording
goes to `older` and is read for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from . import happening_wording, happenings
from .dates import date_in
from .documents import DocumentKind
from .happenings import Happening
from .vocabulary import Step


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
    happenings.Registered: _Pattern(what=happening_wording.REGISTERED, old="response"),
    happenings.Imported: _Pattern(what=happening_wording.IMPORTED, old="former_number"),
    happenings.EndedBeforeImport: _Pattern(what=happening_wording.ENDED_BEFORE_IMPORT, new="on"),
    happenings.RowDeleted: _Pattern(what=happening_wording.ROW_DELETED),
    happenings.Held: _Pattern(what=happening_wording.HELD, new="reason"),
    happenings.Resumed: _Pattern(what=happening_wording.RESUMED),
    happenings.DeadlineMovedByCalendar: _Pattern(
        what=happening_wording.DEADLINE_MOVED_BY_CALENDAR,
        old="before",
        new="after",
        older=(happening_wording.DEADLINE_MOVED_BY_HOLIDAYS,),
    ),
    happenings.DeadlineMovedByNorm: _Pattern(
        what=happening_wording.DEADLINE_MOVED_BY_NORM, old="before", new="after"
    ),
    happenings.DeadlinePassed: _Pattern(what=happening_wording.DEADLINE_PASSED, new="due"),
    happenings.StepEntered: _Pattern(what=happening_wording.STEP_ENTERED),
    happenings.GroupProposed: _Pattern(what=happening_wording.GROUP_PROPOSED, new="group"),
    happenings.Assigned: _Pattern(what=happening_wording.ASSIGNED, new="group"),
    happenings.Reassigned: _Pattern(what=happening_wording.REASSIGNED, old="before", new="after"),
    happenings.Ineffective: _Pattern(what=happening_wording.INEFFECTIVE, new="verification"),
    happenings.DraftReturned: _Pattern(what=happening_wording.DRAFT_RETURNED, new="note"),
    happenings.IndependenceLost: _Pattern(what=happening_wording.INDEPENDENCE_LOST, new="who"),
    happenings.DraftInitialled: _Pattern(what=happening_wording.DRAFT_INITIALLED, new="seal"),
    happenings.InitialledForOthers: _Pattern(what=happening_wording.INITIALLED_FOR_OTHERS, new="numbers"),
    happenings.DraftChanged: _Pattern(what=happening_wording.DRAFT_CHANGED, new="changes"),
    happenings.DecisionLapsed: _Pattern(what=happening_wording.DECISION_LAPSED),
    happenings.DraftEditedLate: _Pattern(what=happening_wording.DRAFT_EDITED_LATE, new="changes"),
    happenings.LetterNumbered: _Pattern(what=happening_wording.LETTER_NUMBERED, new="number"),
    happenings.LetterIssued: _Pattern(what=happening_wording.LETTER_ISSUED, new="number"),
    happenings.LetterSigned: _Pattern(what=happening_wording.LETTER_SIGNED, new="number"),
    happenings.SignedTextMatches: _Pattern(what=happening_wording.SIGNED_TEXT_MATCHES, new="name"),
    happenings.SignedTextDiffers: _Pattern(what=happening_wording.SIGNED_TEXT_DIFFERS, old="name", new="changes"),
    happenings.SignedTextUnread: _Pattern(what=happening_wording.SIGNED_TEXT_UNREAD, new="name"),
    happenings.LetterVoided: _Pattern(what=happening_wording.LETTER_VOIDED, new="reason"),
    happenings.DocumentRemade: _Pattern(what=happening_wording.DOCUMENT_REMADE, old="replaced", new="reason"),
    happenings.Delivered: _Pattern(what=happening_wording.DELIVERED, new="on"),
    happenings.Closed: _Pattern(what="{outcome}", new="because"),
    happenings.ClosingChanged: _Pattern(what=happening_wording.CLOSING_CHANGED, old="before", new="after"),
    happenings.Reopened: _Pattern(what=happening_wording.REOPENED, old="before"),
    happenings.ReopeningProposed: _Pattern(what=happening_wording.REOPENING_PROPOSED, new="reason"),
    happenings.CopyVoided: _Pattern(what=happening_wording.COPY_VOIDED, new="reason"),
    happenings.FirstLost: _Pattern(what=happening_wording.FIRST_LOST, new="outcome"),
    happenings.FirstChanged: _Pattern(what=happening_wording.FIRST_CHANGED, old="before", new="after"),
    happenings.HandledAnew: _Pattern(what=happening_wording.HANDLED_ANEW, new="reason"),
    happenings.ScanFiled: _Pattern(what=happening_wording.SCAN_FILED, old="source", new="name"),
    happenings.ScanFiledFromBatch: _Pattern(what=happening_wording.SCAN_FILED_FROM_BATCH, old="source", new="name"),
    happenings.ScanDesignated: _Pattern(what=happening_wording.SCAN_DESIGNATED, old="source", new="name"),
    happenings.ScanToReview: _Pattern(what=happening_wording.SCAN_TO_REVIEW, new="reason"),
    happenings.MailHandled: _Pattern(what="{handling}", old="response", new="detail"),
    happenings.AnswerEdited: _Pattern(what=happening_wording.ANSWER_EDITED, old="before", new="after"),
    happenings.ActionDecided: _Pattern(
        what=happening_wording.ACTION_DECIDED,
        new="text",
        older=(happening_wording.ACTION_DECIDED_IN_ROUND,),
    ),
    happenings.ActionsDecided: _Pattern(what=happening_wording.ACTIONS_DECIDED, old="corrective", new="preventive"),
    happenings.ActionEdited: _Pattern(what=happening_wording.ACTION_EDITED, old="old", new="new"),
    happenings.ActionRowDeleted: _Pattern(what=happening_wording.ACTION_ROW_DELETED),
    happenings.ActionReopened: _Pattern(what=happening_wording.ACTION_REOPENED, new="because"),
    happenings.ActionReviewDropped: _Pattern(
        what=happening_wording.ACTION_REVIEW_DROPPED,
        old="because",
        older=(happening_wording.ACTION_REVIEW_DENIED,),
    ),
    happenings.RecurrenceSuspected: _Pattern(what=happening_wording.RECURRENCE_SUSPECTED, new="of"),
    happenings.RecurrenceStated: _Pattern(what=happening_wording.RECURRENCE_STATED, new="of"),
    happenings.RecurrenceDenied: _Pattern(what=happening_wording.RECURRENCE_DENIED, old="of"),
    happenings.RecurrenceUnsaid: _Pattern(what=happening_wording.RECURRENCE_UNSAID, old="of"),
    happenings.SurveyAnswered: _Pattern(what=happening_wording.SURVEY_ANSWERED),
    happenings.MailboxOpened: _Pattern(what=happening_wording.MAILBOX_OPENED),
    happenings.MailboxSearched: _Pattern(what=happening_wording.MAILBOX_SEARCHED),
    happenings.LedgerRebuilt: _Pattern(what=happening_wording.LEDGER_REBUILT),
    happenings.PeriodReported: _Pattern(what=happening_wording.PERIOD_REPORTED, new="figures"),
    happenings.PeriodCorrected: _Pattern(what=happening_wording.PERIOD_CORRECTED, old="before", new="after"),
    happenings.ReportReturned: _Pattern(what=happening_wording.REPORT_RETURNED, new="note"),
    happenings.FiguresPublished: _Pattern(what=happening_wording.FIGURES_PUBLISHED, new="title"),
    happenings.FiguresWithdrawn: _Pattern(what=happening_wording.FIGURES_WITHDRAWN),
    happenings.LineLost: _Pattern(what=happening_wording.LINE_LOST),
    happenings.FilledByForm: _Pattern(what=happening_wording.FILLED_BY_FORM, old="old", new="new"),
    happenings.FormAnswerRefused: _Pattern(what=happening_wording.FORM_ANSWER_REFUSED, new="reason"),
    # Read last: "Penutupan diubah" would fit it too.
    happenings.Edited: _Pattern(what=happening_wording.EDITED, old="old", new="new"),
}


def sentence_of(happening: Happening) -> Sentence:
    """Print a happening as Riwayat keeps it."""
    if isinstance(happening, happenings.Verbatim):
        return Sentence(happening.what, happening.old, happening.new)
    pattern = _PATTERNS[type(happening)]
    what = pattern.what.format_map(_Shown(happening))
    return Sentence(what, _shown_at(happening, pattern.old), _shown_at(happening, pattern.new))


def happening_in(sentence: Sentence) -> Happening:
    """Read a kept sentence, in today's words or older ones; a `happenings.Verbatim` where it is none of ours."""
    for kind in _PATTERNS:
        found = _read(kind, sentence)
        if found is not None:
            return found
    return happenings.Verbatim(sentence.what, sentence.old, sentence.new)


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
