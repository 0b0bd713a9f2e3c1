"""The workbook's part of setup: what it lacks is made in one call, and remembered."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from automation.domain.cells import Cell, Written
from automation.domain.groups import WorkingGroup
from automation.domain.layout import (
    AddTab,
    AimChart,
    FoundTab,
    GroupColumns,
    LayoutChange,
    PlaceChart,
    Protect,
    PutView,
    Reprotect,
)
from automation.domain.officials import Term
from automation.domain.places import Place
from automation.jobs.officials import (
    SeenOfficials,
    editors_of,
    groups_on,
    known_terms,
    names_of_groups,
    seen_officials,
    settings_on,
    terms_read,
)
from automation.jobs.own_lists import CAUSES, SERVICES, known_list
from automation.jobs.settings_views import rules_of
from automation.jobs.setup import wording
from automation.jobs.setup.answer_book import forget_former_tab, former_tab_removed
from automation.jobs.setup.charts import chart_changes, month_chart_changes
from automation.jobs.setup.columns import There, look_of, missing_columns, places_of
from automation.jobs.setup.layout import FEW_ROWS, ROWS, Editors, tab_id
from automation.jobs.setup.plan import layout_changes, protections
from automation.jobs.setup.seeds import seeds_for
from automation.jobs.setup.setup_context import SetupContext, SetupReport, places_known, remember
from automation.jobs.setup.step_groups import group_changes
from automation.jobs.setup.step_words import named
from automation.jobs.setup.views import REGISTER, view_changes, views
from automation.ports import Refused, StepRefused
from automation.register.lines import WrongHeadings, headings_of
from automation.register.other_texts import guide
from automation.register.routing import working_groups
from automation.register.schema import tabs
from automation.register.typed_dates import TypedDates
from automation.settings.values import OfficeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The workbook once its tabs are there, and who may write where.

    Attributes:
        there: the tabs that were there before.
        settings: the office's, with those who hold its offices today.
    """

    workbook: str
    there: Mapping[str, There]
    editors: Editors
    settings: OfficeSettings


def arranged(setup: SetupContext, workbook: str, account: str, today: date, report: SetupReport) -> Arranged:
    """Make what the workbook lacks, but for its protections.

    Raises:
        Refused: a step is refused; the text names it by tab and column.
    """
    found = setup.construction.layout(workbook)
    ids = {tab.id for tab in found}
    for key in tabs():
        if tab_id(key) in ids:
            remember(setup, Place.tab(key), str(tab_id(key)))
    there, groups, officials = _there(setup, found, today, report)
    settings = settings_on(setup.settings, officials.standing)
    editors = editors_for(settings, groups_on(groups, officials.standing), account)
    changes = (
        *former_tab_removed(setup, found),
        *layout_changes(found, there, guide(), _seeds(setup, today, ids)),
        *chart_changes(there["recap"].found if "recap" in there else None, rules_of(setup.settings)),
        *month_chart_changes(there["months"].found if "months" in there else None, rules_of(setup.settings)),
        *view_changes(there.get(REGISTER)),
        *group_changes(there.get(REGISTER)),
    )
    try:
        setup.construction.arrange(workbook, changes)
    except StepRefused as error:
        if error.step is None:
            raise
        step = named(changes[error.step], there)
        raise Refused(wording.step_refused(step=step, fault=error), error.said) from error
    _remember_tabs(setup, there)
    forget_former_tab(setup)
    for name, view in views(there.get(REGISTER)).items():
        remember(setup, Place.filter_view(name), str(view.id))
    _tell_arranged(report, changes, there)
    return Arranged(workbook=workbook, there=there, editors=editors, settings=settings)


def _seeds(setup: SetupContext, today: date, ids: Set[int]) -> Mapping[str, Sequence[tuple[Written, ...]]]:
    memory = setup.ledger.memory()
    # Where somebody deleted such a tab, it comes back as it was last read.
    lists = {one.tab: known_list(one, memory.notes).listed or one.usual for one in (CAUSES, SERVICES)}
    return seeds_for(setup.settings, today, ids, _officials_before(setup), lists, has_actions=bool(memory.actions))


def _officials_before(setup: SetupContext) -> tuple[Term, ...]:
    """Return the rows of Pejabat as they were last read: where somebody deleted the tab, they come back."""
    return known_terms(setup.ledger.memory().notes).terms


