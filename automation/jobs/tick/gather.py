"""Gather: one read of the workbook, the forms' new answers, the scans waiting. No decision is taken here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from automation.domain.away import Away, away_in
from automation.domain.complaint import Intake
from automation.domain.documents import template_titles
from automation.domain.form_decisions import FormDecision
from automation.domain.letter_content import SeenDraft
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.domain.setback_name import SetbackName, Thing
from automation.domain.survey import SurveyAnswer
from automation.intake.form_answers import understood, unknown_in
from automation.intake.form_decision import form_decision_of
from automation.intake.survey import survey_answer_of
from automation.intake.taking_in import intake_of
from automation.jobs.documents_due import source_of
from automation.jobs.incoming_mail import arrivals as mail_arrivals
from automation.jobs.job_context import JobContext
from automation.jobs.looking import Looking
from automation.jobs.officials import SeenOfficials, groups_on, names_of_groups, seen_officials, terms_read
from automation.jobs.own_lists import CAUSES, SERVICES, ListKind, OwnList, seen_list
from automation.jobs.snapshot import Arrivals, SeenWorkbook, Snapshot, Table
from automation.jobs.tick import deciding, survey, wording
from automation.jobs.tick.drafts import drafts_in, folders_of_drafts, open_drafts, rivals_in
from automation.jobs.tick.evidence import look_for_evidence
from automation.jobs.tick.glance import LastLook
from automation.jobs.tick.long_tabs import LongTabs
from automation.jobs.tick.looking import Waiting, listed, scans_waiting
from automation.jobs.tick.room import nearly_full
from automation.jobs.tick.same_lines import Typed, lines_kept, look_at_typed
from automation.ports import FormAnswer, Forms, UnreadableWorkbook
from automation.register import routing
from automation.register import wording as register_wording
from automation.register.actions_tab import ReadActions, actions_in
from automation.register.lines import Headings, Line, WrongHeadings, headings_of, lines_of
from automation.register.merged_cells import MergedCells
from automation.register.officials_tab import ReadTerms
from automation.register.other_texts import FORMS as ALL_FORMS
from automation.register.other_texts import form_text
from automation.register.schema import Tab, tabs
from automation.register.typed_dates import TypedDates
from automation.register.typed_numbers import TypedNumbers

#: The forms whose answers become complaints.
INTAKES = ("public", "officer")
#: A form not asked for this long is asked whatever its raw tab shows, one form a tick.
ASK_EVERY = timedelta(minutes=15)
#: Answers this much older than the newest one seen are asked for again: two may cross on their way.
OVERLAP = timedelta(hours=1)


def gather(job: JobContext, memory: Memory, now: datetime, *, may_glance: bool = False) -> Snapshot:
    """Read the world as it is now.

    Args:
        job: the office's.
        memory: what the ledger remembers.
        now: the tick's moment.
        may_glance: where nothing was to be done at the last look, what people write suffices of the workbook.

    Raises:
        UnreadableWorkbook: one of our tabs is missing or renamed.
        WrongHeadings: a tab's headings are not as they must be.
    """
    last = memory.worked_out.of(LastLook)
    is_whole = not (may_glance and last.still_holds(job.workbook.read, _ranges(memory), memory, now))
    tables = _tables(job, memory, now) if is_whole else last.tables
    lengths = {form: max(0, len(tables[raw]) - 1) for form in ALL_FORMS if (raw := Place.raw(form)) in tables}
    looking = Looking(job.on_bug, memory, now)
    answered = _Answered(job, looking)
    for form in forms_to_ask(memory, lengths, now):
        answered.ask(form)
    found = listed(job, looking, tuple(open_drafts(memory)), folders_of_drafts(memory))
    waiting = scans_waiting(job, looking, found.here) if found else Waiting()
    drafts, gone = drafts_in(job, looking, found) if found else ({}, frozenset())
    arrivals = Arrivals(
        scan_folders=found.folders if found else None,
        coming=waiting.coming,
        edits=tuple(answered.edits),
        asked_wholly=frozenset(answered.wholly),
        intakes=tuple(sorted(answered.intakes, key=lambda one: (one.submitted_at, one.response))),
        scans=waiting.scans,
        asked=answered.asked,
        raw_lengths=lengths,
        incoming=mail_arrivals.mails_of(job, looking),
        decisions=tuple(answered.decisions),
        survey_answers=tuple(answered.survey),
        drafts=drafts,
        drafts_gone=gone,
        rivals=rivals_in(memory, found) if found else {},
        checksums=_watched(job, looking, drafts, gone),
    )
    notes = memory.notes
    typed = TypedDates.remembered(notes), TypedNumbers.remembered(notes), MergedCells.remembered(notes)
    seen = _workbook_in(job, memory, tables, typed, now)
    seen = replace(seen, evidence=look_for_evidence(job, looking, memory, seen.actions))
    # Last, with what the looking for evidence failed at.
    return Snapshot(now, seen, replace(arrivals, **looking.failures()), is_whole)


def _watched(
    job: JobContext, looking: Looking, drafts: Mapping[str, SeenDraft], gone: Iterable[str]
) -> Mapping[str, str]:
    """Return the checksums that effects may build on: once people change a file, a failed effect is tried at once.

    A draft that is gone has none, and one again when it comes back from the bin.
    """
    failing = (key for name in looking.memory.setbacks if (key := name.key))
    sources = {source for key in failing if (source := source_of(key))}
    found = {**dict.fromkeys(gone, ""), **{key: draft.md5 for key, draft in drafts.items()}}
    if any(isinstance(one, Place) for one in sources):
        found |= looking.of(SetbackName.TEMPLATES, lambda: _templates(job, looking.memory)) or {}
    return found


def _templates(job: JobContext, memory: Memory) -> Mapping[str, str]:
    """Return the checksum of each template by its place; "" for one that is gone."""
    places = {memory.places.get(Place.template(name), ""): Place.template(name) for name in template_titles()}
    listed = job.drive.listing(memory.places[Place.folder("templates")])
    return {**dict.fromkeys(places.values(), ""), **{places[one.id]: one.md5 for one in listed if one.id in places}}


class _Answered:
    """The forms' answers, each form and each answer read apart from the others."""

    def __init__(self, job: JobContext, looking: Looking) -> None:
        self.job = job
        self.looking = looking
        self.intakes: list[Intake] = []
        self.survey: list[SurveyAnswer] = []
        self.decisions: list[FormDecision] = []
        self.heard = deciding.heard(looking.memory)
        self.edits: list[Intake] = []
        self.asked: dict[str, datetime | None] = {}
        self.wholly: set[str] = set()

    def ask(self, form: str) -> None:
        """Ask a form; what cannot be read of it is asked for again with the next answers."""
        name = SetbackName.of(Thing.FORM, form)
        wholly = self._is_due_wholly(form)
        answers = self.looking.of(name, lambda: _by_our_keys(self.job, form, self.looking.memory, wholly=wholly))
        if answers is None:
            return
        self.looking.into(name)
        self.looking.into(SetbackName.answers(form))
        unread = [answer.submitted_at for answer in answers if not self._has_read(form, answer)]
        newest = max((answer.submitted_at for answer in answers), default=None)
        self.asked[form] = min([newest, *unread]) if newest else None
        if wholly:
            self.wholly.add(form)

    def _is_due_wholly(self, form: str) -> bool:
        """Return whether all answers of a form are to be read: once a day, for Google may not list edits by time."""
        today = str(self.job.settings.hours.day_of(self.looking.now))
        return form in INTAKES and self.looking.memory.notes.get(Note.whole(form)) != today

    def _has_read(self, form: str, answer: FormAnswer) -> bool:
        def read() -> bool:
            if form == deciding.FORM:
                if answer.response not in self.heard:
                    self.decisions.append(form_decision_of(answer, self.job.code_secret))
            elif form in survey.FORMS:
                on_paper = form == survey.PAPER_FORM
                self.survey.append(survey_answer_of(answer, self.job.code_secret, on_paper=on_paper))
            else:
                zone = self.job.settings.hours.zone
                intake = intake_of(answer, officer=form == "officer", zone=zone)
                self.intakes.append(intake)
                if answer.is_edited:
                    self.edits.append(intake)
            return True

        return self.looking.of(SetbackName.answer(form, answer.response), read) is not None


