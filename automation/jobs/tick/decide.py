"""Decide: what a tick should do, as a value. No clock, no input or output, no chance in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain

from automation.archive.wording import long_on_their_way, many_folders
from automation.domain.case import Case, Event
from automation.domain.complaint import Intake
from automation.domain.dates import local_day
from automation.domain.effects import (
    DesignateScan,
    Effect,
    EffectKey,
    FileReport,
    MarkDocument,
    PrepareFigures,
    RemovePage,
    SendMail,
    WriteDocument,
    WritePage,
)
from automation.domain.happenings import CopyVoided, Registered, ScanDesignated
from automation.domain.incoming_mail import RESPONSE
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName, Thing
from automation.domain.tracked import Overlaid, changed_since
from automation.intake.taking_in import next_number, year_of_number
from automation.jobs import designating
from automation.jobs.boundary import OnBug, show
from automation.jobs.incoming_mail import news as mail_news
from automation.jobs.incoming_mail.settling import Settlements, settlements
from automation.jobs.incoming_mail.sorting import Sorted, sorted_mails
from automation.jobs.periodic.due import events_of, reports_due
from automation.jobs.periodic.publishing import figures_due, figures_events, figures_owed
from automation.jobs.periodic.telling import owed as reports_told
from automation.jobs.scan_folders import MOST
from automation.jobs.settings_views import reference_of, sender_of
from automation.jobs.snapshot import Snapshot
from automation.jobs.telling import to_customer, to_owners
from automation.jobs.telling.digests import digests
from automation.jobs.telling.heading import case_reference, view_of
from automation.jobs.telling.notices import Notice
from automation.jobs.telling.status_answers import status_answers
from automation.jobs.tick import scanning, survey
from automation.jobs.tick.actions import SeenActions, seen_actions
from automation.jobs.tick.around import context_of, with_page
from automation.jobs.tick.derive import Derived
from automation.jobs.tick.ground import Ground
from automation.jobs.tick.matching import matched
from automation.jobs.tick.other_cases import OtherCases
from automation.jobs.tick.plan import CaseView, Plan
from automation.jobs.tick.related_lists import lists_due
from automation.jobs.tick.sendable import sendable
from automation.jobs.tick.shown_views import ShownViews
from automation.jobs.tick.succession import changes_of_officials, held_back
from automation.jobs.tick.up_to_date import all_derived, at_rest, in_motion, watched
from automation.mail.values import Message
from automation.mail.wording import progress
from automation.mail.wording.incoming_mail import referenced
from automation.register.archive_tab import moved_shelves
from automation.settings.values import OfficeSettings
from automation.workflow.customer_view import customer_view
from automation.workflow.progress import registered
from automation.workflow.relations import Kinship, lines_about, with_date_of_related


def decide(
    snapshot: Snapshot, memory: Memory, settings: OfficeSettings, *, sure: bool = False, on_bug: OnBug = show
) -> Plan:
    """Decide what to do about the world as it was gathered.

    Args:
        snapshot: the world.
        memory: what the ledger remembers.
        settings: the office's.
        sure: a person said that even an unlikely number of mails is right.
        on_bug: receives an unforeseen error; the case, mail or scan it is met in stays as it was.

    Raises:
        LedgerLost: the ledger is empty while the Register is not.
    """
    return plan_of(Ground.about(snapshot, memory, settings, on_bug), sure=sure)


def plan_of(ground: Ground, *, sure: bool) -> Plan:
    """Decide on ground that is there already; `sure`, and what is raised, as in `decide`."""
    lines, row_problems = ground.memory.worked_out.of(matched, ground.snapshot.workbook.lines, ground.memory.cases)
    incoming = sorted_mails(ground.snapshot, ground.memory, ground.settings, ground.attempts)
    others = OtherCases.of(ground.memory, watched(ground))
    fresh = _take_in(ground, [one.becomes for one in incoming if one.becomes], others)
    resting = at_rest(ground)
    still = resting.look(ground.memory.cases, lines, ground.documents, in_motion(ground))
    due = [*(ground.memory.cases[one] for one in still.others), *fresh]
    derived = all_derived(ground, due, resting, lines, others.with_fresh(fresh))
    cases = _as_they_stand(ground, derived)
    moving = _related(ground, derived, still.derived, cases)
    actions = _actions_seen(ground, cases)
    shown = ground.memory.worked_out.of(ShownViews).put_together(
        cases, still, lambda: {number: one.view for number, one in still.derived.items()}, moving, actions
    )
    views = shown.views
    around_actions = _around_actions(ground, actions, views)
    renamed = [effect.name for one in derived.values() for effect in one.effects if isinstance(effect, DesignateScan)]
    scans = scanning.filings(ground.snapshot, ground.memory, ground.settings, ground.attempts, renamed)
    notices = (
        *(notice for one in derived.values() for notice in one.notices),
        *_owed(ground, views),
        *to_owners.notices_of(actions.open, around_actions),
    )
    letters = _settlements(ground, incoming, fresh, views)
    waiting = filter(None, [held_back(ground.snapshot, ground.memory, ground.settings)])
    changed = tuple(
        one.view.case for number, one in derived.items() if _differ(ground.memory.cases.get(number), one.view.case)
    )
    answers = survey.fresh(ground.snapshot, ground.memory)
    early = _speak_of_what_changed(ground, cases)
    wanted = [
        effect
        for number, one in derived.items()
        for effect in one.effects
        if not (isinstance(effect, WriteDocument) and number in early)
    ]
    # Before all is kept, a report's figures would lack what this very tick takes in.
    reports = () if changed or answers or actions.changed else (*_reports(ground), *_figures(ground))
    office = ground.undone(changes_of_officials(ground.snapshot, ground.memory, ground.settings))
    relations = {one.case.number: one.relations for one in shown.moving if one.relations}
    related = lists_due(relations, ground.memory, ground.settings)
    pages = ground.pages.due(view.case for view in views.values() if not view.is_broken)
    answers_now = _status_answers(ground, cases)
    last = ground.undone([*pages, *answers_now, *related, *reports, *_digests(ground, notices)])
    effects = sendable(ground, [*office, *scans.effects, *wanted, *letters.effects, *last], sure=sure)
    about_rows = (*row_problems, *actions.problems, *effects.problems)
    begun = {
        **_designation_events(effects.now),
        **_report_events(ground, effects.now),
        **_figure_events(ground, effects.now),
        **_void_copies(ground, effects.now, views),
    }
    return Plan(
        cases=changed,
        events=(
            *map(_taken_in, fresh),
            *survey.events(answers, ground.memory.cases),
            *(event for one in derived.values() for event in one.events),
            *actions.events,
        ),
        effects=effects.now,
        views=views,
        moving=shown.moving,
        at_rest=shown.at_rest,
        problems=tuple(dict.fromkeys((*_workbook_problems(ground), *about_rows, *waiting))),
        held_back=effects.held_back,
        events_of={**scans.events, **letters.events, **begun},
        survey_answers=answers,
        shelves=ground.memory.worked_out.of(moved_shelves, ground.snapshot.workbook.archive, ground.memory.documents),
        actions=actions.changed,
        waiting=effects.waiting,
        notices=notices,
        to_do=to_owners.actions_to_do(actions.open, around_actions),
        to_review=actions.to_review,
        resting=effects.resting,
        troubles=ground.attempts.troubles,
    )


def _workbook_problems(ground: Ground) -> Iterator[str]:
    yield from ground.snapshot.workbook.problems
    arrivals = ground.snapshot.arrivals
    if arrivals.scan_folders is not None and arrivals.scan_folders.are_too_many:
        yield many_folders(MOST)
    if arrivals.coming:
        yield long_on_their_way(arrivals.coming)


def _reports(ground: Ground) -> tuple[FileReport, ...]:
    """Return the reports that are due; what goes wrong with them stops nothing else."""
    call = partial(reports_due, ground.snapshot, ground.memory, ground.settings)
    return ground.attempts.of(SetbackName.of(Thing.REPORTS, "kantor"), lambda: tuple(call())) or ()


def _figures(ground: Ground) -> tuple[PrepareFigures | WritePage | RemovePage, ...]:
    """Return what is due of the figures for everybody; what goes wrong with them stops nothing else."""
    call = partial(figures_due, ground.snapshot, ground.memory, ground.settings)
    return ground.attempts.of(SetbackName.of(Thing.REPORTS, "angka"), lambda: tuple(call())) or ()


def _report_events(ground: Ground, effects: Iterable[Effect]) -> Mapping[EffectKey, tuple[Event, ...]]:
    return {one.key: events_of(one, ground.memory.notes) for one in effects if isinstance(one, FileReport)}


def _figure_events(ground: Ground, effects: Iterable[Effect]) -> Mapping[EffectKey, tuple[Event, ...]]:
    pages = (one for one in effects if isinstance(one, WritePage | RemovePage))
    return {one.key: figures_events(one, ground.settings) for one in pages}


def _void_copies(
    ground: Ground, effects: Iterable[Effect], views: Mapping[ComplaintNumber, CaseView]
) -> Mapping[EffectKey, tuple[Event, ...]]:
    """Return what Riwayat says of a void letter that another complaint's was, and that is marked afterwards."""
    marked = {one.document: one for one in effects if isinstance(one, MarkDocument)}
    found: dict[EffectKey, tuple[Event, ...]] = {}
    if not marked:
        return found
    for copy in (one for theirs in ground.documents.values() for one in theirs if one.effect in marked):
        case, source = views[copy.number].case, copy.joint_source
        if source is None or not copy.letter_number or copy.sequence >= case.letter_sequence:
            continue
        if not case.voided[copy.sequence - 1]:
            reason = views[source[0]].case.voided[source[1] - 1]
            told = CopyVoided(copy.letter_number, str(source[0]), reason)
            found[marked[copy.effect].key] = (Event(copy.number, told),)
    return found