def protect(setup: SetupContext, made: Arranged, editors: Editors, report: SetupReport) -> None:
    """Make the protections that are missing, for editors who can open the workbook; a refused one is named.

    All of them in one call, and where one is refused, one by one: it keeps no other from being made.
    """
    changes = protections(made.there, editors)
    done = list(changes)
    try:
        setup.construction.arrange(made.workbook, changes)
    except Refused:
        done = [change for change in changes if _is_made(setup, made, change, report)]
    report.made += _protections_arranged(done, set(made.there))


def _is_made(setup: SetupContext, made: Arranged, change: LayoutChange, report: SetupReport) -> bool:
    try:
        setup.construction.arrange(made.workbook, [change])
    except Refused as error:
        report.problems.append(wording.step_refused(step=named(change, made.there), fault=error))
        return False
    return True


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
        remember(setup, Place.look(key), look_of(tab))


def _tell_arranged(report: SetupReport, changes: Sequence[LayoutChange], there: Mapping[str, There]) -> None:
    new_tabs = [one for one in changes if isinstance(one, AddTab)]
    report.made += [wording.chart(one.chart.title) for one in changes if isinstance(one, PlaceChart | AimChart)]
    report.made += [wording.tab(one.title) for one in new_tabs]
    report.made += [wording.filter_view(one.view.title) for one in changes if isinstance(one, PutView)]
    if groups := sum(isinstance(one, GroupColumns) for one in changes):
        report.made.append(wording.column_groups(groups))
    for key, at in there.items():
        tab = tabs()[key]
        report.made += [wording.column(heading=one.heading, tab=tab.title) for one in missing_columns(tab, at)]


def _protections_arranged(changes: Sequence[LayoutChange], before: Collection[str]) -> Iterator[str]:
    """Say how many protections older tabs lacked, and how many have other editors now."""
    older = {tab_id(key) for key in before}
    if again := [one for one in changes if isinstance(one, Protect) and one.tab in older]:
        yield wording.protections(len(again))
    if renewed := [one for one in changes if isinstance(one, Reprotect)]:
        yield wording.new_editors(len(renewed))


def _there(
    setup: SetupContext, found: Sequence[FoundTab], today: date, report: SetupReport
) -> tuple[dict[str, There], tuple[WorkingGroup, ...], SeenOfficials]:
    """Return the schema's tabs that are there, the working groups, and the officials.

    The groups are those of the settings where no tab holds them.
    """
    by_id = {tab.id: tab for tab in found}
    present = {key: by_id[tab_id(key)] for key in tabs() if tab_id(key) in by_id}
    if not present:
        return {}, setup.settings.disposition.groups, SeenOfficials()
    ranges = [_range(tab.title, key) for key, tab in present.items()]
    known = places_known(setup)
    tables = dict(zip(present, setup.open_workbook(known).read(ranges), strict=True))
    there = {key: _as_found(known, key, tab, tables[key]) for key, tab in present.items()}
    for key, at in there.items():
        _check_headings(key, at, report)
    try:
        groups, problems = working_groups(tabs()["groups"], tables["groups"])
    except (KeyError, WrongHeadings):
        return there, setup.settings.disposition.groups, SeenOfficials()
    report.problems += problems
    names = names_of_groups(tables["groups"], setup.ledger.memory().notes, are_whole=not problems)
    return there, groups, _officials(setup, tables, names, today, report)


def _officials(
    setup: SetupContext,
    tables: Mapping[str, Sequence[Sequence[Cell]]],
    groups: Iterable[str],
    today: date,
    report: SetupReport,
) -> SeenOfficials:
    notes = setup.ledger.memory().notes
    read = terms_read(tables.get("officials"), TypedDates.remembered(notes), groups, setup.settings)
    seen = seen_officials(read, notes, today)
    report.problems += seen.problems
    return seen


def _as_found(places: Mapping[Place, str], key: str, tab: FoundTab, table: Sequence[Sequence[Cell]]) -> There:
    given = places.get(Place.columns(key))
    return There(
        found=tab,
        headings=tuple(str(cell) for cell in table[0]) if table else (),
        given=frozenset(json.loads(given)) if given else None,
        dressed=int(places.get(Place.rows(key), ROWS.get(key, FEW_ROWS))),
        look=places.get(Place.look(key), ""),
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
    return quoted if key in ("groups", "officials", "register") else f"{quoted}!1:1"


def editors_for(settings: OfficeSettings, groups: Sequence[WorkingGroup], account: str) -> Editors:
    """Return who may write in which columns."""
    return Editors(account, editors_of(settings, groups))
