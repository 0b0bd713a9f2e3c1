"""Which effects may be done side by side: those that rest on nothing of one another.

Of those that do, such as the folder, file and mail of one case, each waits until the one before it is done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from automation.domain.effects import (
    CloseFiles,
    CompleteForm,
    CopyLetter,
    DesignateScan,
    Effect,
    EffectKey,
    FileReport,
    MakePdf,
    MarkDocument,
    NumberLetter,
    OpenFiles,
    PrepareFigures,
    PrepareSigning,
    RenewProtections,
    SendMail,
    SetAside,
    SettleMail,
    SplitScan,
    StateLetter,
    WriteDocument,
)
from automation.domain.notices import OFFICE

#: Cases, or people, that effects are about; None: nothing else is done meanwhile.
Claims = frozenset[str] | None

#: Printing removes copies that a killed run left behind, and could not tell another's copy from one.
PRINTING = "cetak"


def claims_of(effect: Effect) -> Claims:
    """Return what effects are done in their order about: the cases whose files or mails this one touches."""
    match effect:
        case SplitScan() | SetAside() | SettleMail() | FileReport() | PrepareFigures():
            return None
        case OpenFiles() | CloseFiles() | RenewProtections():
            return None
        case SendMail(number=None, to=to):
            return _cases_built_on(effect) | {to.casefold()}
        case _:
            return _cases_built_on(effect) | {str(effect.number or OFFICE)}


def _cases_built_on(effect: Effect) -> frozenset[str]:
    """Return the cases whose documents an effect takes or changes, as their keys name them."""
    keys: tuple[EffectKey | None, ...] = ()
    match effect:
        case StateLetter(document=document) | MarkDocument(document=document) | DesignateScan(document=document):
            keys = (EffectKey.read(document),)
        case CopyLetter(document=document):
            keys = (EffectKey.read(document),)
        case CompleteForm(form=key) | NumberLetter(draft=key) | PrepareSigning(source=key) | MakePdf(source=key):
            keys = (key,)
        case SendMail(attachments=attachments):
            keys = attachments
        case _:
            pass
    return frozenset(key.subject for key in keys if key)


def shared_by(effect: Effect) -> frozenset[str]:
    """Return what one effect at a time uses, whichever comes first."""
    match effect:
        case WriteDocument(kind=kind):
            # Of those that need a template which nobody has fetched yet, one fetches it for all.
            return frozenset({template_claim(kind.value)})
        case CompleteForm(form=form):
            return frozenset({template_claim(form.what.value)})
        case MakePdf():
            return frozenset({PRINTING})
        case _:
            return frozenset()


def template_claim(name: str) -> str:
    """Return what stands for a template."""
    return f"templat {name}"


def next_of(waiting: Iterable[Effect], aboard: Collection[Effect], free: Collection[str] = ()) -> Effect | None:
    """Return the first effect that may be done beside those in progress.

    It is about nothing which one in progress, or one that waits before it, is about.

    Args:
        waiting: effects in their order.
        aboard: those in progress.
        free: what any number may use at once, such as templates that were fetched.
    """
    taken: set[str] = set()
    used: set[str] = set()
    for effect in aboard:
        claims = claims_of(effect)
        if claims is None:
            return None
        taken |= claims
        used |= shared_by(effect).difference(free)
    is_first = not aboard
    for effect in waiting:
        claims = claims_of(effect)
        if claims is None:
            return effect if is_first else None
        if taken.isdisjoint(claims) and used.isdisjoint(shared_by(effect)):
            return effect
        taken |= claims
        is_first = False
    return None
