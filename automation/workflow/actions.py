"""Where an action stands: planned, at work, done and called effective for now, checked later, or to be reviewed.

Who did an action does not check it. What step 7 calls effective within its three days holds until the later check.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from enum import Enum

from automation.domain.actions import Action, ActionFacts, ActionKind, Check, CheckResult
from automation.domain.case import Case
from automation.domain.dates import local_day
from automation.domain.groups import Person
from automation.domain.numbers import ComplaintNumber
from automation.domain.persons import Likeness, same_person
from automation.domain.vocabulary import Outcome

from . import wording
from .effectiveness import effective_rounds

#: The cells that a review makes stale.
OF_THE_CHECK = ("result", "note", "checked_by")
#: So many days after its matter came back an action is to be reviewed.
REVIEW_WITHIN = timedelta(days=7)


class ActionState(Enum):
    """What an action waits for."""

    FREE = "free"
    TO_PLAN = "to_plan"
    AT_WORK = "at_work"
    PROVISIONAL = "provisional"
    TO_REVIEW = "to_review"
    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"
    OVER = "over"

    @property
    def is_open(self) -> bool:
        """Whether somebody has something to do."""
        return self in (
            ActionState.TO_PLAN,
            ActionState.AT_WORK,
            ActionState.PROVISIONAL,
            ActionState.TO_REVIEW,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStanding:
    """Where an action stands.

    Attributes:
        due: until when it is to be done or checked; None where nobody says.
        advice: what is out of order, for people to read.
    """

    action: Action
    facts: ActionFacts
    state: ActionState
    due: date | None = None
    advice: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What is to be done, as people wrote it, or as step 6 decided it."""
        return self.facts.what or self.action.stated

    @property
    def shown(self) -> str:
        """What Status says of it: no names."""
        told = wording.action_state(self.state.value, self.due)
        return f"{self.action.name.code} ({self.action.kind.value}): {told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the standing of an action depends on besides its row.

    Attributes:
        case: its complaint; None where it has none.
        check_after: so many days after it was done it is checked, where nobody says when.
        known: everybody whom the office knows.
    """

    case: Case | None
    today: date
    zone: tzinfo
    check_after: int
    known: tuple[Person, ...] = ()


def standing_of(action: Action, facts: ActionFacts, around: Surroundings) -> ActionStanding:
    """Return where an action stands; `facts` are its cells, read."""
    if _is_over(action, around.case):
        return ActionStanding(action=action, facts=facts, state=ActionState.OVER)
    if action.number is None and not any(action.cells.values()):
        return ActionStanding(action=action, facts=facts, state=ActionState.FREE)
    done = done_on(action, facts, around.case, around.zone)
    is_done = done is not None and done <= around.today
    advice = tuple(filter(None, _out_of_order(action, facts, around, done)))
    counts = is_done and not _is_stale(action) and not _check_refused(facts, around)
    result = facts.result if counts else None
    if result is not None:
        state = ActionState.EFFECTIVE if result is CheckResult.EFFECTIVE else ActionState.INEFFECTIVE
        return ActionStanding(action=action, facts=facts, state=state, advice=advice)
    state, due = _awaited(action, facts, around)
    return ActionStanding(action=action, facts=facts, state=state, due=due, advice=advice)


def _awaited(action: Action, facts: ActionFacts, around: Surroundings) -> tuple[ActionState, date | None]:
    if reviews := action.standing_reviews():
        return ActionState.TO_REVIEW, reviews[-1].since + REVIEW_WITHIN
    done = done_on(action, facts, around.case, around.zone)
    if done is not None and done <= around.today:
        return ActionState.PROVISIONAL, check_due(facts, done, around.check_after)
    planned = facts.owner and facts.due and (facts.what or action.stated)
    return (ActionState.AT_WORK if planned else ActionState.TO_PLAN), facts.due


def _is_over(action: Action, case: Case | None) -> bool:
    """Return whether another round took its place, or its complaint ended otherwise than with a reply."""
    if case is None:
        return False
    if case.outcome not in (None, Outcome.SETTLED):
        return True
    return bool(case.decided) and action.place < case.decided[-1].round


def done_on(action: Action, facts: ActionFacts, case: Case | None, zone: tzinfo) -> date | None:
    """Return since when an action is done: as its row says, or as step 7 called it effective for now."""
    called = effective_rounds(case).get(action.place) if case else None
    return facts.done_on or (local_day(called, zone) if called else None)


def check_due(facts: ActionFacts, done: date, check_after: int) -> date:
    """Return on which day an action that is done is to be checked: as its row says, or so many days after."""
    return facts.check_on or done + timedelta(days=check_after)


def with_check(action: Action, standing: ActionStanding, today: date) -> Action:
    """Return an action with what its check found, once for each turn; one that counts no more is forgotten."""
    turn = len(action.standing_reviews())
    kept = next((one for one in action.checks if one.turn == turn), None)
    found = _FOUND.get(standing.state)
    if standing.state is ActionState.OVER or (kept.result if kept else None) is found:
        return action
    others = tuple(one for one in action.checks if one.turn != turn)
    return replace(action, checks=(*others, Check(today, found, turn)) if found else others)


def without_reviews(action: Action, because: ComplaintNumber, today: date) -> Action:
    """Return an action without those of its reviews that one complaint brought and that nobody has done.

    What its check said before them counts again, unless another review has still to be done.
    """
    waiting = [one for turn, one in enumerate(action.standing_reviews(), 1) if not action.is_reviewed(turn)]
    dropped = [one for one in waiting if one.because == because]
    if not dropped:
        return action
    reviews = tuple(replace(one, dropped=today) if one in dropped else one for one in action.reviews)
    return replace(action, reviews=reviews, stale=action.stale if len(waiting) > len(dropped) else {})


_FOUND = {ActionState.EFFECTIVE: CheckResult.EFFECTIVE, ActionState.INEFFECTIVE: CheckResult.INEFFECTIVE}


def _is_stale(action: Action) -> bool:
    return bool(action.stale) and all(action.cells.get(key, "") == text for key, text in action.stale.items())


def _out_of_order(action: Action, facts: ActionFacts, around: Surroundings, done: date | None) -> Iterable[str]:
    code = action.key
    if facts.done_on and facts.done_on > around.today:
        yield wording.action_done_in_future(code)
    if facts.result and not _is_stale(action):
        yield wording.checked_before_done(code) if done is None else ""
        yield _check_refused(facts, around, code)
    if action.number is None and not facts.what:
        yield wording.action_without_words(code)


def _check_refused(facts: ActionFacts, around: Surroundings, code: str = "") -> str:
    """Say why a check does not count; "" where it does."""
    if facts.result is None:
        return ""
    if not facts.checked_by:
        return wording.check_without_name(code)
    if not facts.owner:
        return ""
    match same_person(facts.checked_by, facts.owner, around.known):
        case Likeness.SAME:
            return wording.checked_by_owner(code, facts.checked_by)
        case Likeness.PERHAPS:
            return wording.checker_unclear(code, facts.checked_by)
        case _:
            return ""


def owner_in(facts: ActionFacts, known: Iterable[Person]) -> Person | None:
    """Return who is responsible, with an address, where the office knows one; None where nobody is sure."""
    if not facts.owner:
        return None
    people = tuple(known)
    found = [one for one in people if same_person(facts.owner, f"{one.name} <{one.email}>", people) is Likeness.SAME]
    return found[0] if len(dict.fromkeys(one.email.casefold() for one in found)) == 1 else None


def is_checker(person: Person, facts: ActionFacts, known: Iterable[Person]) -> bool:
    """Return whether a person may check an action: surely somebody else than who is responsible for it."""
    return not facts.owner or same_person(facts.owner, f"{person.name} <{person.email}>", known) is Likeness.OTHER


def stated_in(case: Case, kind: ActionKind, round: int) -> str:
    """Return what step 6 said in a round; as its row says it, where nobody kept it."""
    kept = next((one for one in case.decided if one.round == round), None)
    if kept is not None:
        return kept.of(kind)
    return case.cells.get("corrective_action" if kind is ActionKind.CORRECTIVE else "preventive_action", "")
