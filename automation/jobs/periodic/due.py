"""Which reports a tick makes: of the month, quarter and year that ended last, from the first working day after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time

from automation.domain.calendar import CalendarRunOut, OfficeCalendar
from automation.domain.case import Event
from automation.domain.documents import PERIODIC_REPORT
from automation.domain.effects import Deed, EffectKey, FileReport, OfficeDocument, keys_of
from automation.domain.happenings import PeriodCorrected, PeriodReported, ReportReturned
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.settings_views import letters_of
from automation.jobs.snapshot import Snapshot, Table
from automation.letters.words import Words, periodic_words
from automation.register.archive_tab import texts_in
from automation.report.lives import Window
from automation.report.period import Cycle, Period
from automation.settings.values import OfficeSettings

from . import wording
from .contents import report_of

NOTE_COLUMN = "heads_note"


def report_key(period: str, version: int = 1) -> EffectKey:
    """Name the report of a period for ever."""
    return EffectKey.of(None, Deed.REPORT, period if version == 1 else f"{period}.{version}")


def reports_due(snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> Iterator[FileReport]:
    """Return the reports that should be made by now and are not.

    Nothing is made of a time before the office had its first complaint here, nor of any but the last month, quarter
    and year: what an office reported otherwise is not reported again.
    """
    if Place.folder("reports") not in memory.places or Place.template(PERIODIC_REPORT) not in memory.places:
        return  # An office from before: setup makes both.
    if not memory.cases:
        return
    today = settings.hours.day_of(snapshot.now)
    for cycle in _cycles(settings):
        period = Period.of(cycle, today).before
        key = report_key(period.code)
        if str(key) in memory.results or not is_time(period, snapshot, memory, settings):
            continue
        blocks, stated = report_of(memory, settings, period, snapshot.workbook.calendar)
        yield FileReport(
            key=key,
            period=period.code,
            name=wording.file_name(period.title),
            words=_words(settings, period, snapshot.now),
            blocks=blocks,
            stated=stated,
        )
    yield from _returned(snapshot, memory, settings)


def _words(settings: OfficeSettings, period: Period, now: datetime) -> Words:
    return periodic_words(letters_of(settings), period=period.title, written_on=settings.hours.day_of(now))


def _cycles(settings: OfficeSettings) -> Iterator[Cycle]:
    wanted = settings.reports
    for is_wanted, cycle in (
        (wanted.monthly, Cycle.MONTH),
        (wanted.quarterly, Cycle.QUARTER),
        (wanted.yearly, Cycle.YEAR),
    ):
        if is_wanted:
            yield cycle


def is_time(period: Period, snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> bool:
    """Return whether a period, in which complaints were counted, is over and the office has opened since."""
    end = Window.of(period, settings.hours.zone).end
    return counted_since(memory) < end and _opened_since(end, snapshot.workbook.calendar, snapshot.now)


def counted_since(memory: Memory) -> datetime:
    """Return from when on complaints are counted; there is one at least.

    What was taken over from the register of before counts from then: the office reported otherwise until then.
    """
    first = next(iter(memory.cases.values()))
    return first.registered_at if first.is_imported else min(first.registered_at, first.stated.received_at)


def _opened_since(moment: datetime, calendar: OfficeCalendar, now: datetime) -> bool:
    """Return whether the office has opened since; where nobody entered the year's days off, from Monday to Friday."""
    try:
        return calendar.next_opening(moment) <= now
    except CalendarRunOut:
        local = now.astimezone(calendar.hours.zone)
        return local.weekday() < 5 and local.time() >= time(8)


# -- returned with a note


def latest_versions(memory: Memory) -> Mapping[str, int]:
    """Return the version of each period's report that holds now, by the period's code."""
    found: dict[str, int] = {}
    for key in keys_of(memory.results, None, Deed.REPORT):
        period, version = taken_apart(key)
        found[period] = max(version, found.get(period, 1))
    return found


def taken_apart(key: EffectKey) -> tuple[str, int]:
    """Return the period's code and the version that a report's key names."""
    period, _, version = key.detail.partition(".")
    return period, int(version) if version.isdecimal() else 1


def _returned(snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> Iterator[FileReport]:
    """Return a version with the note of the Kepala Balai for each report whose row in Arsip bears one."""
    said = memory.worked_out.of(_notes_in, snapshot.workbook.archive)
    kept = {one.effect: one for one in memory.office_documents}
    for code, version in latest_versions(memory).items() if any(said.values()) else ():
        before = report_key(code, version)
        rows = (document_key(before, ending) for ending in ENDINGS)
        note = next((said[row] for row in rows if said.get(row) and row in kept), "")
        if note:
            period = Period.parse(code)
            yield FileReport(
                key=report_key(code, version + 1),
                period=code,
                name=wording.file_name(period.title, version + 1),
                words=_words(settings, period, snapshot.now),
                version=version + 1,
                source=str(before),
                note=note,
            )


def _notes_in(archive: Table) -> Mapping[str, str]:
    return texts_in(archive, NOTE_COLUMN)


ENDINGS = ("docx", "pdf")


def document_key(report: EffectKey, ending: str) -> str:
    """Return the name under which Arsip lists one of a report's two files."""
    return f"{report}.{ending}"


def replaced(effect: FileReport, documents: Mapping[str, OfficeDocument]) -> Iterator[OfficeDocument]:
    """Return the files of the version that a new one takes the place of."""
    if effect.source:
        source = EffectKey.parse(effect.source)
        yield from (one for ending in ENDINGS if (one := documents.get(document_key(source, ending))))


def events_of(effect: FileReport, notes: Mapping[Note, str]) -> tuple[Event, ...]:
    """Return what Riwayat tells of a report."""
    if effect.source:
        return (Event(None, ReportReturned(effect.period, effect.note), column=NOTE_COLUMN),)
    own, *corrected = effect.stated
    return (
        Event(None, PeriodReported(own.period, own.figures)),
        *(
            Event(None, PeriodCorrected(one.period, notes.get(Note.reported(one.period), ""), one.figures))
            for one in corrected
        ),
    )
