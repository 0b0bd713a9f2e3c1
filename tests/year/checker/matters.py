"""What each person should be told of a case at a moment, and what its complainant should have had by then."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.year.seen import Somebody

from . import words
from .cases import Case, meeting_in
from .clock import DAY

#: The working group's own next steps: who has just done the one before knows.
_FOLLOWING = {"cause", "action", "application", "verification", "reply text", "initials", "delivery"}
_OFFICE_MINUTES = {2, 3, 8, 9}
_ADDRESS = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[^@\s;,<>]+")


@dataclass(frozen=True)
class Matter:
    """One thing for one person.

    Attributes:
        names: what it tells; each of these is told once.
        title, said: how it reads in a mail: its title, and words that stand below it.
        since: when it came up.
        urgent: it does not wait for the next digest.
        lasting: a digest names it again.
        level: which reminder it is.
        at: of a meeting, when it takes place.
    """

    to: str
    number: str
    names: tuple[tuple[object, ...], ...]
    title: str
    said: tuple[str, ...]
    since: datetime | None
    urgent: bool
    lasting: bool
    level: str
    at: datetime | None = None


@dataclass(frozen=True)
class Invited:
    """Whether one person believes that a meeting takes place, and how often they heard that it does not."""

    expects: bool = False
    offs: int = 0


class Told:
    """What each person was told so far, from the mails alone."""

    def __init__(self) -> None:
        self.names: set[tuple[str, object]] = set()
        self.cases: set[tuple[str, str]] = set()
        self.meetings: dict[str, dict[tuple[str, datetime], Invited]] = defaultdict(dict)

    def add(self, matter: Matter) -> None:
        self.names.update((matter.to, name) for name in matter.names)
        self.cases.add((matter.to, matter.number))
        if isinstance(matter.at, datetime):
            meetings, key = self.meetings[matter.number], (matter.to, matter.at)
            before, is_off = meetings.get(key, Invited()), matter.level == "meeting off"
            meetings[key] = Invited(expects=not is_off, offs=before.offs + is_off)

    def has(self, matter: Matter) -> bool:
        return all((matter.to, name) in self.names for name in matter.names)


def matters_of(case: Case, now: datetime, told: Told) -> Iterator[Matter]:
    """Give everything that people should know of a case now."""
    yield from _chats(case)
    if case.ended == "Selesai" and case.proposal and case.text("Usul buka kembali") == case.proposal:
        name = ("proposal", case.number, len(case.reopened), case.proposal)
        title, to = "Usul buka kembali menunggu keputusan Anda", case.office.head.email
        yield Matter(to, case.number, (name,), title, (case.proposal,), None, True, False, "proposal")
    yield from _meetings_off(case, now, told)
    if case.ended:
        return
    for person in case.responsible(now):
        yield from _step(case, person, now, told)
    yield from _escalation(case, now)
    if case.by_table:
        number = ("disposition", case.number, case.given)
        title = "Disposisi telah dijalankan"
        head, severe = case.office.head.email, case.one_of("Tingkat", "Ringan", "Sedang", "Berat") == "Berat"
        yield Matter(head, case.number, (number,), title, (case.group,), case.given_at, severe, False, "disposition")
    yield from _given_away(case, now, told)
    yield from _meeting(case, now, told)
    yield from _limits(case, now)


def _limits(case: Case, now: datetime) -> Iterator[Matter]:
    """Give the law's limits that are near or past, of a complaint that never ended before."""
    if case.ends or case.brought:
        return
    for name, days in (("kelengkapan", 14), ("penyelesaian", 60)):
        last = case.received.date() + days * DAY
        if now.date() < last - 3 * DAY:
            continue
        passed = now.date() > last
        title = "Batas menurut undang-undang " + ("lewat" if passed else "sudah dekat")
        for person in {*case.office.officers, case.office.head}:
            names = ((("limit", name, last, passed, case.number)),)
            said = (words.day(last),)
            yield Matter(person.email, case.number, names, title, said, None, False, True, "limit")


