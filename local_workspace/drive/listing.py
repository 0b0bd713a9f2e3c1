"""`files.list`: search, order and pages."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping, Set
from datetime import datetime
from typing import Any

from local_workspace.api import fields
from local_workspace.api.calls import Call, Identity
from local_workspace.api.errors import Refusal

from . import query
from .access import Access, invalid_value
from .file import DOCUMENT, File, file_of
from .files import Files
from .permissions import permissions_of
from .resource import DEFAULT, Resources
from .roles import RANK, Roles

DEFAULT_LIST = f"kind,incompleteSearch,nextPageToken,files({DEFAULT},driveId,teamDriveId)"
ORDERS = (
    "createdTime",
    "folder",
    "modifiedByMeTime",
    "modifiedTime",
    "name",
    "name_natural",
    "quotaBytesUsed",
    "recency",
    "sharedWithMeTime",
    "starred",
    "viewedByMeTime",
)


class Listing:
    """Answers `files.list`.

    Args:
        files: the catalogue.
        access: what callers see.
        resources: prints files.
        full_text: gives a document's words.

    Attributes:
        stale: tells of a file that name searches do not know its last change yet (a fault on demand).
    """

    def __init__(self, files: Files, access: Access, resources: Resources, full_text: Callable[[File], str]) -> None:
        self._files = files
        self._access = access
        self._resources = resources
        self._full_text = full_text
        self.stale: Callable[[Identity], Callable[[File], bool] | None] = lambda _: None

    def answer(self, call: Call) -> dict[str, Any]:
        """Return the page of files that a call asks for."""
        size = call.params.get("pageSize", 100)
        if not 1 <= size <= 1000:
            raise Refusal(
                400,
                f"Invalid value '{size}'. Values must be within the range: [1, 1000]",
                reason="invalidParameter",
                location="pageSize",
                location_type="parameter",
            )
        found = self._ordered(self._found(call), call)
        start = self._start(found, call)
        page = found[start : start + size]
        masks = fields.parsed(call.params.get("fields", DEFAULT_LIST))
        of_files = masks.get("files", {}) or {"*": {}}
        body: dict[str, Any] = {"kind": "drive#fileList", "incompleteSearch": False}
        if start + size < len(found):
            body["nextPageToken"] = _token(page[-1].id, start + size)
        if "files" in masks or "*" in masks:
            body["files"] = [self._resources.shown(call.who, file, of_files) for file in page]
        return body

    def _found(self, call: Call) -> list[File]:
        asked = query.parsed(call.params["q"]) if call.params.get("q", "").strip() else None
        roles = self._files.roles(call.who.email)
        found = [file for file in self._candidates(call, asked, roles) if self._belongs(call, file, roles)]
        if asked is None:
            return found
        if query.asks_for_name(asked) and (stale := self.stale(call.who)):
            found = [file for file in found if not stale(file)]
        root = self._files.root_of(call.who.email)
        return [
            file
            for file in found
            if query.matches(asked, Entry(file, call.who.email, root, self._files, self._full_text))
        ]

    def _candidates(self, call: Call, asked: query.Query | None, roles: Roles) -> list[File]:
        where = "1"
        values: list[str] = []
        if asked is not None:
            for named in query.parents_in(asked) - {"root"}:
                if not self._files.exists(named) or self._files.role(call.who.email, named) is None:
                    raise Refusal(
                        404, "File not found: .", reason="notFound", location="fileId", location_type="parameter"
                    )
            if parent := query.required_parent(asked):
                where += " and parent = ?"
                values.append(self._access.resolved(call.who, parent))
            if wanted := query.required_name(asked):
                where += " and name = ?"
                values.append(wanted)
        return [file_of(row, trashed=roles.trashed(row["id"])) for row in self._files.rows(where, *values)]

    def _belongs(self, call: Call, file: File, roles: Roles) -> bool:
        if roles.of(file.id) is None or not self._access.sees(call.who, file):
            return False
        drive = call.params.get("driveId") or call.params.get("teamDriveId")
        if drive:
            return file.drive == str(drive)
        return not file.drive or call.includes_all_drives

    def _ordered(self, found: list[File], call: Call) -> list[File]:
        found = sorted(found, key=lambda file: (file.modified, file.number), reverse=True)
        for key in reversed([key for key in call.params.get("orderBy", "").split(",") if key.strip()]):
            name, _, direction = key.strip().partition(" ")
            if name not in ORDERS or direction.strip() not in ("", "desc"):
                raise invalid_value("orderBy")
            found = sorted(found, key=_ORDER_KEYS[name](call.who.email), reverse=direction.strip() == "desc")
        return found

    def _start(self, found: list[File], call: Call) -> int:
        text = call.params.get("pageToken", "")
        if not text:
            return 0
        last, position = _read_token(text)
        for index, file in enumerate(found):
            if file.id == last:
                return index + 1
        return position


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(digits or 0), word.lower()) for digits, word in re.findall(r"(\d+)|(\D+)", text)]


_ORDER_KEYS: Mapping[str, Callable[[str], Callable[[File], Any]]] = {
    "createdTime": lambda _: lambda file: (file.created, file.number),
    "folder": lambda _: lambda file: file.mime_type != "application/vnd.google-apps.folder",
    "modifiedTime": lambda _: lambda file: (file.modified, file.number),
    "modifiedByMeTime": lambda who: lambda file: (file.modified_by == who, file.modified),
    "viewedByMeTime": lambda who: lambda file: (file.modified_by == who, file.modified),
    "recency": lambda _: lambda file: (file.modified, file.number),
    "sharedWithMeTime": lambda _: lambda file: file.created,
    "name": lambda _: lambda file: file.name.lower(),
    "name_natural": lambda _: lambda file: _natural(file.name),
    "quotaBytesUsed": lambda _: lambda file: file.size or 0,
    "starred": lambda who: lambda file: who not in file.extras.get("starredBy", []),
}


def _token(id: str, position: int) -> str:
    return "~!!~" + base64.urlsafe_b64encode(json.dumps([id, position]).encode()).decode()


def _read_token(text: str) -> tuple[str, int]:
    try:
        id, position = json.loads(base64.urlsafe_b64decode(text.removeprefix("~!!~")))
        return str(id), int(position)
    except (ValueError, TypeError, binascii.Error) as error:
        raise invalid_value("pageToken") from error


class Entry:
    """One file as a query asks about it."""

    def __init__(self, file: File, who: str, root: str, files: Files, full_text: Callable[[File], str]) -> None:
        self._file = file
        self._who = who
        self._root = root
        self._files = files
        self._full_text = full_text

    def text(self, field: str) -> str:
        """Return `name`, `mimeType` or `fullText`."""
        match field:
            case "name":
                return self._file.name
            case "mimeType":
                return self._file.mime_type
            case _:
                words = (self._file.name, self._file.extras.get("description", ""))
                return "\n".join(words) + (
                    "\n" + self._full_text(self._file) if self._file.mime_type == DOCUMENT else ""
                )

    def instant(self, field: str) -> datetime:
        """Return `modifiedTime` or `createdTime`."""
        return self._file.created if field == "createdTime" else self._file.modified

    def truth(self, field: str) -> bool:
        """Return `trashed`, `starred` or `sharedWithMe`."""
        match field:
            case "trashed":
                return self._file.trashed
            case "starred":
                return self._who in self._file.extras.get("starredBy", [])
            case _:
                granted = permissions_of(self._files, self._file)
                return self._file.owner != self._who and any(
                    one.direct and one.kind == "user" and one.email == self._who for one in granted
                )

    def members(self, field: str) -> Set[str]:
        """Return the parents, or the addresses with a role; the caller goes by `me` too."""
        if field == "parents":
            parent = self._file.parent or ""
            return {parent, "root"} if parent == self._root else {parent}
        if field == "owners":
            found = {self._file.owner}
        else:
            least = RANK["writer" if field == "writers" else "reader"]
            granted = permissions_of(self._files, self._file)
            found = {one.email for one in granted if RANK[one.role] >= least}
        return found | {"me"} if self._who in found else found

    def mapping(self, field: str) -> Mapping[str, str]:
        """Return `properties` or `appProperties`."""
        if field == "appProperties":
            return self._files.app_properties(self._file)
        found: Mapping[str, str] = self._file.extras.get(field, {})
        return found
