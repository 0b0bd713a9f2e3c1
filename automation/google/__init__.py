"""Google Workspace behind the ports: it translates, and decides nothing of the office."""

from .connection import Connection, connect

__all__ = ["Connection", "connect"]
