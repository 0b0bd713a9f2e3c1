"""What one case comes to, from its row and the office around it: status, warnings, happenings, effects, notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from automation.domain.case import Case, Event
from automation.domain.complaint import StaffFacts
from automation.domain.effects import Deed, Effect, EffectKey, KeepUpload
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName, Thing
from automation.domain.vocabulary import Urgency
from automation.jobs import designating
from automation.jobs.documents_due import CaseFile, made_of_other_words, papers_wanted
from automation.jobs.own_lists import SERVICES
from automation.jobs.telling import to_customer, to_staff
from automation.jobs.telling.notices import Notice
from automation.jobs.telling.reach import reach_warnings
from automation.jobs.tick import answer_edits, deciding, rows, wording
from automation.jobs.tick.around import Around, context_around, context_of, first_of, with_page
from automation.jobs.tick.ground import Ground
from automation.jobs.tick.other_cases import OtherCases
from automation.jobs.tick.plan import CaseView
from automation.register.lines import BadCell, Line, staff_cells, staff_facts
from automation.register.schema import tabs
from automation.workflow import form_cells, papers, relations
from automation.workflow.case_context import CaseContext
from automation.workflow.case_status import CaseStatus, blocked, people_for, status_of, waited_for_in_vain
from automation.workflow.closed_row import warnings_of
from automation.workflow.joint_letters import is_void_unmarked, void_reason
from automation.workflow.letter_numbers import letter_head, shown_head
from automation.workflow.outer_limits import limit_warnings
from automation.workflow.ownership import owner_shown, owner_warnings
from automation.workflow.phase import Phase
from automation.workflow.progress import Progress, progressed
from automation.workflow.reopening import is_proposed
from automation.workflow.wording import ended_with_a_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Everything that one case calls for: what it comes to, what happened, effects, and notices to staff."""

    view: CaseView
    events: tuple[Event, ...] = ()
    effects: tuple[Effect, ...] = ()
    notices: tuple[Notice, ...] = ()


def is_quiet(derived: Derived, case: Case) -> bool:
    """Return whether a case stays what it is and calls for nothing that is not told already."""
    return derived.view.case == case and not (derived.events or derived.effects)


def derived_of(ground: Ground, case: Case, line: Line | None, others: OtherCases) -> Derived:
    """Return what a case comes to, and what it calls for.

    Args:
        ground: what the decision rests on.
        case: as it stood at the last tick.
        line: its row in the Register; None where there is none.
        others: the cases that it may have to do with, those before it as they stand after this tick.
    """
    case, edited = _with_edit(ground, case, line)
    around = Around(others, case.letter_sequence, context_of(ground, case.number, others, case.letter_sequence))
    view, happened = _view(ground, case, line, around)
    effects, notices = _effects(ground, view, others.after(view.case, view.facts), around)
    # Whoever is Kepala Balai by the time must hear of a proposal that still stands.
    is_waiting = ground.pages.is_coming(view.case) or is_proposed(view.case)
    over = view.case.outcome is not None and not view.case.settled and not is_waiting
    waited_for = any(_keeps_open(ground, effect) for effect in effects)
    if over and not waited_for and all(map(ground.delivered.told_all_of, notices)):
        first = first_of(ground, view.case, others)
        view = replace(view, case=replace(view.case, settled=True, first_seen=first.standing if first else ""))
    return Derived(view=view, events=(*edited, *happened), effects=tuple(effects), notices=notices)


def _keeps_open(ground: Ground, effect: Effect) -> bool:
    """Return whether a case that is over waits for an effect; not for a form's file that a person was told of."""
    setback = ground.memory.setbacks.get(SetbackName.effect(effect.key))
    return not (isinstance(effect, KeepUpload) and setback is not None and setback.is_given_up)


def _with_edit(ground: Ground, case: Case, line: Line | None) -> tuple[Case, tuple[Event, ...]]:
    """Return a case with what its form's answer was edited to; a row that is not there says what it said last."""
    now = ground.edits.get(case.intake.response)
    if now is None:
        return case, ()
    cells = staff_cells(line, tabs()["register"]) if line is not None else case.cells
    return answer_edits.with_edit(case, now, cells)