def look_again(job: JobContext, memory: Memory, snapshot: Snapshot) -> Snapshot:
    """Read the workbook anew and keep what else was gathered: people have gone on meanwhile.

    Raises:
        UnreadableWorkbook, WrongHeadings: as `gather`.
    """
    typed = snapshot.workbook.dates, snapshot.workbook.numbers, snapshot.workbook.merged
    tables = _tables(job, memory, snapshot.now)
    workbook = _workbook_in(job, memory, tables, typed, snapshot.now)
    return replace(snapshot, workbook=replace(workbook, evidence=snapshot.workbook.evidence), is_whole=True)


def _workbook_in(
    job: JobContext,
    memory: Memory,
    tables: Mapping[str, Table],
    typed: Typed,
    now: datetime,
) -> SeenWorkbook:
    """Return what the tables say; asks for the workbook's locale where somebody has typed a new date.

    Where somebody has typed a number that may be a letter's, it asks how the Register is shown; where somebody
    changed anything in the Register, which of its cells are merged. `typed` is what was known of these.
    """
    described, known = tabs(), memory.worked_out
    headings, lines = lines_kept(described["register"], tables["register"], known)
    dates, numbers, merged = look_at_typed(
        lines,
        tables,
        memory,
        typed,
        headings,
        is_indonesian=lambda: job.workbook.region().is_indonesian,
        as_shown=lambda: job.workbook.read([_quoted(described["register"])], as_shown=True)[0],
        merged=lambda: job.workbook.merged("register"),
    )
    listed, doubted_groups = dates.without_doubted("groups", tables["groups"])
    days, doubted_days = dates.without_doubted("holidays", tables["holidays"])
    groups, group_problems = known.of(routing.working_groups, described["groups"], listed)
    are_whole = not (group_problems or doubted_groups)
    names = names_of_groups(listed, memory.notes, are_whole=are_whole)
    causes, cause_problems = _list_in(CAUSES, memory, tables)
    services, service_problems = _list_in(SERVICES, memory, tables)
    officials = _officials_in(job, memory, tables, dates, names, now)
    calendar, calendar_problems = known.of(routing.office_calendar, described["holidays"], days, job.settings.hours)
    return SeenWorkbook(
        headings=headings,
        lines=merged.marked(numbers.marked(dates.marked(lines))),
        dates=dates,
        numbers=numbers,
        merged=merged,
        status=tables["status"],
        archive=tables["archive"],
        history=tables["history"],
        history_headings=_history_headings(tables["history.headings"]),
        recap=tables["recap"],
        groups=known.equal("groups on a day", groups_on(groups, officials.standing)),
        officials=officials,
        groups_are_whole=are_whole,
        calendar=calendar,
        holiday_rows=len(known.of(lines_of, described["holidays"], tables["holidays"])[1]),
        today=tables.get("today"),
        old_archive=tables.get("old_archive"),
        away=known.of(_without_rows, away_in(memory), lines),
        months=tables.get("months", ()),
        satisfaction=tables.get("satisfaction", ()),
        causes=causes,
        services=services,
        actions=_actions_in(memory, tables, dates),
        problems=(
            *group_problems,
            *officials.problems,
            *service_problems,
            *cause_problems,
            *calendar_problems,
            *doubted_groups,
            *doubted_days,
            *known.of(_nearly_full, known.equal("tables", tuple(tables)), *tables.values()),
        ),
    )


