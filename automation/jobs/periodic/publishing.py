"""Figures for everybody: an issue a quarter, of twelve months, public once the Kepala Balai says so in Arsip.

What is published is what she saw: an issue's figures are kept with it. There is one public file for ever, with one
link; another issue, or another text of hers, is written into it. What her row says no more, because it was deleted or
emptied, changes nothing: only *Tarik kembali* takes the page away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from automation.domain.addresses import Addresses
from automation.domain.case import Event
from automation.domain.documents import FIGURES_TITLE
from automation.domain.effects import Deed, EffectKey, PrepareFigures, RemovePage, WritePage, keys_of
from automation.domain.happenings import FiguresPublished, FiguresWithdrawn
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.notices import FiguresPrepared, NoticeKey
from automation.domain.paper import Leaflet
from automation.domain.places import Place
from automation.domain.vocabulary import Publication
from automation.jobs.snapshot import Snapshot
from automation.jobs.telling.notices import Notice
from automation.ledger.codec import from_json, to_json
from automation.mail.values import CaseReference, FiguresReady, Item
from automation.register.archive_tab import texts_in
from automation.report import public_wording
from automation.report.measures import lives_of, measured
from automation.report.period import Cycle, Period
from automation.report.public import improvements, public_blocks, twelve_months
from automation.settings.values import OfficeSettings

from . import wording
from .counting import counting_rules
from .due import counted_since, document_key, is_time

VERDICT_COLUMN, TEXT_COLUMN = "publish", "public_text"
_ENDING = "pdf"
_VERDICTS = {one.value: one for one in Publication}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the ledger knows.

    Attributes:
        issues: the codes of those that were prepared, in their order.
        turn: how often the public file was written, or taken away.
        mark: stands for what it says; "" where nobody knows.
        file: the public one; "" where there is none.
        tried: the file that a killed tick may have made; "" for none.
    """

    issues: tuple[str, ...]
    turn: int
    mark: str
    file: str
    tried: str


def issue_key(code: str) -> EffectKey:
    """Name an issue, by its quarter's code."""
    return EffectKey.of(None, Deed.FIGURES, code)


#: What the public file bears, so that it can be found again.
PAGE_MARK = EffectKey.of(None, Deed.FIGURES_PAGE, "umum")
#: Names the writing of a public file of which nothing is known but that it is there.
PAGE_FOUND = EffectKey.of(None, Deed.FIGURES_PAGE, "1.")


def figures_due(
    snapshot: Snapshot, memory: Memory, settings: OfficeSettings
) -> Iterator[PrepareFigures | WritePage | RemovePage]:
    """Return the issue that should be prepared by now, and what is to be done about the public file."""
    known = memory.worked_out.of(_known, memory.results, memory.begun)
    if not settings.public_figures.is_on:
        yield from _withdrawn(known)
        return
    if not {Place.folder("reports"), Place.folder("pages")} <= memory.places.keys() or not memory.cases:
        return  # Setup makes both folders.
    issue = Period.of(Cycle.QUARTER, settings.hours.day_of(snapshot.now)).before
    if issue.code not in known.issues and is_time(issue, snapshot, memory, settings):
        yield PrepareFigures(
            key=issue_key(issue.code),
            period=issue.code,
            name=wording.figures_name(issue.title),
            leaflet=_leaflet(issue, snapshot, memory, settings),
        )
    yield from _public(known, snapshot, memory)


def _leaflet(issue: Period, snapshot: Snapshot, memory: Memory, settings: OfficeSettings) -> Leaflet:
    months = twelve_months(issue)
    office = counting_rules(settings, snapshot.workbook.calendar, memory.notes)
    found = measured(lives_of(memory.cases.values()), months, office)
    since = settings.hours.day_of(counted_since(memory))
    return Leaflet(
        title=public_wording.title(months.title),
        office=settings.office.name,
        blocks=tuple(public_blocks(found, since)),
    )


