"""The notices about actions: who is to plan, do or check one, by the same ladder as a step; and what is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from automation.domain.address import EmailAddress
from automation.domain.calendar import CalendarRunOut, OfficeCalendar
from automation.domain.groups import Person, WorkingGroup
from automation.domain.notices import (
    ActionEscalated,
    ActionReminder,
    ActionToPlan,
    ActionTurn,
    EvidenceLost,
    Level,
    NoticeKey,
    Topic,
)
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import DAYS_LADDER, Ladder, Rules
from automation.domain.vocabulary import Step
from automation.jobs.telling.notices import Notice
from automation.mail.values import (
    ActionAwaited,
    ActionOverdue,
    ActionUnplanned,
    CaseReference,
    EvidenceMissing,
    Item,
    Matter,
)
from automation.workflow.actions import ActionStanding, ActionState, is_checker, owner_in
from automation.workflow.disposition import group_named
from automation.workflow.known_people import everybody
from automation.workflow.ladder import Rung, escalated_at, rung_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The office around its actions.

    Attributes:
        lost: printed keys of actions whose evidence is gone.
        references: of complaints with actions, how a digest heads them.
        groups_of: the name of the working group in charge of a complaint.
    """

    groups: tuple[WorkingGroup, ...]
    rules: Rules
    calendar: OfficeCalendar
    now: datetime
    lost: frozenset[str] = frozenset()
    references: Mapping[ComplaintNumber, CaseReference] = field(default_factory=dict)
    groups_of: Mapping[ComplaintNumber, str] = field(default_factory=dict)

    @property
    def known(self) -> tuple[Person, ...]:
        """Everybody whom the office knows."""
        return everybody(self.groups, self.rules)

    @property
    def ladder(self) -> Ladder:
        """The rungs of an action: those of the step in which it is applied."""
        return self.rules.ladders.get(Step.VERIFICATION) or DAYS_LADDER

    def leads(self, number: ComplaintNumber | None) -> tuple[Person, ...]:
        """Return who answers for the actions of a complaint, or of none."""
        group = group_named(self.groups_of.get(number, ""), self.groups) if number else None
        if group is None:
            return (self.rules.head,)
        away = group.lead_is_away(self.calendar.hours.day_of(self.now)) and group.deputy is not None
        return (group.deputy,) if away and group.deputy else (group.lead,)


def notices_of(standings: Iterable[ActionStanding], around: Around) -> Iterator[Notice]:
    """Return the notices that hold for actions now, delivered or not; who has no address reads the workbook."""
    for standing in standings:
        if standing.state.is_open:
            for notice in _Owed(standing, around).notices():
                if EmailAddress.found_in(notice.person.email) is not None:
                    yield notice


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionToDo:
    """An action that waits for somebody.

    Attributes:
        people: who are to plan, do or check it.
        due: until when, as a moment; None where nobody says.
    """

    standing: ActionStanding
    people: tuple[Person, ...]
    due: datetime | None
    is_late: bool


