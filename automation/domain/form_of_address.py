"""How somebody is addressed in Indonesian, by what their name begins with."""

from __future__ import annotations

from . import wording

_FORMS_OF_ADDRESS = frozenset(wording.FORMS_OF_ADDRESS.split())
_LEADING_TITLES = frozenset(wording.LEADING_TITLES.split())
_ORGANISATIONS = frozenset(wording.ORGANISATIONS.split())
_ENDS_OF_ORGANISATIONS = frozenset(wording.ENDS_OF_ORGANISATIONS.split())


def addressed(name: str) -> str:
    """Return a name as it stands after "Yth.".

    "Bapak/Ibu" stands before a name alone: not before another form of address, a leading title, or an organisation,
    whose head is addressed instead. Source: Peraturan ANRI 5/2021 on official letters.
    """
    words = name.split()
    if not words:
        return wording.SIR_OR_MADAM
    first = words[0].rstrip(".,").casefold()
    if _is_organisation(first, words):
        return f"{wording.HEAD_OF} {name.strip()}"
    if first in _FORMS_OF_ADDRESS or (first in _LEADING_TITLES and len(words) > 1):
        return name.strip()
    return f"{wording.SIR_OR_MADAM} {name.strip()}"


def _is_organisation(first: str, words: list[str]) -> bool:
    last = words[-1].strip("().,").casefold()
    return len(words) > 1 and (first in _ORGANISATIONS or last in _ENDS_OF_ORGANISATIONS)
