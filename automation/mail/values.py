"""What mails are about: plain values, so that wording depends on nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from automation.domain.mail_fate import Tidings
from automation.domain.prose import Paragraph

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
    """A complaint as its complainant knows it; name and subject are the public's text."""

    number: str
    complainant: str
    subject: str
    received_at: datetime
    channel: str = ""
    attachments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReference:
    """A complaint as a digest heads it.

    Attributes:
        subject: the complaint's Perihal; it stands in the body and never in a subject line.
        folder: the address of the case folder; "" while there is none.
        row: the address of the complaint's row in the Register; "" while it has none.
    """

    number: str
    subject: str
    folder: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A step that has come to this person; `task` says what to do and in which columns."""

    step: str
    task: str
    due: datetime | None = None
    round: int = 1


@dataclass(frozen=True, slots=True)
class DueSoon:
    """A step of this person whose norm ends soon."""

    step: str
    task: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A step of this person whose norm has passed; `days` counts the working days since, 0 on the day itself."""

    step: str
    task: str
    due: datetime
    days: int = 0


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


@dataclass(frozen=True, slots=True)
class MeetingInvitation:
    """A meeting about a case."""

    at: datetime
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class DraftReturned:
    """The Kepala Balai sent the draft reply back, with this note."""

    note: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class NumberNeeded:
    """An approved reply waits for its outgoing number."""

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class LetterToSign:
    """A numbered reply is ready to be printed and signed, and its signed scan is awaited."""

    letter_number: str
    link: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChatToSend:
    """A complainant without e-mail is to be told something by WhatsApp; the link has the text ready."""

    purpose: str
    link: str


@dataclass(frozen=True, slots=True)
class ScanSetAside:
    """A scan that could not be filed lies in `Perlu Ditinjau`."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedMail:
    """A mail that came in and concerns this person; subject and details hold the public's text."""

    tidings: Tidings
    subject: str
    details: tuple[str, ...] = ()
    link: str = ""


Matter = (
    Task
    | DueSoon
    | Overdue
    | Escalated
    | DispositionTold
    | DispositionToConfirm
    | DispositionAsked
    | MeetingInvitation
    | DraftReturned
    | NumberNeeded
    | LetterToSign
    | ChatToSend
    | ScanSetAside
    | ArrivedMail
)


@dataclass(frozen=True, slots=True)
class Item:
    """One matter of one complaint in a digest; `again` where its reader was told before."""

    case: CaseReference
    matter: Matter
    again: bool = False


@dataclass(frozen=True, slots=True)
class ReplyLetter:
    """The reply that goes to the customer."""

    number: str
    date: date
