"""Drive v2, of which gspread's `import_csv` alone still makes use: replacing a file's content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.api.calls import Call, Identity
from local_workspace.api.registration import serves

from .desk import Desk
from .file import File
from .resource import Resources

FILES = "https://www.googleapis.com/drive/v2/files"

# The same facts under the names of v2.
NAMES = {
    "kind": "kind",
    "id": "id",
    "title": "name",
    "mimeType": "mimeType",
    "description": "description",
    "createdDate": "createdTime",
    "modifiedDate": "modifiedTime",
    "alternateLink": "webViewLink",
    "webContentLink": "webContentLink",
    "exportLinks": "exportLinks",
    "iconLink": "iconLink",
    "fileSize": "size",
    "md5Checksum": "md5Checksum",
    "headRevisionId": "headRevisionId",
    "originalFilename": "originalFilename",
    "fileExtension": "fileExtension",
    "quotaBytesUsed": "quotaBytesUsed",
    "version": "version",
    "driveId": "driveId",
    "ownedByMe": "ownedByMe",
    "writersCanShare": "writersCanShare",
    "explicitlyTrashed": "explicitlyTrashed",
    "modifiedByMeDate": "modifiedByMeTime",
    "lastViewedByMeDate": "viewedByMeTime",
    "spaces": "spaces",
}


class FilesV2Api:
    """The `drive.v2.files` method."""

    def __init__(self, desk: Desk, resources: Resources) -> None:
        self._desk = desk
        self._resources = resources

    @serves("drive.v2.files.update")
    def update(self, call: Call) -> dict[str, Any]:
        """Change a file and its content."""
        body = _renamed(call.body)
        file = self._desk.update(call.who, call.params["fileId"], body, call.media, all_drives=call.all_drives)
        return _shown(self._resources, call.who, file)


def _renamed(body: Mapping[str, Any]) -> dict[str, Any]:
    labels = body.get("labels") or {}
    named = {"name": body.get("title"), "mimeType": body.get("mimeType"), "description": body.get("description")}
    marks = {"starred": labels.get("starred"), "trashed": labels.get("trashed")}
    return {name: value for name, value in (named | marks).items() if value is not None}


def _shown(resources: Resources, who: Identity, file: File) -> dict[str, Any]:
    found = resources.shown(who, file, "*")
    shown = {old: found[new] for old, new in NAMES.items() if new in found}
    link = f"{FILES}/{file.id}"
    may, root = found["capabilities"], resources.root_of(who)
    shown |= {
        "selfLink": link,
        "labels": {
            "starred": found["starred"],
            "hidden": False,
            "trashed": found["trashed"],
            "restricted": found["copyRequiresWriterPermission"],
            "viewed": found["viewedByMe"],
        },
        "parents": [_parent(link, id, root=not file.drive and id == root) for id in found.get("parents", [])],
        "owners": [_person(one) for one in found.get("owners", [])],
        "ownerNames": [owner["displayName"] for owner in found.get("owners", [])],
        "lastModifyingUser": _person(found["lastModifyingUser"]),
        "lastModifyingUserName": found["lastModifyingUser"]["displayName"],
        "editable": may["canEdit"],
        "copyable": may["canCopy"],
        "capabilities": {"canEdit": may["canEdit"], "canCopy": may["canCopy"]},
        "shared": found["shared"],
        "appDataContents": False,
        "copyRequiresWriterPermission": found["copyRequiresWriterPermission"],
        "markedViewedByMeDate": "1970-01-01T00:00:00.000Z",
    }
    return shown


def _parent(link: str, id: str, *, root: bool) -> dict[str, Any]:
    return {
        "kind": "drive#parentReference",
        "id": id,
        "isRoot": root,
        "selfLink": f"{link}/parents/{id}",
        "parentLink": f"{FILES}/{id}",
    }


def _person(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a v3 person in v2's words."""
    names = {"isAuthenticatedUser" if name == "me" else name: value for name, value in one.items()}
    return {name: value for name, value in names.items() if name != "photoLink"}
