"""Decide: what a tick should do, as a value. No clock, no input or output, no chance in here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from automation.archive.wording import folders_among_scans
from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case, Event
from automation.domain.complaint import Intake, StaffFacts
from automation.domain.effects import Document, Effect, EffectKey, SendMail
from automation.domain.happenings import Registered
from automation.domain.incoming_mail import RESPONSE
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import Rules
from automation.domain.survey import SurveyAnswer
from automation.domain.vocabulary import Outcome, Urgency
from automation.intake.taking_in import next_number
from automation.jobs.boundary import Brake, OnBug, show
from automation.jobs.office_view import letters_of, rules_of
from automation.jobs.post import news as post_news
from automation.jobs.post.settling import Settlements, settlements
from automation.jobs.post.sorting import Sorted, sorted_post
from automation.jobs.telling import pacing, to_customer, to_staff
from automation.jobs.telling.digests import digests
from automation.jobs.telling.notices import Notice, Told
from automation.jobs.telling.reach import reach_warnings
from automation.jobs.tick import rows, scanning, survey
from automation.jobs.tick.paperwork import CaseFile, files_of, papers_wanted
from automation.jobs.tick.snapshot import Snapshot
from automation.jobs.trouble import CASE, TAKING_IN, Attempts, Trouble, effect_rests_on
from automation.letters.values import Office
from automation.register.reading import Line, staff_cells, staff_facts
from automation.register.schema import Tab, tabs
from automation.settings.values import OfficeSettings
from automation.workflow.phase import Phase
from automation.workflow.progress import progressed, registered
from automation.workflow.standing import Standing, blocked, standing_of
from automation.workflow.surroundings import Surroundings
from automation.workflow.wording import ended_with_a_person


class LedgerLost(Brake):
    """The workbook knows of what the ledger has never seen: going on would number and send it all anew."""


def hold_to_history(snapshot: Snapshot, memory: Memory) -> None:
    """Stop before anything is done with a ledger that is older than what Riwayat shows.

    Raises:
        LedgerLost: lines were cut off the ledger's history, an old copy of the ledger was put back, or a rebuild did
            not come to its end.
    """
    if Note.REBUILDING in memory.notes:
        raise LedgerLost(
            "Penyusunan ulang buku besar belum selesai. Jalankan `rebuild` (tanpa pilihan lain); ia melanjutkannya."
        )
    if is_older(snapshot, memory):
        raise LedgerLost(
            f"Buku besar lebih lama daripada lembar Riwayat: berhenti di baris {memory.history_length}, sedangkan "
            f"Riwayat sampai baris {_last_shown(snapshot)}. Mungkin salinan lama dipulihkan. Jalankan `rebuild`: "
            "yang terjadi sesudahnya dilengkapi dari ruang kerja. Jangan menghapus baris Riwayat."
        )


def is_older(snapshot: Snapshot, memory: Memory) -> bool:
    """Tell whether Riwayat shows lines that the ledger does not hold."""
    return _last_shown(snapshot) > memory.history_length


def _last_shown(snapshot: Snapshot) -> int:
    return max((int(row[0]) for row in snapshot.history[1:] if row and isinstance(row[0], int | float)), default=0)


@dataclass(frozen=True, slots=True)
class View:
    """One case as this tick sees it, after its facts were taken in; of a broken one nothing new could be derived."""

    case: Case
    facts: StaffFacts
    standing: Standing
    warnings: tuple[str, ...]
    chat: str = ""
    row: int | None = None
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a tick should do.

    Attributes:
        cases: new and changed cases.
        events: what goes into Riwayat.
        effects: what to do outside, in order; nothing in it was done before.
        views: every case, by number, in the order of registration.
        problems: what concerns the office as a whole, in Indonesian.
        held_back: mails that an unlikely plan would send; a person must say that it is right.
        events_of: what goes into Riwayat when an effect is begun, by the effect's key.
        survey_answers: the survey's answers that are new.
        waiting: mails that wait for the office to open.
        notices: everything that staff should know now, told or not.
        resting: effects that failed before and are left alone for a while.
        troubles: what could not be derived, by name; all else was.
    """

    cases: tuple[Case, ...]
    events: tuple[Event, ...]
    effects: tuple[Effect, ...]
    views: Mapping[ComplaintNumber, View]
    problems: tuple[str, ...]
    held_back: tuple[SendMail, ...] = ()
    events_of: Mapping[EffectKey, tuple[Event, ...]] = field(default_factory=dict)
    survey_answers: tuple[SurveyAnswer, ...] = ()
    waiting: tuple[SendMail, ...] = ()
    notices: tuple[Notice, ...] = ()
    resting: tuple[Effect, ...] = ()
    troubles: Mapping[str, Trouble] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[str]:
        """Give the keys of everything that is wanted and not done, now or later."""
        return frozenset(str(one.key) for one in (*self.effects, *self.waiting, *self.held_back, *self.resting))

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.cases or self.events or self.effects or self.survey_answers)

    @property
    def mails_first(self) -> Plan:
        """The same plan with what is sent before all else."""
        return replace(self, effects=tuple(sorted(self.effects, key=lambda one: not isinstance(one, SendMail))))

    @property
    def without_mails(self) -> Plan:
        """The same plan without what would be sent."""
        return replace(self, effects=tuple(one for one in self.effects if not isinstance(one, SendMail)))


