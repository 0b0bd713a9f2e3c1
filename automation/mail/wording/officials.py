"""What officials read when one office passes from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from automation.domain.dates import long_date
from automation.domain.groups import Person
from automation.domain.prose import Line
from automation.mail.plain import one_line
from automation.mail.values import Message, Sender

from .phrases import LONGEST_NAME, greeting, lines, paragraphs, small


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What one person is told: the subject, and what follows the day."""

    person: Person
    subject: str
    what: str
    consequence: str


def arrival(office: str, person: Person, before: Sequence[Person]) -> News:
    """Tell somebody that they hold an office now."""
    # A name may end in a title, "M.T.", whose full stop is the sentence's too.
    instead = f", menggantikan {_named(before)}".rstrip(".") if before else ""
    return News(
        person=person,
        subject=f"[Tanggap] Anda kini {office}",
        what=f"Anda tercatat sebagai {office}{instead}.",
        consequence=(
            "Tugas dan surel untuk jabatan itu kini sampai kepada Anda, dan Anda dapat mengisi kolomnya di buku "
            "kerja. Cara mengisinya ada di lembar Petunjuk."
        ),
    )


def departure(office: str, person: Person, heirs: Sequence[tuple[str, Person]], *, shut_out: bool) -> News:
    """Tell somebody that they hold an office no longer, or not for now, and who does."""
    now = "; ".join(f"{whose}: {one_line(who.name, LONGEST_NAME)}" for whose, who in heirs)
    rights = (
        "Akses Anda ke buku kerja dan folder keluhan ditutup."
        if shut_out
        else "Akses Anda yang lain ke buku kerja tetap seperti semula."
    )
    return News(
        person=person,
        subject=f"[Tanggap] Tugas Anda sebagai {office} beralih",
        what=f"tugas Anda sebagai {office} beralih" + (f" kepada {now.rstrip('.')}." if now else "."),
        consequence=f"Surel tentang tugas itu tidak lagi dikirim kepada Anda. {rights}",
    )


def message(news: News, sender: Sender, today: date, workbook: str) -> Message:
    """Return the mail; `workbook` is the address of the workbook."""
    return Message(
        one_line(news.subject, 120),
        paragraphs(
            greeting(news.person.name),
            f"Per {long_date(today)} {news.what}",
            news.consequence,
            lines(Line("Buku kerja:", link=workbook)) if workbook else "",
            "Bila ini keliru, mintalah Kepala Balai atau penyelia memperbaiki lembar Pejabat atau Pokja.",
            lines(small(sender.name), small("Surel ini dikirim otomatis oleh Tanggap.")),
        ),
    )


def _named(people: Sequence[Person]) -> str:
    return " dan ".join(one_line(person.name, LONGEST_NAME) for person in people)
