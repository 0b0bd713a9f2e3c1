"""Figures for everybody tell of no fewer than five, and let nobody reckon out what they leave unsaid."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.office_hours import ORDINARY_WEEK
from automation.domain.paper import BlockKind
from automation.domain.vocabulary import Outcome
from automation.report.measures import Balance, CountingRules, Durations, Measures, measured
from automation.report.period import Period
from automation.report.public import improvements, public_blocks, twelve_months
from tests.builders import WITA, the_rules

MONTHS = twelve_months(Period.parse("2026-Q3"))
OFFICE = CountingRules(
    zone=WITA,
    rules=the_rules(),
    week=ORDINARY_WEEK,
    service=lambda case: "",
    group=lambda case: "",
    cause=lambda case: "",
    limits=lambda case: (),
)
NOTHING = measured((), MONTHS, OFFICE)


def tables(found: Measures, since: date = MONTHS.first) -> dict[str, dict[str, str]]:
    """Return what is told, by heading; the first table has none."""
    told: dict[str, dict[str, str]] = {}
    title = ""
    for block in public_blocks(found, since):
        if block.kind is BlockKind.HEADING:
            title = block.text
        elif block.kind is BlockKind.TABLE:
            told[title] = {row[0]: row[1] for row in block.rows}
    return told


def of_services(**counts: int) -> dict[str, str]:
    return tables(replace(NOTHING, services=tuple(counts.items()))).get("Yang diterima, menurut layanan", {})


def test_they_are_of_the_twelve_months_that_end_with_the_quarter():
    assert (MONTHS.first, MONTHS.end) == (date(2025, 10, 1), date(2026, 10, 1))
    assert MONTHS.title == "Oktober 2025 – September 2026"


def test_one_service_with_few_is_told_together_with_the_next_larger():
    assert of_services(Pengujian=20, Kalibrasi=6, Pelatihan=2) == {"Pengujian": "20", "Lainnya": "8"}


def test_few_that_are_five_together_are_told_as_one():
    assert of_services(Pengujian=20, Kalibrasi=4, Pelatihan=3) == {"Pengujian": "20", "Lainnya": "7"}


def test_of_fewer_than_five_in_all_nothing_is_divided():
    assert of_services(Pengujian=3, Kalibrasi=1) == {}


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 12), max_size=8))
def test_no_count_and_no_rest_of_a_whole_is_under_five(counts):
    told = of_services(**counts)
    assert all(int(count) >= 5 for count in told.values())
    if told:
        assert sum(map(int, told.values())) == sum(counts.values())


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1, "kurang dari 5"), (4, "kurang dari 5"), (5, "5")])
def test_a_whole_under_five_is_not_told(count, said):
    balance = Balance(carried_over=0, came_in=count, reopened=0, imported=0, ended=count, left=0)
    first = tables(replace(NOTHING, balance=balance))[""]
    assert (first["Keluhan yang diterima"], first["Keluhan yang berakhir"]) == (said, said)


@pytest.mark.parametrize(
    ("within", "measured_ones", "settled", "said"),
    [
        (15, 20, 20, "15 dari 20"),
        (20, 20, 20, "20 dari 20"),
        (0, 20, 20, "0 dari 20"),
        (17, 20, 20, "–"),
        (3, 20, 20, "–"),
        (15, 20, 22, "–"),
        (4, 4, 4, "–"),
    ],
    ids=["both are many", "all", "none", "few were late", "few kept it", "few were not measured", "few in all"],
)
def test_a_share_is_told_where_neither_part_is_few(within, measured_ones, settled, said):
    found = replace(
        NOTHING,
        durations=Durations(measured=measured_ones, median=12.5, ninth_decile=30.0, within=within),
        outcomes={Outcome.SETTLED: settled},
    )
    assert tables(found)[""]["Selesai dengan surat balasan dalam seluruh norma waktu"] == said


@pytest.mark.parametrize(("count", "said"), [(5, "12,5 jam kerja"), (4, "–")])
def test_a_median_of_few_is_not_told(count, said):
    took = Durations(measured=count, median=12.5, ninth_decile=30.0, within=count)
    assert tables(replace(NOTHING, durations=took))[""]["Separuh di antaranya selesai paling lama dalam"] == said


def test_an_office_that_counts_for_less_than_a_year_says_since_when():
    def said(since: date) -> list[str]:
        return [block.text for block in public_blocks(NOTHING, since) if "sejak" in block.text]

    assert said(date(2026, 3, 2)) == ["Keluhan dihitung sejak 2 Maret 2026."]
    assert said(date(2024, 3, 2)) == []


def test_improvements_stand_as_they_were_written_and_without_any_there_is_no_heading():
    assert [block.text for block in improvements(" Dua loket.\n\nJadwal *baru*. ")] == [
        "Yang kami perbaiki",
        "Dua loket.",
        "Jadwal *baru*.",
    ]
    assert list(improvements(" \n ")) == []
