"""The commands that an office's job does without, and the command line with all of them.

Here alone the product meets the embedded workspace that people try it in.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from automation.cli import Command, main
from automation.contact import wording as contact_wording
from automation.exit_status import CANNOT_START
from automation.options import address, office_option

from . import EXTRA, USUAL_PORT, wording


def tanggap() -> int:
    """Run one command, as an installed package gives it; return its exit status."""
    return main(more=COMMANDS, program="tanggap")


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=Path("hasil-demo"), help=wording.FOLDER_HELP)
    parser.add_argument("--singkat", action="store_true", help=wording.SHORT_HELP)
    parser.add_argument("--port", type=int, help=wording.demo_port_help(USUAL_PORT))


def _demo(options: argparse.Namespace) -> int:
    try:
        from .command import demo
    except ModuleNotFoundError as error:
        return _without(error)
    return demo(options.folder, short=options.singkat, port=options.port, program=options.program)


def _workspace_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=USUAL_PORT, help=wording.workspace_port_help(USUAL_PORT))
    parser.add_argument("--data", type=Path, default=Path("workspace-data"), help=wording.DATA_HELP)


def _workspace(options: argparse.Namespace) -> int:
    try:
        from local_workspace.__main__ import main as serve_until_stopped
    except ModuleNotFoundError as error:
        return _without(error)
    return serve_until_stopped(["--data", str(options.data), "--port", str(options.port)])


def _contact_options(parser: argparse.ArgumentParser) -> None:
    office_option(parser)
    parser.add_argument("--ya", action="store_true", help=contact_wording.YES_HELP)
    parser.add_argument(
        "--alamat-uji", type=address, metavar=contact_wording.ADDRESS, help=contact_wording.TESTER_HELP
    )
    parser.add_argument(
        "--alamat-tanpa-akun", type=address, metavar=contact_wording.ADDRESS, help=contact_wording.STRANGER_HELP
    )
    parser.add_argument("--folder", default="", metavar=contact_wording.FOLDER, help=contact_wording.PARENT_HELP)
    parser.add_argument("--berkas", type=Path, metavar=contact_wording.FILE, help=contact_wording.RESULT_HELP)


def _contact(options: argparse.Namespace) -> int:
    from .first_contact import first_contact

    return first_contact(options)


def _without(error: ModuleNotFoundError) -> int:
    """Say what to install where the extra is not there; any other missing module is a bug."""
    if error.name is None or error.name.partition(".")[0] not in EXTRA:
        raise error
    sys.stderr.write(wording.WITHOUT_EXTRA)
    return CANNOT_START


COMMANDS: tuple[Command, ...] = (
    ("demo", wording.DEMO, _demo_options, _demo),
    ("kontak", contact_wording.CONTACT, _contact_options, _contact),
    ("workspace", wording.WORKSPACE, _workspace_options, _workspace),
)
