"""A file as Drive's API shows it to one caller."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from local_workspace.api import fields
from local_workspace.api.calls import Identity
from local_workspace.core.clock import rfc3339
from local_workspace.core.people import People

from .file import DOCUMENT, FOLDER, FORM, SPREADSHEET, File
from .files import Files, permission_id
from .permissions import permissions_of
from .roles import RANK

DEFAULT = "kind,id,name,mimeType"
DEFAULT_IN_DRIVE = f"{DEFAULT},teamDriveId,driveId"
PAGES = {
    DOCUMENT: "/document/d/{}/edit?usp=drivesdk",
    SPREADSHEET: "/spreadsheets/d/{}/edit?usp=drivesdk",
    FORM: "/forms/d/{}/edit?usp=drivesdk",
    FOLDER: "/drive/folders/{}",
}


class Resources:
    """Prints files.

    Args:
        files: the catalogue.
        people: for display names.
        base: gives the address that links begin with.
    """

    def __init__(self, files: Files, people: People, base: Callable[[], str]) -> None:
        self._files = files
        self._people = people
        self._base = base

    def shown(self, who: Identity, file: File, mask: str | fields.Mask | None) -> dict[str, Any]:
        """Return a file as the `fields` parameter asks; without one, Drive's four default fields."""
        if mask is None:
            mask = DEFAULT_IN_DRIVE if file.drive else DEFAULT
        mask = fields.parsed(mask) if isinstance(mask, str) else mask
        made: dict[str, Any] = fields.masked(self._whole(who, file, None if "*" in mask else set(mask)), mask)
        return made

    def _whole(self, who: Identity, file: File, wanted: set[str] | None) -> dict[str, Any]:
        role = self._files.role(who.email, file.id) or "reader"
        found: dict[str, Any] = {
            "kind": "drive#file",
            "id": file.id,
            "name": file.name,
            "mimeType": file.mime_type,
            "starred": who.email in file.extras.get("starredBy", []),
            "trashed": file.trashed,
            "explicitlyTrashed": file.explicitly_trashed,
            "spaces": ["drive"],
            "version": str(file.version),
            "webViewLink": self._base() + PAGES.get(file.mime_type, "/file/d/{}/view?usp=drivesdk").format(file.id),
            "iconLink": f"https://drive-thirdparty.googleusercontent.com/16/type/{file.mime_type}",
            "hasThumbnail": False,
            "thumbnailVersion": "0",
            "viewedByMe": file.modified_by == who.email,
            "createdTime": rfc3339(file.created),
            "modifiedTime": rfc3339(file.modified),
            "modifiedByMe": file.modified_by == who.email,
            "ownedByMe": file.owner == who.email,
            "quotaBytesUsed": str(file.size or 0),
            "isAppAuthorized": file.app != "" and file.app == who.app,
            "writersCanShare": file.extras.get("writersCanShare", True),
            "copyRequiresWriterPermission": file.extras.get("copyRequiresWriterPermission", False),
            "viewersCanCopyContent": not file.extras.get("copyRequiresWriterPermission", False),
            "lastModifyingUser": self.user(file.modified_by, who),
        }
        found |= {name: file.extras[name] for name in _SHOWN if file.extras.get(name)}
        if own := self._files.app_properties(file):
            found["appProperties"] = own
        if file.modified_by == who.email:
            found["modifiedByMeTime"] = found["modifiedTime"]
        if "trashedTime" in file.extras:
            found["trashedTime"] = rfc3339(datetime.fromisoformat(file.extras["trashedTime"]))
            if file.drive:
                found["trashingUser"] = self.user(file.extras["trashedBy"], who)
        if file.drive:
            found |= {"driveId": file.drive, "teamDriveId": file.drive, "hasAugmentedPermissions": False}
        else:
            found["owners"] = [self.user(file.owner, who)]
        if locks := file.extras.get("contentRestrictions"):
            found["contentRestrictions"] = [self._restriction(one, who) for one in locks]
        found |= self._content(file)
        for name, make in self._costly(who, file, role).items():
            if (wanted is None or name in wanted) and (value := make()) is not None:
                found[name] = value
        return found

    def _content(self, file: File) -> dict[str, Any]:
        if file.is_native:
            exports = self._files.natives.of(file.mime_type).exports
            links = {
                mime: f"{self._base()}/drive/v3/files/{file.id}/export?mimeType={quote(mime, safe='')}"
                for mime in exports
            }
            return {"exportLinks": links} if links else {}
        extension = PurePath(file.name).suffix.removeprefix(".")
        return {
            "size": str(file.size or 0),
            "md5Checksum": file.md5,
            "sha1Checksum": file.sha1,
            "sha256Checksum": file.sha256,
            "headRevisionId": file.head,
            "originalFilename": file.extras.get("originalFilename", file.name),
            "webContentLink": f"{self._base()}/uc?id={file.id}&export=download",
            **({"fileExtension": extension, "fullFileExtension": extension} if extension else {}),
        }

    def _costly(self, who: Identity, file: File, role: str) -> Mapping[str, Callable[[], Any]]:
        writes = RANK[role] >= RANK["writer"]
        granted = permissions_of(self._files, file)
        return {
            "parents": lambda: self._visible_parents(who, file),
            "shared": lambda: len(granted) > 1,
            "permissionIds": lambda: [one.id for one in granted] if writes else None,
            "permissions": lambda: [one.shown(self._people) for one in granted] if writes else None,
            "sharedWithMeTime": lambda: rfc3339(file.created) if shared_with(file, who.email, granted) else None,
            "capabilities": lambda: capabilities(file, role),
        }

    def _restriction(self, lock: Mapping[str, Any], who: Identity) -> dict[str, Any]:
        if not lock["readOnly"]:
            return {"readOnly": False}
        return {
            **lock,
            "type": "globalContentRestriction",
            "restrictingUser": self.user(lock["restrictingUser"], who),
            "restrictionTime": rfc3339(datetime.fromisoformat(lock["restrictionTime"])),
        }

    def _visible_parents(self, who: Identity, file: File) -> list[str] | None:
        if file.parent and self._files.role(who.email, file.parent) is not None:
            return [file.parent]
        return None

    def root_of(self, who: Identity) -> str:
        """Return the id of the caller's My Drive."""
        return self._files.root_of(who.email)

    def user(self, email: str, who: Identity) -> dict[str, Any]:
        """Return a person as Drive shows one."""
        return {
            "kind": "drive#user",
            "displayName": self._people.named(email).name,
            "me": email == who.email,
            "permissionId": permission_id("user", email),
            "emailAddress": email,
        }