def _owed(ground: Ground, views: Mapping[ComplaintNumber, CaseView]) -> Iterator[Notice]:
    yield from scanning.owed(ground.memory, ground.rules)
    yield from reports_told(ground.memory, ground.settings)
    yield from figures_owed(ground.memory, ground.settings)
    # Few mails are told of, and those of few complaints.
    shown_by = (
        {number: view_of(one.status) for number, one in views.items()} if mail_news.kept_news(ground.memory) else {}
    )
    yield from mail_news.owed(ground.memory, shown_by, ground.settings)


def _status_answers(ground: Ground, cases: Mapping[ComplaintNumber, Case]) -> Iterator[SendMail]:
    if ground.pages.answers_status:
        yield from status_answers(ground.memory, cases, partial(_status_message, ground))


def _status_message(ground: Ground, case: Case) -> Message:
    """Say by mail where a complaint stands."""
    sender, calendar = sender_of(ground.settings), ground.snapshot.workbook.calendar
    known = to_customer.customer_case(case, with_page(ground, ground.bare, case))
    told = progress.status(known, sender, customer_view(case, ground.rules, calendar, ground.now))
    return referenced(told, reference_of(case, ground.settings))


def _digests(ground: Ground, notices: Iterable[Notice]) -> list[SendMail]:
    calendar = ground.snapshot.workbook.calendar
    return list(
        digests(notices, ground.memory, ground.delivered, ground.settings, calendar, ground.now, ground.attempts)
    )


