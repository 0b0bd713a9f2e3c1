"""Drive v3's methods on files, and the service's parts joined."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.core.answers import Answer
from local_workspace.core.clock import Clock, rfc3339
from local_workspace.core.people import People
from local_workspace.core.store import Store

from .changes import serve_changes
from .comments import serve_comments
from .contents import Contents, Revision
from .desk import Desk
from .documents import PDF, Documents
from .drives import serve_drives
from .edits import Edit
from .file import DOCUMENT, FOLDER, File
from .files import Files
from .listing import Listing
from .older import serve_older
from .permissions import serve_permissions
from .rendering import Renderer
from .resource import Resources

LARGEST_EXPORT = 10 * 2**20
NOT_DOWNLOADABLE = "Only files with binary content can be downloaded. Use Export with Docs Editors files."


class Drive:
    """Google Drive over one store.

    Attributes:
        desk: what callers do with files; pages use it too.
        contents: the bytes.
        documents: Google documents, kept as .docx.
        resources: files as the API shows them.
        listing: the search.
        renderer: makes PDF.
    """

    def __init__(
        self, api: Api, store: Store, clock: Clock, files: Files, people: People, base: Callable[[], str]
    ) -> None:
        self._store = store
        self.files = files
        self.contents = Contents(store, clock, files)
        self.desk = Desk(files, self.contents, clock)
        self.access = self.desk.access
        self.renderer = Renderer()
        self.documents = Documents(files, self.contents, self.renderer)
        self.resources = Resources(files, people, base)
        self.listing = Listing(files, self.access, self.resources, self.documents.words)
        api.serve("drive.files.create", self._create)
        api.serve("drive.files.get", self._get)
        api.serve("drive.files.list", self.listing.answer)
        api.serve("drive.files.update", self._update)
        api.serve("drive.files.copy", self._copy)
        api.serve("drive.files.delete", self._delete)
        api.serve("drive.files.emptyTrash", self._empty_trash)
        api.serve("drive.files.generateIds", self._generate_ids)
        # Making a PDF takes seconds: others need not wait for it.
        api.serve("drive.files.export", self._export, whole=False)
        api.serve("drive.revisions.list", self._revisions)
        api.serve("drive.revisions.get", self._revision)
        serve_permissions(api, files, people)
        serve_changes(api, store, files, self.access, self.resources)
        serve_comments(api, store, self.access, self.resources)
        serve_drives(api, store, files, self.resources)
        serve_older(api, self.desk, self.resources)

    def _shown(self, call: Call, file: File) -> dict[str, Any]:
        return self.resources.shown(call.who, file, call.params.get("fields"))

    def _create(self, call: Call) -> dict[str, Any]:
        return self._shown(call, self.desk.create(call.who, call.body, call.media, all_drives=all_drives(call)))

    def _get(self, call: Call) -> dict[str, Any] | Answer:
        file = self.access.reach(call.who, call.params["fileId"], all_drives=all_drives(call))
        if call.params.get("alt") != "media":
            return self._shown(call, file)
        if file.is_native:
            raise Refusal(
                403, NOT_DOWNLOADABLE, reason="fileNotDownloadable", location="alt", location_type="parameter"
            )
        return ranged(self.contents.of(file), file.mime_type, call.headers.get("range", ""))

    def _update(self, call: Call) -> dict[str, Any]:
        file = self.desk.update(
            call.who,
            call.params["fileId"],
            call.body,
            call.media,
            add=_ids(call, "addParents"),
            remove=_ids(call, "removeParents"),
            all_drives=all_drives(call),
        )
        return self._shown(call, file)

    def _copy(self, call: Call) -> dict[str, Any]:
        return self._shown(
            call, self.desk.copy(call.who, call.params["fileId"], call.body, all_drives=all_drives(call))
        )

    def _delete(self, call: Call) -> Answer:
        self.desk.delete(call.who, call.params["fileId"], all_drives=all_drives(call))
        return Answer(b"", "", 204)

    def _empty_trash(self, call: Call) -> Answer:
        self.desk.empty_trash(call.who, call.params.get("driveId", ""))
        return Answer(b"", "", 204)

    def _generate_ids(self, call: Call) -> dict[str, Any]:
        count = call.params.get("count", 10)
        if not 1 <= count <= 1000:
            raise Refusal(
                400,
                f"Invalid value '{count}'. Values must be within the range: [1, 1000]",
                reason="invalidParameter",
                location="count",
                location_type="parameter",
            )
        ids = self.files.generate_ids(count)
        return {"kind": "drive#generatedIds", "space": call.params.get("space", "drive"), "ids": ids}

    def _export(self, call: Call) -> Answer:
        with self._store.transaction():
            file = self.access.reach(call.who, call.params["fileId"])
            wanted = call.params["mimeType"]
            exports = self.files.natives.of(file.mime_type).exports
            if not file.is_native or file.mime_type == FOLDER or not exports:
                raise Refusal(403, "Export only supports Docs Editors files.", reason="fileNotExportable")
            if wanted not in exports:
                raise Refusal(
                    400,
                    "The requested conversion is not supported.",
                    reason="badRequest",
                    location="convertTo",
                    location_type="parameter",
                )
            apart = (file.mime_type, wanted) == (DOCUMENT, PDF)
            content = self.contents.of(file) if apart else exports[wanted](file.id)
        made = self.renderer.pdf(content) if apart else content
        if len(made) > LARGEST_EXPORT:
            raise Refusal(403, "This file is too large to be exported.", reason="exportSizeLimitExceeded")
        return Answer(made, wanted)

    def _revisions(self, call: Call) -> dict[str, Any]:
        file = self.access.reach(call.who, call.params["fileId"], "writer")
        kept = [(_revision_of(file, one), one.modified_by) for one in self.contents.revisions(file.id)]
        kept += [(_edit_of(file, one), one.modified_by) for one in self.files.edits.of(file.id)]
        return {"kind": "drive#revisionList", "revisions": [self._edited(*one, call) for one in kept]}

    def _edited(self, revision: dict[str, Any], editor: str, call: Call) -> dict[str, Any]:
        return {**revision, "lastModifyingUser": self.resources.user(editor, call.who)}

    def _revision(self, call: Call) -> dict[str, Any] | Answer:
        file = self.access.reach(call.who, call.params["fileId"], "writer")
        id = call.params["revisionId"]
        for one in self.contents.revisions(file.id):
            if one.id == (file.head if id == "head" else id):
                if call.params.get("alt") == "media":
                    return ranged(self.contents.read(one.sha256), one.mime_type, call.headers.get("range", ""))
                return self._edited(_revision_of(file, one), one.modified_by, call)
        raise Refusal(
            404, f"Revision not found: {id}.", reason="notFound", location="revisionId", location_type="parameter"
        )


def _revision_of(file: File, one: Revision) -> dict[str, Any]:
    return {
        "kind": "drive#revision",
        "id": one.id,
        "mimeType": one.mime_type,
        "modifiedTime": rfc3339(one.modified),
        "keepForever": False,
        "published": False,
        "md5Checksum": one.md5,
        "size": str(one.size),
        "originalFilename": one.name,
    }


def _edit_of(file: File, one: Edit) -> dict[str, Any]:
    return {
        "kind": "drive#revision",
        "id": str(one.number),
        "mimeType": file.mime_type,
        "modifiedTime": rfc3339(one.modified),
        "published": False,
    }


def all_drives(call: Call) -> bool:
    """Tell whether the caller says it knows shared drives."""
    return bool(call.params.get("supportsAllDrives") or call.params.get("supportsTeamDrives"))


def _ids(call: Call, name: str) -> tuple[str, ...]:
    return tuple(id.strip() for id in call.params.get(name, "").split(",") if id.strip())


def ranged(content: bytes, mime_type: str, wanted: str) -> Answer:
    """Give a content, or the part that a `Range` header asks for."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", wanted.strip())
    if not found or found.groups() == ("", ""):
        return Answer(content, mime_type, 200, {"Accept-Ranges": "bytes"})
    first, last = found.groups()
    start = int(first) if first else max(0, len(content) - int(last))
    end = min(int(last), len(content) - 1) if first and last else len(content) - 1
    if start > end:
        text = "Request range not satisfiable"
        headers = {"Content-Range": f"bytes */{len(content)}"}
        raise Refusal(416, text, reason="requestedRangeNotSatisfiable", headers=headers)
    headers = {"Accept-Ranges": "bytes", "Content-Range": f"bytes {start}-{end}/{len(content)}"}
    return Answer(content[start : end + 1], mime_type, 206, headers)
