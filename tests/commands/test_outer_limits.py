"""The law's outer limits over the wire: warned of before and after, stopped by no hold, and counted in the report."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest

from automation import wiring
from automation.domain.vocabulary import Channel
from demo.cases import Case
from demo.people import DEWI, FAUZI, RATNA
from tests.builders import wita
from tests.fakes import text_of
from tests.wired import WiredOffice, a_wired_office

BY_FORM = Case("Hasil uji terlambat", Channel.FORM, frozenset())
BY_LAPOR = Case("Sertifikat keliru", Channel.LAPOR, frozenset())
#: Monday; 14 days later is 19 October, 60 days later 4 December.
RECEIVED = wita(5, 9, month=10)
ANSWERS = {"complainant": "Siti", "email": "siti@kayu.example", "description": "Lihat perihal."}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WiredOffice]:
    """An office with two complaints that nobody ends: one rests, of the other the file is complete on 7 October."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "now", lambda: wita(11, 9, month=1, year=2027))
        with a_wired_office(tmp_path_factory.mktemp("kantor"), wita(5, 8, month=10), patch) as office:
            stage = office.stage
            stage.answer_form("public", {**ANSWERS, "subject": BY_FORM.subject, "stated_service": "Pengujian"})
            ticked(office, RECEIVED)
            lapor = {"channel": "SP4N-LAPOR!", "received_at": RECEIVED.isoformat(), "stated_service": "Kalibrasi"}
            stage.answer_form("officer", {**ANSWERS, **lapor, "subject": BY_LAPOR.subject})
            ticked(office, wita(5, 10, month=10))
            stage.numbers |= {BY_FORM.subject: "KEL-2026-0001", BY_LAPOR.subject: "KEL-2026-0002"}
            stage.fill(DEWI, BY_FORM, {"classification": "Keluhan", "service": "Pengujian"})
            stage.fill(FAUZI, BY_LAPOR, {"classification": "Keluhan", "service": "Kalibrasi"})
            ticked(office, wita(5, 11, month=10))
            stage.fill(DEWI, BY_FORM, {"held_from": "06/10/2026", "hold_reason": "Menunggu contoh"})
            ticked(office, wita(6, 9, month=10))
            stage.fill(FAUZI, BY_LAPOR, {"complete_since": "07/10/2026"})
            ticked(office, wita(7, 9, month=10))
            yield office


def ticked(office: WiredOffice, at: datetime) -> None:
    told = office.sync(at)
    assert told.status == 0, told.out + told.err


def told_to_the_head(office: WiredOffice, words: str) -> int:
    """Return how many mails to the Kepala Balai say so."""
    return sum(words in text_of(mail) for _, mail in office.stage.hands(RATNA).mails())


def counted(office: WiredOffice, period: str) -> dict[str, str]:
    """Return what `report` prints of the limits in a period."""
    told = office.run("report", "--period", period)
    assert told.status == 0, told.err
    return dict(re.findall(r"^ +((?:Kelengkapan|Keluhan diselesaikan|SP4N)[^\n]*?) +(\d+)$", told.out, re.MULTILINE))


def test_a_limit_is_told_before_and_after_it_is_over_though_the_complaint_rests(office: WiredOffice) -> None:
    ticked(office, wita(15, 9, month=10))
    assert "Batas menurut undang-undang" not in office.stage.shown(BY_FORM, "warning")
    ticked(office, wita(16, 9, month=10))
    assert "paling lambat 19 Oktober 2026" in office.stage.shown(BY_FORM, "warning")
    assert "kelengkapan" not in office.stage.shown(BY_LAPOR, "warning").lower()
    assert told_to_the_head(office, "Batas menurut undang-undang sudah dekat")
    ticked(office, wita(20, 9, month=10))
    assert told_to_the_head(office, "Batas menurut undang-undang lewat")


def test_the_day_of_completeness_moves_the_sixty_days_and_the_report_counts_each_in_its_month(
    office: WiredOffice,
) -> None:
    for day, month, year in ((2, 12, 2026), (5, 12, 2026), (8, 12, 2026), (4, 1, 2027)):
        at = wita(day, 9, month=month, year=year)
        ticked(office, at)
        if (day, month) == (5, 12):
            assert "paling lambat 6 Desember 2026" in office.stage.shown(BY_LAPOR, "warning")
            assert "paling lambat" not in office.stage.shown(BY_FORM, "warning")
    october = counted(office, "2026-10")
    assert (
        october["Kelengkapan berkas diberitahukan: jatuh tempo"],
        october["SP4N-LAPOR! dijawab: jatuh tempo"],
    ) == (
        "2",
        "1",
    )
    kept = {name: count for name, count in october.items() if name.endswith("ditepati")}
    assert kept == {
        "Kelengkapan berkas diberitahukan: ditepati": "1",
        "Keluhan diselesaikan: ditepati": "0",
        "SP4N-LAPOR! diteruskan: ditepati": "1",
        "SP4N-LAPOR! dijawab: ditepati": "0",
    }
    december = counted(office, "2026-12")
    assert december["Keluhan diselesaikan: jatuh tempo"] == "2"
    assert december["Keluhan diselesaikan: ditepati"] == "0"
