"""`report`: the figures of a period, as a table to read and, where asked, as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd

from automation import private
from automation.domain.case import Case
from automation.domain.total import spent_on
from automation.jobs import wording
from automation.jobs.settings_views import rules_of
from automation.ledger import Ledger
from automation.register.schema import tabs
from automation.report.figures import figures, received_in, service_of
from automation.report.period import Period
from automation.settings.values import OfficeSettings


def report(ledger: Ledger, settings: OfficeSettings, period: Period, file: Path | None = None) -> str:
    """Return a period's figures as text; with `file` (.csv or .xlsx) the complaints behind them, without names."""
    memory = ledger.memory()
    cases = tuple(_with_a_service_of_ours(case) for case in memory.cases.values())
    zone = settings.hours.zone
    counted = pd.DataFrame(
        [
            (one.measure, _printed(one.value))
            for one in figures(cases, period, zone, rules_of(settings), settings.hours.week, memory.survey)
        ],
        columns=[wording.MEASURE, wording.VALUE],
    )
    if file is not None:
        _write(_cases_table(cases, period, settings), file)
    heading = wording.report_heading(office=settings.office.name, period=period.title)
    return heading + counted.to_string(index=False, header=False)


def _with_a_service_of_ours(case: Case) -> Case:
    """Count what is none of the services under one name: a report repeats no word that anybody may have typed."""
    services = tabs()["register"].column("service").choices
    if service_of(case) in services or not (case.cells.get("service") or case.intake.stated_service):
        return case
    return replace(case, cells={**case.cells, "service": wording.ANOTHER_SERVICE})


def _printed(value: float | int | str | None) -> str:
    match value:
        case None:
            return "–"
        case str():
            return value
        case _:
            return f"{value:g}"


def _cases_table(cases: tuple[Case, ...], period: Period, settings: OfficeSettings) -> pd.DataFrame:
    zone = settings.hours.zone
    return pd.DataFrame(
        {
            wording.NUMBER: str(case.number),
            wording.RECEIVED: case.intake.received_at.astimezone(zone).replace(tzinfo=None),
            wording.CHANNEL: case.intake.channel.value,
            wording.SERVICE: service_of(case),
            wording.OUTCOME: case.outcome.value if case.outcome else wording.STILL_OPEN,
            wording.CLOSED: case.closed_at.astimezone(zone).replace(tzinfo=None) if case.closed_at else None,
            wording.LATE_STEPS: sum(record.breached for record in case.steps),
            wording.OFFICE_HOURS: _office_hours(case),
        }
        for case in received_in(cases, period, zone)
    )


def _office_hours(case: Case) -> float | None:
    """Return the office time in hours that a closed case took, without holds."""
    spent = spent_on(case) if case.outcome else None
    return round(spent / timedelta(hours=1), 2) if spent is not None else None


def _write(table: pd.DataFrame, file: Path) -> None:
    if not private.make_file(file) and file.is_file():
        private.tightened([file])
    if file.suffix.lower() == ".xlsx":
        table.to_excel(file, index=False)
    else:
        table.to_csv(file, index=False)
