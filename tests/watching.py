"""How far a long trial has come, for whoever started it at a terminal; silent in CI and in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def watched(what: str, total: int | None, *, here: bool = True) -> Iterator[Callable[[], None]]:
    """Give what is called after each step; `here` is False where another process shows the same work.

    No thread draws: some trials fork, and a thread would hold its locks in the child for ever.
    """
    if not here or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        *(TextColumn("{task.description}", markup=False), BarColumn(bar_width=24), MofNCompleteColumn()),
        *(TimeElapsedColumn(), TimeRemainingColumn()),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
    ) as bars:
        task = bars.add_task(what, total=total)
        yield lambda: bars.update(task, advance=1, refresh=True)
