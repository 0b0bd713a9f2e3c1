"""Which complaints are like one: by order or certificate number, by who complains, by words within a service.

Words count by how rare they are in the office's own complaints, and nearly equal ones (a slip, another ending) count
as one. The limits were set on one half of a labelled set and are held on the other (`tests/likenesses`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import tzinfo
from functools import lru_cache
from math import log

from automation.domain.address import EmailAddress
from automation.domain.case import Case
from automation.domain.dates import local_day
from automation.domain.likenesses import Alike, Candidates, Likeness, Traits
from automation.domain.numbers import ComplaintNumber
from automation.domain.phone import PhoneNumber

from . import wording
from .effectiveness import effective_on
from .stop_words import COMPANY_FORMS, PREFIXES, SUFFIXES, UNTELLING

#: From which share of agreeing words on two complaints about one kind of service are alike, and about two kinds.
SAME_SERVICE, OTHER_SERVICE = 0.31, 0.41
#: From which likeness on two words count as one.
SAME_WORD = 0.93
#: Where an office has few complaints, words count as if it had so many more without them.
_AS_IF = 10
#: At most so many are named, and so many of the same customer alone.
MOST, MOST_OF_A_CUSTOMER = 5, 2
#: So much of a text is compared: the matter stands at its beginning, and a mail may quote all that went before.
_READ = 4_000

# A standard is no order, though its number looks like one.
_ORDER = re.compile(r"\b(?!ISO|SNI|IEC|ASTM|JIS|EN\b)[A-Z]{2,6}[-/.]?[0-9][0-9/.-]{1,14}[0-9]\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PREFIX = re.compile(rf"^(?:{'|'.join(PREFIXES)})(?=\w{{4,}})")
_SUFFIX = re.compile(rf"(?<=\w{{4}})(?:{'|'.join(SUFFIXES)})$")


def traits_of(case: Case) -> Traits:
    """Return what of a complaint is compared with others, as it counts now."""
    intake, contact = case.stated, case.contact
    text = f"{intake.subject}\n{intake.description}"[:_READ]
    customers = tuple(sorted(_customers(contact.email, contact.phone, contact.company)))
    orders, words = _read_in(text)
    stated = {*_orders_stated(intake.order_reference), *orders}
    return Traits(orders=tuple(sorted(stated)), customers=customers, service=service_of(case), words=words)


@lru_cache(maxsize=1024)
def _read_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(_orders_in(text)), tuple(sorted(_words(text)))


def _orders_in(text: str) -> Iterator[str]:
    for found in _ORDER.findall(text.upper()):
        yield from _orders_stated(found)


def _orders_stated(text: str) -> Iterator[str]:
    """Return the numbers in a cell for them; what has too few signs to be one office's own is none."""
    for part in re.split(r"[;,\n]| dan ", text.upper()):
        number = "".join(re.findall(r"[A-Z0-9]+", part))
        if 5 <= len(number) <= 40 and sum(map(str.isdigit, number)) >= 3:
            yield number


def _customers(email: str, phone: str, company: str) -> Iterator[str]:
    if address := EmailAddress.found_in(email):
        yield _hashed(f"surel {address.folded}")
    if number := PhoneNumber.found_in(phone):
        yield _hashed(f"telepon {number.digits}")
    words = [word for word in re.findall(r"\w+", company.casefold()) if word not in COMPANY_FORMS]
    if words and len(" ".join(words)) >= 4:
        yield _hashed(f"perusahaan {' '.join(words)}")


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _words(text: str) -> set[str]:
    found = (word for word in _WORD.findall(text.casefold()) if word not in UNTELLING)
    return {_stem(word) for word in found if len(word) <= 40}


def _stem(word: str) -> str:
    """Return a word without what Indonesian puts before and behind it; roughly, but the same way each time."""
    return _PREFIX.sub("", _SUFFIX.sub("", word))


