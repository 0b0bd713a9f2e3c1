"""What a case's progress depends on besides its own row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from automation.domain.calendar import OfficeCalendar
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document
from automation.domain.groups import WorkingGroup
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import Rules
from automation.domain.survey import SurveyForm
from automation.domain.vocabulary import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContext:
    """The office around a case, at one moment.

    Attributes:
        documents: the case's own documents.
        others: the outcome of every complaint of the office, by number (None: open).
        letters_numbered: outgoing numbers given by the job itself this year.
        survey: where complainants tell how satisfied they are; None where the office has no such form.
    """

    rules: Rules
    groups: tuple[WorkingGroup, ...]
    calendar: OfficeCalendar
    now: datetime
    documents: tuple[Document, ...] = ()
    others: Mapping[ComplaintNumber, Outcome | None] | None = None
    letters_numbered: int = 0
    survey: SurveyForm | None = None

    @property
    def today(self) -> date:
        """The office's date."""
        return self.calendar.hours.day_of(self.now)

    def holds_document(self, kind: DocumentKind, form: DocumentForm) -> bool:
        """Return whether the case has a document of a kind in a form."""
        return any(one.kind is kind and one.form is form for one in self.documents)

    def holds_signed_reply(self) -> bool:
        """Return whether a scan of the reply came in after its PDF: an earlier one shows an unfinished letter."""
        made = [one.filed_at for one in self._replies(DocumentForm.PDF)]
        return bool(made) and any(one.filed_at >= max(made) for one in self._replies(DocumentForm.SCAN))

    def _replies(self, form: DocumentForm) -> list[Document]:
        return [one for one in self.documents if one.kind is DocumentKind.SURAT_BALASAN and one.form is form]
