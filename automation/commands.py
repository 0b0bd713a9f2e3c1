"""What each command does: loaded once a command line was read; what one command alone uses, once it was asked for.

A refusal is caught here, once, and printed with what to do; anything else is our bug. A bug is shown by its place and
not by its words, which may be a complainant's.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime, tzinfo
from importlib.util import find_spec

from automation import commands_wording as wording
from automation import log_wording, terminal, wiring
from automation.bug_report import bug_report
from automation.domain.calendar import CalendarRunOut
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback import Setback
from automation.exit_status import CANNOT_START, DONE, LATER, NEEDS_A_PERSON, CannotStart, NeedsAPerson
from automation.fleet import wording as fleet_wording
from automation.google import Connection
from automation.job_log import log, logging_as
from automation.jobs.job_context import JobContext
from automation.jobs.setback_words import setback_line
from automation.jobs.tick.forecast import table_of
from automation.jobs.tick.sync import TickReport, sync
from automation.jobs.watch.alarm import STOPPED, attended_sync
from automation.ledger import Locked, UnusableLedger
from automation.ports import AskedToStop, NotAllowed, Refused, TryLater
from automation.register.schema import SchemaFault
from automation.report.period import Period, WrongEnding, WrongPeriod
from automation.settings import WrongSettings

Run = Callable[[argparse.Namespace], int]

_STATUS: tuple[tuple[tuple[type[Exception], ...], int], ...] = (
    ((WrongSettings, CannotStart, NotAllowed, SchemaFault, WrongPeriod, WrongEnding), CANNOT_START),
    ((TryLater,), LATER),
    ((*STOPPED, Refused, CalendarRunOut, NeedsAPerson), NEEDS_A_PERSON),
)
_REFUSALS = tuple(kind for kinds, _ in _STATUS for kind in kinds)


def ended(options: argparse.Namespace, run: Run | None) -> int:
    """Run a command, one of the office's own where none is given, and return its exit status."""
    with logging_as(wiring.log_style(options.log)):
        return _ended(options, run or _OWN[options.command])


def _ended(options: argparse.Namespace, run: Run) -> int:
    try:
        status = run(options)
    except _REFUSALS as refusal:
        log(logging.ERROR, "refusal", _refusal_text(refusal, run), refusal=type(refusal).__name__)
        return next(status for kinds, status in _STATUS if isinstance(refusal, kinds))
    except KeyboardInterrupt:
        log(logging.WARNING, "stopped", log_wording.STOPPED)
        return LATER
    except Exception as bug:  # noqa: BLE001 (whatever it is, it is logged)
        log(logging.CRITICAL, "bug", bug_report(bug))
        return NEEDS_A_PERSON
    return status


def _refusal_text(refusal: Exception, run: Run) -> str:
    """Return a refusal for who typed a command: what is not the job's own work does not go on by itself."""
    by_hand = isinstance(refusal, TryLater) and run not in (sync_once, run_on, run_fleet)
    return wording.typed_again(str(refusal)) if by_hand else str(refusal)


# -- what each command does


def sign_in_as_user(options: argparse.Namespace) -> int:
    """Sign in as one user: `masuk`."""
    from automation.jobs.signing_in.command import sign_in

    with wiring.sign_in_context(options.office, with_browser=not options.tanpa_peramban) as context:
        told = sign_in(context, sure=options.yakin)
    print("\n".join(told))
    return DONE


def set_up_office(options: argparse.Namespace) -> int:
    """Build what an office needs in its Drive: `setup`."""
    from automation.jobs.setup.command import set_up

    if not options.office.exists() and sys.stdin.isatty():
        print(terminal.first_settings(options.office))
        return NEEDS_A_PERSON
    with wiring.open_office(options.office) as office, terminal.progress() as shown:
        asks = shown.aside(terminal.says_yes)
        setup = office.setup_context()
        setup = replace(setup, invited=frozenset(options.undang), may_invite=asks, progress=shown)
        done = set_up(setup, office.settings.hours.day_of(wiring.now()))
    print("\n".join(map(wording.not_by_itself, done.lines())))
    if done.problems:
        return NEEDS_A_PERSON
    return LATER if done.later else DONE