def _settlements(
    ground: Ground, incoming: tuple[Sorted, ...], fresh: Iterable[Case], views: Mapping[ComplaintNumber, CaseView]
) -> Settlements:
    numbers = {**ground.memory.responses, **{case.intake.response: case.number for case in fresh}}
    people = {number: view.status.people for number, view in views.items()} if incoming else {}
    return settlements(incoming, numbers, people, ground.snapshot, ground.memory, ground.settings, ground.attempts)


def _as_they_stand(ground: Ground, derived: Mapping[ComplaintNumber, Derived]) -> Mapping[ComplaintNumber, Case]:
    """Return all complaints after this tick, new ones last: the ledger's very mapping where none is another."""
    before = ground.memory.cases
    changed = {number: one.view.case for number, one in derived.items() if _differ(before.get(number), one.view.case)}
    return Overlaid(before, changed) if changed else before


def _actions_seen(ground: Ground, cases: Mapping[ComplaintNumber, Case]) -> SeenActions:
    today = ground.settings.hours.day_of(ground.now)
    return seen_actions(ground.snapshot.workbook, ground.memory, cases, ground.rules, today)


def _around_actions(
    ground: Ground, actions: SeenActions, views: Mapping[ComplaintNumber, CaseView]
) -> to_owners.Around:
    workbook, numbers = ground.snapshot.workbook, actions.open_numbers
    return to_owners.Around(
        groups=workbook.groups,
        rules=ground.rules,
        calendar=workbook.calendar,
        now=ground.now,
        lost=workbook.evidence.lost,
        references={
            number: case_reference(view.case, view_of(view.status), ground.memory, ground.settings)
            for number in numbers
            if (view := views.get(number)) is not None
        },
        groups_of={
            number: view.case.disposition.group
            for number in numbers
            if (view := views.get(number)) is not None and view.case.disposition
        },
    )


