"""One contact: cleans up after a killed one, asks every belief, cleans up after itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from automation.bug_report import is_of_the_machine
from automation.google.drive import ALL_DRIVES
from automation.google.errors import translated
from automation.ports import NotAllowed

from . import wording
from .catalogue import PROBES
from .cleaning import Left, clean
from .probe import Probe
from .refusals import REFUSALS, refusal_of
from .site import Site, World
from .values import Answer, Lacking, NotTried, answered_with

#: Receives each unforeseen error. In tests it raises.
OnBug = Callable[[Exception], None]
#: Receives how far it is: which probe, of how many, and its name; then its answer.
Progress = Callable[[int, int, str, Answer | None], None]
_DEEPEST = 30


class InsideTheOffice(NotAllowed):
    """The throw-away folder would lie inside the office's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a contact brought.

    Attributes:
        run: the mark of the run, which its mails bear in their subjects.
        answers: by the names of the beliefs.
        calls: how many calls were made.
        sent: how many mails to the account itself stay in its mailbox.
        left: what could not be cleaned up.
    """

    run: str
    answers: dict[str, Answer]
    calls: int
    sent: int
    left: Left


def make_contact(
    world: World, run: str, office: str, on_bug: OnBug, progress: Progress, probes: Sequence[Probe] = PROBES
) -> Outcome:
    """Ask everything that is believed; a refused probe is that probe's answer, never the end.

    Args:
        world: what it works with.
        run: the mark of this run, a few letters that no other run has.
        office: the id of the office's folder; "" where there is none yet.
        on_bug: receives errors that nobody foresaw.
        progress: hears of each probe before and after it.
        probes: what is asked.

    Raises:
        InsideTheOffice: it would work inside the office's folder.
        NotAllowed, Refused, TryLater: not even the throw-away folder can be made.
    """
    hold_outside(world, office)
    clean(world)
    world.notebook.begin(run)
    site = Site(world, run, "")
    site.folder = _throw_away(site)
    answers: dict[str, Answer] = {}
    try:
        for place, probe in enumerate(probes, 1):
            progress(place, len(probes), probe.belief.name, None)
            answers[probe.belief.name] = _answer(probe, site, on_bug)
            progress(place, len(probes), probe.belief.name, answers[probe.belief.name])
    finally:
        world.connection.retry_policy.renew()
        left = clean(world)
    counts = world.connection.counts
    calls = counts.reads.total() + counts.writes.total()
    return Outcome(run=run, answers=answers, calls=calls, sent=site.sent, left=left)


def hold_outside(world: World, office: str) -> None:
    """Check that the throw-away folder will not lie inside an office's folder, known by its id or by its mark.

    Raises:
        InsideTheOffice: it would, or it lies too deep to know.
    """
    files, folder = world.connection.clients.drive.files(), world.home
    for _ in range(_DEEPEST):
        asked = files.get(fileId=folder, fields="id,parents,appProperties", **ALL_DRIVES)
        with translated(wording.FINDING_PARENT):
            found = world.connection.retry_policy.repeated(asked.execute)
        if found["id"] == office or "kantor" in found.get("appProperties", {}):
            raise InsideTheOffice(wording.INSIDE_THE_OFFICE)
        if not found.get("parents"):
            return
        folder = found["parents"][0]
    raise InsideTheOffice(wording.too_deep(_DEEPEST))


def _throw_away(site: Site) -> str:
    id, drive = site.new_id("folders"), site.world.connection.drive({})
    drive.create_folder(id, wording.folder_name(site.run), site.world.home, site.mark)
    return id


def _answer(probe: Probe, site: Site, on_bug: OnBug) -> Answer:
    site.world.connection.retry_policy.renew()
    try:
        return answered_with(probe.ask(site))
    except Lacking as lack:
        return NotTried(lack.need)
    except REFUSALS as refusal:
        return answered_with({"refused": refusal_of(refusal)})
    except Exception as bug:  # An answer that nobody foresaw is one, and the others are asked.
        if is_of_the_machine(bug):
            raise
        on_bug(bug)
        return answered_with({"not understood": type(bug).__name__})
