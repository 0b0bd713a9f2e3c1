"""What a lost answer may change of what people are told, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .world import World

_WAITS = re.compile(r"(KEL-\d{4}-\d{4}/)tugas\.joint_letter(\.\d+\.\d+)")
_LOOKED_AT = re.compile(r"Pemeriksaan terakhir: \d\d/\d\d/\d{4} \d\d\.\d\d")
_NOTICE = re.compile(r"(\| |buku besar cover: )(KEL-\d{4}-\d{4}|kantor)/\S+/\S+@\S+$")


def without_waiting_for_a_letter(found: Iterable[str]) -> list[str]:
    """Leave out that a lead was told what was so for a minute: the other complaint's letter is not made yet."""
    found = list(found)
    waiting = [one for one in map(_WAITS.search, found) if one]
    told = [f"{one[1]}{what}{one[2]}" for one in waiting for what in ("tugas.joint_letter", "tenggat")]
    return [
        one
        for one in found
        if not (one.startswith("+") and any(f"{what}{end}" in one for what in told for end in "./"))
    ]


def without_when_it_was_looked_at(found: Iterable[str]) -> list[str]:
    """Leave out that the workbook names a later tick as the last one, where there was one."""
    found = list(found)
    lacking, besides = ({_LOOKED_AT.sub("", one[2:]) for one in found if one[0] == sign} for sign in "-+")
    later = {one for one in found if _LOOKED_AT.search(one) and _LOOKED_AT.sub("", one[2:]) in lacking & besides}
    return [one for one in found if one not in later]


def is_untold(difference: str) -> bool:
    """Check whether a difference is that somebody was not told of something in a digest."""
    return difference.startswith("-") and _NOTICE.search(difference) is not None


def without_what_is_told_by_now(found: Iterable[str], now: World) -> list[str]:
    """Leave out what somebody was not told of then and has been told of since."""
    return [one for one in found if not (is_untold(one) and _holds(now, one))]


def _holds(world: World, difference: str) -> bool:
    place, _, what = difference.removeprefix("- ").partition(": ")
    return what in world.get(place, ())
