"""One year of an office: people act when they get round to it, and the job ticks whenever something may happen."""

import hashlib
import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path

import docx

from automation.domain.cells import Formula
from automation.domain.groups import Person
from automation.jobs.periodic.counting import figures_of
from automation.jobs.periodic.national import national_calendar
from automation.jobs.report import paper
from automation.ports import TryLater
from automation.register.schema import tabs
from automation.report.period import Cycle, Period
from automation.settings.values import Official
from tests.fakes import Killed, SeededLanes, text_of
from tests.fakes.workbook import Kept
from tests.jobs.world import OFFICER, PUBLIC, World

from .before import bring_the_register_over
from .checker.clock import WITA, Clock
from .following import Following
from .people import CHANNELS, GROUPS, SERVICES, Cells, Row, Staff
from .seen import (
    ActionTyped,
    Appointed,
    Complained,
    Dropped,
    Entry,
    Filed,
    Office,
    Reported,
    SeenMail,
    Somebody,
    Tick,
    Typed,
    Value,
)

MINUTE = timedelta(minutes=1)
FIRST = date(2026, 1, 5)
#: When the job ticks though nothing happened: around openings, breaks and closes, at the digest's hour, and at night.
_HOURS = ((0, 1), (7, 29), (7, 30), (8, 0), (10, 0), (12, 1), (14, 0), (16, 0), (20, 0))
_HOURS_OFF = ((0, 1), (8, 0), (13, 0))
#: When it ticks though nothing happened, where reports alone are looked at.
_HOURS_OF_REPORTS = ((7, 30), (10, 0))
_REPORT = "Laporan Penanganan Keluhan "


@dataclass
class Played:
    """A year as it was seen, and what cannot be seen: how often the job was disturbed."""

    office: Office
    entries: list[Entry] = field(default_factory=list)
    disturbed: int = 0
    asked: int = 0
    reports: list[Reported] = field(default_factory=list)
    filed: dict[str, str] = field(default_factory=dict)
    given_again: dict[str, str] = field(default_factory=dict)


