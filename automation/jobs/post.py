"""What becomes of each mail that came in. Every mail is dealt with once, under a key made of the mailbox's own id."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from automation.domain.case import Case, Event
from automation.domain.complaint import Intake
from automation.domain.documents import DocumentKind
from automation.domain.effects import EffectKey, MailFile, SettleMail
from automation.domain.groups import Person
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.post import Fate, PostNews, Tidings
from automation.domain.reference import References, references_in
from automation.domain.vocabulary import Outcome
from automation.intake.joining import AskPerson, Evidence, Joins, NewComplaint, belonging_of, numbers_in
from automation.intake.letter import Letter, intake_from
from automation.mail.wording import post as wording
from automation.settings.values import OfficeSettings

from .office_view import rules_of
from .post_filing import FORM
from .post_reading import SETTLED, key_of
from .snapshot import Arrival, Snapshot

_EML = "message/rfc822"


@dataclass(frozen=True, slots=True)
class Sorted:
    """One mail with what is to become of it.

    Attributes:
        number: the complaint it concerns; None for a new one, and for the office.
        becomes: the complaint it opens.
        doubt: why a person must look.
        reason: what Riwayat says of it; "" where it says nothing.
    """

    arrival: Arrival
    fate: Fate
    number: ComplaintNumber | None = None
    becomes: Intake | None = None
    doubt: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settlements:
    """The effects that settle mails, and what they add to Riwayat, by their keys."""

    effects: tuple[SettleMail, ...]
    events: Mapping[EffectKey, tuple[Event, ...]]


def sorted_post(snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> tuple[Sorted, ...]:
    """Decide what becomes of each mail that nothing was done about yet, in the order of their arrival."""
    sorting = _Sorting(snapshot, memory, settings)
    return tuple(
        sorting.sorted(arrival)
        for arrival in snapshot.post.arrivals
        if str(key_of(arrival.letter.id)) not in memory.results
    )


def settlements(
    post: tuple[Sorted, ...],
    numbers: Mapping[str, ComplaintNumber],
    people: Mapping[ComplaintNumber, tuple[Person, ...]],
    snapshot: Snapshot,
    memory: Memory,
    settings: OfficeSettings,
) -> Settlements:
    """Give the effects that settle them.

    Args:
        post: the sorted mails.
        numbers: complaints by the response that opened them, today's included.
        people: who must act on a complaint now.
        snapshot: the world.
        memory: what the ledger remembers.
        settings: the office's.
    """
    settling = _Settling(snapshot, memory, settings, people)
    known = [replace(one, number=one.number or numbers.get(one.arrival.letter.response)) for one in post]
    found = [settling.settled(one) for one in known]
    return Settlements(tuple(effect for effect, _ in found), {effect.key: events for effect, events in found})


class _Sorting:
    def __init__(self, snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> None:
        self.zone = settings.hours.zone
        self.memory = memory
        self.settings = settings
        self.secret = settings.letters.code_key
        self.own = {settings.office.email.casefold(), settings.google.subject.casefold()}
        rules = rules_of(settings)
        groups = (person for group in snapshot.groups for person in (group.lead, group.deputy) if person)
        staff = (rules.head, rules.head_deputy, *rules.officers, *groups)
        self.staff = {person.email.casefold() for person in staff if person}
        self.counts = _counted(memory) if snapshot.post.arrivals else Counter[tuple[str, str]]()

    def sorted(self, arrival: Arrival) -> Sorted:
        letter = arrival.letter
        threaded = self._threaded(arrival)
        only = next(iter(threaded)) if len(threaded) == 1 else None
        if letter.bounce is not None:
            return self._bounced(arrival, only)
        if letter.automatic or letter.sender in self.own:
            said = wording.ignored(letter.automatic) if only else ""
            return Sorted(arrival, Fate.PASSED, only, reason=said)
        if letter.response in self.memory.responses:
            return Sorted(arrival, Fate.FILED, self.memory.responses[letter.response], self._intake(arrival))
        found = self._of_a_person(arrival, threaded)
        if found.fate is Fate.PASSED:
            return found
        place = (self._day(letter), mark_of(letter.sender))
        self.counts[place] += 1
        if self.counts[place] > self.settings.incoming.most_a_day:
            return Sorted(arrival, Fate.OVER, reason=wording.OVER)
        return found

    def _bounced(self, arrival: Arrival, number: ComplaintNumber | None) -> Sorted:
        if not arrival.answers:
            return Sorted(arrival, Fate.PASSED)  # It reports on a mail that is none of ours.
        return Sorted(arrival, Fate.BOUNCED, number, reason=wording.NOT_DELIVERED)

    def _of_a_person(self, arrival: Arrival, threaded: frozenset[ComplaintNumber]) -> Sorted:
        letter = arrival.letter
        match belonging_of(self._evidence(letter, threaded)):
            case Joins(number):
                return Sorted(arrival, Fate.FILED, self._first_of(number))
            case AskPerson(number, doubt):
                return Sorted(arrival, Fate.KEPT, number, doubt=doubt.value)
            case NewComplaint():
                return self._new(arrival)

    def _new(self, arrival: Arrival) -> Sorted:
        letter = arrival.letter
        if letter.sender in self.staff:
            # An officer who answers a digest, or forwards what belongs into the officers' form.
            return Sorted(arrival, Fate.KEPT, doubt=wording.FROM_STAFF)
        if self.settings.incoming.address not in letter.addressed:
            return Sorted(arrival, Fate.PASSED)
        if doubt := _doubt_about(letter):
            return Sorted(arrival, Fate.KEPT, doubt=doubt)
        return Sorted(arrival, Fate.FILED, becomes=self._intake(arrival))

    def _intake(self, arrival: Arrival) -> Intake:
        return intake_from(arrival.letter, arrival.ids[1:])

    def _threaded(self, arrival: Arrival) -> frozenset[ComplaintNumber]:
        numbers = (_number_in(key.partition("/")[0]) for key in arrival.answers)
        return frozenset(number for number in numbers if number in self.memory.cases and number is not None)

    def _evidence(self, letter: Letter, threaded: frozenset[ComplaintNumber]) -> Evidence:
        known = self.memory.cases
        found = references_in(f"{letter.subject}\n{letter.text}", self.secret.value) if self.secret else References()
        named = frozenset(number for number in numbers_in(letter.subject) if number in known)
        genuine = frozenset(number for number in found.genuine if number in known)
        spoken_of = threaded | genuine | named
        own = frozenset(number for number in spoken_of if _is_complainant(letter, known[number]))
        return Evidence(threaded, References(genuine, found.forged), named, own)

    def _first_of(self, number: ComplaintNumber) -> ComplaintNumber:
        """Follow a complaint that was closed as a duplicate to the one that its matter is handled under."""
        seen = {number}
        while (case := self.memory.cases[number]).outcome is Outcome.DUPLICATE:
            first = _number_in(case.cells.get("duplicate_of", ""))
            if first is None or first in seen or first not in self.memory.cases:
                return number
            seen.add(first)
            number = first
        return number

    def _day(self, letter: Letter) -> str:
        return letter.arrived_at.astimezone(self.zone).date().isoformat()


class _Settling:
    def __init__(
        self,
        snapshot: Snapshot,
        memory: Memory,
        settings: OfficeSettings,
        people: Mapping[ComplaintNumber, tuple[Person, ...]],
    ) -> None:
        self.memory = memory
        self.people = people
        self.officers = rules_of(settings).officers
        self.zone = settings.hours.zone
        self.told_over: set[tuple[str, str]] = {place for place, fate in _settled(memory) if fate == Fate.OVER.value}
        self.mails = Counter(
            document.number
            for document in memory.documents
            if document.form == FORM and document.name.endswith(".eml") and snapshot.post.arrivals
        )

    def settled(self, one: Sorted) -> tuple[SettleMail, tuple[Event, ...]]:
        letter = one.arrival.letter
        day = letter.arrived_at.astimezone(self.zone).date()
        effect = SettleMail(
            key_of(letter.id), one.number, letter.id, one.fate, day.isoformat(), mark_of(letter.sender)
        )
        match one.fate:
            case Fate.FILED if one.number is not None:
                return self._filed(effect, one, one.number)
            case Fate.KEPT:
                return self._kept(effect, one)
            case Fate.BOUNCED:
                details = (wording.undelivered(one.arrival.answers, letter.bounce.status if letter.bounce else ""),)
                news = self._news(effect, one, Tidings.BOUNCED, details, self.officers)
                return replace(effect, news=news), (self._event(one, details[0]),)
            case Fate.OVER:
                return self._over(effect, one)
            case _:
                return effect, ((self._event(one, letter.automatic),) if one.reason else ())

    def _filed(
        self, effect: SettleMail, one: Sorted, number: ComplaintNumber
    ) -> tuple[SettleMail, tuple[Event, ...]]:
        letter, case = one.arrival.letter, self.memory.cases.get(number)
        self.mails[number] += 1
        sequence = self.mails[number]
        files = tuple(_files(one.arrival, number, sequence, is_complaint=one.becomes is not None))
        refused = tuple(map(str, letter.refused))
        news: PostNews | None = None
        if one.becomes is None:
            closed = case is not None and case.outcome is not None
            told = (() if closed else self.people.get(number, ())) or self.officers
            tidings = Tidings.LATE_ANSWER if closed else Tidings.ANSWER
            news = self._news(effect, one, tidings, refused, told)
        elif refused:
            news = self._news(effect, one, Tidings.COMPLAINT, refused, self.officers)
        said = wording.FILED_COMPLAINT if one.becomes else wording.FILED_ANSWER
        events = (
            Event(number, said, letter.response, files[0].name),
            *(Event(number, wording.REFUSED_FILE, letter.response, text) for text in refused),
        )
        return replace(effect, sequence=sequence, files=files, news=news), events

    def _kept(self, effect: SettleMail, one: Sorted) -> tuple[SettleMail, tuple[Event, ...]]:
        letter = one.arrival.letter
        name = wording.kept_name(effect.day, letter.id)
        files = tuple(MailFile(id, -1, DocumentKind.LAMPIRAN, name, _EML) for id in one.arrival.ids[:1])
        news = self._news(effect, one, Tidings.KEPT, (one.doubt,), self.officers)
        news = replace(news, file=files[0].id if files else "")
        event = Event(one.number, wording.KEPT, letter.response, one.doubt)
        return replace(effect, files=files, news=news), (event,)

    def _over(self, effect: SettleMail, one: Sorted) -> tuple[SettleMail, tuple[Event, ...]]:
        place = (effect.day, effect.mark)
        if place in self.told_over:
            return effect, ()
        self.told_over.add(place)
        news = self._news(effect, one, Tidings.OVER, (one.arrival.letter.sender,), self.officers)
        return replace(effect, news=news), (self._event(one, ""),)

    def _news(
        self, effect: SettleMail, one: Sorted, tidings: Tidings, details: tuple[str, ...], to: tuple[Person, ...]
    ) -> PostNews:
        letter = one.arrival.letter
        on = letter.arrived_at.astimezone(self.zone).date()
        return PostNews(tidings, effect.number, letter.subject, details, to, on)

    @staticmethod
    def _event(one: Sorted, said: str) -> Event:
        return Event(one.number, one.reason, one.arrival.letter.response, said)


def mark_of(sender: str) -> str:
    """Give what stands for a sender where its mails are counted."""
    return hashlib.sha256(sender.encode()).hexdigest()[:12]


def _files(arrival: Arrival, number: ComplaintNumber, sequence: int, *, is_complaint: bool) -> Iterator[MailFile]:
    """Name the mail itself and each of its enclosures."""
    itself, *others = arrival.ids
    kind = DocumentKind.SURAT_PENGADUAN if is_complaint else DocumentKind.LAMPIRAN
    yield MailFile(itself, -1, kind, f"{number} Surel {sequence}.eml", _EML)
    for place, (id, one) in enumerate(zip(others, arrival.letter.enclosures, strict=True), start=1):
        name = f"{number} Surel {sequence} lampiran {place} {one.stem}.{one.ending}"
        yield MailFile(id, one.place, DocumentKind.LAMPIRAN, name, one.mime_type)


def _doubt_about(letter: Letter) -> str:
    """Say why a mail that belongs to no complaint should not open one unseen; "" where it may."""
    if not letter.sender:
        return wording.NO_SENDER
    if letter.is_in_false_name:
        return wording.FALSE_NAME
    if not letter.is_whole:
        return wording.NOT_WHOLE
    return wording.INVITATION if letter.invites else ""


def _is_complainant(letter: Letter, case: Case) -> bool:
    return (
        bool(letter.sender) and not letter.is_in_false_name and case.intake.email.strip().casefold() == letter.sender
    )


def _number_in(text: str) -> ComplaintNumber | None:
    try:
        return ComplaintNumber.parse(text)
    except ValueError:
        return None


def _settled(memory: Memory) -> Iterator[tuple[tuple[str, str], str]]:
    """Give day and sender of each mail settled, with its fate."""
    for key, result in memory.results.items():
        words = result.split() if key.startswith(f"kantor/{SETTLED}/") else ()
        if len(words) >= 3:
            yield (words[1], words[2]), words[0]


def _counted(memory: Memory) -> Counter[tuple[str, str]]:
    """Count the mails of each day and sender that were dealt with."""
    return Counter(place for place, fate in _settled(memory) if fate in (Fate.FILED.value, Fate.KEPT.value))
