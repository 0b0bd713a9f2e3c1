"""Which mail becomes what: decided from what it proves, in the order of arrival."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from automation.domain.address import EmailAddress
from automation.domain.case import Case
from automation.domain.complaint import Intake
from automation.domain.dates import local_day
from automation.domain.effects import Deed, keys_of
from automation.domain.happenings import Handling
from automation.domain.incoming_mail import IncomingMail
from automation.domain.mail_fate import Fate
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.reference import References, references_in
from automation.domain.vocabulary import Outcome
from automation.intake.joining import AskPerson, Evidence, Joins, NewComplaint, belonging_of, numbers_in
from automation.intake.taking_in import intake_from
from automation.jobs.incoming_mail.reading import key_of
from automation.jobs.settings_views import rules_of
from automation.jobs.snapshot import Arrival, Snapshot
from automation.jobs.trouble import MAIL, Attempts
from automation.mail.wording import incoming_mail as wording
from automation.settings.values import OfficeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """One mail with what is to become of it.

    Attributes:
        number: the complaint it concerns; None for a new one, and for the office.
        becomes: the complaint it opens.
        doubt: why a person must look.
        reason: what Riwayat says of it; None where it says nothing.
    """

    arrival: Arrival
    fate: Fate
    number: ComplaintNumber | None = None
    becomes: Intake | None = None
    doubt: str = ""
    reason: Handling | None = None


def sorted_mails(
    snapshot: Snapshot, memory: Memory, settings: OfficeSettings, attempts: Attempts
) -> tuple[Sorted, ...]:
    """Decide what becomes of each mail that nothing was done about yet, in the order of their arrival."""
    sorting = _Sorting(snapshot, memory, settings)
    tried = (
        attempts.of(f"{MAIL}{arrival.mail.id}", partial(sorting.sorted, arrival))
        for arrival in snapshot.arrivals.incoming.arrivals
        if str(key_of(arrival.mail.id)) not in memory.results
    )
    return tuple(one for one in tried if one is not None)


class _Sorting:
    def __init__(self, snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> None:
        self.zone = settings.hours.zone
        self.memory = memory
        self.settings = settings
        self.secret = settings.letters.code_key
        self.own = {settings.office.email.casefold(), settings.google.subject.casefold()}
        rules = rules_of(settings)
        groups = (person for group in snapshot.workbook.groups for person in (group.lead, group.deputy) if person)
        staff = (rules.head, rules.head_deputy, *rules.officers, *groups)
        self.staff = {person.email.casefold() for person in staff if person}
        self.counts = _counted(memory) if snapshot.arrivals.incoming.arrivals else Counter[tuple[str, str]]()

    def sorted(self, arrival: Arrival) -> Sorted:
        mail = arrival.mail
        threaded = self._threaded(arrival)
        only = next(iter(threaded)) if len(threaded) == 1 else None
        if mail.bounce is not None:
            return self._bounced(arrival, only)
        if mail.automatic or mail.sender in self.own:
            sign = Handling.FROM_MACHINE if mail.automatic else Handling.FROM_OFFICE
            return Sorted(arrival=arrival, fate=Fate.PASSED, number=only, reason=sign if only else None)
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
        place = (self._day(mail), mark_of(mail.sender))
        self.counts[place] += 1
        if self.counts[place] > self.settings.incoming.most_a_day:
            return Sorted(arrival=arrival, fate=Fate.OVER, reason=Handling.TOO_MANY)
        return found

    def _bounced(self, arrival: Arrival, number: ComplaintNumber | None) -> Sorted:
        if not arrival.answers:
            return Sorted(arrival=arrival, fate=Fate.PASSED)  # It reports on a mail that is none of ours.
        return Sorted(arrival=arrival, fate=Fate.BOUNCED, number=number, reason=Handling.NOT_DELIVERED)

    def _of_a_person(self, arrival: Arrival, threaded: frozenset[ComplaintNumber]) -> Sorted:
        mail = arrival.mail
        if mail.unreadable:
            return self._unread(arrival, threaded)
        match belonging_of(self._evidence(mail, threaded)):
            case Joins(number):
                return Sorted(arrival=arrival, fate=Fate.FILED, number=self._first_of(number))
            case AskPerson(number, doubt):
                return Sorted(arrival=arrival, fate=Fate.KEPT, number=number, doubt=doubt.value)
            case NewComplaint():
                return self._new(arrival)

    def _unread(self, arrival: Arrival, threaded: frozenset[ComplaintNumber]) -> Sorted:
        """Keep for a person what could not be read, unless its head says that it was sent elsewhere."""
        mail = arrival.mail
        if not threaded and mail.addressed and self.settings.incoming.address not in mail.addressed:
            return Sorted(arrival=arrival, fate=Fate.PASSED)
        number = next(iter(threaded)) if len(threaded) == 1 else None
        return Sorted(arrival=arrival, fate=Fate.KEPT, number=number, doubt=wording.unreadable(mail.unreadable))

    def _new(self, arrival: Arrival) -> Sorted:
        mail = arrival.mail
        if mail.sender in self.staff:
            # An officer who answers a digest, or forwards what belongs into the officers' form.
            return Sorted(arrival=arrival, fate=Fate.KEPT, doubt=wording.FROM_STAFF)
        if self.settings.incoming.address not in mail.addressed:
            return Sorted(arrival=arrival, fate=Fate.PASSED)
        if doubt := _doubt_about(mail):
            return Sorted(arrival=arrival, fate=Fate.KEPT, doubt=doubt)
        return Sorted(arrival=arrival, fate=Fate.FILED, becomes=self._intake(arrival))

    def _intake(self, arrival: Arrival) -> Intake:
        return intake_from(arrival.mail, arrival.ids[1:])

    def _threaded(self, arrival: Arrival) -> frozenset[ComplaintNumber]:
        numbers = (key.number for key in arrival.answers)
        return frozenset(number for number in numbers if number in self.memory.cases and number is not None)

    def _evidence(self, mail: IncomingMail, threaded: frozenset[ComplaintNumber]) -> Evidence:
        known = self.memory.cases
        found = references_in(f"{mail.subject}\n{mail.text}", self.secret.value) if self.secret else References()
        named = frozenset(number for number in numbers_in(mail.subject) if number in known)
        genuine = frozenset(number for number in found.genuine if number in known)
        spoken_of = threaded | genuine | named
        own = frozenset(number for number in spoken_of if _is_complainant(mail, known[number]))
        return Evidence(
            threaded=threaded, references=References(genuine, found.forged), named=named, is_complainant=own
        )

    def _first_of(self, number: ComplaintNumber) -> ComplaintNumber:
        """Follow a complaint that was closed as a duplicate to the one that its matter is handled under."""
        seen = {number}
        while (case := self.memory.cases[number]).outcome is Outcome.DUPLICATE:
            first = ComplaintNumber.read(case.cells.get("duplicate_of", ""))
            if first is None or first in seen or first not in self.memory.cases:
                return number
            seen.add(first)
            number = first
        return number

    def _day(self, mail: IncomingMail) -> str:
        return local_day(mail.arrived_at, self.zone).isoformat()


def mark_of(sender: str) -> str:
    """Return a hash of a sender, under which their mails are counted."""
    return hashlib.sha256(sender.encode()).hexdigest()[:12]


def _doubt_about(mail: IncomingMail) -> str:
    """Return why a mail that belongs to no complaint should not open one unseen; "" where it may."""
    if not mail.sender:
        return wording.NO_SENDER
    if mail.is_in_false_name:
        return wording.FALSE_NAME
    if not mail.is_whole:
        return wording.NOT_WHOLE
    return wording.INVITATION if mail.invites else ""


def _is_complainant(mail: IncomingMail, case: Case) -> bool:
    address = EmailAddress.found_in(case.intake.email)
    return address is not None and not mail.is_in_false_name and address.folded == mail.sender


def settled_mails(memory: Memory) -> Iterator[tuple[tuple[str, str], str]]:
    """Return day and sender of each mail settled, with its fate."""
    for key in keys_of(memory.results, None, Deed.INCOMING_MAIL):
        words = memory.results[str(key)].split()
        if len(words) >= 3:
            yield (words[1], words[2]), words[0]


def _counted(memory: Memory) -> Counter[tuple[str, str]]:
    """Count the mails of each day and sender that were dealt with."""
    return Counter(place for place, fate in settled_mails(memory) if fate in (Fate.FILED.value, Fate.KEPT.value))
