"""What somebody took away: a deleted tab of the job's own is made anew, all else is told of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from automation.domain.columns import Owner
from automation.domain.layout import FoundTab
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.job_context import JobContext
from automation.jobs.setup.columns import as_found, is_protected
from automation.jobs.setup.layout import tab_id
from automation.jobs.setup.setup_context import SetupContext
from automation.jobs.watch import wording
from automation.ports import TryLater
from automation.register.merged_cells import MergedCells
from automation.register.schema import tabs

#: What the job goes on using in the bin, until Drive deletes it for good after thirty days.
_WATCHED = {Place.WORKBOOK: wording.WORKBOOK, Place.ROOT: wording.ROOT_FOLDER, Place.ANSWERS: wording.ANSWERS_BOOK}


def remade(job: JobContext, setup: Callable[[], SetupContext], now: datetime) -> bool:
    """Make the missing tabs of the job's own; returns whether that may repair the workbook.

    Raises:
        Whatever the workbook or setup raises.
    """
    places = job.ledger.places()
    there = {str(id) for id in job.workbook.tabs().values()}
    lost = [key for key in tabs() if places.get(Place.tab(key), "") not in there | {""}]
    # A tab that is only renamed is there; one that people write in holds what no ledger knows.
    if not lost or any(tabs()[key].owners != {Owner.JOB} for key in lost):
        return False
    if "status" in lost:
        job.ledger.note_memory(Note.LOOKUPS_BROKEN, "1")
    from automation.jobs.setup.command import set_up  # once in years, where every tick loads this

    set_up(setup(), job.settings.hours.day_of(now))
    return True


def foreign_locale(job: JobContext, now: datetime) -> tuple[str, ...]:
    """Check once a day whether the workbook reads typed dates as Indonesians write them; returns what to do."""
    today = f"{now.astimezone(job.settings.hours.zone):%Y-%m-%d}"
    if job.ledger.noted(Note.LOCALE_LOOKED) == today:
        return ()
    found = job.workbook.region()
    if not found.is_indonesian:
        return (wording.locale_is_foreign(found.locale),)
    job.ledger.note_memory(Note.LOCALE_LOOKED, today)
    return ()


def merged_cells(job: JobContext, setup: Callable[[], SetupContext], now: datetime) -> tuple[str, ...]:
    """Check once a day whether people merged cells: of several rows only the first says then what all show."""
    today = f"{now.astimezone(job.settings.hours.zone):%Y-%m-%d}"
    if job.ledger.noted(Note.MERGED_LOOKED) == today:
        return ()
    layout = setup().construction.layout(job.ledger.places()[Place.WORKBOOK])
    job.ledger.note_memory(Note.MERGED_LOOKED, today)
    known = MergedCells.remembered({Note.CELLS_COVERED: job.ledger.noted(Note.CELLS_COVERED)})
    if known.covered or any(one.merged for one in layout if one.id == tab_id("register")):
        # Merging and parting change no value: the next tick asks where the Register's rows are covered.
        job.ledger.note_memory(Note.CELLS_COVERED, known.to_be_asked().note)
    return tuple(merged_in(layout))


def merged_in(layout: Sequence[FoundTab]) -> Iterator[str]:
    """Return what to do about the merged cells of each tab that people write in."""
    by_id = {tab_id(key): tab for key, tab in tabs().items() if tab.owners != {Owner.JOB}}
    for found in layout:
        if found.merged and found.id in by_id:
            yield wording.merged(tab=found.title, cells=tuple(map(str, found.merged)))


def unprotected_tabs(job: JobContext, setup: Callable[[], SetupContext], now: datetime) -> tuple[str, ...]:
    """Check once a day whether people took away what protects columns; returns what to do about it."""
    today = f"{now.astimezone(job.settings.hours.zone):%Y-%m-%d}"
    if job.ledger.noted(Note.PROTECTION_LOOKED) == today:
        return ()
    layout = setup().construction.layout(job.ledger.places()[Place.WORKBOOK])
    there = {one.id: one for one in layout}
    # One that is renamed is told of elsewhere, and cannot be read under its own name.
    ours = [tab for key, tab in tabs().items() if (at := there.get(tab_id(key))) and at.title == tab.title]
    headings = job.workbook.read([f"'{tab.title}'!1:1" for tab in ours])
    job.ledger.note_memory(Note.PROTECTION_LOOKED, today)
    bare = [
        tab.title
        for tab, table in zip(ours, headings, strict=True)
        if not is_protected(tab, as_found(there[tab_id(tab.key)], table, tab))
    ]
    return (wording.unprotected(bare),) if bare else ()


def in_bin(job: JobContext, setup: Callable[[], SetupContext], now: datetime) -> tuple[str, ...]:
    """Check once a day whether the workbook or the root folder is in the bin; returns what to do about it."""
    today = f"{now.astimezone(job.settings.hours.zone):%Y-%m-%d}"
    if job.ledger.noted(Note.BIN_LOOKED) == today:
        return ()
    places = job.ledger.places()
    try:
        state = setup().construction.state
        years = {place: wording.year_book(mark) for place in places if (mark := place.year_mark)}
        watched = {**{place: name for place, name in _WATCHED.items() if place in places}, **years}
        binned = [name for place, name in watched.items() if state(places[place]) == "bin"]
    except TryLater:
        return ()  # The next tick looks again.
    if not binned:
        job.ledger.note_memory(Note.BIN_LOOKED, today)
    return tuple(wording.in_bin(name) for name in binned)
