"""Where the fleet meets the world: its address and key, this process, and the offices that are opened in it."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Semaphore

from automation import __version__, wiring
from automation.google import RetryBudget
from automation.ledger import HEAD, open_ledger
from automation.sandbox import ProcessSandbox
from automation.settings import OfficeSettings, load_settings

from . import wording
from .keeping import SETTINGS, KeptOffices
from .offices import FleetOffice, Worker
from .refusals import NoFleet
from .registry import Registry
from .sealing import Seal, write_files
from .tempo import USUAL, Tempo

_OURS = "tanggap-armada-"
#: A slot is not held for long by an office whose Google is away, and not at all by one whose quota is used up.
IN_A_SLOT = RetryBudget(seconds=20.0, tries=6, tries_a_call=2, longest_wait=5.0, waits_for_quota=False)


def address() -> str:
    """Return the fleet's address.

    Raises:
        NoFleet: nobody has set it.
    """
    found = _secret("TANGGAP_ARMADA", "armada-alamat")
    if not found:
        raise NoFleet(wording.NO_ADDRESS)
    return found


def seal() -> Seal:
    """Return what encrypts and decrypts offices' files.

    Raises:
        NoFleet: there is no key, or a wrong one.
    """
    return Seal(_secret("TANGGAP_ARMADA_KUNCI", "armada-kunci").split())


def _secret(variable: str, credential: str) -> str:
    """Return a secret from systemd's credentials, else from the environment; "" where neither has it."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    file = Path(folder) / credential if folder else None
    if file is not None and file.is_file():
        return file.read_text(encoding="utf-8").strip()
    return os.environ.get(variable, "").strip()


def registry(tempo: Tempo = USUAL) -> Registry:
    """Return the registry, by the fleet's address."""
    return Registry(address(), tempo)


@contextmanager
def folder_of(office: FleetOffice, known: Registry) -> Iterator[Path]:
    """Give a folder with an office's files, for as long as they are needed."""
    if office.folder:
        yield Path(office.folder)
        return
    with _folder_in_memory() as made:
        write_files(made, seal().opened(office.name, known.sealed(office.name) or b""))
        yield made


def settings_in(folder: Path) -> OfficeSettings:
    """Return the settings of an office's folder.

    Raises:
        WrongSettings: they have faults; all are named.
    """
    return load_settings(folder / SETTINGS)


def brought_up(folder: Path) -> str:
    """Bring an office's ledger to this program's version, and return that.

    Raises:
        UnusableLedger, Locked: it cannot be.
    """
    with wiring.open_records(folder / SETTINGS):
        return HEAD


def drop_ledger(folder: Path) -> None:
    """Delete the schema of an office's ledger, while no tick holds it.

    Raises:
        Locked: one does.
    """
    settings = settings_in(folder)
    with open_ledger(settings.ledger_url) as ledger, ledger.lock():
        ledger.drop()


@contextmanager
def kept_offices(known: Registry, openers: int) -> Iterator[KeptOffices]:
    """Give the offices of one worker; the files of those that the registry keeps lie in memory, where there is such.

    Args:
        known: the registry.
        openers: how many processes that open files may run at once.
    """
    room = Semaphore(openers)

    def opened(file: Path) -> AbstractContextManager[wiring.OpenOffice]:
        sandbox = ProcessSandbox(wiring.seconds, room=room)
        return wiring.open_office(file, budget=IN_A_SLOT, sandbox=sandbox, as_it_is=True)

    with _folder_in_memory() as folder:
        kept = KeptOffices(opened, known.sealed, known.keep_sealed, seal, folder)
        try:
            yield kept
        finally:
            kept.close()


@contextmanager
def _folder_in_memory() -> Iterator[Path]:
    """Give a folder of this process's own, and delete those of processes that were killed before they could."""
    room = _room()
    for left in Path(room or tempfile.gettempdir()).glob(f"{_OURS}*-*"):
        owner = left.name.removeprefix(_OURS).partition("-")[0]
        if owner.isdecimal() and _is_gone(owner):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{_OURS}{os.getpid()}-", dir=room) as folder:
        yield Path(folder)


def _is_gone(process: str) -> bool:
    """Return whether a process is certainly gone; where the system shows none, none is."""
    return Path("/proc/self").exists() and not Path("/proc", process).exists()


def _room() -> str | None:
    """Return a folder in memory: systemd's for this unit, else the machine's shared one; None where there is none."""
    for folder in (os.environ.get("RUNTIME_DIRECTORY", ""), "/dev/shm"):  # noqa: S108 (a folder of our own within it)
        if folder and os.access(folder, os.W_OK):
            return folder
    return None


def this_worker(slots: int) -> Worker:
    """Return what others are shown of this process."""
    return Worker(
        name=f"{socket.gethostname()}:{os.getpid()}",
        version=__version__,
        ledger=HEAD,
        slots=slots,
        open_offices=0,
        megabytes=megabytes(),
        seen=wiring.now(),
    )


def megabytes() -> float:
    """Return this process's memory; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    [line] = [line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


class SharedClock:
    """The database's time, as this process knows it: machines' own clocks differ.

    Args:
        known: the registry, which is asked again after a while.
    """

    _AGAIN = timedelta(minutes=5)

    def __init__(self, known: Registry) -> None:
        self._known = known
        self._skew = timedelta()
        self._asked: float | None = None

    def now(self) -> datetime:
        """Return it."""
        if self._asked is None or wiring.seconds() - self._asked > self._AGAIN.total_seconds():
            self._skew = self._known.now() - wiring.now()
            self._asked = wiring.seconds()
        return wiring.now() + self._skew