def broken(ground: Ground, case: Case) -> CaseView:
    """Return a case of which nothing could be derived, as it was, with the reason as a warning."""
    failure = ground.attempts.failure_of(SetbackName.case(case.number))
    current = case.current
    status = CaseStatus(
        phase=Phase.SORTING,
        state="",
        role=None,
        people=(),
        responsible="",
        since=current.began,
        due=current.due,
        urgency=Urgency.IN_TIME,
        task="",
    )
    return CaseView(
        case=case,
        facts=StaffFacts(),
        status=status,
        warnings=(failure.reason,) if failure else (),
        is_broken=True,
    )


def _view(ground: Ground, case: Case, line: Line | None, around: Around) -> tuple[CaseView, tuple[Event, ...]]:
    others, context = around.others, around.context
    headings = _headings()
    case, gone = rows.noticed(case, line is not None, is_away=case.number in ground.snapshot.workbook.away)
    case, cells, said = _with_form(ground, case, line, context)
    gone = (*gone, *said)
    unchanged = cells == dict(case.cells)
    first = first_of(ground, case, others)
    case, context = relations.attentive(case, first), replace(context, first=first)
    if case.settled and (void_reason(case, context) or is_void_unmarked(context)):
        case = replace(case, settled=False)
    if case.settled and designating.is_pending(ground.documents.get(case.number, ()), ground.designations):
        case = replace(case, settled=False)
    if case.settled and unchanged:
        status = status_of(case, StaffFacts(), context)
        letter = wording.letter_shown(letter_head(case, StaffFacts(), context))
        warnings = (
            *map(str, rows.unreadable_after_the_end(line, ground.settings.hours.zone)),
            *relations.warnings_of(case, context),
            *warnings_of(case, context, headings),
            *answer_edits.warnings(case, ground.settings.hours.zone),
            *ground.mail_warnings.get(case.number, ()),
        )
        lacking = papers.lacking(case, context)
        view = CaseView(
            case=case, facts=StaffFacts(), status=status, warnings=warnings, letter=letter, papers=lacking
        )
        return _with_files(ground, view), gone
    # A row that is not there (new, or deleted by hand) counts as last seen.
    facts, bad = _facts(ground, _as_in_force(case, line, cells), context)
    facts = form_cells.facts_without(facts, form_cells.torn_in(case, cells))
    progress = progressed(case, facts, cells, context, headings)
    context = with_page(ground, replace(context, first=first_of(ground, progress.case, others)), progress.case)
    chats = to_customer.chats_due(progress.case, progress.facts, context, ground.settings)
    status = status_of(progress.case, progress.facts, context_around(ground, around, progress.case, others))
    view = CaseView(
        case=progress.case,
        facts=progress.facts,
        status=status,
        form=deciding.link_for(ground.form, progress.case, status),
        warnings=tuple(dict.fromkeys((*map(str, bad), *_warnings(ground, progress, context)))),
        chat=chats[-1].link if chats else "",
        letter=wording.letter_shown(shown_head(progress.case, progress.facts, context)),
        papers=papers.lacking(progress.case, context),
        alike="\n".join(context.alike) if progress.case.outcome is None else "",
        owner=owner_shown(case.number, progress.facts, context) if progress.case.outcome is None else "",
    )
    return _with_files(ground, view), (*gone, *progress.events)


def _with_files(ground: Ground, view: CaseView) -> CaseView:
    case, results = view.case, ground.memory.results
    folder = EffectKey.of(case.number, Deed.FOLDER)
    reply = EffectKey.of(case.number, Deed.SURAT_BALASAN, str(case.letter_sequence))
    return replace(view, folder=results.get(str(folder), ""), reply=results.get(str(reply), ""))


