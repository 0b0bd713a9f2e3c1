"""The process that opens files and mails, from outside: started when first needed, watched, ended, started again."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from threading import Semaphore, Timer
from typing import IO, Any, TypeVar

from automation.archive.bounds import MOST_PAGES
from automation.domain.incoming_mail import IncomingMail
from automation.domain.letter_content import LetterContent, Variables
from automation.domain.paper import Block
from automation.domain.scans import HeldScan, SeenScan
from automation.domain.signatures import SignedPdf
from automation.ports import CannotOpen, EnoughForNow, NothingOpens, ReceivedMail

from . import mails
from .fork_server import ROOT, SERVERS, Forked, environment, python
from .limits import Limits
from .messages import (
    LARGEST_ANSWER,
    LARGEST_GIVEN,
    Garbled,
    content_in,
    contents_of,
    held_in,
    medium_of,
    printed_parts,
    printed_variables,
    read,
    reason_of,
    signed_in,
    texts_of,
    words_of,
    write,
)
from .wording import FAULTS, NOT_STARTED, Faults

_T = TypeVar("_T")
#: Bytes of a document that comes back.
_LARGEST_DOCUMENT = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What is asked of the process.

    Attributes:
        contents: the files that go with it.
        files: how many files come back; 0 where the answer is a line.
        most: bytes of them together.
        whole_seconds: for all of it.
    """

    do: str
    contents: tuple[bytes, ...]
    asked: Mapping[str, Any]
    step_seconds: float
    whole_seconds: float
    files: int = 0
    most: int = LARGEST_ANSWER

    @property
    def faults(self) -> Faults:
        """What is said where it fails."""
        return FAULTS[self.do]

    @property
    def checks_signatures(self) -> bool:
        """Whether it is for the process that checks signatures."""
        return self.do in ("signed", "hold")

    @property
    def line(self) -> dict[str, Any]:
        """What is written of it."""
        return {**self.asked, "do": self.do, "bytes": [len(content) for content in self.contents]}


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
        limits: what opening may cost.
        room: is waited for before a process is started, and given back once it ended: who serves many offices lets
            few open files at once.
    """

    def __init__(
        self, seconds: Callable[[], float], limits: Limits | None = None, room: Semaphore | None = None
    ) -> None:
        self._seconds = seconds
        self._room = room
        self._has_room = False
        self._limits = limits or Limits()
        self._worker: _Worker | None = None
        #: Checks signatures: what that needs is heavy, and not loaded where files are only opened.
        self._checker: _Worker | None = None
        self._not_started: NothingOpens | None = None
        self._spent: dict[str, float] = {}

    def look(self, content: bytes, mime_type: str) -> SeenScan:
        """Return what can be seen on a scan."""
        answer = self._counted(self._scan("look", content, mime_type=mime_type))
        return self._believed("look", lambda: SeenScan(medium_of(answer.done, answer.pages), answer.pages))

    def bound(self, content: bytes) -> bytes:
        """Return a scan as a PDF."""
        [made] = self._ask(self._scan("bind", content, files=1)).files
        # A PDF was only looked through: what goes out are its own bytes, whatever the process says.
        return content if b"%PDF-" in content[:1024] else made

    def smaller(self, pdf: bytes, largest: int) -> bytes:
        """Return a PDF that is no larger than asked."""
        if len(pdf) <= largest:
            return pdf
        seconds = self._limits.file_seconds
        return self._ask(
            _Task(
                do="shrink",
                contents=(pdf,),
                asked={"largest": largest},
                step_seconds=seconds,
                whole_seconds=seconds,
                files=1,
            )
        ).files[0]

    def split(self, content: bytes, ranges: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
        """Return the parts of a PDF."""
        return self._ask(self._scan("split", content, files=len(ranges), ranges=list(ranges))).files

    def read_mail(self, mail: ReceivedMail, largest_file: int) -> IncomingMail:
        """Read a mail."""
        task = self._letter("read", mail.content, files=1, most=mails.LARGEST, largest_file=largest_file)
        (printed,) = self._counted(task).files
        return self._believed("read", lambda: mails.mail_in(printed, mail))

    def leaves(self, mail: ReceivedMail, places: Sequence[int]) -> tuple[bytes, ...]:
        """Return the contents of some of a mail's leaves."""
        if not places:
            return ()
        files, most = len(places), 2 * len(mail.content)
        return self._ask(self._letter("leaves", mail.content, files=files, most=most, places=list(places))).files

    def filled(self, template: bytes, words: Mapping[str, str], code: str, name: str, logo: bytes = b"") -> bytes:
        """Return a template with its words."""
        given = json.dumps(dict(words)).encode("ascii")
        return self._ask(self._document("fill", template, given, logo, code=code, name=name)).files[0]

    def laid_out(
        self,
        template: bytes,
        words: Mapping[str, str],
        blocks: Sequence[Block],
        pictures: Sequence[bytes],
        name: str,
        logo: bytes = b"",
    ) -> bytes:
        """Return a report in its template."""
        given = (template, printed_parts(words, blocks), logo, *pictures)
        return self._ask(self._document("lay out", *given, name=name)).files[0]

    def numbered(self, draft: bytes, code: str, letter_number: str, letter_date: date) -> bytes:
        """Return an edited letter with its number and date."""
        given = {"code": code, "letter_number": letter_number, "letter_date": letter_date.isoformat()}
        return self._ask(self._document("number", draft, **given)).files[0]

    def content_of(self, draft: bytes) -> LetterContent:
        """Return what a reader sees of an edited letter."""
        (printed,) = self._ask(self._letter("content", draft, files=1, most=_LARGEST_DOCUMENT)).files
        return self._believed("content", lambda: content_in(printed))

    def prepared(self, draft: bytes, code: str, variables: Variables, signer: str) -> bytes:
        """Return an edited letter with variables in place of number, date and signature."""
        given = {"code": code, "variables": printed_variables(variables), "signer": signer}
        return self._ask(self._document("prepare", draft, **given)).files[0]

    def signed_pdf(self, pdf: bytes, roots: bytes, now: datetime) -> SignedPdf:
        """Return the signatures of a PDF, and the text of its pages."""
        seconds = self._limits.file_seconds
        task = _Task(
            do="signed",
            contents=(pdf, roots),
            asked={"now": now.isoformat()},
            step_seconds=seconds,
            whole_seconds=seconds,
            files=1,
            most=_LARGEST_DOCUMENT,
        )
        (printed,) = self._counted(task).files
        return self._believed("signed", lambda: signed_in(printed))

    def held_against(self, scan: bytes, pages: Sequence[int], letter: bytes, names: Sequence[str]) -> HeldScan:
        """Hold pages of a signed scan against the PDF that was printed."""
        seconds = self._limits.held_seconds * max(1, len(pages))
        task = _Task(
            do="hold",
            contents=(scan, letter),
            asked={"pages": list(pages), "names": list(names)},
            step_seconds=min(seconds, self._limits.file_seconds),
            whole_seconds=self._limits.file_seconds,
        )
        answer = self._counted(task)
        return self._believed("hold", lambda: held_in(answer.done))

    def words_asked(self, template: bytes, name: str) -> frozenset[str]:
        """Return the words that a template asks for."""
        answer = self._ask(self._letter("words", template, name=name))
        return self._believed("words", lambda: words_of(answer.done))

    def rest(self) -> None:
        """End the process; what forks it is there for the next tick."""
        self._spent.clear()
        self._not_started = None
        self._end()
        SERVERS.rest(self._seconds())

    def _scan(self, do: str, content: bytes, files: int = 0, **asked: Any) -> _Task:
        return _Task(
            do=do,
            contents=(content,),
            asked=asked,
            step_seconds=self._limits.page_seconds,
            whole_seconds=self._limits.file_seconds,
            files=files,
        )

    def _letter(self, do: str, *contents: bytes, files: int = 0, most: int = LARGEST_ANSWER, **asked: Any) -> _Task:
        seconds = self._limits.letter_seconds
        return _Task(
            do=do, contents=contents, asked=asked, step_seconds=seconds, whole_seconds=seconds, files=files, most=most
        )

    def _document(self, do: str, *contents: bytes, **asked: Any) -> _Task:
        return self._letter(do, *contents, files=1, most=_LARGEST_DOCUMENT, **asked)

    def _counted(self, task: _Task) -> _Answer:
        """Ask, unless this tick has spent its time on such things."""
        if self._spent.get(task.do, 0.0) >= self._limits.tick_seconds:
            raise EnoughForNow
        began = self._seconds()
        try:
            return self._ask(task)
        finally:
            self._spent[task.do] = self._spent.get(task.do, 0.0) + self._seconds() - began

    def _believed(self, do: str, read_answer: Callable[[], _T]) -> _T:
        """Read an answer; a process that tells what makes no sense may be in strange hands, and is ended."""
        try:
            return read_answer()
        except Garbled as error:
            self._end()
            raise CannotOpen(FAULTS[do].breaks) from error

    def _ask(self, task: _Task) -> _Answer:
        """Ask once; once more where the process had opened other files, which may be what it died of."""
        if sum(map(len, task.contents)) > LARGEST_GIVEN:
            raise CannotOpen(task.faults.too_large)
        fresh = (self._checker if task.checks_signatures else self._worker) is None
        try:
            return self._asked(task)
        except _Broke as broke:
            if fresh or isinstance(broke, _TooSlow):
                raise CannotOpen(str(broke)) from broke
        try:
            return self._asked(task)
        except _Broke as broke:
            raise CannotOpen(str(broke)) from broke

    def _asked(self, task: _Task) -> _Answer:
        worker = self._started(checks=task.checks_signatures)
        try:
            return worker.ask(task)
        except CannotOpen:
            raise
        except BaseException:
            self._end()
            raise

    def _started(self, *, checks: bool) -> _Worker:
        """Return the process; one that could not be started is not tried again before the next tick."""
        if self._not_started is not None:
            raise NothingOpens(str(self._not_started), self._not_started.said)
        if self._room is not None and not self._has_room:
            self._has_room = self._room.acquire()
        try:
            if checks:
                self._checker = self._checker or _Worker(self._limits, self._seconds, ["signatures"])
                return self._checker
            self._worker = self._worker or _Worker(self._limits, self._seconds)
        except NothingOpens as fault:
            self._not_started = fault
            raise
        return self._worker

    def _end(self) -> None:
        ending = (self._worker, self._checker)
        self._worker = self._checker = None
        for worker in ending:
            if worker is not None:
                worker.end()
        if self._room is not None and self._has_room:
            self._has_room = False
            self._room.release()


