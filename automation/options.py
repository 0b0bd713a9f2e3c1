"""What people may type after each command, and how it is written."""

from __future__ import annotations

import argparse
import re
from datetime import datetime, timedelta
from pathlib import Path

from automation import commands_wording as wording
from automation.domain.address import EmailAddress
from automation.domain.numbers import ComplaintNumber
from automation.domain.wording import EVERYTHING
from automation.job_log import Style


def setup_options(parser: argparse.ArgumentParser) -> None:
    """Add what `setup` takes."""
    office_option(parser)
    parser.add_argument(
        "--undang",
        action="append",
        type=address,
        default=[],
        metavar=wording.ADDRESS,
        help=wording.INVITE_HELP,
    )


def sync_options(parser: argparse.ArgumentParser) -> None:
    """Add what `sync` takes."""
    office_option(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help=wording.DRY_RUN_HELP)
    parser.add_argument("--json", action="store_true", help=wording.JSON_HELP)
    parser.add_argument("--now", type=_moment, metavar=wording.MOMENT, help=wording.NOW_HELP_WITH_EXAMPLE)
    parser.add_argument(
        "--yakin",
        action="store_true",
        help=wording.SURE_HELP,
    )
    how.add_argument(
        "--ulangi",
        type=_what_to_retry,
        metavar=wording.NUMBER,
        help=wording.retry_help(everything=EVERYTHING),
    )


def sign_in_options(parser: argparse.ArgumentParser) -> None:
    """Add what `masuk` takes."""
    office_option(parser)
    parser.add_argument("--tanpa-peramban", action="store_true", help=wording.NO_BROWSER_HELP)
    parser.add_argument("--yakin", action="store_true", help=wording.OTHER_OWNER_HELP)


def doctor_options(parser: argparse.ArgumentParser) -> None:
    """Add what `doctor` takes."""
    office_option(parser)
    parser.add_argument("--lingkup", action="store_true", help=wording.SCOPES_HELP)
    parser.add_argument("--hidup", action="store_true", help=wording.ALIVE_HELP)


def run_options(parser: argparse.ArgumentParser) -> None:
    """Add what `run` takes."""
    office_option(parser)
    parser.add_argument(
        "--every", type=_interval, default=timedelta(seconds=60), metavar=wording.INTERVAL, help=wording.EVERY_HELP
    )
    parser.add_argument(
        "--log",
        type=_log_style,
        default=None,
        metavar=wording.LOG_STYLE,
        help=wording.LOG_HELP,
    )


def explain_options(parser: argparse.ArgumentParser) -> None:
    """Add what `explain` takes."""
    office_option(parser)
    parser.add_argument("--json", action="store_true", help=wording.NAMELESS_JSON_HELP)
    parser.add_argument("nomor", type=_number, help=wording.NUMBER_HELP)
    parser.add_argument("--now", type=_moment, metavar=wording.MOMENT, help=wording.NOW_HELP)


def report_options(parser: argparse.ArgumentParser) -> None:
    """Add what `report` takes."""
    office_option(parser)
    parser.add_argument("--period", required=True, metavar=wording.PERIOD, help=wording.PERIOD_HELP)
    parser.add_argument("--file", type=Path, help=wording.FILE_HELP)


def import_options(parser: argparse.ArgumentParser) -> None:
    """Add what `impor` takes."""
    office_option(parser)
    parser.add_argument("berkas", type=Path, metavar=wording.FILE, help=wording.OLD_REGISTER_HELP)
    parser.add_argument("--peta", type=Path, metavar=wording.FILE, help=wording.MAP_HELP)
    parser.add_argument("--yakin", action="store_true", help=wording.BRING_OVER_HELP)


def rebuild_options(parser: argparse.ArgumentParser) -> None:
    """Add what `rebuild` takes."""
    office_option(parser)
    parser.add_argument(
        "--cadangan",
        type=Path,
        metavar=wording.FILE,
        help=wording.COPY_HELP,
    )


def move_options(parser: argparse.ArgumentParser) -> None:
    """Add what `pindah` takes."""
    office_option(parser)
    parser.add_argument("berkas", type=Path, metavar=wording.FILE, help=wording.FORMER_LEDGER_HELP)


def office_option(parser: argparse.ArgumentParser, default: Path | str = argparse.SUPPRESS) -> None:
    """Add `--office`; a command takes it before and after its name."""
    parser.add_argument("--office", type=Path, default=default, metavar=wording.FILE, help=wording.OFFICE_HELP)


# -- how a value is written


def address(text: str) -> str:
    """Return one address in small letters, as `type=` of an option takes it."""
    found = EmailAddress.found_in(text)
    if found is None:
        raise argparse.ArgumentTypeError(wording.not_an_address(text))
    return found.folded


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(wording.not_a_moment(text)) from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(wording.ZONE_MISSING)
    return moment


def _interval(text: str) -> timedelta:
    match = re.fullmatch(r"(\d+)\s*([smj]?)", text.strip())
    if match is None or not int(match[1]):
        raise argparse.ArgumentTypeError(wording.not_an_interval(text))
    return timedelta(seconds=int(match[1]) * {"": 1, "s": 1, "m": 60, "j": 3600}[match[2]])


def _log_style(text: str) -> Style:
    try:
        return Style(text.strip().casefold())
    except ValueError:
        raise argparse.ArgumentTypeError(wording.not_a_log_style(text)) from None


def _what_to_retry(text: str) -> ComplaintNumber | str:
    return EVERYTHING if text.strip().casefold() == EVERYTHING else _number(text)


def _number(text: str) -> ComplaintNumber:
    try:
        return ComplaintNumber.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(wording.not_a_number(text)) from None
