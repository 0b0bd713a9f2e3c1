"""Which mail becomes what: decided from what it proves, in the order of arrival."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from automation.domain.authentication import Origin
from automation.domain.case import Case
from automation.domain.complaint import Intake
from automation.domain.dates import local_day
from automation.domain.effects import Deed, keys_of
from automation.domain.happenings import Handling
from automation.domain.incoming_mail import Bounce, IncomingMail
from automation.domain.mail_fate import Fate, LeftAlone
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.reference import References, references_in
from automation.domain.setback_name import SetbackName
from automation.domain.vocabulary import Outcome
from automation.intake.joining import (
    UNPROVEN,
    AskPerson,
    Doubt,
    Evidence,
    Joins,
    NewComplaint,
    belonging_of,
    numbers_in,
)
from automation.intake.mail_text import is_forwarded
from automation.intake.origin import origin_of
from automation.intake.status_asked import asks_for_status
from automation.intake.taking_in import intake_from
from automation.jobs.beginning import former_addresses
from automation.jobs.incoming_mail.arrivals import key_of
from automation.jobs.incoming_mail.linking import Links, are_likely_twins, folded
from automation.jobs.settings_views import rules_of
from automation.jobs.snapshot import Arrival, Snapshot
from automation.jobs.trouble import Attempts
from automation.mail.wording import incoming_mail as wording
from automation.settings.values import OfficeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """One mail with what is to become of it.

    Attributes:
        number: the complaint it concerns; None for a new one, and for the office.
        becomes: the complaint it opens.
        joins: the response of the complaint that it belongs to, opened in this very tick.
        twin: the complaint that the new one seems to repeat, or the response of one opened in this very tick.
        doubt: why a person must look.
        reason: what Riwayat says of it; None where it says nothing.
        left: why nothing is done about it; None where something is.
    """

    arrival: Arrival
    fate: Fate
    number: ComplaintNumber | None = None
    becomes: Intake | None = None
    joins: str = ""
    twin: ComplaintNumber | str | None = None
    doubt: str = ""
    reason: Handling | None = None
    left: LeftAlone | None = None


def sorted_mails(
    snapshot: Snapshot, memory: Memory, settings: OfficeSettings, attempts: Attempts
) -> tuple[Sorted, ...]:
    """Decide what becomes of each mail that nothing was done about yet, in the order of their arrival."""
    sorting = _Sorting(snapshot, memory, settings)
    tried = (
        attempts.of(SetbackName.mail(arrival.mail.id), partial(sorting.sorted, arrival))
        for arrival in snapshot.arrivals.incoming.arrivals
        if str(key_of(arrival.mail.id)) not in memory.results
    )
    return tuple(one for one in tried if one is not None)


_COUNTED = frozenset({Fate.FILED.value, Fate.KEPT.value, Fate.BOUNCED.value, Fate.ASKED.value})


#: Where anybody has an address, an office too.
_ANYBODYS = frozenset({"gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.id", "outlook.com", "hotmail.com"})


class _Sorting:
    def __init__(self, snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> None:
        self.zone = settings.hours.zone
        self.memory = memory
        self.settings = settings
        self.secret = settings.letters.code_key
        self.own = settings.own_addresses
        self.domains = {address.rpartition("@")[2] for address in self.own} - _ANYBODYS
        rules = rules_of(settings)
        groups = (person for group in snapshot.workbook.groups for person in (group.lead, group.deputy) if person)
        staff = (rules.head, rules.head_deputy, *rules.officers, *rules.others, *groups)
        # Whom others act for, and who left, still answers mails of the job.
        self.staff = {person.email.casefold() for person in staff if person} | former_addresses(memory.notes)
        is_idle = not snapshot.arrivals.incoming.arrivals
        self.counts = Counter[tuple[str, str]]() if is_idle else _counted(memory)
        self.links = Links(memory, {}) if is_idle else Links.of(memory)
        #: What this tick opened, and what joined that, by the mailbox's ids, and by who wrote.
        self.opened: dict[str, Intake] = {}
        self.opened_by: dict[str, list[Intake]] = defaultdict(list)

    def sorted(self, arrival: Arrival) -> Sorted:
        """Decide about a mail, and remember for the next ones where it belongs."""
        found = self._sorted(arrival)
        if found.becomes is not None:
            self._note_opened(arrival, found.becomes)
        elif found.joins and found.fate is Fate.FILED:
            self._note_opened(arrival, self._opened(arrival) or self._intake(arrival))
        return found

    def _note_opened(self, arrival: Arrival, intake: Intake) -> None:
        self.opened[arrival.mail.id] = intake
        self.opened_by[folded(intake.email)].append(intake)

    def _sorted(self, arrival: Arrival) -> Sorted:
        mail = arrival.mail
        threaded = self.links.behind(arrival.answers, arrival.follows)
        only = next(iter(threaded)) if len(threaded) == 1 else None
        if mail.bounce is not None:
            return self._bounced(arrival, mail.bounce, only)
        if mail.automatic or (mail.sender in self.own and not self._is_forward_to_us(mail)):
            sign = Handling.FROM_MACHINE if mail.automatic else Handling.FROM_OFFICE
            left = LeftAlone.MACHINE if mail.automatic else LeftAlone.OFFICE
            return replace(_left_alone(arrival, left), number=only, reason=sign if only else None)
        if mail.response in self.memory.responses:
            return Sorted(
                arrival=arrival,
                fate=Fate.FILED,
                number=self.memory.responses[mail.response],
                becomes=self._intake(arrival),
            )
        found = self._of_a_person(arrival, threaded)
        if found.fate is Fate.PASSED:
            return found
        if self._is_one_too_many(mail):
            over = _left_alone(arrival, LeftAlone.BEYOND_CAP)
            return replace(over, fate=Fate.OVER, reason=Handling.TOO_MANY)
        return found

    def _is_one_too_many(self, mail: IncomingMail) -> bool:
        place = (self._day(mail), mark_of(mail))
        self.counts[place] += 1
        return self.counts[place] > self.settings.incoming.most_a_day

    def _bounced(self, arrival: Arrival, bounce: Bounce, threaded: ComplaintNumber | None) -> Sorted:
        """Find what a report is about. One about nothing we know is told to the officers, up to the daily cap."""
        number = threaded or self.links.of_bounce(bounce) or self._referred_in(arrival.mail)
        is_ours = bool(number or arrival.answers) or not self.staff.isdisjoint(bounce.named)
        if not is_ours and self._is_one_too_many(arrival.mail):
            return _left_alone(arrival, LeftAlone.BEYOND_CAP)
        return Sorted(arrival=arrival, fate=Fate.BOUNCED, number=number, reason=Handling.NOT_DELIVERED)

    def _referred_in(self, mail: IncomingMail) -> ComplaintNumber | None:
        genuine = self._references_in(mail).genuine
        return next((number for number in sorted(genuine) if number in self.memory.cases), None)

    def _of_a_person(self, arrival: Arrival, threaded: frozenset[ComplaintNumber]) -> Sorted:
        mail = arrival.mail
        if why := _doubt_about_any(mail):
            return self._left_to_person(arrival, threaded, why)
        if any(self.links.repeats(mail, number) for number in threaded):
            return _left_alone(arrival, LeftAlone.AGAIN)
        if not threaded and (opened := self._opened(arrival)):
            return self._of_this_tick(arrival, opened)
        match belonging_of(self._evidence(mail, threaded)):
            case Joins(number) if self.settings.customer_pages.is_on and asks_for_status(mail):
                return Sorted(arrival=arrival, fate=Fate.ASKED, number=number, reason=Handling.STATUS_ASKED)
            case Joins(number):
                return Sorted(arrival=arrival, fate=Fate.FILED, number=self._first_of(number))
            case AskPerson(number, doubt):
                return Sorted(arrival=arrival, fate=Fate.KEPT, number=number, doubt=doubt.value)
            case NewComplaint():
                return self._new(arrival)

    def _opened(self, arrival: Arrival) -> Intake | None:
        return next((self.opened[id] for id in arrival.follows if id in self.opened), None)

    def _of_this_tick(self, arrival: Arrival, opened: Intake) -> Sorted:
        """Decide about a mail that belongs to a complaint which has no number yet."""
        mail = arrival.mail
        is_own = mail.sender == opened.email and not mail.through
        doubt = UNPROVEN.get(self._origin(mail)) if is_own else Doubt.STRANGER
        if doubt is not None:
            return Sorted(arrival=arrival, fate=Fate.KEPT, joins=opened.response, doubt=doubt.value)
        if mail.message_id == opened.message_id and self._intake(arrival).description == opened.description:
            return _left_alone(arrival, LeftAlone.AGAIN)
        return Sorted(arrival=arrival, fate=Fate.FILED, joins=opened.response)

    def _left_to_person(self, arrival: Arrival, threaded: frozenset[ComplaintNumber], doubt: str) -> Sorted:
        """Keep a mail for a person, unless its head says that it was sent elsewhere."""
        mail = arrival.mail
        if not threaded and mail.addressed and self.settings.incoming.address not in mail.addressed:
            return _left_alone(arrival, LeftAlone.ELSEWHERE)
        number = next(iter(threaded)) if len(threaded) == 1 else None
        return Sorted(arrival=arrival, fate=Fate.KEPT, number=number, doubt=doubt)

    def _new(self, arrival: Arrival) -> Sorted:
        mail = arrival.mail
        if self._is_of_the_office(mail) and self._is_forward_to_us(mail):
            return Sorted(arrival=arrival, fate=Fate.KEPT, doubt=wording.FORWARDED)
        if mail.sender in self.staff:
            # An officer who answers a digest, or writes what belongs into the officers' form.
            return Sorted(arrival=arrival, fate=Fate.KEPT, doubt=wording.FROM_STAFF)
        # Of one whose head is cut off nobody knows where it was sent.
        if self.settings.incoming.address not in mail.addressed and (mail.addressed or mail.is_whole):
            return _left_alone(arrival, LeftAlone.ELSEWHERE)
        if doubt := _doubt_about(mail, self._origin(mail)):
            return Sorted(arrival=arrival, fate=Fate.KEPT, doubt=doubt)
        becomes = self._intake(arrival)
        return Sorted(arrival=arrival, fate=Fate.FILED, becomes=becomes, twin=self._twin(becomes))

    def _is_of_the_office(self, mail: IncomingMail) -> bool:
        """Return whether a colleague wrote a mail: of the office's own domain, or somebody we know."""
        domain = mail.sender.rpartition("@")[2]
        return mail.sender in self.own | self.staff or domain in self.domains

    def _is_forward_to_us(self, mail: IncomingMail) -> bool:
        is_to_us = self.settings.incoming.address in mail.addressed or mail.sender in self.staff
        return is_to_us and is_forwarded(mail.subject, mail.text)

    def _twin(self, intake: Intake) -> ComplaintNumber | str | None:
        theirs = self.opened_by[folded(intake.email)]
        beside = (one.response for one in theirs if are_likely_twins(one, intake))
        return next(beside, None) or self.links.twin(intake)

    def _intake(self, arrival: Arrival) -> Intake:
        return intake_from(arrival.mail, arrival.ids[1:])

    def _evidence(self, mail: IncomingMail, threaded: frozenset[ComplaintNumber]) -> Evidence:
        known = self.memory.cases
        found = self._references_in(mail)
        named = frozenset(number for number in numbers_in(mail.subject) if number in known)
        genuine = frozenset(number for number in found.genuine if number in known)
        spoken_of = threaded | genuine | named
        own = frozenset(number for number in spoken_of if _is_complainant(mail, known[number]))
        return Evidence(
            threaded=threaded,
            references=References(genuine, found.forged),
            named=named,
            is_complainant=own,
            origin=self._origin(mail),
        )

    def _origin(self, mail: IncomingMail) -> Origin:
        return origin_of(mail, self.settings.incoming.server)

    def _references_in(self, mail: IncomingMail) -> References:
        """Find the references in a mail; of a case whose address was put right, those of the new one count alone."""
        if self.secret is None:
            return References()

        def addressed(number: ComplaintNumber) -> str:
            case = self.memory.cases.get(number)
            return case.mail_mark if case else ""

        return references_in(f"{mail.subject}\n{mail.text}", self.secret.value, addressed)

    def _first_of(self, number: ComplaintNumber) -> ComplaintNumber:
        """Follow a complaint that was closed as a duplicate to the one that its matter is handled under."""
        seen = {number}
        while (case := self.memory.cases[number]).outcome is Outcome.DUPLICATE:
            first = case.first
            if first is None or first in seen or first not in self.memory.cases:
                return number
            seen.add(first)
            number = first
        return number

    def _day(self, mail: IncomingMail) -> str:
        return local_day(mail.arrived_at, self.zone).isoformat()


