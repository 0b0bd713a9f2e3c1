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
    return Intake(response=response, **{**values, **changes})


def a_case(sequence: int = 1, **changes: Any) -> Case:
    values: dict[str, Any] = {
        "intake": an_intake(f"r{sequence}"),
        "registered_at": MONDAY,
        "steps": (StepRecord(step=Step.SORTING, round=1, began=MONDAY, due=MONDAY + timedelta(minutes=10)),),
    }
    return Case(number=a_number(sequence), **{**values, **changes})


def a_closed_case(sequence: int = 1) -> Case:
    steps = tuple(
        StepRecord(
            step=step,
            round=1,
            began=MONDAY + timedelta(hours=step),
            due=MONDAY + timedelta(hours=step + 2),
            ended=MONDAY,
            calendar="kalender-7f",
        )
        for step in Step
    )
    return a_case(
        sequence,
        steps=steps,
        cells={f"kolom_{number}": "teks yang agak panjang " * 3 for number in range(25)},
        disposition=Disposition(group="Pokja Pengujian", by="otomatis", at=MONDAY),
        outcome=Outcome.SETTLED,
        closed_at=MONDAY,
        settled=True,
    )
