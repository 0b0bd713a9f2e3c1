"""Charts as pictures, drawn in a process of their own: what draws them is heavy, and wanted once a month."""

from .process import DrawnApart

__all__ = ["DrawnApart"]
