"""What strangers and staff made is opened in a process of its own, which may die of it."""

from .process import ProcessSandbox

__all__ = ["ProcessSandbox"]
