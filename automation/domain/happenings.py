"""What happens to a complaint or to the office; `sentences` has what Riwayat and the ledger keep of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from . import happening_wording
from .actions import ActionKind
from .documents import DocumentKind
from .form_decisions import FormRefusal
from .vocabulary import STEP_NAMES, Channel, Duty, Outcome, Step

# -- intake and rows


@dataclass(frozen=True, slots=True)
class Registered:
    """A complaint was taken in; `response` names the mail it came by, "" for a form's answer."""

    channel: Channel
    response: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A complaint was taken over from the register of before, where it had this number."""

    former_number: str


@dataclass(frozen=True, slots=True)
class EndedBeforeImport:
    """A complaint that was taken over had ended already; `on` is None where the register of before does not say."""

    outcome: Outcome
    on: date | None


@dataclass(frozen=True, slots=True)
class Edited:
    """A person changed a cell; `heading` is its column's."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FilledByForm:
    """Somebody decided through the signed form what else stands in a cell; `heading` is its column's."""

    heading: str
    by: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FormAnswerRefused:
    """An answer of the signed form counts for nothing; `by` is the address that it came from."""

    by: str
    reason: FormRefusal


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
class IndependenceLost:
    """It came out that who verified or approved did the work complained of."""

    duty: Duty
    who: str


@dataclass(frozen=True, slots=True)
class DraftInitialled:
    """The draft reply was initialled as it stood; `seal` is the digest of what a reader saw."""

    seal: str


@dataclass(frozen=True, slots=True)
class InitialledForOthers:
    """The draft that was initialled answers other complaints too."""

    numbers: str


@dataclass(frozen=True, slots=True)
class DraftChanged:
    """The words of an initialled draft changed, so the case went back to step 8; `changes` says which."""

    changes: str


@dataclass(frozen=True, slots=True)
class DecisionLapsed:
    """The decision that stands in the row was made on another version than the one that was initialled."""


@dataclass(frozen=True, slots=True)
class DraftEditedLate:
    """People edited the draft after the letter was made of it; the letter stays as it is."""

    changes: str


@dataclass(frozen=True, slots=True)
class LetterNumbered:
    """The job gave the reply its outgoing number."""

    number: str


@dataclass(frozen=True, slots=True)
class LetterIssued:
    """The letter was made and bears this number and date, whatever the row says from now on."""

    number: str
    on: date | None


@dataclass(frozen=True, slots=True)
class LetterSigned:
    """The letter came back signed electronically, and bears this number and date."""

    number: str
    on: date | None
    signer: str


@dataclass(frozen=True, slots=True)
class SignedTextMatches:
    """The text of a signed letter is what was approved; `name` is its file's."""

    name: str


@dataclass(frozen=True, slots=True)
class SignedTextDiffers:
    """The text of a signed letter is not what was approved: a new decision is asked for."""

    name: str
    changes: str


@dataclass(frozen=True, slots=True)
class SignedTextUnread:
    """The text of a signed letter could not be read or compared: a person states what it says."""

    name: str


@dataclass(frozen=True, slots=True)
class LetterVoided:
    """A letter that bore this number is void; another one goes its way."""

    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentRemade:
    """A document is made anew from what the row says now; `replaced` is the end of the key that made the old one."""

    kind: DocumentKind
    replaced: str
    reason: str


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


@dataclass(frozen=True, slots=True)
class ReopeningProposed:
    """An officer proposes that a settled case goes on."""

    reason: str


@dataclass(frozen=True, slots=True)
class HandledAnew:
    """The Kepala Balai let a settled case go on at step 4, with documents and a letter of its own."""

    reason: str


@dataclass(frozen=True, slots=True)
class CopyVoided:
    """An earlier letter of the complaint, made for another one too, is void there; the later ones stay."""

    number: str
    lead: str
    reason: str


@dataclass(frozen=True, slots=True)
class FirstLost:
    """A duplicate's first complaint ended otherwise than with a reply, so it comes back to sorting."""

    first: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class FirstChanged:
    """A duplicate was joined to another first complaint."""

    before: str
    after: str


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
class ScanDesignated:
    """An officer said what a scan without our code is; the names are as in `ScanFiled`."""

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
    STATUS_ASKED = happening_wording.STATUS_ASKED