def _facts(ground: Ground, read: Line, context: CaseContext) -> tuple[StaffFacts, tuple[BadCell, ...]]:
    names, book = [group.name for group in context.groups], ground.snapshot.workbook
    services = book.services.known(SERVICES)
    return staff_facts(read, tabs()["register"], names, ground.settings.hours.zone, book.causes.listed, services)


def _with_form(
    ground: Ground, case: Case, line: Line | None, context: CaseContext
) -> tuple[Case, Mapping[str, str], tuple[Event, ...]]:
    """Return a case with what its cells say, or the signed form in their place, and what new answers tell."""
    sheet = staff_cells(line, tabs()["register"]) if line is not None else dict(case.written)
    found, told = form_cells.in_force(case, sheet), list[Event]()
    for decision in ground.decisions.get(case.number, ()):
        case, role = found.case, form_cells.ROLES.get(found.case.current.step)
        facts = _facts(ground, _as_in_force(case, line, found.cells), context)[0]
        people = people_for(role, case, facts, context) if role else ()
        case, events = form_cells.heard(case, decision, sheet, people, ground.rules, _headings())
        told += events
        found = form_cells.in_force(case, sheet)
    return found.case, found.cells, tuple(told)


def _warnings(ground: Ground, progress: Progress, context: CaseContext) -> Iterator[str]:
    case, facts = progress.case, progress.facts
    yield from progress.warnings
    if torn := form_cells.torn_in(case):
        yield wording.torn(", ".join(_headings()[key] for key in torn))
    file = _file(ground, case, facts, context)
    yield from designating.warnings(file, ground.designations, is_asked=ground.asks_for_designations)
    yield from filter(None, [blocked(case, facts, context)])
    yield from owner_warnings(facts, context) if case.outcome is None else ()
    yield from waited_for_in_vain(case, context)
    yield from made_of_other_words(_file(ground, case, facts, context))
    yield from limit_warnings(case, context)
    yield from reach_warnings(case, facts, ground.settings.own_addresses)
    yield from answer_edits.warnings(case, ground.settings.hours.zone)
    yield from ground.mail_warnings.get(case.number, ())
    yield from _refusals(ground, case.number)


def _refusals(ground: Ground, number: ComplaintNumber) -> Iterator[str]:
    for setback in ground.setbacks.get(number, ()):
        if setback.name.thing is not Thing.CASE:
            yield setback.failure.reason + (f" {ended_with_a_person(number)}" if setback.is_given_up else "")


def _effects(
    ground: Ground, view: CaseView, others: OtherCases, around: Around
) -> tuple[list[Effect], tuple[Notice, ...]]:
    """Return what the case calls for and is not done yet: effects, and notices to staff."""
    if view.case.settled:
        return [], ()
    context = context_around(ground, around, view.case, others)
    context = with_page(ground, replace(context, first=first_of(ground, view.case, others)), view.case)
    file = _file(ground, view.case, view.facts, context)
    letters = () if ground.pages.is_coming(view.case) else to_customer.mails_owed(file, ground.settings)
    notices = to_staff.notices_for(view, context, ground.memory, ground.delivered, ground.settings)
    designated = designating.wanted(file, ground.designations, ground.document_names)
    return ground.undone([*papers_wanted(file), *designated, *letters]), notices


def _file(ground: Ground, case: Case, facts: StaffFacts, context: CaseContext) -> CaseFile:
    return CaseFile(
        case=case,
        facts=facts,
        context=context,
        office=ground.letters,
        results=ground.memory.results,
        variables=ground.settings.srikandi.variables,
        departures=ground.departures,
    )


def _as_in_force(case: Case, line: Line | None, cells: Mapping[str, str]) -> Line:
    """Return a row to be read, with what the signed form says in place of cells; one that is gone as last seen."""
    if line is None:
        return Line(-1, dict(cells))
    filled = {key: cells.get(key, "") for key in case.by_form}
    return replace(line, cells={**line.cells, **filled}) if filled else line


@cache
def _headings() -> Mapping[str, str]:
    return {column.key: column.heading for column in tabs()["register"].columns}
