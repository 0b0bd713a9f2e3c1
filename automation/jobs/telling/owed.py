"""Notices about things that happen once: a note keeps each from the act until everybody was notified.

The note is written before the act, since nothing else knows of it afterwards. Nobody is notified twice; the note
is forgotten once everybody was notified and what it asks for is over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from automation.domain.groups import Person
from automation.domain.notes import Note
from automation.domain.notices import NoticeKey, Topic
from automation.domain.numbers import ComplaintNumber
from automation.jobs.telling.notices import Notice
from automation.mail.values import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One such notice.

    Attributes:
        note: the name of its note.
        number: the complaint it concerns; None for the office.
        to: who must be notified.
    """

    note: Note
    number: ComplaintNumber | None
    topic: Topic
    to: tuple[Person, ...]

    def notices(self, item: Item, covered: Collection[str], *, at_once: bool) -> Iterator[Notice]:
        """Return a notice for each person who was not notified yet.

        Args:
            item: what to say.
            covered: printed keys of the notices that mails carried.
            at_once: it cannot wait for the next digest.
        """
        for key, person in self._untold(covered):
            yield Notice(keys=(key,), person=person, item=item, at_once=at_once)

    def is_told(self, covered: Collection[str]) -> bool:
        """Return whether everybody was notified."""
        return not any(self._untold(covered))

    def _untold(self, covered: Collection[str]) -> Iterator[tuple[NoticeKey, Person]]:
        for person in self.to:
            key = NoticeKey(self.number, self.topic, person.email)
            if str(key) not in covered:
                yield key, person


def served(passed: Iterable[Owed], told: Collection[str]) -> tuple[Note, ...]:
    """Return the notes to forget: of these, which are over, those that everybody was surely notified of."""
    return tuple(one.note for one in passed if one.is_told(told))
