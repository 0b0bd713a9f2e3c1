"""The heading of a complaint in a digest: the same for every matter, so that matters of one complaint group."""

from __future__ import annotations

from automation.domain.addresses import Addresses
from automation.domain.case import Case
from automation.domain.effects import Deed, EffectKey
from automation.domain.memory import Memory
from automation.domain.places import Place
from automation.mail.values import CaseReference
from automation.settings.values import OfficeSettings


def case_reference(case: Case, row: int | None, memory: Memory, settings: OfficeSettings) -> CaseReference:
    """Return number, subject and the links to case folder and Register row (0 is the heading), once they exist."""
    addresses, places = Addresses(settings.google.base_address), memory.places
    folder = memory.results.get(str(EffectKey.of(case.number, Deed.FOLDER)), "")
    return CaseReference(
        number=str(case.number),
        subject=case.stated.subject,
        folder=addresses.folder(folder) if folder else "",
        row=addresses.row(places[Place.WORKBOOK], places[Place.tab("register")], row) if row is not None else "",
    )
