"""Gather: one read of the workbook, the forms' new answers, the scans waiting. No decision is taken here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from automation.domain.complaint import Intake
from automation.domain.documents import DocumentKind
from automation.domain.effects import EffectKey
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.office_hours import OfficeHours
from automation.domain.places import Place
from automation.domain.survey import SurveyAnswer
from automation.intake.survey import survey_answer_of
from automation.intake.taking_in import intake_of
from automation.jobs.documents_due import source_of
from automation.jobs.incoming_mail import reading as mail_reading
from automation.jobs.job_context import JobContext
from automation.jobs.looking import Looking
from automation.jobs.snapshot import Arrivals, SeenWorkbook, Snapshot, Table
from automation.jobs.tick import survey, wording
from automation.jobs.tick.looking import scans_waiting
from automation.jobs.tick.room import nearly_full
from automation.jobs.trouble import ANSWER, FORM, TEMPLATES, WATCHED
from automation.ports import FormAnswer, Forms, UnreadableWorkbook
from automation.register import routing
from automation.register.other_texts import FORMS as ALL_FORMS
from automation.register.other_texts import form_text
from automation.register.reading import Headings, WrongHeadings, headings_of, lines_of
from automation.register.schema import Tab, tabs

#: The forms whose answers become complaints.
INTAKES = ("public", "officer")
#: A form not asked for this long is asked whatever its raw tab shows, one form a tick.
ASK_EVERY = timedelta(minutes=15)
#: Answers this much older than the newest one seen are asked for again: two may cross on their way.
OVERLAP = timedelta(hours=1)
#: So many files of failed effects are watched; an effect that builds on another file is retried after its pause.
MOST_WATCHED = 100


def gather(job: JobContext, memory: Memory, now: datetime) -> Snapshot:
    """Read the world as it is now.

    Raises:
        UnreadableWorkbook: one of our tabs is missing or renamed.
        WrongHeadings: a tab's headings are not as they must be.
    """
    tables = _tables(job, memory)
    lengths = {form: max(0, len(tables[raw]) - 1) for form in ALL_FORMS if (raw := Place.raw(form)) in tables}
    looking = Looking(job.on_bug, memory, now)
    answered = _Answered(job, looking)
    for form in forms_to_ask(memory, lengths, now):
        answered.ask(form)
    scans, folders = scans_waiting(job, looking)
    arrivals = Arrivals(
        folders_among_scans=folders,
        intakes=tuple(sorted(answered.intakes, key=lambda one: (one.submitted_at, one.response))),
        scans=scans,
        asked=answered.asked,
        raw_lengths=lengths,
        incoming=mail_reading.mails_of(job, looking),
        survey_answers=tuple(answered.survey),
        checksums=_watched(job, looking),
        **looking.outcome(),
    )
    return Snapshot(now, _workbook_in(tables, job.settings.hours), arrivals)


def _watched(job: JobContext, looking: Looking) -> Mapping[str, str]:
    """Ask for the files that failed effects build on: once people change one, its effect is tried at once."""
    failing = (key for name in looking.memory.setbacks if (key := EffectKey.read(name)))
    sources = {source for key in failing if (source := source_of(key))}
    drafts = sorted(str(one) for one in sources if not isinstance(one, Place))[:MOST_WATCHED]
    found: dict[str, str] = {}
    if drafts:
        found |= looking.of(WATCHED, lambda: job.drive.checksums(drafts)) or {}
    if any(isinstance(one, Place) for one in sources):
        found |= looking.of(TEMPLATES, lambda: _templates(job, looking.memory)) or {}
    return found


def _templates(job: JobContext, memory: Memory) -> Mapping[str, str]:
    """Return the checksum of each template by its place."""
    places = {memory.places.get(Place.template(kind.value), ""): Place.template(kind.value) for kind in DocumentKind}
    listed = job.drive.listing(memory.places[Place.folder("templates")])
    return {places[one.id]: one.md5 for one in listed if one.id in places}


class _Answered:
    """The forms' answers, each form and each answer read apart from the others."""

    def __init__(self, job: JobContext, looking: Looking) -> None:
        self.job = job
        self.looking = looking
        self.intakes: list[Intake] = []
        self.survey: list[SurveyAnswer] = []
        self.asked: dict[str, datetime | None] = {}

    def ask(self, form: str) -> None:
        """Ask a form; what cannot be read of it is asked for again with the next answers."""
        answers = self.looking.of(f"{FORM}{form}", lambda: _answers(self.job.forms, form, self.looking.memory))
        if answers is None:
            return
        self.looking.into(f"{FORM}{form}")
        self.looking.into(f"{ANSWER}{form}/")
        unread = [answer.submitted_at for answer in answers if not self._has_read(form, answer)]
        newest = max((answer.submitted_at for answer in answers), default=None)
        self.asked[form] = min([newest, *unread]) if newest else None

    def _has_read(self, form: str, answer: FormAnswer) -> bool:
        def read() -> bool:
            if form == survey.FORM:
                self.survey.append(survey_answer_of(answer, self.job.code_secret))
            else:
                zone = self.job.settings.hours.zone
                self.intakes.append(intake_of(answer, officer=form == "officer", zone=zone))
            return True

        return self.looking.of(f"{ANSWER}{form}/{answer.response}", read) is not None


