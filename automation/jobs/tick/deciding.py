"""The signed form as the jobs see it: where it is answered, when it is asked, which of its answers are new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress

from automation.domain.case import Case
from automation.domain.form_decisions import DecidingForm, FormDecision
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.intake.form_decision import CODE, STEP, form_decision_of
from automation.jobs.job_context import JobContext
from automation.ports import FormAnswer, Forms, Refused
from automation.register.other_texts import question_id
from automation.workflow.case_status import CaseStatus
from automation.workflow.form_cells import FORM_PHASES, turn_of

from . import wording

FORM = "decisions"


def form_of(memory: Memory, secret: bytes) -> DecidingForm | None:
    """Return the signed form; None where setup has not made it yet."""
    address = memory.places.get(Place.address(FORM), "")
    code, step = (f"entry.{int(question_id(key), 16)}" for key in (CODE, STEP))
    return DecidingForm(address=address, code=code, step=step, secret=secret) if address else None


def awaited(memory: Memory) -> tuple[str, ...]:
    """Return the form where it can have been answered: none before there was a complaint."""
    return (FORM,) if Place.form(FORM) in memory.places and memory.cases else ()


def heard(memory: Memory) -> frozenset[str]:
    """Return the answers that were looked at, for ever."""
    return memory.worked_out.of(_heard, memory.cases)


def _heard(cases: Mapping[ComplaintNumber, Case]) -> frozenset[str]:
    return frozenset(one.response for case in cases.values() for one in case.heard)


def must_be_signed(forms: Forms, form: str, answers: Iterable[FormAnswer], memory: Memory) -> None:
    """Hold that new answers bear the address of whoever is signed in.

    Raises:
        Refused: somebody changed the form: an address that it takes now may be anybody's.
    """
    known = heard(memory)
    if any(one.response not in known for one in answers) and not forms.asks_to_sign_in(form):
        raise Refused(wording.FORM_NOT_SIGNED)


def fresh(
    decisions: Iterable[FormDecision], cases: Mapping[ComplaintNumber, Case]
) -> Mapping[ComplaintNumber, tuple[FormDecision, ...]]:
    """Return the answers that nobody looked at yet, by complaint, the oldest first."""
    found: dict[ComplaintNumber, list[FormDecision]] = defaultdict(list)
    for one in sorted(decisions, key=lambda one: (one.at, one.response)):
        case = cases.get(one.turn.number)
        if case is not None and all(known.response != one.response for known in case.heard):
            found[one.turn.number].append(one)
    return {number: tuple(theirs) for number, theirs in found.items()}


def link_for(form: DecidingForm | None, case: Case, status: CaseStatus) -> str:
    """Return the link by which the people of a step may decide it; "" where the form does not ask that."""
    if form is None or status.phase not in FORM_PHASES or not status.people:
        return ""
    return form.link_for(turn_of(case))


def all_decisions(job: JobContext, memory: Memory) -> tuple[FormDecision, ...]:
    """Ask the form for everything that was ever decided in it; an answer whose code is none of ours says nothing."""
    id = memory.places.get(Place.form(FORM))
    found = []
    for answer in job.forms.answers(id, None) if id else ():
        with suppress(Refused):
            found.append(form_decision_of(answer, job.code_secret))
    return tuple(found)
