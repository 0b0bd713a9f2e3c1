"""Drive's methods on files."""

from __future__ import annotations

from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves
from local_workspace.core.answers import Answer
from local_workspace.core.store import Store

from .contents import ranged
from .desk import Desk
from .documents import PDF
from .file import DOCUMENT, FOLDER, File
from .listing import DEFAULT_LIST, Listing
from .rendering import Renderer
from .resource import Resources

LARGEST_EXPORT = 10 * 2**20
NOT_DOWNLOADABLE = "Only files with binary content can be downloaded. Use Export with Docs Editors files."


class FilesApi:
    """The `drive.files` methods."""

    def __init__(self, store: Store, desk: Desk, resources: Resources, listing: Listing, renderer: Renderer) -> None:
        self._store = store
        self._desk = desk
        self._files = desk.files
        self._contents = desk.contents
        self._resources = resources
        self._listing = listing
        self._renderer = renderer

    @serves("drive.files.create")
    def create(self, call: Call) -> dict[str, Any]:
        """Make a file or a folder."""
        return self._shown(call, self._desk.create(call.who, call.body, call.media, all_drives=call.all_drives))

    @serves("drive.files.get")
    def get(self, call: Call) -> dict[str, Any] | Answer:
        """Return a file, or its content when asked with `alt=media`."""
        file = self._desk.access.reach(call.who, call.params["fileId"], all_drives=call.all_drives)
        if call.params.get("alt") != "media":
            return self._shown(call, file)
        if file.is_native:
            raise Refusal(
                403, NOT_DOWNLOADABLE, reason="fileNotDownloadable", location="alt", location_type="parameter"
            )
        return ranged(self._contents.of(file), file.mime_type, call.headers.get("range", ""))

    @serves("drive.files.list", default_fields=DEFAULT_LIST)
    def list(self, call: Call) -> dict[str, Any]:
        """Return a page of the files that a search finds."""
        return self._listing.answer(call)

    @serves("drive.files.update")
    def update(self, call: Call) -> dict[str, Any]:
        """Change a file, its place and its content."""
        file = self._desk.update(
            call.who,
            call.params["fileId"],
            call.body,
            call.media,
            add=_ids(call, "addParents"),
            remove=_ids(call, "removeParents"),
            all_drives=call.all_drives,
        )
        return self._shown(call, file)

    @serves("drive.files.copy")
    def copy(self, call: Call) -> dict[str, Any]:
        """Copy a file."""
        made = self._desk.copy(call.who, call.params["fileId"], call.body, all_drives=call.all_drives)
        return self._shown(call, made)

    @serves("drive.files.delete")
    def delete(self, call: Call) -> None:
        """Delete a file for good."""
        self._desk.delete(call.who, call.params["fileId"], all_drives=call.all_drives)

    @serves("drive.files.emptyTrash")
    def empty_trash(self, call: Call) -> None:
        """Delete all that lies in the trash for good."""
        self._desk.empty_trash(call.who, call.params.get("driveId", ""))

    @serves("drive.files.generateIds")
    def generate_ids(self, call: Call) -> dict[str, Any]:
        """Return ids to create files with."""
        count = call.params.get("count", 10)
        if not 1 <= count <= 1000:
            raise Refusal(
                400,
                f"Invalid value '{count}'. Values must be within the range: [1, 1000]",
                reason="invalidParameter",
                location="count",
                location_type="parameter",
            )
        ids = self._files.generate_ids(count)
        return {"kind": "drive#generatedIds", "space": call.params.get("space", "drive"), "ids": ids}

    # Making a PDF takes seconds: others need not wait for it.
    @serves("drive.files.export", whole=False)
    def export(self, call: Call) -> Answer:
        """Return a Google file in another format."""
        wanted = call.params["mimeType"]
        with self._store.transaction():
            file = self._desk.access.reach(call.who, call.params["fileId"])
            exports = self._files.natives.of(file.mime_type).exports
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
            content = self._contents.of(file) if apart else exports[wanted](file.id)
        made = self._renderer.pdf(content) if apart else content
        if len(made) > LARGEST_EXPORT:
            raise Refusal(403, "This file is too large to be exported.", reason="exportSizeLimitExceeded")
        return Answer(made, wanted)

    def _shown(self, call: Call, file: File) -> dict[str, Any]:
        return self._resources.shown(call.who, file, call.params.get("fields"))


def _ids(call: Call, name: str) -> tuple[str, ...]:
    return tuple(id.strip() for id in call.params.get(name, "").split(",") if id.strip())
