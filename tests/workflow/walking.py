"""A case on its way: staff fill cells, time passes, and each tick brings it up to date."""

from datetime import datetime
from typing import Any, Self

from automation.domain.case import Case
from automation.domain.documents import DocumentKind
from automation.domain.effects import Document
from automation.register.reading import Line, staff_cells, staff_facts
from automation.register.schema import tabs
from automation.workflow.case_status import CaseStatus, status_of
from automation.workflow.progress import Progress, progressed, registered
from tests.builders import WITA, a_document, a_number, an_intake, the_office, wita

REGISTER = tabs()["register"]
HEADINGS = {column.key: column.heading for column in REGISTER.columns}

SORTED = {"classification": "Keluhan", "service": "Pengujian"}
REVIEWED = {**SORTED, "findings": "Alat rusak"}
CAUSED = {**REVIEWED, "cause": "Jadwal perawatan terlewat"}
ACTED = {**CAUSED, "corrective_action": "Uji ulang", "preventive_action": "Jadwal baru"}
VERIFIED = {
    **ACTED,
    "applied_on": "03/11/2026",
    "verification": "Uji ulang sesuai",
    "verified_by": "Tini Wakil",
    "effective": "Ya",
}
INITIALLED = {**VERIFIED, "reply_text": "Hasil uji ulang kami lampirkan.", "initials": "BK 4/11"}
APPROVED = {**INITIALLED, "decision": "Setuju"}


class Walk:
    """One complaint in one office; `tick` is what the job does about it."""

    def __init__(self, **context: Any) -> None:
        self.context = context
        self.documents: list[Document] = []
        self.cells: dict[str, Any] = {}
        self.case: Case = registered(a_number(), an_intake(), the_office(wita(2), **context))
        self.last: Progress | None = None

    def fill(self, **cells: Any) -> Self:
        self.cells = {**self.cells, **cells}
        return self

    def file(self, kind: DocumentKind, form: str = "docx") -> Self:
        self.documents.append(a_document(kind, form))
        return self

    def tick(self, at: datetime) -> Self:
        office = the_office(at, *self.documents, **self.context)
        line = Line(1, {key: value for key, value in self.cells.items() if value != ""})
        names = [group.name for group in office.groups]
        facts, self.bad = staff_facts(line, REGISTER, names, WITA)
        self.last = progressed(self.case, facts, staff_cells(line, REGISTER), office, HEADINGS)
        self.case = self.last.case
        self.office = office
        return self

    @property
    def step(self) -> int:
        return int(self.case.current.step)

    @property
    def warnings(self) -> str:
        assert self.last is not None
        return "\n".join(self.last.warnings)

    @property
    def happened(self) -> list[str]:
        assert self.last is not None
        return [event.sentence.what for event in self.last.events]

    @property
    def status(self) -> CaseStatus:
        assert self.last is not None
        return status_of(self.case, self.last.facts, self.office)
