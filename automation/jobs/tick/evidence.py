"""The files that show that actions were done: looked for once a day, and as soon as somebody names another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from automation.domain.actions import ActionKey
from automation.domain.effects import Deed, EffectKey
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName
from automation.jobs.job_context import JobContext
from automation.jobs.looking import Looking
from automation.jobs.snapshot import SeenEvidence
from automation.ports import Missing
from automation.register.actions_tab import ActionRow, ReadActions
from automation.register.schema import tabs

#: In so many places at most files are looked for in one tick: the newest.
MOST_PLACES = 60
_BETWEEN_NAMES = re.compile(r"[\n;,]")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}$")
_ID_IN_LINK = re.compile(r"(?:/d/|/folders/|[?&]id=)([A-Za-z0-9_-]{10,})")


def look_for_evidence(job: JobContext, looking: Looking, memory: Memory, actions: ReadActions | None) -> SeenEvidence:
    """Return which evidence is not where it should be; a day on which nothing new is named asks once.

    An action that was checked at the end needs its evidence no more.
    """
    before, today = SeenEvidence.read(memory.notes.get(Note.EVIDENCE, "")), job.settings.hours.day_of(looking.now)
    named = {row.key: row.cells["evidence"] for row in _waiting(actions)}
    if before.is_of(today, named):
        return before
    old = before.asked if before.day == today.isoformat() else {}
    due = {key: text for key, text in named.items() if old.get(key) != text}
    lost = {key for key in before.lost if named.get(key) == old.get(key, named.get(key)) and key not in due}
    for number, theirs in _by_place(due):
        name = SetbackName.row(tabs()["actions"].title, str(number or "TND"))
        found = looking.of(name, partial(_lost_of, job, memory, number, theirs))
        if found is None:
            return before
        lost |= found
    return SeenEvidence(day=today.isoformat(), asked=named, lost=frozenset(lost & named.keys()))


def _waiting(actions: ReadActions | None) -> Iterable[ActionRow]:
    rows = actions.rows.values() if actions else ()
    return [row for row in rows if _says_something(row.cells.get("evidence", "")) and not row.cells.get("result")]


def _says_something(text: str) -> bool:
    """Return whether a cell names anything; a dash says that there is none."""
    return any(map(str.isalnum, text))


def _by_place(named: Mapping[str, str]) -> list[tuple[ComplaintNumber | None, dict[str, str]]]:
    found: dict[ComplaintNumber | None, dict[str, str]] = defaultdict(dict)
    for key, text in named.items():
        name = ActionKey.read(key)
        found[name.number if name else None][key] = text
    return list(found.items())[-MOST_PLACES:]


def _lost_of(
    job: JobContext, memory: Memory, number: ComplaintNumber | None, named: Mapping[str, str]
) -> frozenset[str]:
    """Return the actions whose evidence is not in the folder of their complaint, or lies in the bin."""
    if number is None:
        return frozenset(key for key, text in named.items() if _is_gone(job, text))
    folder = memory.results.get(str(EffectKey.of(number, Deed.FOLDER)), "")
    there = _there(job, folder) if folder else frozenset()
    return frozenset(key for key, text in named.items() if not _names_of(text) & there)


def _there(job: JobContext, folder: str) -> frozenset[str]:
    try:
        entries = job.drive.contents(folder)
    except Missing:
        return frozenset()
    return frozenset(name for entry in entries for name in (entry.id, _plain(entry.name), _stem(_plain(entry.name))))


def _names_of(text: str) -> frozenset[str]:
    """Return what a cell may name: the ids in its links, or else files by their names, of which one is enough."""
    ids = _ID_IN_LINK.findall(text)
    pieces = (*text.splitlines(), *_BETWEEN_NAMES.split(text))
    return frozenset(ids or filter(None, map(_plain, pieces)))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _stem(name: str) -> str:
    """Return a file's name without its ending, as people often write it."""
    return _ENDING.sub("", name)


def _is_gone(job: JobContext, text: str) -> bool:
    """Return whether a file that is named by a link is gone; of other words nobody can tell."""
    for id in _ID_IN_LINK.findall(text):
        try:
            if job.drive.is_in_bin(id):
                return True
        except Missing:
            return True
    return False
