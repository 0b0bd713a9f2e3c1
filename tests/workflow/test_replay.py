"""A history told and rebuilt from its text is the same case, whatever happened in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Self, get_args

import pytest

from automation.domain.answer_edits import AnswerEdit
from automation.domain.calendar import Norm
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentKind
from automation.domain.form_decisions import FormDecision, FormRefusal
from automation.domain.groups import Person
from automation.domain.happenings import (
    ActionDecided,
    ActionEdited,
    ActionReopened,
    ActionReviewDropped,
    ActionRowDeleted,
    ActionsDecided,
    AnswerEdited,
    Assigned,
    Closed,
    ClosingChanged,
    CopyVoided,
    DeadlineMovedByCalendar,
    DeadlineMovedByNorm,
    DeadlinePassed,
    DecisionLapsed,
    Delivered,
    DocumentRemade,
    DraftChanged,
    DraftEditedLate,
    DraftInitialled,
    DraftReturned,
    Edited,
    EndedBeforeImport,
    FiguresPublished,
    FiguresWithdrawn,
    FilledByForm,
    FirstChanged,
    FirstLost,
    FormAnswerRefused,
    GroupProposed,
    HandledAnew,
    Happening,
    Held,
    Imported,
    IndependenceLost,
    Ineffective,
    InitialledForOthers,
    LedgerRebuilt,
    LetterIssued,
    LetterNumbered,
    LetterSigned,
    LetterVoided,
    LineLost,
    MailboxOpened,
    MailboxSearched,
    MailHandled,
    PeriodCorrected,
    PeriodReported,
    Reassigned,
    RecurrenceDenied,
    RecurrenceStated,
    RecurrenceSuspected,
    RecurrenceUnsaid,
    Registered,
    Reopened,
    ReopeningProposed,
    ReportReturned,
    Resumed,
    RowDeleted,
    ScanDesignated,
    ScanFiled,
    ScanFiledFromBatch,
    ScanToReview,
    SignedTextDiffers,
    SignedTextMatches,
    SignedTextUnread,
    StepEntered,
    SurveyAnswered,
    Verbatim,
)
from automation.domain.letter_content import LetterContent, Sealed
from automation.domain.memory import HistoryLine
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import SOP_NORMS, DispositionMode
from automation.domain.sentences import sentence_of
from automation.domain.signatures import TextCheck
from automation.domain.vocabulary import Channel, Outcome, Step
from automation.register.lines import Line, staff_facts
from automation.workflow.case_context import EffectiveBefore
from automation.workflow.form_cells import heard, turn_of
from automation.workflow.importing import ended_before, taken_over
from automation.workflow.replay import Columns, replayed
from tests.builders import CALIBRATION, TESTING, WITA, a_calendar, a_number, an_intake, the_office, the_rules, wita

from .test_srikandi import approved
from .test_srikandi import came_back as came
from .walking import ACTED, APPROVED, CAUSED, HEADINGS, INITIALLED, REGISTER, REVIEWED, SORTED, VERIFIED, Walk

REPLY = DocumentKind.SURAT_BALASAN
RESTED = {"held_from": "03/11/2026", "held_until": "04/11/2026", "hold_reason": "Menunggu contoh uji"}
CLEARED = dict.fromkeys(RESTED, "")


class Recorded(Walk):
    """A walk whose events are kept as the lines of Riwayat."""

    def __init__(self, **context: Any) -> None:
        super().__init__(**context)
        self.intake = an_intake()
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

    def retold(
        self, lines: list[HistoryLine] | None = None, *, by_the_row: bool = False, edit: AnswerEdit | None = None
    ) -> Case:
        """Tell it again from its text; `by_the_row`, with the cells as the Register shows them."""
        columns = Columns({heading: key for key, heading in HEADINGS.items()}, facts_of)
        cells = dict(self.case.cells) if by_the_row else None
        told = self.lines if lines is None else lines
        return replayed(a_number(), self.intake, told, cells, columns, the_office(wita(30), **self.context), edit)


def facts_of(cells: Any) -> StaffFacts:
    return staff_facts(Line(-1, dict(cells)), REGISTER, [TESTING.name, CALIBRATION.name], WITA)[0]


def compared(case: Case) -> Case:
    """What of a case must come back: not the fingerprint of a calendar, nor a draft's words, which are read again.

    The form itself tells which answers were heard; who sent one is called by the name there.
    """
    by_form = {key: replace(one, by="") for key, one in case.by_form.items()}
    case = replace(case, heard=(), by_form=by_form)
    steps = tuple(replace(record, calendar="") for record in case.steps)
    sealed = case.sealed and Sealed(case.sealed.seal)
    asked = case.asked_about and Sealed(case.asked_about.seal)
    return replace(case, steps=steps, draft=None, sealed=sealed, asked_about=asked)


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


def decided_in_one_line() -> Recorded:
    """A history of an older program, which told both actions of a round at once."""
    walk = ineffective()
    lines, walk.lines = walk.lines, []
    for line in lines:
        match line.happening:
            case ActionDecided(round=round):
                decided = walk.case.decided[round - 1]
                told = ActionsDecided(round, decided.corrective, decided.preventive)
                if walk.lines[-1].happening != told:
                    walk.note(line.at, told)
            case happening:
                walk.note(line.at, happening)
    return walk


def reopened() -> Recorded:
    walk = Recorded().fill(**SORTED).tick(wita(2, 10)).fill(classification="Bukan keluhan").tick(wita(3))
    walk.fill(classification="Dicabut pelapor", **RESTED).tick(wita(3, 10))
    return walk.fill(classification="Keluhan").tick(wita(4)).tick(wita(5, 12))


def changed() -> Recorded:
    walk = signed().edit("Yth. Siti Aminah", "Kami kirimkan hasilnya.").tick(wita(4, 11))
    return walk.fill(initials="BK 5/11").tick(wita(5, 9))


def lapsed() -> Recorded:
    walk = Recorded().fill(**VERIFIED, reply_text="Isi", decision="Setuju").tick(wita(4)).file(REPLY)
    return walk.fill(initials="BK 4/11").tick(wita(4, 10))


def edited_late() -> Recorded:
    walk = signed().fill(**APPROVED).tick(wita(5)).file(REPLY, "pdf")
    return walk.edit("Yth. Siti Aminah", "Lain sekali.").tick(wita(5, 10))


def voided() -> Recorded:
    walk = delivered()
    walk.documents[-3] = replace(walk.documents[-3], letter_number="B/1", letter_date=wita(5).date())
    walk.fill(replacement="Keliru").tick(wita(9, 10)).file(REPLY, which=2)
    return walk.fill(initials="BK 9/11", letter_number="B/2").tick(wita(9, 11))


def remade() -> Recorded:
    walk = signed().file(DocumentKind.LAPORAN_TINDAKAN).fill(remake="Laporan: penyebab dibetulkan").tick(wita(5))
    return walk.file(DocumentKind.LAPORAN_TINDAKAN, which=2).fill(remake="Laporan lagi").tick(wita(5, 10))


def issued() -> Recorded:
    walk = signed().fill(**APPROVED, letter_number="B/1", letter_date="05/11/2026").tick(wita(5)).file(REPLY, "pdf")
    walk.documents[-1] = replace(walk.documents[-1], letter_number="B/1", letter_date=wita(5).date())
    return walk.tick(wita(5, 10))


def handled_anew() -> Recorded:
    walk = (
        delivered().fill(reopening_proposed="Masih salah").tick(wita(9, 9)).fill(findings="Catatan").tick(wita(9, 10))
    )
    walk.fill(reopening="Pelapor belum puas", held_from="09/11/2026", hold_reason="Data").tick(wita(9, 11))
    return walk.fill(held_from="", hold_reason="", findings="Baru").tick(wita(10, 9))


def voided_and_handled_anew() -> Recorded:
    return delivered().fill(reopening="Masih salah", replacement="Salah alamat").tick(wita(9, 11))


def written_early() -> Recorded:
    walk = signed().fill(reopening="Terlalu dini")
    walk.fill(**APPROVED, letter_number="B/1", letter_date="05/11/2026").tick(wita(5))
    walk.file(REPLY, "pdf").file(REPLY, "pindaian").tick(wita(5, 10))
    walk.fill(delivered_on="05/11/2026").tick(wita(6, 10))
    return walk.file(DocumentKind.NOTULEN).tick(wita(6, 10))


def rejoined() -> Recorded:
    """Joined, lost, joined to another one, which is changed, and at last told to be one of its own."""
    others: dict[ComplaintNumber, Outcome | None] = {a_number(7): None, a_number(8): None, a_number(9): None}
    walk = Recorded(others=others).fill(classification="Dicabut pelapor").tick(wita(2, 10))
    walk.fill(classification="Duplikat", duplicate_of="KEL-2026-0007").tick(wita(2, 11))
    walk.context["others"] = {**others, a_number(7): Outcome.WITHDRAWN}
    walk.tick(wita(3)).fill(duplicate_of="KEL-2026-0008").tick(wita(4)).fill(duplicate_of="KEL-2026-0009")
    return walk.tick(wita(5)).fill(duplicate_of="KEL-2026-0099").tick(wita(6))


def came_back(check: TextCheck, **bears: Any) -> Recorded:
    """Record a letter that came back from Srikandi."""
    walk = approved(Recorded(rules=the_rules(signs_electronically=True)))
    came(walk, f"Teks {check.value}", **bears)
    assert isinstance(walk, Recorded)
    return walk


def signed_electronically() -> Recorded:
    return came_back(TextCheck.MATCHES, letter_number="B/1", letter_date=wita(5).date())


def signed_with_other_words() -> Recorded:
    return came_back(TextCheck.DIFFERS, letter_number="B/1", letter_date=wita(5).date())


def signed_beyond_reading() -> Recorded:
    return came_back(TextCheck.UNREAD)


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


def sorted_by_form() -> Recorded:
    walk = Recorded()
    answer = FormDecision(response="a1", at=wita(2, 9), by="dewi@x.example", turn=turn_of(walk.case), cells=SORTED)
    dewi = Person("Dewi Lestari", "dewi@x.example")
    walk.case, events = heard(walk.case, answer, {}, [dewi], the_rules(), HEADINGS)
    for event in events:
        walk.note(wita(2, 9), event.happening)
    return walk.fill(**SORTED).tick(wita(2, 10))


PAPER = (REPLY, "scan.pdf", "KEL-2026-0001 Surat Balasan.pdf")


def signed_for_others() -> Recorded:
    other = replace(Recorded().fill(**VERIFIED).tick(wita(3)).case, number=a_number(7))
    walk = Recorded(joining=(other,), others={a_number(7): None})
    walk.draft = LetterContent(lines=("Yth. Bapak/Ibu", "Atas keluhan KEL-2026-0001 dan KEL-2026-0007."))
    walk.fill(**VERIFIED, reply_text="Hasil uji ulang.").tick(wita(4)).file(REPLY)
    return walk.fill(initials="BK 4/11").tick(wita(4, 10))


def received_otherwise() -> Recorded:
    walk = Recorded().fill(corrected_received="01/11/2026 16:00").tick(wita(2, 10)).fill(**SORTED).tick(wita(2, 11))
    return walk.fill(corrected_received="01/11/2026 15:00").tick(wita(3, 9))


def dependent() -> Recorded:
    return verified().fill(**VERIFIED).tick(wita(4, 10)).fill(workers="Tini Wakil").tick(wita(4, 12))


def recurred() -> Recorded:
    before = EffectiveBefore(
        number=a_number(7),
        category="Metode",
        service="Pengujian",
        group=TESTING.name,
        round=1,
        at=wita(1, month=10),
        is_likely=True,
    )
    walk = Recorded(effective_before=(before,)).fill(**CAUSED, cause_category="Metode").tick(wita(2, 10))
    walk.fill(recurrence="Tidak").tick(wita(3)).fill(recurrence="Ya").tick(wita(4))
    return walk.fill(recurrence="").tick(wita(4, 10)).fill(recurrence="Ya").tick(wita(4, 11))


def unsaid() -> Recorded:
    return recurred().fill(recurrence="").tick(wita(4, 12))


def imported() -> Recorded:
    walk = Recorded()
    walk.intake = an_intake(at=wita(5, month=3), response="impor-7", former_number="7")
    walk.lines.clear()
    walk.note(wita(2), Imported("7"))
    walk.case = taken_over(a_number(), walk.intake, the_office(wita(2)))
    return walk


def imported_and_sorted() -> Recorded:
    return imported().fill(**SORTED).tick(wita(4, 10))


def imported_and_handled_anew() -> Recorded:
    walk = imported().note(wita(2), EndedBeforeImport(Outcome.SETTLED, wita(9, month=4).date()))
    walk.case = ended_before(walk.case, Outcome.SETTLED, wita(9, month=4).date(), WITA)
    return walk.fill(reopening="Terulang").tick(wita(4)).fill(service="Pengujian").tick(wita(5, 10))


WALKS: list[tuple[type, Callable[[], Recorded]]] = [
    (Registered, reviewed),
    (Imported, imported_and_sorted),
    (EndedBeforeImport, imported_and_handled_anew),
    (Edited, reviewed),
    (StepEntered, verified),
    (Assigned, reviewed),
    (Held, rested),
    (Resumed, rested),
    (GroupProposed, proposed),
    (Reassigned, reassigned),
    (Ineffective, ineffective),
    (IndependenceLost, dependent),
    (DraftReturned, returned),
    (DraftInitialled, signed),
    (InitialledForOthers, signed_for_others),
    (Edited, received_otherwise),
    (DraftChanged, changed),
    (DecisionLapsed, lapsed),
    (DraftEditedLate, edited_late),
    (LetterIssued, issued),
    (LetterSigned, signed_electronically),
    (SignedTextMatches, signed_electronically),
    (SignedTextDiffers, signed_with_other_words),
    (SignedTextUnread, signed_beyond_reading),
    (LetterVoided, voided),
    (DocumentRemade, remade),
    (LetterNumbered, numbered),
    (Delivered, delivered),
    (Closed, delivered),
    (ClosingChanged, reopened),
    (Reopened, reopened),
    (ReopeningProposed, handled_anew),
    (HandledAnew, handled_anew),
    (HandledAnew, voided_and_handled_anew),
    (CopyVoided, noted(CopyVoided("B/1/2026", "KEL-2026-0002", "Keliru"))),
    (FirstLost, rejoined),
    (FirstChanged, rejoined),
    (Closed, written_early),
    (DeadlinePassed, late),
    (DeadlineMovedByNorm, moved_by_norm),
    (DeadlineMovedByCalendar, moved_by_calendar),
    (AnswerEdited, noted(AnswerEdited("Perihal: A", "Perihal: B"))),
    (RowDeleted, noted(RowDeleted())),
    (ScanFiled, noted(ScanFiled(*PAPER))),
    (ScanDesignated, noted(ScanDesignated(*PAPER))),
    (ScanFiledFromBatch, noted(ScanFiledFromBatch(*PAPER))),
    (ScanToReview, noted(ScanToReview("scan.pdf", "Tanpa kode"))),
    (SurveyAnswered, noted(SurveyAnswered())),
    (MailboxOpened, noted(MailboxOpened())),
    (MailboxSearched, noted(MailboxSearched())),
    (LedgerRebuilt, noted(LedgerRebuilt())),
    (LineLost, noted(LineLost())),
    (PeriodReported, noted(PeriodReported("2026-10", "sisa awal 1"))),
    (PeriodCorrected, noted(PeriodCorrected("2026-10", "sisa awal 1", "sisa awal 2"))),
    (FiguresPublished, noted(FiguresPublished("Angka penanganan keluhan"))),
    (FiguresWithdrawn, noted(FiguresWithdrawn())),
    (FilledByForm, sorted_by_form),
    (FormAnswerRefused, noted(FormAnswerRefused("dewi@x.example", FormRefusal.MOVED))),
    (ReportReturned, noted(ReportReturned("2026-10", "Lampirkan bukti."))),
    (Verbatim, noted(Verbatim("Kejadian lain"))),
    (ActionDecided, ineffective),
    (ActionsDecided, decided_in_one_line),
    (ActionEdited, noted(ActionEdited("K1", "Penanggung jawab", "", "Rudi"))),
    (ActionRowDeleted, noted(ActionRowDeleted("K1"))),
    (ActionReopened, noted(ActionReopened("K1", "KEL-2026-0009"))),
    (ActionReviewDropped, noted(ActionReviewDropped("K1", "KEL-2026-0009"))),
    (RecurrenceSuspected, recurred),
    (RecurrenceStated, recurred),
    (RecurrenceDenied, recurred),
    (RecurrenceUnsaid, recurred),
    (RecurrenceUnsaid, unsaid),
]


@pytest.mark.parametrize(
    ("kind", "walked"), WALKS, ids=[f"{kind.__name__}-{walked.__name__}" for kind, walked in WALKS]
)
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


def an_edit_at(hour: int, cell: str = "") -> AnswerEdit:
    after = an_intake(email="lain@kayu.example", submitted_at=wita(2, hour))
    return AnswerEdit(before=an_intake(), after=after, at=wita(2, hour), cell=cell)


def edited_twice(between: str, after: str = "") -> Case:
    """Tell again of two edits of an answer: what the cell said before the second was noticed, and after."""
    walk = Recorded()
    walk.note(wita(2, 10), AnswerEdited("", "Perihal: B"))
    walk.fill(answer_edit=between).tick(wita(2, 10, 5))
    walk.note(wita(2, 12), AnswerEdited("", "Surel: lain@kayu.example"))
    if after:
        walk.fill(answer_edit=after).tick(wita(2, 13))
    return walk.retold(edit=an_edit_at(11))


def test_a_rebuild_takes_no_acceptance_of_an_earlier_edit_for_one_of_the_latest() -> None:
    assert edited_twice("Terima").contact.email == an_intake().email
    assert edited_twice("", "Terima").contact.email == "lain@kayu.example"
    assert edited_twice("Terima", "Terima ulang").contact.email == "lain@kayu.example"


def test_a_cell_that_was_filled_in_the_tick_that_saw_an_edit_accepts_nothing_after_a_rebuild() -> None:
    walk = Recorded()
    walk.note(wita(2, 12), AnswerEdited("", "Surel: lain@kayu.example"))
    walk.fill(answer_edit="Terima").tick(wita(2, 12))
    assert walk.retold(edit=an_edit_at(11)).contact.email == an_intake().email


def test_where_no_line_tells_of_an_edit_the_cell_as_it_stands_accepts_nothing() -> None:
    walk = Recorded().fill(answer_edit="Terima").tick(wita(2, 12))
    assert walk.retold(edit=an_edit_at(13, "Terima")).contact.email == an_intake().email
    assert walk.retold(edit=an_edit_at(11, "Terima"), by_the_row=True).contact.email == an_intake().email


def test_who_could_approve_comes_back_as_it_was_on_the_day() -> None:
    acting = the_rules(head=CALIBRATION.lead)
    walk = signed(rules=acting).fill(decision="Setuju").tick(wita(4, 11))
    columns = Columns({heading: key for key, heading in HEADINGS.items()}, facts_of)
    told = replayed(
        a_number(),
        an_intake(),
        walk.lines,
        None,
        columns,
        the_office(wita(30)),
        rules_at=lambda at: acting if at < wita(5) else the_rules(),
    )
    assert told.deciders == walk.case.deciders
    assert told.deciders[0] == CALIBRATION.lead
