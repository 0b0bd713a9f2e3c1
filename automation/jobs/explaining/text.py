"""`explain NUMBER` as text to read, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from automation.jobs.explaining import wording
from automation.jobs.explaining.explained import Explanation, Filed, HeldTime, MailLine, StepTurn, Whole


def as_text(whole: Explanation) -> str:
    """Print it for people, in the order in which one asks."""
    return "\n".join(_lines(whole))


def _lines(whole: Explanation) -> Iterator[str]:
    yield f"{whole.number} – {whole.state}"
    yield wording.seen(_moment(whole.at))
    if whole.awaited:
        yield wording.awaited(task=whole.awaited.task)
        yield wording.awaited_of(whole.awaited.by)
        yield wording.due(_moment(whole.awaited.due)) if whole.awaited.due else wording.NO_DEADLINE
    else:
        yield wording.NOTHING_AWAITED
    yield from map(wording.warning, whole.warnings)
    yield from _part(wording.FACTS, (f"{fact.name}: {fact.value}" for fact in whole.facts))
    yield from _part(wording.STEPS, map(_step_turn, whole.steps))
    yield from _part(wording.HOLDS, map(_held, whole.holds))
    yield from _part(wording.WHOLE, [_whole(whole.whole)])
    yield from _part(wording.MAILS, map(_mail, whole.mails))
    yield from _part(wording.PENDING, (f"{deed.what}: {deed.why}" for deed in whole.pending))
    yield from _part(wording.DOCUMENTS, map(_document, whole.documents))
    yield from _part(
        wording.HISTORY,
        (f"{_moment(one.at)}  {one.what}{one.change and f': {one.change}'}" for one in whole.history),
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
    return wording.document(
        at=_moment(one.filed_at), kind=one.kind, sequence=one.sequence, form=one.form, shelf=one.shelf
    )


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
