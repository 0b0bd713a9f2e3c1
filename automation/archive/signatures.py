"""Electronic signatures of a PDF: is the file whole, who signed it, and whom does the certificate go back to.

Nothing is asked of the network: whether a certificate was revoked stays unknown. Files come from anybody, so this
runs in a process of `automation.sandbox`.
"""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from asn1crypto import pem, x509
from cryptography.hazmat.backends.openssl import backend
from pyhanko.pdf_utils import filters, rw_common
from pyhanko.pdf_utils.crypt import pdfmac
from pyhanko.pdf_utils.metadata import xmp_xml
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.general import ValueErrorWithMessage
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext, path
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    ValidationError,
)
from pyhanko_certvalidator.revinfo import validate_crl

from automation.domain.signatures import Chain, Integrity, Signature, SignedPdf
from automation.ports import CannotOpen

from . import wording
from .bounds import MOST_PAGES

#: Libraries load these within a function, when nothing can be loaded any more.
_LOADED_EARLY = (backend, filters, rw_common, pdfmac, xmp_xml, fields, path, validate_crl)
_STRONG = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
_MOST_SIGNS = 200_000
_LONGEST_NAME = 200
#: A signature field's kind, as PDFium counts them (fpdf_formfill.h).
_SIGNATURE_FIELD = 7


def signed_pdf(content: bytes, roots: bytes, now: datetime) -> SignedPdf:
    """Return the signatures of a PDF and the text of its pages; no text where notes or fields lie upon them.

    Args:
        content: the PDF.
        roots: certificates (PEM) that the office trusts; empty for none.
        now: the moment, for a signature that does not say when it was made.

    Raises:
        CannotOpen: its signatures cannot be read.
    """
    try:
        reader = _opened(content)
        if reader.encrypted:
            raise CannotOpen(wording.LOCKED)
        embedded = reader.embedded_regular_signatures
    except PdfError as error:
        raise CannotOpen(wording.SIGNATURE_UNREADABLE, type(error).__name__) from error
    trusted = trusted_in(roots)
    signatures = tuple(_checked(one, trusted, now, is_last=one is embedded[-1]) for one in embedded)
    return SignedPdf(signatures, tuple(_texts(content)))


def _opened(content: bytes) -> PdfFileReader:
    """Open a PDF, also one whose program wrote it a little carelessly: of that one, every byte must be signed."""
    try:
        return PdfFileReader(BytesIO(content))
    except PdfError:
        return PdfFileReader(BytesIO(content), strict=False)


def trusted_in(roots: bytes) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a PEM file, which holds nothing else."""
    if not roots.strip():
        return ()
    return tuple(x509.Certificate.load(der) for _, _, der in pem.unarmor(roots, multiple=True))


def _checked(
    signature: EmbeddedPdfSignature, trusted: tuple[x509.Certificate, ...], now: datetime, *, is_last: bool
) -> Signature:
    at = signature.self_reported_timestamp
    at = at if at is not None and at.tzinfo is not None else None
    return Signature(
        signer=_common_name(signature.signer_cert),
        at=at,
        integrity=_integrity(signature, is_last=is_last),
        chain=_chain(signature, trusted, at or now),
    )


def _integrity(signature: EmbeddedPdfSignature, *, is_last: bool) -> Integrity:
    if signature.signer_info["digest_algorithm"]["algorithm"].native not in _STRONG:
        return Integrity.WEAK
    try:
        intact, valid = validate_sig_integrity(
            signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
        )
        signature.compute_integrity_info()  # type: ignore[no-untyped-call]  # (the library's method has no types)
    except (SignatureValidationError, ValueErrorWithMessage, PdfError):
        return Integrity.ALTERED  # Its parts contradict each other.
    if not (intact and valid):
        return Integrity.ALTERED
    if signature.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Integrity.WHOLE
    # A further signature of the same file is an addition to the ones before it.
    most = ModificationLevel.LTA_UPDATES if is_last else ModificationLevel.FORM_FILLING
    changes = signature.diff_result
    is_whole = (
        signature.reader.strict
        and signature.coverage is SignatureCoverageLevel.ENTIRE_REVISION
        and isinstance(changes, DiffResult)
        and changes.modification_level <= most
    )
    return Integrity.WHOLE if is_whole else Integrity.EXTENDED


def _chain(signature: EmbeddedPdfSignature, trusted: tuple[x509.Certificate, ...], moment: datetime) -> Chain:
    certificate = signature.signer_cert
    if not certificate.not_valid_before <= moment <= certificate.not_valid_after:
        return Chain.EXPIRED
    if not trusted:
        return Chain.UNCHECKED
    context = ValidationContext(
        trust_roots=trusted,
        other_certs=signature.other_embedded_certs,
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    validator = CertificateValidator(certificate, signature.other_embedded_certs, validation_context=context)
    try:
        _driven(validator.async_validate_path())
    except (ExpiredError, NotYetValidError):
        return Chain.EXPIRED
    except (PathBuildingError, ValidationError):
        return Chain.STRANGER
    return Chain.TRUSTED if _may_sign(certificate) else Chain.STRANGER


def _may_sign(certificate: x509.Certificate) -> bool:
    usage = certificate.key_usage_value
    return usage is None or not usage.native.isdisjoint({"digital_signature", "non_repudiation"})


def _driven(work: Coroutine[Any, Any, Any]) -> None:
    """Run what is written for a loop of events; without a network nothing in it ever waits.

    A loop opens files of its own, which a confined process may not.
    """
    try:
        work.send(None)
    except StopIteration:
        return
    work.close()
    raise RuntimeError("it waits for something")


def _common_name(certificate: x509.Certificate) -> str:
    names = certificate.subject.native.get("common_name", "")
    name = names if isinstance(names, str) else " ".join(names)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())[:_LONGEST_NAME]


def _texts(content: bytes) -> Iterator[str]:
    """Yield each page's text; none at all where something lies upon a page that its text does not hold."""
    document = pdfium.PdfDocument(content)
    try:
        document.init_forms()
        pages = range(min(len(document), MOST_PAGES))
        if all(_text_is_all(document, position) for position in pages):
            yield from _texts_of(document, pages)
    finally:
        document.close()


def _text_is_all(document: pdfium.PdfDocument, position: int) -> bool:
    page = document[position]
    try:
        count = pdfium_c.FPDFPage_GetAnnotCount(page)
        return all(_adds_nothing(document, page, place) for place in range(count))
    finally:
        page.close()


def _adds_nothing(document: pdfium.PdfDocument, page: pdfium.PdfPage, place: int) -> bool:
    """Return whether an annotation is a link, or the field of a signature: others show words of their own."""
    annotation = pdfium_c.FPDFPage_GetAnnot(page, place)
    if not annotation:
        return False
    try:
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        if kind != pdfium_c.FPDF_ANNOT_WIDGET:
            return bool(kind == pdfium_c.FPDF_ANNOT_LINK and not pdfium_c.FPDFAnnot_HasKey(annotation, b"AP"))
        form = document.formenv
        field = pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation) if form else -1
        return bool(field == _SIGNATURE_FIELD)
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def _texts_of(document: pdfium.PdfDocument, pages: Iterable[int]) -> Iterator[str]:
    left = _MOST_SIGNS
    for position in pages:
        page = document[position]
        text_page = page.get_textpage()
        try:
            text = text_page.get_text_range()[:left]
        finally:
            text_page.close()
            page.close()
        left -= len(text)
        yield text
