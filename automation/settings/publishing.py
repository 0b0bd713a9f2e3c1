"""The tables [halaman_pelapor] and [angka_publik]: what an office shows to whoever has a link."""

from __future__ import annotations

from .table import Table
from .values import CustomerPageSettings, PublicFigureSettings


def customer_pages(table: Table) -> CustomerPageSettings:
    """Read the table; without one, no complainant has a page."""
    settings = CustomerPageSettings(
        is_on=table.flag("aktif", default=False),
        by_link=table.flag("lewat_tautan", default=True),
        kept_days=table.count("hapus_sesudah_hari", 90, least=1, most=1_100),
    )
    table.end()
    return settings


def public_figures(table: Table) -> PublicFigureSettings:
    """Read the table; without one, no figures are prepared."""
    settings = PublicFigureSettings(is_on=table.flag("aktif", default=False))
    table.end()
    return settings