@dataclass(frozen=True, slots=True)
class MailHandled:
    """A mail that came in was dealt with; `response` is its name as an intake, `detail` what there is to add."""

    handling: Handling
    response: str
    detail: str


@dataclass(frozen=True, slots=True)
class AnswerEdited:
    """The complainant edited the answer of the form that the complaint came by; what it said, and says now."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SurveyAnswered:
    """The complainant answered the satisfaction survey."""


# -- the office as a whole


@dataclass(frozen=True, slots=True)
class MailboxOpened:
    """The complaints mailbox was switched on."""


@dataclass(frozen=True, slots=True)
class MailboxSearched:
    """Other mails of the mailbox became the office's to read: what the search before left out stays left out."""


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


# -- actions


@dataclass(frozen=True, slots=True)
class ActionDecided:
    """Step 6 was done in a round: what is to be done of one kind."""

    round: int
    kind: ActionKind
    text: str


@dataclass(frozen=True, slots=True)
class ActionsDecided:
    """Step 6 was done in a round, as older programs told it: both actions in one line."""

    round: int
    corrective: str
    preventive: str


@dataclass(frozen=True, slots=True)
class ActionEdited:
    """A person changed a cell of the tab Tindakan; `code` tells the action, `heading` the column."""

    code: str
    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ActionRowDeleted:
    """A person deleted an action's row."""

    code: str


@dataclass(frozen=True, slots=True)
class ActionReopened:
    """An action that was called effective is reviewed, for its matter came back as another complaint."""

    code: str
    because: str


@dataclass(frozen=True, slots=True)
class ActionReviewDropped:
    """The review of an action is left undone, for its matter is not said to have come back any more."""

    code: str
    because: str


@dataclass(frozen=True, slots=True)
class RecurrenceSuspected:
    """A complaint is like one whose action was called effective."""

    of: str


@dataclass(frozen=True, slots=True)
class RecurrenceStated:
    """The lead says that a matter came back."""

    of: str


@dataclass(frozen=True, slots=True)
class RecurrenceDenied:
    """The lead says that a matter is another than the one before."""

    of: str


@dataclass(frozen=True, slots=True)
class RecurrenceUnsaid:
    """The lead emptied the cell that said whether a matter came back."""

    of: str


# -- reports


@dataclass(frozen=True, slots=True)
class PeriodReported:
    """The office's report of a period was made; `figures` are what it states, as they are printed."""

    period: str
    figures: str


@dataclass(frozen=True, slots=True)
class PeriodCorrected:
    """A later report states other figures of a period that was reported before."""

    period: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReportReturned:
    """The Kepala Balai returned the report of a period; its figures stay."""

    period: str
    note: str


@dataclass(frozen=True, slots=True)
class FiguresPublished:
    """Figures for everybody are public by the yes of the Kepala Balai; `title` says of which months."""

    title: str


@dataclass(frozen=True, slots=True)
class FiguresWithdrawn:
    """Figures for everybody are public no more."""


Happening = (
    Registered
    | Imported
    | EndedBeforeImport
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
    | IndependenceLost
    | DraftInitialled
    | InitialledForOthers
    | DraftChanged
    | DecisionLapsed
    | DraftEditedLate
    | LetterNumbered
    | LetterIssued
    | LetterSigned
    | SignedTextMatches
    | SignedTextDiffers
    | SignedTextUnread
    | LetterVoided
    | DocumentRemade
    | Delivered
    | Closed
    | ClosingChanged
    | Reopened
    | ReopeningProposed
    | HandledAnew
    | CopyVoided
    | FirstLost
    | FirstChanged
    | ScanFiled
    | ScanFiledFromBatch
    | ScanDesignated
    | ScanToReview
    | MailHandled
    | AnswerEdited
    | ActionDecided
    | ActionsDecided
    | ActionEdited
    | ActionRowDeleted
    | ActionReopened
    | ActionReviewDropped
    | RecurrenceSuspected
    | RecurrenceStated
    | RecurrenceDenied
    | RecurrenceUnsaid
    | SurveyAnswered
    | MailboxOpened
    | MailboxSearched
    | LedgerRebuilt
    | LineLost
    | PeriodReported
    | PeriodCorrected
    | ReportReturned
    | FiguresPublished
    | FiguresWithdrawn
    | FilledByForm
    | FormAnswerRefused
    | Edited
    | Verbatim
)
