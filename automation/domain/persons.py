"""Whether two spellings name one person: titles, initials, marks and addresses do not matter, persons do.

In doubt the answer is "perhaps", and a person is asked: neither may a worker slip through under another spelling, nor
somebody be refused for a name that is only like theirs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from .address import EmailAddress
from .groups import Person

#: Degrees and forms of address that lead a name, without dots; of "H." nobody knows whether it is an initial.
_LEADING = frozenset(
    [
        "ir",
        "dr",
        "drs",
        "dra",
        "prof",
        "apt",
        "h",
        "hj",
        "bpk",
        "bapak",
        "ibu",
        "sdr",
        "sdri",
        "saudara",
        "saudari",
        "pak",
        "bu",
        "yth",
        "mr",
        "mrs",
        "ms",
        "tn",
        "ny",
    ]
)
_FORMS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_IN_BRACKETS = re.compile(r"<([^<>]*)>")
#: A degree: S.T., M.Si, Ph.D, A.Md.T; written without dots, those that are common.
_DOTTED = re.compile(r"(?:[A-Za-z]{1,4}\.)+[A-Za-z]{0,5}\.?\Z")
_DEGREES = frozenset(
    [
        "st",
        "mt",
        "ssi",
        "msi",
        "se",
        "mm",
        "sh",
        "mh",
        "skom",
        "mkom",
        "mkes",
        "spd",
        "mpd",
        "sip",
        "map",
        "amd",
        "stp",
        "mp",
        "sp",
        "phd",
        "msc",
        "bsc",
        "meng",
        "mba",
        "skm",
        "sstp",
        "sst",
        "mtech",
        "ipm",
        "ipp",
        "cpa",
    ]
)
_MUHAMMAD = frozenset(("muh", "moh", "mohd", "muhd", "muhamad", "mohamad", "mohammad", "mohammed"))
NOBODY = frozenset(("tidak ada", "tak ada", "tidakada", "nihil", "tanpa pelaksana", "-", "–", "—"))


_AN_INITIAL = 2
#: Shorter names that differ in one sign are more often two persons'.
_LONG_ENOUGH = 8
_POST = re.compile(
    r"\W*(?:(?:bpk|bapak|pak|ibu|bu|sdr|sdri)\b\.?\s*)?(?:kepala|kabalai|ka\.?\s?balai|ketua|wakil|plh|plt)\b",
    re.IGNORECASE,
)


class Likeness(Enum):
    """Whether two spellings are of one person."""

    SAME = "same"
    PERHAPS = "perhaps"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A person as somebody wrote them.

    Attributes:
        names: the parts of the name in small letters, without degrees; an initial is one letter.
        address: in small letters; "" where none was written.
    """

    names: tuple[str, ...]
    address: str = ""


def named_in(name: str, text: str) -> bool:
    """Return whether a text may name somebody: by the first two parts of their name, or the only one."""
    wanted = [part for part in spelled(name).names if len(part) > _AN_INITIAL][:2]
    words = {_letters(word) for word in re.split(r"[^\w']+", _plain(text))}
    return bool(wanted) and words.issuperset(wanted)


def says_nobody(text: str) -> bool:
    """Return whether a cell states that nobody of the office did the work."""
    return " ".join(text.split()).rstrip(".").casefold() in NOBODY


def names_nobody(text: str) -> bool:
    """Return whether a cell for a name names nobody: signs alone, or words for that."""
    return says_nobody(text) or not any(map(str.isalnum, text))


@lru_cache(maxsize=4096)
def spelled(text: str) -> Spelling:
    """Read a name, an address, or both (`Budi Santoso <budi@office.example>`)."""
    address = EmailAddress.found_in(text)
    if address:
        return Spelling((), address.folded)
    bracketed = _IN_BRACKETS.search(text)
    inside = EmailAddress.found_in(bracketed[1]) if bracketed else None
    name = _IN_BRACKETS.sub(" ", text) if bracketed else text
    words = name.split()
    loose = next((found for word in words if (found := EmailAddress.found_in(word.strip("(),;")))), None)
    kept = [word for word in words if EmailAddress.found_in(word.strip("(),;")) is None]
    found = inside or loose
    return Spelling(_names(" ".join(kept)), found.folded if found else "")


def _names(text: str) -> tuple[str, ...]:
    plain = _FORMS.sub(" ", _plain(text))
    # What follows a comma is degrees; "Santoso, Budi" is not how Indonesians write.
    before, comma, after = plain.partition(",")
    if comma and not any(_is_degree(part) for part in re.split(r"[,\s]+", after) if part):
        before = plain.replace(",", " ")
    words = re.sub(r"(?<=[A-Za-z]{3})\.(?=[A-Za-z]{2})", " ", before).split()
    while len(words) > 1 and _leads(words[0]):
        words = words[1:]
    while len(words) > 1 and _is_degree(words[-1]):
        words = words[:-1]
    names: list[str] = []
    for word in words:
        parts = [part for part in re.split(r"\.", word) if part]
        names += [_letters(part) for part in parts]
    return tuple("muhammad" if name in _MUHAMMAD else name for name in names if name)


