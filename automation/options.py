"""What people may type after each command, and how it is written."""

from __future__ import annotations

import argparse
import re
from datetime import datetime, timedelta
from pathlib import Path

from automation.domain.numbers import ComplaintNumber
from automation.job_log import Style
from automation.jobs.retrying import EVERYTHING


def sync_options(parser: argparse.ArgumentParser) -> None:
    """Add what `sync` takes."""
    office_option(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="hanya tunjukkan apa yang akan dilakukan")
    parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    parser.add_argument(
        "--now", type=_moment, metavar="WAKTU", help="anggap sekarang waktu ini, mis. 2026-11-02T09:00+08:00"
    )
    parser.add_argument(
        "--yakin",
        action="store_true",
        help="teruskan walau banyak surel akan terkirim, atau sebuah lembar tiba-tiba kosong",
    )
    how.add_argument(
        "--ulangi",
        type=_what_to_retry,
        metavar="NOMOR",
        help=f"coba lagi sekarang juga yang gagal untuk satu keluhan, mis. KEL-2026-0001, atau {EVERYTHING}",
    )


def run_options(parser: argparse.ArgumentParser) -> None:
    """Add what `run` takes."""
    office_option(parser)
    parser.add_argument(
        "--every", type=_interval, default=timedelta(seconds=60), metavar="SELANG", help="mis. 60s, 5m"
    )
    parser.add_argument(
        "--log",
        type=_log_style,
        default=None,
        metavar="BENTUK",
        help="bentuk catatan: teks, jurnal (untuk systemd) atau json; bawaan: jurnal bila di bawah systemd",
    )


def explain_options(parser: argparse.ArgumentParser) -> None:
    """Add what `explain` takes."""
    office_option(parser)
    parser.add_argument("--json", action="store_true", help="cetak sebagai JSON, tanpa nama siapa pun")
    parser.add_argument("nomor", type=_number, help="mis. KEL-2026-0001")
    parser.add_argument("--now", type=_moment, metavar="WAKTU", help="anggap sekarang waktu ini")


def report_options(parser: argparse.ArgumentParser) -> None:
    """Add what `report` takes."""
    office_option(parser)
    parser.add_argument("--period", required=True, metavar="MASA", help="2026-10, 2026-Q4 atau 2026")
    parser.add_argument("--file", type=Path, help="simpan daftar keluhannya, tanpa nama, ke .csv atau .xlsx")


def rebuild_options(parser: argparse.ArgumentParser) -> None:
    """Add what `rebuild` takes."""
    office_option(parser)
    parser.add_argument(
        "--cadangan",
        type=Path,
        metavar="BERKAS",
        help="kembalikan dahulu salinan ini; buku besar yang sekarang dipindahkan ke sampingnya",
    )


def office_option(parser: argparse.ArgumentParser, default: Path | str = argparse.SUPPRESS) -> None:
    """Add `--office`; a command takes it before and after its name."""
    parser.add_argument(
        "--office", type=Path, default=default, metavar="BERKAS", help="berkas pengaturan kantor (office.toml)"
    )


# -- how a value is written


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” bukan waktu; tulis mis. 2026-11-02T09:00+08:00") from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("sebut juga zona waktunya, mis. 2026-11-02T09:00+08:00")
    return moment


def _interval(text: str) -> timedelta:
    match = re.fullmatch(r"(\d+)\s*([smj]?)", text.strip())
    if match is None or not int(match[1]):
        raise argparse.ArgumentTypeError(f"“{text}” bukan selang; tulis mis. 60s (detik) atau 5m (menit)")
    return timedelta(seconds=int(match[1]) * {"": 1, "s": 1, "m": 60, "j": 3600}[match[2]])


def _log_style(text: str) -> Style:
    try:
        return Style(text.strip().casefold())
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan bentuk catatan; tulis mis. json, jurnal atau teks"
        ) from None


def _what_to_retry(text: str) -> ComplaintNumber | str:
    return EVERYTHING if text.strip().casefold() == EVERYTHING else _number(text)


def _number(text: str) -> ComplaintNumber:
    try:
        return ComplaintNumber.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” bukan nomor keluhan; tulis mis. KEL-2026-0001") from None
