"""Who may be named below a letter, by the tab Pejabat as a person reads it; written apart from the product."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import combinations

from tests.builders import WITA

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ALONE = ("Kepala Balai", "Wakil Kepala Balai")
_ACTING = ("Plh. Kepala Balai", "Plt. Kepala Balai")

Row = Mapping[str, object]


class LastGood:
    """The rows of the tab as they last made sense, all of them."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()

    def look(self, rows: Iterable[Row], groups: Iterable[str]) -> None:
        """Take the rows as they stand, where each can be read and no two exclude each other."""
        rows = tuple(rows)
        posts = {*_ALONE, *_ACTING, "Petugas Pelayanan"}
        posts |= {f"{what} {group}" for what in ("Ketua", "Wakil Ketua") for group in groups}
        good = all(_is_readable(row, posts) for row in rows)
        if good and not any(_clash(one, two) for one, two in combinations(rows, 2)):
            self.rows = rows

    def may_sign(self, on: date) -> frozenset[str]:
        """Return who acts that day, else the Kepala Balai; the deputy's name may stand below a letter too."""
        held = [row for row in self.rows if _holds(row, on)]
        acting = [str(row["Nama"]) for row in held if row["Jabatan"] in _ACTING]
        heads = [str(row["Nama"]) for row in held if row["Jabatan"] == "Kepala Balai"]
        deputies = [str(row["Nama"]) for row in held if row["Jabatan"] == "Wakil Kepala Balai"]
        return frozenset((*(acting or heads), *deputies))


def _is_readable(row: Row, posts: set[str]) -> bool:
    days = [row["Dari"], row["Sampai"]]
    if row["Jabatan"] not in posts or not row["Nama"] or not _ADDRESS.fullmatch(str(row["Surel pejabat"])):
        return False
    if any(day and _day(day) is None for day in days):
        return False
    return not all(days) or str(_day(days[0])) <= str(_day(days[1]))


def _day(cell: object) -> date | None:
    try:
        return datetime.strptime(str(cell), "%d/%m/%Y").replace(tzinfo=WITA).date()
    except ValueError:
        return None


def _holds(row: Row, on: date) -> bool:
    first, last = _day(row["Dari"]), _day(row["Sampai"])
    return (first is None or first <= on) and (last is None or on <= last)


def _clash(one: Row, two: Row) -> bool:
    posts = {one["Jabatan"], two["Jabatan"]}
    if len(posts) > 1 and not posts <= set(_ACTING):
        return False
    if posts == {"Petugas Pelayanan"} and one["Surel pejabat"] != two["Surel pejabat"]:
        return False
    firsts = [_day(row["Dari"]) or date.min for row in (one, two)]
    lasts = [_day(row["Sampai"]) or date.max for row in (one, two)]
    return max(firsts) <= min(lasts)
