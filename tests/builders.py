"""Builders for the nouns that many tests need: each says only what matters to its caller."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from automation.domain.calendar import OfficeCalendar
from automation.domain.cells import JobCell, Written
from automation.domain.complaint import Intake
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document
from automation.domain.groups import Person, WorkingGroup
from automation.domain.holidays_tab import HolidayRow, read_calendar
from automation.domain.numbers import ComplaintNumber
from automation.domain.office_hours import OfficeHours
from automation.domain.rules import Rules
from automation.domain.vocabulary import Channel
from automation.register.schema import tabs
from automation.workflow.case_context import CaseContext

WITA = ZoneInfo("Asia/Makassar")

HEAD = Person("Dr. Rina Kepala", "kepala@bspji.example")
DEPUTY_HEAD = Person("Drs. Wahyu Pengganti", "wakil@bspji.example")
OFFICER = Person("Sari Petugas", "petugas@bspji.example")
LEAD = Person("Budi Ketua", "budi@bspji.example")
DEPUTY = Person("Tini Wakil", "tini@bspji.example")

TESTING = WorkingGroup(name="Pokja Pengujian", services=("Pengujian",), lead=LEAD, deputy=DEPUTY)
CALIBRATION = WorkingGroup(
    name="Pokja Kalibrasi", services=("Kalibrasi", "Inspeksi teknis"), lead=Person("Joko Ketua", "joko@bspji.example")
)


def wita(day: int, hour: int = 9, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    """A moment in office time; 2 November 2026 is a Monday."""
    return datetime(year, month, day, hour, minute, tzinfo=WITA)


def a_calendar(*holidays: date) -> OfficeCalendar:
    rows = [
        HolidayRow(first=day, description="Libur", kind="Libur nasional")
        for day in (date(2026, 1, 1), date(2027, 1, 1), *holidays)
    ]
    calendar, problems = read_calendar(rows, OfficeHours())
    assert not problems
    return calendar


def the_rules(**changes: Any) -> Rules:
    return replace(Rules(head=HEAD, officers=(OFFICER,), head_deputy=DEPUTY_HEAD), **changes)


def the_office(now: datetime, *documents: Document, **changes: Any) -> CaseContext:
    rules = changes.pop("rules", the_rules())
    values = {"groups": (TESTING, CALIBRATION), "calendar": a_calendar(), "others": {}, **changes}
    return CaseContext(rules=rules, now=now, documents=documents, **values)


def a_number(sequence: int = 1) -> ComplaintNumber:
    return ComplaintNumber(2026, sequence)


def an_intake(**changes: Any) -> Intake:
    at = changes.pop("at", wita(2))
    values = {
        "response": "r1",
        "submitted_at": at,
        "received_at": at,
        "channel": Channel.FORM,
        "complainant": "Siti Aminah",
        "company": "PT Kayu Lestari",
        "email": "siti@kayu.example",
        "phone": "081234567890",
        "address": "Jl. Mawar 1, Samarinda",
        "stated_service": "Pengujian",
        "order_reference": "0042",
        "subject": "Hasil uji terlambat",
        "description": "Hasil uji air belum kami terima.",
        "remedy": "Mohon segera dikirim.",
    }
    return Intake(**{**values, **changes})


def a_document(kind: DocumentKind, form: str = "docx", number: ComplaintNumber | None = None) -> Document:
    return Document(
        effect=f"{number or a_number()}/{kind.value}/{form}",
        number=number or a_number(),
        kind=kind,
        sequence=1,
        form=DocumentForm(form),
        file=f"id-{form}",
        name=f"{kind.title}.{form}",
        sha256="0" * 64,
        pages=1,
        filed_at=datetime(2026, 11, 2, tzinfo=UTC),
    )


def job_cells(tab: str, *values: Written, first: int = 0) -> tuple[JobCell, ...]:
    """Give cells for neighbouring columns of the job's, where setup puts them."""
    columns = tabs()[tab].columns
    return tuple(
        JobCell(tabs()[tab].job_column(columns[place].key), place, value) for place, value in enumerate(values, first)
    )
