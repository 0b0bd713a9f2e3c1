"""What each action of `armada` does."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy.engine import make_url

from automation import wiring as office_wiring
from automation.exit_status import DONE, NEEDS_A_PERSON, CannotStart, NeedsAPerson
from automation.google.access import project_of
from automation.job_log import log
from automation.ledger import HEAD, TickIsRunning, file_of
from automation.ports import NotAllowed, TryLater
from automation.settings import OfficeSettings, WrongSettings
from automation.terminal import asked, show

from . import wiring, wording
from .offices import FleetOffice
from .overview import overview_of
from .queue import Queue
from .registry import Registry
from .sealing import files_in
from .showing import as_json, as_metrics, as_page, as_text
from .tempo import USUAL, Tempo
from .ticking import tick
from .worker import FleetWorker, Workbench

_REFUSALS = (WrongSettings, CannotStart, NotAllowed, TryLater)


def run(options: argparse.Namespace) -> int:
    """Do what was asked, and return the exit status."""
    return _ACTIONS[options.tindakan](options)


def add(options: argparse.Namespace) -> int:
    """Add an office, or replace its settings: `tambah`."""
    folder: Path = options.folder.resolve()
    settings = wiring.settings_in(folder)
    _hold_to_a_place_of_its_own(settings)
    name, kept_there = options.nama, "" if options.simpan else str(folder)
    sealed = wiring.seal().closed(name, files_in(folder)) if options.simpan else None
    project = options.proyek or project_of(settings.google) or name
    with wiring.registry() as registry:
        registry.hold_to_version()
        if options.ganti:
            registry.replace(name, folder=kept_there, sealed=sealed)
            show(wording.replaced(name))
        else:
            version = wiring.brought_up(folder)
            registry.add(FleetOffice(name=name, project=project, folder=kept_there, ledger=version), sealed)
            show(wording.added(name, project))
        if options.baca_semenit:
            registry.limit(registry.office_named(name).project, options.baca_semenit)
    return DONE


def _hold_to_a_place_of_its_own(settings: OfficeSettings) -> None:
    if file_of(settings.ledger_url) is not None:
        raise CannotStart(wording.ON_SQLITE)
    if make_url(settings.ledger_url).username == make_url(wiring.address()).username:
        raise CannotStart(wording.SAME_ROLE)


def list_offices(options: argparse.Namespace) -> int:
    """Name all offices: `daftar`."""
    with wiring.registry() as registry:
        registry.hold_to_version()
        offices = registry.everything().offices
    rows = [
        (one.name, wording.STATES[one.state.value], one.project, one.folder or wording.IN_REGISTRY, one.ledger)
        for one in offices
    ]
    show(wording.table(wording.LIST_HEADINGS, rows) if rows else wording.NO_OFFICES)
    return DONE


def migrate(options: argparse.Namespace) -> int:
    """Prepare the fleet's tables and bring ledgers up, one after another: `migrasi`."""
    with wiring.registry() as registry:
        registry.prepare()
        registry.hold_to_version()
        asyncio.run(Queue(wiring.address()).install())
        show(wording.REGISTRY_READY)
        chosen = [registry.office_named(name) for name in options.nama] or registry.everything().offices
        went_well = [_brought_up(registry, office) for office in chosen]
    return DONE if all(went_well) else NEEDS_A_PERSON


def _brought_up(registry: Registry, office: FleetOffice) -> bool:
    """Bring one office's ledger up; what is wrong with one office stops no other."""
    try:
        with wiring.folder_of(office, registry) as folder:
            registry.note_ledger(office.name, wiring.brought_up(folder))
    except _REFUSALS as reason:
        show(wording.not_migrated(office.name, reason))
        return False
    show(wording.migrated(office.name, HEAD))
    return True


def look(options: argparse.Namespace) -> int:
    """Show how all are: `lihat`."""
    with wiring.registry() as registry:
        registry.hold_to_version()
        found = overview_of(registry.everything())
    form = as_page if options.html else as_json if options.json else as_metrics if options.metrik else as_text
    show(form(found).rstrip("\n"))
    return NEEDS_A_PERSON if found.concerns else DONE


def pause(options: argparse.Namespace) -> int:
    """Let an office stand still: `jeda`."""
    with wiring.registry() as registry:
        registry.pause(options.nama)
    show(wording.STANDS_STILL)
    return DONE


def go_on(options: argparse.Namespace) -> int:
    """Let an office tick again: `lanjut`."""
    with wiring.registry() as registry:
        registry.go_on(options.nama)
    show(wording.GOES_ON)
    return DONE


def remove(options: argparse.Namespace) -> int:
    """Take an office out of the fleet, once its name was typed again: `hapus`."""
    name, with_ledger = options.nama, options.dengan_buku_besar
    with wiring.registry() as registry:
        office = registry.office_named(name)
        typed = options.ketik_lagi or asked(wording.type_the_name(name, with_ledger=with_ledger))
        if typed != name:
            raise NeedsAPerson(wording.name_differs(name))
        registry.pause(name)
        if with_ledger:
            _drop_ledger(registry, office)
        registry.remove(name)
    show(wording.removed(name, with_ledger=with_ledger))
    return DONE


def _drop_ledger(registry: Registry, office: FleetOffice) -> None:
    try:
        with wiring.folder_of(office, registry) as folder:
            wiring.drop_ledger(folder)
    except TickIsRunning as reason:
        raise NeedsAPerson(wording.still_ticking(office.name)) from reason


def work(options: argparse.Namespace) -> int:
    """Work until asked to stop: `kerja`.

    Raises:
        NoFleet: the fleet is not prepared, or of another version.
        TryLater: the queue's connection was lost.
    """
    return work_at(USUAL, options.slot, options.pembuka)


def work_at(tempo: Tempo, slots: int, openers: int) -> int:
    """Work at some tempo until asked to stop, with so many offices and processes that open files at once."""
    with wiring.registry(tempo) as registry, wiring.kept_offices(registry, openers) as kept:
        registry.hold_to_version()
        clock, shown = wiring.SharedClock(registry), wiring.this_worker(slots)
        bench = Workbench(
            registry=registry,
            queue=Queue(wiring.address(), tempo),
            kept=kept,
            shown=shown,
            tick=lambda office, asked_to_stop: tick(kept, office, clock.now, asked_to_stop),
            seconds=office_wiring.seconds,
            megabytes=wiring.megabytes,
            tempo=tempo,
        )
        log(logging.INFO, "worker", wording.worker_begins(shown.name, shown.slots))
        asyncio.run(_working(FleetWorker(bench)))
        registry.drop_worker(shown.name)
    return DONE


async def _working(worker: FleetWorker) -> None:
    for kind in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(kind, worker.stop)
    await worker.run()


_ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "tambah": add,
    "daftar": list_offices,
    "migrasi": migrate,
    "kerja": work,
    "lihat": look,
    "jeda": pause,
    "lanjut": go_on,
    "hapus": remove,
}
