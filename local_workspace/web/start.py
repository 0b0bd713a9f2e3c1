"""The start page: what this is, who is who, where everything lies, and what to try."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.drive.files import FOLDER, FORM, SPREADSHEET

from .base import signed_in
from .controls import json_of, json_response

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
            forms=_forms(workspace, who),
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


def _forms(workspace: Workspace, who: str) -> list[dict[str, Any]]:
    """List the forms: published ones for everybody, the others for those who may read them."""
    own = _readable(workspace, who, FORM)
    known = {form["id"] for form in own}
    return own + [form for form in _readable(workspace, "", FORM) if form["public"] and form["id"] not in known]


def _readable(workspace: Workspace, who: str, mime_type: str) -> list[dict[str, Any]]:
    """List files of a kind by name: those that `who` may read, or all of them while nobody is chosen.

    Of folders only those that lie in no other that is listed.
    """
    rows = [
        row
        for row in workspace.files.rows("mime_type = ? and trashed = 0 order by name, id", mime_type)
        if not who or workspace.files.allows(who, row["id"], "reader")
    ]
    listed = {row["id"] for row in rows} if mime_type == FOLDER else set()
    public = workspace.forms.public_ids()
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "may_edit": bool(who) and workspace.files.allows(who, row["id"], "writer"),
            "public": f"/forms/d/e/{public[row['id']]}/viewform" if row["id"] in public else "",
        }
        for row in rows
        if row["parent"] not in listed
    ]