def _step(case: Case, person: Somebody, now: datetime, told: Told) -> Iterator[Matter]:
    """Give the step's task and its reminder: one matter, unless a reminder would leave out what is to be known."""
    phase, passage = case.phase(), (case.number, case.step, case.rounds[case.step])
    begun = ("begun", phase, *passage)
    again = case.returned()
    if phase == "signed scan":
        knows = (person.email, ("begun", "letter number", *passage)) in told.names
    else:
        knows = phase in _FOLLOWING and not again and (person.email, case.number) in told.cases
    news = not knows and (person.email, begun) not in told.names
    due = case.due
    printed = (words.moment(due),) if due else ()
    reminder = _reminder(case, now)
    in_full = phase == "signed scan" or (again and phase in ("reply text", "initials"))
    if reminder is None or in_full:
        title, said = _task(case, phase, again)
        yield Matter(person.email, case.number, (begun,), title, (*said, *printed), case.began, news, True, "start")
    if reminder is None:
        return
    level, days, since = reminder
    task = words.TASKS[phase]
    if level == "soon":
        title = f"Segera jatuh tempo – {words.STEPS[case.step]}"
    else:
        late = f" (hari kerja ke-{days} sesudah tenggat)" if days else ""
        title = f"TERLAMBAT – {words.STEPS[case.step]}{late}"
    passed = (level, days, due, *passage)
    urgent = news or (case.step in _OFFICE_MINUTES and level == "due" and (person.email, passed) not in told.names)
    names = (passed,) if in_full else (begun, passed)
    yield Matter(person.email, case.number, names, title, (task, *printed), since, urgent, True, level)


def _reminder(case: Case, now: datetime) -> tuple[str, int, datetime] | None:
    """Give which reminder is due: on the last day of a norm of days, past the deadline, or on a working day after."""
    due, clock = case.due, case.clock
    if due is None:
        return None
    if now <= due:
        opening = clock.opening(due.date())
        soon = case.step not in _OFFICE_MINUTES and opening is not None and opening <= now
        return ("soon", 0, opening) if soon and opening else None
    days = clock.worked_days_since(due, now)
    if not days:
        return "due", 0, due
    day = now.date()
    while (opening := clock.opening(day)) is None or opening > now:
        day -= DAY
    return "late", days, opening


def _task(case: Case, phase: str, again: bool) -> tuple[str, tuple[str, ...]]:
    match phase:
        case "ask head":
            return "Disposisi menunggu keputusan Anda", ()
        case "letter number":
            return "Nomor surat keluar diperlukan", ("Srikandi",)
        case "signed scan":
            return "Surat balasan siap dicetak dan ditandatangani", (case.text("No. surat keluar"),)
        case _ if again:
            return "Konsep surat balasan dikembalikan", ("Paraf",)
        case _:
            round = case.rounds[case.step]
            more = f" (penanganan ke-{round})" if round > 1 else ""
            return f"Tugas untuk Anda – {words.STEPS[case.step]}{more}", (words.TASKS[phase],)


def _escalation(case: Case, now: datetime) -> Iterator[Matter]:
    people, due = case.responsible(now), case.due
    if due is None or not people:
        return
    at = case.clock.days_after(due, 1)
    if at is None or now <= at:
        return
    own = case.phase() in ("ask head", "decision")
    above = case.office.superior if own else case.office.head
    name = ("escalation", case.step, case.rounds[case.step], due, case.number)
    title = f"Mohon perhatian pimpinan, TERLAMBAT – {words.STEPS[case.step]}"
    said = (words.moment(due), people[0].name)
    yield Matter(above.email, case.number, (name,), title, said, at, False, True, "escalation")


def _given_away(case: Case, now: datetime, told: Told) -> Iterator[Matter]:
    """Give who led the group that had the case until now, where they had heard of it."""
    if case.former not in case.pokja.rows:
        return
    before, after = (case.pokja.leader(group, case.workers, now.date()) for group in (case.former, case.group))
    if before and before != after and (before.email, case.number) in told.cases:
        name = ("given away", case.number, case.given)
        title = "Pokja lain yang menangani sekarang"
        yield Matter(before.email, case.number, (name,), title, (case.group,), None, True, False, "given away")


def _meeting(case: Case, now: datetime, told: Told) -> Iterator[Matter]:
    at = meeting_in(case)
    stated = case.text("Tempat rapat") and case.text("Perlu rapat") == "Ya"
    if at is None or at <= now or not stated or not 4 <= case.step <= 7:
        return
    leader = case.pokja.leader(case.group, case.workers, now.date())
    guests = [name.strip() for name in case.text("Peserta rapat").split(";") if name.strip()]
    for address in dict.fromkeys([*([leader.email] if leader else []), *guests]):
        name = ("meeting", case.number, at, told.meetings[case.number].get((address, at), Invited()).offs)
        yield _of_meeting(address, case, name, at, "meeting")


