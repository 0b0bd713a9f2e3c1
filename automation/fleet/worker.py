"""A worker: it plans with the others, takes ticks from the queue, and does some of them at once, each in a thread."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Event

from automation.bug_report import bug_report
from automation.job_log import log
from automation.ports import NotAllowed, TryLater

from . import wording
from .keeping import KeptOffices
from .offices import FleetOffice, Worker
from .queue import Queue, Turn, enqueue
from .registry import Registry, Ticked
from .tempo import USUAL, Tempo


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """What a worker works with.

    Attributes:
        tick: ticks an office; never raises.
        seconds: a running count of seconds.
        megabytes: tells this process's memory.
    """

    registry: Registry
    queue: Queue
    kept: KeptOffices
    shown: Worker
    tick: Callable[[FleetOffice, Callable[[], bool]], Ticked]
    seconds: Callable[[], float]
    megabytes: Callable[[], float]
    tempo: Tempo = USUAL


class FleetWorker:
    """One worker, from its start until it is asked to stop or the queue's connection is lost."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._stop = Event()
        self._lost = False
        self._in_hand: set[str] = set()
        self._threads = ThreadPoolExecutor(bench.shown.slots, "kantor")

    def stop(self) -> None:
        """Take no more ticks, and end those in hand after the effect that is being done."""
        self._stop.set()

    async def run(self) -> None:
        """Work until asked to stop.

        Raises:
            TryLater: the queue's connection was lost, or its server is away.
        """
        stopping, planning = asyncio.Event(), asyncio.create_task(self._plan_on())
        waiting = asyncio.create_task(self._hand_on(stopping))
        try:
            await self._bench.queue.serve(self._bench.shown.ledger, self._bench.shown.slots, self._ticked, stopping)
            if self._lost:
                raise TryLater(wording.QUEUE_LOST)
        finally:
            self._stop.set()
            waiting.cancel()
            await planning
            await asyncio.to_thread(self._threads.shutdown)

    async def _hand_on(self, stopping: asyncio.Event) -> None:
        """Let the queue know that this process was asked to stop, and the ticks that the queue is gone."""
        while not (self._stop.is_set() or stopping.is_set()):
            await asyncio.sleep(0.2)
        self._lost = stopping.is_set()
        stopping.set()
        self._stop.set()

    # -- planning

    async def _plan_on(self) -> None:
        bench = self._bench
        while not self._stop.is_set():
            began = bench.seconds()
            await asyncio.to_thread(self._planned)
            while not self._stop.is_set() and bench.seconds() - began < bench.tempo.slice.total_seconds():
                await asyncio.sleep(0.2)

    def _planned(self) -> None:
        bench = self._bench
        try:
            bench.registry.plan_ahead(enqueue)
            bench.kept.hold_to(bench.registry.names() | frozenset(self._in_hand))
            shown = replace(bench.shown, open_offices=len(bench.kept), megabytes=bench.megabytes())
            bench.registry.show_worker(shown)
        except (TryLater, NotAllowed) as reason:
            log(logging.WARNING, "planning", wording.not_planned(reason))
        except Exception as bug:  # noqa: BLE001 (another worker, or the next slice, may plan)
            log(logging.CRITICAL, "bug", bug_report(bug))

    # -- ticking

    async def _ticked(self, turn: Turn) -> None:
        # A worker that was stopped for a while finds jobs of its own among those that nobody confirmed.
        if turn.name in self._in_hand:
            return
        self._in_hand.add(turn.name)
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, self._tick, turn)
        finally:
            self._in_hand.discard(turn.name)

    def _tick(self, turn: Turn) -> None:
        """Tick the office whose turn it is, and note how it went; what cannot be noted is logged."""
        bench = self._bench
        try:
            office = bench.registry.begin(turn.name, bench.shown.name)
            if office is None:
                return
            began = bench.seconds()
            longest = bench.tempo.longest_tick.total_seconds()
            ticked = bench.tick(office, lambda: self._stop.is_set() or bench.seconds() - began > longest)
            figures = replace(ticked.figures, seconds=bench.seconds() - began, lateness=turn.lateness)
            now_stands = bench.registry.end(replace(ticked, figures=figures))
            if now_stands is not None and now_stands.standing.put_aside and not office.standing.put_aside:
                self._tell_put_aside(now_stands)
        except (TryLater, NotAllowed) as reason:
            log(logging.WARNING, "registry", wording.of_office(turn.name, str(reason)), office=turn.name)
        except Exception as bug:  # noqa: BLE001 (the other offices go on)
            log(logging.CRITICAL, "bug", wording.of_office(turn.name, bug_report(bug)), office=turn.name)

    @staticmethod
    def _tell_put_aside(office: FleetOffice) -> None:
        told = wording.put_aside(office.name, office.standing.failures, office.standing.reason)
        log(logging.ERROR, "put_aside", told, office=office.name, reason=office.standing.reason)
