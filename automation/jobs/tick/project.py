"""The job's tabs as the ledger says they should be: everything goes out in one write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import partial
from typing import TypeVar

from automation.domain.actions import Action
from automation.domain.addresses import Addresses
from automation.domain.away import Away, away_in
from automation.domain.calendar import OfficeCalendar
from automation.domain.case import Case
from automation.domain.cells import AppendRows, Change, NewRows, Written
from automation.domain.effects import Document
from automation.domain.memory import HistoryLine, Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName
from automation.domain.survey import SurveyAnswer
from automation.domain.vocabulary import Step
from automation.jobs.boundary import OnBug
from automation.jobs.periodic.counting import counting_rules, lists_counted_by
from automation.jobs.settings_views import rules_of
from automation.jobs.snapshot import Snapshot
from automation.jobs.telling.to_owners import ActionToDo
from automation.jobs.tick import answer_edits, heartbeat, wording
from automation.jobs.tick.in_step import InStep, in_step_of
from automation.jobs.tick.plan import CaseView
from automation.jobs.tick.today import today_changes
from automation.jobs.trouble import Attempts, Trouble
from automation.jobs.yearly.moving import TAB, answers, asked_in
from automation.register import projection
from automation.register.actions_tab import ActionRow, action_row
from automation.register.archive_tab import homeless_rows
from automation.register.keyed import alike, keyed_changes, placed_changes, shown_row
from automation.register.lines import headings_of
from automation.register.schema import tabs
from automation.report.figures import Counting, Figure, KeptTally, figures_of_tally
from automation.report.months import KeptMonths, rows_of_tallies
from automation.report.period import Period
from automation.report.sums import EndedIn, Sum, sums
from automation.report.survey import grade_of, judged
from automation.settings.values import OfficeSettings
from automation.workflow import recurrence
from automation.workflow.causes import category_of

T = TypeVar("T")


def changes_for(
    snapshot: Snapshot,
    memory: Memory,
    views: Iterable[CaseView],
    to_do: tuple[ActionToDo, ...],
    history: Iterable[HistoryLine],
    settings: OfficeSettings,
    on_bug: OnBug,
    resting: Resting | None = None,
) -> tuple[tuple[Change, ...], Mapping[SetbackName, Trouble]]:
    """Return the changes that make the job's tabs show the ledger, and the rows that could not be laid out.

    `resting` says which of the views are the very same ones as last time.
    """
    settings, all_views = memory.worked_out.equal("settings in force", settings), tuple(views)
    shown = _Projection(
        snapshot=snapshot,
        memory=memory,
        views=all_views,
        cases=memory.worked_out.equal("cases counted", tuple(view.case for view in all_views)),
        to_do=to_do,
        settings=settings,
        attempts=Attempts(on_bug),
        resting=resting,
    )
    changes = (
        *shown.register(),
        *shown.status(),
        *shown.today(),
        *shown.archive(),
        *shown.actions(),
        *shown.old_archive(),
        *shown.history(history),
        *shown.figures(),
        # Last: rows that are appended to Rekap go below the last one with anything in it.
        *heartbeat.unheard(snapshot.workbook.recap, memory.notes),
    )
    return changes, shown.attempts.troubles


@dataclass(frozen=True, slots=True)
class Resting:
    """The views of this tick, and all others, which are one mapping until one of these is another."""

    moving: tuple[CaseView, ...]
    at_rest: Mapping[ComplaintNumber, CaseView]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Projection:
    """The tabs as they should be, each row laid out apart from the others."""

    snapshot: Snapshot
    memory: Memory
    views: tuple[CaseView, ...]
    to_do: tuple[ActionToDo, ...]
    settings: OfficeSettings
    cases: tuple[Case, ...]
    attempts: Attempts
    resting: Resting | None = None

    @property
    def away(self) -> Away:
        """The complaints whose rows stand in yearly workbooks."""
        return self.snapshot.workbook.away

    @property
    def zone(self) -> tzinfo:
        return self.settings.hours.zone

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.settings.google.base_address)

    def row(self, tab: str, key: str, laid: Callable[[], T]) -> Iterator[T]:
        """Lay a row out; nothing where that fails."""
        found = self.attempts.of(SetbackName.row(tabs()[tab].title, key), laid)
        if found is not None:
            yield found

    def register(self) -> Iterator[Change]:
        tab, headings = tabs()["register"], self.snapshot.workbook.headings
        if self.memory.notes.get(Note.LOOKUPS_BROKEN):
            lookups = projection.lookups(tab, headings)
            yield from alike(tab, headings, (line.row for line in self.snapshot.workbook.lines), lookups)
        lines = self.snapshot.workbook.lines
        for case in self.memory.worked_out.of(projection.missing_cases, self.cases, lines, self.away):
            lay = partial(projection.register_row, case, tab, headings, self.zone, self.addresses)
            yield from (NewRows(tab.key, (row,)) for row in self.row(tab.key, str(case.number), lay))

    def status(self) -> tuple[Change, ...]:
        """Return the rows that differ; one that was seen to show the very same view need not be laid out again."""
        tab, shown = tabs()["status"], self.in_step("status", "number")
        resting, views, rows = self.resting, self.views, []
        if resting is not None and shown.still_shows_all(resting.at_rest):
            views = resting.moving
        for view in views:
            if view.case.number in self.away or shown.still_shows(view.case.number, view):
                continue
            for row in self.row("status", str(view.case.number), partial(self._status_row, view)):
                rows.append(row)
                if not view.is_broken:
                    shown.expect(view.case.number, str(view.case.number), view)
        changes = keyed_changes(tab, "number", self.snapshot.workbook.status, rows, shown.keyed)
        shown.conclude(changes)
        if resting is not None and not (changes or self.attempts.troubles):
            shown.shows_all(resting.at_rest)
        return changes

    def in_step(self, tab: str, key: str) -> InStep:
        """Return which rows of a tab are known to show what they should, under the headings that it has now."""
        table = getattr(self.snapshot.workbook, tab)
        headings = self.memory.worked_out.equal(
            f"headings of {tab}", headings_of(tabs()[tab], table[0] if table else ())
        )
        found = self.memory.worked_out.of(in_step_of(tab), headings)
        found.look(table, headings.places[key])
        return found

    def _status_row(self, view: CaseView) -> Mapping[str, Written]:
        if not view.is_broken:
            return status_row(view, self.zone, self.addresses)
        # As it was: of a broken case nothing new is known but that it is one.
        number = str(view.case.number)
        return {
            **shown_row(tabs()["status"], self.snapshot.workbook.status, number),
            "warning": "\n".join(view.warnings),
        }

    def today(self) -> Iterator[Change]:
        lay = partial(today_changes, self.snapshot, self.memory, self.views, self.to_do, self.settings)
        for changes in self.row("today", "", lay):
            yield from changes

    def archive(self) -> Iterator[Change]:
        tab, shown = tabs()["archive"], self.snapshot.workbook.archive
        here = self.memory.worked_out.of(_documents_here, self.memory.documents, self.away)
        gone = self.memory.worked_out.of(homeless_rows, shown, here)
        known = self.in_step("archive", "document")
        for document in gone:
            headings = headings_of(tab, shown[0])
            lay = partial(projection.archive_row_whole, document, headings, self.zone, self.addresses)
            yield from (NewRows(tab.key, (row,)) for row in self.row(tab.key, document.effect, lay))
        rows, documents = [], here
        for document in () if known.still_shows_all(documents) else documents:
            if known.still_shows(document.effect, document) or document in gone:
                continue
            laid = partial(projection.archive_row, document, self.zone, self.addresses)
            for row in self.row("archive", document.effect, laid):
                rows.append(row)
                known.expect(document.effect, document.effect, document)
        rows += [
            row
            for one in self.memory.office_documents
            for row in self.row(
                "archive", one.effect, partial(projection.office_archive_row, one, self.zone, self.addresses)
            )
        ]
        changes = keyed_changes(tab, "document", shown, rows, known.keyed)
        known.conclude(changes)
        if not (changes or gone or self.attempts.troubles):
            known.shows_all(documents)
        yield from changes

    def actions(self) -> Iterator[Change]:
        """Add the rows that are missing in Tindakan, whole; a row that is there is never written into."""
        tab, found = tabs()["actions"], self.snapshot.workbook.actions
        if found is None or found.headings is None:
            return
        for action in self.memory.worked_out.of(_actions_missing, self.memory.actions, found.rows, self.away):
            lay = partial(action_row, action, tab, found.headings)
            yield from (NewRows(tab.key, (row,)) for row in self.row(tab.key, action.key, lay))

    def old_archive(self) -> Iterator[Change]:
        """Show each yearly workbook, and what became of what people ask for there."""
        tab, table = tabs()[TAB], self.snapshot.workbook.old_archive
        books = {mark: id for place, id in self.memory.places.items() if (mark := place.year_mark)}
        if table is None or not books:
            return
        moved = self.memory.worked_out.of(_moved, away_in(self.memory))
        asked = asked_in(table)
        rows: list[Mapping[str, Written]] = [
            {
                "book": mark,
                "link": self.addresses.workbook(id),
                "complaints": moved[mark],
                "answer": answers(asked.get(mark, ()), self.memory, self.away),
            }
            for mark, id in sorted(books.items())
        ]
        yield from keyed_changes(tab, "book", table, rows)

    def history(self, lines: Iterable[HistoryLine]) -> tuple[Change, ...]:
        tab, given = tabs()["history"], tuple(lines)
        shown = {row[0] for row in self.snapshot.workbook.history[1:] if row} if given else set()
        lines = given
        absent = [projection.history_row(line, self.zone) for line in lines if line.sequence not in shown]
        rows = tuple(self.snapshot.workbook.history_headings.job_cells(tab, cells) for cells in absent)
        return (AppendRows(tab.key, rows),) if rows else ()

    def figures(self) -> Iterator[Change]:
        recap = partial(_recap, self.snapshot, self.memory, self.cases, self.settings)
        survey = partial(_survey, self.snapshot, self.memory, self.cases, self.settings)
        months = partial(_months, self.snapshot, self.memory, self.cases, self.settings)
        for changes in (
            *self.row("months", "", months),
            *self.row("recap", "", recap),
            *self.row("satisfaction", "", survey),
        ):
            yield from changes


def _moved(away: Away) -> Mapping[str, int]:
    """Return how many complaints stand in each yearly workbook, by its mark."""
    return Counter(one.mark for one in away.passages.values())


def _actions_missing(actions: Mapping[str, Action], rows: Mapping[str, ActionRow], away: Away) -> tuple[Action, ...]:
    """Return the actions that have no row, neither in Tindakan nor in a yearly workbook."""
    return tuple(one for one in actions.values() if one.key not in rows and not (one.row_seen and one.number in away))


def _documents_here(documents: tuple[Document, ...], away: Away) -> tuple[Document, ...]:
    """Return the documents whose rows stand in Arsip itself: the very same ones where none is away."""
    return tuple(one for one in documents if not away.holds_document(one)) if len(away) else documents


def _recap(
    snapshot: Snapshot, memory: Memory, cases: tuple[Case, ...], settings: OfficeSettings
) -> tuple[Change, ...]:
    """Return the changes that make Rekap show this year's figures."""
    hours = settings.hours
    year = replace(Period.year(snapshot.now.astimezone(hours.zone).year), title=wording.THIS_YEAR)
    known = memory.worked_out
    counting = known.equal("counting of this year", Counting(year, hours.zone, rules_of(settings), hours.week))
    counted = known.of(_counted, known.of(KeptTally, counting), cases, memory.survey)
    rows = [{"measure": figure.measure, "value": figure.value} for figure in counted]
    return placed_changes(tabs()["recap"], snapshot.workbook.recap, rows)


