"""The year in figures: how much happened, and how many mails and calls a day it took."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from .checker.counting import Year
from .play import Played
from .seen import Complained, Dropped, Somebody, Tick, Typed


def told(played: Played, year: Year) -> Iterator[str]:
    """Give the figures as lines."""
    ticks = [one for one in played.entries if isinstance(one, Tick)]
    acts = sum(isinstance(one, Typed | Dropped) for one in played.entries)
    complaints = sum(isinstance(one, Complained) for one in played.entries)
    first, last = ticks[0].at.date(), ticks[-1].at.date()
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    working = [day for day in days if year.clock.spans(day)]
    outside = sum(not year.clock.is_open(tick.at) for tick in ticks)
    ended = sum(bool(case.ended) for case in year.cases.values())
    yield f"{complaints} complaints ({ended} ended), {len(days)} days ({len(working)} working), {acts} acts"
    yield f"{len(ticks)} ticks, {outside} of them outside office hours; {played.disturbed} killed or cut off"
    yield f"{sum(len(tick.mails) for tick in ticks)} mails; asked for --yakin {played.asked} times"
    yield "told for the first time: " + ", ".join(f"{n} {name}" for name, n in sorted(year.reminders.items()))
    yield "put right and begun again: " + ", ".join(f"{n} {name}" for name, n in put_right(played, year).items())
    found = [result for row in year.actions.rows.values() for result, _ in row.found.values()]
    reviews = sum(len(row.reviews) for row in year.actions.rows.values())
    yield f"actions checked: {len(found)}, reviewed: {reviews}; recurrences answered: {len(year.actions.recurred)}"
    yield ""
    yield f"{'mails on a working day':<28}{'mean':>8}{'p95':>6}{'most':>6}"
    for role, people in _roles(played, year).items():
        counts = [year.mails.get(day, Counter())[person.email] for person in people for day in working]
        yield _row(role, counts)
    known = {person.email for people in _roles(played, year).values() for person in people}
    others = [sum(n for to, n in year.mails.get(day, {}).items() if to not in known) for day in days]
    yield _row("customers, all, any day", others)
    yield ""
    yield f"{'API calls':<28}{'mean':>8}{'p95':>6}{'most':>6}"
    for name, counted in _calls(ticks, days).items():
        yield _row(name, counted)


def put_right(played: Played, year: Year) -> Mapping[str, int]:
    """Count what was wrong and put right, or went on after its end, by the checker's books."""
    typed = [one for one in played.entries if isinstance(one, Typed) and one.value]
    cases = year.cases.values()
    return {
        "cells of corrections": sum(one.heading.endswith("(dibetulkan)") for one in typed),
        "proposals told": year.reminders["proposal"],
        "reopenings": sum(len(case.reopened) for case in cases),
        "duplicates that came back": sum(how == "Duplikat" for case in cases for _, how in case.ends),
        "comings and goings told": year.reminders["officials"],
        "complaints taken over": sum(case.brought is not None for case in cases),
        "appeals": sum(case.is_appeal for case in cases),
        "actions that somebody wrote into": sum(bool(row.cells) for row in year.actions.rows.values()),
    }


def _roles(played: Played, year: Year) -> Mapping[str, Sequence[Somebody]]:
    office = played.office
    leads = [year.pokja.lead(name) for name in year.pokja.rows]
    deputies = [
        Somebody(str(row["Wakil"]), str(row["Surel wakil"])) for row in year.pokja.rows.values() if row.get("Wakil")
    ]
    return {
        "Kepala Balai": [office.head],
        "wakil Kepala Balai": [office.head_deputy],
        "atasan": [office.superior],
        "a Petugas Pelayanan": office.officers,
        "a Ketua Pokja": leads,
        "a Wakil Ketua": deputies,
    }


def _calls(ticks: Sequence[Tick], days: Sequence[date]) -> Mapping[str, Sequence[int]]:
    reads = dict.fromkeys(days, 0)
    writes = dict.fromkeys(days, 0)
    for tick in ticks:
        reads[tick.at.date()] += tick.reads
        writes[tick.at.date()] += tick.writes
    return {
        "reads a day": list(reads.values()),
        "writes a day": list(writes.values()),
        "reads a tick": [tick.reads for tick in ticks],
        "writes a tick": [tick.writes for tick in ticks],
    }


def _row(name: str, counts: Sequence[int]) -> str:
    ordered = sorted(counts) or [0]
    mean = sum(ordered) / len(ordered)
    return f"  {name:<26}{mean:>8.2f}{ordered[len(ordered) * 95 // 100]:>6}{ordered[-1]:>6}"
