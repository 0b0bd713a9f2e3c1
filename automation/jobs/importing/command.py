"""`impor`: checks a whole register of before, and takes it over in one transaction or not at all.

The next ticks append the rows, by the way that deleted ones come back. A run that is killed, or repeated, leaves no
row twice: each bears the name of its number in the register of before, and the ledger takes a name once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import groupby

from automation.domain.case import Case, Event
from automation.domain.dates import local_day
from automation.domain.happenings import EndedBeforeImport, Imported
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.jobs.importing import wording
from automation.jobs.importing.column_map import ColumnMap, sheet_of
from automation.jobs.importing.old_file import OldSheet, WrongRegister
from automation.jobs.importing.old_rows import Fault, OldComplaint, OldRegister, plain_number, register_of
from automation.jobs.job_context import JobContext
from automation.jobs.officials import in_force
from automation.jobs.own_lists import SERVICES
from automation.jobs.settings_views import rules_of
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick.gather import gather
from automation.jobs.tick.ledger_guard import hold_to_history
from automation.register.lines import Line, staff_cells
from automation.register.schema import tabs
from automation.workflow.case_context import CaseContext
from automation.workflow.importing import ended_before, taken_over

_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtOver:
    """What a register of before holds, and what was taken over of it.

    Attributes:
        faults: why nothing can be taken over.
        fresh: rows that were not taken over before.
        known: how many were.
        cases: what was taken over; empty as long as it is only checked.
        others: the file's other sheets, which nobody read.
    """

    register: OldRegister
    faults: tuple[Fault, ...]
    fresh: tuple[OldComplaint, ...]
    known: int
    cases: tuple[Case, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def may_go_on(self) -> bool:
        """Whether there is something to take over, and nothing in its way."""
        return bool(self.fresh) and not self.faults and not self.cases

    def lines(self) -> list[str]:
        """Return it as lines for people, without personal data."""
        if self.faults:
            count = len(self.faults)
            shown = [f"! {one}" for one in self.faults[:_MOST_SHOWN]]
            shown += [wording.more_faults(count - _MOST_SHOWN)] if count > _MOST_SHOWN else []
            return [*shown, wording.nothing_done(count)]
        over = sum(one.outcome is not None for one in self.fresh)
        lines = [
            wording.found(ended=over, still_open=len(self.fresh) - over, known=self.known, empty=self.register.empty)
        ]
        days = sorted(one.intake.received_at for one in self.fresh)
        lines += [wording.received_between(*(f"{day:%d/%m/%Y}" for day in (days[0], days[-1])))] if days else []
        lines += [wording.titles_left_out(self.register.titles)] if self.register.titles else []
        lines += [wording.unread(heading, count) for heading, count in self.register.unread.items()]
        lines += [wording.other_sheets(self.others)] if self.others else []
        if self.cases:
            numbers = [case.number for case in self.cases]
            lines.append(wording.brought_over(count=len(numbers), first=min(numbers), last=max(numbers)))
        else:
            lines.append(wording.DRY_RUN if self.fresh else wording.NOTHING_NEW)
        return lines


def bring_over(
    job: JobContext, sheets: Sequence[OldSheet], columns: ColumnMap, now: datetime, *, sure: bool = False
) -> BroughtOver:
    """Check a register of before and, where `sure`, take over what was not yet.

    Args:
        job: the office.
        sheets: what the file holds.
        columns: which column of it becomes what.
        now: the moment; the clocks of what is still open begin then.
        sure: a person wants it done.

    Raises:
        WrongRegister: the map does not fit the file, or setup must be run first.
        LedgerLost: the ledger is older than what the workbook shows.
    """
    with job.ledger.lock():
        memory = job.ledger.memory()
        job.progress.begin(wording.CHECKING)
        snapshot = gather(job, memory, now.replace(microsecond=0))
        hold_to_history(snapshot, memory)
        if "former_number" not in snapshot.workbook.headings.places:
            raise WrongRegister(wording.SETUP_WANTED)
        job = in_force(job, snapshot.workbook.officials)
        services = snapshot.workbook.services.known(SERVICES)
        zone = job.settings.hours.zone
        sheet = sheet_of(columns, sheets)
        register = register_of(sheet, columns, services, snapshot.now, zone)
        others = tuple(one.title for one in sheets if one is not sheet)
        found = replace(_compared(register, columns, memory, zone), others=others)
        if not (sure and found.may_go_on):
            return found
        job.progress.begin(wording.TAKING_OVER, len(found.fresh))
        cases = _cases(found.fresh, job, snapshot, memory)
        job.progress.begin(wording.KEEPING)
        job.ledger.save(cases, _events(found.fresh, cases), snapshot.now)
        return replace(found, cases=cases)


def _compared(register: OldRegister, columns: ColumnMap, memory: Memory, zone: tzinfo) -> BroughtOver:
    """Set apart what was taken over before; the same number with another content is a person's to judge."""
    faults, fresh, known = list(register.faults), [], 0
    before = {
        (case.intake.received_at.astimezone(zone).year, plain_number(case.intake.former_number)): number
        for number, case in memory.cases.items()
        if case.is_imported
    }
    for one in register.complaints:
        name = one.intake.received_at.year, plain_number(one.intake.former_number)
        number = memory.responses.get(one.intake.response, before.get(name))
        if number is None:
            fresh.append(one)
        elif _is_same(one, memory.cases[number]):
            known += 1
        else:
            advice = wording.number_taken(one.intake.former_number, number)
            faults.append(Fault(one.row, columns.columns["former_number"], advice))
    return BroughtOver(register=register, faults=tuple(faults), fresh=tuple(fresh), known=known)


def _is_same(one: OldComplaint, case: Case) -> bool:
    now, then = one.intake, case.intake
    return (now.received_at, now.complainant, now.subject, now.description) == (
        then.received_at, then.complainant, then.subject, then.description,
    )  # fmt: skip


def _cases(fresh: Sequence[OldComplaint], job: JobContext, snapshot: Snapshot, memory: Memory) -> tuple[Case, ...]:
    """Open a case for each row, numbered in the order of receipt within the year of it."""
    zone = job.settings.hours.zone
    context = CaseContext(
        rules=rules_of(job.settings),
        groups=snapshot.workbook.groups,
        calendar=snapshot.workbook.calendar,
        now=snapshot.now,
    )
    last = _last_numbers(memory)
    found: dict[int, Case] = {}
    for one in sorted(fresh, key=lambda one: one.intake.received_at):
        job.progress.step()
        year = local_day(one.intake.received_at, zone).year
        last[year] = last.get(year, 0) + 1
        number = ComplaintNumber(year, last[year], context.rules.prefix)
        case = taken_over(number, one.intake, context)
        if one.outcome is not None:
            case = ended_before(case, one.outcome, one.ended_on, zone)
        found[one.row] = replace(case, cells=staff_cells(Line(-1, dict(one.cells)), tabs()["register"]))
    return tuple(found[one.row] for one in fresh)


def _last_numbers(memory: Memory) -> dict[int, int]:
    ordered = groupby(sorted(memory.cases), key=lambda number: number.year)
    return {year: max(number.sequence for number in theirs) for year, theirs in ordered}


def _events(fresh: Sequence[OldComplaint], cases: Sequence[Case]) -> list[Event]:
    events: list[Event] = []
    for one, case in zip(fresh, cases, strict=True):
        events.append(Event(case.number, Imported(one.intake.former_number)))
        if one.outcome is not None:
            events.append(Event(case.number, EndedBeforeImport(one.outcome, one.ended_on)))
    return events
