"""What mails are about: plain values, so that wording depends on nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from automation.domain.mail_fate import Tidings
from automation.domain.notices import ActionTurn
from automation.domain.prose import Paragraph
from automation.domain.vocabulary import Duty

from .plain import plain_text


@dataclass(frozen=True, slots=True)
class Message:
    """What a mail says."""

    subject: str
    body: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """What it says, as plain text."""
        return plain_text(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The office as it signs its mails; moments are printed in its zone."""

    name: str
    email: str
    phone: str
    website: str
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerCase:
    """A complaint as its complainant knows it; name and subject are the public's text.

    Attributes:
        page: the address of the complainant's own page; "" where there is none.
        procedure_page: the address of the page that says how complaints are handled; "" where there is none.
        answers_status: a mail that says STATUS is answered.
    """

    number: str
    complainant: str
    subject: str
    received_at: datetime
    channel: str = ""
    attachments: int = 0
    page: str = ""
    procedure_page: str = ""
    answers_status: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReference:
    """A complaint as a digest heads it.

    Attributes:
        subject: the complaint's Perihal; it stands in the body and never in a subject line.
        folder: the address of the case folder; "" while there is none.
        register: the address of the Register, through the filter view that shows the complaint; "" of no complaint.
    """

    number: str
    subject: str
    folder: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A text that is to be read: the complaint's, or the draft's; `title` says which."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A step that has come to this person; `task` says what to do and in which columns.

    Attributes:
        version: which version of a draft it is about; "" where it is about none.
        changes: which words changed since they last initialled or decided.
        alike: complaints that may be like this one, one line each.
        read: what is to be read for it.
        sent: what went to the complainant by mail before, in a few words each.
        form: the link by which it may be decided in the signed form; "" where it is not asked there.
    """

    step: str
    task: str
    due: datetime | None = None
    round: int = 1
    version: str = ""
    changes: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    read: tuple[Read, ...] = ()
    sent: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class DueSoon:
    """A step of this person whose norm ends soon; `alike`, `read`, `sent` and `form` as in `Task`."""

    step: str
    task: str
    due: datetime
    alike: tuple[str, ...] = ()
    read: tuple[Read, ...] = ()
    sent: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A step of this person whose norm has passed; `days` counts the working days since, 0 on the day itself.

    `alike`, `read`, `sent` and `form` as in `Task`.
    """

    step: str
    task: str
    due: datetime
    days: int = 0
    alike: tuple[str, ...] = ()
    read: tuple[Read, ...] = ()
    sent: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """For the Kepala Balai, or their superior: a step of somebody else that has been overdue too long.

    Attributes:
        movable: the Kepala Balai may give the case to another working group.
    """

    step: str
    responsible: str
    due: datetime
    movable: bool = False


@dataclass(frozen=True, slots=True)
class DispositionTold:
    """For the Kepala Balai: the routing table has assigned a case."""

    group: str
    lead: str


@dataclass(frozen=True, slots=True)
class CaseGivenAway:
    """For who led the group that handled a case until now: it is another group's."""

    group: str
    lead: str


@dataclass(frozen=True, slots=True)
class DispositionToConfirm:
    """For the Kepala Balai: the routing table proposes a group."""

    group: str
    lead: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class DispositionAsked:
    """For the Kepala Balai: the routing table has no single answer, for this reason."""

    reason: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportToGive:
    """For the lead of a working group: it is to support the group in charge of a case."""

    group: str
    in_charge: str
    lead: str


@dataclass(frozen=True, slots=True)
class ReroutingToDecide:
    """For the Kepala Balai: the kind of service was changed, and this group handles it."""

    service: str
    group: str