class Play:
    """The year as it happens. Acts are in whole minutes, and the job ticks a minute after each.

    With `seldom` it ticks twice on a day on which nobody does anything: too seldom for mails, enough for reports.
    """

    def __init__(
        self,
        folder: Path,
        *,
        seed: int,
        complaints: int,
        days: int,
        first: date = FIRST,
        seldom: bool = False,
    ) -> None:
        self.world = World(folder, plain=True)
        self.world.lanes = SeededLanes(seed)
        self.seldom = seldom
        self.chance = random.Random(seed)
        self.first, self.until = first, datetime.combine(first + timedelta(days=days), time(), WITA)
        self.played = Played(_office_of(self.world))
        self.letters: Counter[str] = Counter()
        self.appointed: dict[int, int] = {}
        self._open_files()
        self.clock = Clock(self.played.office.holidays)
        self.staff = Staff(self.chance, self.clock, first, days)
        self.following = Following(self.world, self.staff, self.chance, self._at, self._note_action)
        self.told = 0
        self.acts: list[tuple[datetime, int, Callable[[], None]]] = []
        self.order = count()
        self.ticks: list[datetime] = []
        self.sure: set[datetime] = set()
        self.due: dict[datetime, set[tuple[str, Value]]] = defaultdict(set)
        self.status: dict[str, tuple[Value, ...]] = {}
        self.awaited: dict[str, str] = {}
        #: What every year must hold, until it has happened: the first occasion brings it.
        self.to_come = {"correction", "proposal", "reopening", "lost first", "appeal", "recurrence"}
        self.now = datetime.combine(first, time(), WITA)
        self._plan(complaints, days)

    def run(self, tell: Callable[[datetime], None] = lambda at: None) -> Played:
        """Play to the end; `tell` hears of each month's first tick."""
        month = self.now.month
        while self.ticks and self.ticks[0] < self.until:
            at = heapq.heappop(self.ticks)
            if at == self.now or not self._is_worth_a_tick(at):
                continue
            while self.acts and self.acts[0][0] < at:
                when, _, act = heapq.heappop(self.acts)
                self.now = when
                act()
            if at.month != month:
                month = at.month
                tell(at)
            self.now = at
            self._tick()
        self._ask_for_reports()
        self._ask_for_papers()
        self.world.ledger.close()
        return self.played

    def _ask_for_reports(self) -> None:
        """Ask for the figures of each month, quarter and year that is over."""
        memory, settings = self.world.ledger.memory(), self.world.settings
        calendar = national_calendar(memory, settings)
        for period in self._periods_that_are_over():
            rows = {row.measure: row.value for row in figures_of(memory, settings, period, calendar)}
            self.played.reports.append(Reported(period.title, period.first, period.end, rows))

    def _periods_that_are_over(self) -> Iterator[Period]:
        for cycle in Cycle:
            period = Period.of(cycle, self.first)
            while period.end <= self.now.date():
                yield period
                period = Period.of(cycle, period.end)

    def _ask_for_papers(self) -> None:
        """Ask for each report that was filed once more, as a file."""
        for period in self._periods_that_are_over():
            for ending in ("docx", "pdf"):
                name = f"{_REPORT}{period.title}.{ending}"
                if name in self.played.filed:
                    file = self.world.folder / f"lagi.{ending}"
                    paper(self.world.job, period, file, self.now)
                    self.played.given_again[name] = hashlib.sha256(file.read_bytes()).hexdigest()

    def _note_papers(self) -> None:
        """Note what was filed since the last tick."""
        for file in self.world.drive.inside("folder-reports"):
            if file.name in self.played.filed:
                continue
            self.played.filed[file.name] = hashlib.sha256(file.content).hexdigest()
            if file.name.endswith(".docx"):
                title = file.name.removeprefix(_REPORT).removesuffix(".docx")
                self.played.entries.append(Filed(self.now, title, _tables(file.content)))

    def _is_worth_a_tick(self, at: datetime) -> bool:
        """Tell whether something may happen: a deadline whose step has ended meanwhile is none."""
        if at in self.sure:
            return True
        return any(self.status[number][2] == due for number, due in self.due.pop(at, ()))

    # -- what is known from the start: complaints, leave, and when the job ticks anyway

    def _plan(self, complaints: int, days: int) -> None:
        for place in range(complaints):
            self._at(self._some_moment(days), partial(self._complain, place + 1))
        for group in GROUPS:
            for since, until in self.staff.leave[group]:
                if (group, since) not in self.staff.unsaid:
                    self._write_down_leave(group, since, until)
        self._plan_officials(days)
        self._at(datetime.combine(self.first, time(9, 20), WITA), self._mark_for_appeals)
        brought = datetime.combine(self.first + timedelta(days=self.chance.randrange(1, 5)), time(10, 15), WITA)
        self._at(brought, partial(self._bring_over, 3 + complaints // 5))
        for _ in range(1 + days // 30):
            self._at(self._some_moment(days), lambda: self.following.improve(self.now))
        for place in range(days):
            day = self.first + timedelta(days=place)
            for hour, minute in self._hours_of(day):
                self._tick_at(datetime.combine(day, time(hour, minute), WITA))

    def _hours_of(self, day: date) -> tuple[tuple[int, int], ...]:
        if self.seldom:
            return _HOURS_OF_REPORTS if self.clock.spans(day) else ()
        return _HOURS if self.clock.spans(day) else _HOURS_OFF

    def _plan_officials(self, days: int) -> None:
        """Some lead for a while and some for good, and somebody acts for the Kepala Balai; one is mistyped first."""
        posts = [*(f"Ketua {group}" for group in self.chance.sample(GROUPS, 2)), "Plh. Kepala Balai"]
        for place, post in enumerate(posts):
            starts = self.first + timedelta(days=self.chance.randrange(2, max(3, days // 2)))
            ends = None if place == 1 else starts + timedelta(days=self.chance.randrange(2, 9))
            who = f"Pengganti {place}", f"pengganti{place}@bspji-samarinda.example"
            on_its_day = self.chance.random() < 0.5
            written = datetime.combine(starts, time(10, 10), WITA) - timedelta(days=0 if on_its_day else 1)
            if place == 0:
                self._at(written, partial(self._appoint, place, post, (who[0], "bukan alamat"), starts, ends))
                written += timedelta(minutes=35)
            self._at(written, partial(self._appoint, place, post, who, starts, ends))

    def _appoint(self, place: int, post: str, who: tuple[str, str], first: date, last: date | None) -> None:
        cells: dict[str, Value] = {
            "post": post,
            "name": who[0],
            "email": who[1],
            "nip": "",
            "first": first,
            "last": last or "",
        }
        if place not in self.appointed:
            self.world.workbook.add_row("Pejabat", post=post)
            self.appointed[place] = len(self.world.workbook.sheets["Pejabat"]) - 1
        for key, value in cells.items():
            heading = tabs()["officials"].column(key).heading
            self.world.workbook.type("Pejabat", self.appointed[place], heading, value)
        self.played.entries.append(Appointed(self.now, place, post, *who, first, last))

    def _open_files(self) -> None:
        """Share the folder and the workbook as setup has done, so that it is seen who can open them."""
        world, office = self.world, self.world.settings.office
        files, root = world.drive.files, world.drive.files["folder-root"]
        files["book"] = replace(root, id="book", name="book", shares={})
        assert office.head_deputy is not None
        officers = (one.email for one in office.service_officers)
        for email in (office.head.email, office.head_deputy.email, *officers):
            world.drive.share("folder-root", email, "writer")
        for row in world.workbook.rows("Pokja"):
            for email in (str(row["Surel ketua"]), str(row["Surel wakil"])):
                if email:
                    world.drive.share("book", email, "writer")

    def _some_moment(self, days: int) -> datetime:
        """Most complaints come by day; some at night and on days off."""
        day = self.first + timedelta(days=self.chance.randrange(max(1, days - 3)))
        hour = self.chance.choice([*range(24), *range(8, 17), *range(8, 17), *range(8, 17)])
        return datetime.combine(day, time(hour, self.chance.randrange(60)), WITA)

    def _write_down_leave(self, group: str, since: date, until: date) -> None:
        """Two leaves overlap at times; the later one then stands in the cells."""
        eve = datetime.combine(since - timedelta(days=1), time(15, 10), WITA)
        self._at(max(eve, self.now), lambda: self._type_leave(group, since, until))

    def _type_leave(self, group: str, since: date, until: date) -> None:
        row = next(n for n, one in enumerate(self.world.workbook.rows("Pokja"), 1) if one["Pokja"] == group)
        for heading, value in {"Ketua absen dari": since, "Ketua absen sampai": until}.items():
            self.world.workbook.type("Pokja", row, heading, value)
            self.played.entries.append(Typed(self.now, group, heading, value))

    def _at(self, at: datetime, act: Callable[[], None]) -> None:
        heapq.heappush(self.acts, (at, next(self.order), act))
        self._tick_at(at + MINUTE)

    def _tick_at(self, at: datetime) -> None:
        self.sure.add(at)
        heapq.heappush(self.ticks, at)

    def _mark_for_appeals(self) -> None:
        heading, marked = tabs()["groups"].column("appeals").heading, GROUPS[-1]
        row = self.world.workbook.row_of("Pokja", marked)
        self.world.workbook.type("Pokja", row, heading, "Ya")
        self.played.entries.append(Typed(self.now, marked, heading, "Ya"))

    def _bring_over(self, count: int) -> None:
        file = self.world.folder / "register lama.xlsx"
        self.played.entries += bring_the_register_over(self.world.job, file, self.now, self.chance, count)

    # -- customers

    def _complain(self, place: int) -> None:
        chance, at = self.chance, self.now
        subject = f"Keluhan ke-{place}"
        email = f"pelapor{place}@contoh.example"
        phone = "081234567890" if chance.random() < 0.5 else ""
        dice = chance.random()
        if dice < 0.15:
            email, phone = "", "081234567890"
        elif dice < 0.18:
            email, phone = "", chance.choice(["", "0541 123456"])
        elif dice < 0.20:
            email = "bukan alamat"
        answers = {"email": email, "phone": phone, "subject": subject, "stated_service": chance.choice(SERVICES)}
        received = at
        if chance.random() < 0.4 and self.clock.is_open(at):
            received = at - timedelta(minutes=chance.choice([0, 5, 20, 90, 24 * 60]))
            answers |= {"channel": chance.choice(CHANNELS), "received_at": f"{received:%Y-%m-%d %H:%M}"}
            self.world.now = at
            self.world.complain(OFFICER, **answers)
        else:
            self.world.now = at
            self.world.complain(PUBLIC, **answers)
        channel, service = str(answers.get("channel", "Formulir daring")), str(answers["stated_service"])
        self.played.entries.append(Complained(at, received, subject, email, phone, channel, service))

    # -- staff

    def _note_action(self, action: str, heading: str, value: Value) -> None:
        self.played.entries.append(ActionTyped(self.now, action, heading, value))

    def _fill(self, number: str, cells: Mapping[str, Value]) -> None:
        if "reopening" in cells and self.status[number][0] == "Selesai":
            self.letters[number] += 1
        self.world.fill(number, **cells)
        for key, value in cells.items():
            heading = tabs()["register"].column(key).heading
            self.played.entries.append(Typed(self.now, number, heading, value))

    def _answer(self, number: str, token: str) -> None:
        if self.awaited.get(number) != token:
            return
        del self.awaited[number]
        row = self._row(number)
        if row is None or row.state not in token:
            return
        if row.state == "Menunggu pindaian bertanda tangan":
            self._sign(number)
            return
        *wrong, right = self._sorted_so_that_all_comes(row) or self.staff.answer(row, self.now.date())
        at = self.now
        for cells in wrong:
            self._later(at, number, cells)
            at = self.staff.soon(at, 40)
        self._later(at, number, right)
        self.awaited[number] = f"{token} sedang ditulis"

    def _sorted_so_that_all_comes(self, row: Row) -> list[Cells]:
        """Give what is typed of a complaint that lets happen what has not happened yet: a duplicate, a correction."""
        if row.state != "Menunggu pemilahan" or self._was_closed(row.number):
            return []
        if "lost first" in self.to_come and (first := self._open_complaint_before(row)):
            return [{"classification": "Duplikat", "duplicate_of": first}]
        if "appeal" in self.to_come:
            self.to_come.discard("appeal")
            return [*self.staff.appeal()]
        if "correction" in self.to_come:
            self.to_come.discard("correction")
            right: Cells = {"classification": "Keluhan", "service": self.chance.choice(SERVICES), "level": "Sedang"}
            return [*self.staff.correction(), right]
        return []

    def _was_closed(self, number: str) -> bool:
        return str(self.world.shown(number, "Klasifikasi")) not in ("", "None")

    def _open_complaint_before(self, row: Row) -> str:
        """Give an earlier complaint that is at work and will be for a while, and is not said to be a duplicate."""
        at_work = ("Dikaji", "Mencari penyebab", "Menetapkan tindakan", "Menerapkan tindakan")
        return next((one for one in row.earlier if self.status[one][0] in at_work), "")

    def _later(self, at: datetime, number: str, cells: Mapping[str, Value]) -> None:
        if at == self.now:
            self._fill(number, cells)
        else:
            self._at(at, lambda: self._fill(number, cells))

    def _sign(self, number: str) -> None:
        """Print, sign and scan the reply; at times something else gets onto the scanner first."""
        if self.chance.random() < 0.1:
            name = f"scan-{number}.pdf"
            self.world.drive.drop("folder-scans", name, b"%PDF-1.4 rusak " + number.encode())
            self.played.entries.append(Dropped(self.now, name))
            at = self.staff.soon(self.now, 60)
            self._at(at, lambda: self._scan(number))
        else:
            self._scan(number)

    def _scan(self, number: str) -> None:
        self.world.drop_scan_of(number, f"balasan {number}.pdf", letter=self.letters[number] + 1, dpi=100)
        self.played.entries.append(Dropped(self.now, f"balasan {number}.pdf", number))

    # -- what comes in between

    def _surprise(self, number: str, state: str) -> None:
        """Something out of the ordinary happens to an open case: a rest, another group, a careless hand."""
        dice, today = self.chance.random(), self.now.date()
        at = self.staff.soon(self.now, 120)
        if dice < 0.03:
            until = today + timedelta(days=self.chance.randrange(1, 12))
            rest: dict[str, Value] = {"held_from": today, "held_until": until, "hold_reason": "Menunggu contoh"}
            self._at(at, lambda: self._fill(number, rest))
        elif dice < 0.05:
            rest = {"held_from": today, "held_until": "", "hold_reason": "Menunggu pelapor"}
            self._at(at, lambda: self._fill(number, rest))
            end = self.staff.soon(self.now, 30 * 60)
            self._at(end, lambda: self._fill(number, {"held_from": "", "hold_reason": ""}))
        elif dice < 0.062:
            self._at(at, lambda: self._fill(number, {"classification": "Dicabut pelapor"}))
            back = self.staff.soon(at, 500)
            if self.chance.random() < 0.6:
                self._at(back, lambda: self._fill(number, {"classification": "Keluhan"}))
        elif dice < 0.077 and state in ("Dikaji", "Mencari penyebab", "Menetapkan tindakan"):
            self._at(at, lambda: self._fill(number, {"assigned_to": self.chance.choice(GROUPS)}))
        elif dice < 0.10:
            self._at(at, lambda: self.world.workbook.sort("Register", self.chance.choice(["Perihal", "Status"])))
        elif dice < 0.11:
            self._at(at, lambda: self._delete(number))
        elif dice < 0.13:
            self._at(at, lambda: self._fill(number, {"decision": "Setuju"}))
        elif dice < 0.16:
            self._at(at, self._delete_action)
        elif dice < 0.175:
            for cells in self.staff.correction():
                self._at(at, partial(self._fill, number, cells))
                at = self.staff.soon(at, 30)

    def _delete(self, number: str) -> None:
        """Delete a row just after the job has seen it; what is typed before it is back has nowhere to stand."""
        self._tick()
        self.world.workbook.delete_row("Register", self.world.row_of(number))
        self._tick()

    def _delete_action(self) -> None:
        """Delete the row of an action just after the job has seen it."""
        self._tick()
        self.following.delete_one()
        self._tick()

    # -- the job

    def _tick(self) -> None:
        world, before = self.world, len(self.world.mailbox.mails)
        world.faults.forget()
        attempts = 1
        if self.chance.random() < 0.04:
            attempts += self._disturbed()
        outcome = world.tick(self.now)
        if any("terkirim sekaligus" in problem for problem in outcome.problems):
            self.played.asked += 1
            world.tick(self.now, sure=True)
        mails = tuple(
            SeenMail(
                str(mail.message["To"]),
                " ".join(str(mail.message["Subject"]).split()),
                text_of(mail.message),
                mail.key,
            )
            for mail in world.mailbox.mails[before:]
        )
        shown = self._shown()
        changed = {number: row for number, row in shown.items() if self.status.get(number) != row}
        registered = {str(world.shown(one, "Perihal")): one for one in changed if one not in self.status}
        self.status = shown
        status = {number: (str(row[1]), row[2]) for number, row in changed.items()}
        reads, writes = len(world.faults.reads), len(world.faults.writes)
        files = self.world.drive.files
        opens = frozenset(files["folder-root"].shares) | frozenset(files["book"].shares)
        suspected = self._suspected()
        seen = Tick(self.now, mails, registered, status, attempts, reads, writes, opens, suspected)
        self.played.entries.append(seen)
        self._note_papers()
        for number in changed:
            self._react(number)
        for number in suspected:
            if self._is_first("recurrence") or self.chance.random() < 0.6:
                self._say_whether_it_recurs(number)

    def _say_whether_it_recurs(self, number: str) -> None:
        """The lead says so; in a play of reports at times the other way round first, and thinks better of it."""
        said = self.chance.choice(["Ya", "Ya", "Tidak"])
        at = self.staff.soon(self.now, 200)
        if self.seldom and self.chance.random() < 0.4:
            first = "Tidak" if said == "Ya" else "Ya"
            self._at(at, partial(self._fill, number, {"recurrence": first}))
            at = self.staff.soon(at, 100)
        self._at(at, partial(self._fill, number, {"recurrence": said}))

    def _disturbed(self) -> int:
        """Kill the job at some change, or lose an answer: it is started again within the minute."""
        faults, change = self.world.faults, self.chance.randrange(1, 8)
        if self.chance.random() < 0.5:
            (faults.die_after if self.chance.random() < 0.5 else faults.die_before)(change)
        else:
            error = TryLater("terputus")
            (faults.fail_after if self.chance.random() < 0.5 else faults.fail_before)(change, error)
        with suppress(Killed):
            self.world.tick(self.now)
        self.played.disturbed += not faults.is_to_come
        self.world.reborn()
        return 1

    def _suspected(self) -> dict[str, str]:
        """Give the complaints that Riwayat has called a recurrence, perhaps, since it was looked at last."""
        head, *rows = self.world.workbook.sheets["Riwayat"]
        number, what, of = (head.index(one) for one in ("Nomor", "Kejadian", "Menjadi"))
        new, self.told = rows[self.told :], len(rows)
        return {str(row[number]): str(row[of]) for row in new if row[what] == "Diduga kambuh"}

    def _shown(self) -> dict[str, tuple[Value, ...]]:
        """Give state, step, deadline and more of each complaint, as Status shows them."""
        head, *rows = self.world.workbook.sheets["Status"]
        places = [head.index(one) for one in ("Status", "Langkah", "Tenggat", "Disposisi", "Pengulangan")]
        found: dict[str, tuple[Value, ...]] = {}
        for row in rows:
            if row and row[0]:
                found[str(row[0])] = tuple(_value(row[place]) if place < len(row) else "" for place in places)
        return found

    def _row(self, number: str) -> Row | None:
        state, _, _, group, _ = self.status[number]
        earlier = tuple(one for one in self.status if one < number)
        is_appeal = self.world.shown(number, "Klasifikasi") == "Banding"
        return Row(number, str(state), str(group), earlier, is_appeal=is_appeal)

    def _react(self, number: str) -> None:
        """Whoever is responsible will get round to what changed; a deadline brings ticks of its own."""
        state, step, due, _, rounds = self.status[number]
        if due != "":
            assert not isinstance(due, date)
            at = datetime(1899, 12, 30, tzinfo=WITA) + timedelta(minutes=round(float(due) * 1440))
            for moment in (at, at + MINUTE):
                if moment > self.now:
                    self.due[moment].add((number, due))
                    heapq.heappush(self.ticks, moment)
        token = f"{state} {step} {rounds}"
        row = self._row(number)
        if row is None or row.state.startswith(("Selesai", "Ditutup", "Ditunda", "Surat sedang")):
            self._perhaps_reopen(number, str(state))
            self.awaited.pop(number, None)
            return
        if token in self.awaited.get(number, ""):
            return
        self.awaited[number] = token
        self._at(self.staff.acts_at(row, self.now), lambda: self._answer(number, token))
        if row.state == "Menerapkan tindakan":
            self.following.begin(number, self.now)
        self._surprise(number, row.state)

    def _perhaps_reopen(self, number: str, state: str) -> None:
        if state in ("Ditutup: bukan keluhan", "Ditutup: di luar kewenangan") and self.chance.random() < 0.3:
            cells = {"classification": "Keluhan", "service": self.chance.choice(SERVICES)}
            self._at(self.staff.soon(self.now, 600), lambda: self._fill(number, cells))
        elif (
            state == "Selesai"
            and self.letters[number] < 2
            and (self._is_first("reopening", number) or self.chance.random() < 0.15)
        ):
            at = self.staff.soon(self.now, 600)
            if self.letters[number] == 0 and (self._is_first("proposal", number) or self.chance.random() < 0.5):
                self._at(at, partial(self._fill, number, self.staff.reason("reopening_proposed")))
                at = self.staff.soon(at, 300)
            self._at(at, partial(self._fill, number, self.staff.reason("reopening")))
        elif state == "Ditutup: duplikat" and ("lost first" in self.to_come or self.chance.random() < 0.6):
            self._at(self.staff.soon(self.now, 600), lambda: self._withdraw_first_of(number))

    def _is_first(self, what: str, number: str = "") -> bool:
        """Tell whether something that every year must hold has not happened before; from now on it has.

        What was over when it was taken over is no occasion: the term to propose its reopening may be over.
        """
        is_first = what in self.to_come and not (number and self.status[number][1] == "–")
        if not is_first:
            return False
        self.to_come.discard(what)
        return is_first

    def _withdraw_first_of(self, number: str) -> None:
        """The complaint that another was joined to is withdrawn, at times by mistake."""
        first = str(self.world.shown(number, "Duplikat dari"))
        if first not in self.status or str(self.status[first][0]).startswith(
            ("Selesai", "Ditutup", "Menunggu diterima")
        ):
            return
        self._fill(first, {"classification": "Dicabut pelapor"})
        self._is_first("lost first")
        if self.chance.random() < 0.4:
            self._at(self.staff.soon(self.now, 300), lambda: self._fill(first, {"classification": "Keluhan"}))


def _tables(content: bytes) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Give a report's tables, those of the office's template among them."""
    tables = docx.Document(BytesIO(content)).tables
    return tuple(tuple(tuple(cell.text for cell in row.cells) for row in table.rows) for table in tables)


def _value(kept: Kept) -> Value:
    """Give what a cell of Status holds: no formula stands there."""
    assert not isinstance(kept, Formula)
    return kept


def _office_of(world: World) -> Office:
    office = world.settings.office
    assert office.head_deputy is not None
    assert office.superior is not None
    return Office(
        _somebody(office.head),
        _somebody(office.head_deputy),
        _somebody(office.superior),
        tuple(_somebody(officer) for officer in office.service_officers),
        tuple(world.workbook.rows("Pokja")),
        tuple(world.workbook.rows("Hari Libur")),
    )


def _somebody(person: Person | Official) -> Somebody:
    return Somebody(person.name, person.email)
