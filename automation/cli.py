"""The commands people type. A refusal is caught here, once, and printed with what to do; anything else is our bug.

A bug is shown by its place and not by its words, which may be a complainant's.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, tzinfo
from pathlib import Path

from automation import __version__, log_wording, wiring
from automation import commands_wording as wording
from automation.bug_report import bug_report
from automation.domain.calendar import CalendarRunOut
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback import Setback
from automation.google import Connection
from automation.job_log import Style, logging_as
from automation.job_log import told as log
from automation.jobs.explaining import command as explaining
from automation.jobs.explaining.text import as_text as explanation_as_text
from automation.jobs.job_context import JobContext
from automation.jobs.rebuild.command import LedgerNotEmpty, restore
from automation.jobs.report import report
from automation.jobs.retrying import NothingToRetry, ask_again
from automation.jobs.setback_words import told
from automation.jobs.setup.command import set_up
from automation.jobs.tick.forecast import table_of
from automation.jobs.tick.sync import NotSetUp, TickReport, sync
from automation.jobs.watch.alarm import STOPPED, attended_sync
from automation.jobs.watch.doctor import DoctorContext, examine
from automation.ledger import Locked, UnusableLedger
from automation.options import (
    explain_options,
    office_option,
    rebuild_options,
    report_options,
    run_options,
    sync_options,
)
from automation.ports import AskedToStop, NotAllowed, TryLater
from automation.register.schema import SchemaFault
from automation.report.period import Period, WrongPeriod
from automation.settings import WrongSettings

DONE, NEEDS_A_PERSON, CANNOT_START, LATER = 0, 1, 2, 3

_STATUS: tuple[tuple[tuple[type[Exception], ...], int], ...] = (
    ((WrongSettings, NotSetUp, LedgerNotEmpty, NotAllowed, UnusableLedger, SchemaFault, WrongPeriod), CANNOT_START),
    ((TryLater, Locked), LATER),
    ((*STOPPED, CalendarRunOut, explaining.UnknownComplaint, NothingToRetry), NEEDS_A_PERSON),
)
_REFUSALS = tuple(kind for kinds, _ in _STATUS for kind in kinds)

#: A command: its name, its help, its options, and what it does.
Command = tuple[str, str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]


def main(
    arguments: Sequence[str] | None = None, more: Sequence[Command] = (), program: str = "python main.py"
) -> int:
    """Run one command and return the exit status: 0 done, 1 a person is needed, 2 cannot start, 3 try later.

    Args:
        arguments: what was typed after the program's name; None takes the process's own.
        more: commands besides the office's own.
        program: what people type before a command's name.
    """
    options = _parser(more, program).parse_args(arguments)
    with logging_as(wiring.log_style(options.log)):
        return _ended(options)


def _ended(options: argparse.Namespace) -> int:
    try:
        status: int = options.run(options)
    except _REFUSALS as refusal:
        log(logging.ERROR, "refusal", str(refusal), refusal=type(refusal).__name__)
        return next(status for kinds, status in _STATUS if isinstance(refusal, kinds))
    except KeyboardInterrupt:
        log(logging.WARNING, "stopped", log_wording.STOPPED)
        return LATER
    except Exception as bug:  # noqa: BLE001 (whatever it is, it is logged)
        log(logging.CRITICAL, "bug", bug_report(bug))
        return NEEDS_A_PERSON
    return status


def _parser(more: Sequence[Command], program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description=wording.DESCRIPTION,
        epilog=wording.EXIT_STATUSES,
    )
    parser.add_argument("--version", action="version", version=f"Tanggap {__version__}", help=wording.VERSION_HELP)
    parser.set_defaults(program=program, log=Style.PLAIN)
    office_option(parser, default=Path("office.toml"))
    commands = parser.add_subparsers(title=wording.COMMANDS_TITLE, required=True, metavar=wording.COMMAND)
    for name, text, options, run in (*more, *_COMMANDS):
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        options(made)
    return parser


# -- what each command does


def _setup(options: argparse.Namespace) -> int:
    with wiring.open_office(options.office) as office:
        done = set_up(office.setup_context(), office.settings.hours.day_of(wiring.now()))
    print("\n".join(done.lines()))
    return NEEDS_A_PERSON if done.problems else DONE


def _sync(options: argparse.Namespace) -> int:
    began = wiring.seconds()
    with wiring.open_office(options.office) as office:
        now = options.now or wiring.now()
        job = office.job_context()
        if options.dry_run:
            outcome = sync(job, now, dry_run=True)
        else:
            _ask_again(job, options.ulangi)
            outcome = attended_sync(job, now, sure=options.yakin, setup=office.setup_context)
            office.ping(now)
        zone = office.settings.hours.zone
        printed = (
            _as_json(outcome, office.connection, began) if options.json else as_text(outcome, options.dry_run, zone)
        )
    print(printed)
    return outcome.exit_status


def _ask_again(job: JobContext, wanted: ComplaintNumber | str | None) -> None:
    if wanted is None:
        return
    count = ask_again(job, wanted if isinstance(wanted, ComplaintNumber) else None)
    print(wording.retried(count), file=sys.stderr)


def _run(options: argparse.Namespace) -> int:
    """Tick until asked to stop; what stops a tick is logged, and the next tick tries again."""
    rhythm = wiring.Rhythm(options.every)
    with wiring.KeptOffice(options.office, rhythm.asked_to_stop) as kept:
        kept.opened()  # What cannot start at all ends here.
        for now in rhythm.beats():
            if not ticked(kept, now):
                break
    return DONE


def ticked(kept: wiring.KeptOffice, now: datetime) -> bool:
    """Run one tick of many and log it; False once the process was asked to stop. Nothing else ends a run."""
    try:
        outcome = kept.tick(now)
    except AskedToStop:
        return False
    except UnusableLedger as reason:
        # Another file may stand in its place, put back from a copy.
        _log_refusal(reason, now)
        kept.let_go()
    except _REFUSALS as reason:
        _log_refusal(reason, now)
    except Exception as bug:  # noqa: BLE001 (whatever it is, the next tick may go well)
        log(logging.CRITICAL, "bug", bug_report(bug), now)
        kept.let_go()
    else:
        if outcome.effects or outcome.problems or outcome.refused or outcome.later:
            log(
                logging.INFO,
                "tick",
                as_text(outcome, dry_run=False, zone=kept.zone),
                now,
                **_outcome_as_json(outcome),
            )
    return True


def _log_refusal(reason: Exception, now: datetime) -> None:
    """Log what stopped a tick: as a warning where the next one may go well by itself."""
    passing = isinstance(reason, TryLater | Locked)
    log(logging.WARNING if passing else logging.ERROR, "refusal", str(reason), now, refusal=type(reason).__name__)


def _doctor(options: argparse.Namespace) -> int:
    with wiring.open_office(options.office) as office:
        context = DoctorContext(
            setup=office.setup_context(),
            mailbox=office.connection.mailbox,
            sandbox=office.sandbox,
            google_time=office.connection.google_time,
        )
        findings = examine(context, wiring.now())
    print("\n".join(map(str, findings)))
    return DONE if all(finding.well for finding in findings) else NEEDS_A_PERSON


def _explain(options: argparse.Namespace) -> int:
    with wiring.open_office(options.office) as office:
        found = explaining.explain(office.job_context(), options.nomor, options.now or wiring.now())
    print(explaining.as_json(found) if options.json else explanation_as_text(found))
    return DONE


def _report(options: argparse.Namespace) -> int:
    period = Period.parse(options.period)
    with wiring.open_records(options.office) as (settings, ledger):
        print(report(ledger, settings, period, options.file))
    return DONE


def _rebuild(options: argparse.Namespace) -> int:
    now = wiring.now()
    if options.cadangan is not None:
        aside = wiring.put_back_ledger(options.office, options.cadangan, now)
        print(wording.put_back(copy=options.cadangan, aside=aside))
    with wiring.open_office(options.office) as office:
        found = set_up(office.setup_context(), office.settings.hours.day_of(now))
        restored = restore(office.job_context(), now)
    print("\n".join([*(f"! {problem}" for problem in found.problems), *restored.lines()]))
    return NEEDS_A_PERSON if restored.gaps else DONE


# -- what they print


def _as_json(outcome: TickReport, connection: Connection, began: float) -> str:
    whole = {
        "calls": connection.counts.as_mapping(),
        **_outcome_as_json(outcome),
        "seconds": round(wiring.seconds() - began, 3),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _outcome_as_json(outcome: TickReport) -> dict[str, object]:
    return {
        "effects": list(outcome.effects),
        "registered": list(outcome.registered),
        "warnings": {number: list(texts) for number, texts in outcome.warnings.items()},
        "problems": list(outcome.problems),
        "refused": outcome.refused,
        "setbacks": [_setback_as_json(one) for one in outcome.setbacks],
        "left": outcome.left,
        "later": outcome.later,
        "coming": [asdict(one) for one in outcome.coming],
    }


def _setback_as_json(setback: Setback) -> dict[str, object]:
    return {
        "name": setback.name,
        "number": str(setback.number or ""),
        "cause": setback.failure.cause.value,
        "reason": setback.failure.reason,
        "said": setback.failure.said,
        "since": setback.since.isoformat(),
        "times": setback.times,
        "next_try": setback.next_try.isoformat() if setback.next_try else None,
    }


def as_text(outcome: TickReport, dry_run: bool, zone: tzinfo) -> str:
    """Return what a tick did, or would do, as text for people."""
    lines = [wording.tick_summary(registered=len(outcome.registered), effects=len(outcome.effects), dry_run=dry_run)]
    if outcome.coming:
        lines += ["", table_of(outcome.coming), ""]
    for number, texts in outcome.warnings.items():
        lines += [f"  ! {number}: {text}" for text in texts]
    lines += [f"! {problem}" for problem in outcome.problems]
    lines += [f"! {told(one, zone)}" for one in outcome.setbacks]
    if outcome.left:
        lines.append(wording.left_for_next(outcome.left))
    if outcome.later:
        lines.append(wording.ended_early(outcome.later))
    return "\n".join(lines)


_COMMANDS: tuple[Command, ...] = (
    ("setup", wording.SETUP, office_option, _setup),
    ("sync", wording.SYNC, sync_options, _sync),
    ("run", wording.RUN, run_options, _run),
    ("doctor", wording.DOCTOR, office_option, _doctor),
    ("explain", wording.EXPLAIN, explain_options, _explain),
    ("report", wording.REPORT, report_options, _report),
    ("rebuild", wording.REBUILD, rebuild_options, _rebuild),
)
