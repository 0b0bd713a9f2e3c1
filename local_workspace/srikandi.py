"""Srikandi, as far as an office meets it: a letter's variables are filled in, and its PDF is signed electronically.

The certificate is of this module's own making: what it signs proves nothing beyond the embedded workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from docx.oxml.ns import qn
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .drive.rendering import lenient, typesetting

#: What stands where a signature was asked for.
STAMP = "Ditandatangani secara elektronik oleh:"
_HOLDS = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Identity:
    """A key with the certificate of whom it signs for."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


def filled_in(letter: bytes, values: Mapping[str, str]) -> bytes:
    """Put values into a .docx where its variables stand, such as `${nomor_naskah}`."""
    document = lenient.opened(letter)
    for paragraph in document.element.iter(qn("w:p")):
        texts = [text for text in paragraph.iter(qn("w:t")) if next(text.iterancestors(qn("w:p"))) is paragraph]
        said = "".join(text.text or "" for text in texts)
        if not any(variable in said for variable in values):
            continue
        for variable, value in values.items():
            said = said.replace(variable, value)
        for text in texts:
            text.text = ""
        texts[0].text = said
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def signed(letter: bytes, values: Mapping[str, str], name: str, at: datetime) -> bytes:
    """Fill a letter in, make its PDF, and sign that for somebody at a moment, by an update at its end."""
    writer = IncrementalPdfFileWriter(BytesIO(typesetting.pdf(filled_in(letter, values))), strict=False)
    meta = signers.PdfSignatureMetadata(
        field_name="Srikandi", subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED, md_algorithm="sha256"
    )
    signer = _SignerAt(meta, _signer_of(_identity_of(name, at.year)), new_field_spec=SigFieldSpec("Srikandi"))
    signer.at = at
    return bytes(signer.sign_pdf(writer).getvalue())


class _SignerAt(signers.PdfSigner):
    """Signs at a moment of its own: the workspace's time is not this machine's."""

    at: datetime

    def init_signing_session(self, *given: Any, **named: Any) -> PdfSigningSession:
        session = super().init_signing_session(*given, **named)
        session.system_time = self.at
        return session


@cache
def _identity_of(name: str, year: int) -> Identity:
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    middle = datetime(year, 7, 1, tzinfo=UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(middle - _HOLDS)
        .not_valid_after(middle + _HOLDS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return Identity(key, certificate)


def _signer_of(identity: Identity) -> signers.SimpleSigner:
    private = identity.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(identity.certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # (the library has no types here)
    )
