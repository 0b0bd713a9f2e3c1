"""Cases replayed: Riwayat says when things happened; the Register, the forms and the mailbox say what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from automation.domain.answer_edits import AnswerEdit
from automation.domain.case import Case
from automation.domain.complaint import ExtraAnswer, Intake, imported_response
from automation.domain.form_decisions import FormDecision, HeardAnswer
from automation.domain.happenings import Edited, FilledByForm, FormAnswerRefused, Imported
from automation.domain.memory import HistoryLine, Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.officials import standing_on
from automation.domain.rules import Rules
from automation.domain.vocabulary import Channel
from automation.intake.taking_in import intake_of
from automation.jobs.incoming_mail.rebuilding import intake_by_mail
from automation.jobs.job_context import JobContext
from automation.jobs.officials import settings_on
from automation.jobs.own_lists import SERVICES
from automation.jobs.rebuild import wording
from automation.jobs.settings_views import rules_of
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick import deciding
from automation.jobs.tick.gather import INTAKES, all_answers
from automation.register.lines import Line, moment_of, staff_cells, staff_facts
from automation.register.schema import tabs
from automation.workflow.case_context import CaseContext
from automation.workflow.replay import Columns, replayed

_NO_ROW = Line(-1, {})
_A_MINUTE = timedelta(minutes=1)
_TEXTS = (
    "complainant",
    "company",
    "email",
    "phone",
    "address",
    "stated_service",
    "order_reference",
    "subject",
    "description",
    "remedy",
)


class Retelling:
    """Replays cases; `gaps` says what could not be found.

    Args:
        job: the office.
        snapshot: the world.
        memory: what an old copy of the ledger still knows; what came in is taken from there.
        history: all lines of Riwayat, by their order.
        whole: no line is lost, so they hold each cell's text; what was written since is left to the next tick.
    """

    def __init__(
        self, job: JobContext, snapshot: Snapshot, memory: Memory, history: Sequence[HistoryLine], *, whole: bool
    ) -> None:
        self.whole = whole
        self.job = job
        self.snapshot = snapshot
        self.memory = memory
        self.gaps: list[str] = []
        self.history: dict[ComplaintNumber, list[HistoryLine]] = defaultdict(list)
        for line in history:
            if (number := ComplaintNumber.read(line.number)) is not None:
                self.history[number].append(line)
        self.rows: dict[ComplaintNumber, Line] = {}
        for row in snapshot.workbook.lines:
            if (number := ComplaintNumber.read(row.text("number"))) is not None:
                self.rows.setdefault(number, row)
        self.intakes: dict[ComplaintNumber, Intake] = {}
        self.answers: dict[tuple[str, ...], list[Intake]] = defaultdict(list)
        self.edited: list[Intake] = []
        self.edits: dict[ComplaintNumber, AnswerEdit] = {}
        self.decisions: tuple[FormDecision, ...] = ()

    def cases(self, *, everything: bool) -> list[Case]:
        """Replay the cases that the memory does not know to their end, or all of them.

        A row that people deleted comes last, from the answers that no other row came from.
        """
        behind = {*self.rows, *self.memory.cases, *self.history}
        if not everything:
            behind = {number for number in behind if number not in self.memory.cases or self._goes_on(number)}
        self._read_answers()
        return [self._case(number) for number in sorted(behind, key=lambda one: (one not in self.rows, one))]

    def _goes_on(self, number: ComplaintNumber) -> bool:
        return any(line.sequence > self.memory.history_length for line in self.history[number])

    def _case(self, number: ComplaintNumber) -> Case:
        register = tabs()["register"]
        row, history, known = self.rows.get(number), self.history[number], self.memory.cases.get(number)
        if not history:
            self.gaps.append(wording.no_history(number))
        intake = known.intake if known else self._intake(number, row)
        edit = known.answer_edit if known else self.edits.get(number)
        self.intakes[number] = intake
        cells = staff_cells(row, register) if row is not None and not (self.whole and history) else None
        case = replayed(
            number,
            intake,
            history,
            cells,
            self._columns(),
            self._context(),
            edit,
            self._rules_at,
            begun=self._cells_at_first(number, row) if intake.former_number else {},
        )
        return replace(case, row_seen=row is not None, heard=self._heard(number, known))

    def _heard(self, number: ComplaintNumber, known: Case | None) -> tuple[HeardAnswer, ...]:
        """Return the signed form's answers that were looked at: Riwayat has a line about each, from then or later."""
        told = [one.at for one in self.history[number] if isinstance(one.happening, FilledByForm | FormAnswerRefused)]
        kept, last = known.heard if known else (), max(told, default=None)
        before = {one.response for one in kept}
        return (
            *kept,
            *(
                HeardAnswer(one.response, one.by, one.turn.step)
                for one in self.decisions
                if one.turn.number == number
                and one.response not in before
                and last is not None
                and one.at.replace(microsecond=0) <= last
            ),
        )

    def _cells_at_first(self, number: ComplaintNumber, row: Line | None) -> Mapping[str, str]:
        """Return what the cells said of a case when it was taken over: what stands there, before its first edit."""
        keys = self._columns().keys
        first: dict[str, str] = {}
        for line in self.history[number]:
            if isinstance(edit := line.happening, Edited) and edit.heading in keys:
                first.setdefault(keys[edit.heading], edit.old)
        now = staff_cells(row, tabs()["register"]) if row is not None else {}
        return {key: text for key, text in {**now, **first}.items() if text}

    def _columns(self) -> Columns:
        register, groups = tabs()["register"], [group.name for group in self.snapshot.workbook.groups]
        zone, causes = self.job.settings.hours.zone, self.snapshot.workbook.causes.listed
        services = self.snapshot.workbook.services.known(SERVICES)
        return Columns(
            {column.heading: column.key for column in register.columns},
            lambda cells: staff_facts(Line(-1, dict(cells)), register, groups, zone, causes, services)[0],
        )

    def _context(self) -> CaseContext:
        snapshot = self.snapshot
        return CaseContext(
            rules=self._rules_at(snapshot.now),
            groups=snapshot.workbook.groups,
            calendar=snapshot.workbook.calendar,
            now=snapshot.now,
        )

    def _rules_at(self, at: datetime) -> Rules:
        """Return the office's rules with those who held its offices then, as the tab Pejabat tells."""
        settings, terms = self.job.settings, self.snapshot.workbook.officials.known.terms
        standing = standing_on(terms, settings.hours.day_of(at)) if terms else None
        return rules_of(settings_on(settings, standing))

    # -- what came in

    def _read_answers(self) -> None:
        """Read the forms' answers that no known case came from, by what they say, and those of the signed form."""
        self.decisions = deciding.all_decisions(self.job, self.memory)
        for form in INTAKES:
            for answer in all_answers(self.job, self.memory, form):
                intake = intake_of(answer, officer=form == "officer", zone=self.job.settings.hours.zone)
                if intake.response not in self.memory.responses:
                    self.answers[_fingerprint(intake)].append(intake)
                    self.edited += [intake] if answer.is_edited else []

    def _intake(self, number: ComplaintNumber, row: Line | None) -> Intake:
        """Find the mail or the form's answer that a case came from; without it, the row itself is used."""
        shown = self._shown_intake(number, row or _NO_ROW)
        if former := self._former_number(number):
            self.gaps += [wording.nothing_left(number)] if row is None else []
            return self._as_imported(shown, former, row or _NO_ROW)
        if by_mail := intake_by_mail(self.job, shown, row or _NO_ROW, self.history[number]):
            return by_mail
        same = self.answers[_fingerprint(shown)] if row is not None else self._answers_before(shown)
        nearest = min(same, key=lambda one: abs(one.received_at - shown.received_at), default=None)
        if nearest is None and row is not None and (edited := self._edited_since(shown)):
            return self._before_the_edit(number, shown, edited, row)
        if nearest is not None:
            self.answers[_fingerprint(nearest)].remove(nearest)
        self.gaps += _gaps_of(number, row, nearest)
        return self._as_dated(nearest, shown) if nearest and row else nearest or shown

    def _former_number(self, number: ComplaintNumber) -> str:
        """Return the number that a case had in the register of before; "" for one that came in here."""
        told = (line.happening for line in self.history[number])
        return next((one.former_number for one in told if isinstance(one, Imported)), "")

    def _as_imported(self, shown: Intake, former: str, row: Line) -> Intake:
        """Return the intake of a case that was taken over, as its row shows it whole."""
        day = self.job.settings.hours.day_of(shown.received_at)
        told = (line.partition(": ") for line in row.text("other_answers").splitlines())
        extras = tuple(ExtraAnswer(heading, text) for heading, colon, text in told if colon)
        return replace(shown, response=imported_response(former, day), former_number=former, extras=extras)

    def _as_dated(self, answer: Intake, shown: Intake) -> Intake:
        """Give what was split from another complaint the date that its row shows, to the second where it is known."""
        if not answer.related_to or shown.received_at >= answer.received_at.replace(second=0, microsecond=0):
            return answer
        number = ComplaintNumber.read(answer.related_to.strip())
        origin = self.intakes.get(number) if number else None
        same_minute = origin and origin.received_at.replace(second=0, microsecond=0) == shown.received_at
        return replace(answer, received_at=origin.received_at if origin and same_minute else shown.received_at)

    def _edited_since(self, shown: Intake) -> Intake | None:
        """Return the one edited answer that came when a row did; its words are others by now."""
        near = [one for one in self.edited if abs(one.received_at - shown.received_at) < _A_MINUTE]
        return near[0] if len(near) == 1 else None

    def _before_the_edit(self, number: ComplaintNumber, shown: Intake, edited: Intake, row: Line) -> Intake:
        """Return an intake as its row shows it, under its answer's id, and keep what the answer was edited to.

        What the officers' cell says now is taken to be about an earlier edit, unless Riwayat tells better.
        """
        self.edited.remove(edited)
        self.answers[_fingerprint(edited)].remove(edited)
        intake = replace(shown, response=edited.response, received_at=edited.received_at)
        cell = staff_cells(row, tabs()["register"]).get("answer_edit", "")
        self.edits[number] = AnswerEdit(before=intake, after=edited, at=edited.submitted_at, cell=cell)
        return intake

    def _answers_before(self, shown: Intake) -> Sequence[Intake]:
        return [one for same in self.answers.values() for one in same if one.submitted_at <= shown.received_at]

    def _shown_intake(self, number: ComplaintNumber, row: Line) -> Intake:
        history = self.history[number]
        registered = history[0].at if history else self.snapshot.now
        received = moment_of(row.cells.get("received_at", ""), self.job.settings.hours.zone) or registered
        named = row.text("channel")
        unnamed = Channel.UNKNOWN if named else Channel.FORM
        channel = next((one for one in Channel if one.value == named), unnamed)
        texts: Mapping[str, Any] = {key: row.text(key) for key in _TEXTS}
        return Intake(
            response=f"tanpa-jawaban-{number}",
            submitted_at=received,
            received_at=received,
            channel=channel,
            channel_words=named if channel is Channel.UNKNOWN and named != channel.value else "",
            **texts,
        )


def _gaps_of(number: ComplaintNumber, row: Line | None, answer: Intake | None) -> Iterator[str]:
    """Return what people must know about where an intake was found."""
    if row is None and answer is None:
        yield wording.nothing_left(number)
    elif row is None:
        yield wording.no_row(number)
    elif answer is None:
        yield wording.no_answer(number)


def _fingerprint(intake: Intake) -> tuple[str, ...]:
    return (intake.shown_channel, *(getattr(intake, key) for key in _TEXTS))
