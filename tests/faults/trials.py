"""The matrix: every reason for which a tick makes a call, every answer that the call may meet, once and for good."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from automation import wiring
from automation.lanes import OneByOne
from demo.script import moment
from tests import keys
from tests.crash.children import in_child
from tests.crash.site import Site
from tests.crash.world import Seen

from .answers import TOKEN, UNKNOWN, About, Spoilt, answers_to
from .calls import Call, meets, recording
from .story import DISTURBED, OUTSIDERS, the_story

#: Stands for good, and lets the calls that were met be counted.
FOR_GOOD = 1_000_000
#: What reads a mail as it arrives, and the letter that a scan is of.
_MAIL_READ = ("gmail.users.messages.get", "arrivals._received")
_LETTER_READ = ("drive.files.get", "wet_ink._held")
#: What fetches that letter.
_LETTER_FETCHED = ("drive.files.get:media", "wet_ink._held")
#: What looks at a scan.
_SCAN_READ = ("drive.files.get:media", "looking._reading")
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Act:
    """A moment of the story: the world just before its tick, and the calls that the tick makes undisturbed."""

    name: str
    before: Site
    now: datetime
    calls: tuple[Call, ...]
    again: tuple[Call, ...]
    seen: Seen

    @property
    def lasting(self) -> frozenset[str]:
        """The addresses that a second undisturbed tick asks for as well: what they name was there before."""
        return frozenset(call.asked.path for call in self.again) | frozenset(call.asked.query for call in self.again)

    @property
    def opened(self) -> Path:
        """The folder for what was opened before, the same for all acts."""
        return self.before.folder.parent / "dibuka"


@dataclass(frozen=True, slots=True)
class Trial:
    """One answer at one place.

    Attributes:
        call: the undisturbed tick's call that is meant.
        match: what tells it apart, as faults take it.
        passing: so many calls that fit pass before it.
        met: the undisturbed tick's calls that are met, the one meant among them.
    """

    act: Act
    call: Call
    spoilt: Spoilt
    match: dict[str, str]
    passing: int
    met: tuple[Call, ...]
    for_good: bool

    @property
    def name(self) -> str:
        """Tell it to people."""
        often = "for good" if self.for_good else "once"
        whose = self.call.effect or "no effect"
        told_by = {key: text for key, text in self.match.items() if key != "method"} or "the method as a whole"
        return (
            f"{self.act.name}: {self.call.method} by {self.call.place} for {whose}, {self.spoilt.name}, {often} "
            f"({told_by})"
        )

    @property
    def gone(self) -> tuple[str, ...]:
        """The addresses of what seems to be deleted for good: mails as they arrive, the letter that a scan is of."""
        if self.spoilt.fault.get("status") != 404:
            return ()
        found = [call for call in self.met if (call.id, call.place) == _MAIL_READ]
        found += [self.call] if (self.call.id, self.call.place) == _LETTER_READ else []
        return tuple(sorted({call.asked.path for call in found}))

    @property
    def aside(self) -> tuple[str, ...]:
        """The addresses of scans that Google keeps from being read for a reason that is known: a person gets them."""
        is_missing = self.spoilt.fault.get("status") == 404  # Somebody has taken it away, then.
        if self.spoilt.about is not About.OBJECT or self.spoilt.words == UNKNOWN or self.gone or is_missing:
            return ()
        return tuple(sorted({call.asked.path for call in self.met if (call.method, call.place) == _SCAN_READ}))

    @property
    def is_judged(self) -> bool:
        """Whether a person gets the page that a letter was signed on, since what was printed stays refused."""
        is_known = self.spoilt.about is About.OBJECT and self.spoilt.words != UNKNOWN and not self.gone
        return self.for_good and is_known and (self.call.method, self.call.place) == _LETTER_FETCHED

    @property
    def faults(self) -> list[dict[str, Any]]:
        """What `POST /_workspace/faults` takes."""
        spoilt = {**self.spoilt.fault, "match": self.match, "times": FOR_GOOD if self.for_good else 1}
        passing = {"kind": "slow", "seconds": 0, "match": self.match, "times": self.passing}
        return [passing, spoilt] if self.passing else [spoilt]


def prepared(folder: Path) -> list[Act]:
    """Play the story as it should go, and record the ticks to disturb."""
    script = the_story()
    moments = {moment(when): when for when in DISTURBED}
    site = Site.built(folder / "kantor", script.begins)
    acts: list[Act] = []
    for at, scenes in script.in_order():
        now = site.play(at, scenes)
        if at not in moments:
            with site.served():
                site.tick_until_quiet(now)
            continue
        before = site.copied(folder / f"babak-{len(acts)}")
        again, seen = rehearsed(before.copied(folder / f"lagi-{len(acts)}"), now)
        acts.append(Act(f"tick of {moments[at]}", before, now, recorded(site, now), again, seen))
        with site.served():
            site.tick_until_quiet(now)
    return acts


def rehearsed(site: Site, now: datetime) -> tuple[tuple[Call, ...], Seen]:
    """Run an undisturbed tick in this process; gives its calls, and what was to be seen before it.

    What it imports is then there for all that are forked from this process. The workspace is served from another one
    all the same: the library that draws its PDFs has threads, and those are lost by a fork.
    """
    keys.read_once()
    seen = Seen()
    with site.served() as address:
        site.look(address, now, seen, OUTSIDERS)
        calls = _ticked(site, now)
    gc.collect()
    gc.freeze()
    return calls, seen


def recorded(site: Site, now: datetime) -> tuple[Call, ...]:
    """Run an undisturbed tick, and give its calls.

    Raises:
        LookupError: what the workspace served is something else.
    """
    with site.served() as address:
        site.ask(address, "DELETE", "/_workspace/requests")
        calls = in_child(lambda: _ticked(site, now))
        served = [one["method"] for one in site.ask(address, "GET", "/_workspace/requests")["requests"]]
    named = [TOKEN if one == "auth.token" else one for one in served]
    if named != [call.id for call in calls]:
        raise LookupError(f"recorded {[call.id for call in calls]}, served {named}")
    return calls


def _ticked(site: Site, now: datetime) -> tuple[Call, ...]:
    wiring.lanes = OneByOne  # One call after another, each in this thread, where `recording` finds what it is for.
    with recording() as calls:
        site.tick(now)
    return tuple(calls)


def matrix(acts: Sequence[Act]) -> Iterator[Trial]:
    """Give every trial; a reason to call that both ticks have is disturbed in the first."""
    seen = set[tuple[str, str, str]]()
    for act in acts:
        for sort in dict.fromkeys(call.sort for call in act.calls):
            if sort not in seen:
                seen.add(sort)
                yield from _of_one(act, [call for call in act.calls if call.sort == sort])


def _of_one(act: Act, calls: Sequence[Call]) -> Iterator[Trial]:
    call, match = min(
        ((call, match) for call in calls for match in _matches(act, call)),
        key=lambda found: _others_met(act, *found),
    )
    fitting = [one for one in act.calls if meets(match, one)]
    for spoilt in answers_to(call.method, is_of_the_workbook(call)):
        at = next(place for place, one in enumerate(fitting) if one is call)
        yield Trial(act, call, spoilt, match, at, (call,), for_good=False)
        yield Trial(act, call, spoilt, match, 0, tuple(fitting), for_good=True)


def is_of_the_workbook(call: Call) -> bool:
    """Tell whether a call is about what the whole office stands on; the rows of a write are objects."""
    return call.id.startswith("sheets.") and call.id != "sheets.spreadsheets.batchUpdate"


def _matches(act: Act, call: Call) -> Iterator[dict[str, str]]:
    """Give what may tell a call apart; the method as a whole last."""
    # One file is looked at and downloaded by the same method.
    use = {"drive.files.get:media": "alt=media", "drive.files.get:metadata": "fields="}.get(call.method)
    method, lasting = {"method": call.id, **({"query": use} if use else {})}, act.lasting
    for words in (call.effect, call.number):
        if words:
            yield {**method, "body": re.escape(words)}
    if call.asked.path in lasting and re.search(r"/[A-Za-z0-9_-]{12,}", call.asked.path):
        yield {**method, "path": re.escape(call.asked.path) + "$"}
    if call.asked.query in lasting and "+in+parents" in call.asked.query:
        # Which drafts are asked for beside the scans changes as letters are made of them.
        yield {**method, "query": re.escape(call.asked.query.partition("+or+")[0])}
    yield method


def _others_met(act: Act, call: Call, match: dict[str, str]) -> int:
    """Count the calls that would be met too, above all for other things; what misses the call itself is last."""
    met = [one for one in act.calls if meets(match, one)]
    if call not in met:
        return 10_000
    return sum(10 if (one.effect, one.place) != (call.effect, call.place) else 1 for one in met) - 5 * bool(
        call.number
    )
