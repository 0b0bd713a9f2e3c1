"""`sync`: one tick. Gather, decide, act, and show the outcome in the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from automation.domain.away import Away
from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case, Event
from automation.domain.cells import Cell, Change
from automation.domain.effects import Effect, SendMail
from automation.domain.memory import HistoryLine, Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.domain.setback import Cause, Failure, Setback
from automation.domain.setback_name import SetbackName, Thing
from automation.domain.tracked import Overlaid
from automation.domain.vocabulary import Urgency
from automation.exit_status import CannotStart
from automation.jobs import wording
from automation.jobs.boundary import attempt
from automation.jobs.incoming_mail import arrivals as mail_arrivals
from automation.jobs.incoming_mail import news as mail_news
from automation.jobs.job_context import JobContext
from automation.jobs.officials import in_force
from automation.jobs.own_lists import CAUSES, SERVICES
from automation.jobs.scan_folders import ScanFolders
from automation.jobs.settings_views import rules_of
from automation.jobs.snapshot import Snapshot, Table
from automation.jobs.telling.unsent import clear_up_begun_mails
from automation.jobs.tick import drafts, emptiness_guard, links, scanning, succession, today
from automation.jobs.tick.act import Acting, calls_of, is_resumed
from automation.jobs.tick.answer_book import show_answers
from automation.jobs.tick.attribution import attributed
from automation.jobs.tick.decide import decide
from automation.jobs.tick.diary import diary_of
from automation.jobs.tick.forecast import Coming, coming_of
from automation.jobs.tick.gather import gather, look_again
from automation.jobs.tick.glance import LastLook
from automation.jobs.tick.ledger_guard import hold_to_history
from automation.jobs.tick.likenesses import look_at_all, look_for_alike
from automation.jobs.tick.long_tabs import LongTabs
from automation.jobs.tick.looking import resting
from automation.jobs.tick.offering import offer_services
from automation.jobs.tick.plan import Plan
from automation.jobs.tick.project import Resting, changes_for, months_mark
from automation.jobs.tick.showing import Shown, show
from automation.jobs.trouble import (
    Attempts,
    Trouble,
    forget,
    keep,
)
from automation.jobs.yearly import moving
from automation.jobs.yearly.moving import Moving
from automation.ledger import Locked, UnusableLedger
from automation.ports import NotAllowed, TryLater
from automation.settings.values import OfficeSettings

#: About so many calls are made for effects in one tick, so that none takes long; what is left over is the next one's.
CALLS_A_TICK = 1_200
#: Of these the mails have so many, however much other work there is.
CALLS_FOR_MAILS = 400
#: One effect makes the next possible (a draft, then its PDF, then its mail); a tick follows the chain so far.
PASSES = 12


class NotSetUp(CannotStart):
    """There is no workbook yet; the text says what to do. Exit status 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickReport:
    """What a tick did, or with `dry_run` would do.

    Attributes:
        effects: printed keys of the effects done (or planned), in order.
        registered: numbers of the complaints taken in.
        warnings: by complaint number, what stands beside its row.
        problems: what concerns the office as a whole: a person is needed.
        refused: what could not be done, now or before, with what to do.
        later: why the tick stopped early, or one thing must be tried again soon; "" when neither.
        setbacks: the same as `refused`, with since when, how often and what was said.
        ended_early: why nothing more could be done at all; "" where at most single things failed.
        left: how many effects are left to the next tick, since this one has made enough calls.
        open_cases: how many complaints are not closed.
        late_cases: how many of them are over their norm.
        coming: with `dry_run`, everything that would happen, and what would wait.
        office_open: whether it is office time.
    """

    effects: tuple[str, ...]
    registered: tuple[str, ...]
    warnings: dict[str, tuple[str, ...]]
    problems: tuple[str, ...]
    refused: dict[str, str]
    changed_cells: bool
    later: str = ""
    coming: tuple[Coming, ...] = ()
    office_open: bool = False
    setbacks: tuple[Setback, ...] = ()
    ended_early: str = ""
    left: int = 0
    open_cases: int = 0
    late_cases: int = 0

    @property
    def exit_status(self) -> int:
        """0 done, 1 a person is needed, 3 try later."""
        if self.later:
            return 3
        if self.problems or any(one.failure.cause is not Cause.MOMENT for one in self.setbacks):
            return 1
        return 3 if self.setbacks else 0


