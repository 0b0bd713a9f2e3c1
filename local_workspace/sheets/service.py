"""Sheets v4's methods."""

from __future__ import annotations

from local_workspace.api import Api
from local_workspace.drive.files import Files
from local_workspace.store import Store


def serve_sheets(api: Api, store: Store, files: Files) -> None:
    """Register the Sheets methods."""
