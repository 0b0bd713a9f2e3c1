"""The report of a period as a document: what the office submits. No name, no order, no company, no free text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from automation.domain.dates import MONTHS, local_day, short_date
from automation.domain.paper import Block, Chart, ChartKind, Series, heading, picture, remark, sentence, table
from automation.domain.survey import ELEMENTS
from automation.domain.vocabulary import STEP_NAMES, Outcome

from . import paper_wording as words
from . import wording
from .few import merged
from .lives import Stay
from .measures import ROLES, Balance, CountingRules, Counts, KeptNorm, Measures, merged_shares
from .period import Cycle, Period
from .rows import Section, balance_rows
from .survey import Satisfaction, grade_of


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure of a period that was reported otherwise: what came in late, or was put right, since then."""

    period: str
    measure: str
    reported: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a report tells.

    Attributes:
        found: the period's measures; `before`: those of the period before it.
        months: the balance of each month that is shown beside the others, oldest first.
        stays: the complaints of the period, for the list.
        corrections: of periods reported before.
        further: parts that others add after the causes, such as actions and recurrences.
        note: what the Kepala Balai returned an earlier version with; "" for the first.
    """

    found: Measures
    before: Measures
    months: tuple[tuple[Period, Balance], ...]
    stays: tuple[Stay, ...]
    corrections: tuple[Correction, ...] = ()
    further: tuple[Block, ...] = ()
    note: str = ""


def composed(contents: Contents, office: CountingRules) -> tuple[Block, ...]:
    """Return the parts of the document, in their order."""
    found = contents.found
    return (
        *_summary(contents),
        *_balance(contents),
        *_appeals(found),
        *_outcomes(found),
        *_incoming(found),
        *_norms(found),
        *_durations(found),
        *_limits(found),
        *_causes(found),
        *contents.further,
        *_satisfaction(found),
        *_corrections(contents),
        *_list(contents, office),
        *_note(contents.note),
    )


def shown(value: float | int | str | None) -> str:
    """Print a value as Indonesian readers write it: 1.234 and 56,7; "–" where nothing was measured."""
    match value:
        case None:
            return words.NOTHING
        case str():
            return value
        case int():
            return f"{value:,}".replace(",", ".")
        case _:
            return f"{value:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))


def _summary(contents: Contents) -> Iterator[Block]:
    found, balance = contents.found, contents.found.balance
    yield heading(words.SUMMARY)
    yield sentence(
        words.summary(
            period=found.period.title,
            came_in=balance.came_in,
            before=contents.before.balance.came_in,
            before_title=contents.before.period.title,
            ended=balance.ended,
            left=balance.left,
        )
    )
    took = found.durations
    if took.measured:
        yield sentence(words.speed(median=shown(took.median), ninth=shown(took.ninth_decile), measured=took.measured))


def _balance(contents: Contents) -> Iterator[Block]:
    now, before = contents.found.balance, contents.before.balance
    yield heading(Section.BALANCE.value)
    names = (
        wording.CARRIED_OVER, wording.CAME_IN, wording.REOPENED, wording.IMPORTED, wording.ENDED, wording.LEFT,
    )  # fmt: skip
    rows = tuple(
        (name, shown(there), shown(here))
        for name, there, here in zip(names, _numbers(before), _numbers(now), strict=True)
    )
    yield table((words.MEASURE, contents.before.period.title, contents.found.period.title), rows, (50, 25, 25))
    yield remark(words.BALANCE_REMARK)
    if contents.found.period.cycle is not Cycle.MONTH:
        yield table(
            words.MONTH_HEADINGS,
            tuple((_short(month), *map(shown, _numbers(balance))) for month, balance in contents.months),
            (16, 14, 14, 14, 14, 14, 14),
        )
    yield _over_months(contents.months)


def _appeals(found: Measures) -> Iterator[Block]:
    """Tell of appeals apart; they are complaints too, and in every other figure."""
    yield heading(Section.APPEALS.value)
    rows = tuple((wording.of_appeals(name), count) for name, count in balance_rows(found.appeals))
    if any(count for _, count in rows):
        yield table((words.MEASURE, words.COUNT), tuple((name, shown(count)) for name, count in rows), (75, 25))
        yield remark(words.APPEALS_REMARK)
    else:
        yield sentence(words.NO_APPEALS)


def _numbers(balance: Balance) -> tuple[int, ...]:
    return (
        balance.carried_over, balance.came_in, balance.reopened, balance.imported, balance.ended, balance.left,
    )  # fmt: skip


def _short(month: Period) -> str:
    return f"{MONTHS[month.first.month - 1][:3]} {month.first.year}"


def _over_months(months: Sequence[tuple[Period, Balance]]) -> Block:
    chart = Chart(
        kind=ChartKind.COLUMNS,
        title=words.IN_AND_OUT,
        labels=tuple(_short(month) for month, _ in months),
        series=(
            Series(wording.CAME_IN, tuple(one.came_in for _, one in months)),
            Series(wording.ENDED, tuple(one.ended for _, one in months)),
            Series(words.LEFT_OPEN, tuple(one.left for _, one in months)),
        ),
    )
    told = "; ".join(f"{_short(month)}: {one.came_in}, {one.ended}, {one.left}" for month, one in months)
    return picture(chart, words.in_and_out(told))


def _outcomes(found: Measures) -> Iterator[Block]:
    yield heading(Section.OUTCOMES.value)
    rows = tuple((outcome.value, shown(found.outcomes.get(outcome, 0))) for outcome in Outcome)
    course = (
        (wording.LATE, shown(found.late)),
        (wording.HELD, shown(found.held)),
        (wording.FOUND_INEFFECTIVE, shown(found.ineffective)),
        (wording.DRAFTS_RETURNED, shown(found.returned)),
    )
    yield table((words.OUTCOME, words.COUNT), rows, (75, 25))
    yield heading(Section.COURSE.value)
    yield table((words.MEASURE, words.COUNT), course, (75, 25))
    yield heading(Section.AGES.value)
    yield table((words.AGE, words.COUNT), _rows(found.ages), (75, 25))


def _incoming(found: Measures) -> Iterator[Block]:
    for section, first, counts in (
        (Section.CHANNELS, words.CHANNEL, found.channels),
        (Section.SERVICES, words.SERVICE, found.services),
        (Section.GROUPS, words.GROUP, found.groups),
    ):
        yield heading(section.value)
        yield from _table_or_nothing(first, merged(counts))


def _table_or_nothing(first: str, counts: Counts) -> Iterator[Block]:
    if any(count for _, count in counts):
        yield table((first, words.COUNT), _rows(counts), (75, 25))
    else:
        yield sentence(words.NONE_IN_PERIOD)


def _rows(counts: Counts) -> tuple[tuple[str, ...], ...]:
    return tuple((name, shown(count)) for name, count in counts)


def _norms(found: Measures) -> Iterator[Block]:
    yield heading(Section.NORMS.value)
    by_step = tuple(
        (wording.step_named(step.value, STEP_NAMES[step]), ROLES[step].value, *_kept(kept))
        for step, kept in found.norms.items()
    )
    yield table(words.NORM_HEADINGS, by_step, (40, 24, 12, 12, 12), words=2)
    yield heading(Section.ROLES.value)
    by_role = tuple((role.value, *_kept(kept)) for role, kept in found.roles.items())
    yield table(words.ROLE_HEADINGS, by_role, (55, 15, 15, 15))
    yield remark(words.NORM_REMARK)


def _kept(kept: KeptNorm) -> tuple[str, str, str]:
    return shown(kept.ended), shown(kept.kept), shown(kept.share)


def _durations(found: Measures) -> Iterator[Block]:
    took = found.durations
    yield heading(Section.DURATIONS.value)
    rows = (
        (wording.MEASURED, shown(took.measured)),
        (wording.MEDIAN, shown(took.median)),
        (wording.NINTH_DECILE, shown(took.ninth_decile)),
        (wording.WITHIN_TOTAL, shown(took.within)),
    )
    yield table((words.MEASURE, words.VALUE), rows, (75, 25))


def _limits(found: Measures) -> Iterator[Block]:
    yield heading(Section.LIMITS.value)
    rows = tuple((wording.LIMITS[limit], *_kept(kept)) for limit, kept in found.limits.items())
    yield table(words.LIMIT_HEADINGS, rows, (55, 15, 15, 15))
    yield remark(words.LIMIT_REMARK)


def _causes(found: Measures) -> Iterator[Block]:
    yield heading(Section.CAUSES.value)
    counts = merged(found.causes)
    if not counts:
        yield sentence(words.NO_CAUSES)
        return
    chart = Chart(
        kind=ChartKind.PARETO,
        title=Section.CAUSES.value,
        labels=tuple(name for name, _ in counts),
        series=(Series(words.COUNT, tuple(count for _, count in counts)),),
    )
    yield table((words.CAUSE, words.COUNT), _rows(counts), (75, 25))
    yield picture(chart, words.pareto("; ".join(f"{name}: {count}" for name, count in counts)))


def _satisfaction(found: Measures) -> Iterator[Block]:
    given = found.satisfaction
    yield heading(Section.SATISFACTION.value)
    answered = found.answered
    if given.index is None:
        yield sentence(words.too_few(given.counted) if given.counted else words.NO_ANSWERS)
        if answered.ended:
            yield sentence(words.answered(n=answered.kept, of=answered.ended, share=shown(answered.share)))
        return
    yield sentence(
        words.index(
            index=shown(float(given.index)),
            grade=grade_of(given.index).value,
            weight=given.weight.value,
            n=given.counted,
        )
    )
    yield sentence(words.answered(n=answered.kept, of=answered.ended, share=shown(answered.share)))
    rows = tuple(
        (
            name,
            words.NOTHING if index is None else shown(float(index)),
            words.NOTHING if index is None else grade_of(index).value,
        )
        for name, index in zip(ELEMENTS, given.elements, strict=True)
    )
    yield replace(table((words.ELEMENT, words.INDEX, words.GRADE), rows, (50, 20, 30)), numeric=(1,))
    yield from _satisfaction_by_service(found)
    if given.on_paper:
        yield sentence(words.on_paper(given.on_paper))
    yield from _profile(given)
    yield remark(words.INDEX_REMARK)


def _satisfaction_by_service(found: Measures) -> Iterator[Block]:
    given = found.satisfaction
    if given.services:
        told = tuple((one.name, shown(one.counted), shown(float(one.index))) for one in given.services)
        yield table((words.SERVICE, words.ANSWERS, words.INDEX), told, (60, 20, 20))
    if len(asked := merged_shares(found.answered_of)) > 1:
        shares = tuple((name, *_kept(kept)) for name, kept in asked)
        yield table(words.SHARE_HEADINGS, shares, (55, 15, 15, 15))


def _profile(given: Satisfaction) -> Iterator[Block]:
    """Tell who answered, where anybody said so: one table a question, with few told together."""
    if not any(given.profile.values()):
        return
    yield sentence(words.PROFILE)
    for name, counts in given.profile.items():
        yield table((name, words.ANSWERS), _rows(merged(counts)), (75, 25))


def _corrections(contents: Contents) -> Iterator[Block]:
    if not contents.corrections:
        return
    yield heading(words.CORRECTIONS)
    yield sentence(words.CORRECTIONS_WHY)
    rows = tuple((one.period, one.measure, shown(one.reported), shown(one.now)) for one in contents.corrections)
    yield table(words.CORRECTION_HEADINGS, rows, (30, 40, 15, 15), words=2)


def _list(contents: Contents, office: CountingRules) -> Iterator[Block]:
    yield heading(words.LIST)
    rows = tuple(listed(stay, office) for stay in contents.stays)
    if rows:
        yield replace(table(words.LIST_HEADINGS, rows, (17, 12, 12, 23, 18, 18)), numeric=())
    else:
        yield sentence(words.NONE_IN_PERIOD)


def listed(stay: Stay, office: CountingRules) -> tuple[str, ...]:
    """Return what a list tells of a complaint: number, days, service, kind of cause, and how it stood."""
    return (
        str(stay.case.number),
        _day(stay.case.stated.received_at, office.zone),
        _day(stay.ended_at, office.zone),
        office.service(stay.case),
        office.cause(stay.case) or words.NOTHING,
        stay.ended.value if stay.ended else wording.STILL_OPEN,
    )


def _day(at: datetime | None, zone: tzinfo) -> str:
    return short_date(local_day(at, zone)) if at else words.NOTHING


def _note(note: str) -> Iterator[Block]:
    if note:
        yield heading(words.HEADS_NOTE)
        yield sentence(note)
