"""The notices to staff about a case, each matter under a key that is delivered once.

Everything here is derived from the current status of the case; the journal knows what was delivered already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from automation.domain.address import EmailAddress
from automation.domain.addresses import Addresses
from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentKind
from automation.domain.effects import Deed, EffectKey
from automation.domain.groups import Person
from automation.domain.memory import Memory
from automation.domain.notices import (
    ChatDue,
    DispositionMade,
    Escalation,
    MeetingSet,
    NoticeKey,
    Reminder,
    StepBegun,
    Topic,
)
from automation.domain.notices import Level as Lateness
from automation.domain.rules import Ladder
from automation.domain.vocabulary import STEP_NAMES, Level, Role, Step
from automation.jobs.telling.heading import case_reference
from automation.jobs.telling.notices import DeliveredNotices, Notice
from automation.jobs.telling.to_customer import chats_due
from automation.jobs.telling.wording import ROUTED_BY_TABLE
from automation.mail.values import (
    CaseReference,
    ChatToSend,
    DispositionAsked,
    DispositionToConfirm,
    DispositionTold,
    DraftReturned,
    DueSoon,
    Escalated,
    Item,
    LetterToSign,
    Matter,
    MeetingInvitation,
    NumberNeeded,
    Overdue,
    Task,
)
from automation.settings.values import OfficeSettings
from automation.workflow.case_context import CaseContext
from automation.workflow.case_status import CaseStatus, people_for
from automation.workflow.disposition import Assigned, group_named, routed
from automation.workflow.ladder import Rung, escalated_at, rung_of
from automation.workflow.phase import Phase, letter_number

#: What follows a step of the same people: they know, since they have just ended that one.
_FOLLOWS_OWN_STEP = frozenset(
    {
        Phase.CAUSE,
        Phase.ACTION,
        Phase.APPLICATION,
        Phase.VERIFICATION,
        Phase.REPLY_TEXT,
        Phase.INITIALS,
        Phase.DELIVERY,
    }
)


class CaseToTell(Protocol):
    """What a notice needs to know of a case."""

    @property
    def case(self) -> Case:
        """The case."""

    @property
    def facts(self) -> StaffFacts:
        """Its facts."""

    @property
    def status(self) -> CaseStatus:
        """Its status."""

    @property
    def row(self) -> int | None:
        """Its row in the Register, 0 being the heading; None while it has none."""


def notices_for(
    view: CaseToTell, context: CaseContext, memory: Memory, delivered: DeliveredNotices, settings: OfficeSettings
) -> tuple[Notice, ...]:
    """Return the notices that hold for a case now, delivered or not; who has no address reads the workbook."""
    found = _Case(view=view, context=context, memory=memory, delivered=delivered, settings=settings).notices()
    return tuple(notice for notice in found if EmailAddress.found_in(notice.person.email) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One case as its notices are derived from it."""

    view: CaseToTell
    context: CaseContext
    memory: Memory
    delivered: DeliveredNotices
    settings: OfficeSettings

    def notices(self) -> Iterator[Notice]:
        yield from self._chats()
        if self.view.case.outcome is None:
            yield from self._present()
            yield from self._escalation()
            yield from self._disposition_told()
            yield from self._invitations()

    def _to(
        self,
        people: Iterable[Person],
        topics: Sequence[Topic],
        matter: Matter,
        *,
        since: datetime | None = None,
        at_once: bool = False,
        lasting: bool = False,
    ) -> Iterator[Notice]:
        number = self.view.case.number
        for person in people:
            keys = tuple(NoticeKey(number, topic, person.email) for topic in topics)
            yield Notice(
                keys=keys,
                person=person,
                item=Item(self._reference(), matter),
                since=since,
                at_once=at_once,
                lasting=lasting,
            )

    def _reference(self) -> CaseReference:
        return case_reference(self.view.case, self.view.row, self.memory, self.settings)

    @property
    def _addresses(self) -> Addresses:
        return Addresses(self.settings.google.base_address)

    # -- the step the case stands in, as it comes, draws near and passes its deadline

    def _present(self) -> Iterator[Notice]:
        """Return one notice for the current step; a reminder counts for the start of the step too."""
        task = self._task()
        if task is None:
            return
        begun = self._begun(self.view.status.phase)
        starts: list[Topic] = [begun] if self._ladder().start else []
        try:
            rung = self._rung()
        except CalendarRunOut:
            rung = None  # The case's own warning names the year that is missing.
        number = self.view.case.number
        for person in self.view.status.people:
            news = bool(starts) and self._is_news(begun, person)
            if rung is None:
                since = self.view.case.current.began
                yield from self._to([person], starts, task, since=since, at_once=news, lasting=True)
            else:
                current = self.view.case.current
                reminder = Reminder(
                    level=rung.level, step=current.step, round=current.round, due=self._due(), days=rung.days
                )
                reached = [*starts, reminder]
                passed = self._in_minutes() and rung.level is not Lateness.LATE
                at_once = news or (passed and not self.delivered.has(NoticeKey(number, reminder, person.email)))
                matter = self._reminder(rung)
                yield from self._to([person], reached, matter, since=rung.since, at_once=at_once, lasting=True)

    def _is_news(self, begun: Topic, person: Person) -> bool:
        """Return whether a step is news to a person: it is not where their own act brought it."""
        number, phase = self.view.case.number, self.view.status.phase
        if phase is Phase.SIGNED_SCAN:
            # Whoever was asked for the letter's number knows that printing it comes next.
            knows = self.delivered.has(NoticeKey(number, self._begun(Phase.LETTER_NUMBER), person.email))
        else:
            follows = phase in _FOLLOWS_OWN_STEP and not self._was_returned()
            knows = follows and self.delivered.knows(person, number)
        return not knows and not self.delivered.has(NoticeKey(number, begun, person.email))

    def _was_returned(self) -> bool:
        """Return whether the draft came back; a step 8 that is entered again after a reopening did not."""
        case = self.view.case
        return case.current.step is Step.REPLY_DRAFT and "initials" in case.stale

    def _ladder(self) -> Ladder:
        return self.context.rules.ladders.get(self.view.case.current.step) or Ladder(
            soon=None, due=False, daily=False
        )

    def _rung(self) -> Rung | None:
        due = self.view.status.due
        return rung_of(due, self._ladder(), self.context.calendar, self.context.now) if due else None

    def _begun(self, phase: Phase) -> StepBegun:
        current = self.view.case.current
        return StepBegun(phase.value, current.step, current.round)

    def _due(self) -> str:
        due = self.view.status.due or self.context.now
        return f"{due.astimezone(self.context.calendar.hours.zone):%Y-%m-%dT%H.%M}"

    def _in_minutes(self) -> bool:
        norm = self.context.rules.norms.get(self.view.case.current.step)
        return norm is not None and norm.minutes is not None

    def _reminder(self, rung: Rung) -> Matter:
        view = self.view
        name, task, due = _step_name(view.case.current.step), view.status.task, view.status.due
        if due is None:
            raise ValueError("a step without a deadline has no rung")
        return (
            DueSoon(name, task, due)
            if rung.level is Lateness.SOON
            else Overdue(step=name, task=task, due=due, days=rung.days)
        )

    def _escalation(self) -> Iterator[Notice]:
        """Return the notices of a step long overdue: to the Kepala Balai, or their superior where it is their own."""
        view, context = self.view, self.context
        due = view.status.due
        if due is None or not view.status.people:
            return
        try:
            at = escalated_at(due, self._ladder(), context.calendar)
        except CalendarRunOut:
            return
        if at is None or context.now <= at:
            return
        own = view.status.role is Role.HEAD_OF_OFFICE
        above = context.rules.superior if own else context.rules.head
        if above is not None:
            step = view.case.current.step
            movable = view.status.role is Role.GROUP_LEAD and step is not Step.REPLY_DRAFT
            matter = Escalated(step=_step_name(step), responsible=view.status.responsible, due=due, movable=movable)
            topic = Escalation(step, view.case.current.round, self._due())
            yield from self._to([above], [topic], matter, since=at, lasting=True)

    def _task(self) -> Matter | None:
        view = self.view
        case, facts, status = view.case, view.facts, view.status
        due = status.due
        match status.phase:
            case Phase.LETTER | Phase.CLOSING | Phase.CLOSED:
                return None
            case Phase.ASK_HEAD:
                found = routed(facts.service, self.context.groups)
                return DispositionAsked("" if isinstance(found, Assigned) else found.reason, due)
            case Phase.CONFIRMATION:
                group = group_named(case.proposed, self.context.groups)
                return DispositionToConfirm(case.proposed, group.lead.name if group else "", due)
            case Phase.LETTER_NUMBER:
                return NumberNeeded(due)
            case Phase.SIGNED_SCAN:
                key = EffectKey.of(case.number, Deed.PDF, DocumentKind.SURAT_BALASAN.value)
                pdf = self.memory.results.get(str(key), "")
                link = self._addresses.file(pdf) if pdf else ""
                return LetterToSign(letter_number(case, facts), link, due)
            case Phase.REPLY_TEXT | Phase.INITIALS if self._was_returned():
                return DraftReturned(case.stale.get("decision_note", ""), due)
            case _:
                return Task(step=_step_name(case.current.step), task=status.task, due=due, round=case.current.round)

    # -- what else people should know

    def _disposition_told(self) -> Iterator[Notice]:
        held = self.view.case.disposition
        if held is None or held.by != ROUTED_BY_TABLE:
            return
        group = group_named(held.group, self.context.groups)
        told = DispositionTold(held.group, group.lead.name if group else "")
        # A severe complaint is one that the Kepala Balai may want to give to somebody else before work begins.
        severe = self.view.facts.level is Level.SEVERE
        topic = DispositionMade(held.sequence)
        yield from self._to([self.context.rules.head], [topic], told, since=held.at, at_once=severe)

    def _invitations(self) -> Iterator[Notice]:
        view, at = self.view, self.view.facts.meeting_at
        with_group = Step.REVIEW <= view.case.current.step <= Step.VERIFICATION
        if at is None or at <= self.context.now or not with_group:
            return
        guests = [Person(name, name) for name in view.facts.meeting_participants if EmailAddress.found_in(name)]
        leaders = people_for(Role.GROUP_LEAD, view.case, view.facts, self.context)
        topic = MeetingSet(f"{at:%Y-%m-%dT%H.%M}")
        yield from self._to([*leaders, *guests], [topic], MeetingInvitation(at), at_once=True)

    def _chats(self) -> Iterator[Notice]:
        case, officers = self.view.case, self.context.rules.officers
        since = case.closed_at or case.current.began
        for chat in chats_due(case, self.view.facts, self.context, self.settings):
            news = chat.name.news
            matter = ChatToSend(news.title, chat.link)
            yield from self._to(officers, [ChatDue(chat.name)], matter, since=since, at_once=news.presses)


def _step_name(step: Step) -> str:
    return f"Langkah {step.value}: {STEP_NAMES[step]}"
