"""The ledger: the computer database of the SOP, and what makes the job repeatable."""

from .backup import COPY, FailedBackup, put_back
from .ledger import BegunEffect, Failure, Ledger, open_ledger
from .locking import Locked
from .opening import UnusableLedger

__all__ = [
    "COPY",
    "BegunEffect",
    "FailedBackup",
    "Failure",
    "Ledger",
    "Locked",
    "UnusableLedger",
    "open_ledger",
    "put_back",
]
