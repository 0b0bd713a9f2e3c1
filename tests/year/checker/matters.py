"""What each person should be told of a case at a moment, and what its complainant should have had by then."""

import re
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


class Told:
    """What each person was told so far, from the mails alone."""

    def __init__(self) -> None:
        self.names: set[tuple[str, object]] = set()
        self.cases: set[tuple[str, str]] = set()

    def add(self, matter: Matter) -> None:
        self.names.update((matter.to, name) for name in matter.names)
        self.cases.add((matter.to, matter.number))

    def has(self, matter: Matter) -> bool:
        return all((matter.to, name) in self.names for name in matter.names)


def matters_of(case: Case, now: datetime, told: Told) -> Iterator[Matter]:
    """Give everything that people should know of a case now."""
    yield from _chats(case)
    if case.ended:
        return
    for person in case.responsible(now):
        yield _step(case, person, now, told)
    yield from _escalation(case, now)
    if case.by_table:
        number = ("disposition", case.number, case.given)
        title = "Disposisi telah dijalankan"
        head, severe = case.office.head.email, case.one_of("Tingkat", "Ringan", "Sedang", "Berat") == "Berat"
        yield Matter(head, case.number, (number,), title, (case.group,), case.given_at, severe, False, "disposition")
    yield from _meeting(case, now)


def _step(case: Case, person: Somebody, now: datetime, told: Told) -> Matter:
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
    if reminder is None:
        title, said = _task(case, phase, again)
        return Matter(person.email, case.number, (begun,), title, (*said, *printed), case.began, news, True, "start")
    level, days, since = reminder
    task = words.TASKS[phase]
    if level == "soon":
        title = f"Segera jatuh tempo – {words.STEPS[case.step]}"
    else:
        late = f" (hari kerja ke-{days} sesudah tenggat)" if days else ""
        title = f"TERLAMBAT – {words.STEPS[case.step]}{late}"
    passed = (level, days, due, *passage)
    urgent = news or (case.step in _OFFICE_MINUTES and level == "due" and (person.email, passed) not in told.names)
    names = (begun, passed)
    return Matter(person.email, case.number, names, title, (task, *printed), since, urgent, True, level)


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
            more = f" (putaran ke-{round})" if round > 1 else ""
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


def _meeting(case: Case, now: datetime) -> Iterator[Matter]:
    at = meeting_in(case)
    if at is None or at <= now or not 4 <= case.step <= 7:
        return
    leader = case.pokja.leader(case.group, case.workers, now.date())
    guests = [name.strip() for name in case.text("Peserta rapat").split(";") if name.strip()]
    for address in dict.fromkeys([*([leader.email] if leader else []), *guests]):
        name = ("meeting", case.number, at)
        yield Matter(
            address, case.number, (name,), "Undangan rapat", (words.moment(at),), None, True, False, "meeting"
        )


def has_mail(case: Case) -> bool:
    return _ADDRESS.fullmatch(case.email.strip()) is not None


def _chats(case: Case) -> Iterator[Matter]:
    digits = re.sub(r"\D", "", case.phone)
    if has_mail(case) or not digits.startswith(("08", "628")) or len(digits) < 10:
        return
    for name, kind in news_for_complainant(case):
        told = ("chat", case.number, name)
        urgent = kind in ("received", "wanted", "reply")
        said = (words.CHATS.get(kind, words.CHAT_OF_AN_ENDING),)
        for officer in case.office.officers:
            title = "Kabari pelapor lewat WhatsApp"
            since = case.ended_at if case.ended else case.began
            yield Matter(officer.email, case.number, (told,), title, said, since, urgent, False, "chat")


def news_for_complainant(case: Case) -> Iterator[tuple[str, str]]:
    """Give name and kind of everything that the complainant should have been told by now, by this moment alone."""
    yield "received", "received"
    if not case.ended:
        if 5 <= case.step <= 6 and case.rounds[5] == 1:
            yield "studied", "studied"
        if case.step == 7:
            yield "set", "set"
        if wanted := case.text("Data yang diminta"):
            yield f"wanted {wanted}", "wanted"
    if case.step == 10:
        yield "reply", "reply"
    if case.ended:
        yield f"ended {case.ended}", case.ended
