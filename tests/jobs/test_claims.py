"""What may be done side by side, and what waits for its turn."""

from __future__ import annotations

import pytest

from automation.domain.documents import DocumentKind
from automation.domain.effects import (
    CloseFiles,
    CreateCaseFolder,
    Deed,
    Effect,
    EffectKey,
    FileScan,
    MakePdf,
    MarkDocument,
    OpenFiles,
    SendMail,
    WriteDocument,
)
from automation.domain.numbers import ComplaintNumber
from automation.jobs.tick.claims import next_of, template_claim
from tests.builders import wita

ONE, TWO, THREE = (ComplaintNumber(2026, place) for place in (1, 2, 3))
FORM = DocumentKind.FORM_PENGADUAN


def folder(number: ComplaintNumber) -> Effect:
    return CreateCaseFolder(EffectKey.of(number, Deed.FOLDER), number, str(number))


def form(number: ComplaintNumber) -> Effect:
    key = EffectKey.of(number, Deed.FORM_PENGADUAN, "1")
    return WriteDocument(key=key, number=number, kind=FORM, sequence=1, name="Form.docx", words={})


def mail(number: ComplaintNumber | None, to: str = "siti@kayu.example", *attached: EffectKey) -> Effect:
    key = EffectKey.of(number, Deed.MAIL, to)
    return SendMail(key=key, number=number, to=to, subject="Kabar", body=(), attachments=attached)


def pdf(number: ComplaintNumber) -> Effect:
    return MakePdf(
        key=EffectKey.of(number, Deed.PDF, "surat_balasan"),
        number=number,
        source=EffectKey.of(number, Deed.SURAT_BALASAN, "1"),
        kind=DocumentKind.SURAT_BALASAN,
        name="Surat.pdf",
        letter_number="1/2026",
        letter_date=wita(2, 9).date(),
        seal="",
    )


def scan(number: ComplaintNumber, id: str) -> Effect:
    return FileScan(
        key=EffectKey.of(None, Deed.SCAN, f"{id}.1"),
        number=number,
        kind=FORM,
        sequence=1,
        source=id,
        name="Pindaian.pdf",
        sha256="",
        pages=1,
    )


def mark(number: ComplaintNumber, document: str) -> Effect:
    return MarkDocument(
        key=EffectKey.of(number, Deed.MARK, "1"), number=number, document=document, name="x", remark="y"
    )


CLOSE = CloseFiles(key=EffectKey.of(None, Deed.ACCESS, "2"), email="lama@kantor.example", files=("file-1",))
OPEN = OpenFiles(key=EffectKey.of(None, Deed.ACCESS, "1"), email="baru@kantor.example", files=("file-1",))
#: One effect that is in progress, and another one.
SIDE_BY_SIDE = {
    "a-case-and-another": (folder(ONE), folder(TWO)),
    "mails-to-two-people": (mail(None, "a@kantor.example"), mail(None, "b@kantor.example")),
    "mails-of-two-cases": (mail(ONE), mail(TWO)),
    "scans-of-two-cases": (scan(ONE, "a"), scan(TWO, "b")),
    "a-pdf-and-a-folder": (pdf(ONE), folder(TWO)),
}
IN_TURN = {
    "a-folder-and-its-form": (folder(ONE), form(ONE)),
    "a-form-and-the-mail-of-its-case": (form(ONE), mail(ONE)),
    "a-scan-and-the-mail-of-its-case": (scan(ONE, "a"), mail(ONE)),
    "two-mails-to-one-person": (mail(None), mail(None, "SITI@kayu.example")),
    "a-letter-and-the-mail-of-another-case-that-takes-it": (
        pdf(ONE),
        mail(TWO, "x@y.example", EffectKey.of(ONE, Deed.PDF, "surat_balasan")),
    ),
    "a-document-and-what-marks-it-for-another-case": (form(ONE), mark(TWO, f"{ONE}/form_pengaduan/1")),
    "two-pdfs": (pdf(ONE), pdf(TWO)),
    "two-that-fetch-one-template": (form(ONE), form(TWO)),
    "who-comes-and-who-goes": (OPEN, CLOSE),
    "who-goes-and-a-folder": (CLOSE, folder(ONE)),
    "a-folder-and-who-goes": (folder(ONE), CLOSE),
}


@pytest.mark.parametrize("which", SIDE_BY_SIDE)
def test_these_are_done_side_by_side(which: str) -> None:
    first, second = SIDE_BY_SIDE[which]
    assert next_of([second], [first]) is second


@pytest.mark.parametrize("which", IN_TURN)
def test_these_wait_for_one_another(which: str) -> None:
    first, second = IN_TURN[which]
    assert next_of([second], [first]) is None
    assert next_of([first, second], []) is first


def test_what_waits_before_it_goes_first() -> None:
    assert next_of([form(ONE), mail(ONE), folder(TWO)], [folder(ONE)]) == folder(TWO)
    assert next_of([form(ONE), CLOSE, folder(TWO)], [folder(ONE)]) is None


def test_a_template_that_waits_for_its_folder_keeps_no_other_case_waiting() -> None:
    assert next_of([form(ONE), form(TWO)], [folder(ONE)]) == form(TWO)


def test_a_template_that_was_fetched_may_be_used_by_all() -> None:
    assert next_of([form(TWO)], [form(ONE)], {template_claim(FORM.value)}) == form(TWO)
