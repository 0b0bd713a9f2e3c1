"""Tanggap's commands, from a checkout; an installed package has them as `tanggap`."""

from __future__ import annotations

import sys

from automation.cli import main
from demo.commands import COMMANDS

if __name__ == "__main__":
    sys.exit(main(more=COMMANDS))