def _without_rows(away: Away, lines: Iterable[Line]) -> Away:
    """Return those of the complaints that moved whose row is not in the Register: who has one is there."""
    if not len(away):
        return away
    found = (ComplaintNumber.read(line.text("number")) for line in lines)
    return away.without(frozenset(number for number in found if number is not None))


def _actions_in(memory: Memory, tables: Mapping[str, Table], dates: TypedDates) -> ReadActions | None:
    """Return the actions' tab; None in a workbook from before it. One that was deleted lists nothing."""
    if "actions" not in tables:
        is_gone = Place.tab("actions") in memory.places
        return ReadActions(rows={}, problems=(register_wording.ACTIONS_GONE,)) if is_gone else None
    listed, doubted = dates.without_doubted("actions", tables["actions"])
    found = memory.worked_out.of(actions_in, tabs()["actions"], listed)
    return replace(found, problems=(*found.problems, *doubted)) if doubted else found


def _officials_in(
    job: JobContext,
    memory: Memory,
    tables: Mapping[str, Table],
    dates: TypedDates,
    groups: Iterable[str],
    now: datetime,
) -> SeenOfficials:
    """Return who holds which office; a date in Pejabat that is doubted is a fault of its row; so is a missing tab."""
    read = terms_read(tables.get("officials"), dates, groups, job.settings)
    if read is None and Place.tab("officials") in memory.places:
        read = ReadTerms((), (register_wording.OFFICIALS_GONE,))
    return seen_officials(read, memory.notes, job.settings.hours.day_of(now))


