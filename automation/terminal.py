"""The conversation with whoever sits at the terminal: what is shown, asked and typed there."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from automation import commands_wording, private
from automation.jobs.job_context import Unwatched
from automation.shipped import shipped

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from automation.jobs.importing.column_map import ColumnMap
    from automation.jobs.importing.old_file import OldSheet


def show(line: str) -> None:
    """Print a line for the person who waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Watched:
    """Shows progress in one line, which is gone once the work is done."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def begin(self, what: str, total: int | None = None) -> None:
        """Begin a new line."""
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(what, total=total, step="", completed=-1 if total else 0)

    def step(self, what: str = "") -> None:
        """Go on by one step."""
        if self._task is not None:
            self._bars.update(self._task, advance=1, step=what)

    def aside(self, asked: Callable[[str], bool]) -> Callable[[str], bool]:
        """Return a question that is asked while nothing moves on the screen."""

        def ask(about: str) -> bool:
            self._bars.stop()
            try:
                return asked(about)
            finally:
                self._bars.start()

        return ask


class Silent(Unwatched):
    """Shows nothing, since nobody sits at the terminal."""

    def aside(self, asked: Callable[[str], bool]) -> Callable[[str], bool]:
        """Return the question as it is."""
        return asked


@contextmanager
def progress() -> Iterator[Watched | Silent]:
    """Give what shows how far long work has come; nothing is shown, and nothing loaded for it, without a terminal."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Shown

    columns = (
        *(SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(bar_width=24)),
        *(MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[step]}", markup=False)),
    )
    with Shown(*columns, console=Console(stderr=True), transient=True) as bars:
        yield Watched(bars)


def open_page(link: str) -> bool:
    """Open a page in this machine's browser; False where it shows none, as on a server."""
    shows = os.name == "nt" or sys.platform == "darwin" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return bool(shows) and webbrowser.open(link, new=1)


def typed_lines() -> Iterator[str]:
    """Give the lines that are typed or pasted, until there are no more.

    The descriptor is read, not `sys.stdin`: a thread that waits in the latter stops Python from ending.
    """
    kept = b""
    with suppress(OSError):
        while piece := os.read(0, 65_536):
            *lines, kept = (kept + piece).split(b"\n")
            yield from (line.decode("utf-8", "replace") for line in lines)
    if kept:
        yield kept.decode("utf-8", "replace")


def first_settings(file: Path) -> str:
    """Ask at the terminal for what only the office knows, and write its first settings file.

    Returns:
        What to do next.
    """
    from automation.settings import asking, asking_wording

    example = shipped("office.example.toml").read_text(encoding="utf-8")
    show(asking_wording.BEGINNING)
    try:
        answers = asking.asked(example, input, show)
    except EOFError as end:
        raise KeyboardInterrupt from end
    private.replace_file(file.resolve(), asking.filled(example, answers).encode())
    return asking_wording.written(file=file.name, way=asking.way_in(answers))


def columns_of_register(file: Path, sheets: Sequence[OldSheet], given: Path | None) -> ColumnMap:
    """Return which column of an old register becomes what: as a map says, else as somebody answers once.

    Args:
        file: the register; the answers are kept beside it.
        sheets: what it holds.
        given: a map; without one, that beside the register is used.

    Raises:
        WrongRegister: the map is none, or there is nobody to ask.
    """
    from automation.jobs.importing import column_map, wording
    from automation.jobs.importing.old_file import WrongRegister

    kept = column_map.beside(file)
    if given is not None or kept.is_file():
        return column_map.read(given or kept)
    if not _somebody_is_there():
        raise WrongRegister(wording.MAP_WANTED)
    try:
        found = column_map.asked(sheets, input, show)
    except EOFError as end:
        raise KeyboardInterrupt from end
    column_map.keep(found, kept)
    show(wording.map_kept(kept.name))
    return found


def says_yes(address: str) -> bool:
    """Ask whoever sits at the terminal whether an address may be invited by mail; False where nobody does."""
    return _agrees(commands_wording.may_invite(address))


def says_go_on() -> bool:
    """Ask whoever sits at the terminal whether a checked register is taken over; False where nobody does."""
    from automation.jobs.importing import wording

    return _agrees(wording.GO_ON)


def asked(question: str) -> str:
    """Return what whoever sits at the terminal answers; "" where nobody does."""
    if not _somebody_is_there():
        return ""
    try:
        return input(question).strip()
    except EOFError:
        return ""


def _agrees(question: str) -> bool:
    return asked(question).lower() in commands_wording.YES


def _somebody_is_there() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
