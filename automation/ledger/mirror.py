"""A case as rows of the mirror: what an office may ask its database with plain SQL."""

from __future__ import annotations

from typing import Any

from automation.domain.case import Case

from .codec import instant_text, to_json


def complaint_row(case: Case, status: str) -> dict[str, Any]:
    """Return the columns of `complaint`, without its place."""
    intake, contact = case.stated, case.contact
    return {
        "number": str(case.number),
        "year": case.number.year,
        "received_at": instant_text(intake.received_at),
        "registered_at": instant_text(case.registered_at),
        "channel": intake.channel.value,
        "complainant": contact.complainant,
        "company": contact.company,
        "email": contact.email,
        "phone": contact.phone,
        "address": contact.address,
        "stated_service": intake.stated_service,
        "order_reference": intake.order_reference,
        "subject": intake.subject,
        "description": intake.description,
        "remedy": intake.remedy,
        "classification": case.cells.get("classification", ""),
        "service": case.cells.get("service", ""),
        "level": case.cells.get("level", ""),
        "working_group": case.disposition.group if case.disposition else "",
        "status": status,
        "outcome": case.outcome.value if case.outcome else "",
        "closed_at": instant_text(case.closed_at) if case.closed_at else "",
        "settled": case.settled,
        "memory": to_json(case),
    }


def passage_rows(case: Case) -> list[dict[str, Any]]:
    """Return the rows of `passage`."""
    return [
        {
            "number": str(case.number),
            "place": place,
            "step": int(record.step),
            "round": record.round,
            "began": instant_text(record.began),
            "due": instant_text(record.due) if record.due else "",
            "ended": instant_text(record.ended) if record.ended else "",
            "breached": record.breached,
            "calendar": record.calendar,
        }
        for place, record in enumerate(case.steps, 1)
    ]
