"""What changed since a token: `changes.getStartPageToken` and `changes.list`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from local_workspace.api import fields
from local_workspace.api.calls import Call
from local_workspace.api.dispatch import Api
from local_workspace.core.clock import rfc3339
from local_workspace.core.store import Store

from .access import Access, invalid_value
from .files import Files
from .resource import DEFAULT, Resources


def serve_changes(api: Api, store: Store, files: Files, access: Access, resources: Resources) -> None:
    """Register the changes methods."""

    def last() -> int:
        row = store.one("select max(number) as last from change")
        return int(row["last"] or 0) if row else 0

    def start(call: Call) -> dict[str, Any]:
        return {"kind": "drive#startPageToken", "startPageToken": str(last() + 1)}

    def visible(call: Call, id: str) -> bool:
        file = files.find(id)
        wide = call.params.get("includeItemsFromAllDrives") or call.params.get("includeTeamDriveItems")
        return (
            file.kind == "file"
            and files.role(call.who.email, id) is not None
            and access.sees(call.who, file)
            and (not file.drive or bool(wide))
        )

    def shown(call: Call, row: Any, mask: fields.Mask) -> dict[str, Any] | None:
        id, gone = row["file"], bool(row["removed"]) or not files.exists(row["file"])
        if not gone and not visible(call, id):
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
            change["file"] = resources.shown(call.who, files.find(id), mask.get("file") or None)
        return change

    def listed(call: Call) -> dict[str, Any]:
        token = call.params.get("pageToken", "")
        if not token.isdigit() or int(token) > last() + 1:
            raise invalid_value("pageToken")
        default = (
            f"kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,fileId,file({DEFAULT}))"
        )
        mask = fields.parsed(call.params.get("fields", default))
        of_changes = mask.get("changes", {})
        rows = store.all(
            "select file, max(number) as number, at, removed from change where number >= ? group by file order by 2",
            int(token),
        )
        size, newest = call.params.get("pageSize", 100), last()
        found: list[dict[str, Any]] = []
        body: dict[str, Any] = {"kind": "drive#changeList", "newStartPageToken": str(newest + 1)}
        for row in rows:
            if len(found) == size:
                del body["newStartPageToken"]
                body["nextPageToken"] = str(row["number"])
                break
            change = shown(call, row, of_changes)
            if change and (not change["removed"] or call.params.get("includeRemoved", True)):
                found.append(change)
        body["changes"] = found
        made: dict[str, Any] = fields.masked(body, mask)
        return made

    api.serve("drive.changes.getStartPageToken", start)
    api.serve("drive.changes.list", listed)
