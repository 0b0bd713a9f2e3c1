"""What `doctor` says of the tab Pejabat: whether it can be read, and where the settings name other people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from automation.domain.cells import Cell
from automation.domain.officials import Standing
from automation.jobs.officials import SeenOfficials, seen_officials, settings_on, terms_read
from automation.jobs.setup.setup_context import SetupContext
from automation.jobs.watch import wording
from automation.jobs.watch.finding import Finding
from automation.register.typed_dates import TypedDates
from automation.settings.values import OfficeSettings


def officials_found(
    setup: SetupContext, table: Sequence[Sequence[Cell]] | None, groups: Iterable[str], now: datetime
) -> tuple[SeenOfficials, tuple[Finding, ...]]:
    """Return who holds which office today, and what is to be said of it; without the tab, nothing is."""
    if table is None:
        return SeenOfficials(), ()
    notes = setup.ledger.memory().notes
    read = terms_read(table, TypedDates.remembered(notes), groups, setup.settings)
    seen = seen_officials(read, notes, setup.settings.hours.day_of(now))
    findings = [Finding(well=not seen.problems, what=wording.OFFICIALS_READ, advice=" ".join(seen.problems))]
    if seen.standing:
        differing = ", ".join(differing_keys(setup.settings, seen.standing))
        remark = wording.settings_differ(differing) if differing else ""
        findings.append(Finding(well=True, what=wording.OFFICIALS_HOLD, remark=remark))
    return seen, tuple(findings)


def differing_keys(settings: OfficeSettings, standing: Standing) -> Iterator[str]:
    """Return the keys of office.toml that name others than the tab, which holds."""
    now = settings_on(settings, standing)
    set_up, held = settings.office, now.office
    head = held.absent_head or held.head
    if (set_up.head.name, set_up.head.nip, set_up.head.email) != (head.name, head.nip, head.email):
        yield "[kantor.kepala_balai]"
    if set_up.head_deputy != held.head_deputy:
        yield "[kantor.wakil_kepala_balai]"
    if set(set_up.service_officers) != set(held.service_officers):
        yield "[[kantor.petugas_pelayanan]]"
    if settings.letters.signer != set_up.head and settings.letters.signer != now.letters.signer:
        yield "[surat] penandatangan"
