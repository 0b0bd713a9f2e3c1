"""The ledger: the computer database of the SOP, and what makes the job repeatable."""

from .backup import COPY, FailedBackup, put_back
from .ledger import BegunEffect, Ledger, open_ledger
from .locking import Locked
from .opening import LEDGER_ERRORS, UnusableLedger

__all__ = [
    "COPY",
    "LEDGER_ERRORS",
    "BegunEffect",
    "FailedBackup",
    "Ledger",
    "Locked",
    "UnusableLedger",
    "open_ledger",
    "put_back",
]
