"""The complainants' own pages: which there are, what each must say now, and which are to be taken away.

A page is one file, written anew whenever the complaint moves on. Whose address is put right gets another file, since
the link of the first may be known elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self

from automation.domain.address import EmailAddress
from automation.domain.addresses import Addresses
from automation.domain.case import Case
from automation.domain.effects import Deed, EffectKey, RemovePage, WritePage
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.paper import Leaflet
from automation.domain.phone import PhoneNumber
from automation.domain.vocabulary import Outcome
from automation.jobs.settings_views import rules_of, sender_of
from automation.jobs.snapshot import Snapshot
from automation.ledger.codec import to_json
from automation.mail.wording import progress
from automation.settings.values import OfficeSettings
from automation.workflow.customer_view import customer_view

_AMONG_KEYS = f"/{Deed.PAGE.value}/"
_AMONG_GONE = f"/{Deed.PAGE_GONE.value}/"
#: Stands for whom the office's own page is for.
EVERYBODY = "semua"


@dataclass(frozen=True, slots=True)
class _Writing:
    """One writing of a page.

    Attributes:
        edition: which file of its complaint it is, from 0.
        turn: how often that file was written.
        reach: stands for the address and number of whom its link was made for.
        mark: stands for what it says; "" where that is not known.
        file: that holds it.
    """

    edition: int
    turn: int
    reach: str
    mark: str
    file: str


@dataclass(frozen=True, slots=True)
class _Edition:
    """One file of a complaint: how it was last written, and how a killed tick, or a refusal, left a later try."""

    written: _Writing | None = None
    tried: _Writing | None = None

    @property
    def file(self) -> str:
        return next((one.file for one in (self.written, self.tried) if one and one.file), "")


_Number = ComplaintNumber | None
_Editions = Mapping[_Number, Mapping[int, _Edition]]


def page_mark(number: _Number, reach: str) -> EffectKey:
    """Name what a page's file bears, so that it can be found again."""
    return EffectKey.of(number, Deed.PAGE, reach)


def page_found(number: _Number, reach: str) -> EffectKey:
    """Name the writing of a page of which nothing is known but that its file is there."""
    return EffectKey.of(number, Deed.PAGE, f"0.1.{reach}.")


