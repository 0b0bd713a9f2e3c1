"""The process that opens scans: `python -m automation.sandbox.worker MEMORY SECONDS`, asked and answering by pipes.

It holds no secret, and once confined it can open no file and no connection.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import IO, Any

from PIL import Image, MpoImagePlugin, PdfImagePlugin, TiffImagePlugin  # noqa: F401 (loaded while files can be opened)

from automation.archive import wording
from automation.archive.binding import bound
from automation.archive.looking import opened
from automation.archive.splitting import split_pdf
from automation.ports import CannotOpen

from .messages import Garbled, content_of, read, write

if sys.platform != "win32":
    import resource


def main(memory: int, seconds: int) -> int:
    """Answer until nobody asks any more."""
    # Whoever stops the job by its group of processes stops the job, which then ends this one in its own time.
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Should a library say something, it does not say it among the answers.
    Image.preinit()  # Pillow loads what it needs at its first file, when none of its own can be opened any more.
    _confine(memory, seconds)
    write(answers, {"ready": True})
    while True:
        try:
            asked = read(sys.stdin.buffer)
            content = content_of(sys.stdin.buffer, asked["bytes"])
        except Garbled:
            return 0
        try:
            _answer(answers, asked, content)
        except CannotOpen as refusal:
            write(answers, {"refused": str(refusal)})
        except MemoryError:
            # What is left of the heap may serve no other file: whoever asked starts another process.
            write(answers, {"failed": wording.TOO_HUNGRY})
            return 1


def _confine(memory: int, seconds: int) -> None:
    if sys.platform == "win32":
        return
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_NOFILE: 3,
    }
    # macOS knows a limit of address space and refuses to set it.
    if sys.platform == "linux":
        limits[resource.RLIMIT_AS] = memory
    for kind, wished in limits.items():
        _, hard = resource.getrlimit(kind)
        most = wished if hard == resource.RLIM_INFINITY else min(wished, hard)
        resource.setrlimit(kind, (most, most))


def _answer(answers: IO[bytes], asked: dict[str, Any], content: bytes) -> None:
    match asked["do"]:
        case "look":
            scan = opened(content, asked["mime_type"])
            for texts in scan.pages:
                write(answers, {"page": sorted(texts)})
            write(answers, {"done": scan.medium.value})
        case "bind":
            _give(answers, [bound(content)])
        case "split":
            _give(answers, split_pdf(content, [(first, end) for first, end in asked["ranges"]]))
        case unknown:
            raise ValueError(unknown)


def _give(answers: IO[bytes], files: list[bytes] | tuple[bytes, ...]) -> None:
    write(answers, {"done": [len(file) for file in files]}, b"".join(files))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