_SHOWN = ("description", "folderColorRgb", "properties", "contentHints")


def shared_with(file: File, email: str, granted: Any) -> bool:
    """Check whether a file was shared with somebody by name."""
    return file.owner != email and any(one.kind == "user" and one.email == email and one.direct for one in granted)


def capabilities(file: File, role: str) -> dict[str, bool]:
    """Return what a role may do with a file."""
    rank = RANK[role]
    writes, folder = rank >= RANK["writer"], file.mime_type == FOLDER
    removes = rank >= RANK["fileOrganizer" if file.drive else "owner"]
    whole = file.kind == "file"
    shares = writes and (rank >= RANK["fileOrganizer"] or file.extras.get("writersCanShare", True))
    reads_out = writes or not file.extras.get("copyRequiresWriterPermission", False)
    return {
        "canAddChildren": writes and folder,
        "canComment": rank >= RANK["commenter"] and not file.is_locked,
        "canCopy": not folder and reads_out,
        "canDelete": whole and rank >= RANK["organizer" if file.drive else "owner"],
        "canDownload": not folder and reads_out,
        "canEdit": writes and not file.is_locked,
        "canListChildren": folder,
        "canModifyContent": writes and not folder and not file.is_locked,
        "canModifyContentRestriction": writes and not folder,
        "canMoveItemWithinDrive": whole and writes,
        "canReadRevisions": writes and not folder,
        "canRemoveChildren": writes and folder,
        "canRename": writes and not file.is_locked,
        "canShare": shares,
        "canTrash": whole and removes,
        "canUntrash": whole and removes,
    }
