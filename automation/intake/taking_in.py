"""A form answer or a mail becomes an intake: every text stays text, and what cannot be read is said, never lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from automation.domain.complaint import Intake
from automation.domain.dates import date_in
from automation.domain.incoming_mail import IncomingMail
from automation.domain.numbers import ComplaintNumber
from automation.domain.texts import kept_text
from automation.domain.vocabulary import Channel
from automation.ports import FormAnswer

from . import wording
from .form_answers import files_of
from .mail_text import with_history_below

#: A complaint that is written down so long after it came is more likely a slip of the year.
_UNLIKELY_DAYS = 300
_FORWARDED = re.compile(r"^\s*((re|fwd?|bls|balas|tr|aw)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def intake_of(answer: FormAnswer, *, officer: bool, zone: tzinfo) -> Intake:
    """Read one answer of the public form, or of the officer's form, which adds channel and time received.

    A time received that cannot be read, or can hardly be meant, gives way to the time of sending. A channel that is
    none of ours counts as unknown. The words of both are kept, for people to be told.
    """
    texts = {key: text_of(values) for key, values in answer.answers.items()}
    sent = answer.created_at or answer.submitted_at
    stated = texts.get("received_at", "")
    received = _received(stated, sent, zone) if officer else sent
    channel = _channel(texts.get("channel", "")) if officer else Channel.FORM
    files = files_of(answer)
    return Intake(
        response=answer.response,
        submitted_at=answer.submitted_at,
        received_at=received or sent,
        channel=channel,
        complainant=texts.get("complainant", ""),
        company=texts.get("company", ""),
        email=texts.get("email", "") or kept_text(answer.respondent),
        phone=texts.get("phone", ""),
        address=texts.get("address", ""),
        stated_service=texts.get("stated_service", ""),
        order_reference=texts.get("order_reference", ""),
        subject=texts.get("subject", ""),
        description=texts.get("description", ""),
        remedy=texts.get("remedy", ""),
        related_to=texts.get("related_to", "") if officer else "",
        attachments=tuple(one.file for one in files) or answer.answers.get("attachments", ()),
        channel_words=texts.get("channel", "") if channel is Channel.UNKNOWN else "",
        received_words=stated if received is None else None,
        extras=answer.extras,
        uploads=files,
    )


def intake_from(mail: IncomingMail, files: tuple[str, ...]) -> Intake:
    """Make a mail the complaint that it tells of; `files` are the Drive ids that its enclosures will have."""
    subject = _FORWARDED.sub("", mail.subject).strip()
    return Intake(
        response=mail.response,
        submitted_at=mail.arrived_at,
        received_at=mail.arrived_at,
        channel=Channel.EMAIL,
        complainant=mail.sender_name or mail.sender,
        company="",
        email=mail.sender,
        phone="",
        address="",
        stated_service="",
        order_reference="",
        subject=subject or wording.MAIL_WITHOUT_SUBJECT,
        description=kept_text(with_history_below(mail.text)) or _without_text(mail),
        remedy="",
        attachments=files,
        message_id=mail.message_id,
    )


def _without_text(mail: IncomingMail) -> str:
    return wording.MAIL_WITHOUT_TEXT if mail.enclosures or mail.refused else wording.EMPTY_MAIL


def text_of(values: tuple[str, ...]) -> str:
    """Return an answer as one text that every cell and database can keep."""
    return kept_text(", ".join(values))


def _channel(text: str) -> Channel:
    return next((one for one in Channel if one.value.casefold() == text.strip().casefold()), Channel.UNKNOWN)


def _received(text: str, sent: datetime, zone: tzinfo) -> datetime | None:
    """Read the time received; None where it is none, or hardly meant: of a later day, or of most of a year before."""
    at = time_in(text, zone)
    if at is None or comes_later(at, sent) or (sent - at).days > _UNLIKELY_DAYS:
        return None
    return min(at, sent)


def comes_later(at: datetime, sent: datetime) -> bool:
    """Return whether a time received is of a day after the form was sent; a later hour of that day is a round one."""
    return at.date() > sent.astimezone(at.tzinfo).date()


def time_in(text: str, zone: tzinfo) -> datetime | None:
    """Read the date and time of a form's date question (`2026-11-02 08:15`, office time); None where it is none."""
    day_text, _, clock = text.strip().replace("T", " ").partition(" ")
    day = date_in(day_text)
    if day is None:
        return None
    hour, _, minute = clock.strip().replace(".", ":").partition(":")
    try:
        return datetime(day.year, day.month, day.day, int(hour or 0), int((minute or "0")[:2]), tzinfo=zone)
    except ValueError:
        return None


def year_of_number(received: date, today: date) -> int:
    """Return the year that a complaint's number bears: that of its receipt, as in the figures.

    What came in December has that year's number in January. A day further away is a mail's own word, or a slip.
    """
    return received.year if received.year in (today.year, today.year - 1) else today.year


def next_number(taken: Mapping[ComplaintNumber, object], year: int, prefix: str) -> ComplaintNumber:
    """Return the number after the last one of a year."""
    last = max((number.sequence for number in taken if number.year == year), default=0)
    return ComplaintNumber(year, last + 1, prefix)
