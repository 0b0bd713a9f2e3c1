"""When what is wanted is done: now, in office hours, after a pause, or once a person allows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from automation.domain.calendar import CalendarRunOut
from automation.domain.effects import Effect, SendMail
from automation.domain.setback_name import SetbackName
from automation.jobs.documents_due import files_of
from automation.jobs.telling import pacing
from automation.jobs.tick import wording
from automation.jobs.tick.ground import Ground
from automation.jobs.trouble import effect_rests_on
from automation.settings.values import OfficeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendable:
    """The effects that are wanted, by when they are done, and what people must know about that."""

    now: tuple[Effect, ...]
    waiting: tuple[SendMail, ...]
    held_back: tuple[SendMail, ...]
    resting: tuple[Effect, ...]
    problems: tuple[str, ...]


def sendable(ground: Ground, wanted: list[Effect], *, sure: bool) -> Sendable:
    """Sort effects into those of now, those that wait or rest, and mails that a person must allow."""
    judged = [(effect, _rests(ground, effect)) for effect in wanted]
    resting = tuple(effect for effect, rests in judged if rests)
    trying = [effect for effect, rests in judged if not rests]
    is_open, problem = _office_is_open(ground)
    waiting = () if is_open else tuple(_that_may_wait(trying))
    waiting += tuple(pacing.beyond_measure(trying, ground.memory, ground.settings, ground.now))
    deferred = frozenset(mail.key for mail in waiting)
    kept, held_back = _likely([effect for effect in trying if effect.key not in deferred], ground.settings, sure=sure)
    usual = ground.settings.mail.unlikely_above
    held = wording.many_mails(count=len(held_back), usual=usual) if held_back else ""
    return Sendable(
        now=kept,
        waiting=waiting,
        held_back=held_back,
        resting=resting,
        problems=tuple(filter(None, (problem, held))),
    )


def _rests(ground: Ground, effect: Effect) -> bool:
    """Return whether it failed before and is left alone; it is tried at once when what it depends on changes."""
    setback = ground.memory.setbacks.get(SetbackName.effect(effect.key))
    files = files_of(effect, ground.snapshot.arrivals.checksums)
    return setback is not None and setback.rests(ground.now, effect_rests_on(effect, files))


def _office_is_open(ground: Ground) -> tuple[bool, str]:
    """Return whether mail may go out by the clock, and what is wrong with the calendar, "" where nothing is."""
    if not ground.settings.mail.only_in_office_hours:
        return True, ""
    try:
        return ground.snapshot.workbook.calendar.is_open(ground.now), ""
    except CalendarRunOut as error:
        return True, str(error)


def _that_may_wait(effects: list[Effect]) -> Iterator[SendMail]:
    """Return the mails that wait for office hours; who complains at night is answered at once."""
    for effect in effects:
        if isinstance(effect, SendMail) and not pacing.is_acknowledgement(effect):
            yield effect


def _likely(
    effects: list[Effect], settings: OfficeSettings, *, sure: bool
) -> tuple[tuple[Effect, ...], tuple[SendMail, ...]]:
    """Hold the mails back when they are unlikely many; acknowledgements have a measure of their own."""
    mails = tuple(one for one in effects if isinstance(one, SendMail) and not pacing.is_acknowledgement(one))
    if sure or len(mails) <= settings.mail.unlikely_above:
        return tuple(effects), ()
    held = frozenset(mail.key for mail in mails)
    return tuple(effect for effect in effects if effect.key not in held), mails
