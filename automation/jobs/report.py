"""`report`: the figures of a period to read, and where asked as a file that opens well in an Indonesian office."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from automation import private
from automation.domain.documents import PERIODIC_REPORT, PERIODIC_TITLE
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs import wording
from automation.jobs.job_context import JobContext
from automation.jobs.periodic.contents import report_of
from automation.jobs.periodic.counting import counting_rules, figures_of
from automation.jobs.periodic.due import document_key, latest_versions, report_key
from automation.jobs.periodic.months import months_sheet
from automation.jobs.periodic.national import national_calendar
from automation.jobs.periodic.sheets import Sheet, check_ending, write
from automation.jobs.settings_views import letters_of
from automation.ledger import Ledger
from automation.letters.words import periodic_words
from automation.ports import Refused
from automation.report import paper_wording
from automation.report.composing import listed, shown
from automation.report.lives import Window, stays_in
from automation.report.measures import lives_of
from automation.report.period import Period
from automation.report.rows import Row
from automation.settings.values import OfficeSettings


def report(
    ledger: Ledger,
    settings: OfficeSettings,
    period: Period,
    file: Path | None = None,
    today: date | None = None,
) -> str:
    """Return a period's figures as text; with `file` they and the complaints behind them as a file, without names.

    Where the period was reported, its figures as they were stated stand on top: nothing changes them any more.

    Args:
        ledger: the office's.
        settings: the office's.
        period: what is told of.
        file: to be written too.
        today: the office's date, where the period may not be over.
    """
    memory = ledger.memory()
    rows = figures_of(memory, settings, period, national_calendar(memory, settings), today)
    if file is not None:
        check_ending(file)
        if not private.make_file(file) and file.is_file():
            private.tightened([file])
        write(file, _sheets(memory, settings, period, rows, today))
    width = max(len(row.measure) for row in rows)
    told = [wording.report_heading(office=settings.office.name, period=period.title)]
    if stated := memory.notes.get(Note.reported(period.code)):
        told.append(wording.reported(stated))
    for section, theirs in groupby(rows, key=lambda row: row.section):
        told += [f"{section.value}", *(f"  {row.measure:<{width}}  {shown(row.value)}" for row in theirs), ""]
    return "\n".join(told)


def paper(job: JobContext, period: Period, file: Path, now: datetime) -> str:
    """Write the report of a period as .docx or .pdf: the very file that was filed, where it was; else one of now."""
    kind = file.suffix.lower().removeprefix(".")
    memory = job.ledger.memory()
    version = latest_versions(memory).get(period.code)
    content = _filed(job, memory, period, version, kind) if version else _drawn_up(job, memory, period, kind, now)
    if not private.make_file(file) and file.is_file():
        private.tightened([file])
    file.write_bytes(content)
    return wording.paper_written(file=file.name, filed=bool(version))


def _filed(job: JobContext, memory: Memory, period: Period, version: int, kind: str) -> bytes:
    key = document_key(report_key(period.code, version), kind)
    document = next((one for one in memory.office_documents if one.effect == key), None)
    if document is None:
        raise Refused(wording.not_in_the_archive(period.code))
    content = job.drive.download(document.file, called=document.name)
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise Refused(wording.changed_since(document.name))
    return content


def _drawn_up(job: JobContext, memory: Memory, period: Period, kind: str, now: datetime) -> bytes:
    place = memory.places.get(Place.template(PERIODIC_REPORT))
    if place is None:
        raise Refused(wording.SETUP_FOR_REPORTS)
    today = job.settings.hours.day_of(now)
    blocks, _ = report_of(memory, job.settings, period, national_calendar(memory, job.settings), today)
    words = periodic_words(letters_of(job.settings), period=period.title, written_on=today)
    pictures = job.charts.drawn([one.chart for one in blocks if one.chart])
    template = job.drive.download(place, called=PERIODIC_TITLE)
    content = job.sandbox.laid_out(template, words, blocks, pictures, PERIODIC_TITLE, job.settings.letters.logo)
    return content if kind == "docx" else job.drive.as_pdf(content, PERIODIC_TITLE)


def _sheets(
    memory: Memory, settings: OfficeSettings, period: Period, rows: Sequence[Row], today: date | None
) -> tuple[Sheet, ...]:
    rules = counting_rules(settings, national_calendar(memory, settings), memory.notes)
    lives = lives_of(memory.cases.values())
    stays = stays_in(lives, Window.of(period, rules.zone))
    figures = Sheet(
        title=wording.FIGURES,
        headings=(wording.SECTION, wording.MEASURE, wording.VALUE),
        rows=tuple((row.section.value, row.measure, row.value) for row in rows),
        widths=(50, 60, 14),
    )
    complaints = Sheet(
        title=wording.LIST,
        headings=paper_wording.LIST_HEADINGS,
        rows=tuple(listed(stay, rules) for stay in stays),
        widths=(16, 13, 13, 24, 24, 28),
        days=(1, 2),
    )
    return figures, months_sheet(lives, period, rules, today), complaints
