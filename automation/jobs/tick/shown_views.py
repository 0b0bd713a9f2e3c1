"""All complaints as a tick shows them, with what their actions say; those at rest are put together once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from automation.domain.numbers import ComplaintNumber
from automation.jobs.tick.actions import SeenActions
from automation.jobs.tick.plan import CaseView
from automation.workflow.actions import ActionStanding

Views = Mapping[ComplaintNumber, CaseView]


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The views of one tick.

    Attributes:
        views: of every complaint, in the order of registration.
        moving: those that were derived in this tick, or put beside others.
        at_rest: all others; the very same mapping as long as none of it is another.
    """

    views: Views
    moving: tuple[CaseView, ...]
    at_rest: Views


class ShownViews:
    """The views of the last tick, with the very values that they were put together from."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._moving: Collection[ComplaintNumber] = ()
        self._views: dict[ComplaintNumber, CaseView] = {}
        self._at_rest: Views = {}
        self._told: dict[ComplaintNumber, tuple[CaseView, tuple[ActionStanding, ...], CaseView]] = {}

    def put_together(
        self,
        order: Collection[ComplaintNumber],
        still: object,
        at_rest: Callable[[], Views],
        moving: Views,
        actions: SeenActions,
    ) -> Shown:
        """Return all views.

        Args:
            order: all complaints, in the order of registration.
            still: the very same value as long as no other complaint begins or ends to be at rest.
            at_rest: gives the complaints at rest, where `still` is another.
            moving: what was derived now; of a complaint that is in both, this counts.
            actions: what stands in the tab Tindakan.
        """
        of = order, still, actions
        if not (self._of and all(map(_is, self._of, of)) and moving.keys() == self._moving):
            resting = {number: view for number, view in at_rest().items() if number not in moving}
            self._at_rest = {number: self._with_actions(number, view, actions) for number, view in resting.items()}
            self._views = {number: self._at_rest.get(number) or moving[number] for number in order}
            self._of, self._moving = of, moving.keys()
        views = dict(self._views)
        views.update((number, self._with_actions(number, view, actions)) for number, view in moving.items())
        return Shown(views, tuple(views[number] for number in moving), self._at_rest)

    def _with_actions(self, number: ComplaintNumber, view: CaseView, actions: SeenActions) -> CaseView:
        """Let a row say where its actions stand, and what of them is out of order."""
        standings = actions.of(number)
        if not standings:
            return view
        last = self._told.get(number)
        if last is None or last[0] is not view or last[1] != standings:
            advice = actions.advice(number)
            warnings = tuple(dict.fromkeys((*view.warnings, *advice))) if advice else view.warnings
            last = self._told[number] = (
                view,
                standings,
                replace(view, actions=actions.shown(number), warnings=warnings),
            )
        return last[2]


def _is(one: object, other: object) -> bool:
    return one is other
