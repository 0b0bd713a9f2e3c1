"""Every line of the tables in docs/clock.md is true."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from automation.domain.calendar import Norm, OfficeCalendar
from automation.domain.office_hours import DayNormEnd, OfficeHours

WITA = ZoneInfo("Asia/Makassar")
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "clock.md").read_text(encoding="utf-8")
NEW_YEAR, CHRISTMAS = date(2026, 1, 1), (date(2026, 12, 24), date(2026, 12, 25))
OFFICE = OfficeCalendar(hours=OfficeHours(), years=frozenset({2026}), closed=frozenset({NEW_YEAR, *CHRISTMAS}))
SAME_HOUR = replace(OFFICE, hours=OfficeHours(day_norm_end=DayNormEnd.SAME_HOUR))


def lines(heading: str) -> list[tuple[str, ...]]:
    """Give the lines of the tables whose column of answers has a heading."""
    found, reading = [], False
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        reading = line.startswith("|") and (reading or heading in cells)
        if reading and cells[0][0].isdigit():
            found.append(tuple(cells[:4]))
    return found


def moment(text: str) -> datetime:
    weekday, _, rest = text.rpartition(" ")[0].rpartition(" ")
    at = datetime.strptime(f"{rest} {text.rpartition(' ')[2]}", "%d/%m/%Y %H.%M").replace(tzinfo=WITA)
    assert weekday in ("", f"{at:%a}")
    return at


def norm(text: str) -> Norm:
    amount, unit = text.split()
    return Norm(minutes=int(amount)) if unit.startswith("minute") else Norm(days=int(amount))


def holds(text: str) -> list[tuple[datetime, datetime]]:
    return [(moment(since), moment(until)) for since, until in re.findall(r"(.+) – (.+)", text)]


@pytest.mark.parametrize(("given", "begun", "held", "due"), lines("Due"))
def test_the_page_says_when_a_norm_runs_out(given, begun, held, due):
    assert OFFICE.due_at(norm(given), moment(begun), holds(held)) == moment(due)


@pytest.mark.parametrize(("given", "begun", "held", "due"), lines("Due at the same hour"))
def test_the_page_says_when_a_norm_of_same_hours_runs_out(given, begun, held, due):
    assert SAME_HOUR.due_at(norm(given), moment(begun), holds(held)) == moment(due)


def test_the_page_has_its_tables():
    assert (len(lines("Due")), len(lines("Due at the same hour"))) == (16, 4)
