"""The table [penanganan]: what an office chose for cases that end, go on, or change hands."""

from __future__ import annotations

from datetime import date

from . import wording
from .table import Table, shown
from .values import HandlingSettings


def handling(table: Table) -> HandlingSettings:
    """Read the table; without one, the usual choices hold."""
    settings = HandlingSettings(
        reopen_within=table.count("usul_buka_kembali_hari", 30, least=0, most=366),
        norm_begins_anew=table.flag("norma_baru_saat_dialihkan", default=False),
        closing_waits_since=table.parsed("tutup_menunggu_berkas_sejak", None, _day, advice=wording.WRITE_A_DAY),
        check_after=table.count("periksa_tindakan_hari", 90, least=1, most=1_100),
        officers_take_turns=table.flag("giliran_petugas", default=False),
        recurs_within=table.count("kambuh_dalam_bulan", 12, least=1, most=120),
    )
    table.end()
    return settings


def _day(text: str) -> date | None:
    """Read a day; None for an empty text.

    Raises:
        ValueError: it is none.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(wording.not_a_day(shown(text))) from error