def _meetings_off(case: Case, now: datetime, told: Told) -> Iterator[Matter]:
    """Give whoever was invited to a meeting to come that is off, or at another time."""
    calls = not case.ended and case.text("Perlu rapat") == "Ya"
    for (address, at), invited in told.meetings[case.number].items():
        if invited.expects and at > now and not (calls and meeting_in(case) == at):
            yield _of_meeting(address, case, ("meeting off", case.number, at, invited.offs), at, "meeting off")


def _of_meeting(address: str, case: Case, name: tuple[object, ...], at: datetime, level: str) -> Matter:
    title = "Undangan rapat" if level == "meeting" else "Rapat batal"
    return Matter(address, case.number, (name,), title, (words.moment(at),), None, True, False, level, at)


def has_mail(case: Case) -> bool:
    return _ADDRESS.fullmatch(case.mail) is not None


def _chats(case: Case) -> Iterator[Matter]:
    if has_mail(case) or not case.mobile:
        return
    other = "" if case.mobile == re.sub(r"\D", "", case.phone) else case.mobile
    for name, kind in news_for_complainant(case, other):
        told = ("chat", case.number, name)
        urgent = kind in ("received", "wanted", "reply")
        said = (words.CHATS.get(kind, words.CHAT_OF_AN_ENDING),)
        for officer in case.office.officers:
            title = "Kabari pelapor lewat WhatsApp"
            since = case.ended_at if case.ended else case.began
            yield Matter(officer.email, case.number, (told,), title, said, since, urgent, False, "chat")


def news_by_mail(case: Case) -> Iterator[tuple[str, str]]:
    """Give name and kind of what the complainant's address should have been sent by now."""
    if has_mail(case):
        yield from news_for_complainant(case, "" if case.mail == case.email.strip() else case.mail)


def news_for_complainant(case: Case, other: str) -> Iterator[tuple[str, str]]:
    """Give name and kind of everything that the complainant should have been told by now, by this moment alone.

    `other` is the address or number that an officer put right: it hears all that holds now, whatever went elsewhere;
    of a complaint that is over only what came of it.
    """
    for name, kind in _news(case):
        if not other:
            yield name, kind
        elif not (case.ended and kind == "received"):
            yield f"{name} to {other}", kind


_WITHOUT_REPLY = ("Bukan keluhan", "Di luar kewenangan", "Dicabut pelapor")


def _news(case: Case) -> Iterator[tuple[str, str]]:
    if case.is_past:
        return
    if case.brought is None:
        yield "received", "received"
    opening = f" {len(case.reopened) + 1}" if case.reopened else ""
    if not case.ended:
        if opening:
            yield f"reopened{opening}", "reopened"
        if case.joined:
            yield f"separated {case.joined}", "separated"
        early = [one[1] for one in case.ends if one[1] in _WITHOUT_REPLY]
        if early and case.ends[-1][1] in _WITHOUT_REPLY:
            yield f"resumed {len(early)}", "resumed"
        if 5 <= case.step <= 6 and case.rounds[5] - case.studied_before == 1:
            yield f"studied{opening}", "studied"
        if case.step == 7:
            yield f"set{opening}", "set"
        if wanted := case.text("Data yang diminta"):
            yield f"wanted {wanted}", "wanted"
    if case.step == 10:
        yield f"reply{opening}", "reply"
    if case.ended == "Duplikat":
        yield from _of_first(case, case.others[case.first])
    if case.ended:
        again = f" {case.joined}" if case.ended == "Duplikat" and case.joined > 1 else ""
        again = opening if case.ended == "Selesai" else again
        if case.ended in _WITHOUT_REPLY:
            again = f" {sum(one[1] == case.ended for one in case.ends)}"
        yield f"ended {case.ended}{again}", case.ended


def _of_first(case: Case, first: Case) -> Iterator[tuple[str, str]]:
    """Give what the complainant of a duplicate hears of the first complaint: that it goes on, what came of it."""
    which = f"{first.number} {len(first.reopened)}"
    if not first.ended and first.reopened_at and case.ended_at and case.ended_at < first.reopened_at:
        yield f"reopened first {which}", "reopened"
    if first.ended == "Selesai":
        yield f"what came of {which}", "joined end"
