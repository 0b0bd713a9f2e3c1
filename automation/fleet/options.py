"""What people may type after `armada`."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from . import wording

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")


def fleet_options(parser: argparse.ArgumentParser) -> None:
    """Add what `armada` takes."""
    actions = parser.add_subparsers(
        title=wording.ACTIONS_TITLE, required=True, metavar=wording.ACTION, dest="tindakan"
    )
    _add_options(_action(actions, "tambah", wording.ADD))
    _action(actions, "daftar", wording.LIST)
    migrate = _action(actions, "migrasi", wording.MIGRATE)
    migrate.add_argument("nama", nargs="*", type=_name, metavar=wording.NAME, help=wording.NAMES_HELP)
    work = _action(actions, "kerja", wording.WORK)
    work.add_argument("--slot", type=_slots, default=8, metavar=wording.COUNT, help=wording.SLOTS_HELP)
    work.add_argument("--pembuka", type=_count, default=2, metavar=wording.COUNT, help=wording.OPENERS_HELP)
    _overview_options(_action(actions, "lihat", wording.LOOK))
    _named(_action(actions, "jeda", wording.PAUSE))
    _named(_action(actions, "lanjut", wording.GO_ON))
    remove = _action(actions, "hapus", wording.REMOVE)
    _named(remove)
    remove.add_argument("--ketik-lagi", type=_name, metavar=wording.NAME, help=wording.AGAIN_HELP)
    remove.add_argument("--dengan-buku-besar", action="store_true", help=wording.WITH_LEDGER_HELP)


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    return actions.add_parser(name, help=text, description=text)


def _add_options(parser: argparse.ArgumentParser) -> None:
    _named(parser)
    parser.add_argument("folder", type=Path, metavar=wording.FOLDER, help=wording.FOLDER_HELP)
    parser.add_argument("--simpan", action="store_true", help=wording.KEEP_HELP)
    parser.add_argument("--proyek", default="", metavar=wording.PROJECT, help=wording.PROJECT_HELP)
    parser.add_argument("--baca-semenit", type=_count, metavar=wording.COUNT, help=wording.READS_HELP)
    parser.add_argument("--ganti", action="store_true", help=wording.REPLACE_HELP)


def _overview_options(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--html", action="store_true", help=wording.HTML_HELP)
    how.add_argument("--json", action="store_true", help=wording.JSON_HELP)
    how.add_argument("--metrik", action="store_true", help=wording.METRICS_HELP)


def _named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("nama", type=_name, metavar=wording.NAME, help=wording.NAME_HELP)


def _name(text: str) -> str:
    if not _NAME.match(text):
        raise argparse.ArgumentTypeError(wording.not_a_name(text))
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(wording.not_a_count(text))
    return int(text)


def _slots(text: str) -> int:
    count = _count(text)
    if count < 2:
        raise argparse.ArgumentTypeError(wording.TOO_FEW_SLOTS)
    return count