def sync_once(options: argparse.Namespace) -> int:
    """Tick once: `sync`."""
    began = wiring.seconds()
    with wiring.open_office(options.office) as office:
        now = options.now or wiring.now()
        job = office.job_context()
        if options.dry_run:
            done = sync(job, now, dry_run=True)
        else:
            _ask_again(job, options.ulangi)
            with terminal.progress() as shown:
                watched = replace(job, progress=shown)
                done = attended_sync(watched, now, sure=options.yakin, setup=office.setup_context)
            office.ping(now)
        zone = office.settings.hours.zone
        printed = _as_json(done, office.connection, began) if options.json else as_text(done, options.dry_run, zone)
    print(printed)
    return done.exit_status


def _ask_again(job: JobContext, wanted: ComplaintNumber | str | None) -> None:
    if wanted is None:
        return
    from automation.jobs.retrying import ask_again

    count = ask_again(job, wanted if isinstance(wanted, ComplaintNumber) else None)
    print(wording.retried(count), file=sys.stderr)


def run_on(options: argparse.Namespace) -> int:
    """Tick until asked to stop; what stops a tick is logged, and the next tick tries again."""
    rhythm = wiring.Rhythm(options.every)
    with wiring.KeptOffice(options.office, rhythm.asked_to_stop) as kept:
        try:
            kept.opened()  # What cannot start at all ends here.
        except TryLater as reason:
            _log_refusal(reason, wiring.now())
        for now in rhythm.beats():
            if not ticked(kept, now):
                break
    return DONE


def ticked(kept: wiring.KeptOffice, now: datetime) -> bool:
    """Run one tick of many and log it; False once the process was asked to stop. Nothing else ends a run."""
    try:
        done = kept.tick(now)
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
        if done.effects or done.problems or done.refused or done.later:
            log(
                logging.INFO,
                "tick",
                as_text(done, dry_run=False, zone=kept.zone),
                now,
                **_tick_as_json(done),
            )
    return True


def _log_refusal(reason: Exception, now: datetime) -> None:
    """Log what stopped a tick: as a warning where the next one may go well by itself."""
    passing = isinstance(reason, TryLater | Locked)
    log(logging.WARNING if passing else logging.ERROR, "refusal", str(reason), now, refusal=type(reason).__name__)


def check_up(options: argparse.Namespace) -> int:
    """Tell what is not as it should be: `doctor`."""
    if options.lingkup:
        from automation.jobs.signing_in.scopes import console_lines

        print("\n".join(console_lines(wiring.google_settings(options.office))))
        return DONE
    if options.hidup:
        return _alive(options)
    from automation.jobs.watch.doctor import DoctorContext, examine

    with wiring.open_office(options.office, budget=wiring.PROMPT) as office:
        context = DoctorContext(
            setup=office.setup_context(),
            mailbox=office.connection.mailbox,
            sandbox=office.sandbox,
            google_time=office.connection.google_time,
            sign_in_ends=office.connection.sign_in_ends,
            doubtful_disk=wiring.doubtful_disk(office.settings),
        )
        findings = examine(context, wiring.now())
    print("\n".join(map(str, findings)))
    return DONE if all(finding.well for finding in findings) else NEEDS_A_PERSON


def _alive(options: argparse.Namespace) -> int:
    """Tell whether ticks come to their end, without asking Google: what a container's health check runs."""
    from automation.jobs.watch import vital_signs

    with wiring.open_records(options.office) as (_, ledger):
        finding = vital_signs.alive(ledger.memory().notes, wiring.now())
    print(finding)
    return DONE if finding.well else NEEDS_A_PERSON


def explain_one(options: argparse.Namespace) -> int:
    """Tell why a complaint stands where it stands: `explain`."""
    from automation.jobs.explaining.command import as_json, explain
    from automation.jobs.explaining.text import as_text as explanation_as_text

    with wiring.open_office(options.office, budget=wiring.PROMPT) as office:
        found = explain(office.job_context(), options.nomor, options.now or wiring.now())
    print(as_json(found) if options.json else explanation_as_text(found))
    return DONE


def report_period(options: argparse.Namespace) -> int:
    """Print the figures of a period: `report`."""
    from automation.jobs.report import paper, report

    period = Period.parse(options.period)
    if options.file is not None and options.file.suffix.lower() in (".docx", ".pdf"):
        with wiring.open_office(options.office, budget=wiring.PROMPT) as office:
            print(paper(office.job_context(), period, options.file, wiring.now()))
        return DONE
    with wiring.open_records(options.office) as (settings, ledger):
        print(report(ledger, settings, period, options.file, settings.hours.day_of(wiring.now())))
    return DONE


