"""`explain NUMBER` as text to read, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from automation.jobs.explaining import wording
from automation.jobs.explaining.explained import Explanation, Filed, HeldTime, MailLine, StepTurn, Whole


def as_text(told: Explanation) -> str:
    """Print it for people, in the order in which one asks."""
    return "\n".join(_lines(told))


def _lines(told: Explanation) -> Iterator[str]:
    yield f"{told.number} – {told.state}"
    yield wording.seen(_moment(told.at))
    if told.awaited:
        yield wording.awaited(task=told.awaited.task)
        yield wording.awaited_of(told.awaited.by)
        yield wording.due(_moment(told.awaited.due)) if told.awaited.due else wording.NO_DEADLINE
    else:
        yield wording.NOTHING_AWAITED
    yield from map(wording.warning, told.warnings)
    yield from _part(wording.FACTS, (f"{fact.name}: {fact.value}" for fact in told.facts))
    yield from _part(wording.STEPS, map(_step_turn, told.steps))
    yield from _part(wording.HOLDS, map(_held, told.holds))
    yield from _part(wording.WHOLE, [_whole(told.whole)])
    yield from _part(wording.MAILS, map(_mail, told.mails))
    yield from _part(wording.PENDING, (f"{deed.what}: {deed.why}" for deed in told.pending))
    yield from _part(wording.DOCUMENTS, map(_document, told.documents))
    yield from _part(
        wording.HISTORY, (f"{_moment(one.at)}  {one.what}{one.change and f': {one.change}'}" for one in told.history)
    )


def _part(title: str, lines: Iterator[str] | list[str] | map[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from (f"  {line}" for line in found)


def _held(one: HeldTime) -> str:
    until = _moment(one.until) if one.until else wording.UNTIL_EMPTIED
    return wording.held(since=_moment(one.since), until=until)


def _document(one: Filed) -> str:
    return wording.document(at=_moment(one.filed_at), kind=one.kind, sequence=one.sequence, form=one.form)


def _step_turn(one: StepTurn) -> str:
    ended = wording.ended(_moment(one.ended)) if one.ended else wording.GOES_ON
    parts = [wording.began(_moment(one.began)), ended]
    if one.due:
        parts.append(wording.step_due(_moment(one.due)))
    if one.norm:
        parts.append(wording.norm(one.norm, measured_only=one.measured_only))
    parts.append(wording.spent(_span(one.spent_minutes)))
    if one.on_hold_minutes:
        parts.append(wording.rested(_span(one.on_hold_minutes)))
    if one.late:
        parts.append(wording.LATE)
    return wording.step(number=one.step, name=one.name, round=one.round, parts=", ".join(parts))


def _whole(whole: Whole) -> str:
    norm = f"{whole.norm} ({_span(whole.norm_minutes)})"
    if whole.spent_minutes is None:
        return wording.whole_unknown(norm)
    return wording.whole(spent=_span(whole.spent_minutes), norm=norm, within=whole.within)


def _mail(mail: MailLine) -> str:
    return wording.mail(
        mark="✓" if mail.sent else "·", what=mail.what, to=mail.to, why=wording.SENT if mail.sent else mail.why
    )


def _span(minutes: int | None) -> str:
    if minutes is None:
        return wording.NOT_MEASURED
    hours, rest = divmod(minutes, 60)
    return wording.span(hours=hours, minutes=rest)


def _moment(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H.%M}"
