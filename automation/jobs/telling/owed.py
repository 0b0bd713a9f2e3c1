"""What people must hear of things that happen once: a note keeps it from the deed until it has served.

A deed is noted before it is done, since nothing else knows of it afterwards. Whoever was told is told no more; the
note goes once everybody was told and what it asks for has passed.
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
    """One such thing.

    Attributes:
        note: the name of its note.
        number: the complaint it concerns; None for the office.
        to: who must hear of it.
    """

    note: Note
    number: ComplaintNumber | None
    topic: Topic
    to: tuple[Person, ...]

    def notices(self, item: Item, covered: Collection[str], *, at_once: bool) -> Iterator[Notice]:
        """Give a notice for each person who was not told yet.

        Args:
            item: what to say.
            covered: printed keys of the notices that mails carried.
            at_once: it cannot wait for the next digest.
        """
        for key, person in self._untold(covered):
            yield Notice(keys=(key,), person=person, item=item, at_once=at_once)

    def is_told(self, covered: Collection[str]) -> bool:
        """Tell whether everybody was told."""
        return not any(self._untold(covered))

    def _untold(self, covered: Collection[str]) -> Iterator[tuple[NoticeKey, Person]]:
        for person in self.to:
            key = NoticeKey(self.number, self.topic, person.email)
            if str(key) not in covered:
                yield key, person


def served(passed: Iterable[Owed], covered: Collection[str]) -> tuple[Note, ...]:
    """Give the names of the notes to forget, of things that have passed."""
    return tuple(one.note for one in passed if one.is_told(covered))
