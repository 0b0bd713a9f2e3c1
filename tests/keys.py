"""Private keys, each read once in a process: checking a key's numbers takes a tenth of a second each time."""

from functools import cache

from google.auth.crypt import RSASigner

_read = cache(RSASigner.from_string)


def read_once() -> None:
    """Let a key that was read before be taken as it is, for good."""
    RSASigner.from_string = staticmethod(_read)
