"""The complaint-handling SOP as one scheduled job over Google Workspace."""

__version__ = "0.2.0"
