"""`python -m tests.corpus FOLDER`: read all mails of a folder through the real tick and say what became of each.

With `--ours`, each report of failed delivery gets the id and the recipient of a mail of ours in the place of its own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .mails import run

#: How files of mails end; other kinds of files are not read.
ENDINGS = (".eml", ".msg", ".txt", ".raw")


def main() -> int:
    """Print a line for each mail, then the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ours", action="store_true", help="put a mail of ours into reports of failed delivery")
    parser.add_argument("--quiet", action="store_true", help="print the figures alone")
    options = parser.parse_args()
    files = sorted(one for one in options.folder.rglob("*") if one.suffix.lower() in ENDINGS and one.is_file())
    with TemporaryDirectory() as folder:
        found = run(files, Path(folder), ours=options.ours)
    if not options.quiet:
        for one in found.outcomes:
            print(f"{one.became:40} {one.name}  {one.reason}".rstrip())
    print(f"{len(files)} mails\n{found.told()}")
    return 1 if found.again else 0


if __name__ == "__main__":
    sys.exit(main())
