"""One tick of one office, whatever comes of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from automation.bug_report import bug_report
from automation.domain.calendar import CalendarRunOut
from automation.exit_status import CannotStart
from automation.job_log import log
from automation.jobs.tick.sync import TickReport
from automation.jobs.watch.alarm import STOPPED, attended_sync
from automation.ledger import TickIsRunning, TurnOver
from automation.ports import AskedToStop, NotAllowed, TryLater
from automation.settings import WrongSettings
from automation.wiring import OpenOffice

from . import wording
from .keeping import KeptOffices
from .offices import Figures, FleetOffice, Result
from .registry import Ticked

#: After these, the office is opened anew: another file, server or person may have put it right.
_OPENED_ANEW = (Result.REFUSED, Result.BUG)


def tick(
    kept: KeptOffices, office: FleetOffice, now: Callable[[], datetime], asked_to_stop: Callable[[], bool]
) -> Ticked:
    """Tick an office once, and say how it ended; nothing is raised.

    Args:
        kept: the worker's open offices.
        office: which.
        now: tells the time that all workers go by.
        asked_to_stop: is asked between two effects.
    """
    try:
        with kept.ticking(office) as opened:
            ticked = _ticked(office, opened, now(), asked_to_stop)
    except Exception as error:  # noqa: BLE001 (whatever it is, the other offices go on)
        ticked = _failed(office, error)
    if ticked.result in _OPENED_ANEW:
        kept.let_go(office.name)
    return ticked


def _ticked(office: FleetOffice, opened: OpenOffice, now: datetime, asked_to_stop: Callable[[], bool]) -> Ticked:
    before = _sheet_reads(opened)
    job = replace(opened.job_context(), asked_to_stop=asked_to_stop)
    try:
        report = attended_sync(job, now, setup=opened.setup_context)
    except Exception as error:  # noqa: BLE001 (Google's quota is told apart here, where the connection is known)
        ticked = _failed(office, error)
        figures = Figures(sheet_reads=_sheet_reads(opened) - before)
        return replace(ticked, result=_with_quota(ticked.result, opened), figures=figures)
    opened.ping(now)
    figures = replace(_figures_of(report), sheet_reads=_sheet_reads(opened) - before)
    return Ticked(name=office.name, result=_with_quota(_result_of(report), opened), figures=figures)


def _result_of(report: TickReport) -> Result:
    if report.ended_early:
        return Result.LATER
    return Result.PERSON if report.problems else Result.DONE


def _with_quota(result: Result, opened: OpenOffice) -> Result:
    is_over = opened.connection.retry_policy.met_quota
    return Result.QUOTA if is_over and result in (Result.LATER, Result.DONE, Result.PERSON) else result


def _figures_of(report: TickReport) -> Figures:
    return Figures(
        is_busy=bool(report.effects or report.registered or report.changed_cells or report.left),
        open_cases=report.open_cases,
        late_cases=report.late_cases,
        failing=len(report.setbacks),
    )


def _sheet_reads(opened: OpenOffice) -> int:
    return opened.connection.counts.reads["sheets"]


def _failed(office: FleetOffice, error: Exception) -> Ticked:
    """Say how a tick failed, and log it under the office's name."""
    result = _kind_of(error)
    level = logging.ERROR if result is Result.REFUSED else logging.WARNING
    kind = type(error).__name__
    if result is Result.BUG:
        log(logging.CRITICAL, "bug", wording.of_office(office.name, bug_report(error)), office=office.name)
    elif result is not Result.STOPPED:
        log(level, "refusal", wording.of_office(office.name, str(error)), office=office.name, refusal=kind)
    return Ticked(name=office.name, result=result, reason=kind)


def _kind_of(error: Exception) -> Result:
    match error:
        case AskedToStop():
            return Result.STOPPED
        case TurnOver() | TickIsRunning():
            return Result.HELD
        case TryLater():
            return Result.LATER
        case NotAllowed() | WrongSettings() | CannotStart() | CalendarRunOut():
            return Result.REFUSED
        case _:
            return Result.REFUSED if isinstance(error, STOPPED) else Result.BUG
