"""The form's own page, for its editors: questions, responses, the link to a workbook, publishing.

What Google offers only by hand can also be asked for here by programs, at `/_workspace/forms/{id}/…`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.auth.accounts import Accounts
from local_workspace.core.clock import Clock
from local_workspace.core.routes import Routes
from local_workspace.drive.file import FOLDER, SPREADSHEET
from local_workspace.drive.files import permission_id
from local_workspace.forms.access import permitted
from local_workspace.forms.editing import with_file_question
from local_workspace.forms.keeping import Form, Forms
from local_workspace.forms.linking import Linker
from local_workspace.forms.model import Kind, all_questions, sections_of

from .base import Pages, signed_in

KINDS = {
    Kind.TEXT: "Jawaban singkat",
    Kind.PARAGRAPH: "Paragraf",
    Kind.RADIO: "Pilihan ganda",
    Kind.CHECKBOX: "Kotak centang",
    Kind.DROP_DOWN: "Daftar pilihan",
    Kind.SCALE: "Skala",
    Kind.RATING: "Penilaian",
    Kind.DATE: "Tanggal",
    Kind.TIME: "Waktu",
    Kind.FILE: "Unggah berkas",
}
REFUSED = {
    403: "Anda masuk sebagai orang yang tidak berhak melakukan ini. Pilih orang lain di bagian atas halaman.",
    404: "Formulir atau lembar kerja ini tidak ada, atau sudah dibuang.",
    400: "Ini tidak dapat dilakukan: formulir sudah tertaut, atau berkas yang dipilih bukan lembar kerja.",
}


class Editor:
    """Serves the editor's page and what its buttons do."""

    def __init__(
        self, routes: Routes, pages: Pages, clock: Clock, accounts: Accounts, forms: Forms, linker: Linker
    ) -> None:
        self._pages = pages
        self._clock = clock
        self._accounts = accounts
        self._forms = forms
        self._linker = linker
        add = routes.add
        add("/forms/d/<id>/edit", self._page)
        add("/forms/d/<id>/link", self._button(self._link_chosen), ("POST",))
        add("/forms/d/<id>/unlink", self._button(self._unlink), ("POST",))
        add("/forms/d/<id>/publish", self._button(self._publish), ("POST",))
        add("/forms/d/<id>/upload-question", self._button(self._add_file_question_chosen), ("POST",))
        add("/forms/d/<id>/response-editing", self._button(self._let_edit), ("POST",))
        add("/_workspace/forms/<id>/response-editing", self._let_edit_asked, ("POST",))
        add("/_workspace/forms/<id>/link", self._link_asked, ("POST",))
        add("/_workspace/forms/<id>/upload-question", self._add_file_question_asked, ("POST",))

    def _who(self, request: Request) -> str:
        """Return who acts: the bearer of a token, or whoever uses this browser.

        Raises:
            Refusal: 401 for neither.
        """
        authorization = request.headers.get("Authorization", "")
        if authorization or not signed_in(request):
            return self._accounts.identity_of(authorization).email
        return signed_in(request)

    def _page(self, request: Request, id: str) -> Response:
        who = signed_in(request)
        if not who:
            return self._pages.ask_who(request)
        try:
            form = permitted(self._forms, who, id, "writer")
        except Refusal as refusal:
            return self._pages.refuse(request, REFUSED[refusal.status], refusal.status)
        responses = self._forms.responses(form)
        return self._pages.render(
            request,
            "form/edit.html",
            form=form,
            sections=sections_of(form.content),
            questions=all_questions(form.content),
            kinds=KINDS,
            responses=responses[::-1],
            public=f"/forms/d/e/{form.public_id}/viewform",
            workbooks=self._workbooks(who),
            linked=self._linked_name(form),
            editable=self._forms.may_edit(form),
        )

    def _workbooks(self, who: str) -> list[dict[str, str]]:
        rows = self._forms.files.rows("mime_type = ? and trashed = 0 order by name, id", SPREADSHEET)
        return [
            {"id": row["id"], "name": row["name"]}
            for row in rows
            if self._forms.files.allows(who, row["id"], "writer")
        ]

    def _linked_name(self, form: Form) -> str:
        if not form.link or not self._forms.files.exists(form.link["spreadsheet"]):
            return ""
        return self._forms.files.find(form.link["spreadsheet"]).name

    def _button(self, act: Callable[[Request, str, Form], None]) -> Callable[..., Response]:
        def view(request: Request, id: str) -> Response:
            if not signed_in(request):
                return self._pages.ask_who(request)
            try:
                act(request, signed_in(request), permitted(self._forms, signed_in(request), id, "writer"))
            except Refusal as refusal:
                return self._pages.refuse(request, REFUSED.get(refusal.status, str(refusal)), refusal.status)
            return redirect(f"/forms/d/{id}/edit#{request.form.get('back', 'jawaban')}", 303, Response)

        return view

    def _link_chosen(self, request: Request, who: str, form: Form) -> None:
        self._linker.link(form, request.form.get("spreadsheet", ""), who, self._clock.now())

    def _link_asked(self, request: Request, id: str) -> Response:
        form = permitted(self._forms, who := self._who(request), id, "writer")
        match json_of(request):
            case {"spreadsheetId": str(spreadsheet)}:
                title = self._linker.link(form, spreadsheet, who, self._clock.now())
            case _:
                raise Refusal(400, 'Expected {"spreadsheetId": "…"}.')
        return json_response({"formId": id, "linkedSheetId": spreadsheet, "tab": title})

    def _unlink(self, request: Request, who: str, form: Form) -> None:
        self._linker.unlink(form)

    def _publish(self, request: Request, who: str, form: Form) -> None:
        state = request.form.get("state", "")
        self._forms.publish(form, published=state in ("open", "closed"), accepting=state == "open")
        responders = self._forms.files.responders
        if state == "open" and not responders.rows(form.id):
            # Google's page offers "anyone with the link" where nobody was chosen; its API does not.
            responders.admit(form.id, f"{permission_id('anyone', '')}p", "anyone", "")

    def _let_edit(self, request: Request, who: str, form: Form) -> None:
        self._forms.let_edit(form, allowed=bool(request.form.get("allowed")))

    def _let_edit_asked(self, request: Request, id: str) -> Response:
        form = permitted(self._forms, self._who(request), id, "writer")
        match json_of(request):
            case {"allowed": bool(allowed)}:
                self._forms.let_edit(form, allowed=allowed)
            case _:
                raise Refusal(400, 'Expected {"allowed": true} or {"allowed": false}.')
        return json_response({"formId": id, "allowed": allowed})

    def _add_file_question_chosen(self, request: Request, who: str, form: Form) -> None:
        asked = {"title": request.form.get("title", ""), "required": "required" in request.form}
        self._add_file_question(form, who, {**asked, "maxFiles": request.form.get("most", 1, type=int)})

    def _add_file_question_asked(self, request: Request, id: str) -> Response:
        form = permitted(self._forms, who := self._who(request), id, "writer")
        asked = json_of(request)
        if not isinstance(asked, dict):
            raise Refusal(400, 'Expected {"title": "…"}.')
        item = self._add_file_question(form, who, asked)
        return json_response({"itemId": item["itemId"], "questionId": item["questionItem"]["question"]["questionId"]})

    def _add_file_question(self, form: Form, who: str, asked: dict[str, Any]) -> dict[str, Any]:
        title = str(asked.get("title", "")).strip()
        if not title or "\n" in title:
            raise Refusal(400, "A question for files needs a title of one line.")
        files = self._forms.files
        file = files.find(form.id)
        owner = file.owner or who
        top = files.create(owner, f"{form.title} (File responses)", FOLDER, file.parent)
        folder = files.create(owner, f"{title} (File responses)", FOLDER, top.id)
        content = with_file_question(
            form.content,
            title,
            str(asked.get("description", "")),
            folder.id,
            required=bool(asked.get("required", False)),
            most=min(max(int(asked.get("maxFiles", 1)), 1), 10),
            largest=int(asked.get("maxFileSize", 10_000_000)),
        )
        item: dict[str, Any] = self._forms.change(who, form, content).content["items"][-1]
        return item