def rarest(words: Iterable[str], spread: Mapping[str, int], total: int, most: int = 10) -> list[str]:
    """Return the words by which candidates are looked for: the rarest, and none that stands nearly everywhere."""
    common = max(50, total // 25)
    told = [word for word in words if 0 < spread.get(word, 0) <= common]
    return sorted(told, key=lambda word: (spread[word], word))[:most]


def alike_to(one: Traits, found: Candidates, leaving: Collection[ComplaintNumber] = ()) -> tuple[Alike, ...]:
    """Return the complaints that are like one, the surest first.

    Args:
        one: its traits.
        found: what the index knows of others.
        leaving: complaints that are not to be named: itself, and duplicates.
    """
    weigh = _Weighing(one, found.spread, found.total)
    alike: list[Alike] = []
    for number, other in found.traits.items():
        if number in leaving:
            continue
        if set(one.orders) & set(other.orders):
            alike.append(Alike(number, Likeness.ORDER))
        elif (score := weigh.share(other)) >= (SAME_SERVICE if one.service == other.service else OTHER_SERVICE):
            alike.append(Alike(number, Likeness.MATTER, round(score, 3)))
        elif set(one.customers) & set(other.customers):
            alike.append(Alike(number, Likeness.CUSTOMER, round(score, 3)))
    return _most_telling(alike)


def alike_lines(alike: Iterable[Alike], cases: Mapping[ComplaintNumber, Case], zone: tzinfo) -> tuple[str, ...]:
    """Return what staff are told of each: number, date, service and reason alone."""
    return tuple(_line(one, cases[one.other], zone) for one in alike if one.other in cases)


def _line(one: Alike, other: Case, zone: tzinfo) -> str:
    received = local_day(other.stated.received_at, zone)
    is_effective = one.likeness is not Likeness.CUSTOMER and effective_on(other) is not None
    reason = _REASONS[one.likeness] + (wording.AND_EFFECTIVE if is_effective else "")
    return wording.alike_shown(one.other, received, service_of(other), reason)


def service_of(case: Case) -> str:
    """Return the kind of service by which a complaint is compared."""
    return case.cells.get("service", "") or case.stated.stated_service


_REASONS = {
    Likeness.ORDER: wording.SAME_ORDER,
    Likeness.CUSTOMER: wording.SAME_CUSTOMER,
    Likeness.MATTER: wording.SAME_MATTER,
}


def _most_telling(alike: Iterable[Alike]) -> tuple[Alike, ...]:
    # Of those that are equally like, the newest.
    ordered = sorted(alike, key=lambda one: (one.score, one.other), reverse=True)
    telling = [one for one in ordered if one.likeness is not Likeness.CUSTOMER]
    of_customer = sorted((one for one in ordered if one.likeness is Likeness.CUSTOMER), key=lambda one: one.other)
    return (*telling[:MOST], *reversed(of_customer[-MOST_OF_A_CUSTOMER:]))


class _Weighing:
    """Compares the words of one complaint with those of others."""

    def __init__(self, one: Traits, spread: Mapping[str, int], total: int) -> None:
        self._words = frozenset(one.words)
        self._spread = spread
        self._total = total
        self._own = sum(map(self._weight, self._words))

    def share(self, other: Traits) -> float:
        """Return which share of the words of both agree, each by its weight."""
        theirs = frozenset(other.words)
        both = self._own + sum(map(self._weight, theirs))
        same = self._words & theirs
        agree = 2 * sum(map(self._weight, same))
        rest = theirs - same
        for word in self._words - same:
            if near := _nearest(word, rest):
                agree += self._weight(word) + self._weight(near)
        return agree / both if both else 0.0

    def _weight(self, word: str) -> float:
        """Return how much a word tells; of the other's own words the index was not asked, and they count as rare."""
        return max(0.0, log((self._total + _AS_IF + 1) / (1 + self._spread.get(word, 1))))


def _nearest(word: str, others: Iterable[str]) -> str:
    # Here, since a tick without a new complaint compares nothing.
    from rapidfuzz.distance import JaroWinkler

    likely = [one for one in others if one[0] == word[0]]
    scored = [(JaroWinkler.similarity(word, one, score_cutoff=SAME_WORD), one) for one in likely]
    best, found = max(scored, default=(0.0, ""))
    return found if best else ""
