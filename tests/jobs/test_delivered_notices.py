"""What mails have carried, and whom that made acquainted with a complaint."""

import pytest

from automation.domain.groups import Person
from automation.domain.numbers import ComplaintNumber
from automation.jobs.telling.notices import DeliveredNotices

NUMBER = ComplaintNumber.parse("KEL-2026-0014")
LEAD = Person("Pengganti", "pengganti@bspji-samarinda.example")


def knows(topic: str) -> bool:
    return DeliveredNotices(frozenset({f"{NUMBER}/{topic}/{LEAD.email}"})).knows(LEAD, NUMBER)


@pytest.mark.parametrize(
    "topic", ["tugas.cause.5.1", "segera.5.1.2026-01-20T16.00", "batas.kelengkapan.2026-01-30.dekat"]
)
def test_whoever_was_told_how_a_complaint_goes_on_knows_it(topic):
    assert knows(topic)


@pytest.mark.parametrize(
    "topic",
    [
        "tindakan.isi.K2",
        "tindakan.kerja.segera.K2.2026-02-03",
        "tindakan-eskalasi.kerja.K2.2026-02-03",
        "bukti-hilang.K1.1a",
    ],
)
def test_whoever_was_told_of_one_of_its_actions_does_not(topic):
    assert not knows(topic)
