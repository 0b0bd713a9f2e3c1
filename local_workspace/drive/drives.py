"""Shared drives, and `about`."""

from __future__ import annotations

from typing import Any

from local_workspace.api import fields
from local_workspace.api.calls import Call
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.core.answers import Answer
from local_workspace.core.clock import rfc3339
from local_workspace.core.store import Store

from .access import forbidden
from .file import DOCUMENT, File
from .files import Files
from .resource import Resources
from .roles import RANK

TABLES = """
create table if not exists drive_request (who text not null, request text not null, id text not null,
    primary key (who, request));
"""
LIMIT = 15 * 2**30


def serve_drives(api: Api, store: Store, files: Files, resources: Resources) -> None:
    """Register the drives methods and `about.get`."""
    store.define(TABLES)

    def whole(call: Call, drive: File) -> dict[str, Any]:
        rank = RANK[files.role(call.who.email, drive.id) or "reader"]
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

    def shown(call: Call, drive: File) -> dict[str, Any]:
        made: dict[str, Any] = fields.masked(whole(call, drive), call.params.get("fields", "kind,id,name"))
        return made

    def reach(call: Call, least: str = "reader") -> File:
        id = call.params["driveId"]
        role = files.role(call.who.email, id)
        if role is None or files.find(id).kind != "drive":
            raise Refusal(
                404, f"Shared drive not found: {id}", reason="notFound", location="driveId", location_type="parameter"
            )
        if RANK[role] < RANK[least]:
            raise forbidden()
        return files.find(id)

    def create(call: Call) -> dict[str, Any]:
        request = call.params["requestId"]
        row = store.one("select id from drive_request where who = ? and request = ?", call.who.email, request)
        if row is not None:
            raise Refusal(409, "A shared drive already exists with the specified request ID.", reason="duplicate")
        if call.who.service_account:
            raise Refusal(403, "This user cannot create a shared drive.", reason="userCannotCreateTeamDrives")
        drive = files.create_drive(call.who.email, call.body.get("name") or "Drive")
        store.do("insert into drive_request values (?,?,?)", call.who.email, request, drive.id)
        return shown(call, drive)

    def listed(call: Call) -> dict[str, Any]:
        rows = store.all("select id from file where kind = 'drive' order by number")
        drives = [files.find(row["id"]) for row in rows if files.role(call.who.email, row["id"]) is not None]
        mask = call.params.get("fields", "kind,nextPageToken,drives(kind,id,name)")
        body = {"kind": "drive#driveList", "drives": [whole(call, drive) for drive in drives]}
        made: dict[str, Any] = fields.masked(body, mask)
        return made

    def update(call: Call) -> dict[str, Any]:
        drive = reach(call, "organizer")
        if call.body.get("name"):
            files.rename(call.who.email, drive.id, call.body["name"])
        return shown(call, files.find(drive.id))

    def delete(call: Call) -> Answer:
        drive = reach(call, "organizer")
        if files.children(drive.id):
            raise Refusal(403, "A shared drive with items cannot be deleted.", reason="teamDriveNotEmpty")
        files.delete(drive.id)
        return Answer(b"", "", 204)

    def about(call: Call) -> dict[str, Any]:
        if "fields" not in call.params:
            raise Refusal(
                400,
                "The 'fields' parameter is required for this method.",
                reason="required",
                location="fields",
                location_type="parameter",
            )
        row = store.one(
            "select coalesce(sum(size), 0) as used, coalesce(sum(size * trashed), 0) as trash"
            " from file where owner = ?",
            call.who.email,
        )
        used, trash = (row["used"], row["trash"]) if row else (0, 0)
        return {
            "kind": "drive#about",
            "user": resources.user(call.who.email, call.who),
            "storageQuota": {
                "limit": "0" if call.who.service_account else str(LIMIT),
                "usage": str(used),
                "usageInDrive": str(used),
                "usageInDriveTrash": str(trash),
            },
            "importFormats": {mime: [DOCUMENT] for mime in files.natives.of(DOCUMENT).imports},
            "exportFormats": {DOCUMENT: list(files.natives.of(DOCUMENT).exports)},
            "maxUploadSize": "5242880000000",
            "appInstalled": False,
            "canCreateDrives": not call.who.service_account,
        }

    api.serve("drive.drives.create", create)
    api.serve("drive.drives.get", lambda call: shown(call, reach(call)))
    api.serve("drive.drives.list", listed)
    api.serve("drive.drives.update", update)
    api.serve("drive.drives.delete", delete)
    api.serve("drive.about.get", about)
