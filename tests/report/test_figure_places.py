"""The figures that charts draw stand in the same places whatever happened in a period."""

from dataclasses import replace

import pytest

from automation.domain.case import Case
from automation.domain.office_hours import ORDINARY_WEEK
from automation.domain.survey import SurveyAnswer
from automation.domain.vocabulary import Channel, Outcome
from automation.report.figures import Block, Figure, figures, rows_of
from automation.report.period import Period
from tests.builders import WITA, a_number, an_intake, the_rules, wita

YEAR = replace(Period.year(2026), title="tahun ini")


def a_case(sequence: int, **intake) -> Case:
    return Case(number=a_number(sequence), intake=an_intake(**intake), registered_at=wita(2), outcome=Outcome.SETTLED)


BUSY = [
    a_case(1, channel=Channel.BOX, stated_service="Kalibrasi"),
    a_case(2, stated_service="Aneka"),
    replace(a_case(3, channel=Channel.LETTER), outcome=None),
]
ANSWERS = [
    SurveyAnswer(
        response="s1", submitted_at=wita(9), reference="", number=a_number(1), marks=(3, 4, 3, 3, 3, 3, 3, 3, 3)
    )
]


def found(cases=(), answers=()) -> tuple[Figure, ...]:
    return figures(cases, YEAR, WITA, the_rules(), ORDINARY_WEEK, answers)


@pytest.mark.parametrize("block", Block)
def test_each_block_stands_in_its_rows_in_a_quiet_and_in_a_busy_year(block):
    first, end = rows_of(block, the_rules())
    quiet, busy = found(), found(BUSY, ANSWERS)
    assert [one.measure for one in quiet[first:end]] == [one.measure for one in busy[first:end]]
    assert {one.block for one in busy[first:end]} == {block}
    assert [one.block for one in busy].count(block) == end - first


def test_a_block_has_only_numbers_for_a_chart_to_draw():
    for one in found(BUSY, ANSWERS):
        assert one.block is None or one.value is None or isinstance(one.value, int | float)


def test_complaints_are_counted_by_outcome_channel_and_service():
    shown = {one.measure: one.value for one in found(BUSY, ANSWERS)}
    assert shown["Keluhan diterima, tahun ini"] == 3
    assert (shown["Masih ditangani"], shown["Selesai"], shown["Ditutup: duplikat"]) == (1, 2, 0)
    assert (shown["Kanal: Surat"], shown["Kanal: WhatsApp"], shown["Layanan: Aneka"]) == (1, 0, 1)


def test_no_two_figures_share_a_name():
    names = [one.measure for one in found(BUSY, ANSWERS)]
    assert len(set(names)) == len(names)
