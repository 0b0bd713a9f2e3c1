"""Decide: what a tick should do, as a value. No clock, no input or output, no chance in here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from itertools import chain

from automation.archive.wording import long_on_their_way, many_folders
from automation.domain.asked import is_plain
from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case, Event
from automation.domain.complaint import Intake, StaffFacts
from automation.domain.dates import local_day
from automation.domain.documents import DocumentKind
from automation.domain.effects import (
    Deed,
    DesignateScan,
    Document,
    Effect,
    EffectKey,
    FileReport,
    KeepUpload,
    MarkDocument,
    PrepareFigures,
    RemovePage,
    SendMail,
    WriteDocument,
    WritePage,
)
from automation.domain.form_decisions import DecidingForm, FormDecision
from automation.domain.groups import Person
from automation.domain.happenings import CopyVoided, Registered, ScanDesignated
from automation.domain.incoming_mail import RESPONSE
from automation.domain.likenesses import Likeness
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.officials import standing_on
from automation.domain.places import Place
from automation.domain.rules import Rules
from automation.domain.setback import Failure, Setback
from automation.domain.setback_name import SetbackName, Thing
from automation.domain.survey import SurveyForm
from automation.domain.vocabulary import Step, Urgency
from automation.intake.taking_in import next_number, year_of_number
from automation.jobs import designating
from automation.jobs.boundary import OnBug, attempt, show
from automation.jobs.documents_due import CaseFile, files_of, made_of_other_words, papers_wanted
from automation.jobs.incoming_mail import news as mail_news
from automation.jobs.incoming_mail.settling import Settlements, settlements
from automation.jobs.incoming_mail.sorting import Sorted, sorted_mails
from automation.jobs.officials import former_signers
from automation.jobs.own_lists import SERVICES
from automation.jobs.periodic.due import events_of, reports_due
from automation.jobs.periodic.publishing import figures_due, figures_events, figures_owed
from automation.jobs.periodic.telling import owed as reports_told
from automation.jobs.scan_folders import MOST
from automation.jobs.settings_views import letters_of, reference_of, rules_of, sender_of
from automation.jobs.snapshot import Snapshot
from automation.jobs.telling import pacing, to_customer, to_owners, to_staff
from automation.jobs.telling.digests import digests
from automation.jobs.telling.heading import case_reference, view_of
from automation.jobs.telling.notices import DeliveredNotices, Notice
from automation.jobs.telling.reach import reach_warnings
from automation.jobs.telling.status_answers import status_answers
from automation.jobs.tick import answer_edits, asking, deciding, rows, scanning, survey, wording
from automation.jobs.tick.actions import SeenActions, seen_actions
from automation.jobs.tick.at_rest import CasesAtRest
from automation.jobs.tick.customer_pages import CustomerPages
from automation.jobs.tick.ledger_guard import LedgerLost
from automation.jobs.tick.open_cases import OpenCases, OpenLook
from automation.jobs.tick.other_cases import OtherCases
from automation.jobs.tick.plan import CaseView, Plan
from automation.jobs.tick.related_lists import lists_due
from automation.jobs.tick.shown_views import ShownViews
from automation.jobs.tick.succession import changes_of_officials, departures, held_back
from automation.jobs.trouble import Attempts, effect_rests_on
from automation.letters.values import IssuingOffice
from automation.mail.values import Message
from automation.mail.wording import progress
from automation.mail.wording.incoming_mail import referenced
from automation.register.archive_tab import moved_shelves
from automation.register.lines import BadCell, Line, staff_cells, staff_facts
from automation.register.schema import tabs
from automation.settings.values import OfficeSettings
from automation.workflow import form_cells, papers, relations
from automation.workflow.case_context import CaseContext, EffectiveBefore, FirstComplaint
from automation.workflow.case_status import CaseStatus, blocked, people_for, status_of, waited_for_in_vain
from automation.workflow.closed_row import warnings_of
from automation.workflow.customer_view import customer_view
from automation.workflow.joint_letters import is_void_unmarked, named_lead, void_reason
from automation.workflow.letter_numbers import letter_head, shown_head
from automation.workflow.likenesses import alike_lines
from automation.workflow.outer_limits import limit_warnings
from automation.workflow.ownership import owner_shown, owner_warnings
from automation.workflow.phase import Phase
from automation.workflow.progress import Progress, progressed, registered
from automation.workflow.recurrence import effective_before
from automation.workflow.relations import Kinship, Related, claims_in, lines_about, with_date_of_related
from automation.workflow.reopening import is_proposed
from automation.workflow.wording import ended_with_a_person


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
    return _Deciding.about(snapshot, memory, settings, on_bug).plan(sure=sure)


def _by_complaint(documents: Iterable[Document]) -> Mapping[ComplaintNumber, tuple[Document, ...]]:
    found: dict[ComplaintNumber, list[Document]] = defaultdict(list)
    for document in documents:
        found[document.number].append(document)
    return {number: tuple(theirs) for number, theirs in found.items()}


def _designated(documents: Iterable[Document], said: designating.Designations) -> frozenset[ComplaintNumber]:
    """Return the complaints of whose papers officers say what they are."""
    return frozenset(one.number for one in documents if one.effect in said) if said else frozenset()


def _leads(documents: Iterable[Document]) -> frozenset[ComplaintNumber]:
    """Return the complaints whose letter answers others."""
    return frozenset(source[0] for document in documents if (source := document.joint_source))


def _names(documents: Iterable[Document]) -> frozenset[str]:
    return frozenset(document.name for document in documents)


@dataclass(frozen=True, slots=True)
class _Around:
    """The office around a case before it is brought up to date, and for which others and which letter that holds."""

    others: OtherCases
    letter: int
    context: CaseContext


@dataclass(frozen=True, slots=True, kw_only=True)
class _Derived:
    """Everything that one case calls for: what it comes to, what happened, effects, and notices to staff."""

    view: CaseView
    events: tuple[Event, ...] = ()
    effects: tuple[Effect, ...] = ()
    notices: tuple[Notice, ...] = ()


def _none_at_rest(*_: object) -> CasesAtRest[_Derived]:
    return CasesAtRest()


def _open_cases() -> OpenCases[_Derived]:
    return OpenCases()


def _is_quiet(derived: _Derived, case: Case) -> bool:
    """Return whether a case stays what it is and calls for nothing that is not told already."""
    return derived.view.case == case and not (derived.events or derived.effects)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sendable:
    """The effects that are wanted, by when they are done, and what people must know about that."""

    now: tuple[Effect, ...]
    waiting: tuple[SendMail, ...]
    held_back: tuple[SendMail, ...]
    resting: tuple[Effect, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deciding:
    """What one decision shares; nothing in it changes but `attempts`, which gathers what fails."""

    snapshot: Snapshot
    memory: Memory
    settings: OfficeSettings
    rules: Rules
    letters: IssuingOffice
    documents: Mapping[ComplaintNumber, tuple[Document, ...]]
    survey_form: SurveyForm | None
    form: DecidingForm | None
    decisions: Mapping[ComplaintNumber, tuple[FormDecision, ...]]
    mail_warnings: Mapping[ComplaintNumber, tuple[str, ...]]
    setbacks: Mapping[ComplaintNumber, tuple[Setback, ...]]
    document_names: frozenset[str]
    designations: designating.Designations
    asks_for_designations: bool
    delivered: DeliveredNotices
    attempts: Attempts
    edits: Mapping[str, Intake]
    kinship: Kinship
    departures: Mapping[str, int]
    claims: Mapping[ComplaintNumber, ComplaintNumber]
    pages: CustomerPages

    @classmethod
    def about(cls, snapshot: Snapshot, memory: Memory, settings: OfficeSettings, on_bug: OnBug) -> _Deciding:
        """Build it from what was gathered."""
        known = memory.worked_out
        settings = known.equal("settings in force", settings)
        secret = settings.letters.code_key
        return cls(
            snapshot=snapshot,
            memory=memory,
            settings=settings,
            rules=known.of(rules_of, settings),
            letters=known.of(letters_of, settings),
            documents=known.of(_by_complaint, memory.documents),
            survey_form=survey.form_of(memory, secret.value) if secret else None,
            form=deciding.form_of(memory, secret.value) if secret else None,
            decisions=deciding.fresh(snapshot.arrivals.decisions, memory.cases),
            mail_warnings=mail_news.warnings(memory),
            setbacks=_by_number(memory.setbacks.values()),
            document_names=known.of(_names, memory.documents),
            designations=known.of(designating.designations_in, snapshot.workbook.archive),
            asks_for_designations=designating.is_asked(snapshot.workbook.archive),
            delivered=known.of(DeliveredNotices, memory.covered),
            attempts=Attempts(on_bug),
            edits={one.response: one for one in snapshot.arrivals.edits},
            kinship=known.of(Kinship.of, memory.cases),
            departures=departures(memory),
            claims=known.of(_claims, snapshot.workbook.lines, memory.cases),
            pages=CustomerPages.of(snapshot, memory, settings),
        )

    @property
    def now(self) -> datetime:
        return self.snapshot.now

    def plan(self, *, sure: bool) -> Plan:
        lines, row_problems = self.memory.worked_out.of(matched, self.snapshot.workbook.lines, self.memory.cases)
        incoming = sorted_mails(self.snapshot, self.memory, self.settings, self.attempts)
        others = OtherCases.of(self.memory, self._watched())
        fresh = self._take_in([one.becomes for one in incoming if one.becomes], others)
        resting = self._at_rest()
        still = resting.look(self.memory.cases, lines, self.documents, self._in_motion())
        due = [*(self.memory.cases[one] for one in still.others), *fresh]
        derived = self._all_derived(due, resting, lines, others.with_fresh(fresh))
        cases = self._as_they_stand(derived)
        moving = self._related(derived, still.derived, cases)
        actions = self._actions(cases)
        shown = self.memory.worked_out.of(ShownViews).put_together(
            cases, still, lambda: {number: one.view for number, one in still.derived.items()}, moving, actions
        )
        views = shown.views
        around_actions = self._around_actions(actions, views)
        renamed = [
            effect.name for one in derived.values() for effect in one.effects if isinstance(effect, DesignateScan)
        ]
        scans = scanning.filings(self.snapshot, self.memory, self.settings, self.attempts, renamed)
        notices = (
            *(notice for one in derived.values() for notice in one.notices),
            *self._owed(views),
            *to_owners.notices_of(actions.standings, around_actions),
        )
        letters = self._settlements(incoming, fresh, views)
        waiting = filter(None, [held_back(self.snapshot, self.memory, self.settings)])
        changed = tuple(
            one.view.case for number, one in derived.items() if _differ(self.memory.cases.get(number), one.view.case)
        )
        answers = survey.fresh(self.snapshot, self.memory)
        early = self._speak_of_what_changed(cases)
        wanted = [
            effect
            for number, one in derived.items()
            for effect in one.effects
            if not (isinstance(effect, WriteDocument) and number in early)
        ]
        # Before all is kept, a report's figures would lack what this very tick takes in.
        reports = () if changed or answers or actions.changed else (*self._reports(), *self._figures())
        office = self._undone(changes_of_officials(self.snapshot, self.memory, self.settings))
        relations = {one.case.number: one.relations for one in shown.moving if one.relations}
        related = lists_due(relations, self.memory, self.settings)
        pages = self.pages.due(view.case for view in views.values() if not view.is_broken)
        answers_now = self._status_answers(cases)
        last = self._undone([*pages, *answers_now, *related, *reports, *self._digests(notices)])
        effects = self._sendable([*office, *scans.effects, *wanted, *letters.effects, *last], sure=sure)
        about_rows = (*row_problems, *actions.problems, *effects.problems)
        begun = {
            **_designation_events(effects.now),
            **self._report_events(effects.now),
            **self._figure_events(effects.now),
            **self._void_copies(effects.now, views),
        }
        return Plan(
            cases=changed,
            events=(
                *map(_taken_in, fresh),
                *survey.events(answers, self.memory.cases),
                *(event for one in derived.values() for event in one.events),
                *actions.events,
            ),
            effects=effects.now,
            views=views,
            moving=shown.moving,
            at_rest=shown.at_rest,
            problems=tuple(dict.fromkeys((*self._workbook_problems(), *about_rows, *waiting))),
            held_back=effects.held_back,
            events_of={**scans.events, **letters.events, **begun},
            survey_answers=answers,
            shelves=self.memory.worked_out.of(moved_shelves, self.snapshot.workbook.archive, self.memory.documents),
            actions=actions.changed,
            waiting=effects.waiting,
            notices=notices,
            to_do=to_owners.actions_to_do(actions.standings, around_actions),
            resting=effects.resting,
            troubles=self.attempts.troubles,
        )

    def _watched(self) -> set[ComplaintNumber]:
        """Return the complaints that others depend on, as they stand in this tick."""
        joint = self.kinship.joint
        joined = {number for theirs in joint.values() for number in theirs}
        leads = self.memory.worked_out.of(_leads, self.memory.documents)
        return {*self.kinship.duplicates, *self.claims.values(), *joint, *joined, *leads}

    def _workbook_problems(self) -> Iterator[str]:
        yield from self.snapshot.workbook.problems
        arrivals = self.snapshot.arrivals
        if arrivals.scan_folders is not None and arrivals.scan_folders.are_too_many:
            yield many_folders(MOST)
        if arrivals.coming:
            yield long_on_their_way(arrivals.coming)

    def _reports(self) -> tuple[FileReport, ...]:
        """Return the reports that are due; what goes wrong with them stops nothing else."""
        call = partial(reports_due, self.snapshot, self.memory, self.settings)
        return self.attempts.of(SetbackName.of(Thing.REPORTS, "kantor"), lambda: tuple(call())) or ()

    def _figures(self) -> tuple[PrepareFigures | WritePage | RemovePage, ...]:
        """Return what is due of the figures for everybody; what goes wrong with them stops nothing else."""
        call = partial(figures_due, self.snapshot, self.memory, self.settings)
        return self.attempts.of(SetbackName.of(Thing.REPORTS, "angka"), lambda: tuple(call())) or ()

    def _report_events(self, effects: Iterable[Effect]) -> Mapping[EffectKey, tuple[Event, ...]]:
        return {one.key: events_of(one, self.memory.notes) for one in effects if isinstance(one, FileReport)}

    def _figure_events(self, effects: Iterable[Effect]) -> Mapping[EffectKey, tuple[Event, ...]]:
        pages = (one for one in effects if isinstance(one, WritePage | RemovePage))
        return {one.key: figures_events(one, self.settings) for one in pages}

    def _void_copies(
        self, effects: Iterable[Effect], views: Mapping[ComplaintNumber, CaseView]
    ) -> Mapping[EffectKey, tuple[Event, ...]]:
        """Return what Riwayat says of a void letter that another complaint's was, and that is marked afterwards."""
        marked = {one.document: one for one in effects if isinstance(one, MarkDocument)}
        found: dict[EffectKey, tuple[Event, ...]] = {}
        for copy in (one for theirs in self.documents.values() for one in theirs if one.effect in marked):
            case, source = views[copy.number].case, copy.joint_source
            if source is None or not copy.letter_number or copy.sequence >= case.letter_sequence:
                continue
            if not case.voided[copy.sequence - 1]:
                reason = views[source[0]].case.voided[source[1] - 1]
                told = CopyVoided(copy.letter_number, str(source[0]), reason)
                found[marked[copy.effect].key] = (Event(copy.number, told),)
        return found

    def _owed(self, views: Mapping[ComplaintNumber, CaseView]) -> Iterator[Notice]:
        yield from scanning.owed(self.memory, self.rules)
        yield from reports_told(self.memory, self.settings)
        yield from figures_owed(self.memory, self.settings)
        # Few mails are told of, and those of few complaints.
        shown_by = (
            {number: view_of(one.status) for number, one in views.items()} if mail_news.kept_news(self.memory) else {}
        )
        yield from mail_news.owed(self.memory, shown_by, self.settings)

    def _status_answers(self, cases: Mapping[ComplaintNumber, Case]) -> Iterator[SendMail]:
        if self.pages.answers_status:
            yield from status_answers(self.memory, cases, self._status_message)

    def _status_message(self, case: Case) -> Message:
        """Say by mail where a complaint stands."""
        sender, calendar = sender_of(self.settings), self.snapshot.workbook.calendar
        known = to_customer.customer_case(case, self._with_page(self._bare, case))
        told = progress.status(known, sender, customer_view(case, self.rules, calendar, self.now))
        return referenced(told, reference_of(case, self.settings))

    def _digests(self, notices: Iterable[Notice]) -> list[SendMail]:
        calendar = self.snapshot.workbook.calendar
        return list(digests(notices, self.memory, self.delivered, self.settings, calendar, self.now, self.attempts))

    def _settlements(
        self, incoming: tuple[Sorted, ...], fresh: Iterable[Case], views: Mapping[ComplaintNumber, CaseView]
    ) -> Settlements:
        numbers = {**self.memory.responses, **{case.intake.response: case.number for case in fresh}}
        people = {number: view.status.people for number, view in views.items()} if incoming else {}
        return settlements(incoming, numbers, people, self.snapshot, self.memory, self.settings, self.attempts)

    def _as_they_stand(self, derived: Mapping[ComplaintNumber, _Derived]) -> Mapping[ComplaintNumber, Case]:
        """Return all complaints after this tick, new ones last: the ledger's very mapping where none is another."""
        before = self.memory.cases
        changed = {
            number: one.view.case for number, one in derived.items() if _differ(before.get(number), one.view.case)
        }
        return {**before, **changed} if changed else before

    def _actions(self, cases: Mapping[ComplaintNumber, Case]) -> SeenActions:
        today = self.settings.hours.day_of(self.now)
        return seen_actions(self.snapshot.workbook, self.memory, cases, self.rules, today)

    def _around_actions(self, actions: SeenActions, views: Mapping[ComplaintNumber, CaseView]) -> to_owners.Around:
        workbook, numbers = self.snapshot.workbook, actions.open_numbers
        return to_owners.Around(
            groups=workbook.groups,
            rules=self.rules,
            calendar=workbook.calendar,
            now=self.now,
            lost=workbook.evidence.lost,
            references={
                number: case_reference(view.case, view_of(view.status), self.memory, self.settings)
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
        self,
        derived: Mapping[ComplaintNumber, _Derived],
        still: Mapping[ComplaintNumber, _Derived],
        cases: Mapping[ComplaintNumber, Case],
    ) -> Mapping[ComplaintNumber, CaseView]:
        """Return the views of what was derived and of what is related: rows say how, as all stand after this tick."""
        views = {number: one.view for number, one in derived.items()}
        kinship = self.kinship if cases is self.memory.cases else Kinship.of(cases)
        several = (*kinship.joint.values(), *kinship.duplicates.values())
        for number in {*kinship.duplicates, *kinship.related, *kinship.joint, *chain.from_iterable(several)}:
            if found := derived.get(number) or still.get(number):
                told = lines_about(cases[number], kinship, cases, self.settings.hours.zone)
                views[number] = replace(found.view, relations=told)
        return views

    def _speak_of_what_changed(self, cases: Mapping[ComplaintNumber, Case]) -> frozenset[ComplaintNumber]:
        """Return the complaints whose papers wait for the next pass: they speak of others that changed just now.

        A letter for two would else be written for one, where the second one's row names it in this very tick.
        """
        before = self.memory.cases
        changed = {
            number
            for number, case in (cases.items() if cases is not before else ())
            if number not in before
            or (
                before[number] is not case
                and (before[number].cells, before[number].outcome) != (case.cells, case.outcome)
            )
        }
        if not changed:
            return frozenset()
        kinships = (self.kinship, Kinship.of(cases))
        return frozenset(number for one in changed for kin in kinships for number in kin.about(one))

    # -- new complaints

    def _take_in(self, by_mail: list[Intake], others: OtherCases) -> tuple[Case, ...]:
        fresh: dict[ComplaintNumber, Case] = {}
        responses, seen = self.memory.responses, set[str]()
        intakes = [one for one in (*self.snapshot.arrivals.intakes, *by_mail) if one.response not in responses]
        taken = dict.fromkeys(self.memory.cases) if intakes else {}
        for intake in sorted(intakes, key=lambda one: (one.submitted_at, one.response)):
            if intake.response in seen:
                continue
            seen.add(intake.response)
            intake = with_date_of_related(intake, self.memory.cases)
            zone = self.settings.hours.zone
            year = year_of_number(local_day(intake.received_at, zone), local_day(self.now, zone))
            number = next_number(taken, year, self.rules.prefix)
            context = self._context(number, others)
            case = self.attempts.of(
                SetbackName.taking_in(intake.response), partial(registered, number, intake, context)
            )
            if case is not None:
                taken[number] = None
                fresh[number] = case
        return tuple(fresh.values())

    # -- one case

    def _all_derived(
        self,
        cases: Iterable[Case],
        resting: CasesAtRest[_Derived],
        lines: Mapping[ComplaintNumber, Line],
        others: OtherCases,
    ) -> Mapping[ComplaintNumber, _Derived]:
        """Bring cases up to date, in the order of registration: each knows what became of those before it."""
        found: dict[ComplaintNumber, _Derived] = {}
        look = self._open_look(others)
        for case in cases:
            line = lines.get(case.number)
            call = partial(self._known_or_derived, case, line, others, look)
            derived = self.attempts.of(SetbackName.case(case.number), call, case.number)
            found[case.number] = derived or _Derived(view=self._broken(case))
            if derived and derived.view.case is case and not (derived.events or derived.effects or derived.notices):
                is_away = case.number in self.snapshot.workbook.away
                resting.keep(case, line, self.documents.get(case.number, ()), derived, is_away=is_away)
            others = others.after(found[case.number].view.case, found[case.number].view.facts)
        look.conclude()
        return found

    def _known_or_derived(
        self, case: Case, line: Line | None, others: OtherCases, look: OpenLook[_Derived]
    ) -> _Derived:
        """Return what is known of an open case and still holds, or derive it."""
        if case.settled or not self.snapshot.workbook.calendar.never_jumps:
            return self._derived(case, line, others)
        row = case, line
        known = look.known(row, asking.moved(others))
        is_tried = known is None and look.was_quiet(row)
        if is_tried:
            known = self._derived_asking(case, line, others, look)
        if known is not None:
            return known
        derived = self._derived(case, line, others)
        # What could not be kept now is not tried in each look: it would be derived twice for ever.
        if _is_quiet(derived, case) and not is_tried:
            look.found_quiet(row)
        return derived

    def _derived_asking(
        self, case: Case, line: Line | None, others: OtherCases, look: OpenLook[_Derived]
    ) -> _Derived | None:
        """Derive a case, and keep it with what it rests on; None where it cannot be kept."""
        asked = asking.Asking(self.now)
        snapshot, memory = asked.snapshot(self.snapshot), asked.memory(self.memory)
        noting = replace(
            self,
            snapshot=snapshot,
            memory=memory,
            documents=asked.mapping("documents", self.documents),
            decisions=asked.mapping("decisions", self.decisions),
            mail_warnings=asked.mapping("mail_warnings", self.mail_warnings),
            setbacks=asked.mapping("setbacks", self.setbacks),
            document_names=asked.collection("document_names", self.document_names),
            delivered=asked.delivered(self.delivered),
            edits=asked.mapping("edits", self.edits),
            departures=asked.mapping("departures", self.departures),
            claims=asked.mapping("claims", self.claims),
            pages=replace(self.pages, memory=memory, snapshot=snapshot),
        )
        found = attempt(partial(noting._derived, case, line, asked.others(others)), self.attempts.on_bug)
        if isinstance(found, Failure) or not (_is_quiet(found, case) and is_plain(found)):
            return None
        kept = replace(found, view=replace(found.view, case=case))
        look.keep(asked.kept((case, line), kept), asking.moved(others))
        return kept

    def _open_look(self, others: OtherCases) -> OpenLook[_Derived]:
        """Begin a look at the open cases; what is not a source here is what all of them rest on."""
        pages = self.pages.editions, self.pages.gone, self.pages.refused
        around = (
            *(self.settings, self.rules, self.letters, self.survey_form, self.form, self.designations),
            *(self.asks_for_designations, self.kinship, *pages),
        )
        sources = {
            "snapshot": self.snapshot,
            "memory": self.memory,
            **{name: getattr(self, name) for name in asking.OF_DECIDING},
            **asking.parts_of(self.snapshot, self.memory),
            **asking.moved(others),
        }
        return OpenLook(self.memory.worked_out.of(_open_cases), sources, around, self.now)

    def _at_rest(self) -> CasesAtRest[_Derived]:
        """Return what is known of settled cases as long as the office around them is the same, on the same day."""
        known, workbook = self.memory.worked_out, self.snapshot.workbook
        today = known.equal("today", self.settings.hours.day_of(self.now))
        officials = known.equal("officials", workbook.officials.known)
        listed = known.equal("kinds of causes", workbook.causes.listed)
        given = (today, self.rules, workbook.groups, workbook.calendar, officials, listed, self.settings)
        return known.of(_none_at_rest, *given)

    def _in_motion(self) -> frozenset[ComplaintNumber]:
        """Return the complaints that others depend on, or that something came in for."""
        kinship, responses = self.kinship, self.memory.responses
        edited = {responses[one] for one in self.edits if one in responses}
        named = self.memory.worked_out.of(_designated, self.memory.documents, self.designations)
        related = {
            number for theirs in (*kinship.duplicates.values(), *kinship.related.values()) for number in theirs
        }
        others = (*kinship.related, *self._watched(), *self.mail_warnings, *self.decisions)
        return frozenset({*edited, *named, *related, *others})

    def _derived(self, case: Case, line: Line | None, others: OtherCases) -> _Derived:
        case, edited = self._with_edit(case, line)
        around = _Around(others, case.letter_sequence, self._context(case.number, others, case.letter_sequence))
        view, happened = self._view(case, line, around)
        effects, notices = self._effects(view, others.after(view.case, view.facts), around)
        # Whoever is Kepala Balai by the time must hear of a proposal that still stands.
        is_waiting = self.pages.is_coming(view.case) or is_proposed(view.case)
        over = view.case.outcome is not None and not view.case.settled and not is_waiting
        if over and not any(map(self._keeps_open, effects)) and all(map(self.delivered.has_all_of, notices)):
            first = self._first_of(view.case, others)
            view = replace(view, case=replace(view.case, settled=True, first_seen=first.standing if first else ""))
        return _Derived(view=view, events=(*edited, *happened), effects=tuple(effects), notices=notices)

    def _keeps_open(self, effect: Effect) -> bool:
        """Return whether a case that is over waits for an effect; not for a form's file that a person was told of."""
        setback = self.memory.setbacks.get(SetbackName.effect(effect.key))
        return not (isinstance(effect, KeepUpload) and setback is not None and setback.is_given_up)

    def _with_edit(self, case: Case, line: Line | None) -> tuple[Case, tuple[Event, ...]]:
        """Return a case with what its form's answer was edited to; a row that is not there says what it said last."""
        now = self.edits.get(case.intake.response)
        if now is None:
            return case, ()
        cells = staff_cells(line, tabs()["register"]) if line is not None else case.cells
        return answer_edits.with_edit(case, now, cells)

    def _broken(self, case: Case) -> CaseView:
        """Return a case of which nothing could be derived, as it was, with the reason as a warning."""
        failure = self.attempts.failure_of(SetbackName.case(case.number))
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

    def _view(self, case: Case, line: Line | None, around: _Around) -> tuple[CaseView, tuple[Event, ...]]:
        others, context = around.others, around.context
        headings = _headings()
        case, gone = rows.noticed(case, line is not None, is_away=case.number in self.snapshot.workbook.away)
        case, cells, said = self._with_form(case, line, context)
        gone = (*gone, *said)
        unchanged = cells == dict(case.cells)
        first = self._first_of(case, others)
        case, context = relations.attentive(case, first), replace(context, first=first)
        if case.settled and (void_reason(case, context) or is_void_unmarked(context)):
            case = replace(case, settled=False)
        if case.settled and designating.is_pending(self.documents.get(case.number, ()), self.designations):
            case = replace(case, settled=False)
        if case.settled and unchanged:
            status = status_of(case, StaffFacts(), context)
            letter = wording.letter_shown(letter_head(case, StaffFacts(), context))
            warnings = (
                *map(str, rows.unreadable_after_the_end(line, self.settings.hours.zone)),
                *relations.warnings_of(case, context),
                *warnings_of(case, context, headings),
                *answer_edits.warnings(case, self.settings.hours.zone),
                *self.mail_warnings.get(case.number, ()),
            )
            lacking = papers.lacking(case, context)
            view = CaseView(
                case=case, facts=StaffFacts(), status=status, warnings=warnings, letter=letter, papers=lacking
            )
            return self._with_files(view), gone
        # A row that is not there (new, or deleted by hand) counts as last seen.
        facts, bad = self._facts(_as_in_force(case, line, cells), context)
        facts = form_cells.facts_without(facts, form_cells.torn_in(case, cells))
        progress = progressed(case, facts, cells, context, headings)
        context = self._with_page(replace(context, first=self._first_of(progress.case, others)), progress.case)
        chats = to_customer.chats_due(progress.case, progress.facts, context, self.settings)
        status = status_of(progress.case, progress.facts, self._around(around, progress.case, others))
        view = CaseView(
            case=progress.case,
            facts=progress.facts,
            status=status,
            form=deciding.link_for(self.form, progress.case, status),
            warnings=tuple(dict.fromkeys((*map(str, bad), *self._warnings(progress, context)))),
            chat=chats[-1].link if chats else "",
            letter=wording.letter_shown(shown_head(progress.case, progress.facts, context)),
            papers=papers.lacking(progress.case, context),
            alike="\n".join(context.alike) if progress.case.outcome is None else "",
            owner=owner_shown(case.number, progress.facts, context) if progress.case.outcome is None else "",
        )
        return self._with_files(view), (*gone, *progress.events)

    def _with_files(self, view: CaseView) -> CaseView:
        case, results = view.case, self.memory.results
        folder = EffectKey.of(case.number, Deed.FOLDER)
        reply = EffectKey.of(case.number, Deed.SURAT_BALASAN, str(case.letter_sequence))
        return replace(view, folder=results.get(str(folder), ""), reply=results.get(str(reply), ""))

    def _facts(self, read: Line, context: CaseContext) -> tuple[StaffFacts, tuple[BadCell, ...]]:
        names, book = [group.name for group in context.groups], self.snapshot.workbook
        services = book.services.known(SERVICES)
        return staff_facts(read, tabs()["register"], names, self.settings.hours.zone, book.causes.listed, services)

    def _with_form(
        self, case: Case, line: Line | None, context: CaseContext
    ) -> tuple[Case, Mapping[str, str], tuple[Event, ...]]:
        """Return a case with what its cells say, or the signed form in their place, and what new answers tell."""
        sheet = staff_cells(line, tabs()["register"]) if line is not None else dict(case.written)
        found, told = form_cells.in_force(case, sheet), list[Event]()
        for decision in self.decisions.get(case.number, ()):
            case, role = found.case, form_cells.ROLES.get(found.case.current.step)
            facts = self._facts(_as_in_force(case, line, found.cells), context)[0]
            people = people_for(role, case, facts, context) if role else ()
            case, events = form_cells.heard(case, decision, sheet, people, self.rules, _headings())
            told += events
            found = form_cells.in_force(case, sheet)
        return found.case, found.cells, tuple(told)

    def _warnings(self, progress: Progress, context: CaseContext) -> Iterator[str]:
        case, facts = progress.case, progress.facts
        yield from progress.warnings
        if torn := form_cells.torn_in(case):
            yield wording.torn(", ".join(_headings()[key] for key in torn))
        file = self._file(case, facts, context)
        yield from designating.warnings(file, self.designations, is_asked=self.asks_for_designations)
        yield from filter(None, [blocked(case, facts, context)])
        yield from owner_warnings(facts, context) if case.outcome is None else ()
        yield from waited_for_in_vain(case, context)
        yield from made_of_other_words(self._file(case, facts, context))
        yield from limit_warnings(case, context)
        yield from reach_warnings(case, facts, self.settings.own_addresses)
        yield from answer_edits.warnings(case, self.settings.hours.zone)
        yield from self.mail_warnings.get(case.number, ())
        yield from self._refusals(case.number)

    def _refusals(self, number: ComplaintNumber) -> Iterator[str]:
        for setback in self.setbacks.get(number, ()):
            if setback.name.thing is not Thing.CASE:
                yield setback.failure.reason + (f" {ended_with_a_person(number)}" if setback.is_given_up else "")

    def _effects(
        self, view: CaseView, others: OtherCases, around: _Around
    ) -> tuple[list[Effect], tuple[Notice, ...]]:
        """Return what the case calls for and is not done yet: effects, and notices to staff."""
        if view.case.settled:
            return [], ()
        context = self._around(around, view.case, others)
        context = self._with_page(replace(context, first=self._first_of(view.case, others)), view.case)
        file = self._file(view.case, view.facts, context)
        letters = () if self.pages.is_coming(view.case) else to_customer.mails_owed(file, self.settings)
        notices = to_staff.notices_for(view, context, self.memory, self.delivered, self.settings)
        designated = designating.wanted(file, self.designations, self.document_names)
        return self._undone([*papers_wanted(file), *designated, *letters]), notices

    def _with_page(self, context: CaseContext, case: Case) -> CaseContext:
        """Return the office around a case with where its complainant sees how it stands."""
        if not self.settings.customer_pages.is_on:
            return context
        page = self.pages.link(case)
        return replace(
            context,
            page=page,
            procedure_page=self.pages.procedure_link,
            answers_status=self.pages.answers_status and not page,
        )

    def _file(self, case: Case, facts: StaffFacts, context: CaseContext) -> CaseFile:
        return CaseFile(
            case=case,
            facts=facts,
            context=context,
            office=self.letters,
            results=self.memory.results,
            variables=self.settings.srikandi.variables,
            departures=self.departures,
        )

    def _around(self, known: _Around, case: Case, others: OtherCases) -> CaseContext:
        """Return the office around a case; what is known of it serves while letter and other cases are the same."""
        if known.others is others and known.letter == case.letter_sequence:
            return known.context
        return self._context(case.number, others, case.letter_sequence)

    def _context(self, number: ComplaintNumber, others: OtherCases, letter: int = 1) -> CaseContext:
        draft = str(EffectKey.of(number, Deed.SURAT_BALASAN, str(letter)))
        case = self.memory.cases.get(number)
        mailed = frozenset(self._letters_mailed(case, letter)) if case else frozenset[int]()
        lead = others.firsts.get(source) if (source := self._lead_of(case)) else None
        return CaseContext(
            rules=self.rules,
            groups=self.snapshot.workbook.groups,
            calendar=self.snapshot.workbook.calendar,
            now=self.now,
            documents=self.documents.get(number, ()),
            others=others.outcomes,
            letter_numbers=others.numbers,
            reply_mailed=letter in mailed,
            letters_mailed=mailed,
            void_before=dict(self._void_before(number, letter, others)),
            draft=self.snapshot.arrivals.drafts.get(draft),
            draft_is_gone=draft in self.snapshot.arrivals.drafts_gone,
            draft_rivals=self.snapshot.arrivals.rivals.get(draft, ()),
            draft_frame=self.memory.notes.get(Note.frame(draft), ""),
            survey=self.survey_form,
            claims=self.claims,
            alike=alike_lines(self.memory.alike.get(number, ()), self.memory.cases, self.settings.hours.zone),
            effective_before=tuple(self._effective_before(case)) if case else (),
            writes_concepts=Place.template(DocumentKind.KONSEP_TINDAKAN.value) in self.memory.places,
            relations=tuple(one.line for one in self._relations(case)) if case else (),
            former_signers=former_signers(self.snapshot.workbook.officials.known, self.settings),
            head_then=self._head_then(case),
            asks_category="cause_category" in self.snapshot.workbook.headings.places,
            signer=f"{self.letters.head.name}, {self.letters.head.position}",
            joining=tuple(self._joining(number, others)),
            lead=lead,
            lead_documents=self.documents.get(lead.number, ()) if lead else (),
        )

    def _letters_mailed(self, case: Case, letter: int) -> Iterator[int]:
        for one in range(1, letter + 1):
            if not self.memory.results.keys().isdisjoint(to_customer.reply_keys(case, one)):
                yield one

    def _void_before(self, number: ComplaintNumber, letter: int, others: OtherCases) -> Iterator[tuple[int, str]]:
        """Return the earlier letters of a case that answered another one first, and are void there by now."""
        for document in self.documents.get(number, ()):
            source = document.joint_source if document.sequence < letter else None
            lead = others.firsts.get(source[0]) if source else None
            if source and lead and source[1] <= len(lead.voided) and lead.voided[source[1] - 1]:
                yield document.sequence, lead.voided[source[1] - 1]

    def _relations(self, case: Case) -> tuple[Related, ...]:
        return lines_about(case, self.kinship, self.memory.cases, self.settings.hours.zone)

    def _joining(self, number: ComplaintNumber, others: OtherCases) -> Iterator[Case]:
        """Return the open cases that the letter of this one shall answer too, which have none of their own."""
        for other in self.kinship.joint.get(number, ()):
            case = others.firsts.get(other)
            if case is None or named_lead(case) != number:
                continue
            waits = case.outcome is None and case.current.step <= Step.REPLY_DRAFT
            context = replace(self._bare, lead=others.firsts.get(number), documents=self.documents.get(other, ()))
            if waits or void_reason(case, context):
                yield case

    @property
    def _bare(self) -> CaseContext:
        return CaseContext(rules=self.rules, groups=(), calendar=self.snapshot.workbook.calendar, now=self.now)

    def _lead_of(self, case: Case | None) -> ComplaintNumber | None:
        """Return the complaint whose letter answers a case, or shall by its row."""
        if case is None:
            return None
        theirs = self.documents.get(case.number, ())
        sources = (one.joint_source for one in theirs if one.sequence == case.letter_sequence)
        return next((source[0] for source in sources if source), named_lead(case))

    def _first_of(self, case: Case, others: OtherCases) -> FirstComplaint | None:
        """Return what may be told of the first complaint of a duplicate."""
        first = others.firsts.get(case.first) if case.first else None
        if first is None:
            return None
        context = replace(
            self._bare,
            documents=self.documents.get(first.number, ()),
            letters_mailed=frozenset(self._letters_mailed(first, first.letter_sequence - 1)),
            void_before=dict(self._void_before(first.number, first.letter_sequence, others)),
        )
        return to_customer.first_complaint(first, context)

    def _effective_before(self, case: Case) -> Iterator[EffectiveBefore]:
        """Return the complaints like an open one, or named as related, whose action was called effective of late."""
        if case.outcome is not None:
            return
        alike = self.memory.alike.get(case.number, ())
        likely = [one.other for one in alike if one.likeness is not Likeness.CUSTOMER]
        for other in dict.fromkeys((*likely, *relations.related_numbers(case))):
            before = self.memory.cases.get(other)
            if before is None or other == case.number:
                continue
            found = effective_before(before, self.now, self.rules.recurs_within, likely=other in likely)
            if found is not None:
                yield found

    def _head_then(self, case: Case | None) -> Person | None:
        """Return who was Kepala Balai when a reply was signed, where the tab Pejabat tells."""
        signed = [one for one in (case.steps if case else ()) if one.step is Step.SIGNATURE and one.ended]
        terms = self.snapshot.workbook.officials.known.terms
        if not signed or not terms or (ended := signed[-1].ended) is None:
            return None
        then = standing_on(terms, self.settings.hours.day_of(ended))
        holder = then.acting or then.head
        return holder.person if holder else None

    # -- when what is wanted is done

    def _sendable(self, wanted: list[Effect], *, sure: bool) -> _Sendable:
        """Sort effects into those of now, those that wait or rest, and mails that a person must allow."""
        judged = [(effect, self._rests(effect)) for effect in wanted]
        resting = tuple(effect for effect, rests in judged if rests)
        trying = [effect for effect, rests in judged if not rests]
        is_open, problem = self._office_is_open()
        waiting = () if is_open else tuple(_that_may_wait(trying))
        waiting += tuple(pacing.beyond_measure(trying, self.memory, self.settings, self.now))
        deferred = frozenset(mail.key for mail in waiting)
        kept, held_back = _likely(
            [effect for effect in trying if effect.key not in deferred], self.settings, sure=sure
        )
        usual = self.settings.mail.unlikely_above
        held = wording.many_mails(count=len(held_back), usual=usual) if held_back else ""
        return _Sendable(
            now=kept,
            waiting=waiting,
            held_back=held_back,
            resting=resting,
            problems=tuple(filter(None, (problem, held))),
        )

    def _rests(self, effect: Effect) -> bool:
        """Return whether it failed before and is left alone; it is tried at once when what it depends on changes."""
        setback = self.memory.setbacks.get(SetbackName.effect(effect.key))
        files = files_of(effect, self.snapshot.arrivals.checksums)
        return setback is not None and setback.rests(self.now, effect_rests_on(effect, files))

    def _undone(self, effects: Iterable[Effect]) -> list[Effect]:
        return [effect for effect in effects if str(effect.key) not in self.memory.results]

    def _office_is_open(self) -> tuple[bool, str]:
        """Return whether mail may go out by the clock, and what is wrong with the calendar, "" where nothing is."""
        if not self.settings.mail.only_in_office_hours:
            return True, ""
        try:
            return self.snapshot.workbook.calendar.is_open(self.now), ""
        except CalendarRunOut as error:
            return True, str(error)


def _as_in_force(case: Case, line: Line | None, cells: Mapping[str, str]) -> Line:
    """Return a row to be read, with what the signed form says in place of cells; one that is gone as last seen."""
    if line is None:
        return Line(-1, dict(cells))
    filled = {key: cells.get(key, "") for key in case.by_form}
    return replace(line, cells={**line.cells, **filled}) if filled else line


def _differ(before: Case | None, now: Case) -> bool:
    return before is not now and before != now


def _by_number(setbacks: Iterable[Setback]) -> Mapping[ComplaintNumber, tuple[Setback, ...]]:
    found: dict[ComplaintNumber, list[Setback]] = defaultdict(list)
    for one in setbacks:
        if one.number is not None:
            found[one.number].append(one)
    return {number: tuple(theirs) for number, theirs in found.items()}


@cache
def _headings() -> Mapping[str, str]:
    return {column.key: column.heading for column in tabs()["register"].columns}


def _claims(
    lines: Iterable[Line], cases: Mapping[ComplaintNumber, Case]
) -> Mapping[ComplaintNumber, ComplaintNumber]:
    """Return what the rows of open complaints say to be duplicates of what."""
    rows = (
        (number, line.text("classification"), line.text("duplicate_of"))
        for line in lines
        if (number := ComplaintNumber.read(line.text("number"))) and number in cases and cases[number].outcome is None
    )
    return claims_in(rows)


def matched(
    lines: Iterable[Line], cases: Collection[ComplaintNumber]
) -> tuple[Mapping[ComplaintNumber, Line], tuple[str, ...]]:
    """Match the Register's rows with the complaints; a row that fits none is a problem of its own.

    Raises:
        LedgerLost: there are rows and no complaints.
    """
    found: dict[ComplaintNumber, Line] = {}
    twins: list[str] = []
    strangers: list[Line] = []
    for line in lines:
        number = ComplaintNumber.read(line.text("number"))
        if number is None or number not in cases:
            strangers.append(line)
        elif number in found:
            twins.append(wording.row_twice(row=line.row + 1, number=number, first=found[number].row + 1))
        else:
            found[number] = line
    if strangers and not cases:
        raise LedgerLost(wording.ledger_is_empty(rows=len(strangers)))
    unknown = (wording.row_unknown(row=line.row + 1) for line in strangers)
    return found, (*twins, *unknown)


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


def _that_may_wait(effects: list[Effect]) -> Iterator[SendMail]:
    """Return the mails that wait for office hours; who complains at night is answered at once."""
    for effect in effects:
        if isinstance(effect, SendMail) and not pacing.is_acknowledgement(effect):
            yield effect


def _likely(
    effects: list[Effect], settings: OfficeSettings, *, sure: bool
) -> tuple[tuple[Effect, ...], tuple[SendMail, ...]]:
    """Hold the mails back when they are unlikely many; acknowledgements have a measure of their own."""
    mails = tuple(one for one in effects if isinstance(one, SendMail) and not pacing.is_acknowledgement(one))
    if sure or len(mails) <= settings.mail.unlikely_above:
        return tuple(effects), ()
    held = frozenset(mail.key for mail in mails)
    return tuple(effect for effect in effects if effect.key not in held), mails
