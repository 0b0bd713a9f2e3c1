"""The tables about time: norms, reminders, and the hour of the daily digest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from types import MappingProxyType
from typing import Any

from automation.domain.calendar import Norm
from automation.domain.rules import Ladder, usual_ladders
from automation.domain.vocabulary import Step

from . import wording
from .table import Table, shown

DIGEST_AT = time(8)
_NORM = re.compile(r"^(\d{1,4})\s*(menit|hari(?: kerja)?)$")
_CLOCK = re.compile(r"^(\d{1,2})[.:](\d{2})$")
_SPAN_ADVICE = wording.WRITE_A_SPAN


def norm_in(text: str) -> Norm:
    """Read "30 menit" or "1 hari".

    Raises:
        ValueError: it is neither; a norm of 0 would be late at once, so it is none.
    """
    match = _NORM.match(text.strip().casefold())
    if match is None:
        raise ValueError(wording.not_a_norm(shown(text)))
    if not int(match[1]):
        raise ValueError(wording.norm_of_nothing(shown(text)))
    return Norm(minutes=int(match[1])) if match[2] == "menit" else Norm(days=int(match[1]))


def clock_in(text: str) -> time:
    """Read "08.00".

    Raises:
        ValueError: it is no time of day.
    """
    match = _CLOCK.match(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(wording.not_a_clock_time(shown(text)))
    return time(int(match[1]), int(match[2]))


def ladders_in(table: Table, norms: Mapping[Step, Norm]) -> Mapping[Step, Ladder]:
    """Read the reminders: what holds for all steps, and under `langkah_N` what differs in one."""
    common = _given(table)
    ladders = {}
    for step, usual in usual_ladders(norms).items():
        # "segera" for all means the steps of days: minutes are over before such a mail is read.
        fitting = common if norms[step].days is not None else common | {"soon": usual.soon}
        own = table.table(f"langkah_{step.value}", required=False)
        ladders[step] = replace(usual, **(fitting | _given(own)))
        own.end()
    table.end()
    return MappingProxyType(ladders)


def _given(table: Table) -> dict[str, Any]:
    """Return what a table says of a ladder, by the ladder's own names."""
    given: dict[str, Any] = {
        name: table.flag(key, True)
        for key, name in (("mulai", "start"), ("lewat", "due"), ("setiap_hari", "daily"))
        if table.has(key)
    }
    for key, name in (("segera", "soon"), ("eskalasi", "escalate")):
        if table.has(key):
            given[name] = table.parsed(key, None, _span_in, advice=_SPAN_ADVICE)
    return given


def _span_in(text: str) -> Norm | None:
    return None if text.strip().casefold() == "tidak" else norm_in(text)
