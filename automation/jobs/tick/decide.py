"""Decide: what a tick should do, as a value. No clock, no input or output, no chance in here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
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
from automation.domain.survey import SurveyAnswer, SurveyForm
from automation.domain.vocabulary import Outcome, Urgency
from automation.intake.taking_in import next_number
from automation.jobs.boundary import Implausible, OnBug, show
from automation.jobs.documents_due import CaseFile, files_of, papers_wanted
from automation.jobs.incoming_mail import news as mail_news
from automation.jobs.incoming_mail.settling import Settlements, settlements
from automation.jobs.incoming_mail.sorting import Sorted, sorted_mails
from automation.jobs.settings_views import letters_of, rules_of
from automation.jobs.snapshot import Snapshot
from automation.jobs.telling import pacing, to_customer, to_staff
from automation.jobs.telling.digests import digests
from automation.jobs.telling.notices import DeliveredNotices, Notice
from automation.jobs.telling.reach import reach_warnings
from automation.jobs.tick import rows, scanning, survey, wording
from automation.jobs.trouble import CASE, TAKING_IN, Attempts, Trouble, effect_rests_on
from automation.letters.values import IssuingOffice
from automation.register.reading import Line, staff_cells, staff_facts
from automation.register.schema import tabs
from automation.settings.values import OfficeSettings
from automation.workflow.case_context import CaseContext
from automation.workflow.case_status import CaseStatus, blocked, status_of
from automation.workflow.phase import Phase
from automation.workflow.progress import Progress, progressed, registered
from automation.workflow.wording import ended_with_a_person


class LedgerLost(Implausible):
    """The workbook knows of what the ledger has never seen: going on would number and send it all anew."""


def hold_to_history(snapshot: Snapshot, memory: Memory) -> None:
    """Stop before anything is done with a ledger that is older than what Riwayat shows.

    Raises:
        LedgerLost: lines were cut off the ledger's history, an old copy of the ledger was put back, or a rebuild did
            not come to its end.
    """
    if Note.REBUILDING in memory.notes:
        raise LedgerLost(wording.REBUILD_UNFINISHED)
    if is_older(snapshot, memory):
        raise LedgerLost(wording.ledger_is_older(held=memory.history_length, shown=_last_shown(snapshot)))


def is_older(snapshot: Snapshot, memory: Memory) -> bool:
    """Return whether Riwayat shows lines that the ledger does not hold."""
    return _last_shown(snapshot) > memory.history_length


def _last_shown(snapshot: Snapshot) -> int:
    return max(
        (int(row[0]) for row in snapshot.workbook.history[1:] if row and isinstance(row[0], int | float)), default=0
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case as this tick sees it, after its facts were taken in; of a broken one nothing new could be derived."""

    case: Case
    facts: StaffFacts
    status: CaseStatus
    warnings: tuple[str, ...]
    chat: str = ""
    row: int | None = None
    is_broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
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
        notices: everything that staff should know now, delivered or not.
        resting: effects that failed before and are left alone for a while.
        troubles: what could not be derived, by name; all else was.
    """

    cases: tuple[Case, ...]
    events: tuple[Event, ...]
    effects: tuple[Effect, ...]
    views: Mapping[ComplaintNumber, CaseView]
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
        """Return the keys of everything that is wanted and not done, now or later."""
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
        on_bug: receives an unforeseen error; the case, mail or scan it is met in stays as it was.

    Raises:
        LedgerLost: the ledger is empty while the Register is not.
    """
    return _Deciding.about(snapshot, memory, settings, on_bug).plan(sure=sure)


