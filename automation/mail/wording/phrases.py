"""Phrases that several mails share."""

from __future__ import annotations

from datetime import datetime

from automation.domain.dates import date_and_time
from automation.mail.plain import one_line
from automation.mail.values import Sender

LONGEST_NAME = 100
LONGEST_PERIHAL = 150


def greeting(name: str) -> str:
    """Greet somebody by name, or without one."""
    return f"Yth. Bapak/Ibu {one_line(name, LONGEST_NAME)}".rstrip() + ","


def perihal(subject: str) -> str:
    """Give a complaint's subject as one line."""
    return one_line(subject, LONGEST_PERIHAL) or "(tanpa perihal)"


def moment(at: datetime, sender: Sender) -> str:
    """Print a moment in office time."""
    return date_and_time(at.astimezone(sender.zone))


def contacts(sender: Sender) -> str:
    """List how the office is reached, one way a line."""
    ways = (("Surel", sender.email), ("Telepon", sender.phone), ("Situs", sender.website))
    return "\n".join(f"{name}: {value}" for name, value in ways if value)


def paragraphs(*parts: str) -> str:
    """Join what is not empty by blank lines."""
    return "\n\n".join(part for part in parts if part) + "\n"
