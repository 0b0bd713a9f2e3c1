"""Where a case stands, in the words of the Status tab: what it waits for, on whom, since when, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.groups import Person
from automation.domain.vocabulary import Role, Step, Urgency

from . import disposition, phase_wording, wording
from .case_context import CaseContext
from .holds import on_hold
from .independence import approver_refused, involved, leader_of
from .ownership import officers_of
from .phase import Phase, phase_of

_ROLES = {
    Phase.SORTING: Role.SERVICE_OFFICER,
    Phase.ASK_HEAD: Role.HEAD_OF_OFFICE,
    Phase.CONFIRMATION: Role.HEAD_OF_OFFICE,
    Phase.DECISION: Role.HEAD_OF_OFFICE,
    Phase.LETTER_NUMBER: Role.SERVICE_OFFICER,
    Phase.LETTER: Role.SERVICE_OFFICER,
    Phase.SIGNED_SCAN: Role.SERVICE_OFFICER,
    Phase.SIGNED_PDF: Role.SERVICE_OFFICER,
    Phase.SIGNED_DIFFERS: Role.HEAD_OF_OFFICE,
    Phase.SIGNED_UNREAD: Role.SERVICE_OFFICER,
    Phase.DELIVERY: Role.SERVICE_OFFICER,
    Phase.WAY_OF_DELIVERY: Role.SERVICE_OFFICER,
    Phase.PAPERS: Role.SERVICE_OFFICER,
    Phase.CLOSING: Role.SERVICE_OFFICER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStatus:
    """Where one case stands now.

    Attributes:
        people: who must act; empty when it is closed, on hold, or nobody may.
        responsible: their role and names, for the Status tab.
        task: what they do now, and in which columns.
    """

    phase: Phase
    state: str
    role: Role | None
    people: tuple[Person, ...]
    responsible: str
    since: datetime
    due: datetime | None
    urgency: Urgency
    task: str


def status_of(case: Case, facts: StaffFacts, context: CaseContext) -> CaseStatus:
    """Derive where a case stands; `facts` are without stale cells."""
    phase = phase_of(case, facts, context)
    current = case.current
    if phase is Phase.CLOSED:
        ended = case.closed_at or current.began
        state = case.outcome.value if case.outcome else ""
        return CaseStatus(
            phase=phase,
            state=state,
            role=None,
            people=(),
            responsible="",
            since=ended,
            due=None,
            urgency=Urgency.CLOSED,
            task=phase_wording.TASKS[phase],
        )
    resting = on_hold(case, context.now)
    role = _ROLES.get(phase, Role.GROUP_LEAD)
    people = people_for(role, case, facts, context)
    state = wording.on_hold(facts.hold_reason) if resting else phase_wording.STATES[phase]
    return CaseStatus(
        phase=phase,
        state=state,
        role=role,
        people=() if resting else people,
        responsible=_named(role, people),
        since=current.began,
        due=None if resting else current.due,
        urgency=_urgency(case, context, resting=resting),
        task=phase_wording.TASKS[phase],
    )


def people_for(role: Role, case: Case, facts: StaffFacts, context: CaseContext) -> tuple[Person, ...]:
    """Return the people of a role who may act on this case; deputies step in for those who did the work."""
    match role:
        case Role.SERVICE_OFFICER:
            return officers_of(case.number, facts, context)
        case Role.HEAD_OF_OFFICE:
            return _head(case, facts, context)
        case Role.GROUP_LEAD:
            group = disposition.group_named(case.disposition.group, context.groups) if case.disposition else None
            leader = leader_of(group, facts.workers, context.today, context.known) if group else None
            return (leader,) if leader else ()
        case Role.CUSTOMER:
            return ()


def _head(case: Case, facts: StaffFacts, context: CaseContext) -> tuple[Person, ...]:
    rules = context.rules
    steps_aside = case.current.step is Step.SIGNATURE and involved(rules.head, facts.workers, context.known)
    if steps_aside and rules.head_deputy is not None:
        return (rules.head_deputy,)
    return (rules.head,)


def _named(role: Role, people: tuple[Person, ...]) -> str:
    names = ", ".join(person.name for person in people)
    return f"{role.value}: {names}" if names else wording.nobody_can_act(role.value)


def _urgency(case: Case, context: CaseContext, *, resting: bool) -> Urgency:
    if resting:
        return Urgency.ON_HOLD
    due = case.current.due
    if case.current.ended is not None or due is None:
        return Urgency.IN_TIME
    if context.now > due:
        return Urgency.OVERDUE
    is_soon = context.calendar.are_left_at_most(context.rules.soon, context.now, due)
    return Urgency.SOON if is_soon else Urgency.IN_TIME


def waited_for_in_vain(case: Case, context: CaseContext) -> tuple[str, ...]:
    """Return what of its working group's row in the tab Pokja cannot be read, while a case is with the group."""
    if case.outcome is not None or case.disposition is None or case.current.step >= Step.SIGNATURE:
        return ()
    group = disposition.group_named(case.disposition.group, context.groups)
    return group.faults if group else ()


def blocked(case: Case, facts: StaffFacts, context: CaseContext) -> str:
    """Say why nobody may act on a case, and what to do; "" when somebody may."""
    if case.outcome is not None or case.disposition is None:
        return ""
    group = disposition.group_named(case.disposition.group, context.groups)
    if group is None:
        return wording.group_is_gone(case.disposition.group)
    if leader_of(group, facts.workers, context.today, context.known) is None:
        return wording.nobody_may_lead(group.name)
    if case.current.step is Step.SIGNATURE:
        return approver_refused(facts, context.rules, context.known, case.deciders) if facts.decision else ""
    return ""
