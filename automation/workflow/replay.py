"""A case told again from Riwayat, should the ledger be lost: the events say when, the cells say what.

Times come back to the minute, as the tab shows them; deadlines of ended steps are reckoned anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from automation.domain.case import Case, Disposition, Hold
from automation.domain.complaint import Intake
from automation.domain.memory import HistoryLine
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Outcome, Step

from . import renewal
from .passage import ended, entered, with_current
from .progress import registered
from .surroundings import Surroundings

_ENTERED = re.compile(r"Masuk langkah (\d+):")
_ASSIGNED = re.compile(r"Didisposisikan oleh (.+)")
_EDITED = re.compile(r"(.+) diubah")
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


def replayed(
    number: ComplaintNumber,
    intake: Intake,
    lines: Sequence[HistoryLine],
    cells: Mapping[str, str] | None,
    keys: Mapping[str, str],
    around: Surroundings,
) -> Case:
    """Tell a case again.

    Args:
        number: the complaint.
        intake: what came in.
        lines: its lines of Riwayat, oldest first.
        cells: its staff cells as the Register shows them now; None: as its lines tell of them.
        keys: column keys by heading.
        around: the office; its documents and moment do not matter here.
    """
    case = registered(number, intake, around)
    if lines:
        case = replace(case, registered_at=lines[0].at)
    typed: dict[str, str] = {}
    for line in lines:
        if (edit := _EDITED.fullmatch(line.what)) and edit[1] in keys:
            typed[keys[edit[1]]] = line.new
        else:
            case = _after(case, line, typed, around)
    if cells is None:
        cells = {key: text for key, text in typed.items() if text}
    return replace(case, cells=dict(cells), stale=renewal.still_stale(case.stale, cells))


def _after(case: Case, line: HistoryLine, typed: Mapping[str, str], around: Surroundings) -> Case:
    """Give the case after one event; an event that changes nothing of it leaves it as it was."""
    what, at = line.what, line.at
    if step := _ENTERED.match(what):
        return entered(ended(case, at, around), Step(int(step[1])), at, around)
    if by := _ASSIGNED.fullmatch(what):
        return replace(case, disposition=Disposition(line.new, by[1], at, _sheets(case) + 1))
    if what in _OUTCOMES:
        return replace(ended(case, at, around), outcome=_OUTCOMES[what], closed_at=at)
    match what:
        case "Dialihkan oleh Kepala Balai":
            return replace(case, disposition=Disposition(line.new, around.rules.head.name, at, _sheets(case) + 1))
        case "Disposisi diusulkan":
            return replace(case, proposed=line.new)
        case "Tindakan tidak efektif: kembali ke langkah 5":
            return replace(case, stale={**case.stale, **renewal.made_stale(typed, renewal.INEFFECTIVE)})
        case "Konsep dikembalikan: kembali ke langkah 8":
            return replace(case, stale={**case.stale, **renewal.made_stale(typed, renewal.RETURNED)})
        case "Penutupan diubah" if line.new in _OUTCOMES:
            return replace(case, outcome=_OUTCOMES[line.new])
        case "Dibuka kembali":
            return replace(case, outcome=None, closed_at=None)
        case "Ditunda":
            return replace(case, holds=(*case.holds, Hold(at)))
        case "Dilanjutkan" if case.holds:
            return replace(case, holds=(*case.holds[:-1], replace(case.holds[-1], until=at)))
        case "Nomor surat keluar diberikan":
            return replace(case, own_letter_number=line.new)
        case "Surat balasan diterima pelanggan":
            return ended(case, at, around)
        case _ if what.startswith("Tenggat langkah ") and what.endswith(" terlewati"):
            return with_current(case, replace(case.current, breached=True))
        case _:
            return case


def _sheets(case: Case) -> int:
    return case.disposition.sequence if case.disposition else 0
