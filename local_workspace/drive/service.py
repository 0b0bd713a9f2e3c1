"""Drive v3's methods."""

from __future__ import annotations

from typing import Any

from local_workspace.api import Api
from local_workspace.calls import Answer, Call

from .files import Files


def serve_drive(api: Api, files: Files) -> None:
    """Register the Drive methods."""

    def create(call: Call) -> dict[str, Any]:
        parents = call.body.get("parents", [None])
        file = files.create(
            call.who.email,
            call.body.get("name", "Untitled"),
            call.body.get("mimeType", "application/octet-stream"),
            parents[0],
        )
        return {"kind": "drive#file", "id": file.id, "name": file.name, "mimeType": file.mime_type}

    def delete(call: Call) -> Answer:
        files.find(call.params["fileId"])
        files.delete(call.params["fileId"])
        return Answer(b"", status=204)

    api.serve("drive.files.create", create)
    api.serve("drive.files.delete", delete)