def actions_to_do(standings: Iterable[ActionStanding], around: Around) -> tuple[ActionToDo, ...]:
    """Return what waits to be planned or done, and of the later checks those that are told of by mail."""
    found = (_Owed(one, around).to_do() for one in standings if one.state.is_open)
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class _Owed:
    """One action as its notices are derived from it."""

    standing: ActionStanding
    around: Around

    def notices(self) -> Iterator[Notice]:
        match self.standing.state:
            case ActionState.TO_PLAN:
                matter = ActionUnplanned(self._code, self.standing.what)
                people = self.around.leads(self._number)
                yield from self._to(people, [ActionToPlan(self._code)], matter, since=self._listed)
            case ActionState.AT_WORK:
                yield from self._by_the_ladder(ActionTurn.WORK, self._owners())
            case _:
                yield from self._by_the_ladder(ActionTurn.CHECK, self._checkers())
        yield from self._lost_evidence()

    def to_do(self) -> ActionToDo | None:
        """Return what waits; None for a check that is far away."""
        state, around = self.standing.state, self.around
        at, rung, _ = self._deadline()
        match state:
            case ActionState.TO_PLAN:
                people = around.leads(self._number)
            case ActionState.AT_WORK:
                people = self._owners()
            case _ if rung is None:
                return None
            case _:
                people = self._checkers()
        is_late = at is not None and at < around.now
        return ActionToDo(standing=self.standing, people=people, due=at, is_late=is_late)

    def _deadline(self) -> tuple[datetime | None, Rung | None, datetime | None]:
        """Return the moment until when, the rung of the ladder reached, and when it goes further up; None of none."""
        if self.standing.due is None:
            return None, None, None
        ladder, calendar, now = self.around.ladder, self.around.calendar, self.around.now
        try:
            at = _end_of(self.standing.due, calendar)
            return at, rung_of(at, ladder, calendar, now), escalated_at(at, ladder, calendar)
        except CalendarRunOut:
            # A day beyond the tab Hari Libur is far away; once it is near, every case warns of the year.
            return None, None, None

    @property
    def _number(self) -> ComplaintNumber | None:
        return self.standing.action.number

    @property
    def _code(self) -> str:
        return self.standing.action.name.code

    @property
    def _listed(self) -> datetime:
        """Return the end of the day on which it was listed: whoever decides may plan it at once."""
        zone = self.around.calendar.hours.zone
        return datetime.combine(self.standing.action.listed_on, time(23, 59), zone)

    def _owners(self) -> tuple[Person, ...]:
        """Return who is responsible; where that person has no address, who answers for it."""
        facts, known = self.standing.facts, self.around.known
        if address := EmailAddress.found_in(facts.owner):
            person = owner_in(facts, known)
            return (person or Person(str(address), str(address)),)
        person = owner_in(facts, known)
        return (person,) if person and person.email else self.around.leads(self._number)

    def _checkers(self) -> tuple[Person, ...]:
        """Return who is to check: who answers for it, or where they did it themselves, their deputy or superior."""
        known, facts = self.around.known, self.standing.facts
        group = group_named(self.around.groups_of.get(self._number, ""), self.around.groups) if self._number else None
        deputies = (group.deputy,) if group and group.deputy else ()
        for person in (*self.around.leads(self._number), *deputies, self.around.rules.head):
            if is_checker(person, facts, known):
                return (person,)
        return (self.around.rules.superior,) if self.around.rules.superior else (self.around.rules.head,)

    def _by_the_ladder(self, turn: ActionTurn, people: tuple[Person, ...]) -> Iterator[Notice]:
        due = self.standing.due
        if due is None:
            return
        _, rung, escalated = self._deadline()
        if rung is not None:
            yield from self._reminded(turn, people, rung, due)
        if escalated is not None and self.around.now > escalated:
            topic = ActionEscalated(turn, self._code, due.isoformat())
            names = ", ".join(person.name for person in people)
            matter = ActionOverdue(turn=turn, code=self._code, what=self.standing.what, until=due, who=names)
            above = tuple(one for one in (self.around.rules.head,) if one not in people)
            yield from self._to(above, [topic], matter, since=escalated)

    def _reminded(self, turn: ActionTurn, people: tuple[Person, ...], rung: Rung, due: date) -> Iterator[Notice]:
        topic = ActionReminder(turn=turn, level=rung.level, code=self._code, due=due.isoformat(), days=rung.days)
        late = rung.level is not Level.SOON
        matter = ActionAwaited(turn=turn, code=self._code, what=self.standing.what, until=due, is_late=late)
        yield from self._to(people, [topic], matter, since=rung.since)

    def _lost_evidence(self) -> Iterator[Notice]:
        if self.standing.action.key in self.around.lost:
            mark = hashlib.sha256(self.standing.facts.evidence.encode()).hexdigest()[:8]
            people = dict.fromkeys((*self._owners(), *self.around.leads(self._number)))
            matter = EvidenceMissing(self._code, self.standing.what)
            yield from self._to(tuple(people), [EvidenceLost(self._code, mark)], matter)

    def _to(
        self, people: Iterable[Person], topics: list[Topic], matter: Matter, since: datetime | None = None
    ) -> Iterator[Notice]:
        for person in people:
            keys = tuple(NoticeKey(self._number, topic, person.email) for topic in topics)
            yield Notice(keys=keys, person=person, item=Item(self._reference(), matter), since=since, lasting=True)

    def _reference(self) -> CaseReference:
        found = self.around.references.get(self._number) if self._number else None
        return found or CaseReference(number=self.standing.action.key, subject=self.standing.what)


def _end_of(day: date, calendar: OfficeCalendar) -> datetime:
    """Return the end of a day's office hours, or of the last working day before it.

    Raises:
        CalendarRunOut: the calendar does not cover it.
    """
    while not calendar.is_working_day(day):
        day = date.fromordinal(day.toordinal() - 1)
    return datetime.combine(day, calendar.hours_on(day).spans[-1].closes, calendar.hours.zone)
