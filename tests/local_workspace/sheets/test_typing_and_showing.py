"""What typed texts mean and how values are shown, by locale."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_workspace.sheets.display import shown
from local_workspace.sheets.entered import entered
from local_workspace.sheets.locales import locale_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("locale", "typed", "value", "seen"),
    [
        ("en_US", "2,000,000.01", 2000000.01, "2,000,000.01"),
        ("en_US", "0042", 42, "42"),
        ("en_US", "1e5", 100000, "1.00E+05"),
        ("en_US", "12.5%", 0.125, "12.50%"),
        ("en_US", "$1,234.5", 1234.5, "$1,234.50"),
        ("en_US", "(5)", -5, "-5"),
        ("en_US", "1/2/2020", 43832, "1/2/2020"),
        ("en_US", "Jan 5, 2020", 43835, "Jan 5, 2020"),
        ("en_US", "1/2", 46024, "1/2"),
        ("en_US", "10:30 PM", 0.9375, "10:30 PM"),
        ("en_US", "2020-01-01 10:30:00", 43831.4375, "2020-01-01 10:30:00"),
        ("en_US", "30:00", 1.25, "30:00"),
        ("en_US", "true", True, "TRUE"),
        ("en_US", "1.2.3", "1.2.3", "1.2.3"),
        ("en_US", "2020-02-30", "2020-02-30", "2020-02-30"),
        ("in_ID", "31/12/2026", 46387, "31/12/2026"),
        ("in_ID", "1.234,5", 1234.5, "1.234,50"),
        ("in_ID", "17 Agustus 2026", 46251, "17 Agustus 2026"),
        ("de_DE", "31.12.2026", 46387, "31.12.2026"),
        ("de_DE", "5 €", 5, "5 €"),
        ("en_GB", "31/12/2026", 46387, "31/12/2026"),
    ],
)
def test_typed_texts_mean_and_show_what_they_do_at_google(locale, typed, value, seen):
    here = locale_of(locale)
    found = entered(typed, here, TODAY)
    assert found.value == value
    assert type(found.value) is type(value)
    assert shown(found.value, {"type": found.kind, "pattern": found.pattern} if found.kind else None, here) == seen


@pytest.mark.parametrize(
    ("value", "pattern", "seen"),
    [
        (1 / 3, "", "0.3333333333"),
        (0.1 + 0.2, "", "0.3"),
        (1 / 1024, "", "0.0009765625"),
        (123456789012345678, "", "1.23457E+17"),
        (-5, "0;(0)", "(5)"),
        (1234567, '0.0,,"M"', "1.2M"),
        (5, "000", "005"),
        (1.5, "[h]:mm", "36:00"),
        (44000.5, "dddd, d mmmm yyyy h:mm AM/PM", "Thursday, 18 June 2020 12:00 PM"),
        (44000.5, "dd/mm/yyyy hh:mm", "18/06/2020 12:00"),
        (0.5, "[<1]0%;0", "50%"),
        (2, "[<1]0%;0", "2"),
    ],
)
def test_patterns_show_numbers(value, pattern, seen):
    assert shown(value, {"pattern": pattern}, locale_of("en_US")) == seen


def test_months_and_days_are_named_in_the_locale():
    assert shown(46251, {"pattern": "dddd, d mmmm yyyy"}, locale_of("in_ID")) == "Senin, 17 Agustus 2026"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_typed_in_iso_is_shown_as_typed(day):
    here = locale_of("en_US")
    found = entered(day.isoformat(), here, TODAY)
    assert found.value == (day - date(1899, 12, 30)).days
    assert shown(found.value, {"type": found.kind, "pattern": found.pattern}, here) == day.isoformat()


@given(st.text())
def test_any_text_means_something_and_only_an_equals_sign_makes_a_formula(typed):
    found = entered(typed, locale_of("en_US"), TODAY)
    assert (found.formula != "") == (typed.startswith("=") and len(typed) > 1)
