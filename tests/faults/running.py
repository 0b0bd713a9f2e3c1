"""One trial in a copy of the office: the fault, the ticks under it, its healing, and the ticks until all is quiet."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from demo.people import DEWI
from tests.crash.children import Broken, in_child
from tests.crash.site import MOST_TICKS, Site
from tests.crash.world import World

from .checks import violations
from .office import Office, Tick, comparable, in_office_hours
from .story import OUTSIDERS
from .trials import FOR_GOOD, Act, Trial

#: When a lasting fault is met, in minutes: at once, after its first pause, once the supervisor must know, and again.
UNDER_IT = (0, 1, 31, 32)
#: So often time is moved on to where things are tried again.
_MOST_JUMPS = 6
_MINUTE = timedelta(minutes=1)

#: What the undisturbed office comes to, by act, the moments of its ticks, and what was deleted before.
Undisturbed = dict[tuple[str, tuple[datetime, ...], tuple[str, ...]], "Course"]


@dataclass(frozen=True, slots=True)
class Course:
    """What became of an office.

    Attributes:
        ticks: those under the fault, and those after it.
        shown: the rows of Status after the first tick, by number.
        alarms: the supervisor's mails about trouble after the ticks under the fault, and at the end.
        heard: what an officer was mailed under the fault.
        moments: when it ticked.
        world: at the end.
        was_met: whether any call met the fault.
        seconds: what it took.
    """

    under: tuple[Tick, ...]
    after: tuple[Tick, ...]
    shown: Mapping[str, Mapping[str, str]]
    alarms: tuple[tuple[str, ...], tuple[str, ...]]
    heard: str
    moments: tuple[datetime, ...]
    world: World
    was_met: bool
    seconds: float


def tried(trial: Trial, folder: Path, known: Undisturbed) -> tuple[list[str], Course | None]:
    """Run a trial; gives what is wrong, and its course."""
    try:
        found = in_copy(trial.act, folder, lambda site, address: _disturbed(trial, site, address))
        if not found.was_met:
            return ["the fault was never met"], found
        plain = undisturbed(trial, found.moments, folder, known)
    except Broken as fault:
        return [str(fault)], None
    return violations(trial, found, plain), found


def undisturbed(trial: Trial, moments: tuple[datetime, ...], folder: Path, known: Undisturbed) -> Course:
    """Give what an office comes to that ticks at the same moments and meets no fault.

    Where something seems to be gone, or a scan is kept from being read, it is one that it is really gone from.
    """
    key = (trial.act.name, moments, (*trial.gone, *trial.aside))
    if key not in known:
        known[key] = in_copy(trial.act, folder, lambda site, address: _plain(trial, site, address, moments))
    return known[key]


def in_copy(act: Act, folder: Path, work) -> Course:
    """Do something with a served copy of an act's office, in a process of its own."""
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        site = act.before.copied(Path(scratch) / "kantor")
        with site.served() as address:
            course: Course = in_child(lambda: work(site, address))
            return course


def _disturbed(trial: Trial, site: Site, address: str) -> Course:
    began = time.monotonic()
    office = Office(site, address, trial.act.seen, trial.act.opened)
    office.ask("POST", "/_workspace/faults", trial.faults)
    minutes = UNDER_IT if trial.for_good else UNDER_IT[:1]
    under, shown = _ticks(office, [trial.act.now + minute * _MINUTE for minute in minutes])
    left = office.ask("GET", "/_workspace/faults")["faults"]
    was_met = not left or left[-1]["times"] not in (FOR_GOOD, 1)
    office.ask("DELETE", "/_workspace/faults")
    office.delete(trial.gone)
    told, heard = (
        tuple(office.alarms()),
        "\n".join(office.mails(DEWI)),
    )  # The supervisor's own mailbox would be refused too.
    after = _until_quiet(office, under[-1].at)
    if trial.for_good:
        after += _until_idle(office, _next_morning(after[-1].at))
    return _course(office, under, after, shown, told, heard, was_met, began)


def _plain(trial: Trial, site: Site, address: str, moments: Sequence[datetime]) -> Course:
    began = time.monotonic()
    office = Office(site, address, trial.act.seen, trial.act.opened)
    office.delete(trial.gone)
    office.delete(trial.aside, DEWI)
    under, shown = _ticks(office, moments[:1])
    after, _ = _ticks(office, moments[1:])
    return _course(office, under, [*after, *_until_idle(office, moments[-1])], shown, (), "", True, began)


def _ticks(office: Office, moments: Sequence[datetime]) -> tuple[list[Tick], Mapping[str, Mapping[str, str]]]:
    first = office.tick(moments[0]) if moments else None
    shown = office.status_rows() if first else {}
    return [*([first] if first else []), *map(office.tick, moments[1:])], shown


def _until_quiet(office: Office, last: datetime) -> list[Tick]:
    """Tick a minute later, and then whenever something that failed is tried again."""
    found: list[Tick] = []
    at = last + _MINUTE
    for _ in range(_MOST_JUMPS):
        at = in_office_hours(at)
        found += _until_idle(office, at)
        due = [one["next_try"] for one in found[-1].setbacks if one["next_try"]]
        if found[-1].told and not due:
            break
        later = max((datetime.fromisoformat(one) for one in due), default=at)
        at = max(later, at + _MINUTE).astimezone(at.tzinfo)
    return found


def _next_morning(at: datetime) -> datetime:
    """Give when the next day's mails go out, with all that a tick told in another order."""
    return in_office_hours((at + timedelta(days=1)).replace(hour=8, minute=5))


def _until_idle(office: Office, at: datetime) -> list[Tick]:
    """Tick until nothing is written."""
    found: list[Tick] = []
    while len(found) < MOST_TICKS and (not found or found[-1].wrote):
        found.append(office.tick(at))
    return found


def _course(
    office: Office,
    under: Sequence[Tick],
    after: Sequence[Tick],
    shown: Mapping[str, Mapping[str, str]],
    told: tuple[str, ...],
    heard: str,
    was_met: bool,
    began: float,
) -> Course:
    ticks = [*under, *after]
    world = comparable(office.site.look(office.address, ticks[-1].at, office.seen, OUTSIDERS))
    return Course(
        tuple(under),
        tuple(after),
        shown,
        (told, tuple(office.alarms())),
        heard,
        tuple(dict.fromkeys(tick.at for tick in ticks)),
        world,
        was_met,
        time.monotonic() - began,
    )