@dataclass(frozen=True, slots=True)
class _Others:
    """What a case must know of all others; a change is a new value.

    Attributes:
        outcomes: how each complaint ended; None while it is open.
        letters_numbered: outgoing numbers given by the job itself this year.
    """

    outcomes: Mapping[ComplaintNumber, Outcome | None]
    letters_numbered: int

    @classmethod
    def of(cls, memory: Memory, rules: Rules, year: int) -> _Others:
        """Return what the ledger remembers."""
        cases = memory.cases.values() if rules.numbers_letters else ()
        numbered = sum(case.own_letter_number.endswith(str(year)) for case in cases if case.own_letter_number)
        return cls({number: case.outcome for number, case in memory.cases.items()}, numbered)

    def with_fresh(self, fresh: Iterable[Case]) -> _Others:
        """Add complaints that were just taken in."""
        return replace(self, outcomes={**self.outcomes, **{case.number: case.outcome for case in fresh}})

    def after(self, before: Case, case: Case) -> _Others:
        """Return what the next case must know once this one was brought up to date."""
        numbered = bool(case.own_letter_number) and not before.own_letter_number
        changed = self.outcomes.get(case.number) is not case.outcome
        outcomes = {**self.outcomes, case.number: case.outcome} if changed else self.outcomes
        return _Others(outcomes, self.letters_numbered + numbered)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Derived:
    """Everything that one case calls for: what it comes to, what happened, effects, and notices to staff."""

    view: CaseView
    events: tuple[Event, ...] = ()
    effects: tuple[Effect, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sendable:
    """The effects that are wanted, by when they are done, and what people must know about that."""

    now: tuple[Effect, ...]
    waiting: tuple[SendMail, ...]
    held_back: tuple[SendMail, ...]
    resting: tuple[Effect, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deciding:
    """What one decision shares; nothing in it changes but `attempts`, which gathers what fails."""

    snapshot: Snapshot
    memory: Memory
    settings: OfficeSettings
    rules: Rules
    letters: IssuingOffice
    documents: Mapping[ComplaintNumber, tuple[Document, ...]]
    survey_form: SurveyForm | None
    mail_warnings: Mapping[ComplaintNumber, tuple[str, ...]]
    delivered: DeliveredNotices
    attempts: Attempts

    @classmethod
    def about(cls, snapshot: Snapshot, memory: Memory, settings: OfficeSettings, on_bug: OnBug) -> _Deciding:
        """Build it from what was gathered."""
        documents: dict[ComplaintNumber, list[Document]] = defaultdict(list)
        for document in memory.documents:
            documents[document.number].append(document)
        secret = settings.letters.code_key
        return cls(
            snapshot=snapshot,
            memory=memory,
            settings=settings,
            rules=rules_of(settings),
            letters=letters_of(settings),
            documents={number: tuple(theirs) for number, theirs in documents.items()},
            survey_form=survey.form_of(memory, secret.value) if secret else None,
            mail_warnings=mail_news.warnings(memory),
            delivered=DeliveredNotices(memory.covered),
            attempts=Attempts(on_bug),
        )

    @property
    def now(self) -> datetime:
        return self.snapshot.now

    def plan(self, *, sure: bool) -> Plan:
        lines, row_problems = matched(self.snapshot.workbook.lines, self.memory.cases)
        incoming = sorted_mails(self.snapshot, self.memory, self.settings, self.attempts)
        year = self.now.astimezone(self.settings.hours.zone).year
        others = _Others.of(self.memory, self.rules, year)
        fresh = self._take_in([one.becomes for one in incoming if one.becomes], year, others)
        derived = self._all_derived(fresh, lines, others.with_fresh(fresh))
        views = {number: one.view for number, one in derived.items()}
        scans = scanning.filings(self.snapshot, self.memory, self.attempts)
        notices = (*(notice for one in derived.values() for notice in one.notices), *self._owed(views))
        letters = self._settlements(incoming, fresh, views)
        mails = self._digests(notices)
        wanted = [effect for one in derived.values() for effect in one.effects]
        effects = self._sendable([*scans.effects, *wanted, *letters.effects, *self._undone(mails)], sure=sure)
        answers = survey.fresh(self.snapshot, self.memory)
        return Plan(
            cases=tuple(view.case for number, view in views.items() if self.memory.cases.get(number) != view.case),
            events=(
                *map(_taken_in, fresh),
                *survey.events(answers),
                *(event for one in derived.values() for event in one.events),
            ),
            effects=effects.now,
            views=views,
            problems=tuple(dict.fromkeys((*self._workbook_problems(), *row_problems, *effects.problems))),
            held_back=effects.held_back,
            events_of={**scans.events, **letters.events},
            survey_answers=answers,
            waiting=effects.waiting,
            notices=notices,
            resting=effects.resting,
            troubles=self.attempts.troubles,
        )

    def _workbook_problems(self) -> Iterator[str]:
        yield from self.snapshot.workbook.problems
        if folders := self.snapshot.arrivals.folders_among_scans:
            yield folders_among_scans(folders)

    def _owed(self, views: Mapping[ComplaintNumber, CaseView]) -> Iterator[Notice]:
        yield from scanning.owed(self.memory, self.rules)
        yield from mail_news.owed(self.memory, {number: view.row for number, view in views.items()}, self.settings)

    def _digests(self, notices: Iterable[Notice]) -> list[SendMail]:
        calendar = self.snapshot.workbook.calendar
        return list(digests(notices, self.memory, self.delivered, self.settings, calendar, self.now, self.attempts))

    def _settlements(
        self, incoming: tuple[Sorted, ...], fresh: Iterable[Case], views: Mapping[ComplaintNumber, CaseView]
    ) -> Settlements:
        numbers = {**self.memory.responses, **{case.intake.response: case.number for case in fresh}}
        people = {number: view.status.people for number, view in views.items()}
        return settlements(incoming, numbers, people, self.snapshot, self.memory, self.settings, self.attempts)

    # -- new complaints

    def _take_in(self, by_mail: list[Intake], year: int, others: _Others) -> tuple[Case, ...]:
        fresh: dict[ComplaintNumber, Case] = {}
        taken = dict.fromkeys(self.memory.cases)
        seen = set(self.memory.responses)
        intakes = [*self.snapshot.arrivals.intakes, *by_mail]
        for intake in sorted(intakes, key=lambda one: (one.submitted_at, one.response)):
            if intake.response in seen:
                continue
            seen.add(intake.response)
            number = next_number(taken, year, self.rules.prefix)
            context = self._context(number, others)
            case = self.attempts.of(f"{TAKING_IN}{intake.response}", partial(registered, number, intake, context))
            if case is not None:
                taken[number] = None
                fresh[number] = case
        return tuple(fresh.values())

    # -- one case

    def _all_derived(
        self, fresh: Iterable[Case], lines: Mapping[ComplaintNumber, Line], others: _Others
    ) -> Mapping[ComplaintNumber, _Derived]:
        """Bring all cases up to date, in the order of registration: each knows what became of those before it."""
        found: dict[ComplaintNumber, _Derived] = {}
        for case in [*self.memory.cases.values(), *fresh]:
            call = partial(self._derived, case, lines.get(case.number), others)
            derived = self.attempts.of(f"{CASE}{case.number}", call, case.number)
            found[case.number] = derived or _Derived(view=self._broken(case))
            others = others.after(case, found[case.number].view.case)
        return found

    def _derived(self, case: Case, line: Line | None, others: _Others) -> _Derived:
        view, happened = self._view(case, line, others)
        effects, notices = self._effects(view, others.after(case, view.case))
        over = view.case.outcome is not None and not view.case.settled
        if over and not effects and all(map(self.delivered.has_all_of, notices)):
            view = replace(view, case=replace(view.case, settled=True))
        return _Derived(view=view, events=happened, effects=tuple(effects), notices=notices)

    def _broken(self, case: Case) -> CaseView:
        """Return a case of which nothing could be derived, as it was, with the reason as a warning."""
        failure = self.attempts.failure_of(f"{CASE}{case.number}")
        current = case.current
        status = CaseStatus(
            phase=Phase.SORTING,
            state="",
            role=None,
            people=(),
            responsible="",
            since=current.began,
            due=current.due,
            urgency=Urgency.IN_TIME,
            task="",
        )
        return CaseView(
            case=case,
            facts=StaffFacts(),
            status=status,
            warnings=(failure.reason,) if failure else (),
            is_broken=True,
        )

    def _view(self, case: Case, line: Line | None, others: _Others) -> tuple[CaseView, tuple[Event, ...]]:
        context, register = self._context(case.number, others), tabs()["register"]
        cells = staff_cells(line, register) if line is not None else dict(case.cells)
        unchanged = cells == dict(case.cells)
        case, gone = rows.noticed(case, line is not None)
        if case.settled and unchanged:
            status = status_of(case, StaffFacts(), context)
            return CaseView(case=case, facts=StaffFacts(), status=status, warnings=()), gone
        # A row that is not there (new, or deleted by hand) counts as last seen.
        read = line if line is not None else Line(-1, dict(case.cells))
        names = [group.name for group in context.groups]
        facts, bad = staff_facts(read, register, names, self.settings.hours.zone)
        headings = {column.key: column.heading for column in register.columns}
        progress = progressed(case, facts, cells, context, headings)
        chats = to_customer.chats_due(progress.case, progress.facts, context, self.settings)
        view = CaseView(
            case=progress.case,
            facts=progress.facts,
            status=status_of(progress.case, progress.facts, context),
            warnings=tuple(dict.fromkeys((*map(str, bad), *self._warnings(progress, context)))),
            chat=chats[-1].link if chats else "",
            row=line.row if line is not None else None,
        )
        return view, (*gone, *progress.events)

    def _warnings(self, progress: Progress, context: CaseContext) -> Iterator[str]:
        case, facts = progress.case, progress.facts
        yield from progress.warnings
        yield from filter(None, [blocked(case, facts, context)])
        yield from reach_warnings(case, facts)
        yield from self.mail_warnings.get(case.number, ())
        yield from self._refusals(case.number)

    def _refusals(self, number: ComplaintNumber) -> Iterator[str]:
        for setback in self.memory.setbacks.values():
            if setback.number == number and not setback.name.startswith(CASE):
                yield setback.failure.reason + (f" {ended_with_a_person(number)}" if setback.is_given_up else "")

    def _effects(self, view: CaseView, others: _Others) -> tuple[list[Effect], tuple[Notice, ...]]:
        """Return what the case calls for and is not done yet: effects, and notices to staff."""
        if view.case.settled:
            return [], ()
        context = self._context(view.case.number, others)
        file = CaseFile(
            case=view.case, facts=view.facts, context=context, office=self.letters, results=self.memory.results
        )
        letters = to_customer.mails_owed(file, self.settings)
        notices = to_staff.notices_for(view, context, self.memory, self.delivered, self.settings)
        return self._undone([*papers_wanted(file), *letters]), notices

    def _context(self, number: ComplaintNumber, others: _Others) -> CaseContext:
        return CaseContext(
            rules=self.rules,
            groups=self.snapshot.workbook.groups,
            calendar=self.snapshot.workbook.calendar,
            now=self.now,
            documents=self.documents.get(number, ()),
            others=others.outcomes,
            letters_numbered=others.letters_numbered,
            survey=self.survey_form,
        )

    # -- when what is wanted is done

    def _sendable(self, wanted: list[Effect], *, sure: bool) -> _Sendable:
        """Sort effects into those of now, those that wait or rest, and mails that a person must allow."""
        judged = [(effect, self._rests(effect)) for effect in wanted]
        resting = tuple(effect for effect, rests in judged if rests)
        trying = [effect for effect, rests in judged if not rests]
        is_open, problem = self._office_is_open()
        waiting = () if is_open else tuple(_that_may_wait(trying))
        waiting += tuple(pacing.beyond_measure(trying, self.memory, self.settings, self.now))
        deferred = frozenset(mail.key for mail in waiting)
        kept, held_back = _likely(
            [effect for effect in trying if effect.key not in deferred], self.settings, sure=sure
        )
        usual = self.settings.mail.unlikely_above
        held = wording.many_mails(count=len(held_back), usual=usual) if held_back else ""
        return _Sendable(
            now=kept,
            waiting=waiting,
            held_back=held_back,
            resting=resting,
            problems=tuple(filter(None, (problem, held))),
        )

    def _rests(self, effect: Effect) -> bool:
        """Return whether it failed before and is left alone; it is tried at once when what it depends on changes."""
        setback = self.memory.setbacks.get(str(effect.key))
        files = files_of(effect, self.snapshot.arrivals.checksums)
        return setback is not None and setback.rests(self.now, effect_rests_on(effect, files))

    def _undone(self, effects: Iterable[Effect]) -> list[Effect]:
        return [effect for effect in effects if str(effect.key) not in self.memory.results]

    def _office_is_open(self) -> tuple[bool, str]:
        """Return whether mail may go out by the clock, and what is wrong with the calendar, "" where nothing is."""
        if not self.settings.mail.only_in_office_hours:
            return True, ""
        try:
            return self.snapshot.workbook.calendar.is_open(self.now), ""
        except CalendarRunOut as error:
            return True, str(error)


def matched(
    lines: Iterable[Line], cases: Collection[ComplaintNumber]
) -> tuple[Mapping[ComplaintNumber, Line], tuple[str, ...]]:
    """Match the Register's rows with the complaints; a row that fits none is a problem of its own.

    Raises:
        LedgerLost: there are rows and no complaints.
    """
    found: dict[ComplaintNumber, Line] = {}
    twins: list[str] = []
    strangers: list[Line] = []
    for line in lines:
        number = ComplaintNumber.read(line.text("number"))
        if number is None or number not in cases:
            strangers.append(line)
        elif number in found:
            twins.append(wording.row_twice(row=line.row + 1, number=number, first=found[number].row + 1))
        else:
            found[number] = line
    if strangers and not cases:
        raise LedgerLost(wording.ledger_is_empty(rows=len(strangers)))
    unknown = (wording.row_unknown(row=line.row + 1) for line in strangers)
    return found, (*twins, *unknown)


def _taken_in(case: Case) -> Event:
    intake = case.intake
    came_by = intake.response if intake.response.startswith(RESPONSE) else ""
    return Event(case.number, Registered(intake.channel, came_by))


def _that_may_wait(effects: list[Effect]) -> Iterator[SendMail]:
    """Return the mails that wait for office hours; who complains at night is answered at once."""
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
