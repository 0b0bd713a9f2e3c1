"""The rows that a new workbook starts with: working groups from the settings, holidays of this and the next year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from automation.domain.cells import Written
from automation.jobs.setup.layout import tab_id
from automation.settings.values import OfficeSettings

Rows = Sequence[tuple[Written, ...]]


def seeds_for(settings: OfficeSettings, today: date, there: AbstractSet[int]) -> Mapping[str, Rows]:
    """Return the first rows of the tabs that are not there yet, by schema key."""
    seeds: dict[str, Rows] = {}
    if tab_id("groups") not in there:
        seeds["groups"] = tuple(_groups(settings))
    if tab_id("holidays") not in there:
        seeds["holidays"] = tuple(_holidays(today))
    return seeds


def _groups(settings: OfficeSettings) -> Iterator[tuple[Written, ...]]:
    for group in settings.disposition.groups:
        deputy = group.deputy
        yield (
            group.name,
            "; ".join(group.services),
            group.lead.name,
            group.lead.email,
            deputy.name if deputy else "",
            deputy.email if deputy else "",
        )


def _holidays(today: date) -> Iterator[tuple[Written, ...]]:
    # Not above: the package of holidays is slow to load, and every command loads this module.
    from automation.domain.national_holidays import default_holidays

    for row in default_holidays((today.year, today.year + 1)):
        yield (row.first, row.last, row.kind, row.description)
