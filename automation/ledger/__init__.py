"""The ledger: the computer database of the SOP, and what makes the job repeatable."""

from .backup import COPY, FailedBackup, put_back
from .ledger import BegunEffect, Ledger, open_ledger
from .mounts import Disk, Trust, disk_of
from .moving import move
from .opening import HEAD, file_of, hold_to_a_disk
from .postgresql import is_postgresql, server_engine
from .refusals import LEDGER_ERRORS, Locked, TickIsRunning, TurnOver, UnusableLedger, unusable
from .turns import mark_of

__all__ = [
    "COPY",
    "HEAD",
    "LEDGER_ERRORS",
    "BegunEffect",
    "Disk",
    "FailedBackup",
    "Ledger",
    "Locked",
    "TickIsRunning",
    "Trust",
    "TurnOver",
    "UnusableLedger",
    "disk_of",
    "file_of",
    "hold_to_a_disk",
    "is_postgresql",
    "mark_of",
    "move",
    "open_ledger",
    "put_back",
    "server_engine",
    "unusable",
]
