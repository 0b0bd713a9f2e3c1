"""Google Workspace behind the ports: it translates, and decides nothing of the office."""

from .connection import Connection, connect, connect_with
from .retry_policy import Clock, RetryBudget
from .year_books import GoogleYearBooks

__all__ = ["Clock", "Connection", "GoogleYearBooks", "RetryBudget", "connect", "connect_with"]
