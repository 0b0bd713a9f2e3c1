"""Google Workspace behind the ports: it translates, and decides nothing of the office."""

from .connection import Connection, connect
from .patience import Waiting

__all__ = ["Connection", "Waiting", "connect"]
