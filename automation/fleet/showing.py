"""The overview as JSON, as a page, and as metrics for Prometheus; its words are those of `overview_wording`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from . import overview_wording as wording
from .offices import State
from .overview import Kind, OfficeLine, Overview, ProjectLine
from .wording import RESULTS, STATES, table


def as_text(overview: Overview) -> str:
    """Return it for a terminal."""
    blocks = [wording.headline(overview)]
    blocks += [wording.concern(one) for one in overview.concerns]
    for headings, rows in _tables(overview):
        blocks += ["", table(headings, rows)]
    return "\n".join(blocks)


def as_page(overview: Overview) -> str:
    """Return it as one page that needs nothing else and is read anew each minute."""
    tables = "".join(_table(headings, rows) for headings, rows in _tables(overview))
    concerns = "".join(f"<li>{escape(wording.concern(one))}</li>" for one in overview.concerns)
    head = escape(wording.headline(overview))
    return _PAGE.format(
        title=escape(wording.TITLE), head=head, concerns=f"<ul>{concerns}</ul>" if concerns else "", tables=tables
    )


_PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="60"><title>{title}</title><style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff }}
table {{ border-collapse: collapse; margin: 1.5rem 0 }}
caption {{ text-align: left; font-weight: 600; padding: .3rem 0 }}
th, td {{ text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #ccc; vertical-align: top }}
ul {{ color: #8a1c00 }}
</style></head><body><main><h1>{title}</h1><p>{head}</p>{concerns}{tables}</main></body></html>
"""


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    caption, *columns = headings
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in (caption, *columns))
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _tables(overview: Overview) -> Iterator[tuple[Sequence[str], Sequence[Sequence[str]]]]:
    yield wording.OFFICE_HEADINGS, [_office_row(one) for one in overview.offices]
    yield wording.PROJECT_HEADINGS, [_project_row(one) for one in overview.projects]
    rows = [
        (one.name, one.version, one.ledger, str(one.slots), str(one.open_offices), f"{one.megabytes:.0f}")
        for one in overview.workers
    ]
    yield wording.WORKER_HEADINGS, rows


def _office_row(line: OfficeLine) -> Sequence[str]:
    office, figures = line.office, line.office.figures
    return (
        office.name,
        STATES[office.state.value],
        RESULTS[office.result.value] if office.result else "–",
        wording.ago(line.silent),
        f"{line.pace:.0f}" if line.pace else "–",
        f"{figures.lateness:.1f}",
        str(figures.open_cases),
        str(figures.late_cases),
        str(figures.failing),
        office.ledger,
    )


def _project_row(line: ProjectLine) -> Sequence[str]:
    project = line.project
    return (
        project.name,
        str(line.offices),
        f"{line.reads:.0f}",
        str(project.reads_a_minute),
        f"{project.share:.0%}",
        str(project.refused),
    )


def as_json(overview: Overview) -> str:
    """Return it for programs."""
    told = {
        "at": overview.at.isoformat(),
        "offices": [_office_as_json(one) for one in overview.offices],
        "projects": [
            {
                "name": one.project.name,
                "offices": one.offices,
                "reads_planned_a_minute": one.reads,
                "reads_a_minute": one.project.reads_a_minute,
                "share": round(one.project.share, 3),
                "refused": one.project.refused,
            }
            for one in overview.projects
        ],
        "workers": [
            {
                "name": one.name,
                "version": one.version,
                "ledger": one.ledger,
                "slots": one.slots,
                "open_offices": one.open_offices,
                "megabytes": round(one.megabytes, 1),
                "seen": one.seen.isoformat(),
            }
            for one in overview.workers
        ],
        "concerns": [{"kind": one.kind.value, "name": one.name} for one in overview.concerns],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _office_as_json(line: OfficeLine) -> dict[str, Any]:
    office, figures = line.office, line.office.figures
    return {
        "name": office.name,
        "state": office.state.value,
        "project": office.project,
        "ledger": office.ledger,
        "pace": line.pace,
        "result": office.result.value if office.result else None,
        "reason": office.standing.reason,
        "failures": office.standing.failures,
        "seconds_since_success": line.silent,
        "late": line.late,
        "lateness": round(figures.lateness, 3),
        "seconds": round(figures.seconds, 3),
        "sheet_reads": figures.sheet_reads,
        "open_cases": figures.open_cases,
        "late_cases": figures.late_cases,
        "failing": figures.failing,
        "worker": office.worker,
    }


def as_metrics(overview: Overview) -> str:
    """Return it in Prometheus' text format."""
    return "".join(f"{line}\n" for line in _metrics(overview))


def _metrics(overview: Overview) -> Iterator[str]:
    offices = [("office", one.office.name, one) for one in overview.offices]
    running = [one for one in offices if one[2].office.state is State.RUNNING]
    yield from _metric("put_aside", ((*one[:2], one[2].office.state is State.PUT_ASIDE) for one in offices))
    yield from _metric("paused", ((*one[:2], one[2].office.state is State.PAUSED) for one in offices))
    yield from _metric("late", ((*one[:2], one[2].late) for one in running))
    yield from _metric("pace_seconds", ((*one[:2], one[2].pace) for one in running))
    ever = [one for one in offices if one[2].silent is not None]
    yield from _metric("seconds_since_success", ((*one[:2], one[2].silent or 0.0) for one in ever))
    yield from _metric("lateness_seconds", ((*one[:2], one[2].office.figures.lateness) for one in offices))
    yield from _metric("tick_seconds", ((*one[:2], one[2].office.figures.seconds) for one in offices))
    yield from _metric("failures", ((*one[:2], one[2].office.standing.failures) for one in offices))
    yield from _metric("open_cases", ((*one[:2], one[2].office.figures.open_cases) for one in offices))
    yield from _metric("late_cases", ((*one[:2], one[2].office.figures.late_cases) for one in offices))
    yield from _metric("failing_effects", ((*one[:2], one[2].office.figures.failing) for one in offices))
    projects = [("project", one.project.name, one) for one in overview.projects]
    yield from _metric("planned_reads_a_minute", ((*one[:2], one[2].reads) for one in projects))
    yield from _metric("quota_reads_a_minute", ((*one[:2], one[2].project.reads_a_minute) for one in projects))
    yield from _metric("ticks_over_quota", ((*one[:2], one[2].project.refused) for one in projects), "counter")
    yield from _metric("worker_megabytes", (("worker", one.name, one.megabytes) for one in overview.workers))
    for kind in Kind:
        count = sum(one.kind is kind for one in overview.concerns)
        yield from _metric(f"concerns_{kind.value}", [("", "", count)])


def _metric(name: str, values: Iterable[tuple[str, str, float]], kind: str = "gauge") -> Iterator[str]:
    name = f"tanggap_{name}" + ("_total" if kind == "counter" else "")
    yield f"# TYPE {name} {kind}"
    for label, of, value in values:
        labels = f'{{{label}="{_escaped(of)}"}}' if label else ""
        yield f"{name}{labels} {float(value):g}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
