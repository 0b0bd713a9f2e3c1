"""The tab Tindakan: rows that the job lists, what people wrote beside them, and where each action stands."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from itertools import chain

from automation.domain.actions import FEWEST_FREE_ROWS, FREE_ROWS, Action, ActionKey, ActionKind, Review
from automation.domain.case import Case, Event
from automation.domain.groups import Person
from automation.domain.happenings import ActionEdited, ActionReopened, ActionReviewDropped, ActionRowDeleted
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import Rules
from automation.domain.tracked import Folded, changed_since
from automation.domain.vocabulary import YesNo
from automation.jobs.snapshot import SeenWorkbook
from automation.register import wording as register_wording
from automation.register.actions_tab import ActionRow, ReadActions, action_facts
from automation.register.schema import tabs
from automation.workflow import wording
from automation.workflow.actions import (
    OF_THE_CHECK,
    ActionStanding,
    ActionState,
    Surroundings,
    standing_of,
    stated_in,
    with_check,
    without_reviews,
)
from automation.workflow.effectiveness import effective_on
from automation.workflow.known_people import everybody

#: Complaints that are said to have come back, with as which they were there before.
_Recurred = Mapping[ComplaintNumber, ComplaintNumber | None]
_OF_A_COMPLAINT = (ActionKind.CORRECTIVE, ActionKind.PREVENTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenActions:
    """What a tick knows of all actions.

    Attributes:
        changed: new and changed ones, to be kept.
        events: what goes into Riwayat.
        standings: where each stands, in the order of listing.
        open: those of them for which somebody has something to do.
        problems: what concerns rows without a complaint, in Indonesian.
    """

    changed: tuple[Action, ...] = ()
    events: tuple[Event, ...] = ()
    standings: tuple[ActionStanding, ...] = ()
    open: tuple[ActionStanding, ...] = ()
    problems: tuple[str, ...] = ()
    _by_number: Mapping[ComplaintNumber, tuple[ActionStanding, ...]] = field(default_factory=dict)

    def of(self, number: ComplaintNumber) -> tuple[ActionStanding, ...]:
        """Return the actions of one complaint."""
        return self._by_number.get(number, ())

    @property
    def numbers(self) -> Iterable[ComplaintNumber]:
        """Return the complaints that have actions."""
        return self._by_number.keys()

    @property
    def open_numbers(self) -> frozenset[ComplaintNumber]:
        """Return the complaints with an action for which somebody has something to do."""
        return frozenset(one.action.number for one in self.open if one.action.number)

    @property
    def to_review(self) -> frozenset[ComplaintNumber]:
        """Return the complaints with an action that is to be reviewed, for its matter came back."""
        reviewed = (one.action.number for one in self.open if one.state is ActionState.TO_REVIEW)
        return frozenset(number for number in reviewed if number)

    def shown(self, number: ComplaintNumber) -> str:
        """Return what Status says of the actions of a complaint."""
        return "\n".join(one.shown for one in self.of(number) if one.state is not ActionState.OVER)

    def advice(self, number: ComplaintNumber) -> tuple[str, ...]:
        """Return what is out of order about the actions of a complaint."""
        return tuple(text for one in self.of(number) for text in one.advice)


def seen_actions(
    workbook: SeenWorkbook, memory: Memory, cases: Mapping[ComplaintNumber, Case], rules: Rules, today: date
) -> SeenActions:
    """Take in the tab, list what is missing in it, and say where each action stands.

    Args:
        workbook: as it was read; without the tab, or where its headings cannot be read, nothing is listed.
        memory: what the ledger remembers.
        cases: all complaints as they stand after this tick.
        rules: the office's.
        today: its date.
    """
    tab, known = workbook.actions, memory.worked_out
    if tab is None or tab.headings is None:
        return SeenActions(problems=tab.problems if tab else ())
    people = everybody(workbook.groups, rules)
    office = known.equal("rules of actions", (rules.check_after, people, today, workbook.calendar.hours.zone))
    lost = known.equal("evidence that is lost", workbook.evidence.lost)
    still = known.of(_StillActions, office)
    recurred = known.of(_recurrences).of(cases)
    parts = known.of(_parted, memory.actions, tab.rows, workbook.away, recurred)
    apart = known.of(_Apart, parts, still, lost).of(cases)
    return known.of(_seen, tab, memory.actions, cases, lost, still, workbook.away, parts, apart, recurred)


def _recurrences() -> Folded[ComplaintNumber, Case, ComplaintNumber | None]:
    """Return what finds, of complaints that are said to have come back, as which they were there before."""
    return Folded(_came_back, keeps=lambda of: of is not None)


def _came_back(case: Case) -> ComplaintNumber | None:
    found = case.recurrence
    return found.of if found is not None and found.stated is YesNo.YES else None


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """The actions that a tick takes in, and by complaint those whose rows stand in yearly workbooks."""

    here: Mapping[str, Action]
    apart: Mapping[ComplaintNumber, tuple[Action, ...]]


def _parted(
    kept: Mapping[str, Action],
    rows: Mapping[str, ActionRow],
    away: Container[ComplaintNumber],
    recurred: _Recurred,
) -> _Parts:
    """Part them: whose matter came back, or whose row is here after all, is none of those apart."""
    named = set(recurred.values())
    loud = {
        one.number
        for key, one in kept.items()
        if not (one.row_seen and one.number in away) or key in rows or one.reviews or one.number in named
    }
    here: dict[str, Action] = {}
    apart: dict[ComplaintNumber, list[Action]] = {}
    for key, one in kept.items():
        if one.number is None or one.number in loud:
            here[key] = one
        else:
            apart.setdefault(one.number, []).append(one)
    return _Parts(here, {number: tuple(theirs) for number, theirs in apart.items()})


def _seen(
    tab: ReadActions,
    kept: Mapping[str, Action],
    cases: Mapping[ComplaintNumber, Case],
    lost: Collection[str],
    still: _StillActions,
    away: Container[ComplaintNumber],
    parts: _Parts,
    apart: Mapping[ComplaintNumber, tuple[ActionStanding, ...]],
    recurred: _Recurred,
) -> SeenActions:
    taking = _Taking(tab.rows, kept, cases, still, parts.here, recurred)
    taking.away = away
    taking.list_decided()
    taking.list_recurred()
    taking.list_free()
    taking.take_in_rows()
    taking.drop_reviews()
    taking.reopen()
    here = tuple(_with_lost(still.standing(action, cases), lost) for action in taking.actions.values())
    taking.keep_checks(here)
    standings = (*chain.from_iterable(apart.values()), *here)
    return SeenActions(
        changed=tuple(one for key, one in taking.actions.items() if _differ(kept.get(key), one)),
        events=tuple(taking.events),
        standings=standings,
        open=tuple(one for one in standings if one.state.is_open),
        problems=(
            *tab.problems,
            *taking.rows_of_nothing(),
            *(text for one in standings if one.action.number is None for text in one.advice),
        ),
        _by_number={**apart, **_by_number(here)},
    )


def _by_number(standings: Iterable[ActionStanding]) -> Mapping[ComplaintNumber, tuple[ActionStanding, ...]]:
    found: dict[ComplaintNumber, list[ActionStanding]] = {}
    for one in standings:
        if one.action.number is not None:
            found.setdefault(one.action.number, []).append(one)
    return {number: tuple(theirs) for number, theirs in found.items()}


def _differ(before: Action | None, now: Action) -> bool:
    return before is not now and before != now


class _StillActions:
    """What is known of actions that do not change, as long as the office around them is the same, on the same day.

    Attributes:
        standings: where each stood, by key, with what that was derived from.
        rows: the row that was taken in last, by key, with the action that says the same.
        listed: the cases of the last look, whose actions are all listed but for those of the `unlisted` ones.
    """

    def __init__(self, office: tuple[int, tuple[Person, ...], date, tzinfo]) -> None:
        self.check_after, self.people, self.today, self.zone = office
        self.standings: dict[str, tuple[Action, Case | None, ActionStanding]] = {}
        self.rows: dict[str, tuple[Action, ActionRow]] = {}
        self.listed: Mapping[ComplaintNumber, Case] = {}
        self.unlisted: set[ComplaintNumber] = set()
        self._read: tuple[Mapping[str, ActionRow], tuple[ActionKey, ...]] | None = None

    def free_keys(self, rows: Mapping[str, ActionRow]) -> tuple[ActionKey, ...]:
        """Return those codes of rows that are of no complaint; of the very same rows they are read once."""
        if self._read is None or self._read[0] is not rows:
            self._read = rows, _free_keys(rows)
        return self._read[1]

    def standing(self, action: Action, cases: Mapping[ComplaintNumber, Case]) -> ActionStanding:
        """Return where an action stands, whether or not its evidence is there."""
        case = cases.get(action.number) if action.number else None
        before = self.standings.get(action.key)
        if before is not None and before[0] is action and before[1] is case:
            return before[2]
        facts, bad = action_facts(tabs()["actions"], action.cells, self.zone)
        around = Surroundings(
            case=case, today=self.today, zone=self.zone, check_after=self.check_after, known=self.people
        )
        standing = standing_of(action, facts, around)
        told = tuple(f"Tindakan {action.key}: {one}" for one in bad)
        standing = replace(standing, advice=(*told, *standing.advice)) if told else standing
        self.standings[action.key] = action, case, standing
        return standing

    def to_list(self, cases: Mapping[ComplaintNumber, Case]) -> Collection[ComplaintNumber]:
        """Return the complaints of which actions may have to be listed."""
        changed = changed_since(self.listed, cases)
        return cases.keys() if changed is None else dict.fromkeys((*self.unlisted, *changed))


def _with_lost(standing: ActionStanding, lost: Collection[str]) -> ActionStanding:
    if standing.action.key not in lost or not standing.state.is_open:
        return standing
    return replace(standing, advice=(*standing.advice, wording.evidence_lost(standing.action.key)))


class _Apart:
    """Where the actions apart stand: the very same mapping as long as nothing about them is another."""

    def __init__(self, parts: _Parts, still: _StillActions, lost: Collection[str]) -> None:
        self._parts, self._still, self._lost = parts, still, lost
        self._cases: Mapping[ComplaintNumber, Case] | None = None
        self._found: Mapping[ComplaintNumber, tuple[ActionStanding, ...]] = {}

    def of(self, cases: Mapping[ComplaintNumber, Case]) -> Mapping[ComplaintNumber, tuple[ActionStanding, ...]]:
        """Return it, by complaint."""
        changed = changed_since(self._cases, cases)
        if changed is None or not self._parts.apart.keys().isdisjoint(changed):
            self._found = {
                number: tuple(_with_lost(self._still.standing(one, cases), self._lost) for one in theirs)
                for number, theirs in self._parts.apart.items()
            }
        self._cases = cases
        return self._found


def _free_keys(rows: Mapping[str, ActionRow]) -> tuple[ActionKey, ...]:
    found = map(ActionKey.read, rows)
    return tuple(one for one in found if one is not None and one.number is None)


class _Taking:
    """One look at the tab; each method changes the actions for one reason."""

    def __init__(
        self,
        rows: Mapping[str, ActionRow],
        kept: Mapping[str, Action],
        cases: Mapping[ComplaintNumber, Case],
        still: _StillActions,
        here: Mapping[str, Action],
        recurred: _Recurred,
    ) -> None:
        self.rows = rows
        self.free_keys = still.free_keys(rows)
        self.still = still
        self.cases = cases
        self.today = still.today
        self.kept = kept
        self.recurred = recurred
        self.actions: dict[str, Action] = dict(here)
        self.events: list[Event] = []
        self.away: Container[ComplaintNumber] = ()

    def _list(self, key: ActionKey, stated: str = "") -> None:
        if str(key) not in self.actions and str(key) not in self.kept:
            self.actions[str(key)] = Action(
                key=str(key),
                number=key.number,
                kind=key.kind,
                place=key.place,
                listed_on=self.today,
                stated=stated,
            )

    def list_decided(self) -> None:
        """One corrective and one preventive action for each round of step 6."""
        to_list = self.still.to_list(self.cases)
        for case in map(self.cases.get, to_list):
            if case is None:
                continue
            number = case.number
            for decided in case.decided:
                for kind in _OF_A_COMPLAINT:
                    self._list(ActionKey(number, kind, decided.round), decided.of(kind))
        # Not until they are kept: what comes in between must not leave them out for good.
        self.still.unlisted = {number for number in to_list if not self._are_kept(number)}
        self.still.listed = self.cases

    def _are_kept(self, number: ComplaintNumber) -> bool:
        case = self.cases.get(number)
        decided = case.decided if case is not None else ()
        return all(
            str(ActionKey(number, kind, one.round)) in self.kept for one in decided for kind in _OF_A_COMPLAINT
        )

    def list_recurred(self) -> None:
        """The actions of a complaint from before there were rows, once its matter comes back."""
        for number, place, _ in self._recurred():
            for kind in _OF_A_COMPLAINT:
                self._list(ActionKey(number, kind, place), stated_in(self.cases[number], kind, place))

    def _recurred(self) -> Iterator[tuple[ComplaintNumber, int, ComplaintNumber]]:
        """Return complaints whose matter came back, by round, with the complaint as which it did."""
        for number, of in self.recurred.items():
            if of is not None and of in self.cases and (before := effective_on(self.cases[of])):
                yield of, before[0], number

    def list_free(self) -> None:
        """Some rows without a complaint, numbered; those that stand in the tab already are known by their number."""
        for found in self.free_keys:
            self._list(found)
        free = [one for one in self.actions.values() if one.number is None]
        waiting = sum(not self._is_used(one) for one in free)
        if waiting < FEWEST_FREE_ROWS:
            last = max((one.place for one in free), default=0)
            for place in range(last + 1, last + 1 + FREE_ROWS - waiting):
                self._list(ActionKey(None, ActionKind.IMPROVEMENT, place))

    def _is_used(self, action: Action) -> bool:
        row = self.rows.get(action.key)
        return bool(row.cells if row else action.cells)

    def take_in_rows(self) -> None:
        """Take in what people wrote, and notice rows that are gone."""
        headings = {column.key: column.heading for column in tabs()["actions"].columns}
        for key, action in self.actions.items():
            row = self.rows.get(key)
            if row is None:
                if action.row_seen and action.number not in self.away:
                    self.events.append(Event(action.number, ActionRowDeleted(action.name.code)))
                    self.actions[key] = replace(action, row_seen=False)
                continue
            taken_in = self.still.rows.get(key)
            if taken_in is not None and taken_in[0] is action and taken_in[1] is row:
                continue
            for name in dict.fromkeys((*action.cells, *row.cells)):
                before, after = action.cells.get(name, ""), row.cells.get(name, "")
                if before != after:
                    edit = ActionEdited(action.name.code, headings[name], before, after)
                    self.events.append(Event(action.number, edit))
            if action.cells != row.cells or not action.row_seen:
                begins = action.number is None and not any(action.cells.values()) and any(row.cells.values())
                listed_on = self.today if begins else action.listed_on
                self.actions[key] = replace(action, cells=dict(row.cells), row_seen=True, listed_on=listed_on)
            else:
                self.still.rows[key] = action, row

    def rows_of_nothing(self) -> Iterator[str]:
        """Name rows whose code somebody thought of: nothing follows from what is written there."""
        for key, row in self.rows.items():
            if key not in self.actions and row.cells:
                yield register_wording.action_without_key(row.row + 1)

    def keep_checks(self, standings: Iterable[ActionStanding]) -> None:
        """Keep what was found by checks, with the day."""
        for one in standings:
            key = one.action.key
            self.actions[key] = with_check(self.actions[key], one, self.today)

    def drop_reviews(self) -> None:
        """Leave those of the reviews undone whose matter is not said to have come back any more."""
        for key, action in self.actions.items():
            for because in {one.because for one in action.standing_reviews() if not self._is_said(one.because)}:
                left = without_reviews(self.actions[key], because, self.today)
                if left is not self.actions[key]:
                    self.actions[key] = left
                    self.events.append(Event(action.number, ActionReviewDropped(action.name.code, str(because))))

    def _is_said(self, number: ComplaintNumber) -> bool:
        """Return whether a matter is said to have come back; of a complaint that nobody knows that stands."""
        if number not in self.cases:
            return True
        found = self.cases[number].recurrence
        return found is not None and found.stated is YesNo.YES

    def reopen(self) -> None:
        """Have the actions reviewed whose matter came back: what their check said before does not count any more."""
        reviewed = {
            (one.number, review.because) for one in self.actions.values() for review in one.standing_reviews()
        }
        for number, place, because in self._recurred():
            # The round that follows a review is not reviewed for the same reason.
            for kind in _OF_A_COMPLAINT if (number, because) not in reviewed else ():
                key = str(ActionKey(number, kind, place))
                action = self.actions.get(key)
                if action is None:
                    continue
                self.actions[key] = replace(
                    action,
                    reviews=(*action.reviews, Review(because, self.today)),
                    stale={name: action.cells.get(name, "") for name in OF_THE_CHECK},
                )
                self.events.append(Event(number, ActionReopened(action.name.code, str(because))))
