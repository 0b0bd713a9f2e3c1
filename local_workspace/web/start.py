"""The start page: what this is, who is who, where everything lies, and what to try."""

from __future__ import annotations

from typing import Any

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.core.routes import Routes
from local_workspace.core.store import Store
from local_workspace.drive.file import FOLDER, FORM, SPREADSHEET
from local_workspace.forms.keeping import Forms
from local_workspace.gmail.mailboxes import Mailboxes

from .base import Pages, signed_in

EMPTY: dict[str, Any] = {"title": "", "text": "", "steps": []}


class StartPage:
    """The start page, and the guide that whoever set up the workspace may write on it."""

    def __init__(self, routes: Routes, pages: Pages, store: Store, mailboxes: Mailboxes, forms: Forms) -> None:
        self._pages = pages
        self._store = store
        self._mailboxes = mailboxes
        self._forms = forms
        self._files = forms.files
        routes.add("/", self._start)
        routes.add("/mail", self._own_mail)
        routes.add("/_workspace/guide", self._guide, ("POST",))

    def _start(self, request: Request) -> Response:
        who = signed_in(request)
        return self._pages.render(
            request,
            "start.html",
            guide={**EMPTY, **self._store.fact("pages.guide", {})},
            forms=self._visible_forms(who),
            workbooks=self._readable(who, SPREADSHEET),
            folders=self._readable(who, FOLDER),
            mailboxes=[(address, self._mailboxes.unread(address)) for address in self._mailboxes.all()],
        )

    def _guide(self, request: Request) -> Response:
        match json_of(request):
            case {"title": str(), "text": str(), "steps": [*steps]} as given if all(
                isinstance(one, str) for one in steps
            ):
                self._store.remember("pages.guide", given)
            case _:
                raise Refusal(400, 'Expected {"title": "…", "text": "…", "steps": ["…"]}.')
        return json_response(self._store.fact("pages.guide"))

    def _own_mail(self, request: Request) -> Response:
        who = signed_in(request)
        return redirect(f"/mail/{who}", 303, Response) if who else self._pages.ask_who(request)

    def _visible_forms(self, who: str) -> list[dict[str, Any]]:
        """Return the forms: published ones for everybody, the others for those who may read them."""
        own = self._readable(who, FORM)
        known = {form["id"] for form in own}
        return own + [form for form in self._readable("", FORM) if form["public"] and form["id"] not in known]

    def _readable(self, who: str, mime_type: str) -> list[dict[str, Any]]:
        """Return files of a kind by name: those that `who` may read, or all of them while nobody is chosen.

        Of folders only those that lie in no other that is listed.
        """
        rows = [
            row
            for row in self._files.rows("mime_type = ? and trashed = 0 order by name, id", mime_type)
            if not who or self._files.allows(who, row["id"], "reader")
        ]
        listed = {row["id"] for row in rows} if mime_type == FOLDER else set()
        public = self._forms.public_ids()
        return [
            {
                "id": row["id"],
                "name": row["name"],
                "may_edit": bool(who) and self._files.allows(who, row["id"], "writer"),
                "public": f"/forms/d/e/{public[row['id']]}/viewform" if row["id"] in public else "",
            }
            for row in rows
            if row["parent"] not in listed
        ]
