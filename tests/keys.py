"""Private keys, each read once in a process: checking a key's numbers takes a tenth of a second each time."""

from functools import cache
from typing import Any

from google.auth.crypt import RSASigner

_Signer: Any = RSASigner
_read = cache(_Signer.from_string)


def read_once() -> None:
    """Let a key that was read before be taken as it is, for good."""
    _Signer.from_string = staticmethod(_read)
