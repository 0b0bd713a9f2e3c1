"""Cases replayed: Riwayat says when things happened; the Register, the forms and the mailbox say what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from automation.domain.case import Case
from automation.domain.complaint import Intake
from automation.domain.memory import HistoryLine, Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.domain.vocabulary import Channel
from automation.intake.taking_in import intake_of
from automation.jobs.incoming_mail.rebuilding import intake_by_mail
from automation.jobs.job_context import JobContext
from automation.jobs.rebuild import wording
from automation.jobs.settings_views import rules_of
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick.gather import INTAKES
from automation.register.reading import Line, moment_of, staff_cells, staff_facts
from automation.register.schema import tabs
from automation.workflow.case_context import CaseContext
from automation.workflow.replay import Columns, replayed

_NO_ROW = Line(-1, {})
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
        self.told: dict[ComplaintNumber, list[HistoryLine]] = defaultdict(list)
        for line in history:
            if (number := ComplaintNumber.read(line.number)) is not None:
                self.told[number].append(line)
        self.rows: dict[ComplaintNumber, Line] = {}
        for row in snapshot.workbook.lines:
            if (number := ComplaintNumber.read(row.text("number"))) is not None:
                self.rows.setdefault(number, row)
        self.answers: dict[tuple[str, ...], list[Intake]] = defaultdict(list)

    def cases(self, *, everything: bool) -> list[Case]:
        """Replay the cases that the memory does not know to their end, or all of them.

        A row that people deleted comes last, from the answers that no other row came from.
        """
        behind = {*self.rows, *self.memory.cases, *self.told}
        if not everything:
            behind = {number for number in behind if number not in self.memory.cases or self._goes_on(number)}
        self._read_answers()
        return [self._case(number) for number in sorted(behind, key=lambda one: (one not in self.rows, one))]

    def _goes_on(self, number: ComplaintNumber) -> bool:
        return any(line.sequence > self.memory.history_length for line in self.told[number])

    def _case(self, number: ComplaintNumber) -> Case:
        register = tabs()["register"]
        row, told, known = self.rows.get(number), self.told[number], self.memory.cases.get(number)
        if not told:
            self.gaps.append(wording.no_history(number))
        intake = known.intake if known else self._intake(number, row)
        cells = staff_cells(row, register) if row is not None and not (self.whole and told) else None
        return replace(
            replayed(number, intake, told, cells, self._columns(), self._context()), row_seen=row is not None
        )

    def _columns(self) -> Columns:
        register, groups = tabs()["register"], [group.name for group in self.snapshot.workbook.groups]
        zone = self.job.settings.hours.zone
        return Columns(
            {column.heading: column.key for column in register.columns},
            lambda cells: staff_facts(Line(-1, dict(cells)), register, groups, zone)[0],
        )

    def _context(self) -> CaseContext:
        snapshot = self.snapshot
        return CaseContext(
            rules=rules_of(self.job.settings),
            groups=snapshot.workbook.groups,
            calendar=snapshot.workbook.calendar,
            now=snapshot.now,
        )

    # -- what came in

    def _read_answers(self) -> None:
        """Read the forms' answers that no known case came from, by what they say."""
        for form in INTAKES:
            for answer in self.job.forms.answers(self.memory.places[Place.form(form)], None):
                intake = intake_of(answer, officer=form == "officer", zone=self.job.settings.hours.zone)
                if intake.response not in self.memory.responses:
                    self.answers[_fingerprint(intake)].append(intake)

    def _intake(self, number: ComplaintNumber, row: Line | None) -> Intake:
        """Find the mail or the form's answer that a case came from; without it, the row itself is used."""
        shown = self._shown_intake(number, row or _NO_ROW)
        if by_mail := intake_by_mail(self.job, shown, row or _NO_ROW, self.told[number]):
            return by_mail
        same = self.answers[_fingerprint(shown)] if row is not None else self._answers_before(shown)
        nearest = min(same, key=lambda one: abs(one.received_at - shown.received_at), default=None)
        if nearest is not None:
            self.answers[_fingerprint(nearest)].remove(nearest)
        self.gaps += _gaps_of(number, row, nearest)
        return nearest or shown

    def _answers_before(self, shown: Intake) -> Sequence[Intake]:
        return [one for same in self.answers.values() for one in same if one.submitted_at <= shown.received_at]

    def _shown_intake(self, number: ComplaintNumber, row: Line) -> Intake:
        told = self.told[number]
        registered = told[0].at if told else self.snapshot.now
        received = moment_of(row.cells.get("received_at", ""), self.job.settings.hours.zone) or registered
        channel = next((one for one in Channel if one.value == row.text("channel")), Channel.FORM)
        texts: Mapping[str, Any] = {key: row.text(key) for key in _TEXTS}
        return Intake(
            response=f"tanpa-jawaban-{number}", submitted_at=received, received_at=received, channel=channel, **texts
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
    return (intake.channel.value, *(getattr(intake, key) for key in _TEXTS))