def _left_alone(arrival: Arrival, why: LeftAlone) -> Sorted:
    return Sorted(arrival=arrival, fate=Fate.PASSED, left=why)


def mark_of(mail: IncomingMail) -> str:
    """Return a hash of a mail's sender, or of what stands in place of one, under which their mails are counted.

    Reports of failed delivery count as one sender's: whoever abuses the office's address brings them by the thousand.
    """
    who = "bounce" if mail.bounce is not None else mail.sender or mail.sender_name
    return hashlib.sha256(who.encode()).hexdigest()[:12]


def _doubt_about_any(mail: IncomingMail) -> str:
    """Return why a person must look at a mail whatever it belongs to; "" where nobody must."""
    if mail.unreadable:
        return wording.unreadable(mail.unreadable)
    return wording.perhaps_automatic(mail.perhaps_automatic) if mail.perhaps_automatic else ""


def _doubt_about(mail: IncomingMail, origin: Origin) -> str:
    """Return why a mail that belongs to no complaint should not open one unseen; "" where it may."""
    if not mail.sender:
        return wording.no_sender(mail.sender_fault)
    # Where the mailbox writes nothing, a new complaint is taken in: it joins none, and an officer sorts it.
    if origin is not Origin.SILENT and (doubt := UNPROVEN.get(origin)):
        return doubt.value
    if not mail.is_whole:
        return wording.NOT_WHOLE
    return wording.INVITATION if mail.invites else ""


def _is_complainant(mail: IncomingMail, case: Case) -> bool:
    # Whoever writes through a form says who they are, and nobody has looked whether they are.
    is_known = bool(mail.sender) and not mail.through
    return is_known and folded(case.contact.email) == mail.sender


def settled_mails(memory: Memory) -> Iterator[tuple[tuple[str, str], str]]:
    """Return day and sender of each mail settled, with its fate."""
    for key in keys_of(memory.results, None, Deed.INCOMING_MAIL):
        words = memory.results[str(key)].split()
        if len(words) >= 3:
            yield (words[1], words[2]), words[0]


def _counted(memory: Memory) -> Counter[tuple[str, str]]:
    """Count the mails of each day and sender that were dealt with."""
    return Counter(place for place, fate in settled_mails(memory) if fate in _COUNTED)
