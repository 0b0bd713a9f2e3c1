"""Drive's methods on what changed since a token."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from local_workspace.api import fields
from local_workspace.api.calls import Call
from local_workspace.api.registration import serves
from local_workspace.core.clock import rfc3339
from local_workspace.core.store import Store

from .access import Access, invalid_value
from .files import Files
from .resource import DEFAULT, Resources

DEFAULT_LIST = (
    f"kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,fileId,file({DEFAULT}))"
)


class ChangesApi:
    """The `drive.changes` methods."""

    def __init__(self, store: Store, files: Files, access: Access, resources: Resources) -> None:
        self._store = store
        self._files = files
        self._access = access
        self._resources = resources

    @serves("drive.changes.getStartPageToken")
    def get_start_page_token(self, call: Call) -> dict[str, Any]:
        """Return the token of the changes to come."""
        return {"kind": "drive#startPageToken", "startPageToken": str(self._last() + 1)}

    @serves("drive.changes.list", default_fields=DEFAULT_LIST)
    def list(self, call: Call) -> dict[str, Any]:
        """Return a page of the changes from a token on, one a file."""
        newest, token = self._last(), call.params.get("pageToken", "")
        if not token.isdigit() or int(token) > newest + 1:
            raise invalid_value("pageToken")
        of_files = fields.parsed(call.params.get("fields", DEFAULT_LIST)).get("changes", {}).get("file") or None
        rows = self._store.all(
            "select file, max(number) as number, at, removed from change where number >= ? group by file order by 2",
            int(token),
        )
        found: list[dict[str, Any]] = []
        body: dict[str, Any] = {"kind": "drive#changeList", "newStartPageToken": str(newest + 1)}
        for row in rows:
            if len(found) == call.params.get("pageSize", 100):
                del body["newStartPageToken"]
                body["nextPageToken"] = str(row["number"])
                break
            change = self._shown(call, row, of_files)
            if change and (not change["removed"] or call.params.get("includeRemoved", True)):
                found.append(change)
        return {**body, "changes": found}

    def _last(self) -> int:
        row = self._store.one("select max(number) as last from change")
        return int(row["last"] or 0) if row else 0

    def _shown(self, call: Call, row: Any, mask: fields.Mask | None) -> dict[str, Any] | None:
        id, gone = row["file"], bool(row["removed"]) or not self._files.exists(row["file"])
        if not gone and not self._is_visible(call, id):
            return None
        change = {
            "kind": "drive#change",
            "type": "file",
            "changeType": "file",
            "time": rfc3339(datetime.fromisoformat(row["at"])),
            "removed": gone,
            "fileId": id,
        }
        if not gone:
            change["file"] = self._resources.shown(call.who, self._files.find(id), mask)
        return change

    def _is_visible(self, call: Call, id: str) -> bool:
        file = self._files.find(id)
        return (
            file.kind == "file"
            and self._files.role(call.who.email, id) is not None
            and self._access.sees(call.who, file)
            and (not file.drive or call.includes_all_drives)
        )
