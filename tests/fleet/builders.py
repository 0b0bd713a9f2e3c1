"""Offices and projects of a fleet, of which a test says only what matters."""

from datetime import UTC, datetime, timedelta
from typing import Any

from automation.fleet.offices import FleetOffice, Project

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def an_office(name: str = "balai", **known: Any) -> FleetOffice:
    return FleetOffice(**({"name": name, "project": "proyek", "ledger": "0014"} | known))


def busy(name: str = "balai", **known: Any) -> FleetOffice:
    return an_office(name, busy_until=NOW + timedelta(hours=9), **known)


def a_project(**known: Any) -> Project:
    return Project(**({"name": "proyek"} | known))
