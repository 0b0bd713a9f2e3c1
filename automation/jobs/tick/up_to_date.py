"""All cases brought up to date: those of which nothing changed are what they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from automation.domain.asked import is_plain
from automation.domain.case import Case
from automation.domain.effects import Document
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback import Failure
from automation.domain.setback_name import SetbackName
from automation.jobs import designating
from automation.jobs.boundary import attempt
from automation.jobs.tick import asking
from automation.jobs.tick.at_rest import CasesAtRest
from automation.jobs.tick.derive import Derived, broken, derived_of, is_quiet
from automation.jobs.tick.ground import Ground
from automation.jobs.tick.open_cases import OpenCases, OpenLook
from automation.jobs.tick.other_cases import OtherCases
from automation.register.lines import Line


def all_derived(
    ground: Ground,
    cases: Iterable[Case],
    resting: CasesAtRest[Derived],
    lines: Mapping[ComplaintNumber, Line],
    others: OtherCases,
) -> Mapping[ComplaintNumber, Derived]:
    """Bring cases up to date, in the order of registration: each knows what became of those before it."""
    found: dict[ComplaintNumber, Derived] = {}
    look = _open_look(ground, others)
    for case in cases:
        line = lines.get(case.number)
        call = partial(_known_or_derived, ground, case, line, others, look)
        derived = ground.attempts.of(SetbackName.case(case.number), call, case.number)
        found[case.number] = derived or Derived(view=broken(ground, case))
        if derived and derived.view.case is case and not (derived.events or derived.effects or derived.notices):
            is_away = case.number in ground.snapshot.workbook.away
            resting.keep(case, line, ground.documents.get(case.number, ()), derived, is_away=is_away)
        others = others.after(found[case.number].view.case, found[case.number].view.facts)
    look.conclude()
    return found


def _known_or_derived(
    ground: Ground, case: Case, line: Line | None, others: OtherCases, look: OpenLook[Derived]
) -> Derived:
    """Return what is known of an open case and still holds, or derive it."""
    if case.settled or not ground.snapshot.workbook.calendar.never_jumps:
        return derived_of(ground, case, line, others)
    row = case, line
    known = look.known(row, asking.moved(others))
    is_tried = known is None and look.was_quiet(row)
    if is_tried:
        known = _derived_asking(ground, case, line, others, look)
    if known is not None:
        return known
    derived = derived_of(ground, case, line, others)
    # What could not be kept now is not tried in each look: it would be derived twice for ever.
    if is_quiet(derived, case) and not is_tried:
        look.found_quiet(row)
    return derived


def _derived_asking(
    ground: Ground, case: Case, line: Line | None, others: OtherCases, look: OpenLook[Derived]
) -> Derived | None:
    """Derive a case, and keep it with what it rests on; None where it cannot be kept."""
    asked = asking.Asking(ground.now)
    snapshot, memory = asked.snapshot(ground.snapshot), asked.memory(ground.memory)
    noting = replace(
        ground,
        snapshot=snapshot,
        memory=memory,
        documents=asked.mapping("documents", ground.documents),
        decisions=asked.mapping("decisions", ground.decisions),
        mail_warnings=asked.mapping("mail_warnings", ground.mail_warnings),
        setbacks=asked.mapping("setbacks", ground.setbacks),
        document_names=asked.collection("document_names", ground.document_names),
        delivered=asked.delivered(ground.delivered),
        edits=asked.mapping("edits", ground.edits),
        departures=asked.mapping("departures", ground.departures),
        claims=asked.mapping("claims", ground.claims),
        pages=replace(ground.pages, memory=memory, snapshot=snapshot),
    )
    found = attempt(partial(derived_of, noting, case, line, asked.others(others)), ground.attempts.on_bug)
    if isinstance(found, Failure) or not (is_quiet(found, case) and is_plain(found)):
        return None
    kept = replace(found, view=replace(found.view, case=case))
    look.keep(asked.kept((case, line), kept), asking.moved(others))
    return kept


def _open_look(ground: Ground, others: OtherCases) -> OpenLook[Derived]:
    """Begin a look at the open cases; what is not a source here is what all of them rest on."""
    pages = ground.pages.editions, ground.pages.gone, ground.pages.refused
    around = (
        *(ground.settings, ground.rules, ground.letters, ground.survey_form, ground.form, ground.designations),
        *(ground.asks_for_designations, ground.kinship, *pages),
    )
    sources = {
        "snapshot": ground.snapshot,
        "memory": ground.memory,
        **{name: getattr(ground, name) for name in asking.OF_GROUND},
        **asking.parts_of(ground.snapshot, ground.memory),
        **asking.moved(others),
    }
    return OpenLook(ground.memory.worked_out.of(_open_cases), sources, around, ground.now)


def at_rest(ground: Ground) -> CasesAtRest[Derived]:
    """Return what is known of settled cases as long as the office around them is the same, on the same day."""
    known, workbook = ground.memory.worked_out, ground.snapshot.workbook
    today = known.equal("today", ground.settings.hours.day_of(ground.now))
    officials = known.equal("officials", workbook.officials.known)
    listed = known.equal("kinds of causes", workbook.causes.listed)
    given = (today, ground.rules, workbook.groups, workbook.calendar, officials, listed, ground.settings)
    return known.of(_none_at_rest, *given)


def in_motion(ground: Ground) -> frozenset[ComplaintNumber]:
    """Return the complaints that others depend on, or that something came in for."""
    kinship, responses = ground.kinship, ground.memory.responses
    edited = {responses[one] for one in ground.edits if one in responses}
    named = ground.memory.worked_out.of(_designated, ground.memory.documents, ground.designations)
    related = {number for theirs in (*kinship.duplicates.values(), *kinship.related.values()) for number in theirs}
    others = (*kinship.related, *watched(ground), *ground.mail_warnings, *ground.decisions)
    return frozenset({*edited, *named, *related, *others})


def watched(ground: Ground) -> set[ComplaintNumber]:
    """Return the complaints that others depend on, as they stand in this tick."""
    joint = ground.kinship.joint
    joined = {number for theirs in joint.values() for number in theirs}
    leads = ground.memory.worked_out.of(_leads, ground.memory.documents)
    return {*ground.kinship.duplicates, *ground.claims.values(), *joint, *joined, *leads}


def _none_at_rest(*_: object) -> CasesAtRest[Derived]:
    return CasesAtRest()


def _open_cases() -> OpenCases[Derived]:
    return OpenCases()


def _designated(documents: Iterable[Document], said: designating.Designations) -> frozenset[ComplaintNumber]:
    """Return the complaints of whose papers officers say what they are."""
    return frozenset(one.number for one in documents if one.effect in said) if said else frozenset()


def _leads(documents: Iterable[Document]) -> frozenset[ComplaintNumber]:
    """Return the complaints whose letter answers others."""
    return frozenset(source[0] for document in documents if (source := document.joint_source))
