"""The heading of a complaint in a digest: the same for every matter, so that matters of one complaint group."""

from __future__ import annotations

from collections.abc import Mapping

from automation.domain.addresses import Addresses
from automation.domain.case import Case
from automation.domain.effects import Deed, EffectKey
from automation.domain.memory import Memory
from automation.domain.places import Place
from automation.domain.views import RegisterView
from automation.domain.vocabulary import Role
from automation.mail.values import CaseReference
from automation.settings.values import OfficeSettings
from automation.workflow.case_status import CaseStatus

_VIEWS: Mapping[Role, RegisterView] = {
    Role.SERVICE_OFFICER: RegisterView.OFFICERS,
    Role.HEAD_OF_OFFICE: RegisterView.HEAD,
    Role.GROUP_LEAD: RegisterView.LEADS,
}


def view_of(status: CaseStatus) -> RegisterView:
    """Return the filter view of the Register that shows a complaint: by whose move it is, or that it is over."""
    if status.role is None:
        return RegisterView.CLOSED
    return _VIEWS.get(status.role, RegisterView.OPEN)


def case_reference(case: Case, view: RegisterView, memory: Memory, settings: OfficeSettings) -> CaseReference:
    """Return number, subject and the links to case folder and Register; a folder's once it exists.

    Where the workbook has Hari Ini, which leads on to each complaint's row, the mail leads there.
    """
    addresses, places = Addresses(settings.google.base_address), memory.places
    folder = memory.results.get(str(EffectKey.of(case.number, Deed.FOLDER)), "")
    return CaseReference(
        number=str(case.number),
        subject=case.stated.subject,
        folder=addresses.folder(folder) if folder else "",
        register=""
        if Place.tab("today") in places
        else addresses.tab(
            places[Place.WORKBOOK], places[Place.tab("register")], places.get(Place.filter_view(view), "")
        ),
    )
