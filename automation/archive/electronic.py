"""What a signed letter is worth: may it be filed, or must a person look at it first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from automation.domain.effects import text_checked
from automation.domain.persons import Likeness, same_person
from automation.domain.signatures import Chain, Integrity, Signature, SignedPdf, TextCheck

from . import wording

#: So far may the clocks of the signer's program and of this machine be apart.
_CLOCKS_APART = timedelta(hours=1)


def refused(signed: SignedPdf | None, prepared_at: datetime, now: datetime) -> str:
    """Say why a letter does not count as signed electronically, and what to do; "" where it does.

    Args:
        signed: what was found on it; None for what is no PDF.
        prepared_at: when the approved letter was made ready to be signed.
        now: the moment.
    """
    if signed is None or not signed.signatures:
        return wording.NOT_SIGNED
    faults = (_fault(one, prepared_at, now) for one in signed.signatures)
    return next(filter(None, faults), "")


def _fault(signature: Signature, prepared_at: datetime, now: datetime) -> str:
    match signature.integrity:
        case Integrity.ALTERED:
            return wording.SIGNED_AND_ALTERED
        case Integrity.EXTENDED:
            return wording.SIGNED_AND_EXTENDED
        case Integrity.WEAK:
            return wording.SIGNED_WEAKLY
        case Integrity.WHOLE:
            pass
    match signature.chain:
        case Chain.STRANGER:
            return wording.signed_by_stranger(signature.signer)
        case Chain.EXPIRED:
            return wording.certificate_expired(signature.signer)
        case Chain.TRUSTED | Chain.UNCHECKED:
            pass
    at = signature.at
    if at is not None and not prepared_at - _CLOCKS_APART <= at <= now + _CLOCKS_APART:
        return wording.SIGNED_AT_ANOTHER_TIME
    return ""


def strangers_of(signed: SignedPdf, signers: Sequence[str]) -> tuple[str, ...]:
    """Return whose certificates signed that are not surely of those who sign, each once.

    Args:
        signed: what was found on a letter.
        signers: names of those who may sign it.
    """
    names = dict.fromkeys(one.signer for one in signed.signatures)
    return tuple(
        name or wording.NAMELESS
        for name in names
        if not any(same_person(name, signer) is Likeness.SAME for signer in signers)
    )


def signers_of(signed: SignedPdf) -> str:
    """Return whose certificates signed, each once, in their order."""
    return ", ".join(dict.fromkeys(one.signer or wording.NAMELESS for one in signed.signatures))


def checked(text: TextCheck, changes: Sequence[str], signed: SignedPdf) -> str:
    """Return what came of checking a letter, as Arsip keeps it; `Document.text_check` reads its beginning."""
    is_trusted = all(one.chain is Chain.TRUSTED for one in signed.signatures)
    differs = f": {'; '.join(changes)}" if changes else ""
    return f"{text_checked(text)}{differs}. {wording.signature_whole(is_trusted=is_trusted)}"
