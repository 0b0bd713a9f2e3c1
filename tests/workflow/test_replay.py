"""A history told and rebuilt from its text is the same case, whatever happened in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Self, get_args

import pytest

from automation.domain.calendar import Norm
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentKind
from automation.domain.happenings import (
    Assigned,
    Closed,
    ClosingChanged,
    DeadlineMovedByCalendar,
    DeadlineMovedByNorm,
    DeadlinePassed,
    Delivered,
    DraftReturned,
    Edited,
    GroupProposed,
    Happening,
    Held,
    Ineffective,
    LedgerRebuilt,
    LetterNumbered,
    LineLost,
    MailboxOpened,
    MailHandled,
    Reassigned,
    Registered,
    Reopened,
    Resumed,
    RowDeleted,
    ScanFiled,
    ScanFiledFromBatch,
    ScanToReview,
    StepEntered,
    SurveyAnswered,
    Verbatim,
    sentence_of,
)
from automation.domain.memory import HistoryLine
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import SOP_NORMS, DispositionMode
from automation.domain.vocabulary import Channel, Outcome, Step
from automation.register.reading import Line, staff_facts
from automation.workflow.replay import Columns, replayed
from tests.builders import CALIBRATION, TESTING, WITA, a_calendar, a_number, an_intake, the_office, the_rules, wita

from .walking import ACTED, APPROVED, HEADINGS, INITIALLED, REGISTER, REVIEWED, SORTED, VERIFIED, Walk

REPLY = DocumentKind.SURAT_BALASAN
RESTED = {"held_from": "03/11/2026", "held_until": "04/11/2026", "hold_reason": "Menunggu contoh uji"}
CLEARED = dict.fromkeys(RESTED, "")


class Recorded(Walk):
    """A walk whose events are kept as the lines of Riwayat."""

    def __init__(self, **context: Any) -> None:
        super().__init__(**context)
        self.lines: list[HistoryLine] = []
        self.note(wita(2), Registered(Channel.FORM))

    def note(self, at: datetime, happening: Happening) -> Self:
        told = sentence_of(happening)
        self.lines.append(
            HistoryLine(
                sequence=len(self.lines) + 1,
                at=at,
                number=str(a_number()),
                what=told.what,
                old=told.old,
                new=told.new,
            )
        )
        return self

    def tick(self, at: datetime) -> Self:
        super().tick(at)
        assert self.last is not None
        for event in self.last.events:
            self.note(at, event.happening)
        return self

    @property
    def happenings(self) -> list[Happening]:
        return [line.happening for line in self.lines]

    def retold(self, lines: list[HistoryLine] | None = None, *, by_the_row: bool = False) -> Case:
        """Tell it again from its text; `by_the_row`, with the cells as the Register shows them."""
        columns = Columns({heading: key for key, heading in HEADINGS.items()}, facts_of)
        cells = dict(self.case.cells) if by_the_row else None
        told = self.lines if lines is None else lines
        return replayed(a_number(), an_intake(), told, cells, columns, the_office(wita(30), **self.context))


def facts_of(cells: Any) -> StaffFacts:
    return staff_facts(Line(-1, dict(cells)), REGISTER, [TESTING.name, CALIBRATION.name], WITA)[0]


def compared(case: Case) -> Case:
    """What of a case must come back; the fingerprint of a calendar need not."""
    return replace(case, steps=tuple(replace(record, calendar="") for record in case.steps))


def verified(**context: Any) -> Recorded:
    return Recorded(**context).fill(**ACTED).tick(wita(2, 10))


def rested() -> Recorded:
    walk = Recorded().fill(**SORTED).tick(wita(2, 10)).fill(**RESTED)
    return walk.tick(wita(4, 10)).fill(**CLEARED).tick(wita(4, 15))


def signed(**context: Any) -> Recorded:
    walk = Recorded(**context).fill(**INITIALLED).tick(wita(4)).file(REPLY)
    return walk.tick(wita(4, 10))


def returned() -> Recorded:
    walk = signed().fill(decision="Kembalikan", decision_note="Perjelas", decided_by="Dr. Rina Kepala")
    return walk.tick(wita(4, 11)).fill(initials="BK 5/11").tick(wita(5, 9))


def delivered() -> Recorded:
    walk = signed().fill(**APPROVED, letter_number="B/1", letter_date="05/11/2026").tick(wita(5))
    walk.file(REPLY, "pdf").file(REPLY, "pindaian").tick(wita(5, 10))
    walk.fill(delivered_on="05/11/2026").tick(wita(6, 10))
    return walk.file(DocumentKind.NOTULEN).tick(wita(6, 10))


def ineffective() -> Recorded:
    walk = Recorded().fill(**{**VERIFIED, "effective": "Tidak"}).tick(wita(3))
    return walk.fill(cause="Lain").tick(wita(3, 11)).fill(cause="Jadwal perawatan terlewat").tick(wita(4))


def reopened() -> Recorded:
    walk = Recorded().fill(**SORTED).tick(wita(2, 10)).fill(classification="Bukan keluhan").tick(wita(3))
    walk.fill(classification="Dicabut pelapor", **RESTED).tick(wita(3, 10))
    return walk.fill(classification="Keluhan").tick(wita(4)).tick(wita(5, 12))


def proposed() -> Recorded:
    walk = Recorded(rules=the_rules(disposition=DispositionMode.CONFIRM)).fill(**SORTED).tick(wita(2))
    return walk.fill(assigned_to="Pokja Pengujian").tick(wita(3))


def reassigned() -> Recorded:
    walk = Recorded().fill(**SORTED).tick(wita(2)).fill(assigned_to="Pokja Kalibrasi").tick(wita(3))
    return walk.fill(**REVIEWED).tick(wita(4))


def numbered() -> Recorded:
    rules = the_rules(numbers_letters=True, letter_number_pattern="{urut}/BSPJI/{bulan}/{tahun}")
    return signed(rules=rules).fill(**APPROVED).tick(wita(5))


def late() -> Recorded:
    walk = Recorded().fill(**SORTED).tick(wita(2)).tick(wita(5)).fill(**RESTED).tick(wita(6))
    return walk.fill(**REVIEWED).tick(wita(9))


def moved_by_norm() -> Recorded:
    walk = Recorded().fill(**SORTED).tick(wita(2))
    walk.context["rules"] = the_rules(norms={**SOP_NORMS, Step.REVIEW: Norm(days=2)})
    return walk.tick(wita(2, 10)).tick(wita(3))


def moved_by_calendar() -> Recorded:
    walk = Recorded().fill(**SORTED).tick(wita(2))
    walk.context["calendar"] = a_calendar(wita(3).date())
    return walk.tick(wita(2, 10)).tick(wita(4))


def noted(happening: Happening) -> Callable[[], Recorded]:
    return lambda: reviewed().note(wita(3), happening)


def reviewed() -> Recorded:
    return Recorded().fill(**REVIEWED).tick(wita(2, 10))


PAPER = (REPLY, "scan.pdf", "KEL-2026-0001 Surat Balasan.pdf")
WALKS: list[tuple[type, Callable[[], Recorded]]] = [
    (Registered, reviewed),
    (Edited, reviewed),
    (StepEntered, verified),
    (Assigned, reviewed),
    (Held, rested),
    (Resumed, rested),
    (GroupProposed, proposed),
    (Reassigned, reassigned),
    (Ineffective, ineffective),
    (DraftReturned, returned),
    (LetterNumbered, numbered),
    (Delivered, delivered),
    (Closed, delivered),
    (ClosingChanged, reopened),
    (Reopened, reopened),
    (DeadlinePassed, late),
    (DeadlineMovedByNorm, moved_by_norm),
    (DeadlineMovedByCalendar, moved_by_calendar),
    (RowDeleted, noted(RowDeleted())),
    (ScanFiled, noted(ScanFiled(*PAPER))),
    (ScanFiledFromBatch, noted(ScanFiledFromBatch(*PAPER))),
    (ScanToReview, noted(ScanToReview("scan.pdf", "Tanpa kode"))),
    (SurveyAnswered, noted(SurveyAnswered())),
    (MailboxOpened, noted(MailboxOpened())),
    (LedgerRebuilt, noted(LedgerRebuilt())),
    (LineLost, noted(LineLost())),
    (Verbatim, noted(Verbatim("Kejadian lain"))),
]


@pytest.mark.parametrize(("kind", "walked"), WALKS, ids=[kind.__name__ for kind, _ in WALKS])
def test_a_history_with_this_happening_is_rebuilt_from_its_text(kind: type, walked: Callable[[], Recorded]) -> None:
    walk = walked()
    assert kind in map(type, walk.happenings)
    assert compared(walk.retold()) == compared(walk.case)


def test_every_happening_has_its_history_here() -> None:
    told_of_mails = {MailHandled}  # What these say is of the mailbox, and read by its own part of `rebuild`.
    assert {kind for kind, _ in WALKS} | told_of_mails == set(get_args(Happening))


def test_a_hold_comes_back_as_it_was_stated_and_not_as_it_was_noticed() -> None:
    walk = Recorded().fill(**SORTED).tick(wita(2, 10)).fill(**RESTED).tick(wita(4, 10))
    (hold,) = walk.retold().holds
    assert (hold.began, hold.until) == (wita(3, 0), wita(5, 0))
    assert walk.retold().current.due == walk.case.current.due == wita(5, 16)


def test_a_hold_that_was_rebuilt_is_not_held_a_second_time_by_the_next_tick() -> None:
    walk = Recorded().fill(**SORTED).tick(wita(2, 10)).fill(**RESTED).tick(wita(4, 10)).tick(wita(5))
    walk.case = walk.retold()
    walk.tick(wita(5, 10))
    assert len(walk.case.holds) == 1
    assert walk.happened == []


def test_a_hold_without_an_end_lasts_until_its_cells_are_cleared() -> None:
    walk = Recorded().fill(**SORTED).tick(wita(2, 10)).fill(held_from="03/11/2026", hold_reason="Data").tick(wita(3))
    walk.fill(held_from="", hold_reason="").tick(wita(6))
    assert compared(walk.retold()) == compared(walk.case)


def test_a_hold_that_is_stated_anew_in_several_cells_at_once_is_still_one() -> None:
    walk = Recorded().fill(**SORTED).tick(wita(2, 10)).fill(**RESTED).tick(wita(3, 10))
    walk.fill(held_from="04/11/2026", held_until="06/11/2026").tick(wita(4, 10)).tick(wita(9, 8))
    assert compared(walk.retold()) == compared(walk.case)


def test_a_hold_stated_ahead_begins_on_its_day() -> None:
    walk = Recorded().fill(**SORTED).tick(wita(2, 10)).fill(**RESTED).tick(wita(2, 11)).tick(wita(3)).tick(wita(5))
    assert compared(walk.retold()) == compared(walk.case)


def without_edits(walk: Recorded) -> list[HistoryLine]:
    return [line for line in walk.lines if not isinstance(line.happening, Edited)]


def test_where_the_edits_are_lost_the_row_says_since_when_a_case_rests() -> None:
    walk = Recorded().fill(**SORTED).tick(wita(2, 10)).fill(**RESTED).tick(wita(4, 10)).tick(wita(5))
    (hold,) = walk.retold(without_edits(walk), by_the_row=True).holds
    assert (hold.began, hold.until) == (wita(3, 0), wita(5, 0))


def test_where_edits_and_row_say_nothing_of_a_hold_it_is_as_it_was_noticed() -> None:
    walk = rested()
    (hold,) = walk.retold(without_edits(walk), by_the_row=True).holds
    assert (hold.began, hold.until) == (wita(4, 10), wita(4, 15))


def test_what_a_closed_case_is_a_duplicate_of_is_told() -> None:
    others: dict[ComplaintNumber, Outcome | None] = {a_number(7): None}
    walk = Recorded(others=others).fill(classification="Duplikat", duplicate_of="KEL-2026-0007").tick(wita(2, 10))
    assert Closed(Outcome.DUPLICATE, "KEL-2026-0007") in walk.happenings
    assert compared(walk.retold()) == compared(walk.case)