def _related(
    ground: Ground,
    derived: Mapping[ComplaintNumber, Derived],
    still: Mapping[ComplaintNumber, Derived],
    cases: Mapping[ComplaintNumber, Case],
) -> Mapping[ComplaintNumber, CaseView]:
    """Return the views of what was derived and of what is related: rows say how, as all stand after this tick."""
    views = {number: one.view for number, one in derived.items()}
    kinship = ground.kinship if cases is ground.memory.cases else Kinship.of(cases, ground.memory.worked_out)
    several = (*kinship.joint.values(), *kinship.duplicates.values())
    for number in {*kinship.duplicates, *kinship.related, *kinship.joint, *chain.from_iterable(several)}:
        if found := derived.get(number) or still.get(number):
            told = lines_about(cases[number], kinship, cases, ground.settings.hours.zone)
            views[number] = replace(found.view, relations=told)
    return views


def _speak_of_what_changed(ground: Ground, cases: Mapping[ComplaintNumber, Case]) -> frozenset[ComplaintNumber]:
    """Return the complaints whose papers wait for the next pass: they speak of others that changed just now.

    A letter for two would else be written for one, where the second one's row names it in this very tick.
    """
    before, seen = ground.memory.cases, changed_since(ground.memory.cases, cases)
    changed = {
        number
        for number in (cases if seen is None else seen)
        if number not in before
        or (before[number].cells, before[number].outcome) != (cases[number].cells, cases[number].outcome)
    }
    if not changed:
        return frozenset()
    kinships = (ground.kinship, Kinship.of(cases, ground.memory.worked_out))
    return frozenset(number for one in changed for kin in kinships for number in kin.about(one))


def _take_in(ground: Ground, by_mail: list[Intake], others: OtherCases) -> tuple[Case, ...]:
    fresh: dict[ComplaintNumber, Case] = {}
    responses, seen = ground.memory.responses, set[str]()
    intakes = [one for one in (*ground.snapshot.arrivals.intakes, *by_mail) if one.response not in responses]
    taken = dict.fromkeys(ground.memory.cases) if intakes else {}
    for intake in sorted(intakes, key=lambda one: (one.submitted_at, one.response)):
        if intake.response in seen:
            continue
        seen.add(intake.response)
        intake = with_date_of_related(intake, ground.memory.cases)
        zone = ground.settings.hours.zone
        year = year_of_number(local_day(intake.received_at, zone), local_day(ground.now, zone))
        number = next_number(taken, year, ground.rules.prefix)
        context = context_of(ground, number, others)
        case = ground.attempts.of(
            SetbackName.taking_in(intake.response), partial(registered, number, intake, context)
        )
        if case is not None:
            taken[number] = None
            fresh[number] = case
    return tuple(fresh.values())


def _differ(before: Case | None, now: Case) -> bool:
    return before is not now and before != now


def _designation_events(effects: Iterable[Effect]) -> Mapping[EffectKey, tuple[Event, ...]]:
    return {
        one.key: (Event(one.number, ScanDesignated(one.kind, one.before, one.name), column=designating.COLUMN),)
        for one in effects
        if isinstance(one, DesignateScan)
    }


def _taken_in(case: Case) -> Event:
    intake = case.intake
    came_by = intake.response if intake.response.startswith(RESPONSE) else ""
    return Event(case.number, Registered(intake.channel, came_by))
