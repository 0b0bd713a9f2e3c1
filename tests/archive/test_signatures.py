"""Electronic signatures: what is whole, what was changed or added, and whom a certificate goes back to."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.validation.dss import DocumentSecurityStore

from automation.archive.electronic import refused
from automation.archive.signatures import signed_pdf
from automation.domain.signatures import Chain, Integrity, SignedPdf
from automation.ports import CannotOpen
from automation.sandbox.process import ProcessSandbox

from .paper import a_code, a_pdf, a_sheet
from .signing import HEAD, SIGNED_AT, _asn1, issued, signed, the_head, the_root

NOW = datetime(2026, 11, 29, tzinfo=UTC)
PREPARED = SIGNED_AT - timedelta(hours=3)


@cache
def a_letter() -> bytes:
    """A letter as a careful program writes it."""
    written = BytesIO()
    copy_into_new_writer(PdfFileReader(BytesIO(a_pdf(a_sheet(a_code()))), strict=False)).write(written)
    return written.getvalue()


@cache
def a_signed_letter() -> bytes:
    return signed(a_letter())


def found(pdf: bytes, roots: bytes | None = None) -> SignedPdf:
    return signed_pdf(pdf, the_root().pem if roots is None else roots, NOW)


def reason(pdf: bytes, roots: bytes | None = None) -> str:
    return refused(found(pdf, roots), PREPARED, NOW)


def added(pdf: bytes, change) -> bytes:
    """Return a PDF with an update at its end, as programs save what they changed."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def long_term(pdf: bytes) -> bytes:
    """Add what proves the signature in later years: the certificates, in a security store."""
    out = BytesIO(pdf)
    DocumentSecurityStore.add_dss(out, sig_contents=None, certs=[_asn1(the_root().certificate)])
    return out.getvalue()


def one_page_more(writer: IncrementalPdfFileWriter) -> None:
    shown = writer.root["/Pages"]["/Kids"][0]
    kept = {key: shown.raw_get(key) for key in shown if key not in ("/Parent", "/Annots")}
    writer.insert_page(DictionaryObject(kept))


def a_turned_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Rotate")] = NumberObject(90)
    writer.update_container(page)


def test_a_signed_pdf_is_whole_and_names_its_signer_and_the_way_to_the_root() -> None:
    (signature,) = found(a_signed_letter()).signatures
    assert (signature.signer, signature.at) == (HEAD, SIGNED_AT)
    assert (signature.integrity, signature.chain) == (Integrity.WHOLE, Chain.TRUSTED)
    assert reason(a_signed_letter()) == ""


def test_without_a_root_the_chain_is_not_checked_and_the_letter_counts() -> None:
    assert found(a_signed_letter(), b"").signatures[0].chain is Chain.UNCHECKED
    assert reason(a_signed_letter(), b"") == ""


def test_what_proves_the_signature_in_later_years_is_no_change() -> None:
    later = long_term(a_signed_letter())
    assert len(later) > len(a_signed_letter())
    assert found(later).signatures[0].integrity is Integrity.WHOLE


def with_annotation(kind: str) -> bytes:
    """Return the letter with something laid upon its page before it was signed."""
    box = ArrayObject(map(NumberObject, (50, 50, 300, 90)))
    note = {pdf_name("/Subtype"): pdf_name(kind), pdf_name("/Rect"): box, pdf_name("/Contents"): pdf_string("Bayar")}
    if kind == "/Widget":
        note |= {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/V"): pdf_string("Bayar"),
            pdf_name("/T"): pdf_string("a"),
        }

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        page[pdf_name("/Annots")] = ArrayObject([writer.add_object(DictionaryObject(note))])
        writer.update_container(page)

    return signed(added(a_letter(), change))


@pytest.mark.parametrize("kind", ["/FreeText", "/Stamp", "/Widget", "/Text"])
def test_a_page_with_a_note_or_a_filled_field_upon_it_counts_as_not_read(kind: str) -> None:
    assert found(with_annotation(kind)).pages == ()


def test_a_link_and_the_signature_itself_hide_no_words() -> None:
    assert len(found(with_annotation("/Link")).pages) == len(found(a_signed_letter()).pages) == 1


def test_a_second_signature_is_no_change_of_the_first() -> None:
    both = found(signed(a_signed_letter(), field="Paraf")).signatures
    assert [one.integrity for one in both] == [Integrity.WHOLE, Integrity.WHOLE]


def altered() -> bytes:
    place = a_signed_letter().index(b"/MediaBox")
    return a_signed_letter()[:place] + b"/mediaBox" + a_signed_letter()[place + 9 :]


WRONG = [
    (altered, "berubah sesudah ditandatangani"),
    (lambda: added(a_signed_letter(), one_page_more), "ditambahkan pada PDF ini sesudah ditandatangani"),
    (lambda: added(a_signed_letter(), a_turned_page), "ditambahkan pada PDF ini sesudah ditandatangani"),
    (lambda: signed(added(a_signed_letter(), one_page_more), field="Lagi"), "ditambahkan"),
    (lambda: signed(a_letter(), issued(HEAD)), "tidak berasal dari sertifikat induk"),
    (lambda: signed(a_letter(), issued(HEAD, the_root(), days=-1)), "tidak berlaku ketika surat ditandatangani"),
    (lambda: signed(a_letter(), at=PREPARED - timedelta(days=2)), "bukan sesudah naskahnya disetujui"),
    (lambda: signed(a_letter(), at=NOW + timedelta(days=2)), "bukan sesudah naskahnya disetujui"),
    (a_letter, "tidak bertanda tangan elektronik"),
]


@pytest.mark.parametrize(
    ("pdf", "why"),
    WRONG,
    ids=[
        *("altered", "a page more", "a page turned", "only the first revision is signed"),
        *("self-signed", "expired", "backdated", "postdated", "unsigned"),
    ],
)
def test_a_letter_that_does_not_count_says_why(pdf, why: str) -> None:
    assert why in reason(pdf())


def test_a_picture_of_a_letter_is_not_signed_electronically() -> None:
    assert "tidak bertanda tangan elektronik" in refused(None, PREPARED, NOW)


@pytest.mark.parametrize("pdf", [b"%PDF-1.7 rusak", b"%PDF-1.7\n%%EOF", a_letter()[:2000]])
def test_a_broken_pdf_is_refused_and_breaks_nothing(pdf: bytes) -> None:
    with pytest.raises(CannotOpen):
        found(pdf)


def encrypted() -> bytes:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(a_letter())))
    writer.encrypt("pemilik", "")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(CannotOpen):
        found(encrypted())


def test_the_confined_process_checks_what_this_one_does() -> None:
    sandbox = ProcessSandbox(seconds=lambda: 0.0)
    try:
        assert sandbox.signed_pdf(a_signed_letter(), the_root().pem, NOW) == found(a_signed_letter())
        assert sandbox.signed_pdf(a_letter(), b"", NOW).signatures == ()
        assert sandbox._worker is None  # What only opens files is not started, nor made heavy.
        with pytest.raises(CannotOpen):
            sandbox.signed_pdf(b"%PDF-1.7 rusak", b"", NOW)
        assert sandbox.signed_pdf(long_term(a_signed_letter()), the_root().pem, NOW).signatures
    finally:
        sandbox.rest()
    assert the_head().issuers
