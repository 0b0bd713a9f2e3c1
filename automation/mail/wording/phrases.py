"""Phrases that several mails share."""

from __future__ import annotations

from datetime import datetime

from automation.domain.dates import date_and_time
from automation.domain.form_of_address import addressed
from automation.domain.prose import Line, Look, Paragraph
from automation.mail.plain import one_line
from automation.mail.values import Sender

LONGEST_NAME = 100
LONGEST_PERIHAL = 150
MOST_QUOTED_LINES = 20


def greeting(name: str) -> str:
    """Greet somebody by name, or without one."""
    return f"Yth. {addressed(one_line(name, LONGEST_NAME))},"


def perihal(subject: str) -> str:
    """Return a complaint's subject as one line."""
    return one_line(subject, LONGEST_PERIHAL) or "(tanpa perihal)"


def quoted_lines(text: str) -> tuple[str, ...]:
    """Return what an officer wrote for the complainant, line by line, without empty ones."""
    cleaned = (one_line(line, 300) for line in text.splitlines())
    return tuple(line for line in cleaned if line)[:MOST_QUOTED_LINES]


def moment(at: datetime, sender: Sender) -> str:
    """Print a moment in office time."""
    return date_and_time(at.astimezone(sender.zone))


def contacts(sender: Sender) -> tuple[Line, ...]:
    """List how the office is reached, one way a line."""
    ways = (
        Line(f"Surel: {sender.email}") if sender.email else None,
        Line(f"Telepon: {sender.phone}") if sender.phone else None,
        Line("Situs:", link=sender.website) if sender.website else None,
    )
    return tuple(line for line in ways if line)


def small(text: str) -> Line:
    """Return what stands at the foot of a mail."""
    return Line(text, look=Look.SMALL)


def lines(*parts: str | Line) -> Paragraph:
    """Return lines that belong together; empty ones are left out."""
    return Paragraph(tuple(Line(part) if isinstance(part, str) else part for part in parts if part))


def paragraphs(*parts: str | Paragraph) -> tuple[Paragraph, ...]:
    """Return what is not empty, each a paragraph of its own."""
    return tuple(lines(*part.split("\n")) if isinstance(part, str) else part for part in parts if part)