class _Worker:
    """One process."""

    def __init__(self, limits: Limits, seconds: Callable[[], float], loads: Sequence[str] = ()) -> None:
        self._limits = limits
        self._seconds = seconds
        forked = SERVERS.fork(limits.memory, limits.processor_seconds, loads, seconds())
        self._process = forked or self._started_whole(loads)
        self._greet()

    def _started_whole(self, loads: Sequence[str]) -> subprocess.Popen[bytes]:
        limits = str(self._limits.memory), str(self._limits.processor_seconds)
        try:
            return subprocess.Popen(  # noqa: S603 (our own module)
                python("automation.sandbox.worker", *limits, *loads),
                cwd=ROOT,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise NothingOpens(NOT_STARTED, str(error.strerror)) from error

    def _greet(self) -> None:
        """Wait until it is ready; a process that never is says nothing about any file."""
        seconds = self._limits.page_seconds
        watch = _Watch(self._process, seconds, seconds, self._seconds)
        try:
            read(_pipe(self._process.stdout))
        except (Garbled, OSError) as error:
            self.end()
            raise NothingOpens(NOT_STARTED) from error
        finally:
            watch.off()

    def ask(self, task: _Task) -> _Answer:
        """Have one thing done to one file or mail.

        Raises:
            CannotOpen: the file was refused.
            _Broke: the process is gone.
        """
        watch = _Watch(self._process, task.step_seconds, task.whole_seconds, self._seconds)
        try:
            write(_pipe(self._process.stdin), task.line, task.contents)
            return self._answer(_pipe(self._process.stdout), task, watch)
        except (Garbled, OSError) as error:
            self._process.kill()
            if watch.bit:
                raise _TooSlow(task.faults.too_slow) from error
            raise _Broke(task.faults.breaks) from error
        finally:
            watch.off()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                _pipe(pipe).close()
        self._process.wait()

    def _answer(self, pipe: IO[bytes], task: _Task, watch: _Watch) -> _Answer:
        pages: list[frozenset[str]] = []
        while True:
            match read(pipe):
                case {"page": page} if task.do == "look" and len(pages) < MOST_PAGES:
                    pages.append(texts_of(page))
                    watch.again()
                case {"refused": reason, "said": said}:
                    raise CannotOpen(reason_of(reason), reason_of(said))
                case {"hungry": True}:
                    raise _Broke(task.faults.too_hungry)
                case {"done": done}:
                    return _Answer(tuple(pages), done, _files(pipe, done, task))
                case _:
                    raise Garbled


class _Watch:
    """Bites when a page or a file takes too long: the process is killed, and whoever reads from it sees its end."""

    def __init__(
        self, process: subprocess.Popen[bytes] | Forked, step: float, whole: float, seconds: Callable[[], float]
    ) -> None:
        self.bit = False
        self._process = process
        self._step = step
        self._seconds = seconds
        self._end = seconds() + whole
        self._timer = self._started()

    def again(self) -> None:
        """Start the time of the next page."""
        self.off()
        self._timer = self._started()

    def off(self) -> None:
        """Watch no longer."""
        self._timer.cancel()

    def _started(self) -> Timer:
        timer = Timer(max(0.0, min(self._step, self._end - self._seconds())), self._bite)
        timer.daemon = True
        timer.start()
        return timer

    def _bite(self) -> None:
        self.bit = True
        self._process.kill()


def _files(pipe: IO[bytes], sizes: object, task: _Task) -> tuple[bytes, ...]:
    """Read the files that come back: as many as were asked for, and no more bytes than they can have."""
    if not task.files:
        return ()
    if not isinstance(sizes, list) or len(sizes) != task.files:
        raise Garbled
    return contents_of(pipe, sizes, task.most)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise Garbled
    return pipe
