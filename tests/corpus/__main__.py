"""`python -m tests.corpus FOLDER`: an office in memory receives all files of a folder; say what became of each.

Mails arrive in its mailbox; PDFs and pictures lie in Pindaian Masuk; each .docx is saved as the draft of a reply,
then initialled, approved and numbered. With `--ours`, each report of failed delivery gets the id and the recipient of
a mail of ours in the place of its own.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from .mails import run
from .outcomes import Run
from .papers import run_drafts, run_scans

#: How files end, by what they are; other kinds of files are not read.
MAILS = (".eml", ".msg", ".txt", ".raw")
SCANS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".jp2", ".j2k", ".gif", ".bmp", ".webp", ".heic")
DRAFTS = (".docx", ".docm")


def main() -> int:
    """Print a line for each file, then the figures of each kind."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.corpus", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ours", action="store_true", help="put a mail of ours into reports of failed delivery")
    parser.add_argument("--quiet", action="store_true", help="print the figures alone")
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    found = sorted(one for one in options.folder.rglob("*") if one.is_file())
    again = False
    kinds: tuple[tuple[str, tuple[str, ...], Callable[[Sequence[Path], Path], Run]], ...] = (
        ("mails", MAILS, partial(run, ours=options.ours)),
        ("scans", SCANS, run_scans),
        ("drafts", DRAFTS, run_drafts),
    )
    for called, endings, received in kinds:
        if files := [one for one in found if one.suffix.lower() in endings]:
            with TemporaryDirectory() as folder:
                ended = received(files, Path(folder))
            _tell(ended, f"{len(files)} {called}", lines=not options.quiet)
            again = again or bool(ended.again)
    others = [one for one in found if one.suffix.lower() not in (*MAILS, *SCANS, *DRAFTS)]
    if others:
        print(f"{len(others)} files of other kinds were not read")
    return 1 if again else 0


def _tell(ended: Run, head: str, *, lines: bool) -> None:
    for one in ended.outcomes if lines else ():
        print(f"{one.became:40} {one.name}  {one.reason}".rstrip())
    print(f"{head}\n{ended.told()}")


if __name__ == "__main__":
    sys.exit(main())
