"""`python -m tests.crash.setups`: kill `setup` after each of its changes, repeat it, and look for two of anything.

Each trial begins with an empty workspace. A process runs `setup` and is killed (SIGKILL) after one call that changes
something, or one commit; the next one goes on. Then the office must be that of an undisturbed `setup`, a further one
must find nothing to make, and a requester who is signed in nowhere must be able to send the public form.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import requests

from automation import cli, exit_status, wiring
from automation.domain.places import Place
from automation.jobs.setup.wording import made
from automation.register.other_texts import FORMS, form_text
from demo import office
from demo.people import STAFF
from tests.watching import watched

from .children import Killed, all_at_once, in_child, served
from .site import hurry
from .trap import Trap

Shape = dict[str, Any]
#: How a line begins that tells of something made.
_MARK = made("")


def main() -> int:
    """Run all trials asked for; gives 0 when every office is whole."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash.setups", description=__doc__)
    parser.add_argument("--limit", type=int, help="only so many places to die at, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="how many run side by side (1)")
    options = parser.parse_args()
    began = time.monotonic()
    shares = [partial(share, options, number) for number in range(options.jobs)]
    points = wrong = 0
    for tried, faulty in all_at_once(shares):
        points, wrong = points + tried, wrong + faulty
    print(f"setups: {points} points, {wrong} violations in {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


def share(options: argparse.Namespace, number: int) -> tuple[int, int]:
    """Try every place that falls to one of the jobs; gives how many were tried, and how many left a fault."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _warm_up(folder / "awal")
        changes, whole = _undisturbed(folder / "utuh")
        places = list(range(1, len(changes) + 1))
        if options.limit is not None:
            places = sorted(random.Random(options.seed).sample(places, min(options.limit, len(places))))
        if number == 0:
            print(f"one setup with {len(changes)} changes, {sum(one != 'commit' for one in changes)} of them calls")
        wrong = 0
        mine = places[number :: options.jobs]
        with watched("places", len(mine), here=number == 0) as step:
            for place in mine:
                if faults := _tried(folder / str(place), place, whole):
                    wrong += 1
                    print("\n  ".join([f"\nkilled after {place} ({changes[place - 1]}):", *faults[:20]]), flush=True)
                step()
        return len(mine), wrong


def _warm_up(folder: Path) -> None:
    """Run `setup` once in this process, so that not each child loads for itself what is loaded only when needed."""
    with _an_empty_office(folder) as settings:
        _set_up(settings, None)
        _shape(settings)


def _undisturbed(folder: Path) -> tuple[list[str], Shape]:
    with _an_empty_office(folder) as settings:
        _, _, changes = in_child(lambda: _set_up(settings, Trap()))
        return changes, in_child(lambda: _shape(settings))


def _tried(folder: Path, place: int, whole: Shape) -> list[str]:
    """Kill one setup, repeat it, and say what differs from an undisturbed one."""
    with _an_empty_office(folder) as settings:
        with contextlib.suppress(Killed):
            in_child(lambda: _set_up(settings, Trap(kill_after=place)))
            return ["it was not killed"]
        status, told, _ = in_child(lambda: _set_up(settings, Trap()))
        faults = [] if status == exit_status.DONE else [f"setup ended with {status}: {told}"]
        _, again, _ = in_child(lambda: _set_up(settings, Trap()))
        faults += [f"made a second time: {line}" for line in again.splitlines() if line.startswith(_MARK)]
        shape = in_child(lambda: _shape(settings))
        faults += [f"{name}: {shape[name]} is not {whole[name]}" for name in whole if shape[name] != whole[name]]
        return faults + in_child(lambda: _sent_by_outsiders(settings))


@contextlib.contextmanager
def _an_empty_office(folder: Path) -> Any:
    """Serve an empty workspace with the office's people; gives the settings."""
    folder.mkdir(parents=True)
    with served(folder / office.WORKSPACE, 0) as address:
        people = [{"email": who.email, "name": name} for who, name in STAFF.items()]
        in_child(lambda: requests.post(f"{address}/_workspace/people", json=people, timeout=60).raise_for_status())
        office.write_settings(folder, address)
        yield folder / office.SETTINGS


def _set_up(settings: Path, trap: Trap | None) -> tuple[int, str, list[str]]:
    """Run `setup` in this process; gives its exit status, what it said, and its changes."""
    hurry()
    if trap is not None:
        trap.set()
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        status = cli.main(["setup", "--office", str(settings)])
    return status, told.getvalue(), trap.changes if trap else []


def _shape(settings: Path) -> Shape:
    """Look at everything that setup makes, without the ids that differ from office to office."""
    with wiring.open_office(settings) as opened:
        places, construction = opened.ledger.places(), opened.connection.construction
        workbook, root = places[Place.WORKBOOK], places[Place.ROOT]
        tabs = construction.layout(workbook)
        forms = {form: construction.form(places[Place.form(form)]) for form in FORMS}
        return {
            "begun": dict(opened.ledger.memory().begun),
            "places": sorted(places),
            "files": _files(opened),
            "tabs": sorted((tab.title, tab.rows, tab.columns, tab.rules, tab.has_filter) for tab in tabs),
            "protections": Counter(
                (tab.title, one.name, tuple(sorted(one.editors))) for tab in tabs for one in tab.protections
            ),
            "charts": sorted(id for tab in tabs for id in tab.charts),
            "shared": (sorted(construction.shared_with(root)), sorted(construction.shared_with(workbook))),
            "region": asdict(opened.connection.workbook(places).region()),
            "forms": {form: (sorted(one.questions.values()), one.published) for form, one in forms.items()},
            "responders": {form: sorted(construction.responders(places[Place.form(form)])) for form in FORMS},
        }


def _files(opened: wiring.OpenOffice) -> Counter[tuple[str, str]]:
    asked = (
        opened.connection._service("drive", "v3")
        .files()
        .list(q="'me' in owners and trashed = false", fields="files(id,name,parents)", pageSize=1000)
    )
    found = asked.execute()["files"]
    names = {file["id"]: file["name"] for file in found}
    return Counter((file["name"], names.get(file["parents"][0], "")) for file in found)


def _sent_by_outsiders(settings: Path) -> list[str]:
    """Send the public form signed out, and say whether it was not taken; the officers' form must not be."""
    with wiring.open_office(settings) as opened:
        places = opened.ledger.places()
    faults = [] if _is_taken(places[Place.address("public")], "public") else ["an outsider could not send the form"]
    if _is_taken(places[Place.address("officer")], "officer"):
        faults.append("an outsider sent the officers' form")
    return faults


def _is_taken(address: str, form: str) -> bool:
    texts: Sequence[Any] = [one for one in form_text(form, "", "").questions if one.kind in ("text", "long_text")]
    fields = {f"entry.{int(one.id, 16)}": "Siti" for one in texts}
    answer = requests.post(address.replace("/viewform", "/formResponse"), data=fields | _chosen(form), timeout=60)
    return answer.ok and "telah direkam" in answer.text


def _chosen(form: str) -> dict[str, str]:
    asked = [one for one in form_text(form, "", "").questions if one.choices]
    return {f"entry.{int(one.id, 16)}": one.choices[0] for one in asked}


if __name__ == "__main__":
    sys.exit(main())