def sync(job: JobContext, now: datetime, *, dry_run: bool = False, sure: bool = False) -> TickReport:
    """Bring the workspace in line with the facts, once.

    Raises:
        NotSetUp: `setup` was never run.
        Locked: another tick is running.
        TryLater, NotAllowed, UnreadableWorkbook, WrongHeadings, LedgerLost, SuddenEmptiness: nothing was done.
        AskedToStop: what is done is kept; the workbook shows it after the next tick.
    """
    with job.ledger.lock(), resting(job.sandbox):
        memory = job.ledger.memory()
        if Place.WORKBOOK not in memory.places:
            raise NotSetUp(wording.NOT_SET_UP)
        opened = job
        if not dry_run:
            memory = moving.settle_begun(job, memory, now)
        snapshot = gather(job, memory, now, may_glance=not dry_run)
        job = in_force(opened, snapshot.workbook.officials)
        hold_to_history(snapshot, memory)
        if not sure:
            emptiness_guard.hold_to_what_was_seen(snapshot, memory)
        if dry_run:
            plan = decide(snapshot, memory, job.settings, sure=sure, on_bug=job.on_bug)
            return _foretold(plan, snapshot, memory, job.settings)
        for name, count in emptiness_guard.newly_seen(snapshot, memory).items():
            job.ledger.note_memory(name, count)
        _note_typed(job, snapshot, memory)
        memory = mail_arrivals.begin(job, memory, now)
        memory = succession.begun(opened, snapshot, memory)
        return _Tick(opened, snapshot, memory, sure=sure).run()


