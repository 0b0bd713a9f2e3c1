"""A case on its way: staff fill cells, time passes, and each tick brings it up to date."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from automation.domain.case import Case
from automation.domain.documents import DocumentKind
from automation.domain.effects import Document
from automation.domain.letter_content import LetterContent, SeenDraft
from automation.register.lines import Line, staff_cells, staff_facts
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
        self.draft: LetterContent | None = LetterContent(lines=("Yth. Siti Aminah", "Kami lampirkan hasilnya."))

    def fill(self, **cells: Any) -> Self:
        self.cells = {**self.cells, **cells}
        return self

    def file(self, kind: DocumentKind, form: str = "docx", which: int = 1) -> Self:
        made = a_document(kind, form)
        self.documents.append(replace(made, sequence=which, effect=f"{made.effect.removesuffix('/docx')}/{which}"))
        if kind is DocumentKind.SURAT_BALASAN and form == "docx":
            self.case = replace(self.case, draft=self.seen)  # The tick that writes a draft names it in Status.
        return self

    @property
    def seen(self) -> SeenDraft | None:
        """The draft as the job reads it."""
        written = any(one.kind is DocumentKind.SURAT_BALASAN for one in self.documents)
        return SeenDraft(self.draft.seal.digest, self.draft) if written and self.draft else None

    def edit(self, *lines: str, **found: Any) -> Self:
        """Write these lines into the draft."""
        self.draft = LetterContent(lines=lines, **found)
        return self

    def tick(self, at: datetime) -> Self:
        office = the_office(at, *self.documents, **{"draft": self.seen, **self.context})
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