def _list_in(kind: ListKind, memory: Memory, tables: Mapping[str, Table]) -> tuple[OwnList, tuple[str, ...]]:
    """Return one of the office's own lists, and what is wrong with its tab."""
    table, was_there = tables.get(kind.tab), Place.tab(kind.tab) in memory.places
    return seen_list(kind, table, memory.notes, is_gone=was_there and table is None)


def _nearly_full(names: tuple[str, ...], *tables: Table) -> tuple[str, ...]:
    return nearly_full(dict(zip(names, tables, strict=True)), _widths())


@cache
def _widths() -> Mapping[str, int]:
    """Return the widths of tabs whose first column alone is read; a form's raw tab has one column a question."""
    raw: dict[str, int] = {Place.raw(form): len(form_text(form, "", "").questions) + 1 for form in ALL_FORMS}
    return {**{key: len(tab.columns) for key, tab in tabs().items()}, **raw}


#: Tabs that a workbook from before them lacks until setup is run again.
_LATER = ("months", "satisfaction", "officials", "services", "causes", "actions", "today", "old_archive")
#: Those without which a tick goes on, should somebody delete them.
_SPARED = ("officials", "services", "causes", "actions", "old_archive")
_WHOLE = ("register", "status", "archive", "groups", "holidays", "recap")


def _ranges(memory: Memory) -> Mapping[str, str]:
    """Return what is read of the workbook, by what it is."""
    described = tabs()
    ranges = {key: _quoted(described[key]) for key in _WHOLE}
    ranges |= {key: _quoted(described[key]) for key in _LATER if Place.tab(key) in memory.places}
    ranges["history"] = f"{_quoted(described['history'])}!A:A"
    ranges["history.headings"] = f"{_quoted(described['history'])}!1:1"
    return ranges | {place: f"'{_escaped(title)}'!A:A" for place, title in _raw_tabs(memory).items()}


def _raw_tabs(memory: Memory) -> Mapping[Place, str]:
    return {Place.raw(form): memory.places[Place.raw(form)] for form in ALL_FORMS if Place.raw(form) in memory.places}


def _tables(job: JobContext, memory: Memory, now: datetime) -> Mapping[str, Table]:
    """Read all tabs in one call; rows that say what they did last time are the very same.

    A raw tab that is gone (the form was unlinked) is forgotten; without some of our own tabs the rest is read, until
    they are back.
    """
    ranges, known = _ranges(memory), memory.worked_out
    long = known.of(LongTabs)
    found = {key: known.table(key, table) for key, table in _all_there(job, memory, ranges, long, now).items()}
    known.of(LastLook).looked(ranges, found, long.whole_at or now)
    return found


def _all_there(
    job: JobContext, memory: Memory, ranges: Mapping[str, str], long: LongTabs, now: datetime
) -> Mapping[str, Table]:
    try:
        return long.read(job.workbook.read, ranges, now)
    except UnreadableWorkbook:
        there = job.workbook.tabs()
    gone = [place for place, title in _raw_tabs(memory).items() if title not in there]
    lost = {*gone, *(key for key in _SPARED if tabs()[key].title not in there)}
    # If another of our own tabs is missing, this names it.
    found = long.read(job.workbook.read, {key: text for key, text in ranges.items() if key not in lost}, now)
    for place in gone:
        job.ledger.forget_place(place)
    return found


