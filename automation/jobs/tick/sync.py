"""`sync`: one tick. Gather, decide, act, and show the outcome in the workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from automation.domain.calendar import CalendarRunOut
from automation.domain.effects import SendMail
from automation.domain.memory import HistoryLine, Memory
from automation.jobs.desk import Desk
from automation.jobs.explaining.forecast import Coming, coming_of
from automation.jobs.office_view import rules_of
from automation.jobs.post import news as post_news
from automation.jobs.post import reading as post_reading
from automation.jobs.telling.unsent import settle_mails
from automation.jobs.tick import brake, links, scanning
from automation.jobs.tick.act import Acting
from automation.jobs.tick.attribution import attributed
from automation.jobs.tick.decide import Plan, decide, hold_to_history
from automation.jobs.tick.gather import gather, look_again
from automation.jobs.tick.looking import resting
from automation.jobs.tick.project import LOOKUPS_BROKEN, changes_for
from automation.jobs.tick.room import make_room
from automation.jobs.tick.snapshot import Snapshot
from automation.jobs.watch.diary import NOTE, SEALED_FROM, diary_of
from automation.ports import TryLater
from automation.settings.values import OfficeSettings

#: One effect makes the next possible (a draft, then its PDF, then its mail); a tick follows the chain so far.
PASSES = 12


class NotSetUp(Exception):
    """There is no workbook yet; the text says what to do. Exit status 2."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tick did, or with `dry_run` would do.

    Attributes:
        effects: printed keys of the effects done (or planned), in order.
        registered: numbers of the complaints taken in.
        warnings: by complaint number, what stands beside its row.
        problems: what concerns the office as a whole: a person is needed.
        refused: effects that could not be done, with what to do.
        later: why the tick stopped early; "" when it did not.
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

    @property
    def exit_status(self) -> int:
        """0 done, 1 a person is needed, 3 try later."""
        if self.later:
            return 3
        return 1 if self.problems or self.refused else 0


def sync(desk: Desk, now: datetime, *, dry_run: bool = False, sure: bool = False) -> Outcome:
    """Bring the workspace in line with the facts, once.

    Raises:
        NotSetUp: `setup` was never run.
        Locked: another tick is running.
        TryLater, NotAllowed, UnreadableWorkbook, WrongHeadings, LedgerLost, SuddenEmptiness: nothing was done.
        AskedToStop: what is done is kept; the workbook shows it after the next tick.
    """
    with desk.ledger.lock(), resting(desk.sandbox):
        memory = desk.ledger.memory()
        if "workbook" not in memory.places:
            raise NotSetUp("Kantor ini belum disiapkan. Jalankan `python main.py setup` lebih dahulu.")
        snapshot = gather(desk, memory, now)
        hold_to_history(snapshot, memory)
        if not sure:
            brake.hold_to_what_was_seen(snapshot, memory)
        if dry_run:
            return _foretold(decide(snapshot, memory, desk.settings, sure=sure), snapshot, memory, desk.settings)
        for name, count in brake.newly_seen(snapshot, memory).items():
            desk.ledger.note_memory(name, count)
        memory = post_reading.begin(desk, memory, now)
        return _Tick(desk, snapshot, memory, sure=sure).run()