class _Tick:
    """One tick in progress: passes of deciding and acting, then one write to the workbook."""

    def __init__(self, opened: JobContext, snapshot: Snapshot, memory: Memory, *, sure: bool) -> None:
        self.opened = opened
        self.job = job = in_force(opened, snapshot.workbook.officials)
        self.snapshot = snapshot
        self.memory = memory
        self.sure = sure
        self.attempts = Attempts(job.on_bug)
        self.derived: dict[SetbackName, Trouble] = {}
        self.kept: set[SetbackName] = set()
        self.done: list[str] = []
        self.registered: list[str] = []
        self.later = ""
        self.refusal: NotAllowed | None = None
        self.mails = 0
        self.calls_left = CALLS_A_TICK
        self.left = 0
        self.diary = diary_of(memory.notes)

    def run(self) -> TickReport:
        self._keep_what_arrived_badly()
        self._resume()
        if attempt(lambda: look_at_all(self.job.ledger, self.memory), self.job.on_bug) is True:
            self.memory = self.job.ledger.memory()
        plan = self._go_on(self._decide())
        changes = self._changes(plan)
        if not self.snapshot.is_whole and changes[0]:
            self._look_at_all()
            plan = self._go_on(self._decide())
            changes = self._changes(plan)
        self._note_forms()
        self._forget_notes()
        self._note_first_seal()
        self.job.ledger.keep_statuses(plan.statuses)
        shown = self._show(*changes)
        setbacks = self._keep_troubles(plan, shown)
        if self.refusal is not None:
            raise self.refusal
        is_quiet = plan.is_idle and not (self.done or shown.wrote or setbacks or self._has_ended)
        moved = self._move(plan, is_quiet=is_quiet)
        self.memory.worked_out.of(LastLook).rest(is_quiet=is_quiet and not (moved.moved or self._has_ended))
        self._note_tick()
        return TickReport(
            effects=tuple(self.done),
            registered=tuple(self.registered),
            warnings={str(number): view.warnings for number, view in plan.views.items() if view.warnings},
            problems=(*plan.problems, *moved.problems),
            refused={name: one.failure.reason for name, one in setbacks.items()},
            changed_cells=shown.wrote,
            later=self._why_later(),
            office_open=self._is_open(),
            setbacks=tuple(setbacks.values()),
            ended_early=self.later or self._pending_reason(),
            left=self.left,
            open_cases=sum(view.case.outcome is None for view in plan.views.values()),
            late_cases=sum(view.status.urgency is Urgency.OVERDUE for view in plan.views.values()),
        )

    def _move(self, plan: Plan, *, is_quiet: bool) -> Moving:
        """Bring back from yearly workbooks what people need; when all is quiet at night, send settled rows away."""
        moved = Moving(problems=[*moving.unsettled(self.memory)])
        if self._has_ended or moved.problems:
            return moved
        table, away = self.snapshot.workbook.old_archive, self.snapshot.workbook.away
        doubled = moving.standing_twice(self.memory, away)
        with self._ending():
            asked = moving.newly_asked(table, self.memory.notes) | _needed_again(plan, away)
            if asked & away.passages.keys():
                moved = moving.brought_back(self.job, self.memory, self.snapshot.now, asked, away)
            elif is_quiet and not self._is_open():
                moved = moving.sent_away(self.job, self.memory, self.snapshot.now, lambda: _plain_cases(plan))
            moving.note_heard(self.job, self.memory, table, moved.moved)
        moved.problems += doubled
        if moved.moved:
            self.memory.worked_out.of(LongTabs).forget()
        return moved

    def _is_open(self) -> bool:
        try:
            return self.snapshot.workbook.calendar.is_open(self.snapshot.now)
        except CalendarRunOut:
            return False

    def _why_later(self) -> str:
        """Return why something must be tried again soon: the tick ended early, or one thing failed for the moment."""
        troubles = [*self.snapshot.arrivals.troubles.values(), *self.attempts.troubles.values()]
        passing = [one.failure.reason for one in troubles if one.failure.cause is Cause.MOMENT]
        return self.later or next(iter(passing), "") or self._pending_reason()

    def _pending_reason(self) -> str:
        """Return the last failure for the moment, where nothing after it shows that it concerned one thing alone."""
        pending = self.attempts.pending
        return pending.failure.reason if pending else ""

    def _go_on(self, plan: Plan) -> Plan:
        """Decide and act in turn until nothing is left to do; mails go out when nothing else can be done.

        Each pass shows what the one before made possible. Mails come last, because people go on editing meanwhile:
        after other work, the workbook is read again before anything is sent.
        """
        stuck = False
        if not (plan.is_idle or self.snapshot.is_whole):
            self._look_at_all()
            plan = self._decide()
        for _ in range(PASSES):
            if plan.is_idle or self._has_ended or self._is_spent(plan):
                break
            work = self._affordable(plan.without_mails, CALLS_FOR_MAILS)
            if mails_now := stuck or work.is_idle:
                fresh = self._before_mails(plan)
                if fresh is None:
                    break
                # What other work is left over for want of calls must not take those of the mails.
                work = self._affordable(fresh.mails_first, 0)
            nothing_done, wanted = self._act(work), plan.keys
            plan = self._decide()
            # What was kept just now may call for more, such as a report that mails then tell of.
            is_new = any(str(one.key) not in wanted for one in plan.without_mails.effects)
            stuck = nothing_done and not plan.cases and not is_new
            if stuck and mails_now:
                break
        return plan

    def _is_spent(self, plan: Plan) -> bool:
        """Return whether all that is left to do takes more calls than this tick may still make."""
        return self._affordable(plan.mails_first, 0).is_idle and self.left > 0

    def _before_mails(self, plan: Plan) -> Plan | None:
        """Return the plan for the mails: a new one after other work; None where the tick ended.

        Raises:
            SuddenEmptiness: people emptied a tab meanwhile.
        """
        if not (self.done and plan.effects):
            return plan
        with self._ending():
            self._look_at_all()
        return None if self._has_ended else self._decide()

    def _look_at_all(self) -> None:
        """Read the whole workbook as it is now.

        Raises:
            TryLater, NotAllowed, UnreadableWorkbook, WrongHeadings, LedgerLost, SuddenEmptiness: as `sync` says.
        """
        self.snapshot = look_again(self.opened, self.memory, self.snapshot)
        self.job = in_force(self.opened, self.snapshot.workbook.officials)
        hold_to_history(self.snapshot, self.memory)
        if not self.sure:
            emptiness_guard.hold_to_what_was_seen(self.snapshot, self.memory)
        _note_typed(self.job, self.snapshot, self.memory)
        # Whoever is let in now must be known to the tick that may have to shut them out.
        self.memory = succession.begun(self.opened, self.snapshot, self.memory)

    @property
    def _has_ended(self) -> bool:
        return bool(self.later) or self.refusal is not None

    def _affordable(self, plan: Plan, kept: int) -> Plan:
        """Return the plan with only the effects that this tick has calls left for; `kept` calls are for others."""
        chosen: list[Effect] = []
        left = self.calls_left - kept
        waiting = [one for one in plan.effects if self.attempts.failure_of(SetbackName.effect(one.key)) is None]
        for effect in waiting:
            left -= calls_of(effect)
            # What is more than a tick may do at all would else keep everything behind it waiting for ever.
            if left < 0 and (chosen or self.calls_left < CALLS_A_TICK):
                break
            chosen.append(effect)
        self.left = len(waiting) - len(chosen)
        return replace(plan, effects=tuple(chosen))

    def _keep_what_arrived_badly(self) -> None:
        if self.snapshot.arrivals.troubles:
            self._keep(self.snapshot.arrivals.troubles.values())
            self.memory = self.job.ledger.memory()

    def _resume(self) -> None:
        if not self.memory.begun:
            return
        if not self.snapshot.is_whole:
            self._look_at_all()
        acting = Acting.at(self.job, self.memory, self.snapshot.now, self.attempts)
        with self._ending():
            sent = clear_up_begun_mails(self.job, self.attempts, self.snapshot.now)
            self.done += sent
            self.mails += len(sent)
            acting.resume(self.memory)
        if not self._has_ended:
            self.attempts.conclude()
        self.done += acting.done
        self._keep(self.attempts.troubles.values())
        self.memory = self.job.ledger.memory()
        if acting.done:
            # The scans seen may have been dealt with just now; what still lies there is for the next tick.
            self.snapshot = self.snapshot.without_scans

    @contextmanager
    def _ending(self) -> Iterator[None]:
        """End the acting on trouble that concerns everything; what was done is shown all the same."""
        try:
            yield
        except Locked:
            raise
        except TryLater as reason:
            self.later = str(reason)
        except UnusableLedger:
            raise
        except NotAllowed as refusal:
            self.refusal = refusal

    def _decide(self) -> Plan:
        plan = decide(self.snapshot, self.memory, self.job.settings, sure=self.sure, on_bug=self.job.on_bug)
        # Scans and mails are decided about once a tick: what failed then is not met again.
        self.derived |= plan.troubles
        return plan

    def _act(self, plan: Plan) -> bool:
        """Keep what was decided, do what follows; returns whether nothing more could be done."""
        self.registered += [str(case.number) for case in plan.cases if case.number not in self.memory.cases]
        self.job.ledger.save(
            plan.cases,
            self._attributed(plan.events),
            self.snapshot.now,
            statuses=plan.statuses,
            survey=plan.survey_answers,
            shelves=plan.shelves,
            actions=plan.actions,
        )
        if plan.cases:
            cases = Overlaid(self.memory.cases, {case.number: case for case in plan.cases})
            attempt(lambda: look_for_alike(self.job.ledger, cases), self.job.on_bug)
        # What was saved just now are cases; of effects the memory still knows all.
        acting = Acting.at(self.job, self.memory, self.snapshot.now, self.attempts)
        acting.events = {key: self._attributed(events) for key, events in plan.events_of.items()}
        acting.checksums = self.snapshot.arrivals.checksums
        with self._ending():
            acting.do_all(plan.effects)
        if not self._has_ended:
            self.attempts.conclude()
        self.done += acting.done
        self.calls_left -= sum(calls_of(one) for one in plan.effects if str(one.key) in acting.done)
        self.mails += sum(isinstance(one, SendMail) and str(one.key) in acting.done for one in plan.effects)
        self._keep(self.attempts.troubles.values())
        self.memory = self.job.ledger.memory()
        # Scans that were handled are gone from their folder; the snapshot still shows them.
        self.snapshot = self.snapshot.without_scans.with_drafts(acting.drafts)
        return not acting.done

    def _attributed(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Return the events with who made each edit; where that fails, nobody is named."""
        workbook, since, now = self.memory.places[Place.WORKBOOK], self.diary.last, self.snapshot.now
        found = attempt(lambda: attributed(events, self.job, workbook, since, now), self.job.on_bug)
        return events if isinstance(found, Failure) else found

    def _keep_troubles(self, plan: Plan, shown: Shown) -> Mapping[SetbackName, Setback]:
        """Keep what failed in this tick, forget what is over and return all setbacks that remain."""
        troubles = {**self.snapshot.arrivals.troubles, **self.derived, **self.attempts.troubles, **shown.troubles}
        self._keep(troubles.values())
        remaining = frozenset(troubles) | self.snapshot.arrivals.resting | shown.resting | plan.keys
        remaining |= {begun.key for begun in self.job.ledger.begun() if is_resumed(begun.kind)}
        if not self._has_ended:
            looked_into = (*self.snapshot.arrivals.looked_into, *_OF_EACH_TICK)
            forget(self.job.ledger, self.memory.setbacks, lambda name: self._is_over(name, remaining, looked_into))
        return self.job.ledger.setbacks() if troubles or self.memory.setbacks else {}

    def _is_over(
        self, name: SetbackName, remaining: frozenset[str], looked_into: Sequence[Thing | SetbackName]
    ) -> bool:
        """Return whether a setback is over: its thing was looked at, and neither failed nor rests."""
        if name in remaining:
            return False
        match name.thing:
            case Thing.TAKING_IN:
                return name.which in self.memory.responses
            case None:
                return True
            case _:
                return any(map(name.is_within, looked_into))

    def _keep(self, troubles: Iterable[Trouble]) -> None:
        """Keep what failed, each once a tick, so that its warning is beside its row in this same tick."""
        fresh = [one for one in troubles if one.name not in self.kept]
        keep(self.job.ledger, self.memory, fresh, self.snapshot.now)
        self.kept |= {one.name for one in fresh}

    def _note_forms(self) -> None:
        """Remember when the forms were asked; only now, when their answers are safe in the ledger."""
        not_taken_in = [
            one.submitted_at for one in self.snapshot.arrivals.intakes if one.response not in self.memory.responses
        ]
        for form, newest in self.snapshot.arrivals.asked.items():
            self.job.ledger.note_memory(Note.asked(form), self.snapshot.now.isoformat())
            if newest is not None:
                self.job.ledger.note_memory(Note.newest(form), min([newest, *not_taken_in]).isoformat())
            if form in self.snapshot.arrivals.asked_wholly:
                today = self.job.settings.hours.day_of(self.snapshot.now)
                self.job.ledger.note_memory(Note.whole(form), str(today))
            if form in self.snapshot.arrivals.raw_lengths:
                self.job.ledger.note_memory(Note.length(form), str(self.snapshot.arrivals.raw_lengths[form]))
        with self._ending():
            self.attempts.of(SetbackName.LINKS, lambda: links.look_for(self.job, self.memory, self.snapshot))
        mail_arrivals.note(self.job, self.memory, self.snapshot)
        folders = self.snapshot.arrivals.scan_folders
        if folders is not None and folders.text() != self.memory.notes.get(Note.SCAN_FOLDERS, ScanFolders().text()):
            self.job.ledger.note_memory(Note.SCAN_FOLDERS, folders.text())

    def _forget_notes(self) -> None:
        settings = self.job.settings
        today = settings.hours.day_of(self.snapshot.now)
        for name in scanning.notes_to_forget(self.memory, rules_of(settings), today):
            self.job.ledger.forget_note(name)
        for name in drafts.notes_to_forget(self.memory):
            self.job.ledger.forget_note(name)
        for name in mail_news.notes_to_forget(self.memory, self.snapshot.arrivals.incoming.reviewed, today):
            self.job.ledger.forget_note(name)

    def _note_first_seal(self) -> None:
        unshown = self._unshown_history()
        if unshown and Note.SEALED_FROM not in self.memory.notes:
            self.job.ledger.note_memory(Note.SEALED_FROM, str(unshown[0].sequence))

    def _note_tick(self) -> None:
        noted = self.diary.with_tick(self.snapshot.now, self.job.settings.hours.zone, self.mails)
        self.job.ledger.note_memory(Note.TICKS, noted.text())

    def _changes(self, plan: Plan) -> tuple[tuple[Change, ...], Mapping[SetbackName, Trouble]]:
        """Return what makes the workbook show the ledger, and the rows that could not be laid out."""
        return changes_for(
            self.snapshot,
            self.memory,
            plan.views.values(),
            plan.to_do,
            self._unshown_history(),
            self.job.settings,
            self.job.on_bug,
            Resting(plan.moving, plan.at_rest),
        )

    def _show(self, changes: tuple[Change, ...], troubles: Mapping[SetbackName, Trouble]) -> Shown:
        if self.snapshot.workbook.months and not any(one.tab == "months" for one in changes):
            mark = months_mark(self.snapshot, self.memory, self.job.settings)
            if self.memory.notes.get(Note.MONTHS_SHOWN) != mark:
                self.job.ledger.note_memory(Note.MONTHS_SHOWN, mark)
        shown = Shown(troubles=troubles)
        with self._ending():
            self.memory.worked_out.of(LongTabs).wrote(changes)
            shown = show(self.job, self.memory, self.snapshot, changes, shown)
            if shown.wrote and self.memory.notes.get(Note.LOOKUPS_BROKEN):
                self.job.ledger.forget_note(Note.LOOKUPS_BROKEN)
            self._note_links(shown)
            shown = show_answers(self.job, self.memory, self.snapshot.now, shown)
            return offer_services(self.job, self.memory, self.snapshot, shown)
        return shown

    def _note_links(self, shown: Shown) -> None:
        """Remember where the links of Hari Ini lead, once all of them do."""
        if not self.snapshot.workbook.today or not shown.tried_every_row:
            return
        shape = today.links_of(self.snapshot, self.memory, self.job.settings).shape
        if self.memory.notes.get(Note.TODAY) != shape:
            self.job.ledger.note_memory(Note.TODAY, shape)

    def _unshown_history(self) -> tuple[HistoryLine, ...]:
        known, away = self.memory.worked_out, self.snapshot.workbook.away
        shown = known.of(_lines_shown, self.snapshot.workbook.history)
        missing = self.memory.history_length - len(shown) - known.of(_lines_away, shown, away)
        if missing <= 0:
            return ()
        # From the end, for it is new ones that lack: of a long history, only these are looked at.
        backwards = range(self.memory.history_length, 0, -1)
        lacking = (line for line in backwards if line not in shown and not away.holds_line(line))
        lines = self.job.ledger.history(min(islice(lacking, missing)))
        return tuple(one for one in lines if not away.holds_line(one.sequence)) if len(away) else lines


def _lines_shown(history: Table) -> frozenset[Cell]:
    return frozenset(row[0] for row in history[1:] if row and isinstance(row[0], int | float))


def _lines_away(shown: frozenset[Cell], away: Away) -> int:
    """Count the lines that stand in yearly workbooks alone."""
    return away.lines.count(1) - sum(away.holds_line(one) for one in shown) if len(away) else 0


def _plain_cases(plan: Plan) -> Iterator[Case]:
    """Return the complaints about whose rows nothing is to be said."""
    for view in plan.views.values():
        if not (view.warnings or view.relations or view.papers or view.is_broken):
            yield view.case


def _needed_again(plan: Plan, away: Away) -> frozenset[ComplaintNumber]:
    """Return the complaints that are away and whose row people must see again: something happened to them."""
    if not len(away):
        return frozenset()
    waiting = {*plan.to_review, *(one.standing.action.number for one in plan.to_do)}
    return frozenset(
        number
        for number in away.passages
        if (view := plan.views.get(number)) is not None
        and (view.warnings or not view.case.settled or number in waiting)
    )


def _note_typed(job: JobContext, snapshot: Snapshot, memory: Memory) -> None:
    """Note what is known of cells and who holds which office, before anything rests on it."""
    typed = snapshot.workbook
    for known in (typed.dates, typed.numbers, typed.merged):
        for name, text in known.notes(memory.notes).items():
            job.ledger.note_memory(name, text)
    evidence = snapshot.workbook.evidence.note
    if evidence != memory.notes.get(Note.EVIDENCE, ""):
        job.ledger.note_memory(Note.EVIDENCE, evidence)
    officials = snapshot.workbook.officials.note
    if officials and officials != memory.notes.get(Note.OFFICIALS):
        job.ledger.note_memory(Note.OFFICIALS, officials)
    for kind, found in ((CAUSES, snapshot.workbook.causes), (SERVICES, snapshot.workbook.services)):
        if found.note and found.note != memory.notes.get(kind.kept):
            job.ledger.note_memory(kind.kept, found.note)


#: What every tick tries beside effects, or has no need of.
_OF_EACH_TICK = (
    Thing.CASE,
    Thing.ROW,
    Thing.DIGEST,
    Thing.OFFER,
    SetbackName.NEW_IDS,
    SetbackName.WATCHED,
    SetbackName.TEMPLATES,
    SetbackName.LINKS,
)


def _foretold(plan: Plan, snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> TickReport:
    warnings = {str(number): view.warnings for number, view in plan.views.items() if view.warnings}
    return TickReport(
        effects=tuple(str(effect.key) for effect in plan.effects),
        registered=tuple(str(case.number) for case in plan.cases if case.number not in memory.cases),
        warnings=warnings,
        problems=plan.problems,
        refused={name: one.failure.reason for name, one in memory.setbacks.items()},
        changed_cells=False,
        coming=coming_of(plan, memory, rules_of(settings), snapshot.workbook.groups, settings.hours.zone),
        setbacks=tuple(memory.setbacks.values()),
    )
