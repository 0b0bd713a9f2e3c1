"""How letters look and are numbered: [surat] logo, pola_nomor and kode_klasifikasi."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from . import wording
from .faults import Fault
from .table import Table, shown

#: Bytes of a logo; printed at 24 mm, no picture needs more.
LARGEST_LOGO = 2_000_000
_WHERE = "[surat] logo"
_CLASS = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,19}\Z")


def logo_in(file: Path | None) -> tuple[bytes, Sequence[Fault]]:
    """Return the bytes of the logo's file, which nobody opens here; a fault where it is not there, or too large."""
    if file is None:
        return b"", []
    try:
        if file.stat().st_size > LARGEST_LOGO:
            return b"", [Fault(_WHERE, wording.LOGO_TOO_LARGE, wording.MAKE_THE_LOGO_SMALLER)]
        return file.read_bytes(), []
    except FileNotFoundError:
        return b"", [Fault(_WHERE, wording.no_such_file(shown(str(file))), wording.CHECK_PLACE_AND_RIGHTS)]
    except OSError:
        return b"", [Fault(_WHERE, wording.FILE_UNREADABLE, wording.CHECK_PLACE_AND_RIGHTS)]


def pattern_in(text: str) -> str:
    """Return the pattern of the office's own letter numbers.

    Raises:
        ValueError: it names what no number has, or lacks the sequence or the year.
    """
    try:
        printed = text.format(urut=1, bulan="I", bulan_angka="01", tahun=2026, klasifikasi="KP.01")
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise ValueError(wording.not_a_number_pattern(shown(text))) from error
    if "{urut" not in text or "{tahun" not in text or not printed.strip():
        raise ValueError(wording.number_pattern_lacks(shown(text)))
    return text


def archive_class(table: Table) -> str:
    """Read the class of the archive that stands in letter numbers; "" where the office named none."""
    text = table.text("kode_klasifikasi", "")
    if text and not _CLASS.match(text):
        table.fault("kode_klasifikasi", wording.not_an_archive_class(shown(text)), wording.WRITE_AN_ARCHIVE_CLASS)
        return ""
    return text