class _Tick:
    """One tick on its way: passes of deciding and acting, then one write to the workbook."""

    def __init__(self, desk: Desk, snapshot: Snapshot, memory: Memory, *, sure: bool) -> None:
        self.desk = desk
        self.snapshot = snapshot
        self.memory = memory
        self.sure = sure
        self.done: list[str] = []
        self.refused: dict[str, str] = {}
        self.registered: list[str] = []
        self.later = ""
        self.mails = 0
        self.diary = diary_of(memory.notes)

    def run(self) -> Outcome:
        self._resume()
        plan = self._go_on(self._decide())
        self._note_forms()
        self._forget_settled()
        self._note_first_seal()
        wrote = self._show(plan)
        self._note_tick()
        warnings = {str(number): view.warnings for number, view in plan.views.items() if view.warnings}
        return Outcome(
            tuple(self.done),
            tuple(self.registered),
            warnings,
            plan.problems,
            self.refused,
            wrote,
            self.later,
            office_open=self._is_open(),
        )

    def _is_open(self) -> bool:
        try:
            return self.snapshot.calendar.is_open(self.snapshot.now)
        except CalendarRunOut:
            return False

    def _go_on(self, plan: Plan) -> Plan:
        """Decide and act in turn until nothing is left to do; mails go out when nothing else can be done.

        Each round shows what the one before made possible. A mail waits for its turn because people go on meanwhile:
        where other work took its time, the workbook is looked at again before anybody is told what it said.
        """
        stuck = False
        for _ in range(PASSES):
            if plan.is_idle or self.later:
                break
            work = plan.without_mails
            mails_now = stuck or work.is_idle
            if mails_now and self.done and plan.effects:
                self.snapshot = look_again(self.desk, self.memory, self.snapshot)
                if not self.sure:
                    brake.hold_to_what_was_seen(self.snapshot, self.memory)
                plan = self._decide()
            nothing_done = self._act(plan if mails_now else work)
            plan = self._decide()
            stuck = nothing_done and not plan.cases
            if stuck and mails_now:
                break
        return plan

    def _resume(self) -> None:
        if not self.memory.begun:
            return
        acting = Acting.at(self.desk, self.memory, self.snapshot.now)
        try:
            settled = settle_mails(self.desk)
            self.done += settled
            self.mails += len(settled)
            acting.resume()
        except TryLater as reason:
            self.later = str(reason)
        self.done += acting.done
        self.memory = self.desk.ledger.memory()
        if acting.done:
            # The scans seen may have been dealt with just now; what still lies there is for the next tick.
            self.snapshot = replace(self.snapshot, scans=())

    def _decide(self) -> Plan:
        return decide(self.snapshot, self.memory, self.desk.settings, sure=self.sure)

    def _act(self, plan: Plan) -> bool:
        """Keep what was decided, do what follows; tell whether nothing more could be done."""
        self.registered += [str(case.number) for case in plan.cases if case.number not in self.memory.cases]
        statuses = {number: view.standing.state for number, view in plan.views.items()}
        events = attributed(
            plan.events, self.desk, self.memory.places["workbook"], self.diary.last, self.snapshot.now
        )
        self.desk.ledger.save(plan.cases, events, self.snapshot.now, statuses=statuses, survey=plan.survey_answers)
        # What was saved just now are cases; of effects the memory still knows all.
        acting = Acting.at(self.desk, self.memory, self.snapshot.now)
        acting.refused |= self.refused
        acting.events = plan.events_of
        try:
            acting.do_all(plan.effects)
        except TryLater as reason:
            self.later = str(reason)
        self.done += acting.done
        self.mails += sum(isinstance(one, SendMail) and str(one.key) in acting.done for one in plan.effects)
        self.refused = acting.refused
        self.memory = self.desk.ledger.memory()
        # Scans that were handled are gone from their folder; the snapshot still shows them.
        self.snapshot = replace(self.snapshot, scans=())
        return not acting.done

    def _note_forms(self) -> None:
        """Remember when the forms were asked; only now, when their answers are safe in the ledger."""
        for form, newest in self.snapshot.asked.items():
            self.desk.ledger.note_memory(f"forms.asked.{form}", self.snapshot.now.isoformat())
            if newest is not None:
                self.desk.ledger.note_memory(f"forms.newest.{form}", newest.isoformat())
            if form in self.snapshot.raw_lengths:
                self.desk.ledger.note_memory(f"forms.length.{form}", str(self.snapshot.raw_lengths[form]))
        links.look_for(self.desk, self.memory, self.snapshot)
        post_reading.note(self.desk, self.memory, self.snapshot.post)

    def _forget_settled(self) -> None:
        settings = self.desk.settings
        today = self.snapshot.now.astimezone(settings.hours.zone).date()
        for name in scanning.settled(self.memory, rules_of(settings), today):
            self.desk.ledger.forget_note(name)
        for name in post_news.settled(self.memory, self.snapshot.post.reviewed, today):
            self.desk.ledger.forget_note(name)

    def _note_first_seal(self) -> None:
        unshown = self._unshown_history()
        if unshown and SEALED_FROM not in self.memory.notes:
            self.desk.ledger.note_memory(SEALED_FROM, str(unshown[0].sequence))

    def _note_tick(self) -> None:
        noted = self.diary.with_tick(self.snapshot.now, self.desk.settings.hours.zone, self.mails)
        self.desk.ledger.note_memory(NOTE, noted.text())

    def _show(self, plan: Plan) -> bool:
        changes = changes_for(
            self.snapshot,
            self.memory,
            plan.views.values(),
            self._unshown_history(),
            self.desk.settings,
        )
        if changes:
            try:
                make_room(self.desk, self.memory, self.snapshot, changes)
                self.desk.workbook.write(changes)
                if self.memory.notes.get(LOOKUPS_BROKEN):
                    self.desk.ledger.forget_note(LOOKUPS_BROKEN)
            except TryLater as reason:
                self.later = self.later or str(reason)
        return bool(changes)

    def _unshown_history(self) -> tuple[HistoryLine, ...]:
        shown = {row[0] for row in self.snapshot.history[1:] if row}
        if len(shown) >= self.memory.history_length:
            return ()
        first = next(n for n in range(1, self.memory.history_length + 1) if n not in shown)
        return self.desk.ledger.history(first)


def _foretold(plan: Plan, snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> Outcome:
    warnings = {str(number): view.warnings for number, view in plan.views.items() if view.warnings}
    return Outcome(
        tuple(str(effect.key) for effect in plan.effects),
        tuple(str(case.number) for case in plan.cases if case.number not in memory.cases),
        warnings,
        plan.problems,
        {},
        changed_cells=False,
        coming=coming_of(plan, memory, rules_of(settings), snapshot.groups),
    )
