"""Drive's methods on the revisions of a file."""

from __future__ import annotations

from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves
from local_workspace.core.answers import Answer
from local_workspace.core.clock import rfc3339

from .access import Access
from .contents import Contents, Revision, ranged
from .edits import Edit
from .file import File
from .files import Files
from .resource import Resources


class RevisionsApi:
    """The `drive.revisions` methods."""

    def __init__(self, files: Files, contents: Contents, access: Access, resources: Resources) -> None:
        self._files = files
        self._contents = contents
        self._access = access
        self._resources = resources

    @serves("drive.revisions.list")
    def list(self, call: Call) -> dict[str, Any]:
        """Return all revisions of a file."""
        file = self._access.reach(call.who, call.params["fileId"], "writer")
        kept = [(_revision_of(file, one), one.modified_by) for one in self._contents.revisions(file.id)]
        kept += [(_edit_of(file, one), one.modified_by) for one in self._files.edits.of(file.id)]
        return {"kind": "drive#revisionList", "revisions": [self._edited(*one, call) for one in kept]}

    @serves("drive.revisions.get")
    def get(self, call: Call) -> dict[str, Any] | Answer:
        """Return a revision, or its content when asked with `alt=media`."""
        file = self._access.reach(call.who, call.params["fileId"], "writer")
        id = call.params["revisionId"]
        for one in self._contents.revisions(file.id):
            if one.id == (file.head if id == "head" else id):
                if call.params.get("alt") == "media":
                    return ranged(self._contents.read(one.sha256), one.mime_type, call.headers.get("range", ""))
                return self._edited(_revision_of(file, one), one.modified_by, call)
        raise Refusal(
            404, f"Revision not found: {id}.", reason="notFound", location="revisionId", location_type="parameter"
        )

    def _edited(self, revision: dict[str, Any], editor: str, call: Call) -> dict[str, Any]:
        return {**revision, "lastModifyingUser": self._resources.user(editor, call.who)}


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
