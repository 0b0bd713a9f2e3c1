"""Private keys, each read once in a process: checking a key's numbers takes a tenth of a second each time."""

from functools import cache
from pathlib import Path
from typing import Any

from google.auth.crypt import RSASigner

_Signer: Any = RSASigner
_read = cache(_Signer.from_string)


def read_once() -> None:
    """Let a key that was read before be taken as it is, for good."""
    _Signer.from_string = staticmethod(_read)


def read_now(file: Path) -> None:
    """Read a service account's key, so that forks of this process need not."""
    read_once()
    RSASigner.from_service_account_file(str(file))