def import_register(options: argparse.Namespace) -> int:
    """Take over the register of before: `impor`."""
    from automation.jobs.importing.command import BroughtOver, bring_over
    from automation.jobs.importing.old_file import opened

    sheets = opened(options.berkas)
    columns = terminal.columns_of_register(options.berkas, sheets, options.peta)
    with wiring.open_office(options.office) as office:
        job = office.job_context()

        def brought(*, sure: bool) -> BroughtOver:
            with terminal.progress() as shown:
                found = bring_over(replace(job, progress=shown), sheets, columns, wiring.now(), sure=sure)
            print("\n".join(found.lines()))
            return found

        found = brought(sure=options.yakin)
        if found.may_go_on and terminal.says_go_on():
            found = brought(sure=True)
    return NEEDS_A_PERSON if found.faults else DONE


def rebuild_ledger(options: argparse.Namespace) -> int:
    """Tell the ledger again from the workspace: `rebuild`."""
    from automation.jobs.rebuild.command import restore
    from automation.jobs.setup.command import set_up

    now = wiring.now()
    if options.cadangan is not None:
        aside = wiring.put_back_ledger(options.office, options.cadangan, now)
        print(wording.put_back(copy=options.cadangan, aside=aside))
    with wiring.open_office(options.office) as office, terminal.progress() as shown:
        setup = replace(office.setup_context(), progress=shown)
        found = set_up(setup, office.settings.hours.day_of(now))
        restored = restore(replace(office.job_context(), progress=shown), now)
    print("\n".join([*(f"! {problem}" for problem in found.problems), *restored.lines()]))
    return NEEDS_A_PERSON if restored.gaps else DONE


def move_ledger(options: argparse.Namespace) -> int:
    """Take the SQLite ledger of before over into PostgreSQL: `pindah`."""
    print(wording.moved(wiring.move_ledger(options.office, options.berkas), options.berkas))
    return DONE


def run_fleet(options: argparse.Namespace) -> int:
    """Serve many offices: `armada`."""
    if any(find_spec(name) is None for name in ("psycopg", "pgqueuer")):
        raise CannotStart(fleet_wording.EXTRA_MISSING)
    from automation.fleet.commands import run

    return run(options)


_OWN: Mapping[str, Run] = {
    "masuk": sign_in_as_user,
    "setup": set_up_office,
    "sync": sync_once,
    "run": run_on,
    "doctor": check_up,
    "explain": explain_one,
    "report": report_period,
    "impor": import_register,
    "rebuild": rebuild_ledger,
    "pindah": move_ledger,
    "armada": run_fleet,
}


# -- what they print


def _as_json(done: TickReport, connection: Connection, began: float) -> str:
    whole = {
        "calls": connection.counts.as_mapping(),
        **_tick_as_json(done),
        "seconds": round(wiring.seconds() - began, 3),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _tick_as_json(done: TickReport) -> dict[str, object]:
    return {
        "effects": list(done.effects),
        "registered": list(done.registered),
        "warnings": {number: list(texts) for number, texts in done.warnings.items()},
        "problems": list(done.problems),
        "refused": done.refused,
        "setbacks": [_setback_as_json(one) for one in done.setbacks],
        "left": done.left,
        "later": done.later,
        "coming": [asdict(one) for one in done.coming],
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


def as_text(done: TickReport, dry_run: bool, zone: tzinfo) -> str:
    """Return what a tick did, or would do, as text for people."""
    lines = [wording.tick_summary(registered=len(done.registered), effects=len(done.effects), dry_run=dry_run)]
    if done.coming:
        lines += ["", table_of(done.coming), ""]
    for number, texts in done.warnings.items():
        lines += [f"  ! {number}: {text}" for text in texts]
    lines += [f"! {problem}" for problem in done.problems]
    lines += [f"! {setback_line(one, zone)}" for one in done.setbacks]
    if done.left:
        lines.append(wording.left_for_next(done.left))
    if done.later:
        lines.append(wording.ended_early(done.later))
    return "\n".join(lines)
