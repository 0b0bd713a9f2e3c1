"""Drive's methods on shared drives."""

from __future__ import annotations

from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves
from local_workspace.core.clock import rfc3339
from local_workspace.core.store import Store

from .access import forbidden
from .file import File
from .files import Files
from .roles import RANK

TABLES = """
create table if not exists drive_request (who text not null, request text not null, id text not null,
    primary key (who, request));
"""
DEFAULT = "kind,id,name"


class DrivesApi:
    """The `drive.drives` methods."""

    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files
        store.define(TABLES)

    @serves("drive.drives.create", default_fields=DEFAULT)
    def create(self, call: Call) -> dict[str, Any]:
        """Make a shared drive, once a request id."""
        who, request = call.who.email, call.params["requestId"]
        row = self._store.one("select id from drive_request where who = ? and request = ?", who, request)
        if row is not None:
            raise Refusal(409, "A shared drive already exists with the specified request ID.", reason="duplicate")
        if call.who.service_account:
            raise Refusal(403, "This user cannot create a shared drive.", reason="userCannotCreateTeamDrives")
        drive = self._files.create_drive(who, call.body.get("name") or "Drive")
        self._store.do("insert into drive_request values (?,?,?)", who, request, drive.id)
        return self._shown(call, drive)

    @serves("drive.drives.get", default_fields=DEFAULT)
    def get(self, call: Call) -> dict[str, Any]:
        """Return a shared drive."""
        return self._shown(call, self._reach(call))

    @serves("drive.drives.list", default_fields=f"kind,nextPageToken,drives({DEFAULT})")
    def list(self, call: Call) -> dict[str, Any]:
        """Return the shared drives that the caller is a member of."""
        rows = self._store.all("select id from file where kind = 'drive' order by number")
        drives = [
            self._files.find(row["id"]) for row in rows if self._files.role(call.who.email, row["id"]) is not None
        ]
        return {"kind": "drive#driveList", "drives": [self._shown(call, drive) for drive in drives]}

    @serves("drive.drives.update", default_fields=DEFAULT)
    def update(self, call: Call) -> dict[str, Any]:
        """Return a shared drive another name."""
        drive = self._reach(call, "organizer")
        if call.body.get("name"):
            self._files.rename(call.who.email, drive.id, call.body["name"])
        return self._shown(call, self._files.find(drive.id))

    @serves("drive.drives.delete")
    def delete(self, call: Call) -> None:
        """Delete an empty shared drive."""
        drive = self._reach(call, "organizer")
        if self._files.children(drive.id):
            raise Refusal(403, "A shared drive with items cannot be deleted.", reason="teamDriveNotEmpty")
        self._files.delete(drive.id)

    def _reach(self, call: Call, least: str = "reader") -> File:
        id = call.params["driveId"]
        role = self._files.role(call.who.email, id)
        if role is None or self._files.find(id).kind != "drive":
            raise Refusal(
                404, f"Shared drive not found: {id}", reason="notFound", location="driveId", location_type="parameter"
            )
        if RANK[role] < RANK[least]:
            raise forbidden()
        return self._files.find(id)

    def _shown(self, call: Call, drive: File) -> dict[str, Any]:
        rank = RANK[self._files.role(call.who.email, drive.id) or "reader"]
        organises, writes = rank >= RANK["organizer"], rank >= RANK["writer"]
        return {
            "kind": "drive#drive",
            "id": drive.id,
            "name": drive.name,
            "createdTime": rfc3339(drive.created),
            "hidden": False,
            "capabilities": {
                "canAddChildren": writes,
                "canComment": rank >= RANK["commenter"],
                "canCopy": True,
                "canDeleteDrive": organises,
                "canDownload": True,
                "canEdit": writes,
                "canListChildren": True,
                "canManageMembers": organises,
                "canReadRevisions": writes,
                "canRename": writes,
                "canRenameDrive": organises,
                "canShare": organises,
                "canTrashChildren": rank >= RANK["fileOrganizer"],
                "canDeleteChildren": organises,
            },
        }
