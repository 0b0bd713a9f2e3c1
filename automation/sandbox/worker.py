"""The process that opens files and mails, asked by pipes: `python -m automation.sandbox.worker MEMORY SECONDS`.

What checks electronic signatures is heavy, and loaded only where a third word, `signatures`, asks for it.

It holds no secret, and once confined it can open no file and no connection.
"""

from __future__ import annotations

import email.generator
import email.policy
import importlib
import json
import os
import signal
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from typing import IO, Any

import pypdfium2 as pdfium
from PIL import Image, ImageCms, Jpeg2KImagePlugin, MpoImagePlugin, TiffImagePlugin

from automation.archive.binding import bound
from automation.archive.looking import opened
from automation.archive.shrinking import smaller
from automation.archive.splitting import split_pdf
from automation.intake.mail_contents import contents, read_mail
from automation.letters.opening import filled, laid_out, numbered, prepared, seen, words_asked
from automation.ports import CannotOpen, ReceivedMail

from . import mails
from .boundary import refusing
from .charsets import load_charsets
from .messages import (
    LARGEST_GIVEN,
    Garbled,
    contents_of,
    parts_in,
    printed_content,
    printed_held,
    printed_signed,
    read,
    sayable,
    variables_in,
    write,
)
from .wording import FAULTS

if sys.platform != "win32":
    import resource

#: Libraries load these within a function, when nothing can be loaded any more.
_LOADED_EARLY = (email.generator, email.policy, ImageCms, Jpeg2KImagePlugin, MpoImagePlugin, TiffImagePlugin)


_SIGNATURES = "automation.archive.signatures"
_HELD = "automation.archive.held_against"
#: The last two numpy loads only when they are first asked for.
_HEAVY = (_SIGNATURES, _HELD, "numpy.fft", "numpy.ma")


def load(*, for_signatures: bool = False) -> None:
    """Load all that may be needed: once the process is confined, nothing can be."""
    if for_signatures:
        for name in _HEAVY:
            importlib.import_module(name)
    # Whoever stops the job by its group of processes stops the job, which then ends this one in its own time.
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, signal.SIG_IGN)
    Image.preinit()  # Pillow loads what it needs at its first file, when none of its own can be opened any more.
    load_charsets()
    _ready_callbacks()


def serve(memory: int, seconds: int) -> int:
    """Answer within these limits until nobody asks any more; gives the exit status."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Should a library say something, it does not say it among the answers.
    _confine(memory, seconds)
    write(answers, {"ready": True})
    try:
        while _answered_one(sys.stdin.buffer, answers):
            pass
    except Garbled:
        return 0
    except MemoryError:
        # What is left of the heap may serve no other file: whoever asked starts another process.
        write(answers, {"hungry": True})
    return 1


def _ready_callbacks() -> None:
    """Let a library call back once: for the first callback, libffi opens its own file or needs memory to execute.

    Where that memory is denied (`MemoryDenyWriteExecute`, SELinux), a confined process could save no PDF.
    """
    with pdfium.PdfDocument.new() as empty:
        empty.save(BytesIO())


def _confine(memory: int, seconds: int) -> None:
    # Nothing is loaded any more, on any system: whatever is needed was loaded before.
    sys.meta_path.clear()
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


def _answered_one(questions: IO[bytes], answers: IO[bytes]) -> bool:
    """Answer one question; raises `Garbled` where nobody asks any more, `MemoryError` where it cannot go on."""
    asked = read(questions)
    given = contents_of(questions, asked["bytes"], LARGEST_GIVEN)
    try:
        with refusing(FAULTS[asked["do"]]):
            _answer(answers, asked, given)
    except CannotOpen as refusal:
        write(answers, {"refused": sayable(str(refusal)), "said": sayable(refusal.said)})
    return True


def _answer(answers: IO[bytes], asked: dict[str, Any], given: tuple[bytes, ...]) -> None:
    content = given[0]
    match asked["do"]:
        case "look":
            scan = opened(content, asked["mime_type"])
            for texts in scan.pages:
                write(answers, {"page": sorted(texts)})
            write(answers, {"done": scan.medium.value})
        case "bind":
            _give(answers, bound(content))
        case "shrink":
            _give(answers, smaller(content, asked["largest"]))
        case "split":
            _give(answers, *split_pdf(content, [(first, end) for first, end in asked["ranges"]]))
        case "read":
            _give(answers, mails.printed(read_mail(_mail(content), asked["largest_file"])))
        case "leaves":
            _give(answers, *contents(_mail(content), asked["places"]))
        case "fill":
            _give(answers, filled(content, json.loads(given[1]), asked["code"], asked["name"], given[2]))
        case "lay out":
            words, blocks = parts_in(given[1])
            _give(answers, laid_out(content, words, blocks, given[3:], asked["name"], given[2]))
        case "number":
            day = date.fromisoformat(asked["letter_date"])
            _give(answers, numbered(content, asked["code"], asked["letter_number"], day))
        case "content":
            _give(answers, printed_content(seen(content)))
        case "prepare":
            _give(answers, prepared(content, asked["code"], variables_in(asked["variables"]), asked["signer"]))
        case "signed":
            checking = sys.modules[_SIGNATURES]
            now = datetime.fromisoformat(asked["now"])
            _give(answers, printed_signed(checking.signed_pdf(content, given[1], now)))
        case "hold":
            comparing = sys.modules[_HELD]
            held = comparing.held(content, asked["pages"], given[1], asked["names"])
            write(answers, {"done": printed_held(held)})
        case "words":
            write(answers, {"done": sorted(words_asked(content, asked["name"]))})
        case unknown:
            raise ValueError(unknown)


def _mail(content: bytes) -> ReceivedMail:
    """A mail as far as it matters here; what the mailbox says of it stays with the job."""
    return ReceivedMail(id="", thread="", arrived_at=datetime(1970, 1, 1, tzinfo=UTC), content=content)


def _give(answers: IO[bytes], *files: bytes) -> None:
    write(answers, {"done": [len(file) for file in files]}, files)


if __name__ == "__main__":
    load(for_signatures=sys.argv[3:] == ["signatures"])
    sys.exit(serve(int(sys.argv[1]), int(sys.argv[2])))
