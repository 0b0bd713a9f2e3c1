"""One letter that answers several complaints: whose letter it is, who joins it, and what it may show.

The row of a complaint that joins names the one whose letter answers it. That letter is drafted, initialled and
approved with its own complaint; the others wait at step 8, and get a copy of what was made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.contact import Contact
from automation.domain.letter_content import LetterContent
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Outcome, Step, YesNo

from . import wording
from .case_context import CaseContext
from .independence import approver_behind, involved

CELL = "joint_letter"
#: A name or an address that is shorter is too much like any other word to be looked for.
_SHORTEST = 3
#: Numbers as a letter for several complaints says them, in small letters.
_TOGETHER = re.compile(r"[a-z]{2,6}-\d{4}-\d{4,}(?:(?:, | dan )[a-z]{2,6}-\d{4}-\d{4,})+")


def named_lead(case: Case) -> ComplaintNumber | None:
    """Return the complaint whose letter shall answer this one, as its row says; None where it has its own."""
    text = case.cells.get(CELL, "")
    return ComplaintNumber.read(text.strip()) if text else None


def listed(numbers: Iterable[ComplaintNumber]) -> str:
    """Print several numbers, as `numbers_in` reads them."""
    return "; ".join(map(str, numbers))


def numbers_in(text: str) -> tuple[ComplaintNumber, ...]:
    """Read several numbers; what is none is left out."""
    return tuple(number for part in text.split(";") if (number := ComplaintNumber.read(part.strip())))


def joined_lead(case: Case) -> ComplaintNumber | None:
    """Return the complaint whose letter answers this one too, as far as this one may be answered at all."""
    lead = named_lead(case)
    return lead if lead != case.number and case.outcome in (None, Outcome.SETTLED) else None


def joins(case: Case, facts: StaffFacts, context: CaseContext) -> bool:
    """Return whether a case waits for another one's letter and may get it, or has it."""
    if context.joint_source(case.letter_sequence):
        return True
    return facts.joint_letter is not None and not refused(case, facts, context)


def refused(case: Case, facts: StaffFacts, context: CaseContext) -> str:
    """Say why a case cannot be answered by the letter that its row names; "" where it can, or names none."""
    number, lead = facts.joint_letter, context.lead
    if number is None or context.joint_source(case.letter_sequence):
        return ""
    if number == case.number:
        return wording.JOINT_WITH_ITSELF
    if lead is None or lead.number != number:
        return wording.joint_unknown(number)
    if named_lead(lead):
        return wording.joint_of_joined(number)
    if context.letter_is_made(case.letter_sequence):
        return wording.JOINT_AFTER_OWN_LETTER
    if case.current.step > Step.REPLY_DRAFT:
        return wording.JOINT_TOO_LATE_HERE
    return _refused_by(lead, case, facts, context)


def _refused_by(lead: Case, case: Case, facts: StaffFacts, context: CaseContext) -> str:
    made = context.lead_letter_is_made
    if lead.outcome not in (None, Outcome.SETTLED):
        return wording.joint_without_letter(lead.number)
    if (made or lead.outcome is Outcome.SETTLED) and case.number not in lead.joint_with:
        return wording.joint_too_late(lead.number)
    if any(one.joint_source == (lead.number, lead.letter_sequence) for one in context.documents):
        return wording.joint_void_here(lead.number)
    approver = approver_behind(lead, context) if made else None
    if approver is not None and involved(approver, facts.workers, context.known):
        return wording.joint_not_independent(lead.number, approver.name)
    return ""


def void_reason(case: Case, context: CaseContext) -> str:
    """Return why the letter that answers a case is void, where it was made for another one; "" where it counts."""
    source, lead = context.joint_source(case.letter_sequence), context.lead
    if source is None or lead is None or lead.number != source[0] or source[1] > len(lead.voided):
        return ""
    return lead.voided[source[1] - 1]


def is_void_unmarked(context: CaseContext) -> bool:
    """Return whether an earlier letter, which was another complaint's and is void there, still counts here."""
    return any(
        one.sequence in context.void_before and not one.remark for one in context.documents if one.joint_source
    )


def obstacles(case: Case, facts: StaffFacts, context: CaseContext, draft: LetterContent) -> Iterator[str]:
    """Return what keeps a joint letter from being initialled: who is not ready, and what it must not show.

    Args:
        case: the one whose letter it is.
        facts: its row's.
        context: with the cases that join it.
        draft: as it is now.
    """
    if early := [one.number for one in context.joining if one.current.step < Step.REPLY_DRAFT]:
        yield wording.joint_awaits(early)
    text = _folded("\n".join(draft.lines))
    if missing := [one.number for one in context.joining if not _stands_in(_folded(str(one.number)), text)]:
        yield wording.joint_unnamed(missing)
    if left := _left_by(case, context, text):
        yield wording.joint_left(left)
    if shown := list(_shown_to_others((case, *context.joining), facts, text)):
        yield wording.joint_shows(shown)


def _left_by(case: Case, context: CaseContext, text: str) -> tuple[ComplaintNumber, ...]:
    """Return the complaints that a letter was written for, and that it does not answer.

    It was initialled for them, or says their numbers together with its own; what a complainant calls their own
    complaint is no sign.
    """
    answered = {case.number, *(one.number for one in context.joining)}
    together = [frozenset(_numbers_in(found[0])) for found in _TOGETHER.finditer(text)]
    named = frozenset().union(*(numbers for numbers in together if case.number in numbers))
    left = {*case.joint_with, *(named - frozenset(_numbers_in(case.stated.subject)))} - answered
    return tuple(number for number in sorted(left) if _stands_in(_folded(str(number)), text))


def _numbers_in(text: str) -> Iterator[ComplaintNumber]:
    return filter(None, map(ComplaintNumber.read, re.findall(r"[\w-]+", text)))


def _shown_to_others(cases: tuple[Case, ...], facts: StaffFacts, text: str) -> Iterator[ComplaintNumber]:
    """Return the complaints whose complainant is known by a text that others get, unless an officer allows it."""
    if len(cases) < 2 or facts.addressees_shown is YesNo.YES:
        return
    data = {one.number: frozenset(_data(one.contact)) for one in cases}
    for number, theirs in data.items():
        # What all of them have in common tells nobody anything.
        own = theirs - frozenset.intersection(*(those for other, those in data.items() if other != number))
        if any(_stands_in(datum, text) for datum in own):
            yield number


def _data(contact: Contact) -> Iterator[str]:
    """Return what tells who a complainant is, as it is looked for."""
    texts = (contact.complainant, contact.company, contact.email, contact.phone, *contact.address.splitlines())
    return (folded for text in texts if len(folded := _folded(text)) >= _SHORTEST)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _stands_in(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
