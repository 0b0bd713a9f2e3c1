"""The rows that a new workbook starts with: working groups from the settings, holidays of this and the next year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from automation.domain.actions import FREE_ROWS, ActionKey, ActionKind
from automation.domain.cells import Written
from automation.domain.officials import Term
from automation.domain.vocabulary import YesNo
from automation.jobs.officials import terms_set
from automation.jobs.own_lists import CAUSES, SERVICES
from automation.jobs.setup.layout import tab_id
from automation.settings.values import OfficeSettings

#: Nobody is away at first.
_NOT_AWAY = (None, None)
#: What the office's own lists begin with.
_USUAL = {one.tab: one.usual for one in (CAUSES, SERVICES)}
Rows = Sequence[tuple[Written, ...]]


def seeds_for(
    settings: OfficeSettings,
    today: date,
    there: AbstractSet[int],
    officials: Sequence[Term] = (),
    lists: Mapping[str, Sequence[str]] = _USUAL,
    *,
    has_actions: bool = False,
) -> Mapping[str, Rows]:
    """Return the first rows of the tabs that are not there yet, by schema key.

    Args:
        settings: the office's.
        today: its date.
        there: ids of the tabs that are there.
        officials: the rows that Pejabat had before somebody deleted it.
        lists: what the office's own lists hold, by their tabs' keys.
        has_actions: the ledger knows actions, so that the job itself puts their rows back.
    """
    seeds: dict[str, Rows] = {}
    if tab_id("groups") not in there:
        seeds["groups"] = tuple(_groups(settings))
    if tab_id("holidays") not in there:
        seeds["holidays"] = tuple(_holidays(today))
    if tab_id("officials") not in there:
        seeds["officials"] = tuple(map(_official, officials or terms_set(settings)))
    if tab_id("actions") not in there and not has_actions:
        seeds["actions"] = tuple(_free_actions())
    seeds |= {key: tuple((name,) for name in names) for key, names in lists.items() if tab_id(key) not in there}
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
            *_NOT_AWAY,
            YesNo.YES.value if group.hears_appeals else "",
        )


def _free_actions() -> Iterator[tuple[Written, ...]]:
    """Return the first rows for actions without a complaint: those the job would add."""
    for place in range(1, FREE_ROWS + 1):
        key = ActionKey(None, ActionKind.IMPROVEMENT, place)
        yield (str(key), "", key.kind.value)


def _official(term: Term) -> tuple[Written, ...]:
    office = f"{term.post.value} {term.group}".strip()
    return (office, term.name, term.nip, term.email, term.first, term.last, term.qualifications)


def _holidays(today: date) -> Iterator[tuple[Written, ...]]:
    # Not above: the package of holidays is slow to load, and every command loads this module.
    from automation.domain.national_holidays import default_holidays

    for row in default_holidays((today.year, today.year + 1)):
        yield (row.first, row.last, row.kind, row.description)
