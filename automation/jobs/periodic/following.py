"""What became of actions by the end of a period, and which matters came back in it, counted from the ledger.

An action stands at the end of a period as it stood then: what was done or found later belongs to a later period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta, tzinfo

from automation.domain.actions import Action, ActionFacts, Check, CheckResult
from automation.domain.case import Case
from automation.domain.dates import local_day
from automation.domain.memory import Memory
from automation.domain.vocabulary import Outcome, YesNo
from automation.register.actions_tab import action_facts
from automation.register.schema import tabs
from automation.report.followed import Awaited, Followed, FollowedActions, OpenAction, Recurrences
from automation.report.period import Period
from automation.settings.values import OfficeSettings
from automation.workflow.actions import REVIEW_WITHIN, check_due, done_on


def followed(memory: Memory, settings: OfficeSettings, period: Period, today: date | None = None) -> Followed:
    """Return what became of actions in a period, and which matters came back in it.

    Args:
        memory: what the ledger remembers.
        settings: the office's.
        period: the one that is told of.
        today: the office's date, up to which a period that is not over is told; None for one that is.
    """
    last = min(period.last_day, today or period.last_day)
    # Of a day that is not over yet nobody is late.
    over = last if today is None or today > last else last - timedelta(days=1)
    counting = _Counting(memory, settings, period, last, over)
    return Followed(counting.actions(), _recurrences(memory.cases.values(), period, settings.hours.zone))


class _Counting:
    """All actions, seen from the end of one period: `last` is the last day that is told of, `over` the last past."""

    def __init__(self, memory: Memory, settings: OfficeSettings, period: Period, last: date, over: date) -> None:
        self.memory = memory
        self.period = period
        self.last = last
        self.over = over
        self.zone = settings.hours.zone
        self.check_after = settings.handling.check_after
        self.listed = {
            (action.number, action.kind, action.place): action.listed_on for action in memory.actions.values()
        }

    def actions(self) -> FollowedActions:
        used = [one for one in self.memory.actions.values() if one.number is not None or any(one.cells.values())]
        done = [self._done(action, self._facts(action)) for action in used]
        checks = [check for action in used for check in action.checks if check.on in self.period]
        return FollowedActions(
            listed=sum(action.listed_on in self.period for action in used),
            done=sum(day is not None and day in self.period for day in done),
            effective=sum(check.result is CheckResult.EFFECTIVE for check in checks),
            ineffective=sum(check.result is CheckResult.INEFFECTIVE for check in checks),
            reviewed=sum(
                review.since in self.period for action in used for review in action.standing_reviews(self.last)
            ),
            left=tuple(self._left(used)),
        )

    def _facts(self, action: Action) -> ActionFacts:
        return action_facts(tabs()["actions"], action.cells, self.zone)[0]

    def _done(self, action: Action, facts: ActionFacts) -> date | None:
        return done_on(action, facts, self._case(action), self.zone)

    def _case(self, action: Action) -> Case | None:
        return self.memory.cases.get(action.number) if action.number else None

    def _left(self, actions: Iterable[Action]) -> Iterator[OpenAction]:
        for action in actions:
            if action.listed_on > self.last or self._is_over(action):
                continue
            awaited = self._awaited(action)
            if awaited is not None:
                kind, due = awaited
                late = due is not None and due <= self.over
                yield OpenAction(action.key, action.kind.value, kind, due, late)

    def _awaited(self, action: Action) -> tuple[Awaited, date | None] | None:
        facts = self._facts(action)
        reviews = action.standing_reviews(self.last)
        if any(_counts(check, len(reviews), self.last) for check in action.checks):
            return None
        if reviews:
            return Awaited.REVIEW, reviews[-1].since + REVIEW_WITHIN
        done = self._done(action, facts)
        if done is not None and done <= self.last:
            return Awaited.CHECK, check_due(facts, done, self.check_after)
        return Awaited.WORK, facts.due

    def _is_over(self, action: Action) -> bool:
        """Return whether another round had taken its place, or its complaint had ended without a reply."""
        case = self._case(action)
        if case is None:
            return False
        followed = self.listed.get((action.number, action.kind, action.place + 1))
        return (followed is not None and followed <= self.last) or self._how_ended(case) not in (
            None,
            Outcome.SETTLED,
        )

    def _how_ended(self, case: Case) -> Outcome | None:
        """Return how a complaint had ended at the end of the period; None where it was open then."""
        for former in case.former_ends:
            if local_day(former.at, self.zone) <= self.last < local_day(former.until, self.zone):
                return former.outcome
        is_over = case.closed_at is not None and local_day(case.closed_at, self.zone) <= self.last
        return case.outcome if is_over else None


def _counts(check: Check, turn: int, last: date) -> bool:
    return check.turn >= turn and check.on <= last


def _recurrences(cases: Iterable[Case], period: Period, zone: tzinfo) -> Recurrences:
    found = [(case, case.recurrence) for case in cases if case.recurrence]
    answered = [
        (case, one) for case, one in found if one.stated and (one.stated_on or _received(case, zone)) in period
    ]
    return Recurrences(
        stated=tuple((case.number, one.of) for case, one in answered if one.stated is YesNo.YES),
        denied=sum(one.stated is YesNo.NO for _, one in answered),
        suspected=sum(
            (one.suspected_on or _received(case, zone)) in period
            and (one.stated is None or bool(one.stated_on and one.stated_on > period.last_day))
            for case, one in found
        ),
    )


def _received(case: Case, zone: tzinfo) -> date:
    """Return the day that stands for one that was not kept."""
    return local_day(case.stated.received_at, zone)