def reach_of(case: Case) -> str:
    """Return what stands for the address and number by which a complainant hears of their page."""
    email, phone = EmailAddress.found_in(case.contact.email), PhoneNumber.found_in(case.contact.phone)
    told = f"{email.folded if email else ''} {phone.mark if phone else ''}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerPages:
    """The pages as the ledger knows them, and what the office wishes of them."""

    memory: Memory
    settings: OfficeSettings
    snapshot: Snapshot
    editions: _Editions
    gone: frozenset[str]
    refused: frozenset[ComplaintNumber] = field(default_factory=frozenset)

    @classmethod
    def of(cls, snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> Self:
        """Return what is known."""
        known = memory.worked_out
        editions = known.of(_editions, memory.results, memory.begun)
        keys = (name.key for name in memory.setbacks)
        refused = {key.number for key in keys if key and key.what is Deed.PAGE}
        return cls(
            memory=memory,
            settings=settings,
            snapshot=snapshot,
            editions=editions,
            gone=known.of(_gone, memory.results),
            refused=frozenset(one for one in refused if one is not None and not _live(editions, one)),
        )

    # -- what mails and chats say

    def link(self, case: Case) -> str:
        """Return the address of a complainant's own page; "" where there is none."""
        last, edition = self._last(case.number)
        written = edition.written
        is_theirs = written is not None and written.reach == reach_of(case) and self._is_there(case.number, last)
        return self._address(written) if written and is_theirs and self._is_wanted(case) else ""

    @property
    def procedure_link(self) -> str:
        """The address of the page that says how complaints are handled; "" where there is none."""
        last, edition = self._last(None)
        is_there = self.settings.customer_pages.are_made and self._is_there(None, last)
        return self._address(edition.written) if edition.written and is_there else ""

    def is_coming(self, case: Case) -> bool:
        """Return whether a complainant's page is about to be made: then their mails wait for its link."""
        return bool(self.procedure_link) and not self.refused and self._is_wanted(case) and not self.link(case)

    @property
    def answers_status(self) -> bool:
        """Whether a mail that says STATUS is answered."""
        return self.settings.customer_pages.is_on and self.settings.incoming.is_on

    # -- what is to be done

    def due(self, cases: Iterable[Case]) -> Iterator[WritePage | RemovePage]:
        """Return the pages that do not say what is so now, and those that shall not be there any more."""
        if not (self.settings.customer_pages.are_made or self.editions):
            return
        sender, norms = sender_of(self.settings), {**self.settings.customer_norms, **self.settings.norms}
        yield from self._due(None, EVERYBODY, lambda: progress.procedure(sender, norms))
        known = {number for number in self.editions if number is not None}
        for case in cases:
            if case.outcome is None or case.number in known:
                yield from self._of_case(case)

    def _of_case(self, case: Case) -> Iterator[WritePage | RemovePage]:
        def leaflet() -> Leaflet:
            view = customer_view(case, rules_of(self.settings), self.snapshot.workbook.calendar, self.snapshot.now)
            return progress.page(view, self.settings.office.name)

        reach = reach_of(case) if self._is_wanted(case) else ""
        yield from self._due(case.number, reach, leaflet)

    def _due(self, number: _Number, reach: str, leaflet: Callable[[], Leaflet]) -> Iterator[WritePage | RemovePage]:
        """Return what there is to do for one page; `reach` is "" where it shall not be there."""
        wanted = reach if self.settings.customer_pages.are_made else ""
        last, edition = self._last(number)
        if not self._is_there(number, last) or (edition.written and edition.written.reach != wanted):
            last, edition = last + 1, _Edition()
        if wanted and (number is None or self._may_be_made(number, edition)):
            yield from self._writing(number, last, edition, wanted, leaflet())
        for former, left in self.editions.get(number, {}).items():
            is_former = former != last or not wanted
            if is_former and self._is_there(number, former) and left.file:
                key = EffectKey.of(number, Deed.PAGE_GONE, str(former))
                yield RemovePage(key, number, left.file)

    def _may_be_made(self, number: ComplaintNumber, edition: _Edition) -> bool:
        """Return whether a page may be made now: where one is refused, all others would be."""
        if edition.written:
            return True
        return bool(self.procedure_link) and (not self.refused or number == min(self.refused))

    def _writing(
        self, number: _Number, edition: int, known: _Edition, reach: str, leaflet: Leaflet
    ) -> Iterator[WritePage]:
        mark = hashlib.sha256(to_json(leaflet).encode()).hexdigest()[:12]
        written, tried = known.written, known.tried
        if written and written.mark == mark:
            return
        turn = (written.turn if written else 0) + 1
        # A killed tick may have made a file for what was so then; the same words are made under its very id.
        before = written.file if written else tried.file if tried and tried.mark != mark else ""
        yield WritePage(
            key=EffectKey.of(number, Deed.PAGE, f"{edition}.{turn}.{reach}.{mark}"),
            number=number,
            name=progress.page_name(number) if number else progress.procedure_name(),
            leaflet=leaflet,
            mark=page_mark(number, reach),
            before=before,
            is_open=written is not None,
        )

    # -- what there is

    def _last(self, number: _Number) -> tuple[int, _Edition]:
        """Return the last file of a complaint with its place among them; -1 where there never was one."""
        editions = self.editions.get(number, {})
        last = max(editions, default=-1)
        return last, editions.get(last, _Edition())

    def _is_there(self, number: _Number, edition: int) -> bool:
        return edition >= 0 and str(EffectKey.of(number, Deed.PAGE_GONE, str(edition))) not in self.gone

    def _is_wanted(self, case: Case) -> bool:
        """Return whether a complaint has a page: an open one, and one that has ended for some days."""
        if not self.settings.customer_pages.are_made or case.outcome is Outcome.WITHDRAWN:
            return False
        if case.outcome is None:
            phone = PhoneNumber.found_in(case.contact.phone)
            return bool(EmailAddress.found_in(case.contact.email) or (phone and phone.is_mobile))
        day, hours = timedelta(days=self.settings.customer_pages.kept_days), self.settings.hours
        until = hours.day_of(case.closed_at) + day if case.closed_at else None
        return _live(self.editions, case.number) and (until is None or hours.day_of(self.snapshot.now) <= until)

    def _address(self, written: _Writing) -> str:
        return Addresses(self.settings.google.base_address).file(written.file)


def _live(editions: _Editions, number: _Number) -> bool:
    return any(one.written for one in editions.get(number, {}).values())


def _gone(results: Mapping[str, str]) -> frozenset[str]:
    return frozenset(one for one in results if _AMONG_GONE in one)


def _editions(results: Mapping[str, str], begun: Mapping[str, str]) -> _Editions:
    """Return how each page was last written, by complaint and edition."""
    found: dict[_Number, dict[int, _Edition]] = {}
    for files, is_done in ((results, True), (begun, False)):
        for printed in (one for one in files if _AMONG_KEYS in one):
            key = EffectKey.parse(printed)
            place, turn, reach, mark = key.detail.split(".")
            writing = _Writing(int(place), int(turn), reach, mark, files[printed])
            theirs = found.setdefault(key.number, {})
            known = theirs.get(writing.edition, _Edition())
            if is_done and (known.written is None or writing.turn > known.written.turn):
                theirs[writing.edition] = _Edition(writing, known.tried)
            elif not is_done and (known.tried is None or writing.turn > known.tried.turn):
                theirs[writing.edition] = _Edition(known.written, writing)
    return found