def _plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text)
    return "".join(one for one in marks if not unicodedata.combining(one))


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _leads(word: str) -> bool:
    bare = _letters(word)
    return bare in _LEADING and (len(bare) > 1 or word.endswith("."))


def _is_degree(word: str) -> bool:
    word = word.strip()
    bare = _letters(word)
    if bare in _DEGREES:
        return word.isupper() or "." in word or any(one.isupper() for one in word[1:])
    # "S.T." stands in the list; "B." and "A.B." may be initials, "M.Si" and "Ph.D" are none.
    is_dotted = bool(_DOTTED.match(word)) and any(one.islower() for one in word)
    return is_dotted and len(bare) <= 6


def names_a_post(text: str) -> bool:
    """Return whether a text names who holds an office, such as "Ketua Pokja", and no person; an address names one."""
    return "@" not in text and _POST.match(_FORMS.sub(" ", _plain(text))) is not None


def may_be_misspelled(one: str, two: str) -> bool:
    """Return whether two spellings may be of one person by a slip of the pen, or by names in another order."""
    first, second = spelled(one).names, spelled(two).names
    if first == second or not first or not second:
        return False
    return _is_a_slip("".join(first), "".join(second)) or _fits_in_any_order(first, second)


def _is_a_slip(one: str, two: str) -> bool:
    """Return whether one sign was added, left out, changed, or put before its neighbour."""
    short, long = sorted((one, two), key=len)
    if len(short) < _LONG_ENOUGH or len(long) - len(short) > 1:
        return False
    at = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]


def _fits_in_any_order(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    short, long = sorted((one, two), key=len)
    rest = list(long)
    for part in sorted(short, key=len, reverse=True):
        found = next((whole for whole in rest if _fits(part, whole)), None)
        if found is None:
            return False
        rest.remove(found)
    return any(len(part) > 1 for part in short)


def likeness(one: Spelling, two: Spelling) -> Likeness:
    """Compare two spellings alone, without knowing who else there is."""
    if one.address and one.address == two.address:
        return Likeness.SAME
    if not one.names or not two.names:
        return Likeness.OTHER
    alike = _alike(one.names, two.names)
    if one.address and two.address:
        # One person may have two addresses, and two persons one name.
        return Likeness.PERHAPS if alike is Likeness.SAME else Likeness.OTHER
    return alike


def _alike(one: tuple[str, ...], two: tuple[str, ...]) -> Likeness:
    if "".join(one) == "".join(two):
        whole = all(len(name) > 1 for name in one) or all(len(name) > 1 for name in two)
        return Likeness.SAME if whole else Likeness.PERHAPS
    return Likeness.PERHAPS if _may_be(one, two) or sorted(one) == sorted(two) else Likeness.OTHER


def _may_be(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Return whether one may be a shorter form of the other: initials for names, or names left out."""
    short, long = sorted((one, two), key=len)
    rest = iter(long)
    return all(any(_fits(part, whole) for whole in rest) for part in short)


def _fits(one: str, two: str) -> bool:
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])


def _is_abbreviated(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Return whether every name of the long one stands in the short one, whole or as its initial."""
    return len(short) == len(long) and all(map(_fits, short, long)) and any(len(part) > 1 for part in short)


def same_person(one: str, two: str, known: Iterable[Person] = ()) -> Likeness:
    """Compare two spellings, by whom the office knows.

    Args:
        one: as written.
        two: as written.
        known: everybody of the office, with full names, and addresses where there are any.
    """
    return _same(one, two, tuple(known))


@lru_cache(maxsize=4096)
def _same(one: str, two: str, known: tuple[Person, ...]) -> Likeness:
    people = tuple(dict.fromkeys(_spelling_of(person) for person in known))
    first, second = spelled(one), spelled(two)
    alone = likeness(first, second)
    theirs, others = _meant(first, people), _meant(second, people)
    if len(theirs) > 1 and theirs == others:
        return Likeness.PERHAPS  # Two of the office bear this name.
    if alone is Likeness.SAME:
        return alone
    sure = _is_sure(first, theirs) and _is_sure(second, others)
    if theirs & others:
        return Likeness.SAME if sure else Likeness.PERHAPS
    return Likeness.OTHER if theirs and others else alone


def _meant(spelling: Spelling, people: Iterable[Spelling]) -> frozenset[Spelling]:
    """Return whom of the office a spelling may mean: those of its very name or address, or else all that it fits."""
    alike = {other: likeness(spelling, other) for other in people}
    same = frozenset(other for other, found in alike.items() if found is Likeness.SAME)
    return same or frozenset(other for other, found in alike.items() if found is Likeness.PERHAPS)


def _is_sure(spelling: Spelling, meant: frozenset[Spelling]) -> bool:
    """Return whether a spelling means one person: by their whole name or address, or by initials for all names."""
    if len(meant) != 1:
        return False
    (only,) = meant
    if likeness(spelling, only) is Likeness.SAME:
        return True
    return not spelling.address and _is_abbreviated(spelling.names, only.names)


@lru_cache(maxsize=4096)
def _spelling_of(person: Person) -> Spelling:
    address = EmailAddress.found_in(person.email)
    return Spelling(_names(person.name), address.folded if address else "")
