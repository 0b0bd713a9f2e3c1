"""The workbook of the survey's single answers, in the office's folder: who works there alone opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from automation.domain.layout import INDONESIAN, FoundTab, LayoutChange, Region, RemoveTab, SetRegion
from automation.domain.places import Place
from automation.jobs.setup import wording
from automation.jobs.setup.columns import There, completed, look_of, protection_changes
from automation.jobs.setup.layout import Editors, new_tab, tab_id, whole_protection
from automation.jobs.setup.setup_context import SetupContext, SetupReport, places_known, remember
from automation.ports import Refused, Workbook
from automation.register.lines import folded
from automation.register.schema import ANSWERS, answers_tab

#: The key of the tab of single answers while it was one of the office's workbook.
_FORMER = "survey"


def arrange_answers(setup: SetupContext, book: str, account: str, report: SetupReport) -> None:
    """Make what the workbook of the answers lacks; the next tick fills it. A refusal is named, and stops nothing."""
    try:
        _ask_for_region(setup, book)
        setup.construction.arrange(book, tuple(_changes(setup, book, Editors(account, {}))))
    except Refused as error:
        report.problems.append(wording.answers_not_made(error))
        return
    remember(setup, Place.tab(ANSWERS), str(tab_id(ANSWERS)))


def _ask_for_region(setup: SetupContext, book: str) -> None:
    """Ask once for the office's region; here it decides only how numbers look, for nobody types dates."""
    if Place.tab(ANSWERS) in places_known(setup):
        return
    for code in INDONESIAN:
        try:
            setup.construction.arrange(book, [SetRegion(Region(code, str(setup.settings.hours.zone)))])
        except Refused:
            continue
        if _at(setup, book)(places_known(setup)).region().is_indonesian:
            return


def _at(setup: SetupContext, book: str) -> Callable[[Mapping[Place, str]], Workbook]:
    """Return what opens the workbook of the answers in the place of the office's own."""
    return lambda places: setup.open_workbook({**places, Place.WORKBOOK: book})


def _changes(setup: SetupContext, book: str, editors: Editors) -> Iterator[LayoutChange]:
    tab, found = answers_tab(), setup.construction.layout(book)
    at = next((one for one in found if one.id == tab_id(ANSWERS)), None)
    if at is None:
        yield from new_tab(ANSWERS, tab, ())
        yield whole_protection(ANSWERS, tab, editors)
        if Place.tab(ANSWERS) not in places_known(setup):
            yield from (RemoveTab(one.id) for one in found)
        return
    (heads,) = _at(setup, book)(places_known(setup)).read([f"{_quoted(at)}!1:1"])
    there = There(
        found=at,
        headings=tuple(str(cell) for cell in heads[0]) if heads else (),
        given=None,
        dressed=at.rows,
        look=look_of(tab),
    )
    yield from completed(ANSWERS, tab, there)
    yield from protection_changes(ANSWERS, tab, editors, there)


def former_tab_removed(setup: SetupContext, found: Sequence[FoundTab]) -> tuple[RemoveTab, ...]:
    """Return what takes the single answers out of the office's workbook, where all who work on cases read them.

    The ledger holds each, and the next tick shows them in the workbook of their own.

    Raises:
        Refused: the office added columns of its own to that tab, which would go with it.
    """
    at = next((one for one in found if one.id == tab_id(_FORMER)), None)
    if at is None:
        return ()
    (heads,) = setup.open_workbook(places_known(setup)).read([f"{_quoted(at)}!1:1"])
    known = {folded(column.heading) for column in answers_tab().columns} | {f"u{place}" for place in range(1, 10)}
    own = [str(cell) for cell in (heads[0] if heads else ()) if folded(str(cell)) not in known | {""}]
    if own:
        raise Refused(wording.own_columns(tab=at.title, headings=own))
    return (RemoveTab(at.id),)


def forget_former_tab(setup: SetupContext) -> None:
    """Forget where the single answers stood."""
    known = places_known(setup)
    for name in (Place.tab, Place.columns, Place.rows, Place.look):
        if name(_FORMER) in known:
            setup.ledger.forget_place(name(_FORMER))


def _quoted(tab: FoundTab) -> str:
    return "'{}'".format(tab.title.replace("'", "''"))
