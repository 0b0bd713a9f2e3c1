"""What follows when contact data of a complainant change: the old are kept, and a draft may name them still."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from automation.domain.case import Case
from automation.domain.contact import FormerContact
from automation.domain.documents import DocumentForm, DocumentKind

from . import wording
from .case_context import MADE, CaseContext
from .closed_row import REASON, with_unheeded


def with_cells(case: Case, cells: Mapping[str, str], at: datetime) -> Case:
    """Return a case with what its row says now.

    Contact data that no longer count are kept with the moment, and what nothing follows from is noted. A settled case
    is looked at again once the complainant is reached elsewhere, or is called the same person as another: what went
    to the wrong place, or to nobody, goes out to the right one. So it is where something is to be printed.
    """
    edit = case.answer_edit and case.answer_edit.read_beside(cells.get("answer_edit", ""))
    changed = replace(
        with_unheeded(case, cells), cells=dict(cells), answer_edit=edit, was_appeal=case.called_appeal(cells)
    )
    if any(case.cells.get(key) != cells.get(key) for key in ("same_person", "to_print", REASON)):
        changed = replace(changed, settled=False)
    before, after = case.contact, changed.contact
    if before == after:
        return changed
    reached_as_before = (before.email, before.phone) == (after.email, after.phone)
    former = (*case.former, FormerContact(before, at))
    return replace(changed, former=former, settled=changed.settled and reached_as_before)


def former_signer_in(case: Case, context: CaseContext) -> str:
    """Return which former official the draft still names on a line of its own; "" where it names none."""
    if case.outcome is not None or context.draft is None or context.holds_signed_reply(case.letter_sequence):
        return ""
    lines = {" ".join(line.split()).casefold() for line in context.draft.content.lines}
    return next((name for name in context.former_signers if " ".join(name.split()).casefold() in lines), "")


def former_addressee(case: Case, context: CaseContext) -> str:
    """Say that a reply that is not signed yet was written before name or address changed; "" where it was not."""
    changed = _addressee_changed(case)
    if changed is None or case.outcome is not None:
        return ""
    replies = [
        one
        for one in context.documents
        if one.kind is DocumentKind.SURAT_BALASAN and one.sequence == case.letter_sequence
    ]
    if any(one.form is DocumentForm.SCAN for one in replies):
        return ""
    if not any(one.form is DocumentForm.DOCX and one.filed_at < changed for one in replies):
        return ""
    if context.letter_is_made(case.letter_sequence):
        if case.sealed is not None and case.sealed.lines:
            return wording.FORMER_ADDRESSEE_ON_LETTER if _are_behind(case.sealed.lines, case, context) else ""
        made = [one.filed_at for one in replies if one.form in MADE]
        return wording.FORMER_ADDRESSEE_ON_LETTER if made and max(made) < changed else ""
    drafted = context.draft.content.lines if context.draft else ()
    return wording.FORMER_ADDRESSEE if not drafted or _are_behind(drafted, case, context) else ""


def _are_behind(lines: Iterable[str], case: Case, context: CaseContext) -> bool:
    """Return whether a letter's lines say what was corrected, or lack what was stated for the first time."""
    text = _folded("\n".join(lines))
    for former in (one.contact for one in case.former):
        for before, now in ((former.complainant, case.contact.complainant), (former.address, case.contact.address)):
            is_replaced = bool(before) and _folded(before) not in _folded(now)
            # A letter that answers several complaints names nobody.
            lacks = _folded(now) not in text and not context.joining
            if before != now and (_folded(before) in text if is_replaced else lacks):
                return True
    return False


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _addressee_changed(case: Case) -> datetime | None:
    """Return when the name or the postal address last changed; None where they never did."""
    followed_by = [*(one.contact for one in case.former[1:]), case.contact]
    changes = [
        left.until
        for left, after in zip(case.former, followed_by, strict=False)
        if (left.contact.complainant, left.contact.address) != (after.complainant, after.address)
    ]
    return changes[-1] if changes else None
