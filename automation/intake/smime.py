"""Mails that are signed as one packed part (S/MIME, RFC 8551, 3.5.2): nothing is locked in them, only packed."""

from __future__ import annotations

from asn1crypto import cms

KINDS = ("application/pkcs7-mime", "application/x-pkcs7-mime")


def signed_part(content: bytes) -> bytes | None:
    """Return what was signed, a part with a head of its own; None where it is locked, or nothing of the kind."""
    try:
        packed = cms.ContentInfo.load(content)
        if packed["content_type"].native != "signed_data":
            return None
        signed = packed["content"]["encap_content_info"]["content"].native
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return signed if isinstance(signed, bytes) else None
