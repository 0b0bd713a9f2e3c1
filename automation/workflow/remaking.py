"""Documents that are made anew: what they were made from was put right, and an officer asks for a new version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentKind, Remade
from automation.domain.effects import Deed, EffectKey
from automation.domain.vocabulary import Step

from . import wording
from .case_context import CaseContext
from .phase import meeting_is_planned
from .versions import versions_before

#: A demand begins with the names of documents; what follows them is its reason, whatever it names.
_NAMES = {
    DocumentKind.LEMBAR_DISPOSISI: r"lembar disposisi|disposisi",
    DocumentKind.UNDANGAN_RAPAT: r"undangan rapat|undangan",
    DocumentKind.KONSEP_TINDAKAN: r"konsep tindakan perbaikan|konsep tindakan|konsep",
    DocumentKind.LAPORAN_TINDAKAN: r"laporan tindakan perbaikan|laporan tindakan|laporan",
}
_NAMED = re.compile(
    rf"[\s,;&+]*(?:dan\s+)?(?:{'|'.join(f'(?P<{kind.value}>{names})' for kind, names in _NAMES.items())})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a cell asks for: the documents to be made anew, and what cannot be met of it, in Indonesian."""

    met: tuple[Remade, ...] = ()
    refused: tuple[str, ...] = ()


def demand_in(text: str, case: Case, facts: StaffFacts, context: CaseContext) -> Demand:
    """Read which documents a person wants made anew: only what the case calls for now, and what was made of it."""
    kinds = tuple(dict.fromkeys(_named_in(text)))
    if not kinds:
        return Demand(refused=(wording.WHICH_DOCUMENT,))
    made = {document.effect for document in context.documents}
    zone = context.calendar.hours.zone
    ends = {kind: end for kind in kinds if (end := end_of(kind, case, facts, zone))}
    there = {kind: end for kind, end in ends.items() if str(EffectKey.of(case.number, Deed(kind.value), end)) in made}
    return Demand(
        tuple(Remade(kind, end, text) for kind, end in there.items()),
        tuple(wording.nothing_to_remake(kind.title) for kind in kinds if kind not in there),
    )


def _named_in(text: str) -> Iterator[DocumentKind]:
    place = 0
    while found := _NAMED.match(text, place):
        yield next(kind for kind in _NAMES if kind.value == found.lastgroup)
        place = found.end()


def end_of(kind: DocumentKind, case: Case, facts: StaffFacts, zone: tzinfo) -> str | None:
    """Return the end of the key of the document that the case calls for now; None where it calls for none."""
    match kind:
        case DocumentKind.LEMBAR_DISPOSISI if case.disposition is not None:
            return str(case.disposition.sequence + versions_before(kind, case))
        case DocumentKind.KONSEP_TINDAKAN if case.decided and case.current.step >= Step.VERIFICATION:
            return str(case.decided[-1].round + versions_before(kind, case))
        case DocumentKind.LAPORAN_TINDAKAN if case.disposition is not None and case.current.step >= Step.REPLY_DRAFT:
            return str(case.arrivals_at(Step.VERIFICATION) + versions_before(kind, case))
        case DocumentKind.UNDANGAN_RAPAT if (
            facts.meeting_at and facts.meeting_place and meeting_is_planned(case, facts)
        ):
            return meeting_end(case, facts.meeting_at.astimezone(zone))
        case _:
            return None


def meeting_end(case: Case, at: datetime) -> str:
    """Return the end of the key of a meeting's invitation: its moment, and which version from the second on."""
    moment = f"{at:%Y-%m-%dT%H.%M}"
    again = versions_before(DocumentKind.UNDANGAN_RAPAT, case, moment)
    return f"{moment}.{again + 1}" if again else moment
