"""Builders of complaints for the ledger's tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from automation.domain.case import Case, Disposition, StepRecord
from automation.domain.complaint import Intake
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Channel, Outcome, Step

MONDAY = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def a_number(sequence: int = 1) -> ComplaintNumber:
    return ComplaintNumber(2026, sequence)


def an_intake(response: str = "r1", **changes: Any) -> Intake:
    values = {
        "submitted_at": MONDAY,
        "received_at": MONDAY,
        "channel": Channel.FORM,
        "complainant": "Siti",
        "company": "PT Contoh",
        "email": "siti@contoh.example",
        "phone": "0812",
        "address": "Samarinda",
        "stated_service": "Pengujian",
        "order_reference": "0042",
        "subject": "Sertifikat terlambat",
        "description": '=HYPERLINK("x") {{ 7*7 }}\n😀',
        "remedy": "",
    }
    return Intake(response, **{**values, **changes})


def a_case(sequence: int = 1, **changes: Any) -> Case:
    values: dict[str, Any] = {
        "intake": an_intake(f"r{sequence}"),
        "registered_at": MONDAY,
        "steps": (StepRecord(Step.SORTING, 1, MONDAY, MONDAY + timedelta(minutes=10)),),
    }
    return Case(a_number(sequence), **{**values, **changes})


def a_closed_case(sequence: int = 1) -> Case:
    steps = tuple(
        StepRecord(step, 1, MONDAY + timedelta(hours=step), MONDAY + timedelta(hours=step + 2), MONDAY, "kalender-7f")
        for step in Step
    )
    return a_case(
        sequence,
        steps=steps,
        cells={f"kolom_{number}": "teks yang agak panjang " * 3 for number in range(25)},
        disposition=Disposition("Pokja Pengujian", "otomatis", MONDAY),
        outcome=Outcome.SETTLED,
        closed_at=MONDAY,
        settled=True,
    )
