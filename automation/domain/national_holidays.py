"""The rows of Hari Libur that a new workbook starts with.

Apart from the reading of that tab, because the package of holidays takes a second to load and no tick needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

# Not holidays.country_holidays("ID"): it loads every country of the world.
from holidays.countries.indonesia import Indonesia

from automation.domain.holidays_tab import ESTIMATED, HolidayKind, HolidayRow

from . import wording

_IDUL_FITRI = "Hari Raya Idul Fitri"


def default_holidays(years: Iterable[int]) -> tuple[HolidayRow, ...]:
    """Return the national holidays, collective leave and estimated Ramadans of these years, in order of date.

    A date that rests on the moon and is not decreed yet says "(perkiraan)".
    """
    wanted = sorted(set(years))
    leave = _named_days(wanted, "government")
    entries = [
        HolidayRow(
            first=day,
            description=name,
            kind=HolidayKind.COLLECTIVE_LEAVE.value if day in leave else HolidayKind.NATIONAL.value,
        )
        for day, name in (leave | _named_days(wanted, "public")).items()
    ]
    return tuple(sorted([*entries, *_ramadans(wanted)], key=lambda row: (str(row.first), row.kind)))


def _named_days(years: Sequence[int], category: str) -> dict[date, str]:
    named = Indonesia(years=years, categories=(category,), language="id")
    return {day: name for day, name in named.items() if day.year in years}


def _ramadans(years: Sequence[int]) -> Iterator[HolidayRow]:
    """Estimate each Ramadan as the thirty days before Idul Fitri."""
    for day, name in _named_days([*years, max(years) + 1] if years else [], "public").items():
        first = day - timedelta(days=30)
        if name.startswith(_IDUL_FITRI) and first.year in years:
            yield HolidayRow(
                first=first,
                description=wording.ramadan_hours(ESTIMATED),
                kind=HolidayKind.RAMADAN.value,
                last=day - timedelta(days=1),
            )
