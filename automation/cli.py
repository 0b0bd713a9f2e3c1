"""The commands people type. Nothing is loaded but what reads a command line, until one was read."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Sequence
from pathlib import Path

from automation import __version__
from automation import commands_wording as wording
from automation.fleet import wording as fleet_wording
from automation.fleet.options import fleet_options
from automation.job_log import Style
from automation.options import (
    doctor_options,
    explain_options,
    import_options,
    move_options,
    office_option,
    rebuild_options,
    report_options,
    run_options,
    setup_options,
    sign_in_options,
    sync_options,
)

#: A command: its name, its help, its options, and what it does; None for those of `automation.commands`.
Command = tuple[str, str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int] | None]


def main(
    arguments: Sequence[str] | None = None, more: Sequence[Command] = (), program: str = "python main.py"
) -> int:
    """Run one command and return the exit status: 0 done, 1 a person is needed, 2 cannot start, 3 try later.

    Args:
        arguments: what was typed after the program's name; None takes the process's own.
        more: commands besides the office's own.
        program: what people type before a command's name.
    """
    options = _parser(more, program).parse_args(arguments)
    # Google's clients and the database take a second to load: whoever asks for help needs neither. None of it is
    # garbage, which would be looked for all the while.
    gc.disable()
    from automation.commands import ended

    gc.enable()
    return ended(options, options.run)


def _parser(more: Sequence[Command], program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description=wording.DESCRIPTION,
        epilog=wording.EXIT_STATUSES,
    )
    parser.add_argument("--version", action="version", version=f"Tanggap {__version__}", help=wording.VERSION_HELP)
    parser.set_defaults(program=program, log=Style.PLAIN)
    office_option(parser, default=Path("office.toml"))
    commands = parser.add_subparsers(title=wording.COMMANDS_TITLE, required=True, metavar=wording.COMMAND)
    for name, text, options, run in (*more, *_COMMANDS):
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run, command=name)
        options(made)
    return parser


_COMMANDS: tuple[Command, ...] = (
    ("masuk", wording.SIGN_IN, sign_in_options, None),
    ("setup", wording.SETUP, setup_options, None),
    ("sync", wording.SYNC, sync_options, None),
    ("run", wording.RUN, run_options, None),
    ("doctor", wording.DOCTOR, doctor_options, None),
    ("explain", wording.EXPLAIN, explain_options, None),
    ("report", wording.REPORT, report_options, None),
    ("impor", wording.IMPORT, import_options, None),
    ("rebuild", wording.REBUILD, rebuild_options, None),
    ("pindah", wording.MOVE, move_options, None),
    ("armada", fleet_wording.FLEET, fleet_options, None),
)
