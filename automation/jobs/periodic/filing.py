"""A report laid out, turned into a PDF and put into Drive: done again after a kill, it makes nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from automation.domain.documents import PERIODIC_TITLE
from automation.domain.effects import FileReport, OfficeDocument
from automation.domain.notes import Note
from automation.domain.paper import Block, heading, sentence
from automation.jobs.job_context import JobContext
from automation.jobs.making_files import file_made
from automation.ledger.codec import from_json
from automation.ports import Refused
from automation.report import paper_wording

from . import wording
from .due import document_key, replaced

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


class ContentLost(Refused):
    """A version that adds a note has no contents to add it to; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What filing needs of the tick.

    Attributes:
        template: the office's own.
        folder: where reports lie.
        properties: the mark of a file, by the printed name under which Arsip lists it.
    """

    job: JobContext
    now: datetime
    template: bytes
    folder: str
    properties: Callable[[str], Mapping[str, str]]

    def filed(self, effect: FileReport, ids: str, kept: Mapping[str, OfficeDocument]) -> tuple[OfficeDocument, ...]:
        """Make both files, and return them as Arsip lists them, with the replaced ones as marked.

        Args:
            effect: the report.
            ids: of both files, by a space.
            kept: the office's documents, by the printed key.
        """
        draft_id, pdf_id = ids.split()
        blocks = self._blocks(effect)
        pictures = self.job.charts.drawn([one.chart for one in blocks if one.chart])
        draft = self.job.sandbox.laid_out(
            self.template, effect.words, blocks, pictures, PERIODIC_TITLE, self.job.settings.letters.logo
        )
        made = (
            self._put(effect, draft_id, "docx", DOCX, draft),
            self._put(effect, pdf_id, "pdf", PDF, self.job.drive.as_pdf(draft, effect.name)),
        )
        for one in effect.stated:
            self.job.ledger.note_memory(Note.reported(one.period), one.figures)
        remark = wording.superseded(effect.version)
        return (*(replace(one, remark=remark) for one in replaced(effect, kept)), *made)

    def _blocks(self, effect: FileReport) -> tuple[Block, ...]:
        if not effect.source:
            return effect.blocks
        payload = self.job.ledger.payload(effect.source)
        before = from_json(FileReport, payload) if payload not in ("", "{}") else None
        if before is None:
            raise ContentLost(wording.CONTENT_LOST)
        note = (heading(paper_wording.HEADS_NOTE), sentence(effect.note))
        return (*self._blocks(before), *note)

    def _put(self, effect: FileReport, id: str, ending: str, kind: str, content: bytes) -> OfficeDocument:
        name, key = f"{effect.name}.{ending}", document_key(effect.key, ending)
        lying = file_made(self.job.drive, id, name, self.folder, kind, content, self.properties(key))
        return OfficeDocument(
            effect=key,
            title=PERIODIC_TITLE,
            file=id,
            name=name,
            sha256=hashlib.sha256(lying).hexdigest(),
            filed_at=self.now,
        )
