"""Electronic signatures for the tests: certificates of an office's own making, and PDFs signed with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

SIGNED_AT = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
HEAD = "Ratna Wulandari, S.T., M.T."


@dataclass(frozen=True)
class Identity:
    """A key with its certificate, and those of whoever issued it."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def issued(name: str, by: Identity | None = None, *, days: int = 3650, is_authority: bool = False) -> Identity:
    """Issue a certificate, by itself where nobody else does, that holds for so many days around the signing."""
    key = rsa.generate_private_key(65537, 2048)
    issuer = by.certificate.subject if by else _named(name)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(SIGNED_AT + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(_usage(is_authority=is_authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(by.key if by else key, hashes.SHA256())
    )
    return Identity(key, certificate, (*by.issuers, by.certificate) if by else ())


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


@cache
def the_root() -> Identity:
    """Whom the office trusts."""
    return issued("Root BSrE Uji", is_authority=True)


@cache
def the_head() -> Identity:
    """The Kepala Balai, whose certificate goes back to the root by an authority in between."""
    return issued(HEAD, issued("BSrE Uji G1", the_root(), is_authority=True))


def signer_of(identity: Identity) -> signers.SimpleSigner:
    registry = SimpleCertificateStore()
    registry.register_multiple(_asn1(one) for one in identity.issuers)
    return signers.SimpleSigner(
        signing_cert=_asn1(identity.certificate),
        signing_key=keys.PrivateKeyInfo.load(
            identity.key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        cert_registry=registry,
    )


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


class _SignerAt(signers.PdfSigner):
    """Signs at a moment of its own."""

    at = SIGNED_AT

    def init_signing_session(self, *given, **named):
        session = super().init_signing_session(*given, **named)
        session.system_time = self.at
        return session


def signed(pdf: bytes, identity: Identity | None = None, *, at: datetime = SIGNED_AT, field: str = "Ttd") -> bytes:
    """Return a PDF signed as Srikandi's is: by an update at its end."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    subfilter = SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=subfilter, md_algorithm="sha256")
    signer = _SignerAt(meta, signer_of(identity or the_head()), new_field_spec=SigFieldSpec(field))
    signer.at = at
    return bytes(signer.sign_pdf(writer).getvalue())
