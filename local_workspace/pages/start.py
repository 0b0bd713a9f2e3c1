"""The start page: what this is, who is who, where everything lies, and what to try."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.controls import json_of, json_response
from local_workspace.drive.files import FOLDER, FORM, SPREADSHEET
from local_workspace.errors import Refusal

from .base import signed_in

if TYPE_CHECKING:
    from local_workspace.workspace import Workspace

EMPTY: dict[str, Any] = {"title": "", "text": "", "steps": []}


def serve_start(workspace: Workspace) -> None:
    """Add the start page and the guide that whoever set up the workspace may write on it."""

    def start(request: Request) -> Response:
        who = signed_in(request)
        return workspace.pages.render(
            request,
            "start.html",
            guide={**EMPTY, **workspace.store.fact("pages.guide", {})},
            forms=_readable(workspace, who, FORM),
            workbooks=_readable(workspace, who, SPREADSHEET),
            folders=_readable(workspace, who, FOLDER),
            mailboxes=[
                (address, workspace.gmail.mailboxes.unread(address)) for address in workspace.gmail.mailboxes.all()
            ],
        )

    def guide(request: Request) -> Response:
        match json_of(request):
            case {"title": str(), "text": str(), "steps": [*steps]} as given if all(
                isinstance(one, str) for one in steps
            ):
                workspace.store.remember("pages.guide", given)
            case _:
                raise Refusal(400, 'Expected {"title": "…", "text": "…", "steps": ["…"]}.')
        return json_response(workspace.store.fact("pages.guide"))

    def own_mail(request: Request) -> Response:
        who = signed_in(request)
        return redirect(f"/mail/{who}", 303, Response) if who else workspace.pages.ask_who(request)

    workspace.routes.add("/", start)
    workspace.routes.add("/mail", own_mail)
    workspace.routes.add("/_workspace/guide", guide, ("POST",))


def _readable(workspace: Workspace, who: str, mime_type: str) -> list[dict[str, Any]]:
    """List files of a kind by name: those that `who` may read, or all of them while nobody is chosen."""
    rows = workspace.store.all(
        "select id, name, parent from file where mime_type = ? and trashed = 0 order by name, id", mime_type
    )
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "public": "",
            "may_edit": bool(who) and workspace.files.allows(who, row["id"], "writer"),
        }
        for row in rows
        if (not who or workspace.files.allows(who, row["id"], "reader"))
        and not (mime_type == FOLDER and row["parent"] in {other["id"] for other in rows})
    ]
