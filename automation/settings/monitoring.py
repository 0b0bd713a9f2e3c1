"""The table [pemantauan]: whom the job tells from outside that it is alive."""

from __future__ import annotations

from urllib.parse import urlsplit

from . import wording
from .table import Table
from .values import MonitoringSettings


def monitoring(table: Table) -> MonitoringSettings:
    """Read the table; without one, nobody is pinged."""
    settings = MonitoringSettings(ping_address=_address(table))
    table.end()
    return settings


def _address(table: Table) -> str:
    address = table.text("alamat_ping", "")
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if address and (not usable or any(sign.isspace() for sign in address)):
        # Who knows the address can pretend that the job is alive, so it is not shown.
        advice = wording.COPY_THE_PING_ADDRESS
        table.fault("alamat_ping", wording.NOT_A_WEB_ADDRESS, advice)
        return ""
    return address
