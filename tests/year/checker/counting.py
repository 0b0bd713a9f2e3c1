"""Goes through a year as it was seen, tick by tick, and names every mail that should not be, or is not there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from tests.year.seen import (
    ActionTyped,
    Appointed,
    BroughtOver,
    Complained,
    Dropped,
    Entry,
    Filed,
    Office,
    SeenMail,
    Tick,
    Typed,
    Value,
)

from . import words
from .actions import Actions
from .cases import Case, Pokja
from .clock import WITA, Clock
from .mails import Said, matters_in
from .matters import Matter, Told, matters_of, news_by_mail
from .officials import Officials
from .papers import Papers
from .periodic import reports_of
from .reports import Span

_DIGEST_HOUR = 8
#: What is wrong where a filed report says another figure.
FILED = "a report was filed that counts otherwise"
#: What is told of the tab Tindakan: `tests/jobs/test_actions.py` holds when, to whom and in which words.
_OF_ACTIONS = re.compile(
    r"^(TERLAMBAT – |Segera jatuh tempo – |Mohon perhatian pimpinan, TERLAMBAT – )?(Tindakan|Pemeriksaan tindakan) "
    r"|^Bukti tindakan |^Laporan tindakan perbaikan untuk Anda|^Kambuh: "
)
_DAILY = "kantor/kabar-harian/"
_OFFICIAL = "kantor/pejabat/"


class Year:
    """The checker's own books on an office.

    Attributes:
        violations: what was wrong, by kind.
        reminders: matters told for the first time, by level.
        mails: how many each address got, by day.
    """

    def __init__(self, office: Office) -> None:
        self.office = Officials(office)
        self.clock = Clock(office.holidays)
        self.pokja = Pokja(self.office)
        self.in_office: set[tuple[str, str]] = set()
        self.cases: dict[str, Case] = {}
        self.began: datetime | None = None
        self.actions = Actions()
        self.papers = Papers()
        self.waiting: dict[str, Complained | BroughtOver] = {}
        self.aside: list[tuple[str, str]] = []
        self.told = Told()
        self.to_customers: set[tuple[str, str]] = set()
        self.keys: set[str] = set()
        self.shown: dict[str, tuple[str, Value]] = {}
        self.digest_on: set[tuple[str, date]] = set()
        self.violations: dict[str, list[str]] = defaultdict(list)
        self.reminders: Counter[str] = Counter()
        self.mails: dict[date, Counter[str]] = defaultdict(Counter)

    def read(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            match entry:
                case Complained() | BroughtOver():
                    self.waiting[entry.subject] = entry
                case Typed(row=row, heading=heading, value=value) if row in self.pokja.rows:
                    self.pokja.rows[row][heading] = value
                case Typed(row=row, heading=heading, value=value):
                    self.cases[row].cells[heading] = value
                case ActionTyped():
                    self.actions.write(entry)
                case Appointed():
                    self.office.write(entry)
                case Dropped(number=""):
                    self.aside += [(officer.email, entry.name) for officer in self.office.officers]
                case Dropped(number=number):
                    self.cases[number].signed = self.cases[number].printed
                case Tick():
                    self._tick(entry)
                case Filed():
                    for otherwise in self.papers.read(entry, self._span):
                        self.violations[FILED].append(otherwise)

    def _span(self, first: date, end: date) -> Span:
        return Span(first, end, self.cases.values(), self.clock, self.actions)

    def _wrong(self, kind: str, tick: Tick, what: str) -> None:
        self.violations[kind].append(f"{tick.at:%a %d/%m/%Y %H.%M} {what}")

    def _tick(self, tick: Tick) -> None:
        self.office.look(tick.at.date())
        officials = self._officials(tick)
        for subject, number in tick.registered.items():
            came = self.waiting.pop(subject)
            # What was taken over was reported otherwise until then.
            self.began = self.began or (min(came.at, came.received) if isinstance(came, Complained) else came.at)
            self.cases[number] = self._case(number, came)
        # By number, for a duplicate follows its first: a register that was taken over has an order of its own.
        for _, case in sorted(self.cases.items()):
            case.look(tick.at)
        self.actions.look(tick.at, self.cases, tick.suspected)
        self._status(tick)
        held = self._matters(tick.at)
        owed = self._letters()
        for mail in tick.mails:
            self.mails[tick.at.date()][mail.to] += 1
            if mail.key in self.keys:
                self._wrong("a mail sent twice", tick, f"{mail.to}: {mail.key}")
            self.keys.add(mail.key)
            if mail.key.startswith(_OFFICIAL):
                self._to_official(tick, mail, officials)
            elif mail.subject.startswith("[Tanggap"):
                self._to_staff(tick, mail, held)
            else:
                self._to_customer(tick, mail, owed)
        if self.clock.is_open(tick.at):
            for to, subject in officials:
                self._wrong("an official not told", tick, f"{to}: {subject}")
            self._nothing_left_out(tick, held, owed)
        else:
            for (number, name), kind in owed.items():
                if kind == "received" and (number, name) not in self.to_customers:
                    self._wrong("an acknowledgement left out", tick, number)

    def _case(self, number: str, came: Complained | BroughtOver) -> Case:
        office = self.clock, self.pokja, self.office
        if isinstance(came, Complained):
            case = Case(number, came.received, came.email, came.phone, *office, came.at, others=self.cases)
            case.channel, case.stated = came.channel, came.service
            return case
        case = Case(number, came.received, came.email, "", *office, came.at, others=self.cases, brought=came.at)
        case.stated = came.service
        if came.ended:
            ended = datetime.combine(came.ended_on, time(), WITA) if came.ended_on else came.at
            case.ended, case.ended_at = came.ended, max(ended, came.received)
            case.cells["Klasifikasi"] = "Keluhan" if came.ended == "Selesai" else came.ended
            case.cells["Jenis layanan"] = came.service
        return case

    # -- officials

    def _officials(self, tick: Tick) -> set[tuple[str, str]]:
        """Give the mails that who comes and who goes should get now; hold who can open what against it."""
        leads = {name: self.pokja.lead(name) for name in self.pokja.rows}
        now = self.office.held(leads, self.pokja.deputies())
        before = self.in_office or now
        owed = {(email, words.arrival(office)) for office, email in now - before}
        owed |= {(email, words.departure(office)) for office, email in before - now}
        if self.clock.is_open(tick.at) or not self.in_office:
            self.in_office = now
        working = {email for _, email in now} | {self.office.base.head.email}
        for email in self.office.everybody():
            if (email in working) is not (email in tick.opens):
                self._wrong("another access than by office", tick, email)
        return owed

    def _to_official(self, tick: Tick, mail: SeenMail, owed: set[tuple[str, str]]) -> None:
        if (mail.to, mail.subject) not in owed or not self.clock.is_open(tick.at):
            self._wrong("an official told what does not hold", tick, f"{mail.to}: {mail.subject}")
        owed.discard((mail.to, mail.subject))
        self.reminders["officials"] += 1

    def _status(self, tick: Tick) -> None:
        """Hold the step and the deadline that Status shows against those of one's own reckoning."""
        self.shown |= tick.status
        for number, (step, due) in self.shown.items():
            case = self.cases[number]
            if case.ended and number not in tick.status:
                continue
            ours = None if case.ended or case.resting(tick.at) else case.due
            shown = None if due == "" else due
            assert not isinstance(shown, date)
            minutes = round((float(shown) - _serial(ours)) * 1440) if shown is not None and ours is not None else None
            reckoned = "–" if case.is_past else f"{case.step}/10"
            if step != reckoned:
                self._wrong("another step in Status", tick, f"{number}: {step}, we reckon {reckoned}")
            elif (shown is None) is not (ours is None) or minutes:
                self._wrong("another deadline in Status", tick, f"{number}: {shown}, we reckon {ours}")

    # -- staff

    def _matters(self, now: datetime) -> dict[str, list[Matter]]:
        held: dict[str, list[Matter]] = defaultdict(list)
        for case in self.cases.values():
            for matter in matters_of(case, now, self.told):
                held[matter.to].append(matter)
        for address, name in self.aside:
            title = "Pindaian perlu ditinjau"
            matter = Matter(address, "Pindaian Masuk", (("aside", name),), title, (name,), None, True, False, "scan")
            held[address].append(matter)
        for matter in reports_of(self.began, now, self.clock, self.office.head) if self.began else ():
            held[matter.to].append(matter)
        return held

    def _to_staff(self, tick: Tick, mail: SeenMail, held: dict[str, list[Matter]]) -> None:
        if not self.clock.is_open(tick.at):
            self._wrong("a mail outside office hours", tick, f"{mail.to}: {mail.subject}")
        theirs, found = held[mail.to], []
        told = matters_in(mail.text)
        known = [said for said in told if not _OF_ACTIONS.search(said.title)]
        for said in sorted(known, key=lambda one: one.others):
            if said.others:
                found += self._uncounted(tick, mail, said, [one for one in theirs if one not in found])
                continue
            matter = next((one for one in theirs if _fits(said, one)), None)
            if matter is None:
                self._wrong("told what does not hold, or not to them", tick, f"{mail.to}: {said.about} {said.title}")
            else:
                found.append(matter)
        new = [matter for matter in found if not self.told.has(matter)]
        if mail.key.startswith(_DAILY):
            self._daily(tick, mail, theirs, found, new, of_actions=len(known) < len(told))
        elif len(known) == len(told):
            self._between(tick, mail, found, new)
        for matter in new:
            self.reminders[matter.level] += 1
            self.told.add(matter)

    def _uncounted(self, tick: Tick, mail: SeenMail, said: Said, left: list[Matter]) -> list[Matter]:
        """Give the matters of a table that are counted and not named: new ones first, of these what cannot wait."""
        alike = [one for one in left if one.title == said.title]
        alike.sort(key=lambda one: (self.told.has(one), not one.urgent))
        if len(alike) < said.others:
            self._wrong("told what does not hold, or not to them", tick, f"{mail.to}: {said.others} {said.title}")
        return alike[: said.others]

    def _between(self, tick: Tick, mail: SeenMail, found: list[Matter], new: list[Matter]) -> None:
        """Between digests goes what is new and cannot wait, with what else is new of the same complaint."""
        again = [(one.number, one.title) for one in found if one not in new]
        if again or not found:
            self._wrong("told twice", tick, f"{mail.to}: {again}")
        pressing = {one.number for one in found if one.urgent}
        for one in found:
            if one.number not in pressing:
                self._wrong("told at once what can wait", tick, f"{mail.to}: {one.number} {one.title}")

    def _daily(
        self,
        tick: Tick,
        mail: SeenMail,
        theirs: list[Matter],
        found: list[Matter],
        new: list[Matter],
        *,
        of_actions: bool,
    ) -> None:
        day = (mail.to, tick.at.date())
        if day in self.digest_on:
            self._wrong("two digests on a day", tick, mail.to)
        self.digest_on.add(day)
        if tick.at < self._digest_hour(tick.at):
            self._wrong("a digest before its hour", tick, mail.to)
        if not of_actions and not any(
            matter.since is None or matter.since <= self._digest_hour(tick.at) for matter in new
        ):
            self._wrong("a digest without news from before its hour", tick, mail.to)
        for matter in theirs:
            if matter not in found and (matter.lasting or not self.told.has(matter)):
                self._wrong("missing in a digest", tick, f"{mail.to}: {matter.number} {matter.title}")

    def _digest_hour(self, now: datetime) -> datetime:
        hour = now.replace(hour=_DIGEST_HOUR, minute=0, second=0, microsecond=0)
        return max(hour, self.clock.opening(now.date()) or hour)

    def _nothing_left_out(self, tick: Tick, held: dict[str, list[Matter]], owed: dict[tuple[str, str], str]) -> None:
        hour = self._digest_hour(tick.at)
        for address, matters in held.items():
            rested = tick.at >= hour and (address, tick.at.date()) not in self.digest_on
            for matter in matters:
                waits = not matter.urgent and not (rested and (matter.since is None or matter.since <= hour))
                if not waits and not self.told.has(matter):
                    self._wrong("not told", tick, f"{address}: {matter.number} {matter.title}")
        for number, name in owed:
            if (number, name) not in self.to_customers:
                self._wrong("a customer not told", tick, f"{number}: {name}")

    # -- customers

    def _letters(self) -> dict[tuple[str, str], str]:
        return {(case.number, name): kind for case in self.cases.values() for name, kind in news_by_mail(case)}

    def _to_customer(self, tick: Tick, mail: SeenMail, owed: dict[tuple[str, str], str]) -> None:
        number, _, topic = mail.subject.removeprefix("[").partition("] ")
        kinds = [kind for kind, said in words.TO_CUSTOMERS.items() if topic.startswith(said)]
        names = [name for (of, name), kind in owed.items() if of == number and [kind] == kinds]
        name = next(iter(names), "")
        case = self.cases.get(number)
        if case is None or not name or case.mail != mail.to:
            self._wrong("a customer told what does not hold", tick, f"{mail.to}: {mail.subject}")
        elif (number, name) in self.to_customers:
            self._wrong("a customer told twice", tick, f"{mail.to}: {mail.subject}")
        elif kinds != ["received"] and not self.clock.is_open(tick.at):
            self._wrong("a mail outside office hours", tick, f"{mail.to}: {mail.subject}")
        self.to_customers.add((number, name))
        self.reminders["to customers"] += 1


def _fits(said: Said, matter: Matter) -> bool:
    told = f"{said.subject}\n{said.below}"
    return said.about == matter.number and said.title == matter.title and all(text in told for text in matter.said)


#: The day that the workbook counts its days from.
_DAY_ZERO = date(1899, 12, 30)


def _serial(at: datetime) -> float:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    days = (at.date() - _DAY_ZERO).days
    return days + (at - midnight).total_seconds() / 86400


def violations_in(office: Office, entries: Iterable[Entry]) -> Iterator[str]:
    """Give every violation as one line."""
    year = Year(office)
    year.read(entries)
    for kind, lines in year.violations.items():
        yield from (f"{kind}: {line}" for line in lines)
