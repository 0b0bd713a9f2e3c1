"""The process that opens scans, from outside: started when first needed, watched, ended, and started again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any

from automation.archive import wording
from automation.archive.looking import MOST_PAGES
from automation.domain.scans import SeenScan
from automation.ports import CannotOpen, EnoughForNow, TryLater

from .limits import Limits
from .messages import Garbled, medium_of, parts_of, read, reason_of, texts_of, write

#: What Python itself needs to start; keys, tokens and addresses stay with the job.
_PASSED_ON = ("PYTHONPATH", "SYSTEMROOT", "LANG", "LC_ALL")


@dataclass(frozen=True, slots=True)
class _Answer:
    pages: tuple[frozenset[str], ...]
    done: object
    files: tuple[bytes, ...] = ()


class _Broke(Exception):
    """The process is gone; the text tells what to do about the file it had in hand."""


class _TooSlow(_Broke):
    """It was ended, for the file in hand took too long."""


class ProcessSandbox:
    """Keeps the promises of `automation.ports.Sandbox`.

    Args:
        seconds: a running count of seconds.
        limits: what a scan may cost.
    """

    def __init__(self, seconds: Callable[[], float], limits: Limits | None = None) -> None:
        self._seconds = seconds
        self._limits = limits or Limits()
        self._worker: _Worker | None = None
        self._looked = 0.0

    def look(self, content: bytes, mime_type: str) -> SeenScan:
        """Give what can be seen on a scan."""
        if self._looked >= self._limits.tick_seconds:
            raise EnoughForNow
        began = self._seconds()
        try:
            answer = self._ask({"do": "look", "mime_type": mime_type}, content, 0)
        finally:
            self._looked += self._seconds() - began
        try:
            return SeenScan(medium_of(answer.done, answer.pages), answer.pages)
        except Garbled as error:
            self._end()
            raise CannotOpen(wording.BREAKS_ITS_READER) from error

    def bound(self, content: bytes) -> bytes:
        """Give a scan as a PDF."""
        # The most common case needs no process: a PDF is not opened, and stays as it is.
        if b"%PDF-" in content[:1024]:
            return content
        return self._ask({"do": "bind"}, content, 1).files[0]

    def split(self, content: bytes, ranges: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
        """Give the parts of a PDF."""
        return self._ask({"do": "split", "ranges": list(ranges)}, content, len(ranges)).files

    def rest(self) -> None:
        """End the process."""
        self._looked = 0.0
        self._end()

    def _ask(self, asked: Mapping[str, Any], content: bytes, files: int) -> _Answer:
        """Ask once; once more where the process had opened other files, which may be what it died of."""
        fresh = self._worker is None
        try:
            return self._asked(asked, content, files)
        except _Broke as broke:
            if fresh or isinstance(broke, _TooSlow):
                raise CannotOpen(str(broke)) from broke
        try:
            return self._asked(asked, content, files)
        except _Broke as broke:
            raise CannotOpen(str(broke)) from broke

    def _asked(self, asked: Mapping[str, Any], content: bytes, files: int) -> _Answer:
        self._worker = self._worker or _Worker(self._limits, self._seconds)
        try:
            return self._worker.ask({**asked, "bytes": len(content)}, content, files)
        except CannotOpen:
            raise
        except BaseException:
            self._end()
            raise

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()


class _Worker:
    """One process."""

    def __init__(self, limits: Limits, seconds: Callable[[], float]) -> None:
        self._limits = limits
        self._seconds = seconds
        self._process = subprocess.Popen(  # noqa: S603 (our own module)
            [sys.executable, "-m", "automation.sandbox.worker", str(limits.memory), str(limits.processor_seconds)],
            cwd=Path(__file__).parents[2],
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._greet()

    def _greet(self) -> None:
        """Wait until it is ready; a process that never is says nothing about any file."""
        watch = _Watch(self._process, self._limits, self._seconds)
        try:
            read(_pipe(self._process.stdout))
        except (Garbled, OSError) as error:
            self.end()
            raise TryLater("Pembaca pindaian tidak dapat dimulai. Periksa pemasangan dengan `make test`.") from error
        finally:
            watch.off()

    def ask(self, asked: Mapping[str, Any], content: bytes, files: int) -> _Answer:
        """Have one thing done to one file.

        Raises:
            CannotOpen: the file was refused.
            _Broke: the process is gone.
        """
        watch = _Watch(self._process, self._limits, self._seconds)
        try:
            write(_pipe(self._process.stdin), asked, content)
            return self._answer(_pipe(self._process.stdout), files, watch)
        except (Garbled, OSError) as error:
            self._process.kill()
            if watch.bit:
                raise _TooSlow(wording.TOO_SLOW) from error
            raise _Broke(wording.BREAKS_ITS_READER) from error
        finally:
            watch.off()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                _pipe(pipe).close()
        self._process.wait()

    def _answer(self, pipe: IO[bytes], files: int, watch: _Watch) -> _Answer:
        pages: list[frozenset[str]] = []
        while True:
            match read(pipe):
                case {"page": page} if len(pages) < MOST_PAGES:
                    pages.append(texts_of(page))
                    watch.again()
                case {"refused": reason}:
                    raise CannotOpen(reason_of(reason))
                case {"failed": reason}:
                    raise _Broke(reason_of(reason))
                case {"done": done}:
                    return _Answer(tuple(pages), done, parts_of(pipe, done, files) if files else ())
                case _:
                    raise Garbled


class _Watch:
    """Bites when a page or a file takes too long: the process is killed, and whoever reads from it sees its end."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits, seconds: Callable[[], float]) -> None:
        self.bit = False
        self._process = process
        self._page = limits.page_seconds
        self._seconds = seconds
        self._end = seconds() + limits.file_seconds
        self._timer = self._started()

    def again(self) -> None:
        """Give the next page its time."""
        self.off()
        self._timer = self._started()

    def off(self) -> None:
        """Watch no longer."""
        self._timer.cancel()

    def _started(self) -> Timer:
        timer = Timer(max(0.0, min(self._page, self._end - self._seconds())), self._bite)
        timer.daemon = True
        timer.start()
        return timer

    def _bite(self) -> None:
        self.bit = True
        self._process.kill()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise Garbled
    return pipe
