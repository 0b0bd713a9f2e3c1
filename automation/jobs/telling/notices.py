"""Notices to staff: one matter for one person, under a key that never changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from automation.domain.effects import EffectKey
from automation.domain.groups import Person
from automation.domain.notices import MeetingOff, MeetingSet, NoticeKey, ends_of, is_of_an_action
from automation.domain.numbers import ComplaintNumber
from automation.mail.values import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One matter for one person.

    Attributes:
        keys: the matters in it; each is delivered once and never again.
        since: when it came up: the daily digest carries what came up before its hour; None for any earlier time.
        at_once: it cannot wait for the next digest.
        lasting: it holds until it is no longer derived, so each digest names it again beside what is new.
        attachments: the effects whose files go along with the mail that tells of it first.
    """

    keys: tuple[NoticeKey, ...]
    person: Person
    item: Item
    since: datetime | None = None
    at_once: bool = False
    lasting: bool = False
    attachments: tuple[EffectKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Invited:
    """What one person was told of one meeting: the versions of its last invitation and of the last called off.

    Attributes:
        times_off: how often it was called off.
    """

    last: int = 0
    last_off: int = 0
    times_off: int = 0

    @property
    def expects(self) -> bool:
        """Whether they believe that it takes place."""
        return self.last > self.last_off


class DeliveredNotices:
    """The notices that mails have carried, by key.

    Args:
        keys: of all of them, those of mails that were only begun with them.
        carried: of those that mails carry which are not known to be sent.
    """

    def __init__(self, keys: frozenset[str], carried: frozenset[str] = frozenset()) -> None:
        self._keys = keys
        self._carried = carried

    def has(self, key: NoticeKey) -> bool:
        """Return whether the notice with this key was delivered."""
        return str(key) in self._keys

    def has_all_of(self, notice: Notice) -> bool:
        """Return whether a notice would say nothing new."""
        return self._keys.issuperset(map(str, notice.keys))

    def told_all_of(self, notice: Notice) -> bool:
        """Return whether a notice was surely sent: a mail that was begun may yet come to nothing."""
        return all(self.has(key) and not self.carries(key) for key in notice.keys)

    def carries(self, key: NoticeKey) -> bool:
        """Return whether a mail carries the notice with this key that is not known to be sent."""
        return str(key) in self._carried

    def knows(self, person: Person, number: ComplaintNumber) -> bool:
        """Return whether a person ever received a notice about how a case goes on."""
        return (str(number), person.email) in self._acquainted

    @cached_property
    def _acquainted(self) -> frozenset[tuple[str, str]]:
        return frozenset(ends_of(key) for key in self._keys if not is_of_an_action(key))

    def meetings(self, number: ComplaintNumber) -> Mapping[tuple[str, str], Invited]:
        """Return what was told of a case's meetings, by their moment as in `MeetingSet` and the person's address."""
        return self._meetings.get(number, {})

    @cached_property
    def _meetings(self) -> Mapping[ComplaintNumber | None, Mapping[tuple[str, str], Invited]]:
        found: dict[ComplaintNumber | None, dict[tuple[str, str], Invited]] = defaultdict(dict)
        for key in (NoticeKey.read(text) for text in self._keys if "/rapat" in text):
            if key is None or not isinstance(key.topic, MeetingSet | MeetingOff):
                continue
            theirs, topic = found[key.number], key.topic
            before = theirs.get(at := (topic.at, key.reader), Invited())
            if isinstance(topic, MeetingSet):
                theirs[at] = replace(before, last=max(before.last, topic.version))
            else:
                last_off = max(before.last_off, topic.version)
                theirs[at] = replace(before, last_off=last_off, times_off=before.times_off + 1)
        return found
