"""The job's tabs as the ledger says they should be: everything goes out in one write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo

from automation.domain.addresses import Addresses
from automation.domain.case import Case
from automation.domain.cells import AppendRows, Change, NewRows, Written
from automation.domain.documents import DocumentKind
from automation.domain.effects import EffectKey
from automation.domain.memory import HistoryLine, Memory
from automation.domain.vocabulary import Step
from automation.jobs.office_view import rules_of
from automation.jobs.tick.decide import View
from automation.jobs.tick.paperwork import FOLDER
from automation.jobs.tick.snapshot import Snapshot
from automation.register import projection
from automation.register.keyed import alike, keyed_changes, placed_changes
from automation.register.schema import tabs
from automation.report.figures import figures
from automation.report.period import Period
from automation.report.survey import index_of, judged
from automation.settings.values import OfficeSettings

#: While this note stands, the Register's lookups are written anew: a deleted tab breaks the formulas that named it.
LOOKUPS_BROKEN = "rumus.rusak"


def changes_for(
    snapshot: Snapshot,
    memory: Memory,
    views: Iterable[View],
    history: Iterable[HistoryLine],
    settings: OfficeSettings,
) -> tuple[Change, ...]:
    """Give what makes Register, Status, Arsip and Riwayat show what the ledger holds; nothing when they do."""
    views = tuple(views)
    zone, addresses = settings.hours.zone, Addresses(settings.google.base_address)
    described = tabs()
    register = described["register"]
    absent = projection.missing_cases([view.case for view in views], snapshot.lines)
    changes: list[Change] = []
    if memory.notes.get(LOOKUPS_BROKEN):
        lookups = projection.lookups(register, snapshot.headings)
        changes += alike(register, snapshot.headings, (line.row for line in snapshot.lines), lookups)
    if absent:
        rows = tuple(projection.register_row(case, register, snapshot.headings, zone, addresses) for case in absent)
        changes.append(NewRows(register.key, rows))
    changes += keyed_changes(
        described["status"], "number", snapshot.status, [status_row(view, memory, zone, addresses) for view in views]
    )
    changes += keyed_changes(
        described["archive"],
        "document",
        snapshot.archive,
        [projection.archive_row(document, zone, addresses) for document in memory.documents],
    )
    changes += _new_history(snapshot, history, zone)
    cases = [view.case for view in views]
    changes += _recap(snapshot, memory, cases, settings)
    changes += _survey(snapshot, memory, cases, zone)
    return tuple(changes)


def _recap(snapshot: Snapshot, memory: Memory, cases: Sequence[Case], settings: OfficeSettings) -> tuple[Change, ...]:
    """Give what makes Rekap show this year's figures."""
    hours = settings.hours
    year = replace(Period.year(snapshot.now.astimezone(hours.zone).year), title="tahun ini")
    counted = figures(cases, year, hours.zone, rules_of(settings), hours.week, memory.survey)
    rows = [{"measure": figure.measure, "value": figure.value} for figure in counted]
    return placed_changes(tabs()["recap"], snapshot.recap, rows)


def _survey(snapshot: Snapshot, memory: Memory, cases: Sequence[Case], zone: tzinfo) -> tuple[Change, ...]:
    """Give what makes Survei show every answer; nothing where an office has no such tab yet."""
    if not snapshot.survey:
        return ()
    rows = []
    for one in judged(memory.survey, {case.number: case.outcome for case in cases}):
        index = index_of(one.answer.complete_marks or ())
        shown = None if index is None else float(index)
        rows.append(projection.survey_row(one.answer, one.verdict, shown, zone))
    return keyed_changes(tabs()["survey"], "response", snapshot.survey, rows)


def _new_history(snapshot: Snapshot, history: Iterable[HistoryLine], zone: tzinfo) -> tuple[Change, ...]:
    tab = tabs()["history"]
    shown = {row[0] for row in snapshot.history[1:] if row}
    absent = [projection.history_row(line, zone) for line in history if line.sequence not in shown]
    rows = tuple(snapshot.history_headings.job_cells(tab, cells) for cells in absent)
    return (AppendRows(tab.key, rows),) if rows else ()


def status_row(view: View, memory: Memory, zone: tzinfo, addresses: Addresses) -> Mapping[str, Written]:
    """Give the cells of a complaint's row in Status."""
    case, standing = view.case, view.standing
    folder = memory.results.get(str(EffectKey(str(case.number), FOLDER)), "")
    draft = memory.results.get(str(EffectKey(str(case.number), DocumentKind.SURAT_BALASAN.value, "1")), "")
    return {
        "number": str(case.number),
        "status": standing.state,
        "step": f"{case.current.step.value}/10",
        "responsible": standing.responsible,
        "since": projection.local(standing.since, zone),
        "due": projection.local(standing.due, zone) if standing.due else None,
        "urgency": standing.urgency.value,
        "group": case.disposition.group if case.disposition else _proposed(view),
        "rounds": _rounds(view),
        "folder": addresses.folder(folder) if folder else "",
        "draft": addresses.file(draft) if draft else "",
        "chat": view.chat,
        "warning": "\n".join(view.warnings),
    }


def _proposed(view: View) -> str:
    return f"Usulan: {view.case.proposed}" if view.case.proposed else ""


def _rounds(view: View) -> str:
    actions, drafts = view.case.round_of(Step.CAUSE), view.case.round_of(Step.REPLY_DRAFT)
    said = [f"Perbaikan ke-{actions}"] if actions > 1 else []
    return "; ".join([*said, f"Konsep ke-{drafts}"] if drafts > 1 else said)
