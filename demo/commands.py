"""The commands that an office's job does without, and the command line with all of them.

Here alone the product meets the embedded workspace that people try it in.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from automation.cli import CANNOT_START, Command, main

from . import USUAL_PORT, wording

#: What the extra `workspace` brings.
_EXTRA = ("werkzeug", "jinja2", "ironcalc", "typst")


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


def _without(error: ModuleNotFoundError) -> int:
    """Say what to install where the extra is not there; any other missing module is a bug."""
    if error.name is None or error.name.partition(".")[0] not in _EXTRA:
        raise error
    sys.stderr.write(wording.WITHOUT_EXTRA)
    return CANNOT_START


COMMANDS: tuple[Command, ...] = (
    ("demo", wording.DEMO, _demo_options, _demo),
    ("workspace", wording.WORKSPACE, _workspace_options, _workspace),
)
