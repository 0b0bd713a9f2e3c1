"""What could not be done, since when and how often, and when it is tried again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from .numbers import ComplaintNumber
from .setback_name import SetbackName

#: How long a thing rests after its first, second and every later failure.
PAUSES = (timedelta(minutes=1), timedelta(hours=1), timedelta(days=1))
#: The same where it failed for the moment: it may go well soon, and is never given up.
PAUSES_OF_A_MOMENT = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 5, 5, 15, 60))
#: After so many failures only a person can go on: what it rests on changes, or `sync --ulangi` asks for another try.
MOST_TRIES = 7
#: In a fingerprint, what follows is that of the files built on; they are looked at only once a thing has failed.
FILES = "/"
#: What stands for the fingerprint of a thing that a person wants tried again: no fingerprint reads so.
_ASKED_FOR = "diminta orang"


class Cause(Enum):
    """Why something failed; the value is what the ledger keeps, so it never changes."""

    REFUSED = "ditolak"
    MOMENT = "sesaat"
    BUG = "cacat"
    MACHINE = "mesin"


@dataclass(frozen=True, slots=True)
class Failure:
    """One try that failed.

    Attributes:
        reason: what it means and what to do, for people, in Indonesian.
        said: what the other side said itself, or where in the program it happened; no personal data.
    """

    cause: Cause
    reason: str
    said: str = ""

    @property
    def may_pass(self) -> bool:
        """Whether it may go well soon without anything of it being changed."""
        return self.cause in (Cause.MOMENT, Cause.MACHINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback:
    """One thing that fails.

    Attributes:
        name: what: an effect, or such as a scan, a mail, a case.
        number: the complaint beside whose row it stands; None for the office's.
        failure: the last one.
        rests_on: a fingerprint of what it depends on: once that differs, it is tried at once.
        since, tried_at: when it failed first, and last.
        times: how often it failed.
        told: whether the supervisor has heard of it.
    """

    name: SetbackName
    number: ComplaintNumber | None
    failure: Failure
    rests_on: str
    since: datetime
    tried_at: datetime
    times: int = 1
    told: bool = False

    @property
    def is_given_up(self) -> bool:
        """Whether it waits for a person."""
        return self.times >= MOST_TRIES and not self.failure.may_pass

    @property
    def next_try(self) -> datetime | None:
        """Return when it is tried again by itself; None where it waits for a person."""
        if self.is_given_up:
            return None
        pauses = PAUSES_OF_A_MOMENT if self.failure.may_pass else PAUSES
        return self.tried_at + pauses[min(self.times, len(pauses)) - 1]

    def rests(self, now: datetime, rests_on: str) -> bool:
        """Return whether it is left alone for now."""
        if not _is_same(self.rests_on, rests_on):
            return False
        due = self.next_try
        # A clock that was set back counts as a pause that is over.
        return due is None or self.tried_at <= now < due

    def asked_for(self) -> Setback:
        """Return it as a person wants it tried at once: whatever its pause, and counted anew if it fails again."""
        return replace(self, rests_on=_ASKED_FOR, times=1)

    def is_about(self, number: ComplaintNumber) -> bool:
        """Return whether it holds up this complaint: its own, or the row or case that is named for it."""
        return self.number == number or self.name.names(number)

    def again(self, failure: Failure, rests_on: str, now: datetime) -> Setback:
        """Return it after one more failure; what rests on something else now has failed for the first time."""
        same = _is_same(self.rests_on, rests_on)
        # What its files are stays known where they were not looked at this time.
        known = self.rests_on if same and FILES not in rests_on else rests_on
        return replace(self, failure=failure, rests_on=known, tried_at=now, times=self.times + 1 if same else 1)


def _is_same(before: str, now: str) -> bool:
    """Return whether two fingerprints may be of the same; what its files are counts only where both know them."""
    (what, _, files), (what_now, _, files_now) = before.partition(FILES), now.partition(FILES)
    return what == what_now and (not files or not files_now or files == files_now)
