"""The course of a complaint as one value: what happened, what it waits for, and why things did or did not happen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from automation.domain.address import EmailAddress
from automation.domain.calendar import CalendarRunOut, OfficeCalendar
from automation.domain.case import Case, StepRecord
from automation.domain.columns import Column, Kind
from automation.domain.effects import Deed, Effect, SendMail, keys_of
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
from automation.domain.memory import HistoryLine, Memory
from automation.domain.notices import NoticeKey, ends_of
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import Rules
from automation.domain.setback import Setback
from automation.domain.setback_name import SetbackName
from automation.domain.total import TotalNorm
from automation.domain.vocabulary import STEP_NAMES, Role, Urgency
from automation.jobs.effect_words import CUSTOMER, deed_of, mail_words, nameless, notice_words, reader_of
from automation.jobs.explaining import wording
from automation.jobs.explaining.explained import (
    Awaited,
    Explanation,
    Fact,
    Filed,
    Happened,
    HeldTime,
    MailLine,
    PendingDeed,
    StepTurn,
    Whole,
)
from automation.jobs.explaining.wording import FILLED
from automation.jobs.own_lists import SERVICES
from automation.jobs.setback_words import how_it_stands, what_fails
from automation.jobs.snapshot import Snapshot
from automation.jobs.telling.wording import ROUTED_BY_TABLE
from automation.jobs.tick.plan import CaseView, Plan
from automation.register.schema import tabs
from automation.workflow import recurrence
from automation.workflow.holds import on_hold

#: Numbers that the office gives; the words of other text columns may name anybody.
_NUMBERS = frozenset({"duplicate_of", "incoming_number", "letter_number"})
_DATE = re.compile(r"[\d/.: -]+")

#: What says itself what it is: nothing was before it that an office's word names.
_Unchanging = (
    FormAnswerRefused
    | Held
    | Resumed
    | DeadlinePassed
    | Registered
    | Imported
    | EndedBeforeImport
    | RowDeleted
    | SurveyAnswered
    | StepEntered
    | GroupProposed
    | Assigned
    | Reassigned
    | Ineffective
    | DraftReturned
    | IndependenceLost
    | DraftInitialled
    | DraftChanged
    | DecisionLapsed
    | DraftEditedLate
    | FirstLost
    | InitialledForOthers
    | LetterNumbered
    | LetterIssued
    | LetterSigned
    | LetterVoided
    | CopyVoided
    | DocumentRemade
    | SignedTextMatches
    | SignedTextDiffers
    | SignedTextUnread
    | Delivered
    | Closed
    | ClosingChanged
    | Reopened
    | ReopeningProposed
    | HandledAnew
    | ScanFiled
    | ScanFiledFromBatch
    | ScanDesignated
    | ScanToReview
    | MailHandled
    | AnswerEdited
    | ActionDecided
    | ActionsDecided
    | ActionEdited
    | ActionRowDeleted
    | ActionReopened
    | ActionReviewDropped
    | RecurrenceSuspected
    | RecurrenceStated
    | RecurrenceDenied
    | RecurrenceUnsaid
    | MailboxOpened
    | MailboxSearched
    | LedgerRebuilt
    | LineLost
    | Verbatim
    | PeriodReported
    | PeriodCorrected
    | ReportReturned
    | FiguresPublished
    | FiguresWithdrawn
)


def explanation_of(
    number: ComplaintNumber,
    plan: Plan,
    snapshot: Snapshot,
    memory: Memory,
    rules: Rules,
    history: tuple[HistoryLine, ...] = (),
) -> Explanation:
    """Return the course of a complaint, with what the next tick would decide about it."""
    return _Explaining(number, plan, snapshot, memory, rules).whole(history)


class _Explaining:
    """One complaint as it is explained."""

    def __init__(self, number: ComplaintNumber, plan: Plan, snapshot: Snapshot, memory: Memory, rules: Rules) -> None:
        self.number = number
        self.plan = plan
        self.snapshot = snapshot
        self.memory = memory
        self.rules = rules
        self.view: CaseView = plan.views[number]
        self.case: Case = self.view.case
        self.calendar: OfficeCalendar = snapshot.workbook.calendar
        self.columns = tabs()["register"].columns
        self.holds = [(hold.began, hold.until) for hold in self.case.holds]

    def whole(self, history: tuple[HistoryLine, ...]) -> Explanation:
        closed = self.case.outcome is not None
        steps = tuple(map(self._step_turn, self.case.steps))
        return Explanation(
            number=str(self.number),
            at=self._local(self.snapshot.now),
            state=Urgency.ON_HOLD.value if on_hold(self.case, self.snapshot.now) else self.view.status.state,
            closed=closed,
            awaited=None if closed else self._awaited(),
            facts=tuple(self._facts()),
            steps=steps,
            holds=tuple(HeldTime(self._local(since), until and self._local(until)) for since, until in self.holds),
            whole=self._total(),
            mails=(*self._to_complainant(), *self._to_staff()),
            pending=tuple(self._pending()),
            documents=tuple(
                Filed(
                    kind=one.kind.title,
                    form=one.form.value,
                    sequence=one.sequence,
                    filed_at=self._local(one.filed_at),
                    pages=one.pages,
                    shelf=one.shelf,
                )
                for one in self.memory.documents
                if one.number == self.number
            ),
            warnings=self.view.warnings,
            history=tuple(map(self._happened, history)),
        )

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.calendar.hours.zone)

    # -- what is known

    def _awaited(self) -> Awaited:
        status = self.view.status
        by = status.role.value if status.role else ""
        if status.role is Role.GROUP_LEAD and self.case.disposition:
            by = wording.group_lead(self.case.disposition.group)
        return Awaited(status.task, by, status.due and self._local(status.due))

    def _facts(self) -> Iterator[Fact]:
        intake, contact, disposition = self.case.intake, self.case.contact, self.case.disposition
        received = self._local(self.case.stated.received_at)
        yield Fact(wording.CHANNEL, intake.channel.value if not intake.channel_words else FILLED)
        yield Fact(wording.RECEIVED, f"{received:%d/%m/%Y %H.%M}")
        services = self.snapshot.workbook.services.known(SERVICES)
        yield Fact(wording.STATED_SERVICE, intake.stated_service if intake.stated_service in services else FILLED)
        yield Fact(wording.CUSTOMER_MAIL, wording.THERE if contact.email else wording.NOT_THERE)
        yield Fact(wording.CUSTOMER_PHONE, wording.THERE if contact.phone else wording.NOT_THERE)
        if intake.attachments:
            yield Fact(wording.CUSTOMER_ATTACHMENTS, str(len(intake.attachments)))
        if disposition:
            by = ROUTED_BY_TABLE if disposition.by == ROUTED_BY_TABLE else wording.HEAD_OF_OFFICE
            at = f"{self._local(disposition.at):%d/%m/%Y %H.%M}"
            yield Fact(wording.DISPOSITION, wording.disposed(group=disposition.group, by=by, at=at))
        for related in self.view.relations:
            yield Fact(wording.RELATED, related.line)
        for name, text in ((wording.ALIKE, self.view.alike), (wording.ACTIONS, self.view.actions)):
            for line in text.splitlines():
                yield Fact(name, line)
        if told := recurrence.shown(self.case):
            yield Fact(wording.RECURRENCE, told)
        for column in self.columns:
            if text := self.case.cells.get(column.key, ""):
                stale = wording.OF_AN_EARLIER_ROUND if column.key in self.case.stale else ""
                yield Fact(column.heading, f"{self._shown(column, text)}{stale}")

    def _happened(self, line: HistoryLine) -> Happened:
        old, new = self._change(happening := line.happening)
        change = f"{old or '–'} → {new or '–'}" if (old or new) and old != new else ""
        # A kept line reads as it was written, also in an older wording.
        is_named = isinstance(happening, Assigned | FilledByForm | FormAnswerRefused)
        what = nameless(happening) if is_named else line.what
        return Happened(self._local(line.at), what, change)

    def _change(self, happening: Happening) -> tuple[str, str]:
        """Return what something was before and is now; only where these are the office's words, or moments."""
        if isinstance(happening, _Unchanging):
            return "", ""
        match happening:
            case Edited(heading, old, new) | FilledByForm(heading, _, old, new):
                column = next((one for one in self.columns if one.heading == heading), None)
                return (self._shown(column, old), self._shown(column, new)) if column else ("", "")
            case (
                DeadlineMovedByCalendar(before, after)
                | DeadlineMovedByNorm(before, after)
                | FirstChanged(before, after)
            ):
                return before, after

    def _shown(self, column: Column, text: str) -> str:
        """Return a cell's content where it is a choice, a date or the office's number; else say that it is filled."""
        match column.kind:
            case Kind.CHOICE:
                workbook = self.snapshot.workbook
                groups = (group.name for group in workbook.groups)
                lists = (*column.choices, *workbook.causes.listed, *workbook.services.known(SERVICES), *groups)
                safe = text in lists
            case Kind.DATE | Kind.DATETIME:
                safe = _DATE.fullmatch(text) is not None
            case _:
                safe = column.key in _NUMBERS
        return text if safe or not text else FILLED

    # -- time

    def _step_turn(self, record: StepRecord) -> StepTurn:
        norm = self.rules.norms.get(record.step) or self.rules.customer_norms.get(record.step)
        end = record.ended or self.snapshot.now
        return StepTurn(
            step=record.step.value,
            name=STEP_NAMES[record.step],
            round=record.round,
            norm=str(norm or ""),
            measured_only=record.step in self.rules.customer_norms,
            began=self._local(record.began),
            due=record.due and self._local(record.due),
            ended=record.ended and self._local(record.ended),
            late=record.breached,
            spent_minutes=_minutes(self._spent(record)),
            on_hold_minutes=_minutes(self._held(record.began, end)),
            calendar=record.calendar,
        )

    def _spent(self, record: StepRecord) -> timedelta | None:
        if record.took is not None:
            return timedelta(seconds=record.took)
        try:
            return self.calendar.working_time_between(record.began, record.ended or self.snapshot.now, self.holds)
        except CalendarRunOut:
            return None

    def _held(self, began: datetime, end: datetime) -> timedelta | None:
        try:
            worked = self.calendar.working_time_between(began, end, self.holds)
            return self.calendar.working_time_between(began, end) - worked
        except CalendarRunOut:
            return None

    def _total(self) -> Whole:
        norm = TotalNorm.of(self.rules.norms, self.rules.customer_norms)
        allowed = norm.office_time(self.calendar.hours.week)
        parts = [self._spent(record) for record in self.case.steps]
        known = [part for part in parts if part is not None]
        spent = sum(known, timedelta()) if len(known) == len(parts) else None
        within = None if spent is None else spent <= allowed
        return Whole(
            spent_minutes=_minutes(spent), norm=str(norm), norm_minutes=allowed // timedelta(minutes=1), within=within
        )

    # -- mails

    def _to_complainant(self) -> Iterator[MailLine]:
        for key in keys_of(self.memory.results, self.number, Deed.MAIL):
            yield MailLine(what=mail_words(key.detail), to=CUSTOMER, sent=True)
        for mail, why in self._unsent():
            if mail.number == self.number:
                yield MailLine(what=mail_words(mail.key.detail), to=CUSTOMER, sent=False, why=why)
        if EmailAddress.found_in(self.case.contact.email) is None:
            lacking = wording.WRONG_MAIL if self.case.contact.email else wording.NO_MAIL
            chat = wording.BY_CHAT if self.view.chat else ""
            yield MailLine(what=wording.ALL_NEWS, to=CUSTOMER, sent=False, why=f"{lacking}{chat}")

    def _to_staff(self) -> Iterator[MailLine]:
        printed = sorted(text for text in self.memory.covered if ends_of(text)[0] == str(self.number))
        told = [key for text in printed if (key := NoticeKey.read(text))]
        for what, reader in dict.fromkeys((notice_words(key.topic), self._reader(key)) for key in told):
            yield MailLine(what=what, to=reader, sent=True)
        yield from self._untold()
        status = self.view.status
        part = status.role.value if status.role else ""
        for person in status.people:
            if EmailAddress.found_in(person.email) is None:
                yield MailLine(what=wording.ALL_NEWS, to=part, sent=False, why=wording.STAFF_WITHOUT_MAIL)

    def _untold(self) -> Iterator[MailLine]:
        """Return the notices that no mail has carried yet, each once."""
        untold: dict[tuple[str, str], MailLine] = {}
        for notice in self.plan.notices:
            keys = [key for key in notice.keys if str(key) not in self.memory.covered]
            if keys and keys[-1].number == self.number:
                what, reader = notice_words(keys[-1].topic), self._reader(keys[-1])
                untold.setdefault((what, reader), MailLine(what=what, to=reader, sent=False, why=self._why(keys)))
        yield from untold.values()

    def _reader(self, key: NoticeKey) -> str:
        return reader_of(key.reader, self.rules, self.snapshot.workbook.groups)

    def _why(self, keys: Iterable[NoticeKey]) -> str:
        carrying = [why for mail, why in self._unsent() if not set(mail.covers).isdisjoint(map(str, keys))]
        return carrying[0] if carrying else wording.WAITS_FOR_DIGEST

    def _unsent(self) -> Iterator[tuple[SendMail, str]]:
        for effect in self.plan.effects:
            if isinstance(effect, SendMail):
                yield effect, self._reason(effect)
        for mail in self.plan.waiting:
            yield mail, wording.waits_for_office(self._opening())
        for mail in self.plan.held_back:
            yield mail, wording.HELD_BACK

    def _opening(self) -> str:
        try:
            return f"{self.calendar.next_opening(self.snapshot.now):%d/%m/%Y %H.%M}"
        except CalendarRunOut:
            return ""

    # -- other deeds

    def _pending(self) -> Iterator[PendingDeed]:
        for effect in (*self.plan.effects, *self.plan.resting):
            if not isinstance(effect, SendMail) and effect.key.subject == str(self.number):
                yield PendingDeed(deed_of(effect), self._reason(effect))
        for setback in self.memory.setbacks.values():
            if setback.number == self.number and setback.name not in self.plan.keys:
                yield PendingDeed(what_fails(setback), self._failing(setback))

    def _reason(self, effect: Effect) -> str:
        if setback := self.memory.setbacks.get(SetbackName.effect(effect.key)):
            return self._failing(setback)
        if str(effect.key) in self.memory.begun:
            return wording.BEGUN
        return wording.AT_NEXT_SYNC

    def _failing(self, setback: Setback) -> str:
        return f"{how_it_stands(setback, self.calendar.hours.zone)}. {setback.failure.reason}"


def _minutes(time: timedelta | None) -> int | None:
    return None if time is None else time // timedelta(minutes=1)