@dataclass(frozen=True, slots=True)
class ReopeningToDecide:
    """For the Kepala Balai: an officer proposes, for this reason, that a settled case goes on."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotIndependent:
    """For the Kepala Balai: who verified or approved did the work complained of."""

    duty: Duty
    who: str


@dataclass(frozen=True, slots=True)
class MeetingInvitation:
    """A meeting about a case."""

    at: datetime
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """A meeting that somebody was invited to is off, or is at another time by now."""

    at: datetime


@dataclass(frozen=True, slots=True)
class DraftReturned:
    """The Kepala Balai sent the draft reply back, with this note."""

    note: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class LetterReplaced:
    """The Kepala Balai declared the reply void for this reason; another one is to be written."""

    letter_number: str
    reason: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class LetterStopped:
    """A reply that officers have in hand is void for this reason; `electronic`: it was made for Srikandi."""

    letter_number: str
    reason: str
    electronic: bool


@dataclass(frozen=True, slots=True)
class NumberNeeded:
    """An approved reply waits for its outgoing number."""

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class LetterToSign:
    """A numbered reply is ready to be printed and signed, and its signed scan is awaited; `sent` as in `Task`."""

    letter_number: str
    link: str = ""
    due: datetime | None = None
    sent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForSrikandi:
    """An approved reply is ready to be signed through Srikandi; what to choose there, as the office set it."""

    link: str
    subject: str
    addressee: str
    classification: str = ""
    confidentiality: str = ""
    urgency: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignedLetterDiffers:
    """A signed reply does not say what was approved; somebody who may must decide."""

    changes: str
    link: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChatToSend:
    """A complainant without e-mail is to be told something by WhatsApp; the link has the text ready."""

    purpose: str
    link: str


@dataclass(frozen=True, slots=True)
class ScanSetAside:
    """A scan that could not be filed lies in `Perlu Ditinjau`, or waits in the case `filed` to be designated."""

    name: str
    reason: str
    filed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedMail:
    """A mail that came in and concerns this person; subject and details hold the public's text.

    Attributes:
        advice: what can be done about a case that is over.
    """

    tidings: Tidings
    subject: str
    details: tuple[str, ...] = ()
    link: str = ""
    twin: CaseReference | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class ActionUnplanned:
    """For who answers for an action: it has nobody responsible, or no day until when."""

    code: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAwaited:
    """For who does or checks an action: it is due soon, or late."""

    turn: ActionTurn
    code: str
    what: str
    until: date
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOverdue:
    """For the Kepala Balai: an action of somebody else has been overdue too long."""

    turn: ActionTurn
    code: str
    what: str
    until: date
    who: str


@dataclass(frozen=True, slots=True)
class EvidenceMissing:
    """The file that shows that an action was done is not where it should be."""

    code: str
    what: str


@dataclass(frozen=True, slots=True)
class ReportToRead:
    """For the Kepala Balai: the report of step 7; "efektif" holds for now, until the actions are checked again."""

    link: str


@dataclass(frozen=True, slots=True)
class Recurs:
    """For the Kepala Balai: a matter came back although its action was called effective."""

    of: str


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """One of the law's outer limits draws near, or has passed; `told` says which and until when."""

    told: str
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReady:
    """For the Kepala Balai, and others by the office's choice: the report of a period lies in Drive.

    Attributes:
        told: its main figures, in one sentence.
        link: of the PDF; `draft`: of the .docx.
        returned: the note with which an earlier version was returned; "" for the first.
        may_return: the reader may return it.
    """

    told: str
    link: str
    draft: str
    returned: str = ""
    may_return: bool = False


@dataclass(frozen=True, slots=True)
class FiguresReady:
    """For the Kepala Balai: figures for everybody wait for her yes; `link` shows what would be public."""

    link: str


@dataclass(frozen=True, slots=True)
class FormVoid:
    """For who answered the signed form: their answer counts for nothing, for this reason."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class FormTorn:
    """For who answered the signed form: the Register says something else; each as `heading: form – cell`."""

    said: tuple[str, ...]


Matter = (
    Task
    | DueSoon
    | Overdue
    | Escalated
    | DispositionTold
    | CaseGivenAway
    | DispositionToConfirm
    | DispositionAsked
    | ReopeningToDecide
    | ReroutingToDecide
    | SupportToGive
    | NotIndependent
    | MeetingInvitation
    | MeetingCancelled
    | DraftReturned
    | LetterReplaced
    | LetterStopped
    | NumberNeeded
    | LetterToSign
    | LetterForSrikandi
    | SignedLetterDiffers
    | ChatToSend
    | ScanSetAside
    | ReportReady
    | FiguresReady
    | LegalLimit
    | ArrivedMail
    | ActionUnplanned
    | ActionAwaited
    | ActionOverdue
    | EvidenceMissing
    | ReportToRead
    | Recurs
    | FormVoid
    | FormTorn
)


@dataclass(frozen=True, slots=True)
class Item:
    """One matter of one complaint in a digest; `again` where its reader was told before."""

    case: CaseReference
    matter: Matter
    again: bool = False


@dataclass(frozen=True, slots=True)
class ReplyLetter:
    """The reply that goes to the customer, and the letter that reached them before and is void.

    `signed_by` is whose certificate signed it electronically; "" where it is signed by hand.
    """

    number: str
    date: date
    replaces: ReplyLetter | None = None
    signed_by: str = ""
