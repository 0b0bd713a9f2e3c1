"""The workbook's locale and time zone: asked for, and read back, since Google may ignore a code without an error."""

from __future__ import annotations

from automation.domain.layout import INDONESIAN, Region, SetRegion
from automation.domain.places import Place
from automation.jobs.setup import wording
from automation.jobs.setup.setup_context import SetupContext, SetupReport, places_known
from automation.ports import Refused, UnreadableWorkbook
from automation.register.schema import tabs
from automation.register.typed_dates import swappable

#: So many dates that may be swapped are named.
SHOWN = 20


def settle_region(setup: SetupContext, workbook: str, report: SetupReport) -> None:
    """Bring the workbook into the office's region; where Google does not let it, name the click to make.

    Dates typed while the locale was another are listed and never converted.
    """
    zone = str(setup.settings.hours.zone)
    before = setup.open_workbook(places_known(setup)).region()
    if before.is_indonesian and before.zone == zone:
        return
    now = _asked_for(setup, workbook, before, zone)
    if not now.is_indonesian:
        report.problems.append(wording.locale_foreign(now.locale))
    elif now.zone != zone:
        report.problems.append(wording.zone_wrong(zone=now.zone, wanted=zone))
    else:
        report.made.append(wording.region(locale=now.locale, zone=now.zone))
    if not before.is_indonesian and (dates := dates_to_check(setup)):
        report.problems.append(wording.dates_to_check(shown=dates[:SHOWN], more=max(len(dates) - SHOWN, 0)))


def _asked_for(setup: SetupContext, workbook: str, found: Region, zone: str) -> Region:
    """Ask for one code after the other until one is in force; returns what is."""
    for code in (found.locale,) if found.is_indonesian else INDONESIAN:
        try:
            setup.construction.arrange(workbook, [SetRegion(Region(code, zone))])
        except Refused:
            continue
        found = setup.open_workbook(places_known(setup)).region()
        if found.is_indonesian:
            break
    return found


def dates_to_check(setup: SetupContext) -> list[str]:
    """Return the dates of the Register whose day and month may be exchanged; none where there is no Register."""
    places = places_known(setup)
    if Place.tab("register") not in places:
        return []
    try:
        (table,) = setup.open_workbook(places).read([f"'{tabs()['register'].title}'"])
    except UnreadableWorkbook:
        return []
    return list(swappable(table))
