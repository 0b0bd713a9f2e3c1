"""Which complaint a mail belongs to, if any: a table of what it proves. In doubt a person looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from automation.domain.authentication import Origin
from automation.domain.numbers import ComplaintNumber
from automation.domain.reference import References

from . import wording

_NUMBER = re.compile(r"(?<![A-Za-z0-9-])[A-Za-z]{2,6}-[0-9]{4}-[0-9]{4,9}(?![0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a mail proves, and what it merely says.

    Attributes:
        threaded: the complaints whose mails it answers, by the mailbox's own conversations.
        references: the signed references in it.
        named: complaints that exist whose bare number stands in its subject; anybody may write that.
        origin: what the mailbox found of where it comes from.
        is_complainant: for each complaint spoken of, whether the sender's address is its complainant's.
    """

    threaded: frozenset[ComplaintNumber] = frozenset()
    references: References = field(default_factory=References)
    named: frozenset[ComplaintNumber] = frozenset()
    is_complainant: frozenset[ComplaintNumber] = frozenset()
    origin: Origin = Origin.PROVEN


class Doubt(Enum):
    """Why a person must look; the value is what they read."""

    STRANGER = wording.FROM_A_STRANGER
    SEVERAL = wording.ABOUT_SEVERAL
    FORGED = wording.REFERENCE_FORGED
    NUMBER_ALONE = wording.NUMBER_ALONE
    FALSE = wording.ORIGIN_FALSE
    UNPROVEN = wording.ORIGIN_UNPROVEN
    SILENT = wording.ORIGIN_UNKNOWN


#: Why a mail does not prove that its author sent it.
UNPROVEN = {Origin.FALSE: Doubt.FALSE, Origin.UNPROVEN: Doubt.UNPROVEN, Origin.SILENT: Doubt.SILENT}


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """It belongs to none that exists."""


@dataclass(frozen=True, slots=True)
class Joins:
    """It is the complainant's answer in this case."""

    number: ComplaintNumber


@dataclass(frozen=True, slots=True)
class AskPerson:
    """It speaks of a case (None where it is not clear of which), but does not prove that it may join."""

    number: ComplaintNumber | None
    doubt: Doubt


Belonging = NewComplaint | Joins | AskPerson


def belonging_of(evidence: Evidence) -> Belonging:
    """Decide which complaint a mail belongs to, by what is proven.

    A conversation or a signed reference says which case, and only the complainant's own address that it may join,
    where the mailbox found that the address is no forgery.
    A bare number proves nothing, but a mail that bears one is hardly a new complaint.
    """
    proven = evidence.threaded | evidence.references.genuine
    match sorted(proven), evidence.references.forged, sorted(evidence.named):
        case [only], _, _ if only in evidence.is_complainant:
            doubt = UNPROVEN.get(evidence.origin)
            return AskPerson(only, doubt) if doubt else Joins(only)
        case [only], _, _:
            return AskPerson(only, Doubt.STRANGER)
        case [], True, [only]:
            return AskPerson(only, Doubt.FORGED)
        case [], True, _:
            return AskPerson(None, Doubt.FORGED)
        case [], False, [only]:
            return AskPerson(only, Doubt.NUMBER_ALONE)
        case [], False, []:
            return NewComplaint()
        case _:
            return AskPerson(None, Doubt.SEVERAL)


def numbers_in(subject: str) -> frozenset[ComplaintNumber]:
    """Find the bare numbers in a subject."""
    return frozenset(ComplaintNumber.parse(printed) for printed in _NUMBER.findall(subject))
