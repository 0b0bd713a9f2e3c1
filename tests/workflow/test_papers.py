"""Which papers a case should have by now, and which it lacks."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from automation.domain.case import Case, Disposition, StepRecord
from automation.domain.documents import DocumentKind, Remade
from automation.domain.effects import Document
from automation.domain.happenings import Closed
from automation.domain.vocabulary import Channel, Outcome, Step
from automation.workflow.papers import lacking
from automation.workflow.phase import Phase
from tests.builders import a_document, a_number, an_intake, the_office, the_rules, wita

from .walking import APPROVED, Walk

FORM, SHEET, REPORT = DocumentKind.FORM_PENGADUAN, DocumentKind.LEMBAR_DISPOSISI, DocumentKind.LAPORAN_TINDAKAN
REPLY, RECORD, LETTER = DocumentKind.SURAT_BALASAN, DocumentKind.NOTULEN, DocumentKind.SURAT_PENGADUAN
MINUTES, ATTENDANCE = DocumentKind.NOTULEN_RAPAT, DocumentKind.DAFTAR_HADIR
MEETING = {"meeting_needed": "Ya", "meeting_at": "2026-11-02 10:00"}


def a_case(*steps: Step, ended: bool = False, channel: Channel = Channel.FORM, **changes: Any) -> Case:
    began = wita(2)
    turns = [StepRecord(step=step, round=1, began=began, ended=began) for step in steps]
    turns[-1] = replace(turns[-1], ended=began if ended else None)
    if max(steps) > Step.DISPOSITION:
        changes.setdefault("disposition", Disposition(group="Pokja Pengujian", by="Budi", at=began))
    intake = an_intake(channel=channel)
    values = {"number": a_number(), "intake": intake, "registered_at": began, "steps": tuple(turns)}
    return Case(**{**values, **changes})


def made(kind: DocumentKind, form: str = "docx", **changes: Any) -> Document:
    """A document; a scan of one has its place."""
    return replace(a_document(kind, form), **{"shelf": "Map 1" if form == "pindaian" else "", **changes})


WRITTEN = (made(FORM), made(SHEET), made(REPORT))
SIGNED = (*WRITTEN, made(REPLY), made(REPLY, "pdf"), made(REPLY, "pindaian"))
WHOLE = (*SIGNED, made(RECORD), made(RECORD, "pindaian"))
TO_STEP_8 = (Step.SORTING, Step.REVIEW, Step.VERIFICATION, Step.REPLY_DRAFT)
TO_STEP_10 = (*TO_STEP_8, Step.DELIVERY)
TWICE = (Step.REVIEW, Step.VERIFICATION, Step.CAUSE, Step.VERIFICATION, Step.REPLY_DRAFT)
LACKS: list[tuple[str, Case, tuple[Document, ...], str]] = [
    ("nothing is lacking of a new case with its form", a_case(Step.SORTING), (made(FORM),), ""),
    ("the form is asked for at once", a_case(Step.SORTING), (), "Form Pengaduan"),
    ("a letter is itself a paper", a_case(Step.SORTING, channel=Channel.LETTER), (made(FORM),), "Surat Pengaduan"),
    (
        "a letter that is there is not asked for, scanned or mailed",
        a_case(Step.SORTING, channel=Channel.LETTER),
        (made(FORM), made(LETTER, "surel")),
        "",
    ),
    (
        "an attachment is no letter",
        a_case(Step.SORTING, channel=Channel.LETTER),
        (made(FORM), made(DocumentKind.LAMPIRAN, "pindaian")),
        "Surat Pengaduan",
    ),
    (
        "a channel that officers put right counts",
        a_case(Step.SORTING, cells={"corrected_channel": "surat"}),
        (made(FORM),),
        "Surat Pengaduan",
    ),
    ("the sheet comes with the disposition", a_case(Step.REVIEW), (made(FORM),), "Lembar Disposisi"),
    (
        "the sheet of a former disposition is not that of this one",
        a_case(Step.REVIEW, disposition=Disposition(group="P", by="B", at=wita(2), sequence=2)),
        (made(FORM), made(SHEET)),
        "Lembar Disposisi",
    ),
    (
        "a sheet that a new version takes the place of does not count",
        a_case(Step.REVIEW, remade=(Remade(SHEET, "1", "x"),)),
        (made(FORM), made(SHEET, remark="Diganti")),
        "Lembar Disposisi",
    ),
    (
        "its new version counts",
        a_case(Step.REVIEW, remade=(Remade(SHEET, "1", "x"),)),
        (made(FORM), made(SHEET, remark="Diganti"), made(SHEET, sequence=2)),
        "",
    ),
    ("the report comes with step 8", a_case(*TO_STEP_8), WRITTEN[:2], "Laporan Tindakan Perbaikan"),
    ("no report is asked for before", a_case(Step.VERIFICATION), WRITTEN[:2], ""),
    ("the report of a first round is not that of the second", a_case(*TWICE), WRITTEN, "Laporan Tindakan Perbaikan"),
    ("minutes are not asked for while the group is at work", a_case(Step.REVIEW, cells=MEETING), WRITTEN[:2], ""),
    (
        "minutes and attendance of a meeting are asked for after it",
        a_case(*TO_STEP_8, cells=MEETING),
        WRITTEN,
        "Notulen Rapat; Daftar Hadir",
    ),
    (
        "they count however they came",
        a_case(*TO_STEP_8, cells=MEETING),
        (*WRITTEN, made(MINUTES, "pindaian"), made(ATTENDANCE, "formulir")),
        "",
    ),
    (
        "where a meeting was called off there are none",
        a_case(*TO_STEP_8, cells={**MEETING, "meeting_needed": "Tidak"}),
        WRITTEN,
        "",
    ),
    (
        "a meeting without a day never was",
        a_case(*TO_STEP_8, cells={"meeting_needed": "Ya", "meeting_at": " "}),
        WRITTEN,
        "",
    ),
    (
        "a meeting on a day that nobody can read never was",
        a_case(*TO_STEP_8, cells={"meeting_needed": "Ya", "meeting_at": "minggu depan"}),
        WRITTEN,
        "",
    ),
    (
        "a day is read as in the row: in words, with signs that nobody sees",
        a_case(*TO_STEP_8, cells={"meeting_needed": "\u200bYa", "meeting_at": "2 November 2026 pukul 10.00\u200b"}),
        WRITTEN,
        "Notulen Rapat; Daftar Hadir",
    ),
    (
        "the record of delivery is no minutes of a meeting",
        a_case(*TO_STEP_8, cells=MEETING),
        (*WRITTEN, made(RECORD, "pindaian"), made(ATTENDANCE, "pindaian")),
        "Notulen Rapat",
    ),
    ("a letter that nobody signed is not there", a_case(*TO_STEP_10), SIGNED[:-1], "Surat Balasan bertanda tangan"),
    (
        "the scan of a void letter is not that of the next",
        a_case(*TO_STEP_10, voided=("salah nama",)),
        SIGNED,
        "Surat Balasan bertanda tangan",
    ),
    ("the record is asked for once it was delivered, not before", a_case(*TO_STEP_10), SIGNED, ""),
    (
        "a record that nobody signed is not there",
        a_case(*TO_STEP_10, ended=True),
        (*SIGNED, made(RECORD)),
        "Notulen Penyerahan bertanda tangan",
    ),
    ("a case with all its papers lacks nothing", a_case(*TO_STEP_10, ended=True), WHOLE, ""),
    (
        "paper of which nobody says where it lies, each kind once",
        a_case(*TO_STEP_10, ended=True),
        (*WHOLE, *(made(kind, "pindaian", shelf="") for kind in (FORM, FORM, RECORD))),
        "Lokasi fisik di Arsip (Form Pengaduan, Notulen Penyerahan)",
    ),
    (
        "what is no paper of the case's own needs no shelf",
        a_case(Step.SORTING),
        (
            made(FORM),
            made(DocumentKind.LAMPIRAN, "pindaian", shelf=""),
            made(FORM, "pindaian", shelf="", remark="Diganti"),
            made(REPLY, "pindaian", shelf="", checked="Teks sesuai"),
            made(LETTER, "surel"),
        ),
        "",
    ),
    (
        "a case that was withdrawn lacks what it had come to, and no letter",
        a_case(Step.REVIEW, ended=True, outcome=Outcome.WITHDRAWN),
        (made(FORM),),
        "Lembar Disposisi",
    ),
    (
        "a case that goes on anew is asked for nothing that lies before it",
        a_case(*TO_STEP_10, Step.REVIEW, voided=("",)),
        WRITTEN,
        "",
    ),
]


@pytest.mark.parametrize(("case", "documents", "words"), [one[1:] for one in LACKS], ids=[one[0] for one in LACKS])
def test_a_case_lacks_what_it_should_have_by_now(case: Case, documents: tuple[Document, ...], words: str) -> None:
    assert lacking(case, the_office(wita(5), *documents)).removeprefix("kurang: ") == words


# -- the end of a case


def received(**context: Any) -> Walk:
    """A case whose reply was received and whose record of delivery is written, and has still to be signed."""
    walk = Walk(**context).file(FORM).file(SHEET).file(REPORT)
    walk.file(REPLY).file(REPLY, "pdf").file(REPLY, "pindaian")
    walk.fill(**APPROVED, letter_number="B/12", letter_date="04/11/2026", delivered_on="05/11/2026").tick(wita(5))
    return put_away(walk.file(RECORD)).tick(wita(5))


def put_away(walk: Walk) -> Walk:
    walk.documents = [replace(one, shelf="Map 1") for one in walk.documents]
    return walk


def waiting(since: date = date(2026, 11, 2)) -> Any:
    return the_rules(closing_waits_since=since)


def test_the_end_of_a_case_says_what_is_lacking() -> None:
    walk = received()
    assert walk.case.outcome is Outcome.SETTLED
    assert walk.last is not None
    closed = Closed(Outcome.SETTLED, "kurang: Notulen Penyerahan bertanda tangan")
    assert closed in [event.happening for event in walk.last.events]


def test_where_the_office_says_so_the_end_waits_for_the_papers_and_says_for_which() -> None:
    walk = received(rules=waiting())
    assert walk.case.outcome is None
    assert (walk.status.phase, walk.status.state) == (Phase.PAPERS, "Menunggu kelengkapan berkas")
    assert "belum ditutup, kurang: Notulen Penyerahan bertanda tangan" in walk.warnings
    walk.file(RECORD, "pindaian").tick(wita(6))
    assert walk.case.outcome is None
    assert "Lokasi fisik di Arsip (Notulen Penyerahan)" in walk.warnings
    put_away(walk).tick(wita(6))
    assert walk.case.outcome is Outcome.SETTLED
    assert walk.last is not None
    assert Closed(Outcome.SETTLED) in [event.happening for event in walk.last.events]


def test_a_case_that_was_open_before_that_day_is_never_held_and_what_was_approved_stands() -> None:
    walk = received(rules=waiting(date(2026, 11, 3)))
    assert walk.case.outcome is Outcome.SETTLED
    assert "belum ditutup" not in walk.warnings


def test_before_its_record_is_written_a_case_waits_for_the_job_and_not_for_people() -> None:
    walk = Walk(rules=waiting()).file(REPLY).file(REPLY, "pdf").file(REPLY, "pindaian")
    walk.fill(**APPROVED, letter_number="B/12", letter_date="04/11/2026", delivered_on="05/11/2026")
    walk.fill(sent_by="Pos/kurir").tick(wita(5))
    assert walk.status.phase is Phase.CLOSING
