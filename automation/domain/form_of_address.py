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
    if "@" in name:
        return name.strip()  # An address in the place of a name.
    if _is_organisation(words):
        return f"{wording.HEAD_OF} {name.strip()}"
    firsts = _spellings(words[0])
    is_titled = not _LEADING_TITLES.isdisjoint(firsts) and (len(words) > 1 or "." in words[0].rstrip(".,"))
    if not _FORMS_OF_ADDRESS.isdisjoint(firsts[:1]) or is_titled:
        return name.strip()
    return f"{wording.SIR_OR_MADAM} {name.strip()}"


def addressed_company(name: str) -> str:
    """Return what is known to be a company, as it stands after "Yth."."""
    is_office = not _FORMS_OF_ADDRESS.isdisjoint(_spellings(name.partition(" ")[0])[:1])
    return name.strip() if is_office or not name.strip() else f"{wording.HEAD_OF} {name.strip()}"


def _spellings(word: str) -> tuple[str, ...]:
    """Return a first word as it may be meant: "P.T." is PT, and "H.M." begins with H."""
    small = word.casefold().strip(",")
    return (small.rstrip("."), small.replace(".", ""), small.partition(".")[0])


def _is_organisation(words: list[str]) -> bool:
    firsts, last = _spellings(words[0])[:2], words[-1].strip("().,").casefold()
    return len(words) > 1 and (not _ORGANISATIONS.isdisjoint(firsts) or last in _ENDS_OF_ORGANISATIONS)
