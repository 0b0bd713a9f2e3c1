"""An office under trial: its ticks at moments of its own time, and what they leave behind."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import requests

from automation import wiring
from automation.lanes import OneByOne
from demo.people import OFFICE, Hands, Somebody
from tests.crash.site import Site, hurry
from tests.crash.world import Seen, World
from tests.fakes import OpenedBefore

SUPERVISOR = Somebody("", "penyelia@bspji-samarinda.example")
#: What a mail to the supervisor about trouble begins with.
ALARM = "[Tanggap] Perlu tindakan:"
#: What differs between two worlds that were brought about at other hours.
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?|\b\d{1,2}[.:]\d\d(?=\D|$)")
_TOOK = re.compile(r'"took":(\d+|null)|"breached":(true|false)')
_URGENCY = re.compile(r"\| (Tepat waktu|Segera|Terlambat) \|")
_NOTHING = re.compile(r"(?!)")
#: What is told or counted of time that passed, and of trouble.
_LEFT_OUT = {
    # The copy that a letter is printed from, where it could not be deleted: the next printing sweeps it away.
    "Drive": re.compile(r"^[^/]+/KEL-[^/]+\.pdf $"),
    "surel ": re.compile(
        rf"{re.escape(ALARM)}|\[Tanggap\] Kabar harian|\| KEL-[^/ ]+/(segera|tenggat|lewat|eskalasi)\."
    ),
    "buku besar cover": re.compile(r"KEL-[^/ ]+/(segera|tenggat|lewat|eskalasi)\."),
    "buku besar history": re.compile("Tenggat langkah"),
    "tab Riwayat": re.compile("Tenggat langkah"),
    "tab Rekap": re.compile("rata-rata|Norma|diukur saja|terlambat"),
    "buku besar effect": re.compile("kantor/(peringatan|harian)/"),
}
_OPENS, _CLOSES = time(7, 45), time(11, 55)


@dataclass(frozen=True, slots=True)
class Tick:
    """One `sync`: its exit status, all it said, and its JSON where it gave any."""

    at: datetime
    status: int
    said: str
    told: Mapping[str, Any]

    @property
    def effects(self) -> Sequence[str]:
        """Keys of the effects done."""
        found: list[str] = self.told.get("effects", [])
        return found

    @property
    def setbacks(self) -> Sequence[Mapping[str, Any]]:
        """What fails."""
        found: list[Mapping[str, Any]] = self.told.get("setbacks", [])
        return found

    @property
    def wrote(self) -> bool:
        """Whether a call of it changed anything."""
        return not self.told or bool(self.told["calls"]["writes"])

    @property
    def words(self) -> str:
        """What it tells of what went wrong, without what went well."""
        if not self.told:
            return self.said
        parts = [self.told["later"], *self.told["problems"], *self.told["refused"].values()]
        parts += [text for texts in self.told["warnings"].values() for text in texts]
        return "\n".join(parts)


class Office:
    """A served site; everything here happens in this very process."""

    def __init__(self, site: Site, address: str, seen: Seen, opened: Path) -> None:
        self.seen = seen
        self.site = site
        self.address = address
        hurry()
        wiring.opening = partial(OpenedBefore, opened)
        # The calls come as they were recorded; in other orders `make crash` disturbs them.
        wiring.lanes = OneByOne

    def tick(self, at: datetime) -> Tick:
        """Move everybody's time on, and run `sync`."""
        self.site.set_clock(self.address, at)
        status, said = self.site.tick(at)
        begins = said.find("{\n")
        return Tick(at, status, said, json.loads(said[begins:]) if begins >= 0 else {})

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask the workspace."""
        return self.site.ask(self.address, method, path, body)

    def delete(self, addresses: Sequence[str], who: Somebody = OFFICE) -> None:
        """Have somebody delete mails or files of theirs for good."""
        with requests.Session() as session:
            for one in addresses:
                Hands(self.address, who, session).ask("DELETE", one)

    def alarms(self) -> list[str]:
        """Give what the supervisor was mailed about trouble."""
        return [one for one in self.mails(SUPERVISOR) if one.startswith(ALARM)]

    def mails(self, who: Somebody) -> list[str]:
        """Give subject and text of each mail in somebody's mailbox."""
        with requests.Session() as session:
            mails = [mail for _, mail in Hands(self.address, who, session).mails()]
        bodies = [(str(mail["Subject"]), mail.get_body(("plain",))) for mail in mails]
        return [f"{subject}\n{body.get_content() if body else ''}" for subject, body in bodies]

    def status_rows(self) -> Mapping[str, Mapping[str, str]]:
        """Give the rows of Status by number, by heading."""
        with closing(sqlite3.connect(self.site.folder / "tanggap.db")) as ledger:
            ((workbook,),) = ledger.execute("select id from place where name = 'workbook'")
        found = self.ask("GET", f"/v4/spreadsheets/{workbook}/values/Status")
        headings, *rows = found.get("values", [[]])
        return {row[0]: dict(zip(headings, row, strict=False)) for row in rows if row}


def comparable(world: World) -> World:
    """Leave out of a world what other hours and mails about trouble make of it."""
    found = {}
    for place, things in world.items():
        left_out = next((pattern for name, pattern in _LEFT_OUT.items() if place.startswith(name)), _NOTHING)
        kept = Counter[str]()
        for thing, count in things.items():
            if not left_out.search(thing):
                kept[_timeless(place, thing)] += count
        found[place] = kept
    return found


def _timeless(place: str, thing: str) -> str:
    match place:
        case "buku besar complaint":
            # Its status in words is kept when the case changes; a paper may change it too.
            number, _, rest = thing.split(" | ", 2)
            thing = f"{number} | {_TOOK.sub('', rest)}"
        case "buku besar passage":
            thing = thing[:-1]  # Whether it was late.
        case "tab Status":
            thing = _URGENCY.sub("<cepat>", thing)
        case _:
            pass
    return _CLOCK.sub("<jam>", thing)


def in_office_hours(at: datetime) -> datetime:
    """Give a moment, or the next one on a working day's morning."""
    while at.weekday() > 4 or not _OPENS <= at.timetz().replace(tzinfo=None) <= _CLOSES:
        later = at + timedelta(days=1) if at.time() > _CLOSES or at.weekday() > 4 else at
        at = later.replace(hour=_OPENS.hour, minute=_OPENS.minute + 5, second=0, microsecond=0)
    return at
