"""Who did the work complained of may not verify or approve its outcome (ISO/IEC 17025:2017 7.9.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.groups import Person, WorkingGroup
from automation.domain.persons import Likeness, may_be_misspelled, names_a_post, same_person, says_nobody
from automation.domain.rules import Rules
from automation.domain.vocabulary import Classification, Duty, Step

from . import wording
from .case_context import CaseContext


def involved(person: Person | str, workers: Iterable[str], known: Iterable[Person] = ()) -> bool:
    """Return whether a person is surely among those who did the work, however both are spelled."""
    return any(found is Likeness.SAME for _, found in _compared(person, workers, known))


def unclear(person: Person | str, workers: Iterable[str], known: Iterable[Person] = ()) -> str:
    """Return the worker who may be this person or another, as written; "" where all is clear."""
    known = tuple(known)
    name = person if isinstance(person, str) else person.name
    return next(
        (
            worker
            for worker, found in _compared(person, workers, known)
            if found is Likeness.PERHAPS or (found is Likeness.OTHER and _is_doubtful(name, worker, known))
        ),
        "",
    )


def _is_doubtful(name: str, worker: str, known: Iterable[Person]) -> bool:
    """Return whether two texts may be of one person after all: by a post that is theirs, or a slip of the pen."""
    if names_a_post(name) or names_a_post(worker):
        return True
    if any(same_person(worker, one.name) is Likeness.SAME for one in known):
        return False
    return may_be_misspelled(name, worker)


def _compared(
    person: Person | str, workers: Iterable[str], known: Iterable[Person]
) -> Iterator[tuple[str, Likeness]]:
    own = () if isinstance(person, str) else (person,)
    written = (
        person if isinstance(person, str) else f"{person.name} <{person.email}>" if person.email else person.name
    )
    people = (*own, *known)
    for worker in workers:
        if not says_nobody(worker):
            yield worker, same_person(written, worker, people)


def leader_of(group: WorkingGroup, workers: Iterable[str], on: date, known: Iterable[Person] = ()) -> Person | None:
    """Return who leads a case on a day; None when nobody may.

    It is the group's lead, or the deputy where the lead did the work or is away. Where no deputy may, a lead who is
    only away stays responsible.
    """
    workers, known = tuple(workers), tuple(known)
    lead = None if involved(group.lead, workers, known) else group.lead
    deputy = None if group.deputy is None or involved(group.deputy, workers, known) else group.deputy
    if lead is None or (group.lead_is_away(on) and deputy is not None):
        return deputy
    return lead


def nobody_is_named(facts: StaffFacts) -> bool:
    """Return whether an appeal does not say yet who took part in the decision: without it nobody can keep away."""
    return facts.classification is Classification.APPEAL and all(map(says_nobody, facts.workers))


def verifier_refused(facts: StaffFacts, known: Iterable[Person] = ()) -> str:
    """Say why the stated verifier may not verify; "" when they may."""
    known = tuple(known)
    if nobody_is_named(facts):
        return wording.APPEALED_DECISION_WANTED
    if involved(facts.verified_by, facts.workers, known):
        return wording.verifier_did_the_work(facts.verified_by)
    if worker := unclear(facts.verified_by, facts.workers, known):
        return wording.verifier_unclear(facts.verified_by, worker)
    return ""


def approver_of(facts: StaffFacts, rules: Rules, deciders: tuple[Person, ...] = ()) -> Person | None:
    """Return who approves: the Kepala Balai, or the named deputy where one is stated; None for anybody else.

    Args:
        facts: the row's.
        rules: as they hold today.
        deciders: who could approve when it was decided, where that is known: what they decided then stays decided.
            Whoever may today, and is stated, counts too.
    """
    stated = facts.decided_by
    people = tuple(dict.fromkeys((*deciders, *approvers_of(rules))))
    for person in people:
        if stated and involved(person, [stated], people):
            return person
    return None if stated else people[0]


def approvers_of(rules: Rules) -> tuple[Person, ...]:
    """Return who may approve: the Kepala Balai or who acts, then the named deputy."""
    return (rules.head, rules.head_deputy) if rules.head_deputy else (rules.head,)


def approver_refused(
    facts: StaffFacts, rules: Rules, known: Iterable[Person] = (), deciders: tuple[Person, ...] = ()
) -> str:
    """Say why the decision may not stand; "" when it may. `deciders` are as in `approver_of`."""
    approver = approver_of(facts, rules, deciders)
    deputy = rules.head_deputy
    if nobody_is_named(facts):
        return wording.APPEALED_DECISION_WANTED
    if approver is None:
        named = f"{rules.head.name} atau {deputy.name}" if deputy else rules.head.name
        return wording.not_an_approver(name=facts.decided_by, approvers=named)
    known = tuple(known)
    if not involved(approver, facts.workers, known):
        worker = unclear(approver, facts.workers, known)
        return wording.approver_unclear(approver.name, worker) if worker else ""
    if deputy is None or involved(deputy, facts.workers, known):
        return wording.no_approver_left(approver.name)
    return wording.deputy_must_approve(approver=approver.name, deputy=deputy.name)


def with_deciders(case: Case, cells: Mapping[str, str], rules: Rules) -> Case:
    """Return a case with who could approve, where a decision was made or made anew in its row.

    Args:
        case: as it was before the edit.
        cells: the row's cells now, as kept text.
        rules: as they held then.
    """
    changed = {key for key in ("decision", "decision_note") if case.cells.get(key, "") != cells.get(key, "")}
    # Another note renews a decision that counted no more.
    decides = "decision" in changed or ("decision" in case.stale and bool(changed))
    return replace(case, deciders=approvers_of(rules)) if decides else case


def approver_behind(lead: Case, context: CaseContext) -> Person | None:
    """Return who approved the letter of a case that answers others too; None where nobody who may did."""
    facts = StaffFacts(decided_by=lead.cells.get("decided_by", ""))
    return approver_of(facts, context.rules, lead.deciders)


def dependent(case: Case, facts: StaffFacts, context: CaseContext) -> Iterator[tuple[Duty, str]]:
    """Return who verified or approved although they surely did the work; what was done is judged anew each time."""
    for duty, person in _on_duty(case, facts, context):
        if involved(person, facts.workers, context.known):
            yield duty, _named(person)


def doubtful(case: Case, facts: StaffFacts, context: CaseContext) -> Iterator[tuple[Duty, str, str]]:
    """Return who verified or approved, and the worker, as written, who may be they or somebody else."""
    for duty, person in _on_duty(case, facts, context):
        worker = unclear(person, facts.workers, context.known)
        if worker and not involved(person, facts.workers, context.known):
            yield duty, _named(person), worker


def _on_duty(case: Case, facts: StaffFacts, context: CaseContext) -> Iterator[tuple[Duty, Person | str]]:
    """Return who has verified and who has approved, as far as the case has come."""
    if case.current.step > Step.VERIFICATION and facts.verified_by:
        yield Duty.VERIFICATION, facts.verified_by
    then = replace(context.rules, head=context.head_then) if context.head_then else context.rules
    lead = context.lead if context.joint_source(case.letter_sequence) else None
    approver = None
    if case.current.step is Step.DELIVERY:
        approver = approver_behind(lead, context) if lead else approver_of(facts, then, case.deciders)
    if approver is not None:
        yield Duty.APPROVAL, approver


def _named(person: Person | str) -> str:
    return person if isinstance(person, str) else person.name


def workers_wanted(case: Case, facts: StaffFacts) -> str:
    """Ask who did the work, from the review until the reply is signed; "" where it is stated."""
    is_asked = case.outcome is None and Step.REVIEW <= case.current.step <= Step.SIGNATURE
    if is_asked and nobody_is_named(facts):
        return wording.APPEALED_DECISION_WANTED
    return wording.WORKERS_WANTED if is_asked and not facts.workers else ""
