"""A mail that came in, as it was read: who wrote what, with which files, and whether a person wrote it at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .authentication import AuthenticationResults

#: What the key of an intake begins with that came by mail.
RESPONSE = "surel-"
LONGEST_NAME = 200
LONGEST_SUBJECT = 500
#: A line of a mail has at most 998 signs (RFC 5322).
LONGEST_ID = 990
#: Files that are kept of a mail, and parts that are looked at.
MOST_FILES, MOST_PARTS = 30, 200
#: Of the Message-IDs in a mail, and of the addresses it was sent to: more are left out.
MOST_REFERENCES = 200
MOST_ADDRESSED = 2_000


class SenderFault(StrEnum):
    """Why nobody can say who wrote a mail."""

    NONE = ""
    MISSING = "missing"
    UNREADABLE = "unreadable"
    SEVERAL = "several"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A report that one of our mails did not arrive.

    Attributes:
        recipient: whom it was for; "" where the report does not say.
        status: the code of RFC 3463, such as 5.1.1; "" where there is none.
        answers: the Message-IDs of what did not arrive.
        named: all addresses in it, in small letters, the likeliest first.
        keys: what stands as our own key in the mail that it returns; anybody may write that.
    """

    recipient: str = ""
    status: str = ""
    answers: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file to be kept beside the mail.

    Attributes:
        place: which of the mail's leaves it is.
        stem: its name without an ending: the public's text, made harmless.
        ending: by its content: "pdf", "jpg", "png" or "tif".
    """

    place: int
    stem: str
    ending: str
    mime_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that is kept within the mail alone, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMail:
    """One mail that came in, read.

    Attributes:
        sender: its one author's address in small letters; "" where nobody can say.
        sender_name: what the author calls himself, or what stands there instead: the public's text.
        sender_fault: why there is no `sender`.
        through: the address of the program that it was sent by for its author, as a web form; "" for all others.
        subject: on one line; "" where there is none.
        text: all it says, without tags.
        message_id: its own Message-ID; "" where there is none.
        references: the Message-IDs it refers to, the latest last.
        addressed: whom it was sent to, in small letters.
        automatic: by which sign it is known that no person wrote it; "" for a person's.
        perhaps_automatic: what makes that likely, and a person decides.
        bounce: the report of failed delivery that it is.
        invites: whether it is a calendar's invitation.
        is_whole: whether all of it could be read.
        unreadable: why nothing below its head could be read, in Indonesian; "" where it could.
        authentications: what stands on it about where it comes from, the topmost first; anybody may write such.
    """

    id: str
    thread: str
    arrived_at: datetime
    sender: str = ""
    sender_name: str = ""
    sender_fault: SenderFault = SenderFault.NONE
    through: str = ""
    subject: str = ""
    text: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    addressed: frozenset[str] = frozenset()
    automatic: str = ""
    perhaps_automatic: str = ""
    bounce: Bounce | None = None
    invites: bool = False
    is_whole: bool = True
    unreadable: str = ""
    authentications: tuple[AuthenticationResults, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    refused: tuple[RefusedFile, ...] = ()

    @property
    def response(self) -> str:
        """The key of the intake that it becomes."""
        return f"{RESPONSE}{self.id}"
