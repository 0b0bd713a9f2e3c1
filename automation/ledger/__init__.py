"""The ledger: the computer database of the SOP, and what makes the job repeatable."""

from .backup import COPY, FailedBackup, put_back
from .ledger import BegunEffect, Ledger, open_ledger
from .mounts import Disk, Trust, disk_of
from .opening import LEDGER_ERRORS, Locked, UnusableLedger, file_of, hold_to_a_disk

__all__ = [
    "COPY",
    "LEDGER_ERRORS",
    "BegunEffect",
    "Disk",
    "FailedBackup",
    "Ledger",
    "Locked",
    "Trust",
    "UnusableLedger",
    "disk_of",
    "file_of",
    "hold_to_a_disk",
    "open_ledger",
    "put_back",
]
