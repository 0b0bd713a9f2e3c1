"""Who hears that a report was made: the Kepala Balai, and by the office's choice the next above."""

from __future__ import annotations

from collections.abc import Iterator

from automation.domain.addresses import Addresses
from automation.domain.documents import PERIODIC_TITLE
from automation.domain.groups import Person
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.notices import NoticeKey, PeriodReportMade
from automation.domain.periodic import StatedFigures
from automation.jobs.telling.notices import Notice
from automation.mail.values import CaseReference, Item, ReportReady
from automation.report.period import Cycle, Period
from automation.settings.values import OfficeSettings

from . import wording
from .due import latest_versions, report_key


def owed(memory: Memory, settings: OfficeSettings) -> Iterator[Notice]:
    """Return what is to be told of the last report of each length."""
    versions = latest_versions(memory)
    for cycle in Cycle:
        periods = [period for code in versions if (period := Period.parse(code)).cycle is cycle]
        if periods:
            last = max(periods, key=lambda one: one.first)
            yield from _notices_of(last, versions[last.code], memory, settings)


def _notices_of(period: Period, version: int, memory: Memory, settings: OfficeSettings) -> Iterator[Notice]:
    head = settings.office.head.person
    links = Addresses(settings.google.base_address)
    draft, pdf = (*memory.results[str(report_key(period.code, version))].split(), "", "")[:2]
    figures = StatedFigures.read(memory.notes.get(Note.reported(period.code), ""))
    for person in dict.fromkeys(_readers(version, settings)):
        key = NoticeKey(None, PeriodReportMade(period.code, version), person.email)
        if str(key) in memory.covered:
            continue
        matter = ReportReady(
            told=wording.main_figures(figures),
            link=links.file(pdf),
            draft=links.file(draft),
            returned=wording.returned(version) if version > 1 else "",
            may_return=person == head,
        )
        yield Notice(
            keys=(key,), person=person, item=Item(CaseReference(number=PERIODIC_TITLE, subject=period.title), matter)
        )


def _readers(version: int, settings: OfficeSettings) -> Iterator[Person]:
    office = settings.office
    yield office.head.person
    if settings.reports.tells_superior and office.superior:
        yield office.superior
    if version > 1:
        yield from office.service_officers
