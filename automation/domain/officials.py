"""Pejabat: who holds which office from which day until which, and who therefore signs, is asked and may write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import combinations

from .groups import Person


class Post(Enum):
    """An office that somebody holds; the value is how it is written."""

    HEAD = "Kepala Balai"
    PLH = "Plh. Kepala Balai"
    PLT = "Plt. Kepala Balai"
    HEAD_DEPUTY = "Wakil Kepala Balai"
    OFFICER = "Petugas Pelayanan"
    GROUP_LEAD = "Ketua"
    GROUP_DEPUTY = "Wakil Ketua"

    @property
    def acts(self) -> bool:
        """Whether its holder acts for the Kepala Balai: daily (Plh.) or while the office is vacant (Plt.)."""
        return self in (Post.PLH, Post.PLT)

    @property
    def prefix(self) -> str:
        """What stands before the title of who acts; "" for any other."""
        return self.value.partition(" ")[0] if self.acts else ""


def plain_office(title: str) -> str:
    """Return what an office is called without saying that somebody acts in it."""
    acting = next((post.prefix for post in Post if post.acts and title.startswith(post.prefix)), "")
    return title.removeprefix(acting).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row: a person holds an office, both days included.

    Attributes:
        group: the working group, for its lead and deputy; else "".
        nip: 18 digits, or "".
        first, last: None where it has no such bound.
        row: the row in the tab, as people count.
        qualifications: what makes them able to do it, as people wrote it.
    """

    post: Post
    name: str
    email: str
    group: str = ""
    nip: str = ""
    first: date | None = None
    last: date | None = None
    row: int = 0
    qualifications: str = ""

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def person(self) -> Person:
        """The same one as somebody who gets mail."""
        return Person(self.name, self.email)

    def meets(self, other: Term) -> bool:
        """Return whether both hold what one alone can hold, on some day; officers are many."""
        if self._slot != other._slot:
            return False
        if self.post is Post.OFFICER and self.email.casefold() != other.email.casefold():
            return False
        begins_after = self.first and other.last and other.last < self.first
        ends_before = self.last and other.first and self.last < other.first
        return not (begins_after or ends_before)

    @property
    def _slot(self) -> tuple[str, str]:
        return ("acts" if self.post.acts else self.post.value, self.group.casefold())


def overlapping(terms: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    """Return the pairs that cannot both be true."""
    return ((one, other) for one, other in combinations(terms, 2) if one.meets(other))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who holds which office on one day.

    Attributes:
        head: who holds the office itself; None while it is vacant and somebody acts.
        acting: who acts for them.
        leads, deputies: of working groups, by the group's name in small letters.
        people: all who stand in the tab, whatever their days.
        qualified: what makes them able to do their part, of those who say so.
        numbers: the NIP of those who have one there.
        bridged: offices that nobody holds that day; who held them last goes on.
    """

    head: Term | None
    acting: Term | None = None
    deputy: Term | None = None
    officers: tuple[Term, ...] = ()
    leads: Mapping[str, Term] = field(default_factory=dict)
    deputies: Mapping[str, Term] = field(default_factory=dict)
    bridged: tuple[Post, ...] = ()
    people: tuple[Person, ...] = ()
    qualified: tuple[tuple[Person, str], ...] = ()
    numbers: tuple[tuple[Person, str], ...] = ()


def standing_on(terms: Iterable[Term], day: date) -> Standing:
    """Return who holds which office on a day; rows that overlap were refused before."""
    terms = tuple(terms)
    held = [term for term in terms if day in term]

    def of(*posts: Post) -> list[Term]:
        return [term for term in held if term.post in posts]

    heads, acting, officers = of(Post.HEAD), of(Post.PLH, Post.PLT), of(Post.OFFICER)
    bridged = []
    if not heads and not acting and (last := _nearest(terms, day, Post.HEAD, Post.PLT, Post.PLH)):
        bridged.append(Post.HEAD)
        heads, acting = ([], [last]) if last.post.acts else ([last], [])
    if not officers and (last := _nearest(terms, day, Post.OFFICER)):
        bridged.append(Post.OFFICER)
        officers = [last]
    return Standing(
        head=next(iter(heads), None),
        acting=next(iter(acting), None),
        deputy=next(iter(of(Post.HEAD_DEPUTY)), None),
        officers=tuple(officers),
        leads={term.group.casefold(): term for term in of(Post.GROUP_LEAD)},
        deputies={term.group.casefold(): term for term in of(Post.GROUP_DEPUTY)},
        bridged=tuple(bridged),
        people=tuple(dict.fromkeys(term.person for term in terms)),
        qualified=tuple({term.person: term.qualifications for term in terms if term.qualifications}.items()),
        numbers=tuple({term.person: term.nip for term in terms if term.nip}.items()),
    )


def _nearest(terms: Iterable[Term], day: date, *posts: Post) -> Term | None:
    """Return who held an office last before a day, or else who comes first."""
    theirs = [term for term in terms if term.post in posts]
    past = [term for term in theirs if term.last is not None and term.last < day]
    if past:
        return max(past, key=lambda term: term.last or date.min)
    return min(theirs, key=lambda term: term.first or date.min, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTerms:
    """The last good state of the tab, as the ledger keeps it.

    Attributes:
        terms: its rows.
        signed: names of all who ever stood there as head or acted as such: their drafts may still lie about.
    """

    terms: tuple[Term, ...] = ()
    signed: tuple[str, ...] = ()

    def after(self, terms: tuple[Term, ...]) -> KnownTerms:
        """Return what is kept once the tab was read whole."""
        heads = (term.name for term in terms if term.post is Post.HEAD or term.post.acts)
        return KnownTerms(terms=terms, signed=tuple(dict.fromkeys((*self.signed, *heads))))