def _public(known: _Known, snapshot: Snapshot, memory: Memory) -> Iterator[WritePage | RemovePage]:
    """Return what makes the public file say what the newest issue with a verdict of hers wants."""
    said = texts_in(snapshot.workbook.archive, VERDICT_COLUMN)
    verdicts = {code: _VERDICTS.get(said.get(document_key(issue_key(code), _ENDING), "")) for code in known.issues}
    code = next((one for one in reversed(known.issues) if verdicts[one]), "")
    if not code:
        return
    if verdicts[code] is Publication.WITHDRAWN:
        yield from _withdrawn(known)
        return
    kept = memory.notes.get(Note.figures(code))
    if kept is None:
        return  # A ledger that was rebuilt does not know what she saw; the next issue is whole again.
    figures = from_json(Leaflet, kept)
    text = texts_in(snapshot.workbook.archive, TEXT_COLUMN).get(document_key(issue_key(code), _ENDING), "")
    leaflet = replace(figures, blocks=(*figures.blocks, *improvements(text)))
    mark = hashlib.sha256(to_json(leaflet).encode()).hexdigest()[:12]
    if mark != known.mark or not known.file:
        yield WritePage(
            key=EffectKey.of(None, Deed.FIGURES_PAGE, f"{known.turn + 1}.{mark}"),
            number=None,
            name=f"{FIGURES_TITLE}.{_ENDING}",
            leaflet=leaflet,
            mark=PAGE_MARK,
            before=known.file or known.tried,
            is_open=bool(known.file),
        )


def _withdrawn(known: _Known) -> Iterator[RemovePage]:
    if known.file:
        yield RemovePage(EffectKey.of(None, Deed.FIGURES_GONE, str(known.turn)), None, known.file)


def _known(results: Mapping[str, str], begun: Mapping[str, str]) -> _Known:
    issues = sorted(
        (key.detail for key in keys_of(results, None, Deed.FIGURES)), key=lambda one: Period.parse(one).first
    )
    written = [(*_turn_of(key), results[str(key)]) for key in keys_of(results, None, Deed.FIGURES_PAGE)]
    turn, mark, file = max(written, default=(0, "", ""))
    gone = {int(key.detail) for key in keys_of(results, None, Deed.FIGURES_GONE)}
    tried = [(*_turn_of(key), begun[str(key)]) for key in keys_of(begun, None, Deed.FIGURES_PAGE)]
    left = max(tried, default=(0, "", ""))
    is_there = turn not in gone
    return _Known(
        issues=tuple(issues),
        turn=turn,
        mark=mark if is_there else "",
        file=file if is_there else "",
        tried=left[2] if left[0] > turn else "",
    )


def _turn_of(key: EffectKey) -> tuple[int, str]:
    turn, _, mark = key.detail.partition(".")
    return int(turn), mark


def figures_events(effect: WritePage | RemovePage, settings: OfficeSettings) -> tuple[Event, ...]:
    """Return what Riwayat tells of what is done to the public file; nothing of other pages."""
    if effect.key.what is Deed.FIGURES_GONE:
        # Switched off in the settings, it is nobody's edit of a cell.
        return (Event(None, FiguresWithdrawn(), column=VERDICT_COLUMN if settings.public_figures.is_on else ""),)
    if effect.key.what is Deed.FIGURES_PAGE and isinstance(effect, WritePage):
        return (Event(None, FiguresPublished(effect.leaflet.title), column=VERDICT_COLUMN),)
    return ()


def figures_owed(memory: Memory, settings: OfficeSettings) -> Iterator[Notice]:
    """Return what the Kepala Balai is to be told of the newest issue."""
    known = memory.worked_out.of(_known, memory.results, memory.begun)
    if not (settings.public_figures.is_on and known.issues):
        return
    code, person = known.issues[-1], settings.office.head.person
    key = NoticeKey(None, FiguresPrepared(code), person.email)
    if str(key) in memory.covered:
        return
    link = Addresses(settings.google.base_address).file(memory.results[str(issue_key(code))])
    subject = twelve_months(Period.parse(code)).title
    yield Notice(
        keys=(key,),
        person=person,
        item=Item(CaseReference(number=FIGURES_TITLE, subject=subject), FiguresReady(link)),
    )


def public_address(memory: Memory, settings: OfficeSettings) -> str:
    """Return the link of the public file; "" where there is none."""
    known = memory.worked_out.of(_known, memory.results, memory.begun)
    return Addresses(settings.google.base_address).file(known.file) if known.file else ""