def _counted(kept: KeptTally, cases: tuple[Case, ...], answers: tuple[SurveyAnswer, ...]) -> tuple[Figure, ...]:
    outcomes = {case.number: case.outcome for case in cases} if answers else {}
    return figures_of_tally(kept.of(cases), kept.counting, outcomes, answers)


def months_mark(snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> str:
    """Return what Rekap Bulanan rests on: what happened, as Riwayat counts it, and the day."""
    return f"{settings.hours.day_of(snapshot.now)} {memory.history_length} {len(memory.cases)}"


def _months(
    snapshot: Snapshot, memory: Memory, cases: tuple[Case, ...], settings: OfficeSettings
) -> tuple[Change, ...]:
    """Return the changes that make Rekap Bulanan show its figures; none where they were seen to hold."""
    table = snapshot.workbook.months
    if not table or memory.notes.get(Note.MONTHS_SHOWN) == months_mark(snapshot, memory, settings):
        return ()
    known, calendar = memory.worked_out, snapshot.workbook.calendar
    office = counting_rules(settings, calendar, memory.notes)
    today = settings.hours.day_of(snapshot.now)
    kept = known.of(_no_months, settings, calendar, known.equal("lists of months", lists_counted_by(memory.notes)))
    rows = [
        {
            "section": one.section,
            "measure": one.measure,
            **{f"m{place}": value for place, value in enumerate(one.months, 1)},
            "year": one.year,
        }
        for one in rows_of_tallies(kept.of(cases, office, today), office.rules, today)
    ]
    return placed_changes(tabs()["months"], table, rows)


def _no_months(*_: object) -> KeptMonths:
    return KeptMonths()


def _survey(
    snapshot: Snapshot, memory: Memory, cases: tuple[Case, ...], settings: OfficeSettings
) -> tuple[Change, ...]:
    """Return the changes that make Survei show its sums; none where an office has no such tab yet."""
    if not snapshot.workbook.satisfaction:
        return ()
    known, calendar = memory.worked_out, snapshot.workbook.calendar
    year = known.equal("year of the survey", Period.year(snapshot.now.astimezone(settings.hours.zone).year))
    lists = known.equal("lists counted by", lists_counted_by(memory.notes))
    settled = known.of(EndedIn, year, settings.hours.zone)
    rows = known.of(_survey_rows, memory.survey, cases, settled, settings, calendar, year, lists)
    return placed_changes(tabs()["satisfaction"], snapshot.workbook.satisfaction, rows)


def _survey_rows(
    answers: tuple[SurveyAnswer, ...],
    cases: tuple[Case, ...],
    settled: EndedIn,
    settings: OfficeSettings,
    calendar: OfficeCalendar,
    year: Period,
    lists: Mapping[Note, str],
) -> list[Mapping[str, Written]]:
    office = counting_rules(settings, calendar, lists)
    given = judged(answers, {case.number: case.outcome for case in cases}) if answers else ()
    return [_sum_row(one) for one in sums(settled.of(cases), cases, given, year, office)]


def _sum_row(one: Sum) -> Mapping[str, Written]:
    return {
        "period": one.period,
        "service": one.service,
        "settled": one.answered.ended,
        "answered": one.answered.kept,
        "share": one.answered.share,
        "counted": one.counted,
        "index": None if one.index is None else float(one.index),
        "grade": "" if one.index is None else grade_of(one.index).value,
        **{f"u{place}": None if index is None else float(index) for place, index in enumerate(one.elements, 1)},
    }


def status_row(view: CaseView, zone: tzinfo, addresses: Addresses) -> Mapping[str, Written]:
    """Return the cells of a complaint's row in Status."""
    case, status = view.case, view.status
    return {
        "number": str(case.number),
        "status": status.state,
        "step": wording.STEPS_UNKNOWN if case.ended_before_import else f"{case.current.step.value}/10",
        "responsible": status.responsible,
        "since": projection.local(status.since, zone),
        "due": projection.local(status.due, zone) if status.due else None,
        "urgency": status.urgency.value,
        "group": _group(view),
        "rounds": _rounds(view),
        "folder": addresses.folder(view.folder) if view.folder else "",
        "draft": addresses.file(view.reply) if view.reply else "",
        "chat": view.chat,
        "warning": "\n".join(view.warnings),
        "letter": view.letter,
        "relations": "\n".join(one.line for one in view.relations),
        "answer_edit": answer_edits.shown(case, zone),
        "papers": view.papers,
        "alike": view.alike,
        "owner": view.owner,
        "actions": view.actions,
        "recurrence": recurrence.shown(case),
        "cause_category": category_of(case),
        "version": case.draft.content.seal.name if case.draft else "",
    }


def _group(view: CaseView) -> str:
    """Return the working group in charge, with those that support it."""
    held = view.case.disposition
    if held is None:
        return _proposed(view)
    helpers = [one for one in view.facts.supporting_groups if one != held.group]
    return wording.supported(held.group, helpers) if helpers else held.group


def _proposed(view: CaseView) -> str:
    return wording.proposed(view.case.proposed) if view.case.proposed else ""


def _rounds(view: CaseView) -> str:
    actions, drafts = view.case.round_of(Step.CAUSE), view.case.round_of(Step.REPLY_DRAFT)
    said = [wording.action_round(actions)] if actions > 1 else []
    said += [wording.draft_round(drafts)] if drafts > 1 else []
    reopened = len(view.case.reopenings)
    return "; ".join([*said, wording.reopened(reopened)] if reopened else said)