def decide(
    snapshot: Snapshot, memory: Memory, settings: OfficeSettings, *, sure: bool = False, on_bug: OnBug = show
) -> Plan:
    """Decide what to do about the world as it was gathered.

    Args:
        snapshot: the world.
        memory: what the ledger remembers.
        settings: the office's.
        sure: a person said that even an unlikely number of mails is right.
        on_bug: is told of an error that nobody foresaw; the case, mail or scan it is met in stays as it was.

    Raises:
        LedgerLost: the ledger is empty while the Register is not.
    """
    return _Deciding(snapshot, memory, settings, on_bug).plan(sure=sure)


class _Deciding:
    """The shared ground of one decision."""

    def __init__(self, snapshot: Snapshot, memory: Memory, settings: OfficeSettings, on_bug: OnBug) -> None:
        self.attempts = Attempts(on_bug)
        self.resting: list[Effect] = []
        self.snapshot = snapshot
        self.memory = memory
        self.settings = settings
        self.rules: Rules = rules_of(settings)
        self.letters: Office = letters_of(settings)
        self.register: Tab = tabs()["register"]
        self.headings = {column.key: column.heading for column in self.register.columns}
        self.documents: dict[ComplaintNumber, list[Document]] = defaultdict(list)
        for document in memory.documents:
            self.documents[document.number].append(document)
        self.outcomes: dict[ComplaintNumber, Outcome | None] = {
            number: case.outcome for number, case in memory.cases.items()
        }
        self.letters_numbered = self._numbered_this_year()
        self.told = Told(memory.covered)
        self.problems: list[str] = list(snapshot.problems)
        if snapshot.folders_among_scans:
            self.problems.append(folders_among_scans(snapshot.folders_among_scans))
        self.post_warnings = post_news.warnings(memory)

    @property
    def now(self) -> datetime:
        return self.snapshot.now

    def plan(self, *, sure: bool) -> Plan:
        lines = self._lines()
        known = self.memory.cases
        post = sorted_post(self.snapshot, self.memory, self.settings, self.attempts)
        fresh, events = self._take_in([one.becomes for one in post if one.becomes])
        events += survey.events(survey.fresh(self.snapshot, self.memory))
        views: dict[ComplaintNumber, View] = {}
        changed: list[Case] = []
        wanted: list[Effect] = []
        notices: list[Notice] = []
        for case in [*known.values(), *fresh]:
            derived = self.attempts.of(
                f"{CASE}{case.number}", partial(self._derived, case, lines.get(case.number)), case.number
            )
            view, happened, effects, theirs = derived or (self._broken(case), [], [], ())
            views[case.number] = view
            events += happened
            wanted += effects
            notices += theirs
            if case.number not in known or view.case != case:
                changed.append(view.case)
        scans = scanning.filings(self.snapshot, self.memory, self.attempts)
        notices += scanning.owed(self.memory, self.rules)
        notices += post_news.owed(self.memory, {number: view.row for number, view in views.items()}, self.settings)
        mails = digests(
            notices, self.memory, self.told, self.settings, self.snapshot.calendar, self.now, self.attempts
        )
        letters = self._settlements(post, fresh, views)
        effects = self._tried_now([*scans.effects, *wanted, *letters.effects, *self._undone([*mails])])
        waiting = () if self._office_is_open() else tuple(_that_may_wait(effects))
        waiting += tuple(pacing.beyond_measure(effects, self.memory, self.settings, self.now))
        deferred = frozenset(mail.key for mail in waiting)
        effects = [effect for effect in effects if effect.key not in deferred]
        kept, held_back = _likely(effects, self.settings, sure=sure)
        if held_back:
            self.problems.append(
                f"{len(held_back)} surel akan terkirim sekaligus, padahal biasanya paling banyak "
                f"{self.settings.mail.unlikely_above}. Surel itu ditahan. Periksa dengan `sync --dry-run`, "
                "lalu ulangi dengan `sync --yakin`."
            )
        return Plan(
            tuple(changed),
            tuple(events),
            kept,
            views,
            tuple(dict.fromkeys(self.problems)),
            held_back,
            {**scans.events, **letters.events},
            survey.fresh(self.snapshot, self.memory),
            waiting,
            tuple(notices),
            tuple(self.resting),
            self.attempts.troubles,
        )

    def _settlements(
        self, post: tuple[Sorted, ...], fresh: list[Case], views: Mapping[ComplaintNumber, View]
    ) -> Settlements:
        numbers = {**self.memory.responses, **{case.intake.response: case.number for case in fresh}}
        people = {number: view.standing.people for number, view in views.items()}
        return settlements(post, numbers, people, self.snapshot, self.memory, self.settings, self.attempts)

    # -- rows and new complaints

    def _lines(self) -> dict[ComplaintNumber, Line]:
        """Match the Register's rows with the complaints; a row that fits none is a problem of its own."""
        found: dict[ComplaintNumber, Line] = {}
        strangers: list[Line] = []
        for line in self.snapshot.lines:
            number = ComplaintNumber.read(line.text("number"))
            if number is None or number not in self.memory.cases:
                strangers.append(line)
            elif number in found:
                self.problems.append(
                    f"Register baris {line.row + 1}: nomor {number} ada dua kali; yang berlaku baris "
                    f"{found[number].row + 1}. Hapus baris kembarannya."
                )
            else:
                found[number] = line
        if strangers and not self.memory.cases:
            raise LedgerLost(
                f"Buku besar kosong, tetapi Register berisi {len(strangers)} baris. Bila buku besar hilang, "
                "kembalikan salinan terbaru di folder cadangan/ dengan `rebuild --cadangan BERKAS`, atau tanpa "
                "salinan jalankan `rebuild`; bila baris itu bukan keluhan, hapus."
            )
        for line in strangers:
            self.problems.append(
                f"Register baris {line.row + 1}: nomornya tidak dikenal. Keluhan baru dimasukkan lewat formulir "
                "petugas, bukan dengan menambah baris; pindahkan isinya, lalu hapus baris ini."
            )
        return found

    def _take_in(self, by_mail: list[Intake]) -> tuple[list[Case], list[Event]]:
        fresh: dict[ComplaintNumber, Case] = {}
        events: list[Event] = []
        year = self.now.astimezone(self.settings.hours.zone).year
        taken = dict.fromkeys(self.memory.cases)
        seen = set(self.memory.responses)
        for intake in sorted([*self.snapshot.intakes, *by_mail], key=lambda one: (one.submitted_at, one.response)):
            if intake.response in seen:
                continue
            seen.add(intake.response)
            number = next_number(taken, year, self.rules.prefix)
            case = self.attempts.of(f"{TAKING_IN}{intake.response}", partial(self._registered, number, intake))
            if case is None:
                continue
            taken[number] = None
            self.outcomes[number] = None
            fresh[number] = case
            came_by = intake.response if intake.response.startswith(RESPONSE) else ""
            events.append(Event(number, Registered(intake.channel, came_by)))
        return list(fresh.values()), events

    def _registered(self, number: ComplaintNumber, intake: Intake) -> Case:
        return registered(number, intake, self._surroundings(number))

    # -- one case

    def _derived(self, case: Case, line: Line | None) -> tuple[View, list[Event], list[Effect], tuple[Notice, ...]]:
        """Give everything that one case calls for: what it comes to, what happened, effects, and notices to staff."""
        view, happened = self._view(case, line)
        effects, notices = self._effects(view)
        over = view.case.outcome is not None and not view.case.settled
        if over and not effects and all(map(self.told.has_all_of, notices)):
            view = replace(view, case=replace(view.case, settled=True))
        return view, happened, effects, notices

    def _broken(self, case: Case) -> View:
        """Give a case of which nothing could be derived, as it was, with why beside it."""
        failure = self.attempts.failure_of(f"{CASE}{case.number}")
        current = case.current
        standing = Standing(Phase.SORTING, "", None, (), "", current.began, current.due, Urgency.IN_TIME, "")
        return View(case, StaffFacts(), standing, (failure.reason,) if failure else (), is_broken=True)

    def _view(self, case: Case, line: Line | None) -> tuple[View, list[Event]]:
        around = self._surroundings(case.number)
        cells = staff_cells(line, self.register) if line is not None else dict(case.cells)
        unchanged = cells == dict(case.cells)
        case, gone = rows.noticed(case, line is not None)
        if case.settled and unchanged:
            return View(case, StaffFacts(), standing_of(case, StaffFacts(), around), ()), list(gone)
        # A row that is not there (new, or deleted by hand) counts as last seen.
        read = line if line is not None else Line(-1, dict(case.cells))
        facts, bad = staff_facts(
            read, self.register, [group.name for group in around.groups], self.settings.hours.zone
        )
        progress = progressed(case, facts, cells, around, self.headings)
        self.outcomes[case.number] = progress.case.outcome
        if progress.case.own_letter_number and not case.own_letter_number:
            self.letters_numbered += 1
        warnings = [str(problem) for problem in bad]
        warnings += progress.warnings
        warnings += filter(None, [blocked(progress.case, progress.facts, around)])
        warnings += reach_warnings(progress.case, progress.facts)
        warnings += self.post_warnings.get(case.number, ())
        warnings += self._refusals(case.number)
        standing = standing_of(progress.case, progress.facts, around)
        row = line.row if line is not None else None
        view = View(progress.case, progress.facts, standing, tuple(dict.fromkeys(warnings)), row=row)
        chats = to_customer.chats_due(progress.case, progress.facts, around, self.settings)
        return replace(view, chat=chats[-1].link if chats else ""), [*gone, *progress.events]

    def _refusals(self, number: ComplaintNumber) -> Iterator[str]:
        for setback in self.memory.setbacks.values():
            if setback.number == number and not setback.name.startswith(CASE):
                yield setback.failure.reason + (f" {ended_with_a_person(number)}" if setback.is_given_up else "")

    def _effects(self, view: View) -> tuple[list[Effect], tuple[Notice, ...]]:
        """Give what the case calls for and is not done yet: effects, and notices to staff."""
        if view.case.settled:
            return [], ()
        around = self._surroundings(view.case.number)
        file = CaseFile(view.case, view.facts, around, self.letters, self.memory.results)
        letters = to_customer.mails_owed(file, self.settings)
        notices = to_staff.notices_for(view, around, self.memory, self.told, self.settings)
        return self._undone([*papers_wanted(file), *letters]), notices

    def _tried_now(self, effects: list[Effect]) -> list[Effect]:
        """Leave out what failed before and rests; it is tried at once when what it depends on changes."""
        found = []
        for effect in effects:
            setback = self.memory.setbacks.get(str(effect.key))
            files = files_of(effect, self.snapshot.checksums)
            if setback and setback.rests(self.now, effect_rests_on(effect, files)):
                self.resting.append(effect)
            else:
                found.append(effect)
        return found

    def _undone(self, effects: list[Effect]) -> list[Effect]:
        return [effect for effect in effects if str(effect.key) not in self.memory.results]

    def _office_is_open(self) -> bool:
        if not self.settings.mail.only_in_office_hours:
            return True
        try:
            return self.snapshot.calendar.is_open(self.now)
        except CalendarRunOut as error:
            self.problems.append(str(error))
            return True

    def _surroundings(self, number: ComplaintNumber) -> Surroundings:
        return Surroundings(
            rules=self.rules,
            groups=self.snapshot.groups,
            calendar=self.snapshot.calendar,
            now=self.now,
            documents=tuple(self.documents.get(number, ())),
            others=self.outcomes,
            letters_numbered=self.letters_numbered,
            survey=self.snapshot.survey_form,
        )

    def _numbered_this_year(self) -> int:
        year = self.now.astimezone(self.settings.hours.zone).year
        if not self.rules.numbers_letters:
            return 0
        return sum(1 for case in self.memory.cases.values() if case.own_letter_number.endswith(str(year)))


def _that_may_wait(effects: list[Effect]) -> Iterator[SendMail]:
    """Give the mails that wait for office hours; who complains at night is answered at once."""
    for effect in effects:
        if isinstance(effect, SendMail) and not pacing.is_acknowledgement(effect):
            yield effect


def _likely(
    effects: list[Effect], settings: OfficeSettings, *, sure: bool
) -> tuple[tuple[Effect, ...], tuple[SendMail, ...]]:
    """Hold the mails back when they are unlikely many; acknowledgements have a measure of their own."""
    mails = tuple(one for one in effects if isinstance(one, SendMail) and not pacing.is_acknowledgement(one))
    if sure or len(mails) <= settings.mail.unlikely_above:
        return tuple(effects), ()
    held = frozenset(mail.key for mail in mails)
    return tuple(effect for effect in effects if effect.key not in held), mails
