"""Who did the work complained of may not verify or approve its outcome (ISO/IEC 17025:2017 7.9.6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from automation.domain.complaint import StaffFacts
from automation.domain.groups import Person, WorkingGroup
from automation.domain.rules import Rules

from . import wording


def involved(person: Person | str, workers: Iterable[str]) -> bool:
    """Return whether a person is among those who did the work, by name or by e-mail address."""
    names = {person} if isinstance(person, str) else {person.name, person.email}
    folded = {_folded(name) for name in names if name}
    return any(_folded(worker) in folded for worker in workers)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def leader_of(group: WorkingGroup, workers: Iterable[str], on: date) -> Person | None:
    """Return who leads a case on a day; None when nobody may.

    It is the group's lead, or the deputy where the lead did the work or is away. Where no deputy may, a lead who is
    only away stays responsible.
    """
    workers = tuple(workers)
    lead = None if involved(group.lead, workers) else group.lead
    deputy = None if group.deputy is None or involved(group.deputy, workers) else group.deputy
    if lead is None or (group.lead_is_away(on) and deputy is not None):
        return deputy
    return lead


def verifier_refused(facts: StaffFacts) -> str:
    """Say why the stated verifier may not verify; "" when they may."""
    if involved(facts.verified_by, facts.workers):
        return wording.verifier_did_the_work(facts.verified_by)
    return ""


def approver_of(facts: StaffFacts, rules: Rules) -> Person | None:
    """Return who approves: the Kepala Balai, or the named deputy where one is stated; None for anybody else."""
    stated = facts.decided_by
    for person in (rules.head, rules.head_deputy):
        if person is not None and stated and involved(person, [stated]):
            return person
    return None if stated else rules.head


def approver_refused(facts: StaffFacts, rules: Rules) -> str:
    """Say why the decision may not stand; "" when it may."""
    approver = approver_of(facts, rules)
    deputy = rules.head_deputy
    if approver is None:
        named = f"{rules.head.name} atau {deputy.name}" if deputy else rules.head.name
        return wording.not_an_approver(name=facts.decided_by, approvers=named)
    if not involved(approver, facts.workers):
        return ""
    if deputy is None or involved(deputy, facts.workers):
        return wording.no_approver_left(approver.name)
    return wording.deputy_must_approve(approver=approver.name, deputy=deputy.name)
