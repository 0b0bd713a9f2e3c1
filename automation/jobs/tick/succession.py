"""When officials change: the new one is let in and told, the former one told and shut out, protections follow.

Whether it was done is told by the journal: each person in an office, and each address with access, has a key for
coming and one for going, counted in turn. So a change is done once, however often the tab is edited to and fro.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from automation.domain.addresses import Addresses
from automation.domain.columns import Owner
from automation.domain.effects import (
    CloseFiles,
    Deed,
    Effect,
    EffectKey,
    OpenFiles,
    RenewProtections,
    SendMail,
    keys_of,
)
from automation.domain.groups import Person, WorkingGroup
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.officials import Post
from automation.domain.places import Place
from automation.domain.setback_name import SetbackName
from automation.jobs.beginning import Beginning, beginning_in
from automation.jobs.job_context import JobContext
from automation.jobs.officials import Held, editors_of, in_force, offices_held, who_opens
from automation.jobs.settings_views import sender_of
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick import wording
from automation.ledger.codec import to_json
from automation.mail.wording import officials as words
from automation.settings.values import OfficeSettings

#: So many files are opened or closed in one effect; each takes two calls.
AT_ONCE = 100
_IN, _OUT = "masuk", "keluar"
_OF_A_GROUP = (Post.GROUP_LEAD.value, Post.GROUP_DEPUTY.value)
_OWNERS = (
    Owner.HEAD_OF_OFFICE,
    Owner.SERVICE_OFFICER,
    Owner.GROUP_LEAD,
    Owner.ANYONE,
    Owner.HEAD_AND_SUPERVISOR,
)


def begun(opened: JobContext, snapshot: Snapshot, memory: Memory) -> Memory:
    """Note who holds office when the tab is first seen, and everybody who is new since; return what is known then.

    Args:
        opened: the job with the settings as they are written.
        snapshot: the world.
        memory: what the ledger remembers.
    """
    officials, groups = snapshot.workbook.officials, snapshot.workbook.groups
    before = beginning_in(memory.notes)
    # What was so at first is noted whole; who comes later is added, as far as Pokja can be read.
    if officials.standing is None or not (before or snapshot.workbook.groups_are_whole):
        return memory
    since = snapshot.now.isoformat(timespec="seconds")
    before = before or _as_of(opened.settings, groups, since)
    now = _as_of(in_force(opened, officials).settings, groups, since)
    known = replace(
        before,
        people={**before.people, **now.people},
        addresses=tuple(sorted({*before.addresses, *now.addresses})),
    )
    text = to_json(known)
    if text == memory.notes.get(Note.OFFICIALS_FROM):
        return memory
    opened.ledger.note_memory(Note.OFFICIALS_FROM, text)
    return opened.ledger.memory()


def _as_of(settings: OfficeSettings, groups: Iterable[WorkingGroup], since: str) -> Beginning:
    groups = tuple(groups)
    held = [one for one in offices_held(settings, groups) if one.person.email]
    editors = editors_of(settings, groups)
    folder, workbook = who_opens(editors)
    return Beginning(
        since=since,
        held=tuple(one.name for one in held),
        folder=tuple(sorted(folder)),
        workbook=tuple(sorted(workbook)),
        editors=_seal_of(editors),
        people={one.name: one.person.name for one in held},
        addresses=tuple(sorted(folder | workbook)),
    )


def changes_of_officials(snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> Iterator[Effect]:
    """Return what follows from who holds office now, in order: who comes is let in before who goes is shut out.

    Args:
        snapshot: the world.
        memory: what the ledger remembers.
        settings: as they hold today.
    """
    beginning = beginning_in(memory.notes)
    workbook = snapshot.workbook
    if workbook.officials.standing is None or beginning is None:
        return
    changing = _Changing(snapshot, memory, settings, beginning)
    opening = list(changing.opening())
    yield from opening
    # Who is refused keeps no other waiting: their setback is known, and the rest goes on without them.
    if all(SetbackName.effect(one.key) in memory.setbacks for one in opening):
        yield from changing.protections()
        if workbook.groups_are_whole:
            yield from changing.closing()
    yield from changing.mails()


def held_back(snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> str:
    """Say that nobody is shut out while a row of Pokja cannot be read; "" where nobody is to be."""
    beginning, workbook = beginning_in(memory.notes), snapshot.workbook
    if workbook.officials.standing is None or beginning is None or workbook.groups_are_whole:
        return ""
    return wording.CLOSINGS_WAIT if any(_Changing(snapshot, memory, settings, beginning).closing()) else ""


def departures(memory: Memory) -> Mapping[str, int]:
    """Return how often access to the folder or the workbook was taken back, by address in small letters."""
    beginning = beginning_in(memory.notes)
    if beginning is None:
        return {}
    counts: dict[str, int] = {}
    for key in keys_of(memory.results, None, Deed.ACCESS):
        way, seal, _ = key.detail.split(".")
        if way == _OUT:
            counts[seal] = counts.get(seal, 0) + 1
    if not counts:
        return {}
    places = (Place.ROOT, Place.WORKBOOK)
    found = {
        email: sum(counts.get(_sealed(beginning, _access(place, email)), 0) for place in places)
        for email in beginning.addresses
    }
    return {email: count for email, count in found.items() if count}


class _Changing:
    """What differs between what was done and what holds now."""

    def __init__(self, snapshot: Snapshot, memory: Memory, settings: OfficeSettings, beginning: Beginning) -> None:
        self.memory = memory
        self.settings = settings
        self.beginning = beginning
        self.groups = snapshot.workbook.groups
        self.today: date = settings.hours.day_of(snapshot.now)
        self.is_whole = snapshot.workbook.groups_are_whole
        self.editors = editors_of(settings, self.groups)
        self.folder, self.workbook = who_opens(self.editors)
        self._last = {deed: _last_of(memory, deed) for deed in (Deed.ACCESS, Deed.OFFICIAL)}

    # -- access

    def opening(self) -> Iterator[OpenFiles]:
        for place, wanted in self._wanted():
            for email in sorted(wanted):
                was_in, count = self._state(Deed.ACCESS, _access(place, email), email in self._at_first(place))
                if not was_in:
                    files = (self.memory.places[place], *(self._cases_of(email, open_only=True) if count else ()))
                    key = self._key(Deed.ACCESS, _IN, _access(place, email), count)
                    yield OpenFiles(key=key, email=email, files=files)

    def closing(self) -> Iterator[CloseFiles]:
        somewhere = self.folder | self.workbook
        for place, wanted in self._wanted():
            for email in self.beginning.addresses:
                was_in, count = self._state(Deed.ACCESS, _access(place, email), email in self._at_first(place))
                if was_in and email not in wanted:
                    cases = () if email in somewhere else self._cases_of(email, open_only=False)
                    files = (self.memory.places[place], *cases)
                    yield from self._closing_of(place, email, count, files)

    def _closing_of(self, place: Place, email: str, count: int, files: tuple[str, ...]) -> Iterator[CloseFiles]:
        """Yield the closing of many files in parts of what a tick can do beside all else.

        The part with the place itself comes last: once its key is done, all of it is.
        """
        first, *others = [files[at : at + AT_ONCE] for at in range(0, len(files), AT_ONCE)]
        name = _access(place, email)
        for part, those in enumerate(others, 1):
            key = self._key(Deed.ACCESS, _OUT, f"{name} bagian {count + 1}.{part}", 0)
            if str(key) not in self.memory.results:
                yield CloseFiles(key=key, email=email, files=those)
        key = self._key(Deed.ACCESS, _OUT, name, count)
        yield CloseFiles(key=key, email=email, files=first, kept=self._kept(place, email))

    def _kept(self, place: Place, email: str) -> tuple[str, ...]:
        """Return what somebody keeps within the office's folder when that is taken from them.

        Google need not have noted what was shared with them while the folder gave it anyway.
        """
        if place != Place.ROOT or email not in self.workbook:
            return ()
        cases = dict.fromkeys((*self._cases_of(email, open_only=True), *self._cases_of(email, open_only=False)))
        return (self.memory.places[Place.WORKBOOK], *list(cases)[:AT_ONCE])

    def protections(self) -> Iterator[RenewProtections]:
        can_open = {email for place, wanted in self._wanted() for email in wanted if self._is_open(place, email)}
        editors = {owner: self.editors[owner] & can_open for owner in _OWNERS}
        if not self.is_whole:
            for owner in (Owner.GROUP_LEAD, Owner.ANYONE):
                editors[owner] |= self._leads_so_far()
        wanted = _seal_of(editors)
        keys = keys_of(self.memory.results, None, Deed.PROTECT)
        done = dict(sorted((int(number), seal) for seal, _, number in (key.detail.partition(".") for key in keys)))
        if (done[max(done)] if done else self.beginning.editors) != wanted:
            key = EffectKey.of(None, Deed.PROTECT, f"{wanted}.{max(done, default=0) + 1}")
            yield RenewProtections(
                key=key, editors={owner.value: tuple(sorted(those)) for owner, those in editors.items()}
            )

    def _leads_so_far(self) -> frozenset[str]:
        """Return the addresses of all who ever led a working group and can open the workbook still."""
        names = (name.rpartition("|") for name in self.beginning.people)
        led = {email for office, _, email in names if office.startswith(_OF_A_GROUP)}
        return frozenset(email for email in led if any(self._is_open(place, email) for place, _ in self._wanted()))

    def _wanted(self) -> tuple[tuple[Place, frozenset[str]], ...]:
        return (Place.ROOT, self.folder), (Place.WORKBOOK, self.workbook)

    def _at_first(self, place: Place) -> tuple[str, ...]:
        return self.beginning.folder if place == Place.ROOT else self.beginning.workbook

    def _is_open(self, place: Place, email: str) -> bool:
        return self._state(Deed.ACCESS, _access(place, email), email in self._at_first(place))[0]

    def _cases_of(self, email: str, *, open_only: bool) -> tuple[str, ...]:
        """Return the folders of cases that the job itself opened for an address."""
        cases, results = self.memory.cases, self.memory.results
        wanted = (one for one in self._shared.get(email, ()) if not (open_only and cases[one].outcome is not None))
        return tuple(filter(None, (results.get(str(EffectKey.of(one, Deed.FOLDER)), "") for one in wanted)))

    @cached_property
    def _shared(self) -> Mapping[str, tuple[ComplaintNumber, ...]]:
        """The complaints whose folders were opened for somebody, by address in small letters."""
        found: dict[str, dict[ComplaintNumber, None]] = {}
        for number in self.memory.cases:
            for key in keys_of(self.memory.results, number, Deed.SHARE):
                found.setdefault(self.memory.results[str(key)].casefold(), {})[number] = None
        return {email: tuple(numbers) for email, numbers in found.items()}

    # -- mails

    def mails(self) -> Iterator[SendMail]:
        held = {one.name: one for one in offices_held(self.settings, self.groups) if one.person.email}
        names = [*held, *(name for name in self.beginning.people if name not in held)]
        states = {name: self._state(Deed.OFFICIAL, name, name in self.beginning.held) for name in names}
        gone = [self._former(name) for name, (is_in, _) in states.items() if is_in and name not in held]
        come = [one for name, one in held.items() if not states[name][0]]
        for one in come:
            write = words.arrival(one.office, one.person, [two.person for two in gone if _succeeds(one, two)])
            yield self._mail(one, _IN, states[one.name][1], write)
        # Who led a group that cannot be read may lead it still.
        for one in gone if self.is_whole else ():
            heirs = [two for two in held.values() if _succeeds(two, one)]
            shut_out = one.person.email.lower() not in self.folder | self.workbook
            told = [(two.office, two.person) for two in heirs if one.office != Post.OFFICER.value]
            write = words.departure(one.office, one.person, told, shut_out=shut_out)
            yield self._mail(one, _OUT, states[one.name][1], write)

    def _former(self, name: str) -> Held:
        office, _, email = name.rpartition("|")
        return Held(office, Person(self.beginning.people.get(name, ""), email))

    def _mail(self, one: Held, way: str, count: int, news: words.News) -> SendMail:
        link = Addresses(self.settings.google.base_address).workbook(self.memory.places.get(Place.WORKBOOK, ""))
        message = words.message(news, sender_of(self.settings), self.today, link)
        return SendMail(
            key=self._key(Deed.OFFICIAL, way, one.name, count),
            number=None,
            to=one.person.email,
            subject=message.subject,
            body=message.body,
        )

    # -- what the journal says

    def _state(self, deed: Deed, name: str, at_first: bool) -> tuple[bool, int]:
        """Return whether this is so as far as was done, and how often it changed."""
        way, count = self._last[deed].get(self._seal(name), ("", 0))
        return (way == _IN if count else at_first), count

    def _key(self, deed: Deed, way: str, name: str, count: int) -> EffectKey:
        return EffectKey.of(None, deed, f"{way}.{self._seal(name)}.{count + 1}")

    def _seal(self, name: str) -> str:
        return _sealed(self.beginning, name)


def _last_of(memory: Memory, deed: Deed) -> Mapping[str, tuple[str, int]]:
    """Return by seal what was done last, and how often something was."""
    found: dict[str, tuple[str, int]] = {}
    for key in keys_of(memory.results, None, deed):
        way, seal, count = key.detail.split(".")
        if int(count) > found.get(seal, ("", 0))[1]:
            found[seal] = way, int(count)
    return found


def _sealed(beginning: Beginning, name: str) -> str:
    return _hash(f"{beginning.since}\n{name}")


def _succeeds(one: Held, two: Held) -> bool:
    """Return whether one came in another's place: in the same office, or as or for the Kepala Balai."""
    return one.office == two.office or (_heads(one) and _heads(two))


def _heads(one: Held) -> bool:
    return one.office in (Post.HEAD.value, Post.PLH.value, Post.PLT.value)


def _access(place: Place, email: str) -> str:
    return f"{place} {email}"


def _seal_of(editors: Mapping[Owner, frozenset[str]]) -> str:
    return _hash("\n".join(f"{owner.value}: {' '.join(sorted(editors[owner]))}" for owner in _OWNERS))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