def _history_headings(table: Table) -> Headings:
    """Find Riwayat's columns; a tick reads the first alone, so that it costs the same however long it grows."""
    tab = tabs()["history"]
    headings = headings_of(tab, table[0] if table else ())
    if headings.places["sequence"]:
        raise WrongHeadings(wording.not_the_first_column(title=tab.title, heading=tab.column("sequence").heading))
    return headings


def _quoted(tab: Tab) -> str:
    return f"'{_escaped(tab.title)}'"


def _escaped(title: str) -> str:
    return title.replace("'", "''")


def forms_to_ask(memory: Memory, lengths: Mapping[str, int], now: datetime) -> list[str]:
    """Return the forms with news, and of the others the one longest unasked where that is long: a tick stays cheap.

    The other forms have time: where one is not linked it waits for its turn, and where both forms of complaints are
    asked in every tick it takes the officer's form's turn, so that a quiet tick never asks three.
    """
    asked = {form: memory.notes.get(Note.asked(form), "") for form in _open_forms(memory)}
    with_news = _forms_with_news(asked, memory, lengths)
    unasked = [form for form in asked if form not in with_news and _is_long_ago(asked[form], now)]
    turn = sorted(unasked, key=asked.__getitem__)[:1]
    unlinked = [form for form in with_news if form not in lengths and asked[form]]
    if turn and turn[0] not in INTAKES and len(unlinked) == len(INTAKES):
        with_news.remove("officer")
    return with_news + turn


def _forms_with_news(asked: Mapping[str, str], memory: Memory, lengths: Mapping[str, int]) -> list[str]:
    """Return the forms that may have news; of those without complaints only where a raw tab tells so."""
    with_news = [form for form in INTAKES if not asked[form] or _has_news(form, memory, lengths)]
    linked = (form for form in asked if form not in INTAKES and form in lengths)
    return with_news + [form for form in linked if _has_news(form, memory, lengths)]


def _open_forms(memory: Memory) -> tuple[str, ...]:
    return (*INTAKES, *deciding.awaited(memory), *survey.awaited(memory))


def _has_news(form: str, memory: Memory, lengths: Mapping[str, int]) -> bool:
    """Return whether the form's raw tab grew; a form that is not linked may always have news."""
    return form not in lengths or lengths[form] != int(memory.notes.get(Note.length(form), "-1"))


def _is_long_ago(asked_at: str, now: datetime) -> bool:
    # A clock that was set back counts as long ago, and what was never asked too.
    return not asked_at or not timedelta() <= now - datetime.fromisoformat(asked_at) < ASK_EVERY


def all_answers(job: JobContext, memory: Memory, form: str) -> tuple[FormAnswer, ...]:
    """Return all answers of a form of complaints, by our keys."""
    return _by_our_keys(job, form, replace(memory, responses={}), wholly=True)


def _by_our_keys(job: JobContext, form: str, memory: Memory, *, wholly: bool) -> tuple[FormAnswer, ...]:
    """Return a form's new answers, or all, by our keys; its questions are asked for where an answer's is not ours."""
    found = _answers(job.forms, form, memory, wholly=wholly)
    if form == deciding.FORM:
        deciding.must_be_signed(job.forms, memory.places[Place.form(form)], found, memory)
    if form not in INTAKES:
        return found
    text = form_text(form, job.settings.office.name, job.settings.office.email)
    fresh = [one for one in found if one.response not in memory.responses or one.is_edited]
    if not any(unknown_in(one, text) for one in fresh):
        return found
    asked = job.forms.questions(memory.places[Place.form(form)])
    return tuple(understood(one, text, asked) for one in found)


def _answers(forms: Forms, form: str, memory: Memory, *, wholly: bool) -> tuple[FormAnswer, ...]:
    newest = None if wholly else memory.notes.get(Note.newest(form))
    since = datetime.fromisoformat(newest) - OVERLAP if newest else None
    return forms.answers(memory.places[Place.form(form)], since)
