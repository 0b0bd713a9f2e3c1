"""The workbook's part of setup: what it lacks is made in one call, and remembered."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from automation.domain.cells import Cell
from automation.domain.columns import Owner
from automation.domain.groups import WorkingGroup
from automation.domain.layout import AddTab, AimChart, FoundTab, LayoutChange, PlaceChart, Protect, Reprotect
from automation.domain.places import Place
from automation.jobs.settings_views import rules_of
from automation.jobs.setup import wording
from automation.jobs.setup.charts import chart_changes
from automation.jobs.setup.columns import There, missing_columns, places_of
from automation.jobs.setup.layout import FEW_ROWS, ROWS, Editors, tab_id
from automation.jobs.setup.plan import layout_changes
from automation.jobs.setup.seeds import seeds_for
from automation.jobs.setup.setup_context import SetupContext, SetupReport, places_known, remember
from automation.register.other_texts import guide
from automation.register.reading import WrongHeadings, headings_of
from automation.register.routing import working_groups
from automation.register.schema import tabs
from automation.settings.values import OfficeSettings


def arranged(setup: SetupContext, workbook: str, account: str, today: date, report: SetupReport) -> Editors:
    """Make what the workbook lacks; returns who may write where."""
    found = setup.construction.layout(workbook)
    ids = {tab.id for tab in found}
    for key in tabs():
        if tab_id(key) in ids:
            remember(setup, Place.tab(key), str(tab_id(key)))
    there, groups = _there(setup, found, report)
    editors = editors_for(setup.settings, groups, account)
    zone = str(setup.settings.hours.zone)
    changes = (
        *layout_changes(found, there, editors, guide(), seeds_for(setup.settings, today, ids), zone),
        *chart_changes(there["recap"].found if "recap" in there else None, rules_of(setup.settings)),
    )
    setup.construction.arrange(workbook, changes)
    _remember_tabs(setup, there)
    _tell_arranged(report, changes, there)
    return editors


def _remember_tabs(setup: SetupContext, there: Mapping[str, There]) -> None:
    """Remember of each tab what it has now: whatever is missing of it later, people took away."""
    for key, tab in tabs().items():
        remember(setup, Place.tab(key), str(tab_id(key)))
        at = there.get(key)
        given = set(places_of(tab, at)) | (at.given or set()) if at else {column.key for column in tab.columns}
        if len(given) >= len(tab.columns):
            # Not before: what is doubtful now would count as new the next time.
            remember(setup, Place.columns(key), json.dumps(sorted(given)))
        rows = max(at.found.rows, at.dressed) if at else ROWS.get(key, FEW_ROWS)
        remember(setup, Place.rows(key), str(rows))


def _tell_arranged(report: SetupReport, changes: Sequence[LayoutChange], there: Mapping[str, There]) -> None:
    new_tabs = [one for one in changes if isinstance(one, AddTab)]
    report.made += [wording.chart(one.chart.title) for one in changes if isinstance(one, PlaceChart | AimChart)]
    report.made += [wording.tab(one.title) for one in new_tabs]
    for key, at in there.items():
        tab = tabs()[key]
        report.made += [wording.column(heading=one.heading, tab=tab.title) for one in missing_columns(tab, at)]
    report.made += _protections_arranged(changes, {one.tab for one in new_tabs})


def _protections_arranged(changes: Sequence[LayoutChange], new_tabs: Collection[int]) -> Iterator[str]:
    """Say how many protections older tabs lacked, and how many have other editors now."""
    if again := [one for one in changes if isinstance(one, Protect) and one.tab not in new_tabs]:
        yield wording.protections(len(again))
    if renewed := [one for one in changes if isinstance(one, Reprotect)]:
        yield wording.new_editors(len(renewed))


def _there(
    setup: SetupContext, found: Sequence[FoundTab], report: SetupReport
) -> tuple[dict[str, There], tuple[WorkingGroup, ...]]:
    """Return the schema's tabs that are there, and the working groups: from the settings where no tab holds them."""
    by_id = {tab.id: tab for tab in found}
    present = {key: by_id[tab_id(key)] for key in tabs() if tab_id(key) in by_id}
    if not present:
        return {}, setup.settings.disposition.groups
    ranges = [_range(tab.title, key) for key, tab in present.items()]
    known = places_known(setup)
    tables = dict(zip(present, setup.open_workbook(known).read(ranges), strict=True))
    there = {key: _as_found(known, key, tab, tables[key]) for key, tab in present.items()}
    for key, at in there.items():
        _check_headings(key, at, report)
    try:
        groups, problems = working_groups(tabs()["groups"], tables["groups"])
    except (KeyError, WrongHeadings):
        return there, setup.settings.disposition.groups
    report.problems += problems
    return there, groups


def _as_found(places: Mapping[Place, str], key: str, tab: FoundTab, table: Sequence[Sequence[Cell]]) -> There:
    given = places.get(Place.columns(key))
    return There(
        found=tab,
        headings=tuple(str(cell) for cell in table[0]) if table else (),
        given=frozenset(json.loads(given)) if given else None,
        dressed=int(places.get(Place.rows(key), ROWS.get(key, FEW_ROWS))),
        rows=len(table),
    )


def _check_headings(key: str, there: There, report: SetupReport) -> None:
    tab, title = tabs()[key], there.found.title
    if title != tab.title:
        report.problems.append(wording.tab_renamed(title=tab.title, now=title))
    try:
        headings_of(tab, (*there.headings, *(column.heading for column in missing_columns(tab, there))))
    except WrongHeadings as error:
        report.problems.append(str(error))


def _range(title: str, key: str) -> str:
    quoted = "'{}'".format(title.replace("'", "''"))
    return quoted if key in ("groups", "register") else f"{quoted}!1:1"


def editors_for(settings: OfficeSettings, groups: Iterable[WorkingGroup], account: str) -> Editors:
    """Return who may write in which columns."""
    office = settings.office
    leads = [person for group in groups for person in (group.lead, group.deputy) if person is not None]
    heads = [office.head.person] + ([office.head_deputy] if office.head_deputy else [])
    people = {
        Owner.SERVICE_OFFICER: office.service_officers,
        Owner.HEAD_OF_OFFICE: heads,
        Owner.GROUP_LEAD: leads,
    }
    addresses = {
        owner: frozenset(person.email.lower() for person in those if person.email) for owner, those in people.items()
    }
    everyone = frozenset().union(*addresses.values())
    return Editors(account, {**addresses, Owner.ANYONE: everyone})
