"""Drive's method on the caller and the storage."""

from __future__ import annotations

from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.registration import serves
from local_workspace.core.store import Store

from .file import DOCUMENT
from .files import Files
from .resource import Resources

LIMIT = 15 * 2**30


class AboutApi:
    """The `drive.about` method."""

    def __init__(self, store: Store, files: Files, resources: Resources) -> None:
        self._store = store
        self._files = files
        self._resources = resources

    @serves("drive.about.get", fields_required=True)
    def get(self, call: Call) -> dict[str, Any]:
        """Return who calls, how many bytes they use, and which formats are converted."""
        row = self._store.one(
            "select coalesce(sum(size), 0) as used, coalesce(sum(size * trashed), 0) as trash"
            " from file where owner = ?",
            call.who.email,
        )
        used, trash = (row["used"], row["trash"]) if row else (0, 0)
        documents = self._files.natives.of(DOCUMENT)
        return {
            "kind": "drive#about",
            "user": self._resources.user(call.who.email, call.who),
            "storageQuota": {
                "limit": "0" if call.who.service_account else str(LIMIT),
                "usage": str(used),
                "usageInDrive": str(used),
                "usageInDriveTrash": str(trash),
            },
            "importFormats": {mime: [DOCUMENT] for mime in documents.imports},
            "exportFormats": {DOCUMENT: list(documents.exports)},
            "maxUploadSize": "5242880000000",
            "appInstalled": False,
            "canCreateDrives": not call.who.service_account,
        }
