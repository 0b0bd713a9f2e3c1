"""Scans are opened in a process of their own, which may die of them."""

from .process import ProcessSandbox

__all__ = ["ProcessSandbox"]
