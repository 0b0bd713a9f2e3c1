"""`sync --dry-run`: what the next tick would do, line by line, without anybody's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from automation.domain.effects import Effect, SendMail
from automation.domain.groups import WorkingGroup
from automation.domain.memory import Memory
from automation.domain.notices import OFFICE, NoticeKey
from automation.domain.rules import Rules
from automation.domain.setback_name import SetbackName
from automation.jobs.effect_words import CUSTOMER, deed_of, nameless, reader_of
from automation.jobs.setback_words import how_it_stands, what_fails
from automation.jobs.telling.pacing import is_acknowledgement
from automation.jobs.tick import wording
from automation.jobs.tick.plan import Plan


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that would happen: what, to whom or which complaint, when or why."""

    what: str
    whom: str
    why: str


def coming_of(
    plan: Plan, memory: Memory, rules: Rules, groups: Sequence[WorkingGroup], zone: tzinfo
) -> tuple[Coming, ...]:
    """Return what a plan would do, in the order in which it would be done, and then what it would leave undone."""

    def line(effect: Effect, why: str) -> Coming:
        return Coming(deed_of(effect), _whom(effect, rules, groups), why)

    waiting = [line(mail, _why_waiting(mail)) for mail in plan.waiting]
    held_back = [line(mail, wording.HELD_BACK) for mail in plan.held_back]
    now = [line(effect, _why(effect, memory, zone)) for effect in (*plan.effects, *plan.resting)]
    shown = frozenset(str(one.key) for one in (*plan.effects, *plan.resting))
    failing = [
        Coming(what_fails(one), str(one.number or OFFICE), f"{how_it_stands(one, zone)}. {one.failure.reason}")
        for name, one in memory.setbacks.items()
        if name not in shown
    ]
    return (*_noted(plan, memory), *now, *waiting, *held_back, *failing)


def _noted(plan: Plan, memory: Memory) -> Iterator[Coming]:
    for case in plan.cases:
        if case.number not in memory.cases:
            yield Coming(wording.TAKE_IN, str(case.number), wording.came_by(case.intake.channel.value))
    for event in plan.events:
        yield Coming(wording.WRITE_HISTORY, str(event.number or OFFICE), nameless(event.happening))


def _why(effect: Effect, memory: Memory, zone: tzinfo) -> str:
    if setback := memory.setbacks.get(SetbackName.effect(effect.key)):
        return f"{how_it_stands(setback, zone)}. {setback.failure.reason}"
    return wording.GOES_ON if str(effect.key) in memory.begun else wording.NOW


def _why_waiting(mail: SendMail) -> str:
    if is_acknowledgement(mail):
        return wording.WAITS_FOR_TURN
    return wording.WAITS_FOR_OFFICE


def _whom(effect: Effect, rules: Rules, groups: Sequence[WorkingGroup]) -> str:
    if isinstance(effect, SendMail) and effect.number is None:
        numbers = sorted({str(key.number or OFFICE) for text in effect.covers if (key := NoticeKey.read(text))})
        reader = reader_of(effect.to, rules, groups)
        return f"{reader} ({', '.join(numbers)})" if numbers else reader
    number = getattr(effect, "number", None)
    if isinstance(effect, SendMail):
        return f"{number}, {CUSTOMER}"
    return str(number or OFFICE)


def table_of(coming: Sequence[Coming]) -> str:
    """Return it as a table of text."""
    rows = [wording.FORECAST_HEADINGS, *((one.what, one.whom, one.why) for one in coming)]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"{what:<{widths[0]}}  {whom:<{widths[1]}}  {why}".rstrip() for what, whom, why in rows]
    rule = "  ".join("-" * width for width in (*widths, len(wording.FORECAST_HEADINGS[2])))
    return "\n".join([lines[0], rule, *lines[1:]])
