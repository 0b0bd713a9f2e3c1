"""Step 3: which working group handles a complaint. In doubt, the Kepala Balai is asked; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.groups import Person, WorkingGroup
from automation.domain.vocabulary import Classification, Step

from . import wording
from .case_context import CaseContext
from .independence import leader_of


@dataclass(frozen=True, slots=True)
class Assigned:
    """Exactly one group handles the service."""

    group: WorkingGroup


@dataclass(frozen=True, slots=True)
class AskHead:
    """The table gives no answer; the Kepala Balai is asked, with the reason."""

    reason: str


def routed(service: str, groups: Sequence[WorkingGroup]) -> Assigned | AskHead:
    """Look a service up in the routing table (the Pokja tab)."""
    match [group for group in groups if _handles(group, service)]:
        case [only]:
            return Assigned(only)
        case []:
            return AskHead(wording.no_group_for(service or "(kosong)"))
        case several:
            names = ", ".join(group.name for group in several)
            return AskHead(wording.several_groups_for(count=len(several), service=service, names=names))


def routed_by(facts: StaffFacts, groups: Sequence[WorkingGroup]) -> Assigned | AskHead:
    """Look up who handles a complaint, or an appeal: that goes to a group marked for it which had no part in it."""
    if facts.classification is not Classification.APPEAL:
        return routed(facts.service, groups)
    match [group for group in groups if not appeal_refused(group, facts)]:
        case [only]:
            return Assigned(only)
        case []:
            return AskHead(wording.NO_GROUP_FOR_APPEALS)
        case several:
            return AskHead(wording.several_groups_for_appeals(", ".join(group.name for group in several)))


def appeal_refused(group: WorkingGroup, facts: StaffFacts) -> str:
    """Say why a group may not handle an appeal; "" where it may, and of what is none."""
    if facts.classification is not Classification.APPEAL:
        return ""
    if not group.hears_appeals:
        return wording.hears_no_appeals(group.name)
    return wording.took_the_decision(group.name, facts.service) if _handles(group, facts.service) else ""


def supporters(case: Case, facts: StaffFacts, context: CaseContext) -> tuple[tuple[WorkingGroup, Person], ...]:
    """Return the working groups that support the one in charge of an open case, each with who leads it now."""
    held = case.disposition
    if held is None or case.outcome is not None:
        return ()
    groups = (group_named(name, context.groups) for name in facts.supporting_groups if name != held.group)
    led = ((group, leader_of(group, facts.workers, context.today, context.known)) for group in groups if group)
    return tuple((group, leader) for group, leader in led if leader)


def former_group(case: Case, group: str) -> str:
    """Return which other group handles a case before it is given to a group; "" where none does."""
    held = case.disposition
    return held.group if held is not None and held.group != group else ""


def rerouted(case: Case, facts: StaffFacts, context: CaseContext) -> WorkingGroup | None:
    """Return the group that handles a kind of service which was changed after the disposition; None where none does.

    The case stays where it is until the Kepala Balai chooses; who is chosen explicitly stays.
    """
    held = case.disposition
    at_work = case.outcome is None and Step.REVIEW <= case.current.step <= Step.VERIFICATION
    present = group_named(held.group, context.groups) if held else None
    is_wrong = present is not None and bool(appeal_refused(present, facts))
    if held is None or not at_work or not held.service or (facts.service in ("", held.service) and not is_wrong):
        return None
    stated = group_named(facts.assigned_to, context.groups)
    found = routed_by(facts, context.groups)
    if not isinstance(found, Assigned) or found.group.name == held.group:
        return None
    return None if stated is not None and stated.name == held.group and not is_wrong else found.group


def rerouting_advice(case: Case, facts: StaffFacts, context: CaseContext) -> str:
    """Say that the kind of service belongs to another group now; "" where it does not."""
    group = rerouted(case, facts, context)
    if facts.classification is Classification.APPEAL:
        return wording.appeal_with_another(group.name) if group else ""
    return wording.rerouting_proposed(service=facts.service, group=group.name) if group else ""


def group_named(name: str, groups: Sequence[WorkingGroup]) -> WorkingGroup | None:
    """Find a working group by its name."""
    return next((group for group in groups if group.name.casefold() == name.casefold()), None)


def _handles(group: WorkingGroup, service: str) -> bool:
    return any(one.casefold() == service.casefold() for one in group.services)
