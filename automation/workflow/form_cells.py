"""What the signed form says in place of cells: it counts where a cell is empty, or says what no longer counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from automation.domain.case import Case, Event
from automation.domain.complaint import StaffFacts
from automation.domain.form_decisions import (
    DECIDED_IN_FORM,
    FormCell,
    FormDecision,
    FormRefusal,
    HeardAnswer,
    Turn,
)
from automation.domain.groups import Person
from automation.domain.happenings import FilledByForm, FormAnswerRefused
from automation.domain.rules import Rules
from automation.domain.vocabulary import Role, Step

from . import stale_cells
from .independence import approvers_of
from .phase import Phase

#: Who may decide at each of its steps.
ROLES: Mapping[Step, Role] = {
    Step.SORTING: Role.SERVICE_OFFICER,
    Step.VERIFICATION: Role.GROUP_LEAD,
    Step.SIGNATURE: Role.HEAD_OF_OFFICE,
}
#: What is decided in the form, by what a case waits for.
FORM_PHASES = frozenset({Phase.SORTING, Phase.VERIFICATION, Phase.DECISION})


@dataclass(frozen=True, slots=True)
class CellsInForce:
    """A case with what its cells say, those that the form stands for among them."""

    case: Case
    cells: Mapping[str, str]


def turn_of(case: Case) -> Turn:
    """Return the turn that a case is in, with the version that Status names where a letter is decided."""
    step = case.current.step
    version = case.draft.content.seal.name if case.draft and step is Step.SIGNATURE else ""
    return Turn(number=case.number, step=step, round=case.round_of(step), version=version)


def torn_in(case: Case, cells: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the columns in which an answer that counts and the cell itself say different things."""
    said = case.cells if cells is None else cells
    return tuple(key for key, one in case.by_form.items() if said.get(key, "") != one.text)


def in_force(case: Case, sheet: Mapping[str, str]) -> CellsInForce:
    """Return what the cells of a row say, with what the form says in place of those that are empty or stale.

    What a person writes there later is held against it while the turn lasts, and counts by itself afterwards.
    """
    if not case.by_form:
        return CellsInForce(case, sheet)
    cells, kept, stale = dict(sheet), dict(case.by_form), case.stale
    for key, one in case.by_form.items():
        shown = sheet.get(key, "")
        if shown in ("", one.base):
            cells[key] = one.text
        elif shown == one.text or not _is_now(case, one):
            del kept[key]
            if stale.get(key) == shown:  # The very word that the form had said, written into the cell.
                stale = stale_cells.without_group_of(stale, key)
    if kept != dict(case.by_form):
        case = replace(case, by_form=kept, stale=stale)
    return CellsInForce(case, cells)


def _is_now(case: Case, one: FormCell) -> bool:
    return case.outcome is None and case.current.step is one.step and case.round_of(one.step) == one.round


def facts_without(facts: StaffFacts, torn: Iterable[str]) -> StaffFacts:
    """Return the facts as if the cells that are contradicted were empty."""
    return stale_cells.without(facts, dict.fromkeys(torn, ""))


def heard(
    case: Case,
    decision: FormDecision,
    sheet: Mapping[str, str],
    people: Iterable[Person],
    rules: Rules,
    headings: Mapping[str, str],
) -> tuple[Case, tuple[Event, ...]]:
    """Take in one answer, for ever.

    Args:
        case: as it stands, with what earlier answers said.
        decision: the answer.
        sheet: what the row itself says.
        people: who may act at the step that the case is in.
        rules: the office's.
        headings: what people call each column.
    """
    person = next((one for one in people if one.email.strip().casefold() == decision.by), None)
    said = {key: text for key in DECIDED_IN_FORM.get(decision.turn.step, ()) if (text := decision.cells.get(key, ""))}
    refused = _refusal(case, decision, person, said)
    answer = HeardAnswer(decision.response, decision.by, decision.turn.step, refused)
    case = replace(case, heard=(*case.heard, answer))
    if refused is not None or person is None:
        # A case that is over has somebody to be told again.
        told = Event(case.number, FormAnswerRefused(decision.by, refused or FormRefusal.STRANGER))
        return replace(case, settled=False), (told,)
    said |= _signed_by(person, decision.turn.step, rules)
    events = tuple(
        Event(case.number, FilledByForm(headings[key], person.name, case.cells.get(key, ""), text))
        for key, text in said.items()
    )
    filled = {key: _cell(case, decision, key, text, sheet) for key, text in said.items()}
    case = replace(
        case,
        by_form={**case.by_form, **filled},
        cells={**case.cells, **said},
        stale={key: text for key, text in case.stale.items() if key not in said},
    )
    if "decision" in said and case.draft is not None:
        case = replace(case, decided_on=case.draft.content.seal.digest, deciders=approvers_of(rules))
    return case, events


def _refusal(
    case: Case, decision: FormDecision, person: Person | None, said: Mapping[str, str]
) -> FormRefusal | None:
    now, then = turn_of(case), decision.turn
    if case.outcome is not None or (now.step, now.round) != (then.step, then.round):
        return FormRefusal.MOVED
    if now.version != then.version:
        return FormRefusal.VERSION
    if person is None:
        return FormRefusal.STRANGER
    return None if said else FormRefusal.EMPTY


def _signed_by(person: Person, step: Step, rules: Rules) -> Mapping[str, str]:
    """Return the cells that name who decided: the form knows by whose address it was sent."""
    if step is Step.VERIFICATION:
        return {"verified_by": person.name}
    is_deputy = step is Step.SIGNATURE and person.email.casefold() != rules.head.email.casefold()
    return {"decided_by": person.name} if is_deputy else {}


def _cell(case: Case, decision: FormDecision, key: str, text: str, sheet: Mapping[str, str]) -> FormCell:
    """Return what stands in place of a cell: what that says itself counts against it, unless it counted no more."""
    shown, before = sheet.get(key, ""), case.by_form.get(key)
    is_open = shown == case.stale.get(key) or (before is not None and shown == before.base)
    turn = decision.turn
    return FormCell(text=text, base=shown if is_open else "", by=decision.by, step=turn.step, round=turn.round)