def look_again(job: JobContext, memory: Memory, snapshot: Snapshot) -> Snapshot:
    """Read the workbook anew and keep what else was gathered: people have gone on meanwhile.

    Raises:
        UnreadableWorkbook, WrongHeadings: as `gather`.
    """
    return replace(snapshot, workbook=_workbook_in(_tables(job, memory), job.settings.hours))


def _workbook_in(tables: Mapping[str, Table], hours: OfficeHours) -> SeenWorkbook:
    described = tabs()
    headings, lines = lines_of(described["register"], tables["register"])
    groups, group_problems = routing.working_groups(described["groups"], tables["groups"])
    calendar, calendar_problems = routing.office_calendar(described["holidays"], tables["holidays"], hours)
    return SeenWorkbook(
        headings=headings,
        lines=lines,
        status=tables["status"],
        archive=tables["archive"],
        history=tables["history"],
        history_headings=_history_headings(tables["history.headings"]),
        recap=tables["recap"],
        groups=groups,
        calendar=calendar,
        holiday_rows=len(lines_of(described["holidays"], tables["holidays"])[1]),
        survey=tables.get("survey", ()),
        problems=(*group_problems, *calendar_problems, *nearly_full(tables, _widths())),
    )


@cache
def _widths() -> Mapping[str, int]:
    """Return the widths of tabs whose first column alone is read; a form's raw tab has one column a question."""
    raw: dict[str, int] = {Place.raw(form): len(form_text(form, "", "").questions) + 1 for form in ALL_FORMS}
    return {**{key: len(tab.columns) for key, tab in tabs().items()}, **raw}


_WHOLE = ("register", "status", "archive", "groups", "holidays", "recap")


def _tables(job: JobContext, memory: Memory) -> Mapping[str, Table]:
    """Read all tabs in one call; a raw tab that is gone (the form was unlinked) is forgotten."""
    described = tabs()
    raw = {Place.raw(form): memory.places[Place.raw(form)] for form in ALL_FORMS if Place.raw(form) in memory.places}
    ranges = {key: _quoted(described[key]) for key in _WHOLE}
    if Place.tab("survey") in memory.places:  # Not so in a workbook from before the survey, until setup is run again.
        ranges["survey"] = _quoted(described["survey"])
    ranges["history"] = f"{_quoted(described['history'])}!A:A"
    ranges["history.headings"] = f"{_quoted(described['history'])}!1:1"
    linked = {place: f"'{_escaped(title)}'!A:A" for place, title in raw.items()}
    try:
        found = job.workbook.read([*ranges.values(), *linked.values()])
    except UnreadableWorkbook:
        if not linked:
            raise
        found = job.workbook.read(list(ranges.values()))  # If one of our own tabs is missing, this names it.
        for place in linked:
            job.ledger.forget_place(place)
        linked = {}
    return dict(zip([*ranges, *linked], found, strict=True))


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

    The survey has time: where it is not linked it waits for its turn, and where both other forms are asked in every
    tick it takes the officer's form's turn, so that a quiet tick never asks three.
    """
    asked = {form: memory.notes.get(Note.asked(form), "") for form in _open_forms(memory)}
    with_news = _forms_with_news(asked, memory, lengths)
    unasked = [form for form in asked if form not in with_news and _is_long_ago(asked[form], now)]
    turn = sorted(unasked, key=asked.__getitem__)[:1]
    unlinked = [form for form in with_news if form not in lengths and asked[form]]
    if turn == [survey.FORM] and len(unlinked) == len(INTAKES):
        with_news.remove("officer")
    return with_news + turn


def _forms_with_news(asked: Mapping[str, str], memory: Memory, lengths: Mapping[str, int]) -> list[str]:
    """Return the forms that may have news; of the survey only where its raw tab tells so."""
    with_news = [form for form in INTAKES if not asked[form] or _has_news(form, memory, lengths)]
    if survey.FORM in asked and survey.FORM in lengths and _has_news(survey.FORM, memory, lengths):
        with_news.append(survey.FORM)
    return with_news


def _open_forms(memory: Memory) -> tuple[str, ...]:
    return (*INTAKES, survey.FORM) if survey.is_awaited(memory) else INTAKES


def _has_news(form: str, memory: Memory, lengths: Mapping[str, int]) -> bool:
    """Return whether the form's raw tab grew; a form that is not linked may always have news."""
    return form not in lengths or lengths[form] != int(memory.notes.get(Note.length(form), "-1"))


def _is_long_ago(asked_at: str, now: datetime) -> bool:
    # A clock that was set back counts as long ago, and what was never asked too.
    return not asked_at or not timedelta() <= now - datetime.fromisoformat(asked_at) < ASK_EVERY


def _answers(forms: Forms, form: str, memory: Memory) -> tuple[FormAnswer, ...]:
    newest = memory.notes.get(Note.newest(form))
    since = datetime.fromisoformat(newest) - OVERLAP if newest else None
    return forms.answers(memory.places[Place.form(form)], since)
