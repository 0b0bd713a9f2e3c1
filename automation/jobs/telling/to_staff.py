"""The notices to staff about a case, each matter under a key that is delivered once.

Everything here is derived from the current status of the case; the journal knows what was delivered already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from automation.domain.address import EmailAddress
from automation.domain.addresses import Addresses
from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import EffectKey
from automation.domain.groups import Person
from automation.domain.letter_content import changes_between, entry
from automation.domain.memory import Memory
from automation.domain.notices import (
    ChatDue,
    DispositionMade,
    DispositionMoved,
    Escalation,
    FormAnswerVoid,
    FormContradicted,
    LetterVoid,
    LimitReached,
    MatterRecurred,
    MeetingOff,
    MeetingSet,
    NoticeKey,
    Reminder,
    ReopeningAsked,
    ReportMade,
    ReroutingProposed,
    StepBegun,
    SupportAsked,
    Topic,
    WorkerDecided,
)
from automation.domain.notices import Level as Lateness
from automation.domain.persons import named_in
from automation.domain.rules import Ladder
from automation.domain.vocabulary import STEP_NAMES, Decision, Duty, Level, Role, Step, YesNo
from automation.jobs.telling import wording
from automation.jobs.telling.heading import case_reference, view_of
from automation.jobs.telling.notices import DeliveredNotices, Invited, Notice
from automation.jobs.telling.to_customer import chats_due, sent_before
from automation.jobs.telling.wording import HEAD_CONFIDENTIALITY, HEAD_SUBJECT, INITIALS_ANEW, ROUTED_BY_TABLE
from automation.mail.values import (
    CaseGivenAway,
    CaseReference,
    ChatToSend,
    DispositionAsked,
    DispositionToConfirm,
    DispositionTold,
    DraftReturned,
    DueSoon,
    Escalated,
    FormTorn,
    FormVoid,
    Item,
    LegalLimit,
    LetterForSrikandi,
    LetterReplaced,
    LetterStopped,
    LetterToSign,
    Matter,
    MeetingCancelled,
    MeetingInvitation,
    NotIndependent,
    NumberNeeded,
    Overdue,
    Read,
    Recurs,
    ReopeningToDecide,
    ReportToRead,
    ReroutingToDecide,
    SignedLetterDiffers,
    SupportToGive,
    Task,
)
from automation.register.schema import tabs
from automation.settings.values import OfficeSettings
from automation.workflow import joint_letters
from automation.workflow.case_context import CaseContext
from automation.workflow.case_status import CaseStatus, people_for
from automation.workflow.disposition import Assigned, group_named, rerouted, routed_by, supporters
from automation.workflow.form_cells import torn_in
from automation.workflow.independence import involved, leader_of
from automation.workflow.known_people import known_people
from automation.workflow.ladder import Rung, escalated_at, rung_of
from automation.workflow.letter_numbers import head_of, letter_head
from automation.workflow.outer_limits import pressing
from automation.workflow.phase import Phase, meeting_is_planned
from automation.workflow.reopening import is_proposed
from automation.workflow.versions import versions_before
from automation.workflow.wording import joint_changed, limit_near

#: What follows a step of the same people: they know, since they have just ended that one.
_FOLLOWS_OWN_STEP = frozenset(
    {
        Phase.CAUSE,
        Phase.ACTION,
        Phase.APPLICATION,
        Phase.VERIFICATION,
        Phase.REPLY_TEXT,
        Phase.INITIALS,
        Phase.JOINT_LETTER,
        Phase.DELIVERY,
    }
)

#: How keys say when a meeting is, in office time.
_MOMENT = "%Y-%m-%dT%H.%M"
_OF_ITS_OWN_REPLY = frozenset({Phase.REPLY_TEXT, Phase.INITIALS})

#: What is to be done here stands in no column: it is told in full, also to whom is late by then.
_TOLD_IN_FULL = frozenset({Phase.SIGNED_SCAN, Phase.SIGNED_PDF, Phase.SIGNED_DIFFERS})


#: Where it helps to know of complaints like this one.
_COMPARING = frozenset({Phase.SORTING, Phase.CAUSE})
#: Whoever comes to it reads the complaint, or the draft, in the very mail.
_READING_THE_COMPLAINT = frozenset({Phase.SORTING, Phase.REVIEW})
_READING_THE_DRAFT = frozenset({Phase.INITIALS, Phase.DECISION, Phase.SIGNER_CHANGED})
#: Whoever comes to it reads what went to the complainant before.
_ABOUT_A_LETTER = _READING_THE_DRAFT | {Phase.SIGNED_SCAN}


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
    def form(self) -> str:
        """The link by which it may be decided in the signed form; "" for none."""


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
        yield from self._proposal()
        yield from self._dependent()
        yield from self._recurrence()
        yield from self._form_refused()
        yield from self._form_contradicted()
        yield from self._meetings_off()
        if self.view.case.outcome is None:
            yield from self._present()
            yield from self._void()
            yield from self._escalation()
            yield from self._disposition_told()
            yield from self._given_away()
            yield from self._rerouting()
            yield from self._report()
            yield from self._support()
            yield from self._invitations()
            yield from self._limits()

    def _limits(self) -> Iterator[Notice]:
        """Tell officers and the Kepala Balai of the law's outer limits, when they draw near and when they pass."""
        rules = self.context.rules
        for one in pressing(self.view.case, self.context):
            state = one.state
            topic = LimitReached(state.limit, state.due.isoformat(), one.passed)
            matter = LegalLimit(limit_near(state.limit, state.due, passed=one.passed), one.passed)
            yield from self._to(dict.fromkeys((*self._officers(), rules.head)), [topic], matter, lasting=True)

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
                item=self._item(person, matter),
                since=since,
                at_once=at_once,
                lasting=lasting,
                attachments=self._attachments(person, matter),
            )

    def _attachments(self, person: Person, matter: Matter) -> tuple[EffectKey, ...]:
        """Return the letter that is to be printed; nothing of a complaint goes to whom it names."""
        if not isinstance(matter, LetterToSign) or self._names(person):
            return ()
        made = self.context.replies(DocumentForm.PDF, self.view.case.letter_sequence)
        return tuple(EffectKey.parse(one.effect) for one in made[-1:])

    def _officers(self) -> tuple[Person, ...]:
        return people_for(Role.SERVICE_OFFICER, self.view.case, self.view.facts, self.context)

    def _reference(self) -> CaseReference:
        return case_reference(self.view.case, view_of(self.view.status), self.memory, self.settings)

    def _item(self, person: Person, matter: Matter) -> Item:
        """Return what a mail says; to whom the complaint names it says nothing of what the complaint is about."""
        if not self._names(person):
            return Item(self._reference(), matter)
        bare = replace(matter, read=(), alike=(), changes=(), sent=()) if isinstance(matter, Task) else matter
        bare = replace(bare, read=(), alike=(), sent=()) if isinstance(bare, DueSoon | Overdue) else bare
        bare = replace(bare, sent=()) if isinstance(bare, LetterToSign) else bare
        return Item(replace(self._reference(), subject=wording.NOT_BY_MAIL), bare)

    def _names(self, person: Person) -> bool:
        """Return whether a case is about somebody: they did the work, or the complaint names them."""
        stated = self.view.case.stated
        texts = "\n".join((stated.subject, stated.description, stated.remedy))
        return involved(person, self.view.facts.workers, self.context.known) or named_in(person.name, texts)

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
        in_full = self._says_more(task)
        starts: list[Topic] = [begun] if self._ladder().start or in_full else []
        try:
            rung = self._rung()
        except CalendarRunOut:
            rung = None  # The case's own warning names the year that is missing.
        for person in self.view.status.people:
            news = bool(starts) and self._is_news(begun, person)
            if rung is None or in_full:
                since = self.view.case.current.began
                yield from self._to([person], starts, task, since=since, at_once=news, lasting=True)
            if rung is not None:
                yield from self._reminded(person, rung, [] if in_full else starts, at_once=news)

    def _reminded(self, person: Person, rung: Rung, starts: Sequence[Topic], *, at_once: bool) -> Iterator[Notice]:
        current = self.view.case.current
        reminder = Reminder(level=rung.level, step=current.step, round=current.round, due=self._due(), days=rung.days)
        passed = self._in_minutes() and rung.level is not Lateness.LATE
        first = not self.delivered.has(NoticeKey(self.view.case.number, reminder, person.email))
        yield from self._to(
            [person],
            [*starts, reminder],
            self._reminder(rung),
            since=rung.since,
            at_once=at_once or (passed and first),
            lasting=True,
        )

    def _says_more(self, task: Matter) -> bool:
        """Return whether a reminder would leave out what is to be known of a step: which words changed, or why."""
        tells_why = isinstance(task, DraftReturned | LetterReplaced) or (
            isinstance(task, Task) and bool(task.changes)
        )
        return tells_why or bool(self._left_alone()) or self.view.status.phase in _TOLD_IN_FULL

    def _is_news(self, begun: Topic, person: Person) -> bool:
        """Return whether a step is news to a person: it is not where their own act brought it."""
        number, phase = self.view.case.number, self.view.status.phase
        if phase is Phase.SIGNED_SCAN:
            # Whoever was asked for the letter's number knows that printing it comes next.
            knows = self.delivered.has(NoticeKey(number, self._begun(Phase.LETTER_NUMBER), person.email))
        else:
            follows = phase in _FOLLOWS_OWN_STEP and not self._was_returned() and not self._left_alone()
            knows = follows and self.delivered.knows(person, number)
        return not knows and not self.delivered.has(NoticeKey(number, begun, person.email))

    def _left_alone(self) -> str:
        """Say why a case whose row names another one's letter needs its own all the same; "" where it does not."""
        facts, lead = self.view.facts, self.context.lead
        if self.view.status.phase not in _OF_ITS_OWN_REPLY or lead is None or lead.number != facts.joint_letter:
            return ""
        return joint_letters.refused(self.view.case, facts, self.context)

    def _was_returned(self) -> bool:
        """Return whether the draft came back; a step 8 that is entered again after a reopening did not."""
        case = self.view.case
        # A case that was closed and goes on has entered step 8 several times.
        before = next((one.step for one in reversed(case.steps) if one.step is not Step.REPLY_DRAFT), None)
        came_forward = before is Step.VERIFICATION
        return case.current.step is Step.REPLY_DRAFT and "initials" in case.stale and not came_forward

    def _returned(self, due: datetime | None) -> Matter:
        """Return why step 8 begins again: the draft was sent back, or the letter made of the last one is void."""
        case = self.view.case
        void = case.voided[-1] if case.voided else ""
        if void and case.stale.get("decision", "").casefold() != Decision.RETURNED.value.casefold():
            head = head_of(case.letter_sequence - 1, self.context)
            return LetterReplaced(head.number if head else "", void, due)
        return DraftReturned(case.stale.get("decision_note", ""), due)

    def _ladder(self) -> Ladder:
        return self.context.rules.ladders.get(self.view.case.current.step) or Ladder(
            soon=None, due=False, daily=False
        )

    def _rung(self) -> Rung | None:
        due = self.view.status.due
        return rung_of(due, self._ladder(), self.context.calendar, self.context.now) if due else None

    def _begun(self, phase: Phase) -> StepBegun:
        current = self.view.case.current
        # A reply of its own is another task than the one that a letter for several was to spare them.
        name = f"{phase.value}_alone" if self._left_alone() else phase.value
        return StepBegun(name, current.step, current.round)

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
        alike, read, sent, form = self._alike(), self._to_read(), self._sent(), view.form
        if rung.level is Lateness.SOON:
            return DueSoon(name, task, due, alike, read, sent, form)
        return Overdue(step=name, task=task, due=due, days=rung.days, alike=alike, read=read, sent=sent, form=form)

    def _to_read(self) -> tuple[Read, ...]:
        """Return what a step's people read first: the complaint where it is new, the draft once it is there."""
        case = self.view.case
        if self.view.status.phase in _READING_THE_DRAFT:
            draft = "\n".join(case.draft.content.lines) if case.draft else ""
            return (Read(wording.DRAFT, draft),) if draft else ()
        if self.view.status.phase in _READING_THE_COMPLAINT:
            stated = case.stated
            told = (Read(wording.DESCRIPTION, stated.description), Read(wording.REMEDY, stated.remedy))
            return tuple(one for one in told if one.text.strip())
        return ()

    def _sent(self) -> tuple[str, ...]:
        """Return what the complainant was sent, where a letter to them is decided."""
        if self.view.status.phase not in _ABOUT_A_LETTER:
            return ()
        return sent_before(self.view.case, self.context, self.memory)

    def _alike(self) -> tuple[str, ...]:
        return self.context.alike if self.view.status.phase in _COMPARING else ()

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

    def _draft_was_not_seen(self) -> bool:
        return self.context.draft is None and not self.context.draft_is_gone

    def _task(self) -> Matter | None:
        view = self.view
        case, facts, status = view.case, view.facts, view.status
        due = status.due
        match status.phase:
            case Phase.LETTER | Phase.CLOSING | Phase.CLOSED:
                return None
            case Phase.ASK_HEAD:
                found = routed_by(facts, self.context.groups)
                return DispositionAsked("" if isinstance(found, Assigned) else found.reason, due)
            case Phase.CONFIRMATION:
                group = group_named(case.proposed, self.context.groups)
                return DispositionToConfirm(case.proposed, group.lead.name if group else "", due)
            case Phase.LETTER_NUMBER:
                return NumberNeeded(due)
            case Phase.SIGNED_SCAN | Phase.SIGNED_PDF | Phase.SIGNED_DIFFERS:
                return self._to_sign(status.phase)
            case Phase.INITIALS if facts.initials and self._draft_was_not_seen():
                return None  # They have initialled; what they initialled could not be looked at.
            case Phase.INITIALS if case.asked_about is not None:
                return self._of_draft(INITIALS_ANEW)
            case Phase.DECISION:
                return self._of_draft(status.task)
            case Phase.REPLY_TEXT | Phase.INITIALS if self._was_returned():
                return self._returned(due)
            case _:
                task = " ".join(filter(None, (self._left_alone(), _with_reason(case, status))))
                step = _step_name(case.current.step)
                alike, read = self._alike(), self._to_read()
                return Task(
                    step=step, task=task, due=due, round=case.current.round, alike=alike, read=read, form=view.form
                )

    def _to_sign(self, phase: Phase) -> Matter:
        letter, due = self.view.case.letter_sequence, self.view.status.due
        if phase is Phase.SIGNED_PDF:
            return self._for_srikandi()
        if phase is Phase.SIGNED_DIFFERS:
            back = self.context.signed_letter(letter)
            link = self._addresses.file(back.file) if back else ""
            return SignedLetterDiffers(back.differences if back else "", link, due)
        made = self.context.replies(DocumentForm.PDF, letter)
        link = self._addresses.file(made[-1].file) if made else ""
        number = letter_head(self.view.case, self.view.facts, self.context).number
        return LetterToSign(number, link, due, self._sent())

    def _for_srikandi(self) -> LetterForSrikandi:
        case, srikandi = self.view.case, self.settings.srikandi
        made = self.context.replies(DocumentForm.SRIKANDI, case.letter_sequence)
        contact, lines = case.contact, case.draft.content.lines if case.draft else ()
        return LetterForSrikandi(
            link=self._addresses.file(made[-1].file) if made else "",
            subject=entry(lines, HEAD_SUBJECT),
            addressee=", ".join(filter(None, (contact.complainant, contact.company))),
            classification=srikandi.classification,
            confidentiality=entry(lines, HEAD_CONFIDENTIALITY) or srikandi.confidentiality,
            urgency=srikandi.urgency,
            due=self.view.status.due,
        )

    def _of_draft(self, task: str) -> Task:
        """Return a task about the draft as it is now, with what changed since it was last initialled."""
        case = self.view.case
        before, now = case.asked_about, case.draft.content if case.draft else None
        return Task(
            step=_step_name(case.current.step),
            task=task,
            due=self.view.status.due,
            round=case.current.round,
            version=now.seal.name if now else "",
            changes=(*self._answers_others(), *(changes_between(before.lines, now.lines) if before and now else ())),
            read=self._to_read(),
            sent=self._sent(),
            form=self.view.form,
        )

    def _answers_others(self) -> tuple[str, ...]:
        """Return which complaints the draft was initialled for and which it shall answer, where these are others."""
        case, now = self.view.case, tuple(one.number for one in self.context.joining)
        if case.asked_about is None or frozenset(now) == frozenset(case.joint_with):
            return ()
        return (joint_changed(case.joint_with, now),)

    # -- what else people should know

    def _void(self) -> Iterator[Notice]:
        """Tell officers that a letter is void which they were to sign, print or hand over, until the next is made."""
        case = self.view.case
        letter, reason = len(case.voided), case.voided[-1] if case.voided else ""
        if reason and not self.context.letter_is_made(case.letter_sequence):
            head = head_of(letter, self.context)
            matter = LetterStopped(head.number if head else "", reason, self.context.is_electronic(letter))
            yield from self._to(self._officers(), [LetterVoid(letter)], matter, at_once=True)

    def _dependent(self) -> Iterator[Notice]:
        """Tell the Kepala Balai who did the work and verified or approved; their superior, where it is themselves."""
        rules = self.context.rules
        for one in self.view.case.dependent:
            duty, _, who = one.partition(": ")
            is_head = involved(rules.head, [who], self.context.known)
            above = [rules.superior] if is_head and rules.superior else []
            topic = WorkerDecided(Duty(duty), sha256(who.encode()).hexdigest()[:8])
            yield from self._to([rules.head, *above], [topic], NotIndependent(Duty(duty), who), at_once=True)

    def _recurrence(self) -> Iterator[Notice]:
        """Tell the Kepala Balai of a matter that came back, once the lead says so."""
        found = self.view.case.recurrence
        if found is not None and found.stated is YesNo.YES:
            topic = MatterRecurred(str(found.of))
            yield from self._to([self.context.rules.head], [topic], Recurs(str(found.of)), at_once=True)

    def _report(self) -> Iterator[Notice]:
        """Give the Kepala Balai the report of step 7, of rounds that were decided since she is told of them."""
        if not self.view.case.decided or self.view.case.current.step < Step.REPLY_DRAFT:
            return
        made = [one for one in self.context.documents if one.kind is DocumentKind.LAPORAN_TINDAKAN]
        for one in [one for one in made if one.form is DocumentForm.DOCX][-1:]:
            matter = ReportToRead(self._addresses.file(one.file))
            yield from self._to([self.context.rules.head], [ReportMade(one.sequence)], matter, since=one.filed_at)

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

    def _given_away(self) -> Iterator[Notice]:
        """Tell who led the group that handled the case until now, where they had heard of it."""
        held, facts, context = self.view.case.disposition, self.view.facts, self.context
        if held is None or not held.former:
            return
        groups = [group_named(name, context.groups) for name in (held.former, held.group)]
        before, now = [leader_of(one, facts.workers, context.today, context.known) if one else None for one in groups]
        if before is not None and before != now and self.delivered.knows(before, self.view.case.number):
            matter = CaseGivenAway(held.group, now.name if now else "")
            yield from self._to([before], [DispositionMoved(held.sequence)], matter, at_once=True)

    def _invitations(self) -> Iterator[Notice]:
        view, at, place = self.view, self.view.facts.meeting_at, self.view.facts.meeting_place
        if at is None or at <= self.context.now or not place or not meeting_is_planned(view.case, view.facts):
            return
        known = known_people(self.context.groups, self.context.rules)
        guests = [
            known.get(address.folded, Person(str(address), str(address)))
            for address in map(EmailAddress.found_in, view.facts.meeting_participants)
            if address
        ]
        leaders = people_for(Role.GROUP_LEAD, view.case, view.facts, self.context)
        moment = f"{at:{_MOMENT}}"
        version = versions_before(DocumentKind.UNDANGAN_RAPAT, view.case, moment) + 1
        told = self.delivered.meetings(view.case.number)
        for person in dict.fromkeys([*leaders, *guests]):
            before = told.get((moment, person.email), Invited())
            topic = MeetingSet(moment, version + before.times_off)
            yield from self._to([person], [topic], MeetingInvitation(at, place), at_once=True)

    def _meetings_off(self) -> Iterator[Notice]:
        """Tell whoever was invited that a meeting to come is off, or is at another time."""
        case, facts = self.view.case, self.view.facts
        if not any(one.kind is DocumentKind.UNDANGAN_RAPAT for one in self.context.documents):
            return
        calls = case.outcome is None and facts.meeting_needed is YesNo.YES
        known = known_people(self.context.groups, self.context.rules)
        for (moment, reader), told in self.delivered.meetings(case.number).items():
            at = datetime.strptime(moment, _MOMENT).replace(tzinfo=self.context.calendar.hours.zone)
            is_on = calls and ("meeting_at" in facts.unreadable or facts.meeting_at == at)
            if told.expects and not is_on and at > self.context.now:
                address = EmailAddress.found_in(reader)
                person = (known.get(address.folded) if address else None) or Person(reader, reader)
                topic = MeetingOff(moment, told.last)
                yield from self._to([person], [topic], MeetingCancelled(at), at_once=True)

    def _rerouting(self) -> Iterator[Notice]:
        held = self.view.case.disposition
        group = rerouted(self.view.case, self.view.facts, self.context)
        if held is not None and group is not None:
            topic = ReroutingProposed(held.sequence, _mark(group.name))
            matter = ReroutingToDecide(self.view.facts.service, group.name)
            yield from self._to([self.context.rules.head], [topic], matter, at_once=True)

    def _support(self) -> Iterator[Notice]:
        """Tell the leads of other working groups that they are to support the one in charge."""
        held = self.view.case.disposition
        if held is None:
            return
        group = group_named(held.group, self.context.groups)
        for helper, leader in supporters(self.view.case, self.view.facts, self.context):
            matter = SupportToGive(group=helper.name, in_charge=held.group, lead=group.lead.name if group else "")
            topic = SupportAsked(len(self.view.case.reopenings) + 1, _mark(helper.name))
            yield from self._to([leader], [topic], matter, at_once=True)

    def _proposal(self) -> Iterator[Notice]:
        """Ask the Kepala Balai about a proposal to reopen the case, as long as it stands in its row."""
        case = self.view.case
        if not is_proposed(case):
            return
        topic = ReopeningAsked(len(case.reopenings) + 1, _mark(case.proposal))
        matter = ReopeningToDecide(case.proposal)
        yield from self._to([self.context.rules.head], [topic], matter, at_once=True)

    def _form_refused(self) -> Iterator[Notice]:
        """Tell whoever decided through the signed form in vain; a stranger's address is nobody's of the office."""
        for one in self.view.case.heard:
            if one.refused is not None and (person := self._known(one.by)):
                matter = FormVoid(_step_name(one.step), one.refused.value)
                yield from self._to([person], [FormAnswerVoid(_mark(one.response))], matter, at_once=True)

    def _form_contradicted(self) -> Iterator[Notice]:
        """Ask whoever decided through the signed form where the Register says something else."""
        case = self.view.case
        torn = {key: case.by_form[key] for key in torn_in(case)}
        for by in dict.fromkeys(one.by for one in torn.values()):
            theirs = {key: (one.text, case.cells.get(key, "")) for key, one in torn.items() if one.by == by}
            headings = tabs()["register"]
            said = tuple(f"{headings.column(key).heading}: {form} – {cell}" for key, (form, cell) in theirs.items())
            if person := self._known(by):
                topic = FormContradicted(_mark("\n".join(said)))
                yield from self._to([person], [topic], FormTorn(said), at_once=True, lasting=True)

    def _known(self, by: str) -> Person | None:
        people = known_people(self.context.groups, self.context.rules)
        return people.get(by) or next((one for one in people.values() if one.name == by), None)

    def _chats(self) -> Iterator[Notice]:
        case, officers = self.view.case, self._officers()
        since = case.closed_at or case.current.began
        for chat in chats_due(case, self.view.facts, self.context, self.settings):
            news = chat.name.news
            matter = ChatToSend(news.title, chat.link)
            yield from self._to(officers, [ChatDue(chat.name)], matter, since=since, at_once=news.presses)


def _with_reason(case: Case, status: CaseStatus) -> str:
    """Return what is to be done, with why the case came back, where it did."""
    if status.phase is Phase.SORTING and case.firsts:
        return wording.sorted_anew(str(case.firsts[-1]), status.task)
    if status.phase is Phase.REVIEW and case.reopenings:
        return wording.handled_anew(case.reopenings[-1].reason, status.task)
    return status.task


def _mark(text: str) -> str:
    """Return what stands for a text in a key, where no words of the office's may stand."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _step_name(step: Step) -> str:
    return f"Langkah {step.value}: {STEP_NAMES[step]}"
