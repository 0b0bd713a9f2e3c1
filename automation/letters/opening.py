"""Templates and drafts opened for a job: what is wrong with one is told as what a person can do.

Staff edit them. So this runs in `automation.sandbox`'s process, and knows no secret.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from automation.domain.letter_content import LetterContent, Variables
from automation.domain.paper import Block
from automation.ports import CannotOpen

from . import wording
from .content import content_of
from .filling import TemplateFault, fill, words_in
from .late import CannotNumber, draft_faults, number_letter, unreadable_draft
from .logo import UnreadableLogo, logo_of
from .report_paper import composed
from .srikandi import with_variables
from .unpacking import HeavyDocument, UnreadableDocument


def filled(template: bytes, words: Mapping[str, str], code: str, name: str, logo: bytes = b"") -> bytes:
    """Fill a template; see `fill`.

    Raises:
        CannotOpen: the template or the logo is at fault.
    """
    try:
        return fill(template, words, code, name=name, logo=logo_of(logo))
    except (TemplateFault, UnreadableLogo) as fault:
        raise CannotOpen(str(fault)) from fault
    except UnreadableDocument as error:
        raise _refusal(error, name) from error


def laid_out(
    template: bytes,
    words: Mapping[str, str],
    blocks: Sequence[Block],
    pictures: Sequence[bytes],
    name: str,
    logo: bytes = b"",
) -> bytes:
    """Lay a report out in its template; see `composed`.

    Raises:
        CannotOpen: the template or the logo is at fault.
    """
    try:
        return composed(template, words, blocks, pictures, name=name, logo=logo_of(logo))
    except (TemplateFault, UnreadableLogo) as fault:
        raise CannotOpen(str(fault)) from fault
    except UnreadableDocument as error:
        raise _refusal(error, name) from error


def words_asked(template: bytes, name: str) -> frozenset[str]:
    """Return the words that a template asks for.

    Raises:
        CannotOpen: it cannot be read.
    """
    try:
        return words_in(template)
    except UnreadableDocument as error:
        raise _refusal(error, name) from error


def numbered(draft: bytes, code: str, letter_number: str, letter_date: date) -> bytes:
    """Put number and date into a draft that lost nothing while people edited it.

    Raises:
        CannotOpen: it did, or has no place for them.
    """
    if faults := draft_faults(draft, code):
        raise CannotOpen(" ".join(faults))
    match number_letter(draft, letter_number, letter_date):
        case CannotNumber(reason):
            raise CannotOpen(reason)
        case found:
            return found.content


def prepared(draft: bytes, code: str, variables: Variables, signer: str) -> bytes:
    """Put variables for Srikandi into a draft that lost nothing while people edited it.

    Raises:
        CannotOpen: it did, or has no place for them.
    """
    if faults := draft_faults(draft, code):
        raise CannotOpen(" ".join(faults))
    match with_variables(draft, variables, signer):
        case CannotNumber(reason):
            raise CannotOpen(reason)
        case found:
            return found.content


def seen(draft: bytes) -> LetterContent:
    """Return what a reader sees of a draft.

    Raises:
        CannotOpen: it cannot be read.
    """
    try:
        return content_of(draft)
    except UnreadableDocument as error:
        raise CannotOpen(unreadable_draft(error)) from error


def _refusal(error: UnreadableDocument, name: str) -> CannotOpen:
    heavy = isinstance(error, HeavyDocument)
    return CannotOpen(wording.heavy_template(name) if heavy else wording.damaged_template(name))
