"""What a tick should do, as a value: `decide` makes it, `act` does it, and what explains a tick reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from automation.domain.actions import Action
from automation.domain.case import Case, Event
from automation.domain.complaint import StaffFacts
from automation.domain.effects import Effect, EffectKey, SendMail
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName
from automation.domain.survey import SurveyAnswer
from automation.jobs.telling import to_owners
from automation.jobs.telling.notices import Notice
from automation.jobs.trouble import Trouble
from automation.workflow.case_status import CaseStatus
from automation.workflow.relations import Related


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case as this tick sees it, after its facts were taken in; of a broken one nothing new could be derived.

    Attributes:
        folder: the id of its folder; "" while there is none.
        reply: the id of the draft of its reply that counts; "" while there is none.
    """

    case: Case
    facts: StaffFacts
    status: CaseStatus
    warnings: tuple[str, ...]
    chat: str = ""
    letter: str = ""
    is_broken: bool = False
    relations: tuple[Related, ...] = ()
    papers: str = ""
    alike: str = ""
    actions: str = ""
    owner: str = ""
    form: str = ""
    folder: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a tick should do.

    Attributes:
        cases: new and changed cases.
        events: what goes into Riwayat.
        effects: what to do outside, in order; nothing in it was done before.
        views: every case, by number, in the order of registration.
        moving: those that were derived in this tick, or put beside others; without an effect on what is done.
        at_rest: all others; the very same mapping as long as none of it is another.
        problems: what concerns the office as a whole, in Indonesian.
        held_back: mails that an unlikely plan would send; a person must say that it is right.
        events_of: what goes into Riwayat when an effect is begun, by the effect's key.
        survey_answers: the survey's answers that are new.
        actions: new and changed rows of the tab Tindakan.
        shelves: where papers lie by now, by the printed key of their document; those that lay elsewhere.
        waiting: mails that wait for the office to open.
        notices: everything that staff should know now, delivered or not.
        to_do: what waits in the tab Tindakan.
        to_review: the complaints whose actions are to be reviewed, however far off the day for it is.
        resting: effects that failed before and are left alone for a while.
        troubles: what could not be derived, by name; all else was.
    """

    cases: tuple[Case, ...]
    events: tuple[Event, ...]
    effects: tuple[Effect, ...]
    views: Mapping[ComplaintNumber, CaseView]
    problems: tuple[str, ...]
    held_back: tuple[SendMail, ...] = ()
    events_of: Mapping[EffectKey, tuple[Event, ...]] = field(default_factory=dict)
    survey_answers: tuple[SurveyAnswer, ...] = ()
    shelves: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    waiting: tuple[SendMail, ...] = ()
    notices: tuple[Notice, ...] = ()
    to_do: tuple[to_owners.ActionToDo, ...] = ()
    to_review: frozenset[ComplaintNumber] = frozenset()
    resting: tuple[Effect, ...] = ()
    troubles: Mapping[SetbackName, Trouble] = field(default_factory=dict)
    moving: tuple[CaseView, ...] = field(default=(), compare=False)
    at_rest: Mapping[ComplaintNumber, CaseView] = field(default_factory=dict, compare=False)

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of everything that is wanted and not done, now or later."""
        return frozenset(str(one.key) for one in (*self.effects, *self.waiting, *self.held_back, *self.resting))

    @property
    def statuses(self) -> Mapping[ComplaintNumber, str]:
        """The status in words of each complaint that was derived in this tick, where that could be done."""
        return {view.case.number: view.status.state for view in self.moving if not view.is_broken}

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.cases or self.events or self.effects or self.survey_answers or self.shelves or self.actions)

    @property
    def mails_first(self) -> Plan:
        """The same plan with what is sent before all else."""
        return replace(self, effects=tuple(sorted(self.effects, key=lambda one: not isinstance(one, SendMail))))

    @property
    def without_mails(self) -> Plan:
        """The same plan without what would be sent."""
        return replace(self, effects=tuple(one for one in self.effects if not isinstance(one, SendMail)))
