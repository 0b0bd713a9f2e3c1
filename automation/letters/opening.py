"""Templates and drafts opened for a job: what is wrong with one is told as what a person can do.

Staff edit them. So this runs in `automation.sandbox`'s process, and knows no secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from automation.ports import CannotOpen

from . import wording
from .filling import TemplateFault, fill, words_in
from .late import CannotNumber, draft_faults, number_letter
from .unpacking import HeavyDocument, UnreadableDocument


def filled(template: bytes, words: Mapping[str, str], code: str, name: str) -> bytes:
    """Fill a template; see `fill`.

    Raises:
        CannotOpen: the template is at fault.
    """
    try:
        return fill(template, words, code, name=name)
    except TemplateFault as fault:
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


def _refusal(error: UnreadableDocument, name: str) -> CannotOpen:
    heavy = isinstance(error, HeavyDocument)
    return CannotOpen(wording.heavy_template(name) if heavy else wording.damaged_template(name))
