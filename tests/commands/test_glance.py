"""Over the wire: a job that ticks on reads of a workbook at rest only what people write."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from automation.domain.vocabulary import Channel
from automation.google.workbook import GoogleWorkbook
from demo.cases import Branch
from demo.casework import a_case
from demo.people import DEWI
from demo.script import Script
from tests.builders import wita
from tests.wired import WiredOffice, a_wired_office

AT = wita(2, 9)


def a_minute_later(office: WiredOffice) -> None:
    office.stage.set_clock(office.stage.now + timedelta(minutes=1))
    office.stage.tick()


def test_a_quiet_tick_reads_peoples_columns_and_an_edit_is_followed_at_once(tmp_path, monkeypatch):
    reads: list[Sequence[str]] = []
    read = GoogleWorkbook.read

    def reading(self: GoogleWorkbook, ranges: Sequence[str], **how: Any) -> Any:
        reads.append(ranges)
        return read(self, ranges, **how)

    monkeypatch.setattr(GoogleWorkbook, "read", reading)
    with a_wired_office(tmp_path, AT, monkeypatch) as office:
        case = a_case(Script(), "Hasil uji terlambat", Channel.FORM, Branch.PLAIN).case
        answers = {
            "complainant": "Siti Rahma",
            "email": "siti.rahma@kayulestari.example",
            "stated_service": "Pengujian",
            "subject": case.subject,
            "description": "Hasil uji air belum kami terima.",
        }
        office.stage.answer_form("public", answers)
        for _ in range(4):
            reads.clear()
            a_minute_later(office)
        (ranges,) = reads
        assert "'Status'!1:1" in ranges
        assert "'Register'" not in ranges
        office.stage.fill(DEWI, case, {"classification": "Keluhan", "service": "Pengujian"})
        a_minute_later(office)
        assert office.stage.shown(case, "status") == "Dikaji"
